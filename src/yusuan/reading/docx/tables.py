"""A table of a .docx as the rows of a true grid: merged cells once, and a table inside a cell made part of its outer table.

Rows are read from the XML in one pass: python-docx finds a merged cell anew for every position, which is quadratic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from yusuan.reading.canvas import GridCell
from yusuan.reading.docx.xml import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_COLUMNS = 1_000
MOST_POSITIONS = 1_000_000
"""Rows times columns of one table; a word processor stops at 63 columns."""


class TooWide(Exception):
    """A table with more columns or positions than any that is printed."""


@dataclass(slots=True)
class WordTable:
    """A table's rows, and which page begins at which row."""

    rows: list[list[GridCell]] = field(default_factory=list)
    pages: dict[int, int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((cell.column + cell.colspan for row in self.rows for cell in row), default=0)


CellContent = str | WordTable
"""Part of what a cell holds: lines of text, or a table inside it."""


@dataclass(slots=True)
class _Held:
    """One cell as the outer table has it; ``pieces`` in reading order."""

    row: int
    column: int
    colspan: int
    pieces: list[CellContent]
    rowspan: int = 1


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table that were not deleted."""
    for row in _inside(table, "tr"):
        if child(row, "trPr", "del") is None:
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row as they stand in the file: one that goes on with the cell above is one of them."""
    return _inside(row, "tc")


def is_frame(table: Element) -> bool:
    """Whether a table is only a frame around running text: one cell in every row."""
    return all(sum(1 for _ in cells_of(row)) <= 1 for row in rows_of(table))


def grid_of(table: Element, content: Callable[[Element], list[CellContent]], page: Callable[[], int]) -> WordTable:
    """The grid of ``table``. ``content`` reads a cell (called once for each, in order), ``page`` says on which page reading
    is. Raises TooWide."""
    held: list[_Held] = []
    open_cells: dict[int, _Held] = {}
    pages: dict[int, int] = {}
    number = page()
    height = 0
    for row in rows_of(table):
        column = _span(child(row, "trPr", "gridBefore"), 0)
        above, open_cells = open_cells, {}
        printed = False
        for cell in cells_of(row):
            properties = child(cell, "tcPr")
            wide = _span(child(properties, "gridSpan"), 1)
            pieces = content(cell)
            if page() != number:
                number = page()
                pages[height + 1 if printed else height] = number
            printed = printed or any(pieces)
            merge = _merge(properties, "vMerge")
            if _merge(properties, "hMerge") == "continue" and held and held[-1].row == height:
                held[-1].colspan += wide
                column += wide
                continue
            over = above.get(column) if merge == "continue" else None
            if over is not None:
                over.rowspan += 1
                open_cells[column] = over
            else:
                new = _Held(height, column, wide, pieces)
                held.append(new)
                if merge is not None:
                    open_cells[column] = new
            column += wide
            if column > MOST_COLUMNS:
                raise TooWide
        height += 1
        if height * max(column, 1) > MOST_POSITIONS:
            raise TooWide
    return _laid_out(held, height, pages)


def _laid_out(held: Sequence[_Held], height: int, pages: dict[int, int]) -> WordTable:
    """The cells where they stand once every table inside a cell has the rows and columns that it needs."""
    width = max((each.column + each.colspan for each in held), default=0)
    heights, widths = [1] * height, [1] * width
    for each in held:
        inner = [piece for piece in each.pieces if isinstance(piece, WordTable)]
        if inner:
            heights[each.row] = max(heights[each.row], sum(map(len, _bands(each.pieces))))
            last = each.column + each.colspan - 1
            missing = max(grid.width for grid in inner) - sum(widths[each.column : last + 1])
            widths[last] += max(0, missing)
    tops, lefts = list(accumulate(heights, initial=0)), list(accumulate(widths, initial=0))
    if lefts[-1] > MOST_COLUMNS or lefts[-1] * tops[-1] > MOST_POSITIONS:
        raise TooWide
    rows: list[list[GridCell]] = [[] for _ in range(tops[-1])]
    for each in held:
        left, wide = lefts[each.column], lefts[each.column + each.colspan] - lefts[each.column]
        top, tall = tops[each.row], tops[min(each.row + each.rowspan, height)] - tops[each.row]
        bands = _bands(each.pieces)
        if not any(isinstance(piece, WordTable) for piece in each.pieces):
            text = "\n".join(piece for piece in each.pieces if isinstance(piece, str))
            rows[top].append(GridCell(text, left, tall, wide))
            continue
        for band in bands:
            for row in band:
                rows[top] += [
                    GridCell(
                        cell.text, left + cell.column, cell.rowspan, cell.colspan if cell.colspan else wide
                    )
                    for cell in row
                ]
                top += 1
    return WordTable(rows, {tops[min(row, height)]: number for row, number in pages.items() if row < height})


def _bands(pieces: Sequence[CellContent]) -> list[list[list[GridCell]]]:
    """The rows that a cell with tables in it needs: a table's own, and one for each run of text beside them (``colspan`` 0:
    as wide as the cell)."""
    bands: list[list[list[GridCell]]] = []
    text: list[str] = []
    for piece in [*pieces, WordTable()]:
        if isinstance(piece, str):
            text.append(piece)
            continue
        if any(line.strip() for line in text):
            bands.append([[GridCell("\n".join(text), 0, 1, 0)]])
        text = []
        if piece.rows:
            bands.append(piece.rows)
    return bands


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The children of this name, also those inside content controls and tracked insertions."""
    stack = [iter(element)]
    while stack:
        each = next(stack[-1], None)
        if each is None:
            stack.pop()
        elif local(each) == name:
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            stack.append(iter(each))


def _merge(properties: Element | None, name: str) -> str | None:
    """What a cell is among merged ones: "restart" for the first of merged cells, "continue" for another, ``None`` for a cell that is not merged."""
    said = child(properties, name)
    return None if said is None else attribute(said, "val", "continue")


def _span(element: Element | None, default: int) -> int:
    """How many columns an element says; TooWide for more than there are."""
    try:
        said = int(attribute(element, "val") or default)
    except ValueError:
        return default
    if said > MOST_COLUMNS:
        raise TooWide
    return max(said, default)
