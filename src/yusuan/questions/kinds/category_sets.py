"""Questions about several categories at once: their sum, their difference, which is the largest, the parts of one."""

from __future__ import annotations

import re

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.categories import asked, category_filter
from yusuan.questions.filters.scope import lines_in_scope, owners
from yusuan.questions.filters.stages import of_lines
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.kinds.budget_lines import lines
from yusuan.vocabulary.concepts import in_scheme, with_narrower


def categories_sum(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Several categories together: 会议费和培训费一共多少, but not 收入合计和支出合计."""
    named = reading.all("category")
    totals = [each.token for each in reading.all("total")]
    paths = asked(reading, context.question).ways[0]
    if len(totals) != 1 or len(paths) < 2 or {"income", "expenditure"} <= set(paths):
        return []
    first, last = named[0].token, named[-1].token
    apart = totals[0].start >= last.end or totals[0].end <= first.start or totals[0].text in _PLUS
    return lines(reading, context) if apart else []


_PLUS = frozenset({"加", "加上", "plus"})


def lines_parts(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The parts of a category, one by one; of all expenditure where none is named."""
    named = [each.sense.value for each in reading.all("category")]
    whole = named[-1] if named else _side(reading, context)
    fixed = lines_in_scope(reading, context)
    return [
        Attempt((category_filter(parts), *at, *fixed))
        for parts in _part_sets(whole, nearest=True)
        for at in of_lines(reading, context)
    ]


def categories_compared(reading: Reading, context: QuestionContext) -> list[Attempt]:
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
    fixed = lines_in_scope(reading, context)
    return [
        Attempt((category_filter(paths), *at, *fixed)) for paths in sets for at in of_lines(reading, context)
    ]


def categories_difference(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Two categories of a department or place, subtracted."""
    said = asked(reading, context.question)
    if len(said.ways) != 1 or len(said.ways[0]) != 2 or not owners(reading, context):
        return []
    return lines(reading, context)


def _side(reading: Reading, context: QuestionContext) -> str:
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
