"""Rows whose merged cells were lost → each cell in its own column: what the row above covers is missing at the row's left
end, and as many blanks stand at its right.

A level of the indicators (产出指标, 数量指标) tells where the row belongs: under 一级指标 or 二级指标 of the header.
"""

from __future__ import annotations

import re
from dataclasses import replace

from yusuan.extraction.recovery.cells import is_number
from yusuan.extraction.stated import clean_at, normal
from yusuan.model.document import Cell, Document, Table
from yusuan.vocabulary.concepts import level_by_word, lineage

_HEADERS = ("一级指标", "二级指标")
_EITHER = ("level/cost",)
"""Levels that stand in either column: 成本指标 beside 产出指标, or under it."""
_NAME = re.compile(r"(?:项目|专项)名称")
_AMOUNT = re.compile(r"预算(?:数|金额)|金额")
_MONEY = re.compile(r"(?:年初|全年|调整后)预算")
_LOOKED_AT = 8
"""Cells from the left among which a row's level stands."""


def realigned(document: Document, table: Table) -> Table:
    """``table`` with its shortened rows moved under their columns; itself where none is short."""
    header: dict[str, int] = {}
    rows: list[tuple[Cell, ...]] = []
    moved = False
    money: int | None = None
    names: set[int] = set()
    for row in table.rows:
        labels = [normal(clean_at(document, cell.span).text) if not cell.blank else "" for cell in row]
        named = {word: row[at].column for at, word in enumerate(labels) if word in _HEADERS}
        if named:
            header, money = named, None
            names = {
                cell.column
                for cell, after, word in zip(row, labels[1:], labels, strict=False)
                if _NAME.match(word) and _AMOUNT.match(after)
            }
            rows.append(row)
            continue
        money = next(
            (cell.column for cell, word in zip(row, labels, strict=True) if _MONEY.match(word)), money
        )
        row = _with_name(document, row, names)
        by = _shift(row, labels, header) or _shift_of_money(document, row, money)
        filled = max((at for at, cell in enumerate(row) if not cell.blank), default=-1)
        if by > 0 and (filled + 1 + by <= len(row) or _cut_short(table, row)):
            row = tuple(
                replace(cell, column=cell.column + by) for cell in row[: max(filled + 1, len(row) - by)]
            )
            moved = True
        rows.append(row)
    return replace(table, rows=tuple(rows)) if moved else table


def _with_name(document: Document, row: tuple[Cell, ...], names: set[int]) -> tuple[Cell, ...]:
    """A row of a sum, whose blank name was lost: its number stands in the column of names, left of that of amounts."""
    filled = [cell for cell in row if not cell.blank]
    last = filled[-1] if filled else None
    if (
        last is None
        or len(filled) > 2
        or last.column not in names
        or not is_number(document.words(last.span))
    ):
        return row
    return tuple(
        replace(cell, column=cell.column + 1) if cell is last else cell for cell in row if cell in filled
    )


def _shift_of_money(document: Document, row: tuple[Cell, ...], money: int | None) -> int:
    """How many columns the row's first number stands to the left of the first column of money."""
    if money is None:
        return 0
    for cell in row[1:]:
        if is_number(document.words(cell.span)):
            return max(0, money - cell.column) if cell.column == 1 else 0
    return 0


def _cut_short(table: Table, row: tuple[Cell, ...]) -> bool:
    """Whether ``row`` is the last, and shorter than the others: the text ends inside it."""
    return row is table.rows[-1] and len(row) < max(map(len, table.rows))


def _shift(row: tuple[Cell, ...], labels: list[str], header: dict[str, int]) -> int:
    """How many columns the row stands too far left, by the first level in it; 0 where nothing tells."""
    for at, word in enumerate(labels[:_LOOKED_AT]):
        level = level_by_word(word)
        if level is None:
            continue
        after = level_by_word(labels[at + 1]) if at + 1 < len(labels) else None
        second = len(list(lineage(level.path))) > 1 or (level.path in _EITHER and after is None)
        column = header.get(_HEADERS[second])
        return 0 if column is None else column - row[at].column
    return 0
