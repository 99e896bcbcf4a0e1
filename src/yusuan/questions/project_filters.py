"""Which projects does a question ask for? The conditions of place, amount, source, subject, targets and payments together."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise, product

from yusuan.questions.builders import Attempt, Context, both_are_all, listed_names, owners, scope
from yusuan.questions.funds_said import document_filters, fund_filters
from yusuan.questions.interpret import Filled, Reading
from yusuan.questions.numbers import Comparison
from yusuan.questions.payment_plans import about_payments, plan_filter
from yusuan.questions.rows import rows_of, select
from yusuan.questions.sparql import OPERATORS, Filter, Iri, compose, filter_of
from yusuan.questions.stages import of_projects
from yusuan.questions.subject_matter import either_filter, name_filters, near_words, subject_filters
from yusuan.questions.targets import indicator_filters, missing_filters, target_filters
from yusuan.questions.translations import translation
from yusuan.vocabulary.concepts import concept_iri
from yusuan.vocabulary.wording import folded

_SOURCES = {"other-funds": "source/other", "fiscal-funds": "source/fiscal"}
_FUNDING = ("funding", *_SOURCES)
_MOST_ATTEMPTS = 8
_SUPERLATIVES = frozenset({"max", "min", "top", "average"})
_OF_TARGETS = frozenset(
    [
        "satisfaction",
        "indicator-name",
        "indicator-part",
        "indicator-noun",
        "level",
        "target",
        "how-many-indicators",
    ]
)
_OPENED = (
    "indicator-name",
    "indicator-part",
    "level",
    "satisfaction",
    "share",
    "goals",
    "payments",
    "category",
)
_ASKS_INDICATORS = re.compile(
    r"(?:which|what)\s+(?:\w+\s+)?indicators?\b|(?:哪些|哪几个|哪项|什么)(?!项目)[^项目没无缺]{0,6}指标(?!的项目)"
)
"""Questions that ask for indicators, of whatever projects they speak."""
_OF_PROJECTS = re.compile(
    r"项目的[^，,。？?的]{0,8}(?:指标|满意度)(?:要求|目标|标准|目标值|指标值)?(?:是|为)?(?:多少|什么|哪些)?[？?。]?$"
)
"""Questions for indicators of projects: 马踏镇项目的社会效益指标."""
_MONEY = re.compile(r"钱|元|万|亿|how much")
_ADDS = frozenset({"sum", "sum up", "合计", "加起来", "加总", "之和", "总和", "总额", "加", "加上", "plus"})
WHICH = "哪什啥wW"
"""How the words begin that ask which project rather than name one."""


def project_attempts(reading: Reading, context: Context) -> list[Attempt]:
    """The queries to try for a set of projects; empty where the slots make no sense together."""
    if _ASKS_INDICATORS.search(context.question.lower()) or _OF_PROJECTS.search(context.question):
        return []
    if reading.pattern.limit and reading.has("pay", "payments") and not reading.has("budget"):
        return []
    if any(each.token.text.startswith("较") for each in reading.all("more", "less")):
        return []
    if reading.pattern.query == "projects-count" and any(
        _MONEY.search(each.token.text) for each in reading.all("howmuch")
    ):
        return []
    fixed = scope(reading, context, "item")
    if not both_are_all(reading, context):
        return []
    subject = "investment" if reading.has("investment") else "amount"
    for each in reading.all("amount"):
        fixed.append(amount_filter(each.sense.value, subject))
    if reading.has(*_FUNDING):
        sources = _sources(reading)
        if not sources:
            return []
        fixed.append(filter_of("funding-from", source=[Iri(concept_iri(each)) for each in sources]))
    if reading.has("pay", "payments", "month", "late", "first-payment"):
        plan = plan_filter(reading)
        if plan is None:
            return []
        fixed.append(plan)
    texts = reading.all("text")
    counted = [
        Attempt((*fixed, *at, filter_of("words", word=phrase)), (phrase,))
        for phrase in _counted_things(reading, context.question)
        for at in of_projects(reading, context)
    ]
    if reading.has("investment") and not reading.has("amount"):
        return []
    if (not texts and _opens_nothing(reading)) or _lists_and_adds(reading) or _ranks_targets(reading):
        return []
    listed = reading.all("text", "indicator-part")
    if _any_of(reading, listed) or _are_listed(listed, context.question):
        if len(listed) < 2:
            return []
        either = [word for each in listed for word in _said(folded(each.token.text).strip())]
        named = either_filter(listed, either)
        return [Attempt((*fixed, *at, named), tuple(either)) for at in of_projects(reading, context)]
    bought = [
        filter_of("words", word=folded(each.token.text).strip())
        for each in (*texts, *reading.all("quantity"))
    ]
    spelt = [Attempt((*fixed, *bought))] if reading.has("buy") and reading.has("quantity") and texts else []
    shares = [] if about_payments(reading) else reading.all("share", "quantity")
    if shares:
        targets = target_filters(reading, shares)
        if not targets:
            return counted
        fixed += targets
        if any(each.slot == "quantity" for each in shares) or not reading.has("about", "buy"):
            texts = []
    elif reading.has("without"):
        missing = missing_filters(reading)
        if not missing or texts:
            return []
        fixed += missing
    else:
        fixed += indicator_filters(reading)
    under = listed_names(reading, context)
    within = () if under else tuple(Iri(each) for each in owners(reading, context))
    ways = [
        list(
            name_filters(each)
            if reading.has("in-name")
            else subject_filters(each, buying=reading.has("buy"), literal=_asks_what_is_written(reading))
        )
        for each in texts
    ]
    ways = [
        [
            *fund_filters(reading, each, context.question),
            *way,
            *document_filters(reading, each, listed=bool(under)),
        ]
        for way, each in zip(ways, texts, strict=True)
    ]
    words = tuple(folded(each.token.text) for each in texts)
    near = tuple(dict.fromkeys(word for each in texts for word in near_words(each)))
    tried = [
        Attempt(
            (*fixed, *at, *(replace(each, within=within) for way in chosen for each in way)), words, near=near
        )
        for at in of_projects(reading, context)
        for chosen in islice(product(*ways), _MOST_ATTEMPTS)
    ]
    return [*counted, *tried, *spelt]


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


def largest_sum(reading: Reading, context: Context) -> list[Attempt]:
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


def _sources(reading: Reading) -> list[str]:
    """The sources that projects are paid from: 有其他资金的项目. None where an amount or a lack of them is asked."""
    tokens = [each.token for each in reading.all(*_FUNDING)]
    named = [path for slot, path in _SOURCES.items() if any(token.sense(slot) for token in tokens)]
    return [] if reading.has("amount", "without") else named


def _opens_nothing(reading: Reading) -> bool:
    """Whether the question says 涉及 or 购买 and then nothing that they could be about."""
    asked = any(
        each.token.sense("") is None and len(each.token.text) > 1 for each in reading.all("about", "buy")
    )
    return asked and not reading.has(*_OPENED)


def _lists_and_adds(reading: Reading) -> bool:
    """Whether a sum is read where the question asks which: 一共安排了哪些项目."""
    if reading.pattern.query == "projects" and any(each.token.text in _ADDS for each in reading.all("total")):
        return True
    which = any(each.token.text[0] in WHICH for each in reading.all("project-noun"))
    return reading.pattern.query == "projects-sum" and which and not reading.has("howmuch")


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


def amount_filter(limit: Comparison, subject: str = "amount") -> Filter:
    """The condition on an amount, or on a project's total investment."""
    if limit.high is not None:
        return filter_of(f"{subject}-between", low=limit.low, high=limit.high)
    return filter_of(f"{subject}-{OPERATORS[limit.operator]}", limit=limit.low)
