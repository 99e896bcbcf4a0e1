"""Conditions on budget lines: newest year, fund, level, and what stands for a category that is not stated as such."""

from __future__ import annotations

import re

from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.filters.categories import OF_FUNDS, Asked, category_filter
from yusuan.questions.filters.scope import newest_year, owners
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept, concept_iri, in_scheme, lineage, with_narrower
from yusuan.vocabulary.wording import folded, plain


def finest(paths: list[tuple[str, ...]]) -> list[Iri]:
    """The categories asked for and all above them, of which a query takes the finest that is stated."""
    return [
        Iri(concept_iri(path))
        for each in paths
        for named in each
        for path in (*lineage(named), named.partition("/")[0])
    ]


def newest_lines(reading: Reading, context: QuestionContext, paths: list[Iri]) -> list[list[Filter]]:
    """Without a year, the lines of each department's newest year; of departments named, else the newest that there are."""
    if reading.has("year"):
        return [[]]
    named = owners(reading, context)
    if not named:
        return [[newest_year(reading, context)]]
    return [
        [newest_year(reading, context)],
        [filter_of("line-latest", asked=[Iri(each) for each in named], path=paths)],
    ]


def as_printed(reading: Reading, context: QuestionContext, paths: list[tuple[str, ...]]) -> list[list[Filter]]:
    """Of a department that states a category in two ways, the one that the question says."""
    named = reading.all("category")
    if len(named) != 1 or len(paths) != 1 or len(owners(reading, context)) != 1:
        return []
    return [[category_filter(paths[0]), filter_of("line-printed", word=folded(named[0].token.text))]]


def narrower_items(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What lies below a functional item that is stated by its parts only: 统计信息事务."""
    return [
        with_narrower(each[0])
        for each in paths
        if len(each) == 1 and each[0].startswith(("functional/", "economic/"))
    ]


def same_name(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Where a category is not stated as such: the classification's item of its name (培训费, 30216), and what is spent of a
    fund of whose income nothing is said (政府性基金)."""
    found: list[tuple[str, ...]] = []
    for each in paths:
        if len(each) == 1 and not each[0].startswith(("functional/", "economic/")):
            words = {plain(word) for word in concept(each[0]).words_zh}
            found += [
                (item.path,)
                for item in in_scheme("economic")
                if words & {plain(word) for word in item.words_zh}
            ]
            found += [(_SPENT_OF[each[0]],)] if each[0] in _SPENT_OF else []
    return found


_SPENT_OF = {
    "income/government-fund": "expenditure/government-fund",
    "income/state-capital": "expenditure/state-capital",
}


def of_fund(reading: Reading, paths: list[tuple[str, ...]]) -> list[list[Filter]]:
    """The total of one fund in a government's report: 一般公共预算收入总计 is all income of that fund."""
    if not reading.has("total") or len(paths) != 1 or len(paths[0]) != 1:
        return []
    whole, _, fund = paths[0][0].partition("/")
    if whole not in ("income", "expenditure") or fund not in (
        "general-budget",
        "government-fund",
        "state-capital",
    ):
        return []
    within = filter_of("line-fund", fund=Iri(concept_iri(f"income/{fund}")))
    return [[category_filter((whole,)), within]]


def confined(said: Asked) -> list[list[Filter]]:
    """The conditions on the fund: what is stated of it, else a whole of which no other fund pays anything."""
    if said.fund is None:
        return [[]]
    others = sorted((OF_FUNDS | _OTHER_SOURCES) - {said.fund, f"expenditure/{said.fund.partition('/')[2]}"})
    alone = filter_of("line-of-no-other-fund", other=[Iri(concept_iri(each)) for each in others])
    always = all(path.startswith(_ALWAYS_GENERAL) for each in said.ways for path in each)
    general = said.fund == "income/general-budget" and always
    return [[filter_of("line-fund", fund=Iri(concept_iri(said.fund)))], [] if general else [alone]]


_ALWAYS_GENERAL = ("three-public", "operating")
_OTHER_SOURCES = frozenset({
    "income/special-account", "income/business", "income/operation", "income/other", "income/unit", "income/superior",
    "income/affiliated",
})  # fmt: skip


def local_level_filter(reading: Reading) -> Filter:
    """The condition that a line is of the level said: 县级, 乡镇级."""
    said = [each.token.text for each in reading.all("local-level")]
    town = any(re.search(r"[镇乡]|街道|township", word) for word in said)
    return filter_of(
        "line-component", component=Iri(concept_iri("scope/township" if town else "scope/county"))
    )


def of_level(reading: Reading, paths: list[tuple[str, ...]]) -> list[list[Filter]]:
    """The conditions on the level: 县级; 本级 of a county that states one level only is what its fund takes in itself."""
    said = [each.token.text for each in reading.all("local-level")]
    if not said:
        return [[]]
    own = local_level_filter(reading)
    funds = all(path in OF_FUNDS for each in paths for path in each)
    return [[own], []] if funds and all(word == "本级" for word in said) else [[own]]
