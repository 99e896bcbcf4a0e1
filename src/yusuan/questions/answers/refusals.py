"""Saying no: what a question names and the data lacks, which words found no use, what could be asked instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from yusuan.questions.answer import Answer, Status
from yusuan.questions.answers.suggestions import suggestions
from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.grammar.parts import parts, subject
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.names import Names
from yusuan.questions.language.tokens import QuestionToken

Tokens = Sequence[QuestionToken]
_MEANINGFUL = frozenset(
    {"text", "topic", "unknown", "missing-department", "missing-division", "missing-project"}
)
_COMPARING = frozenset({"change", "which-changes", "increase", "decrease", "difference"})
"""What makes the year before one that is held a year to compare with: 2019 where 2020 tells its change."""
_LISTED = 6


def missing(tokens: Tokens, context: QuestionContext) -> Answer | None:
    """The refusal where a project, county, department, year or stage is named that the data does not hold."""
    return next((made for lacks in _LACKING if (made := lacks(tokens, context)) is not None), None)


def _lacks_codes(tokens: Tokens, context: QuestionContext) -> Answer | None:
    codes = [token.text.strip() for token in tokens if _only(token, "missing-project")]
    if not codes:
        return None
    zh = f"数据里没有编码为“{'、'.join(codes)}”的项目。"
    en = f"The data holds no project with the code {', '.join(codes)}."
    return _refusal("no_data", zh, en, tokens, context, codes)


def _lacks_places(tokens: Tokens, context: QuestionContext) -> Answer | None:
    """Of counties and departments; what reads like a department is a duty's object where the question asks who does it."""
    absent = [token for token in tokens if _only(token, "missing-division", "missing-department")]
    named = [
        token.text.strip()
        for token in absent
        if not (_asks_duty(tokens) and token.sense("missing-department"))
    ]
    if not named:
        return None
    before = {token.end: token.text for token in tokens if token.sense("division")}
    said = "、".join(before.get(token.start, "") + token.text.strip() for token in absent)
    held = _some(body.label for body in context.names.departments.values())
    zh = f"数据里没有“{said}”。已有的部门：{held}。"
    en = f"The data does not hold '{said}'. It holds: {held}."
    return _refusal("no_data", zh, en, tokens, context, named)


def _lacks_years(tokens: Tokens, context: QuestionContext) -> Answer | None:
    years = [str(year) for year in _absent_years(tokens, context.names)]
    if not years:
        return None
    held = [str(year) for year in context.names.years]
    from_zh, from_en = _counted_from(tokens, context.names)
    zh = f"数据里没有 {'、'.join(years)} 年的内容；已有的年度：{'、'.join(held)}。{from_zh}"
    en = f"The data holds nothing of {', '.join(years)}; the years it holds: {', '.join(held)}.{from_en}"
    return _refusal("no_data", zh, en, tokens, context)


def _lacks_accounts(tokens: Tokens, context: QuestionContext) -> Answer | None:
    asked = any(_only(token, "final") for token in tokens) and not _asks_duty(tokens)
    if not asked or "final-accounts" in context.names.stages:
        return None
    zh, en = "数据里只有预算，没有决算。", "The data holds budgets only, no final accounts."
    return _refusal("no_data", zh, en, tokens, context)


_LACKING: tuple[Callable[[Tokens, QuestionContext], Answer | None], ...] = (
    _lacks_codes,
    _lacks_places,
    _lacks_years,
    _lacks_accounts,
)


def _asks_duty(tokens: Tokens) -> bool:
    """Whether the question asks who does something, and for no money."""
    who = any(token.slots() & {"who", "by-whom"} for token in tokens)
    return who and not any(token.slots() & {"budget", "category", "howmuch"} for token in tokens)


def _only(token: QuestionToken, *slots: str) -> bool:
    return token.slots() <= set(slots)


def _absent_years(tokens: Tokens, names: Names) -> list[int]:
    asked = [
        sense.value.year for token in tokens if (sense := token.sense("year")) and not token.sense("change")
    ]
    compared = any(token.slots() & _COMPARING for token in tokens)
    return [
        year
        for year in asked
        if year not in names.years and not (compared and year + 1 in names.years and year + 1 in asked)
    ]


def _counted_from(tokens: Tokens, names: Names) -> tuple[str, str]:
    """That 去年 and its like were counted from the newest year in the data, where the question says them; zh and en."""
    said = [token.text.strip() for token in tokens if (sense := token.sense("year")) and sense.value.relative]
    if not said:
        return "", ""
    return (
        f"（“{said[0]}”按数据里最新的 {names.newest_year} 年推算。）",
        f" ('{said[0]}' is counted from {names.newest_year}, the newest year in the data.)",
    )


