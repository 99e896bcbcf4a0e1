"""Saying no: what a question names and the data lacks, which words found no use, what could be asked instead."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.questions.answer import Answer
from yusuan.questions.answers.suggestions import suggestions
from yusuan.questions.grammar.parts import parts, subject
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.names import Names
from yusuan.questions.language.tokens import Token

_MEANINGFUL = frozenset(
    {"text", "topic", "unknown", "missing-department", "missing-division", "missing-project"}
)
_LISTED = 6


def missing(question: str, tokens: Sequence[Token], names: Names, lang: str) -> Answer | None:
    """The refusal where a county, department, year or stage is named that the data does not hold."""
    duty = any(token.slots() & {"who", "by-whom"} for token in tokens) and not any(
        token.slots() & {"budget", "category", "howmuch"} for token in tokens
    )
    absent = [
        token.text.strip()
        for token in tokens
        if _only(token, "missing-division", "missing-department")
        and not (duty and token.sense("missing-department"))
    ]
    years = _absent_years(tokens, names)
    codes = [token.text.strip() for token in tokens if _only(token, "missing-project")]
    if codes:
        zh = f"数据里没有编码为“{'、'.join(codes)}”的项目。"
        en = f"The data holds no project with the code {', '.join(codes)}."
        return _no_data(question, zh, en, codes, tokens, names, lang)
    if absent:
        before = {token.end: token.text for token in tokens if token.sense("division")}
        named = "、".join(
            before.get(token.start, "") + token.text.strip()
            for token in tokens
            if _only(token, "missing-division", "missing-department")
        )
        zh = f"数据里没有“{named}”。已有的部门：{_some(body.label for body in names.departments.values())}。"
        en = f"The data does not hold '{named}'. It holds: {_some(body.label for body in names.departments.values())}."
        return _no_data(question, zh, en, absent, tokens, names, lang)
    if years:
        held = "、".join(str(year) for year in names.years)
        zh = f"数据里没有 {'、'.join(map(str, years))} 年的内容；已有的年度：{held}。{_counted_from(tokens, names, 'zh')}"
        en = (
            f"The data holds nothing of {', '.join(map(str, years))}; the years it holds: {held.replace('、', ', ')}."
            f"{_counted_from(tokens, names, 'en')}"
        )
        return _no_data(question, zh, en, [], tokens, names, lang)
    if not duty and any(_only(token, "final") for token in tokens) and "final-accounts" not in names.stages:
        return _no_data(
            question,
            "数据里只有预算，没有决算。",
            "The data holds budgets only, no final accounts.",
            [],
            tokens,
            names,
            lang,
        )
    return None


def _only(token: Token, *slots: str) -> bool:
    return token.slots() <= set(slots)


def _absent_years(tokens: Sequence[Token], names: Names) -> list[int]:
    asked = [
        sense.value.year for token in tokens if (sense := token.sense("year")) and not token.sense("change")
    ]
    compared = any(token.slots() & _COMPARING for token in tokens)
    return [
        year
        for year in asked
        if year not in names.years and not (compared and year + 1 in names.years and year + 1 in asked)
    ]


_COMPARING = frozenset({"change", "which-changes", "increase", "decrease", "difference"})
"""What makes the year before one that is held a year to compare with: 2019 where 2020 tells its change."""


def no_department(question: str, named: str, tokens: Sequence[Token], names: Names, lang: str) -> Answer:
    """The refusal where a county has no department of a name that another has."""
    zh = f"数据里没有“{named}”。"
    return _no_data(question, zh, f"The data does not hold {named}.", [named], tokens, names, lang)


def missing_place(question: str, tokens: Sequence[Token], names: Names, lang: str) -> Answer | None:
    """The refusal where a word that nothing else explains is a place that the data lacks: 北京."""
    places = [token.text.strip() for token in tokens if token.sense("missing-division")]
    if not places:
        return None
    zh = f"数据里没有“{'、'.join(places)}”。"
    en = f"The data does not hold {', '.join(places)}."
    return _no_data(question, zh, en, places, tokens, names, lang)


def _counted_from(tokens: Sequence[Token], names: Names, lang: str) -> str:
    """That 去年 and its like were counted from the newest year in the data, where the question says them."""
    said = [token.text.strip() for token in tokens if (sense := token.sense("year")) and sense.value.relative]
    if not said:
        return ""
    return (
        f"（“{said[0]}”按数据里最新的 {names.newest_year} 年推算。）"
        if lang == "zh"
        else f" ('{said[0]}' is counted from {names.newest_year}, the newest year in the data.)"
    )


def nothing_found(
    question: str, reading: Reading, tokens: Sequence[Token], names: Names, lang: str
) -> Answer:
    """The refusal where the question was understood and the data has nothing of it."""
    read = parts(reading, names, lang)
    asked = " · ".join(part.text for part in read)
    zh = f"数据里没有符合条件的内容（{asked}）。" if asked else "数据里没有这方面的内容。"
    en = f"The data holds nothing that fits ({asked})." if asked else "The data holds nothing of this."
    return Answer(
        question, "no_data", en if lang == "en" else zh, kind=reading.pattern.id, reading=read,
        subject=subject(reading, lang), suggestions=suggestions(tokens, names, lang),
    )  # fmt: skip


def ambiguous(question: str, reading: Reading, iris: Sequence[str], names: Names, lang: str) -> Answer:
    """Asking back: a short name that several departments share, with a question for each of them."""
    labels = [names.departments[iri].label for iri in iris]
    short = next(each.token for each in reading.all("department") if set(iris) <= set(each.sense.value))
    zh = f"“{short.text}”可能指：{_some(labels)}；请写明是哪一个。"
    en = f"'{short.text}' may mean {_some(labels)}; say which."
    choices = tuple(question[: short.start] + label + question[short.end :] for label in labels[:_LISTED])
    return Answer(question, "not_understood", en if lang == "en" else zh, kind=reading.pattern.id,
                  unknown=(short.text,), suggestions=choices)  # fmt: skip


def not_understood(question: str, tokens: Sequence[Token], names: Names, lang: str) -> Answer:
    """The refusal where no pattern has a use for every word; says for which words there was none."""
    unknown = [token.text.strip() for token in tokens if token.slots() & _MEANINGFUL]
    if not unknown:
        unknown = [token.text.strip() for token in tokens]
    said = "、".join(f"“{word}”" for word in dict.fromkeys(unknown))
    zh = f"没有看懂这个问题：不知道怎样理解{said}。" if unknown else "没有看懂这个问题。"
    en = f"The question was not understood: no use was found for {said.replace('、', ', ')}." if unknown else (
        "The question was not understood.")  # fmt: skip
    return Answer(question, "not_understood", en if lang == "en" else zh, unknown=tuple(dict.fromkeys(unknown)),
                  suggestions=suggestions(tokens, names, lang))  # fmt: skip


def nothing_left(
    question: str, without: Sequence[tuple[int, int]], tokens: Sequence[Token], names: Names, lang: str
) -> Answer:
    """The refusal where what is left of a question, its ``tokens``, asks for nothing once parts were taken out."""
    gone = "、".join(f"“{question[start:end]}”" for start, end in without)
    zh = f"去掉{gone}之后，剩下的话不成一个问题。"
    en = f"Without {gone.replace('、', ', ')} what is left is no question."
    return Answer(question, "not_understood", en if lang == "en" else zh, suggestions=suggestions(tokens, names, lang))


def no_question(question: str, tokens: Sequence[Token], names: Names, lang: str) -> Answer:
    """The refusal where a word is said and nothing asked: 公用经费."""
    zh = f"“{question}”是一个词，不是问题；请说明想知道什么，或者直接检索。"
    en = f"'{question}' is a word, not a question; say what to tell about it, or search for it."
    return Answer(
        question, "not_understood", en if lang == "en" else zh, suggestions=suggestions(tokens, names, lang)
    )


def _no_data(
    question: str, zh: str, en: str, unknown: Sequence[str], tokens: Sequence[Token], names: Names, lang: str
) -> Answer:
    return Answer(question, "no_data", en if lang == "en" else zh, unknown=tuple(unknown),
                  suggestions=suggestions(tokens, names, lang))  # fmt: skip


def _some(labels: object) -> str:
    found = list(labels)  # type: ignore[call-overload]
    return "、".join(found[:_LISTED]) + ("……" if len(found) > _LISTED else "")
