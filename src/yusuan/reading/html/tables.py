"""A table element as rows of cells: which grid position has each cell, and is it data or only a frame for text?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from yusuan.reading.canvas import GridCell
from yusuan.reading.captions import compact
from yusuan.reading.html.tree import Element

WIDEST = 256
"""Columns of a table; what no other cell divides is one column in the end, so that a colspan of 1000 costs nothing."""
MOST_AREA = 4_000_000
"""Rows × columns of a table; the largest real ones hold some ten thousand."""
_LONG = 1500
_FEW_CELLS = 4

CellText = Callable[[Element], tuple[str, list[Element]]]


class TableTooLarge(Exception):
    """A table beyond any real one."""


@dataclass(slots=True)
class Data:
    """A table of data: its caption, its rows, and the tables that stand in its cells, which follow it; ``cut``
    where it is wider than is read."""

    caption: list[str]
    rows: list[list[GridCell]]
    inner: list[Element | str] = field(default_factory=list)
    cut: bool = False


def is_frame(table: Element) -> bool:
    """Whether a table only places text: it says so, has one cell a row, holds whole tables or a whole article in few
    cells."""
    if table.attributes.get("role", "").lower() in ("presentation", "none"):
        return True
    rows = [_cells(row) for row in rows_of(table)]
    printed = [[cell for cell in row if cell.text] for row in rows]
    cells = [cell for row in printed for cell in row]
    if max(map(len, rows), default=0) <= 1 or len(cells) <= 1:
        return True
    if any(cell.tables for cell in cells):
        beside = sum(sum(not cell.tables for cell in row) >= 2 for row in printed)
        return beside < 2
    return len(cells) <= _FEW_CELLS and any(cell.text > _LONG for cell in cells)


def rows_of(table: Element) -> list[Element]:
    """The rows of a table in the order in which they are shown: head, bodies, foot. Rows of tables inside are not its."""
    parts: dict[str, list[Element]] = {"thead": [], "tbody": [], "tfoot": []}
    stack: list[tuple[Element, str]] = [(table, "tbody")]
    while stack:
        element, part = stack.pop()
        if element.tag == "tr":
            parts[part].append(element)
        elif element is table or element.tag not in ("table", "td", "th", "caption"):
            below = [child for child in element.children if isinstance(child, Element)]
            stack += [(child, child.tag if child.tag in parts else part) for child in reversed(below)]
    return [row for rows in parts.values() for row in rows]


def _cells(row: Element) -> list[Element]:
    return [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]


def grid_of(table: Element, text_of: CellText) -> Data:
    """The caption, rows and inner tables of a table of data."""
    found = Data(list(_caption(table, text_of)), [])
    taken: dict[int, int] = {}  # column → rows that a cell above still covers, this one included
    rows = rows_of(table)
    area = 0
    for at, row in enumerate(rows):
        area += max(taken, default=0) + len(row.children)
        if area > MOST_AREA:
            raise TableTooLarge
        written: list[GridCell] = []
        begun: dict[int, int] = {}
        column = 0
        for cell in _cells(row):
            while taken.get(column, 0):
                column += 1
            if column >= WIDEST:
                found.cut = True
                break
            words, inner = text_of(cell)
            wide = min(max(1, cell.number("colspan", 1)), WIDEST - column)
            found.cut |= cell.number("colspan", 1) > WIDEST
            high = min(cell.number("rowspan", 1) or len(rows), len(rows) - at)
            written.append(GridCell(_shown(cell, words), column, max(1, high), wide))
            begun.update(dict.fromkeys(range(column, column + wide), max(1, high)))
            column += wide
            found.inner += inner
        found.rows.append(written)
        taken = {each: left - 1 for each, left in (taken | begun).items() if left > 1}
    found.rows = compact(found.rows)
    return found


def _caption(table: Element, text_of: CellText) -> Iterator[str]:
    for child in table.children:
        if isinstance(child, Element) and child.tag == "caption":
            yield from text_of(child)[0].split("\n") if child.text else ()


def _shown(cell: Element, words: str) -> str:
    """The words of a cell; where a spreadsheet saved only the ##### of a column too narrow, the number beside it."""
    if words and not words.strip("#"):
        return cell.attributes.get("x:num") or words
    return words
