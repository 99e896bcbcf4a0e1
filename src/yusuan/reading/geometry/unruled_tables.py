"""Which lines without ruling are rows of a table, and which column is each piece of them in? Told by gaps that line up."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from yusuan.reading.geometry.page import TextLine, runs

_GAP = 1.2
"""In character sizes: pieces of a line further apart than this are cells."""
_BETWEEN = 0.25
"""In character sizes: what must be free between two columns."""
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class AlignedRows:
    """Lines ``start`` to ``end`` (exclusive) of what was looked at, as rows of cells by column, blank ones included."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


def aligned_rows(lines: Sequence[TextLine]) -> list[AlignedRows]:
    """The tables without ruling among ``lines``, which follow each other on one page from top to bottom."""
    pieces = [runs(line, _GAP) for line in lines]
    found: list[AlignedRows] = []
    at = 0
    while at < len(lines):
        end = _run_end(lines, pieces, at)
        rows = _rows(lines[at:end], pieces[at:end]) if end - at >= _LEAST_ROWS else None
        if rows is None:
            at += 1
        else:
            found.append(AlignedRows(at, end, rows))
            at = end
    return found


def _run_end(lines: Sequence[TextLine], pieces: Sequence[Sequence[TextLine]], at: int) -> int:
    """Where the run of lines with several pieces ends that begins at ``at``; a line of one piece between two such lines
    belongs to it if it stands in one of their columns."""
    end = at
    while end < len(lines):
        if len(pieces[end]) < 2 and not _goes_on(lines, pieces, at, end):
            break
        if end > at and lines[end].y - lines[end - 1].y > 4 * lines[end].size:
            break
        end += 1
    while end > at and len(pieces[end - 1]) < 2:
        end -= 1
    return end


def _goes_on(lines: Sequence[TextLine], pieces: Sequence[Sequence[TextLine]], at: int, end: int) -> bool:
    if end == at or end + 1 >= len(lines):
        return False
    above, below = pieces[end - 1], pieces[end + 1]
    if len(below) < 2:
        return False
    line = lines[end]
    return any(
        line.x0 >= cell.x0 - line.size and line.x1 <= cell.x1 + 2 * line.size for cell in (*above, *below)
    )


def _rows(
    lines: Sequence[TextLine], pieces: Sequence[Sequence[TextLine]]
) -> tuple[tuple[str, ...], ...] | None:
    """The rows of a run, or ``None`` where its pieces do not line up."""
    columns = _columns(pieces)
    if len(columns) < 2:
        return None
    held = [0] * len(columns)
    grid: list[list[str]] = []
    pitch = median(after.y - line.y for line, after in itertools.pairwise(lines))
    for at, (line, row) in enumerate(zip(lines, pieces, strict=True)):
        cells = [""] * len(columns)
        for piece in row:
            column = _column(piece, columns)
            held[column] += 1
            cells[column] = f"{cells[column]} {piece.text}".strip()
        if len(row) == 1 and at and _rest(line, lines[at - 1], grid[-1], cells, pitch):
            column = next(i for i, cell in enumerate(cells) if cell)
            grid[-1][column] += cells[column]
        else:
            grid.append(cells)
    if len(grid) < _LEAST_ROWS or sum(count >= 2 for count in held) < 2:
        return None
    return tuple(tuple(row) for row in grid)


def _rest(line: TextLine, above: TextLine, before: list[str], cells: list[str], pitch: float) -> bool:
    """Whether a line of one piece is the rest of a cell of the row above: set closer to it than rows are."""
    column = next(i for i, cell in enumerate(cells) if cell)
    return bool(before[column]) and line.y - above.y < 0.85 * pitch


def _columns(pieces: Sequence[Sequence[TextLine]]) -> list[tuple[float, float]]:
    """The left and right edge of every column, found from the rows with the most pieces and widened by the others; a
    piece that reaches over two columns widens none."""
    columns: list[tuple[float, float]] = []
    ranked = sorted((row for row in pieces if len(row) > 1), key=len, reverse=True)
    for row in ranked:
        for piece in row:
            free = _BETWEEN * piece.size
            over = [c for c in columns if piece.x0 < c[1] + free and c[0] - free < piece.x1]
            if not over:
                columns.append((piece.x0, piece.x1))
            elif len(over) == 1:
                wider = (min(over[0][0], piece.x0), max(over[0][1], piece.x1))
                if not any(c != over[0] and wider[0] < c[1] and c[0] < wider[1] for c in columns):
                    columns[columns.index(over[0])] = wider
    return sorted(columns)


def _column(piece: TextLine, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a piece lies in most, the first one of those it covers wholly."""
    over = [min(piece.x1, right) - max(piece.x0, left) for left, right in columns]
    covered = [i for i, (left, right) in enumerate(columns) if piece.x0 <= left and right <= piece.x1]
    if covered:
        return covered[0]
    return max(range(len(columns)), key=lambda i: over[i])
