"""Questions about changes against the year before, as the documents state them."""

from __future__ import annotations

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.budget_lines import local_level_filter
from yusuan.questions.filters.categories import asked as asked_of
from yusuan.questions.filters.categories import category_filter
from yusuan.questions.filters.scope import scope
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri, YearTerm, filter_of
from yusuan.vocabulary.concepts import concept_iri, with_narrower


def _asked_years(reading: Reading) -> tuple[set[int], set[int]]:
    """The years asked about and the years compared with. Of two years beside each other the later is asked about."""
    asked = {each.sense.value.year for each in reading.all("year")}
    base = {each.sense.value for each in reading.all("change") if each.sense.value is not None}
    if len(asked) == 2 and max(asked) - min(asked) == 1:
        base, asked = base | {min(asked)}, {max(asked)}
    return asked, base


def _of_years(asked: set[int], base: set[int]) -> Filter:
    """The years whose changes are meant: those asked for, those behind the ones compared with, or a body's newest."""
    if asked:
        return filter_of("year-is", asked=[YearTerm(year) for year in sorted(asked)])
    if base:
        return filter_of("year-is", asked=[YearTerm(year + 1) for year in base])
    return filter_of("body-newest")


def changes(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Changes against the year before."""
    asked, base = _asked_years(reading)
    if len(asked) > 1 or len(base) > 1 or any(year + 1 not in asked for year in base if asked):
        return []
    fixed = [*scope(reading.without("year"), context, "change"), _of_years(asked, base)]
    if reading.has("local-level"):
        fixed.append(local_level_filter(reading))
    if reading.has("department-noun", "who", "division-noun", "max") and not reading.has("or"):
        if reading.has("increase", "more") and not reading.has("decrease"):
            fixed.append(filter_of("change-up"))
        elif reading.has("decrease", "less"):
            fixed.append(filter_of("change-down"))
    ways = asked_of(reading, context.question).ways
    return [
        *(Attempt((category_filter(paths), *fixed)) for paths in ways),
        *(Attempt((category_filter(paths), *fixed, *twin)) for one in ways for paths, twin in _twins(one)),
    ]


def changes_from_budget(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """How accounts or execution differ from the budget of their year."""
    asked = {each.sense.value.year for each in reading.all("year")}
    fixed = [*scope(reading.without("year", "final"), context, "change"), _of_years(asked, set())]
    return [Attempt((category_filter(paths), *fixed)) for paths in asked_of(reading, context.question).ways]


def _twins(asked: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[Filter]]]:
    """Categories whose change is the asked one's too where their amounts are the same: all income is fiscal funds."""
    if len(asked) != 1 or asked[0] not in _SAME_WHERE_EQUAL:
        return []
    same = filter_of("same-amount", other=Iri(concept_iri(asked[0])))
    return [((path,), [same]) for path in _SAME_WHERE_EQUAL[asked[0]]]


_SAME_WHERE_EQUAL = {
    "income": ("income/fiscal", "income/general-budget", "expenditure"),
    "income/fiscal": ("income", "expenditure/fiscal", "income/general-budget"),
    "income/general-budget": ("income", "income/fiscal"),
    "expenditure": ("expenditure/fiscal", "expenditure/general-budget", "income"),
    "expenditure/fiscal": ("expenditure", "expenditure/general-budget", "income/fiscal"),
    "expenditure/general-budget": ("expenditure", "expenditure/fiscal"),
}
"""A whole and what may be all of it."""


def changes_listed(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Every category that grew, shrank or stayed, as the question says; of a named category its parts."""
    asked, base = _asked_years(reading)
    if len(asked) > 1 or any(year + 1 not in asked for year in base if asked):
        return []
    fixed = [*scope(reading.without("year"), context, "change"), _of_years(asked, base)]
    named = {each.sense.value for each in reading.all("category")}
    within = tuple(sorted({path for each in named for path in with_narrower(each)}))
    parts = tuple(path for path in within if path not in named)
    up, down = reading.has("increase", "more"), reading.has("decrease", "less")
    which = (
        "change-none"
        if reading.has("unchanged")
        else "change-any"
        if up == down
        else "change-up"
        if up
        else "change-down"
    )
    ways = [parts, within] if parts else [within]
    finest = [filter_of("change-finest")] if which in ("change-up", "change-down") else []
    return [
        Attempt((filter_of(which), *finest, *([category_filter(paths)] if paths else []), *fixed))
        for paths in ways
    ]
