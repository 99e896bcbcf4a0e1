"""Ways to print a sketch differently that say the same: units, widths, separators, decimals, page cuts, order of rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from perturb import WIDE
from sketch import Grid, Sketch, cut

Change = Callable[[Sketch], Sketch]
_AMOUNT = re.compile(r"\d[\d,]*\.\d\d")
"""The amounts of the sketches' tables: they alone have two decimals."""
_UNIT = re.compile(r"(单位：|（)(亿元|万元|千元|元)(?=）|$)")
_YUAN = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
_LEVEL = 4
"""The column of the many-projects sketch at which what is told of one indicator begins."""


def worded(sketch: Sketch, change: Callable[[str], str], lines: Callable[[str], str] | None = None) -> Sketch:
    """``sketch`` with every cell's words changed, and every line's by ``lines``."""
    of_lines = lines or change
    return tuple(
        of_lines(part)
        if isinstance(part, str)
        else replace(part, cells=tuple(replace(cell, text=change(cell.text)) for cell in part.cells))
        for part in sketch
    )


def amounts(sketch: Sketch, change: Callable[[Decimal], str]) -> Sketch:
    """``sketch`` with every amount of its tables printed by ``change``."""

    def printed(words: str) -> str:
        return change(Decimal(words.replace(",", ""))) if _AMOUNT.fullmatch(words) else words

    return worded(sketch, printed, lambda line: line)


def in_unit(unit: str) -> Change:
    """All tables' amounts in another unit."""

    def change(sketch: Sketch) -> Sketch:
        whole = "\n".join(
            part if isinstance(part, str) else "\n".join(cell.text for cell in part.cells) for part in sketch
        )
        declared = {found[1] for line in whole.split("\n") for found in [_UNIT.search(line)] if found}
        printed = {found[2] for line in whole.split("\n") for found in [_UNIT.search(line)] if found}
        assert declared and len(printed) == 1, "a sketch has one unit"
        factor = Decimal(_YUAN[printed.pop()]) / _YUAN[unit]
        moved = amounts(sketch, lambda number: format((number * factor).normalize(), "f"))
        return worded(moved, lambda words: _UNIT.sub(rf"\g<1>{unit}", words))

    return change


def without_separators(sketch: Sketch) -> Sketch:
    return amounts(sketch, lambda number: f"{number:.2f}")


def short_decimals(sketch: Sketch) -> Sketch:
    """No decimals that say nothing: 84.00 as 84, 1,310.50 as 1310.5."""
    return amounts(sketch, lambda number: format(number.normalize(), "f"))


def long_decimals(sketch: Sketch) -> Sketch:
    return amounts(sketch, lambda number: f"{number:,.6f}")


def wide(sketch: Sketch) -> Sketch:
    """Digits and separators of full width."""
    table = WIDE | str.maketrans(",", "，")
    return worded(sketch, lambda words: words.translate(table), lambda line: line.translate(WIDE))


def cut_by_pages(every: int, *, header: bool) -> Change:
    """A page cut after each ``every`` rows below a table's header; a table without a header that repeats stays whole."""

    def pieces(grid: Grid) -> list[Grid]:
        if not grid.head or grid.height <= grid.head + every:
            return [grid]
        first, rest = cut(grid, grid.head + every, header=header)
        return [first, *pieces(rest)] if header else [first, *_plain(rest, every)]

    def change(sketch: Sketch) -> Sketch:
        found: list[str | Grid] = []
        for part in sketch:
            found += [part] if isinstance(part, str) else pieces(part)
        assert len(found) > len(sketch)
        return tuple(found)

    return change


def _plain(grid: Grid, every: int) -> list[Grid]:
    if grid.height <= every:
        return [grid]
    first, rest = cut(grid, every, header=False)
    return [first, *_plain(rest, every)]


def reversed_indicators(sketch: Sketch) -> Sketch:
    """The indicators of each project of a many-projects table from the last to the first."""
    return tuple(part if isinstance(part, str) else _reversed(part) for part in sketch)


def _reversed(grid: Grid) -> Grid:
    place = {at: at for at in range(grid.height)}
    for cell in grid.cells:
        if cell.column == 1 and cell.rowspan > 1:
            rows = range(cell.row, cell.row + cell.rowspan)
            place |= dict(zip(rows, reversed(rows), strict=True))
    moved = (
        replace(cell, row=place[cell.row]) if cell.column >= _LEVEL and cell.row >= grid.head else cell
        for cell in grid.cells
    )
    return replace(grid, cells=tuple(moved))