def no_department(named: str, tokens: Tokens, context: QuestionContext) -> Answer:
    """The refusal where a county has no department of a name that another has."""
    return _refusal("no_data", f"数据里没有“{named}”。", f"The data does not hold {named}.", tokens, context, [named])


def missing_place(tokens: Tokens, context: QuestionContext) -> Answer | None:
    """The refusal where a word that nothing else explains is a place that the data lacks: 北京."""
    places = [token.text.strip() for token in tokens if token.sense("missing-division")]
    if not places:
        return None
    zh = f"数据里没有“{'、'.join(places)}”。"
    en = f"The data does not hold {', '.join(places)}."
    return _refusal("no_data", zh, en, tokens, context, places)


def nothing_found(reading: Reading, tokens: Tokens, context: QuestionContext) -> Answer:
    """The refusal where the question was understood and the data has nothing of it."""
    read = parts(reading, context.names, context.lang)
    asked = " · ".join(part.text for part in read)
    zh = f"数据里没有符合条件的内容（{asked}）。" if asked else "数据里没有这方面的内容。"
    en = f"The data holds nothing that fits ({asked})." if asked else "The data holds nothing of this."
    return Answer(
        context.question, "no_data", en if context.lang == "en" else zh, kind=reading.pattern.id, reading=read,
        subject=subject(reading, context.lang), suggestions=suggestions(tokens, context.names, context.lang),
    )  # fmt: skip


def ambiguous(reading: Reading, iris: Sequence[str], context: QuestionContext) -> Answer:
    """Asking back: a short name that several departments share, with a question for each of them."""
    labels = [context.names.departments[iri].label for iri in iris]
    short = next(each.token for each in reading.all("department") if set(iris) <= set(each.sense.value))
    zh = f"“{short.text}”可能指：{_some(labels)}；请写明是哪一个。"
    en = f"'{short.text}' may mean {_some(labels)}; say which."
    question = context.question
    choices = tuple(question[: short.start] + label + question[short.end :] for label in labels[:_LISTED])
    return Answer(question, "not_understood", en if context.lang == "en" else zh, kind=reading.pattern.id,
                  unknown=(short.text,), suggestions=choices)  # fmt: skip


def not_understood(tokens: Tokens, context: QuestionContext) -> Answer:
    """The refusal where no pattern has a use for every word; says for which words there was none."""
    unknown = [token.text.strip() for token in tokens if token.slots() & _MEANINGFUL]
    unknown = list(dict.fromkeys(unknown or [token.text.strip() for token in tokens]))
    if not unknown:
        return _refusal("not_understood", "没有看懂这个问题。", "The question was not understood.", tokens, context)
    said = [f"“{word}”" for word in unknown]
    zh = f"没有看懂这个问题：不知道怎样理解{'、'.join(said)}。"
    en = f"The question was not understood: no use was found for {', '.join(said)}."
    return _refusal("not_understood", zh, en, tokens, context, unknown)


def nothing_left(without: Sequence[tuple[int, int]], tokens: Tokens, context: QuestionContext) -> Answer:
    """The refusal where what is left of a question, its ``tokens``, asks for nothing once parts were taken out."""
    gone = [f"“{context.question[start:end]}”" for start, end in without]
    zh = f"去掉{'、'.join(gone)}之后，剩下的话不成一个问题。"
    en = f"Without {', '.join(gone)} what is left is no question."
    return _refusal("not_understood", zh, en, tokens, context)


def no_question(tokens: Tokens, context: QuestionContext) -> Answer:
    """The refusal where a word is said and nothing asked: 公用经费."""
    zh = f"“{context.question}”是一个词，不是问题；请说明想知道什么，或者直接检索。"
    en = f"'{context.question}' is a word, not a question; say what to tell about it, or search for it."
    return _refusal("not_understood", zh, en, tokens, context)


def _refusal(
    status: Status, zh: str, en: str, tokens: Tokens, context: QuestionContext, unknown: Iterable[str] = ()
) -> Answer:
    """A refusal in the answer's language, with questions that do have answers."""
    return Answer(
        context.question,
        status,
        en if context.lang == "en" else zh,
        unknown=tuple(unknown),
        suggestions=suggestions(tokens, context.names, context.lang),
    )


def _some(labels: Iterable[str]) -> str:
    found = list(labels)
    return "、".join(found[:_LISTED]) + ("……" if len(found) > _LISTED else "")
