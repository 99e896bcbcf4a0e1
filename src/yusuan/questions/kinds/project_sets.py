"""Questions about a set of projects: by place, amount, source, subject, targets and payments together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise, product

from yusuan.questions.filters.allotments import document_filters, fund_filters
from yusuan.questions.filters.amounts import amount_filter, funding_filter
from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.payments import about_payments, plan_filter
from yusuan.questions.filters.scope import both_are_all, listed_names, owners, scope
from yusuan.questions.filters.stages import of_projects
from yusuan.questions.filters.subject_matter import either_filter, name_filters, near_words, subject_filters
from yusuan.questions.filters.targets import indicator_filters, missing_filters, target_filters
from yusuan.questions.grammar.filled import Filled
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.words.translations import translation
from yusuan.questions.queries.rows import rows_of, select
from yusuan.questions.queries.sparql import Filter, Iri, compose, filter_of
from yusuan.vocabulary.wording import folded

_MOST_ATTEMPTS = 8
_SUPERLATIVES = frozenset({"max", "min", "top", "average"})
_OF_TARGETS = frozenset({
    "satisfaction", "indicator-name", "indicator-part", "indicator-noun", "level", "target", "how-many-indicators",
})  # fmt: skip


def project_attempts(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The queries to try for a set of projects; empty where the slots make no sense together."""
    fixed = _fixed(reading, context)
    if fixed is None or not both_are_all(reading, context) or _ranks_targets(reading):
        return []
    listed = reading.all("text", "indicator-part")
    if _any_of(reading, listed) or _are_listed(listed, context.question):
        return _about_any(fixed, listed, reading, context)
    counted = _counted(fixed, reading, context)
    wanted = _of_indicators(reading)
    if wanted is None:
        return counted if _shares(reading) else []
    tried = _about([*fixed, *wanted], _subjects(reading), reading, context)
    return [*counted, *tried, *_as_spelt(fixed, reading)]


def _fixed(reading: Reading, context: QuestionContext) -> list[Filter] | None:
    """The conditions on place, year, amount, source and payments; ``None`` where the words make none of what they name."""
    subject = "investment" if reading.has("investment") else "amount"
    found = scope(reading, context, "item")
    found += [amount_filter(each.sense.value, subject) for each in reading.all("amount")]
    if reading.has("funding", "other-funds", "fiscal-funds"):
        funding = funding_filter(reading)
        if funding is None:
            return None
        found.append(funding)
    if reading.has("pay", "payments", "month", "late", "first-payment"):
        plan = plan_filter(reading)
        if plan is None:
            return None
        found.append(plan)
    return found


def _shares(reading: Reading) -> list[Filled]:
    """The percentages and numbers that are targets of indicators."""
    return [] if about_payments(reading) else reading.all("share", "quantity")


def _of_indicators(reading: Reading) -> list[Filter] | None:
    """The conditions on indicators and their targets, or on what is lacking; ``None`` where the words make none."""
    shares = _shares(reading)
    if shares:
        return target_filters(reading, shares) or None
    if reading.has("without"):
        return None if reading.has("text") else missing_filters(reading) or None
    return indicator_filters(reading)


def _subjects(reading: Reading) -> list[Filled]:
    """The words that say what projects are about; beside a target they are an indicator's."""
    shares = _shares(reading)
    of_target = any(each.slot == "quantity" for each in shares) or not reading.has("about", "buy")
    return [] if shares and of_target else reading.all("text")


def _about(
    fixed: Sequence[Filter], texts: Sequence[Filled], reading: Reading, context: QuestionContext
) -> list[Attempt]:
    """Projects about all of ``texts``, each looked for in its ways, the narrowest first."""
    under = listed_names(reading, context)
    within = () if under else tuple(Iri(each) for each in owners(reading, context))
    ways = [_ways(each, reading, context, listed=bool(under)) for each in texts]
    words = tuple(folded(each.token.text) for each in texts)
    near = tuple(dict.fromkeys(word for each in texts for word in near_words(each)))
    return [
        Attempt((*fixed, *at, *(replace(each, within=within) for way in chosen for each in way)), words, near=near)
        for at in of_projects(reading, context)
        for chosen in islice(product(*ways), _MOST_ATTEMPTS)
    ]


