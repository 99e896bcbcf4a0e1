"""Tables whose merged cells were written as blanks at the right end of a row → each cell over or under its own columns.

Two header rows: 合计 | 出国 | 用车 | 接待 | (blank) | (blank) over 小计 | 购置 | 运行 | (blank) …: three of the six columns stand under 用车. The
header that spreads is the one that shares the most words with those below it. No document in hand has quite this table. But
copies of Hebei's budget tables (平山县, 2025: 序号 | 收入 | 支出 | (blank) | (blank) over 项目 | 预算数 | 项目 | 预算数) write merged header
cells so, and Hebei's table of 三公 is the one above; read as it stands, the money of two kinds of vehicles would be that of
going abroad and of receptions.

A row of money: what the row above covers is missing at its left end, and as many blanks stand at its right. The copies of
self-evaluations that do so (绥阳县太白镇, 2021: 项目支出 | 187.36 | 353.75 below 资金来源 | 年初预算数 | 全年执行数 and a column before) are why:
read as they stand, an amount comes under the column before its own. Rows of indicators need no such move, since what their
cells are tells their columns (``tables.alignment``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from yusuan.extraction.layouts import generic
from yusuan.extraction.layouts.labels import lookup
from yusuan.extraction.recovery.cells import is_number
from yusuan.extraction.stated import clean_at, normal
from yusuan.model.document import Cell, Document, Table

_LOOKED_AT = 4
"""Rows from the top among which the header's first row stands."""
_REMARKS = ("备注", "说明")
_LEVELS = ("level1", "level2")
_BUDGETED = ("amount", "adjusted")


def spread(document: Document, table: Table) -> Table:
    """``table`` with its two header rows over their columns; itself where they are no such rows."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for cell in table.cells()):
        return table
    for at in range(min(_LOOKED_AT, len(table.rows) - 2)):
        upper, lower, data = table.rows[at : at + 3]
        spreads, below = _filled(upper), _filled(lower)
        if not (spreads and below and len(upper) == len(lower) == len(data)):
            continue
        gap = len(upper) - spreads
        if spreads < 2 or below != gap + 1 or below < 2 or data[-1].blank or not _numbers(document, data):
            continue
        names = [normal(clean_at(document, cell.span).text) for cell in upper[:spreads]]
        under = [normal(clean_at(document, cell.span).text) for cell in lower[:below]]
        if any(is_number(word) for word in (*names, *under)):
            continue
        parent = _parent(names, under)
        rows = list(table.rows)
        rows[at] = tuple(_moved(cell, parent, below) for cell in upper[:spreads])
        rows[at + 1] = tuple(replace(cell, column=cell.column + parent) for cell in lower[:below])
        return replace(table, rows=tuple(rows))
    return table


def _filled(row: Sequence[Cell]) -> int:
    """How many cells stand before the blanks at the right end; 0 where a blank stands among them."""
    count = next((at for at, cell in enumerate(row) if cell.blank), len(row))
    return count if all(cell.blank for cell in row[count:]) else 0


def _numbers(document: Document, row: Sequence[Cell]) -> bool:
    return sum(is_number(document.words(cell.span)) for cell in row if not cell.blank) * 2 >= len(row)


def _parent(names: Sequence[str], under: Sequence[str]) -> int:
    pairs = {a + b for word in under for a, b in pairwise(word)}
    shared = [sum(a + b in pairs for a, b in pairwise(name)) for name in names]
    if max(shared):
        return shared.index(max(shared))
    return len(names) - 2 if names[-1] in _REMARKS else len(names) - 1


def _moved(cell: Cell, parent: int, width: int) -> Cell:
    if cell.column == parent:
        return replace(cell, colspan=width)
    if cell.column > parent:
        return replace(cell, column=cell.column + width - 1, rowspan=2)
    return replace(cell, rowspan=2)


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
