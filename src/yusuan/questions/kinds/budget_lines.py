"""Questions about amounts: which budget lines, of which year, stage and category?"""

from __future__ import annotations

from yusuan.questions.filters.amounts import amount_filter
from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.budget_lines import (
    as_printed,
    confined,
    finest,
    narrower_items,
    newest_lines,
    of_fund,
    of_level,
    same_name,
)
from yusuan.questions.filters.categories import asked, category_filter
from yusuan.questions.filters.scope import both_are_all, group_filter, lines_in_scope, places, scope
from yusuan.questions.filters.stages import of_lines
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, filter_of

MAIN = ("income", "expenditure", "expenditure/basic", "expenditure/project", "three-public", "operating")


def lines(reading: Reading, context: QuestionContext, *, newest_only: bool = True) -> list[Attempt]:
    """Budget lines of departments; without a year, those of each department's newest year."""
    if not both_are_all(reading, context):
        return []
    said = asked(reading, context.question)
    fixed = _fixed(reading, context, said.ways)
    return [
        Attempt((*each, *level, *fund, *at, *fixed, *when))
        for level in of_level(reading, said.ways)
        for fund in confined(said)
        for when in (newest_lines(reading, context, finest(said.ways)) if newest_only else [[]])
        for at in of_lines(reading, context)
        for each in _categories(reading, context, said.ways)
    ]


def _fixed(reading: Reading, context: QuestionContext, paths: list[tuple[str, ...]]) -> list[Filter]:
    """The conditions on place, year, amount, and the county that a line counts for."""
    found = scope(reading, context, "line")
    found += [amount_filter(each.sense.value) for each in reading.all("amount")]
    if reading.pattern.grouped:
        seats = places(reading, context)
        named = seats and (len(seats) > 1 or not reading.has("division-noun", "each-division"))
        found.append(group_filter(seats, context) if named else filter_of("group-own"))
    return [*found, filter_of("line-finest", path=finest(paths))]


def _categories(reading: Reading, context: QuestionContext, paths: list[tuple[str, ...]]) -> list[list[Filter]]:
    """The conditions on the category to try, in order: as asked, then what stands for it."""
    standing_for = (*narrower_items(paths), *same_name(paths))
    return [
        *of_fund(reading, paths),
        *as_printed(reading, context, paths),
        *([category_filter(each)] for each in (*paths, *standing_for)),
    ]


def lines_overview(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The main budget lines of a department."""
    fixed = lines_in_scope(reading, context)
    return [Attempt((category_filter(MAIN), *at, *fixed)) for at in of_lines(reading, context)]


def lines_of_all_years(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Budget lines of a department over the years."""
    return lines(reading, context, newest_only=False)
