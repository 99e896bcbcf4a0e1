"""Questions about amounts: which budget lines, of which year, stage and category?"""

from __future__ import annotations

import re

from yusuan.questions.filters.categories import OF_FUNDS, Asked, asked
from yusuan.questions.filters.projects import amount_filter
from yusuan.questions.filters.scope import Attempt, Context, both_are_all, newest_year, owners, places, scope
from yusuan.questions.filters.stages import of_lines
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept, concept_iri, in_scheme, lineage, with_narrower
from yusuan.vocabulary.wording import folded, plain

MAIN = ("income", "expenditure", "expenditure/basic", "expenditure/project", "three-public", "operating")

_AREA = re.compile(r"面积|平方米|\barea\b")


def categories(reading: Reading, context: Context) -> list[tuple[str, ...]]:
    """The category paths asked for; where only "the budget" is, income first, then expenditure."""
    return asked(reading, context.question).ways


def lines(reading: Reading, context: Context, *, newest_only: bool = True) -> list[Attempt]:
    """Budget lines of departments; without a year, those of each department's newest year."""
    if _is_bare_comparison(reading) or any(
        each.token.text.endswith("项目") for each in reading.all("overview")
    ):
        return []
    if not both_are_all(reading, context) or _AREA.search(context.question):
        return []
    fixed = scope(reading, context, "line")
    fixed += [amount_filter(each.sense.value) for each in reading.all("amount")]
    if reading.pattern.query.startswith(("lines-sum-by-division", "lines-difference-by-division")):
        seats = places(reading, context)
        fixed.append(
            Filter(
                "group-asked",
                pairs=tuple(
                    (Iri(inner), Iri(each)) for each in seats for inner in context.names.with_inner([each])
                ),
            )
            if seats and (len(seats) > 1 or not reading.has("division-noun", "each-division"))
            else filter_of("group-own")
        )
    said = asked(reading, context.question)
    paths = said.ways
    flat = [
        Iri(concept_iri(path))
        for each in paths
        for named in each
        for path in (*lineage(named), named.partition("/")[0])
    ]
    fixed.append(filter_of("line-finest", path=flat))
    return [
        Attempt((*each, *level, *fund, *at, *fixed, *when))
        for level in _level(reading, paths)
        for fund in _confined(said)
        for when in (_newest_lines(reading, context, flat) if newest_only else [[]])
        for at in of_lines(reading, context)
        for each in (
            *_of_fund(reading, paths),
            *_as_printed(reading, context, paths),
            *([category_filter(each)] for each in paths),
            *([category_filter(each)] for each in (*_narrower_items(paths), *_same_name(paths))),
        )
    ]


def _is_bare_comparison(reading: Reading) -> bool:
    """Whether something is called higher and nothing says of whom: 三公经费更高, but not 三公经费谁更高."""
    named = reading.has(
        "who", "department-noun", "division-noun", "max", "min", "top", "year-noun", "each-year"
    )
    several = (
        len(reading.all("department")) > 1 or len(reading.all("division")) > 1 or len(reading.all("year")) > 1
    )
    both = reading.has("both-departments", "both-divisions")
    if not reading.pattern.limit or named or several or both:
        return False
    return not any(each.token.text[0] in "谁哪" for each in reading.all("more", "less"))


def _newest_lines(reading: Reading, context: Context, paths: list[Iri]) -> list[list[Filter]]:
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


def _as_printed(reading: Reading, context: Context, paths: list[tuple[str, ...]]) -> list[list[Filter]]:
    """Of a department that states a category in two ways, the one that the question says."""
    named = reading.all("category")
    if len(named) != 1 or len(paths) != 1 or len(owners(reading, context)) != 1:
        return []
    return [[category_filter(paths[0]), filter_of("line-printed", word=folded(named[0].token.text))]]


