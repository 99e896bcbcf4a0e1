"""Two header rows whose merged cells were written as blanks at the right end → each header over its own columns.

合计 | 出国 | 用车 | 接待 | (blank) | (blank) over 小计 | 购置 | 运行 | (blank) …: three of the six columns stand under 用车. The header
that spreads is the one that shares the most words with those below it.

No document in hand has quite this table. But copies of Hebei's budget tables (平山县, 2025: 序号 | 收入 | 支出 | (blank) | (blank) over
项目 | 预算数 | 项目 | 预算数) write merged header cells so, and Hebei's table of 三公 is the one above; read as it stands, the amounts of
two vehicles would be those of going abroad and of receptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from yusuan.extraction.recovery.cells import is_number
from yusuan.extraction.stated import clean_at, normal
from yusuan.model.document import Cell, Document, Table

_LOOKED_AT = 4
"""Rows from the top among which the header's first row stands."""
_REMARKS = ("备注", "说明")


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
