"""A row of money whose merged label was lost → each cell in its own column: what the row above covers is missing at the row's
left end, and as many blanks stand at its right.

The copies of self-evaluations that write merged cells so (绥阳县太白镇, 2021: "项目支出 | 187.36 | 353.75" below "资金来源 | 年初预算数 |
全年执行数" with a column before it) are why: read as they stand, an amount comes under the column before its own. Rows of
indicators need no such move, since what their cells are tells their columns (``tables.alignment``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.extraction.layouts import generic
from yusuan.extraction.layouts.labels import lookup
from yusuan.extraction.recovery.cells import is_number
from yusuan.extraction.stated import clean_at
from yusuan.model.document import Cell, Document, Table

_LEVELS = ("level1", "level2")
_BUDGETED = ("amount", "adjusted")


def realigned(document: Document, table: Table) -> Table:
    """``table`` with its shortened rows of money moved under their columns; itself where none is short."""
    money: int | None = None
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        money = _money_column(document, row, money)
        by = _shift(document, row, money)
        filled = max((at for at, cell in enumerate(row) if not cell.blank), default=-1)
        if by > 0 and (filled + 1 + by <= len(row) or _cut_short(table, row)):
            kept = row[: max(filled + 1, len(row) - by)]
            row = tuple(replace(cell, column=cell.column + by) for cell in kept)
        rows.append(row)
    return table if tuple(rows) == table.rows else replace(table, rows=tuple(rows))


def _money_column(document: Document, row: Sequence[Cell], before: int | None) -> int | None:
    """The first column of money where ``row`` is the header of a grid (what was budgeted beside what was spent of it);
    ``None`` below the header of indicators, else that of the header ``before``."""
    words = [clean_at(document, cell.span).text if not cell.blank else "" for cell in row]
    if any(lookup(generic().columns, word) in _LEVELS for word in words):
        return None
    kinds = [lookup(generic().money_columns, word) if word else None for word in words]
    if not {"executed", "execution_rate"} & set(kinds):
        return before
    return next((cell.column for cell, kind in zip(row, kinds, strict=True) if kind in _BUDGETED), before)


def _shift(document: Document, row: Sequence[Cell], money: int | None) -> int:
    """How many columns the row's first number stands to the left of the first column of money."""
    first = next((cell for cell in row[1:] if is_number(document.words(cell.span))), None)
    return max(0, money - 1) if money is not None and first is not None and first.column == 1 else 0


def _cut_short(table: Table, row: Sequence[Cell]) -> bool:
    """Whether ``row`` is the last, and shorter than the others: the text ends inside it."""
    return row is table.rows[-1] and len(row) < max(map(len, table.rows))