def _narrower_items(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What lies below a functional item that is stated by its parts only: 统计信息事务."""
    return [
        with_narrower(each[0])
        for each in paths
        if len(each) == 1 and each[0].startswith(("functional/", "economic/"))
    ]


def _same_name(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
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


def _of_fund(reading: Reading, paths: list[tuple[str, ...]]) -> list[list[Filter]]:
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
    of_fund = filter_of("line-fund", fund=Iri(concept_iri(f"income/{fund}")))
    return [[category_filter((whole,)), of_fund]]


def _confined(said: Asked) -> list[list[Filter]]:
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


def level_filter(reading: Reading) -> Filter:
    """The condition that a line is of the level said: 县级, 乡镇级."""
    said = [each.token.text for each in reading.all("local-level")]
    town = any(re.search(r"[镇乡]|街道|township", word) for word in said)
    return filter_of(
        "line-component", component=Iri(concept_iri("scope/township" if town else "scope/county"))
    )


def _level(reading: Reading, paths: list[tuple[str, ...]]) -> list[list[Filter]]:
    """The conditions on the level: 县级; 本级 of a county that states one level only is what its fund takes in itself."""
    said = [each.token.text for each in reading.all("local-level")]
    if not said:
        return [[]]
    own = level_filter(reading)
    funds = all(path in OF_FUNDS for each in paths for path in each)
    return [[own], []] if funds and all(word == "本级" for word in said) else [[own]]


def categories_sum(reading: Reading, context: Context) -> list[Attempt]:
    """Several categories together: 会议费和培训费一共多少, but not 收入合计和支出合计."""
    named = reading.all("category")
    totals = [each.token for each in reading.all("total")]
    asked = categories(reading, context)[0]
    if len(totals) != 1 or len(asked) < 2 or {"income", "expenditure"} <= set(asked):
        return []
    first, last = named[0].token, named[-1].token
    apart = totals[0].start >= last.end or totals[0].end <= first.start or totals[0].text in _PLUS
    return lines(reading, context) if apart else []


_PLUS = frozenset({"加", "加上", "plus"})


def lines_parts(reading: Reading, context: Context) -> list[Attempt]:
    """The parts of a category, one by one; of all expenditure where none is named."""
    named = [each.sense.value for each in reading.all("category")]
    whole = named[-1] if named else _side(reading, context)
    fixed = scope(reading, context, "line")
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    return [
        Attempt((category_filter(parts), *at, *fixed))
        for parts in _part_sets(whole, nearest=True)
        for at in of_lines(reading, context)
    ]


def lines_overview(reading: Reading, context: Context) -> list[Attempt]:
    """The main budget lines of a department."""
    fixed = scope(reading, context, "line")
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    return [Attempt((category_filter(MAIN), *at, *fixed)) for at in of_lines(reading, context)]


def lines_of_all_years(reading: Reading, context: Context) -> list[Attempt]:
    """Budget lines of a department over the years."""
    return lines(reading, context, newest_only=False)


def category_filter(paths: tuple[str, ...]) -> Filter:
    """The condition on the category of a budget line."""
    return filter_of("category", category=[Iri(concept_iri(path)) for path in paths])


def categories_compared(reading: Reading, context: Context) -> list[Attempt]:
    """Categories of a department set against each other; of one category, or of all expenditure, its parts, where the
    question asks which item."""
    named = tuple(dict.fromkeys(each.sense.value for each in reading.all("category")))
    sets = [named]
    if len(named) < 2:
        sets = (
            _part_sets(named[0] if named else _side(reading, context))
            if reading.has("which-items", "top")
            else []
        )
    if not sets or not owners(reading, context):
        return []
    fixed = scope(reading, context, "line")
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    return [
        Attempt((category_filter(paths), *at, *fixed)) for paths in sets for at in of_lines(reading, context)
    ]


def categories_difference(reading: Reading, context: Context) -> list[Attempt]:
    """Two categories of a department or place, subtracted."""
    said = asked(reading, context.question)
    if len(said.ways) != 1 or len(said.ways[0]) != 2 or not owners(reading, context):
        return []
    return lines(reading, context)


def _side(reading: Reading, context: Context) -> str:
    """Whether income or expenditure is asked about where no category is named."""
    return "income" if re.search(r"收入|income|revenue", context.question.lower()) else "expenditure"


def _part_sets(whole: str, *, nearest: bool = False) -> list[tuple[str, ...]]:
    """The sets of parts of a category, the usual one first; only those right below it where ``nearest``."""
    if whole.startswith("expenditure") and whole.removeprefix("expenditure/") in ("expenditure", *_WHOLES):
        classes = tuple(each.path for each in in_scheme("functional") if each.broader is None)
        return [classes, _KINDS]
    parts = [path for path in with_narrower(whole) if path != whole and path not in _REPEATED]
    if whole == "income" or nearest:
        parts = [path for path in parts if path.count("/") == whole.count("/") + 1]
    return [tuple(parts)] if parts else []


_KINDS = (
    "expenditure/basic",
    "expenditure/basic/personnel",
    "expenditure/basic/public",
    "expenditure/project",
)
_WHOLES = ("general-budget", "fiscal", "current-year")
_REPEATED = frozenset(
    {"income/current-year", "income/fiscal", "expenditure/current-year", "expenditure/fiscal"}
)
