"""A table as a grid: which cell covers a position, and which header words stand over a column.

Merged cells cover every position they span. A header row that was written without merging (a blank cell beside or below
the one it belongs to) is read as if it were merged: see ``header_paths``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.tables.rows import Entry, Row


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table with each position's covering entry; ``None`` where nothing is."""

    rows: tuple[Row, ...]
    positions: tuple[tuple[Entry | None, ...], ...]

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.positions), default=0)

    def at(self, row: int, column: int) -> Entry | None:
        """The entry that covers a position."""
        line = self.positions[row] if 0 <= row < len(self.positions) else ()
        return line[column] if 0 <= column < len(line) else None

    def column(self, column: int, start: int, end: int) -> list[Entry]:
        """The different entries that cover ``column`` from row ``start`` to row ``end``, from the top."""
        found: list[Entry] = []
        for row in range(start, end):
            entry = self.at(row, column)
            if entry is not None and entry not in found:
                found.append(entry)
        return found


def grid_of(rows: Sequence[Row]) -> Grid:
    """The grid of ``rows`` (a table's, or a part of it): positions count from the first row given."""
    width = max((e.cell.column + e.cell.colspan for row in rows for e in row), default=0)
    held: list[list[Entry | None]] = [[None] * width for _ in rows]
    for at, row in enumerate(rows):
        for entry in row:
            for down in range(at, min(at + entry.cell.rowspan, len(rows))):
                for right in range(entry.cell.column, entry.cell.column + entry.cell.colspan):
                    if held[down][right] is None:
                        held[down][right] = entry
    return Grid(tuple(tuple(row) for row in rows), tuple(map(tuple, held)))


def header_paths(grid: Grid, start: int, end: int) -> list[tuple[Entry, ...]]:
    """For each column, the header entries over it in rows ``start`` to ``end``, outermost first, blanks left out.

    A blank cell that no merged cell covers takes the entry to its left, if the row has one and a row below prints
    something in this column: so a header written with blanks for merged cells reads like one with merged cells.
    """
    paths: list[list[Entry]] = [[] for _ in range(grid.width)]
    for row in range(start, end):
        carried: Entry | None = None
        for column in range(grid.width):
            entry = grid.at(row, column)
            if entry is not None and not entry.blank:
                carried = entry
            elif carried is None or not _stretches(grid, carried, paths, row, column, end):
                continue
            if carried not in paths[column]:
                paths[column].append(carried)
    return [tuple(path) for path in paths]


def _stretches(
    grid: Grid, carried: Entry, paths: list[list[Entry]], row: int, column: int, end: int
) -> bool:
    """Whether ``carried`` reaches to a blank position: something is printed below it, and the rows above put both under
    the same header."""
    below = (grid.at(each, column) for each in range(row + 1, end))
    if not any(entry is not None and not entry.blank for entry in below):
        return False
    return not paths[column] or paths[column][:1] == paths[carried.cell.column][:1]
