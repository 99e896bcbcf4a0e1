"""What changed between two years of the same departments: amounts, and which projects are new or gone."""

from __future__ import annotations

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.categories import category_filter
from yusuan.questions.filters.scope import scope
from yusuan.questions.filters.stages import of_lines, of_projects
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, YearTerm, filter_of


def lines_between(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Budget lines of two years, the later less the earlier."""
    years = _years(reading)
    if len(years) != 2:
        return []
    pair = filter_of("two-years", earlier=YearTerm(years[0]), later=YearTerm(years[1]))
    named = tuple(dict.fromkeys(each.sense.value for each in reading.all("category")))
    ways = [named] if named else [("income",), ("expenditure",)]
    fixed = _without_year(reading, context, "line")
    return [Attempt((pair, category_filter(way), *at, *fixed)) for at in of_lines(reading, context) for way in ways]


def projects_between(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Projects of one year that the department has not in the other: new ones, or those that are gone. Without two years
    the newest and the one before it."""
    years = _years(reading)
    held = context.names.years
    if len(years) == 1:
        years = [years[0] - 1, years[0]] if reading.has("new") else [years[0], years[0] + 1]
    elif not years and len(held) > 1:
        years = list(held[-2:])
    if len(years) != 2 or any(year not in held for year in years):
        return []
    shown, other = (years[1], years[0]) if reading.has("new") else (years[0], years[1])
    fixed = _without_year(reading, context, "item")
    of_year = filter_of("project-year", asked=[YearTerm(shown)])
    return [
        Attempt((of_year, filter_of("other-years", asked=[YearTerm(other)]), *at, *fixed))
        for at in of_projects(reading, context)
    ]


def _years(reading: Reading) -> list[int]:
    asked = {each.sense.value.year for each in reading.all("year")}
    asked |= {each.sense.value for each in reading.all("change") if each.sense.value is not None}
    return sorted(asked)


def _without_year(reading: Reading, context: QuestionContext, subject: str) -> list[Filter]:
    return scope(reading.without("year"), context, subject)