def _ways(said: Filled, reading: Reading, context: QuestionContext, *, listed: bool) -> list[list[Filter]]:
    """The ways to look for one subject, in order."""
    by_subject = (
        name_filters(said)
        if reading.has("in-name")
        else subject_filters(said, buying=reading.has("buy"), literal=_asks_what_is_written(reading))
    )
    allotted = fund_filters(reading, said, context.question)
    return [*allotted, *by_subject, *document_filters(reading, said, listed=listed)]


def _about_any(
    fixed: Sequence[Filter], listed: list[Filled], reading: Reading, context: QuestionContext
) -> list[Attempt]:
    """Projects about any of several subjects."""
    if len(listed) < 2:
        return []
    either = [word for each in listed for word in _said(folded(each.token.text).strip())]
    named = either_filter(listed, either)
    return [Attempt((*fixed, *at, named), tuple(either)) for at in of_projects(reading, context)]


def _counted(fixed: Sequence[Filter], reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Projects that print a number of things as the question says it: 13台电脑."""
    return [
        Attempt((*fixed, *at, filter_of("words", word=phrase)), (phrase,))
        for phrase in _counted_things(reading, context.question)
        for at in of_projects(reading, context)
    ]


def _as_spelt(fixed: Sequence[Filter], reading: Reading) -> list[Attempt]:
    """Projects that print what is bought and how many, each word by itself."""
    if not reading.has("buy") or not reading.has("quantity") or not reading.has("text"):
        return []
    said = [*reading.all("text"), *reading.all("quantity")]
    bought = [filter_of("words", word=folded(each.token.text).strip()) for each in said]
    return [Attempt((*fixed, *bought))]


def _asks_what_is_written(reading: Reading) -> bool:
    """Whether words are looked for, not what they are about: 提到内网 is less than 涉及内网."""
    return any(each.token.sense("said") for each in reading.all("about"))


def _any_of(reading: Reading, texts: list[Filled]) -> bool:
    """Whether one of several subjects is enough: A或者B, A、B一类的, but not 苇湾区还是柳塘县."""
    several = len(reading.all("division", "department")) > 1 and not texts
    return (reading.has("or") and not several) or (reading.has("kind-of") and len(texts) > 1)


def _counted_things(reading: Reading, question: str) -> list[str]:
    """A number of things as the question says it, to be found as it is printed: 13台电脑."""
    return [
        folded(question[number.token.start : thing.token.end])
        for number in reading.all("quantity")
        for thing in reading.all("text")
        if number.token.end == thing.token.start
    ]


def largest_sum(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The first of a ranking, to be added: they are found first, then summed by name."""
    top = reading.first("top")
    if top is None or top.sense.value.skipped:
        return []
    template = "projects-smallest" if top.sense.value.largest is False else "projects-largest"
    for attempt in project_attempts(reading, context):
        query = compose(template, attempt.filters, limit=top.sense.value.count)
        found = rows_of(select(context.store, query))
        if found:
            return [Attempt((filter_of("item", item=[Iri(row.iri) for row, _ in found if row.iri]),))]
    return []


def _are_listed(texts: list[Filled], question: str) -> bool:
    """Whether subjects stand in a list, any of which will do: 视频会议、视频调度."""
    between = [question[one.token.end : other.token.start].strip() for one, other in pairwise(texts)]
    return bool(between) and all(each == "、" for each in between)


def _said(word: str) -> list[str]:
    """A subject in the documents' words, where one of them will do."""
    meant = translation(word)
    return list(meant[0]) if len(meant) == 1 else [word]


def _ranks_targets(reading: Reading) -> bool:
    """Whether what is highest or averaged are indicators, not budgets: 满意度最高的项目, the most indicators."""
    places = dict(enumerate(reading.filled))
    return any(
        each.slot in _SUPERLATIVES
        and any(
            beside is not None and beside.slot in _OF_TARGETS
            for beside in (places.get(at - 1), places.get(at + 1))
        )
        and not _says_price(each.token.text)
        for at, each in places.items()
    )


def _says_price(word: str) -> bool:
    return any(said in word for said in ("贵", "便宜", "钱", "expensive", "cheap", "cost", "pric"))
