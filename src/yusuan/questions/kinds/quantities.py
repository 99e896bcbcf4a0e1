"""Questions about what is counted: vehicles, staff, visits."""

from __future__ import annotations

import re

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.categories import category_filter
from yusuan.questions.filters.scope import both_are_all, lines_in_scope, newest_year, owners, scope
from yusuan.questions.filters.stages import of_lines
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import filter_of
from yusuan.vocabulary.concepts import lineage, with_narrower
from yusuan.vocabulary.wording import folded


def quantities(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """How many vehicles, or how much of another asset."""
    named = [each.sense.value for each in reading.all("category")]
    counted = any(
        "辆" in each.token.text or "车" in each.token.text or "保有" in each.token.text
        for each in reading.all("howmanycars")
    )
    if not both_are_all(reading, context):
        return []
    if not reading.has("vehicles") and any(not path.startswith(_OWNED) for path in named):
        return []
    own = [path for path in named if path.startswith("asset")] or ["asset/vehicle"]
    vehicle = own == ["asset/vehicle"] or reading.has("vehicles") or counted
    official = any(
        "公" in each.token.text or "official" in each.token.text
        for each in reading.all("vehicles", "category")
    )
    fixed = lines_in_scope(reading, context)
    ways = [("asset/vehicle",), ("three-public/vehicle", "three-public/vehicle/operation")]
    kept = any("保有" in each.token.text for each in reading.all("howmanycars", "category"))
    ways = (
        (ways[::-1] if official and not kept and len(owners(reading, context)) == 1 else ways)
        if vehicle
        else []
    )
    precise = [path for path in named if path.endswith("/purchase")]
    if reading.has("buy") and vehicle:
        precise = ["three-public/vehicle/purchase"]
    precise = precise or [path for path in own if path not in ("asset/vehicle", "asset")]
    tried = [tuple(precise)] if precise else ways if vehicle else [tuple(own)]
    return [
        Attempt((category_filter(paths), *at, *fixed)) for paths in tried for at in of_lines(reading, context)
    ]


_OWNED = ("asset", "three-public/vehicle")
"""The categories that count things owned."""


def staff(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """How many people or posts a department has."""
    named = [each.sense.value for each in reading.all("category")]
    paths = named or ["staff/actual"]
    if any(not path.startswith("staff") for path in paths):
        return []
    fixed = [category_filter(tuple(paths)), *lines_in_scope(reading, context)]
    return [Attempt((*fixed, *at)) for at in of_lines(reading, context)]


def times(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """How many visits, groups or persons a category counts: 公务接待多少人次."""
    units = [_UNIT.sub("", folded(each.token.text)) for each in reading.all("unit-word")]
    fixed = [*scope(reading, context, "line"), filter_of("quantity-unit", word=units)]
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    named = reading.all("category")
    ways = [path for each in named for path in sorted(lineage(each.sense.value), key=len, reverse=True)]
    return [
        Attempt((category_filter(with_narrower(path)), *at, *fixed))
        for path in dict.fromkeys(ways)
        for at in of_lines(reading, context)
    ]


_UNIT = re.compile(r"多少|几个?|how many ?|number of ?|数$")
