"""A disclosure as lines and tables, free of any format: what every writer of test documents starts from.

Written as text: a line is a line; lines with ``|`` in a run are a table, where ``<`` and ``^`` stand for a position that the
cell to the left or above covers, and ``---`` ends the rows that a page would repeat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from as_docx import PrintedCell, printed_tables

from yusuan.model.document import Document

FOLDER = Path(__file__).parent / "sketches"
HEAD = "---"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: each cell once, at its first row and column; ``head`` is how many rows a page repeats."""

    cells: tuple[PrintedCell, ...]
    head: int = 0

    @property
    def height(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    @property
    def width(self) -> int:
        return max(cell.column + cell.colspan for cell in self.cells)

    def rows(self) -> list[list[PrintedCell]]:
        """The cells that begin in each row, by column."""
        found: list[list[PrintedCell]] = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            found[cell.row].append(cell)
        return found

    def filled(self) -> list[list[str]]:
        """The words at each position, nothing where a merged cell covers."""
        found = [[""] * self.width for _ in range(self.height)]
        for cell in self.cells:
            found[cell.row][cell.column] = cell.text
        return found


Sketch = tuple[str | Grid, ...]


def written(name: str) -> Sketch:
    """The sketch in the file ``name``.txt of the folder."""
    return sketch((FOLDER / f"{name}.txt").read_text("utf-8"))


def sketch(text: str) -> Sketch:
    """A sketch as it is written."""
    found: list[str | Grid] = []
    lines = text.strip().split("\n")
    for is_table, run in groupby(lines, lambda line: "|" in line or line == HEAD):
        part = list(run)
        found += [_grid(part)] if is_table else part
    return tuple(found)


def sketched(document: Document) -> Sketch:
    """The sketch of a disclosure that is a text file, its cells merged as a form prints them."""
    return tuple(
        piece if isinstance(piece, str) else Grid(tuple(piece)) for piece in printed_tables(document)
    )


def _grid(lines: list[str]) -> Grid:
    head = lines.index(HEAD) if HEAD in lines else 0
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line != HEAD]
    assert len({len(row) for row in rows}) == 1, rows
    return Grid(tuple(_cells(rows)), head)


def _cells(rows: list[list[str]]) -> Iterator[PrintedCell]:
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            if words in ("<", "^"):
                continue
            right, down = column + 1, at + 1
            while right < len(row) and row[right] == "<":
                right += 1
            while down < len(rows) and rows[down][column] == "^":
                down += 1
            yield PrintedCell(words, at, column, down - at, right - column)


def cut(grid: Grid, at: int, *, header: bool) -> tuple[Grid, Grid]:
    """``grid`` as two tables that a page cut before row ``at``, the second with the header again or without it.

    A merged cell that the page cuts goes on as a blank cell.
    """
    above, below = [], []
    lead = grid.head if header else 0
    for cell in grid.cells:
        if header and cell.row < grid.head:
            below.append(cell)
        if cell.row >= at:
            below.append(replace(cell, row=cell.row - at + lead))
        elif cell.row + cell.rowspan > at:
            above.append(replace(cell, rowspan=at - cell.row))
            below.append(replace(cell, text="", row=lead, rowspan=cell.row + cell.rowspan - at))
        else:
            above.append(cell)
    return Grid(tuple(above), grid.head), Grid(tuple(below), lead)
