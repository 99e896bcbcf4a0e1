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
    if not both_are_all(reading, context):
        return []
    if not reading.has("vehicles") and any(not path.startswith(_OWNED) for path in named):
        return []
    fixed = lines_in_scope(reading, context)
    return [
        Attempt((category_filter(paths), *at, *fixed))
        for paths in _owned(named, reading, context)
        for at in of_lines(reading, context)
    ]


def _owned(named: list[str], reading: Reading, context: QuestionContext) -> list[tuple[str, ...]]:
    """The categories to try: the one that is said, else vehicles as assets and by what they cost."""
    own = [path for path in named if path.startswith("asset")] or [_VEHICLES]
    vehicles = own == [_VEHICLES] or reading.has("vehicles") or _says(reading, ("辆", "车", "保有"), "howmanycars")
    if reading.has("buy") and vehicles:
        return [("three-public/vehicle/purchase",)]
    precise = [path for path in named if path.endswith("/purchase")] or [
        path for path in own if path not in (_VEHICLES, "asset")
    ]
    if precise:
        return [tuple(precise)]
    return _vehicles(reading, context) if vehicles else [tuple(own)]


def _vehicles(reading: Reading, context: QuestionContext) -> list[tuple[str, ...]]:
    """Vehicles as assets, then by what they cost; of one department's official ones the other way about."""
    ways: list[tuple[str, ...]] = [(_VEHICLES,), ("three-public/vehicle", "three-public/vehicle/operation")]
    official = _says(reading, ("公", "official"), "vehicles", "category")
    kept = _says(reading, ("保有",), "howmanycars", "category")
    return ways[::-1] if official and not kept and len(owners(reading, context)) == 1 else ways


def _says(reading: Reading, words: tuple[str, ...], *slots: str) -> bool:
    """Whether what fills any of ``slots`` holds any of ``words``."""
    return any(word in each.token.text for each in reading.all(*slots) for word in words)


_VEHICLES = "asset/vehicle"
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
