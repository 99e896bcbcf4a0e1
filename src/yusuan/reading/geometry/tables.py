"""The ruled tables of a page: what stands in which cell, and what is left outside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from yusuan.reading.geometry.page import NEVER_FIRST, Glyph, Page, TextLine, first_unit, joined, text_lines
from yusuan.reading.geometry.ruled_tables import RuledCell, RuledGrid, ruled_grids
from yusuan.values.ordinals import leading_ordinal

_TOUCH = 0.12
"""In character sizes: glyphs that stand no further apart are one string."""
_ENDS = tuple("。；！？;")
_ROOM, _SPARE = 2.0, 0.45
"""In character sizes and as a share of the width: where a line leaves more room for what follows, its end was meant."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's words, its first column and how far it is merged.

    ``unit`` is the width of what its first line begins with that no printer breaks, ``room`` what its last line leaves of
    the width, ``lines`` how many lines it has: by these a cell that a page cut is known.
    """

    text: str
    column: int
    rowspan: int
    colspan: int
    unit: float = 0.0
    room: float = 0.0
    lines: int = 0

    def goes_on_in(self, below: TableCell) -> bool:
        """Whether what ``below`` begins with had no room any more at the end of this cell."""
        return bool(self.lines and below.lines) and below.unit > self.room - 2.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table on one page, or the part of it that stands there."""

    page: int
    xs: tuple[float, ...]
    top: float
    bottom: float
    rows: tuple[tuple[TableCell, ...], ...]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Region:
    """A frame around running text: its edges."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, line: TextLine) -> bool:
        """Whether a line stands inside the frame."""
        return self.x0 < line.x0 and line.x1 < self.x1 + 1 and self.y0 < line.y - 0.36 * line.size < self.y1


def page_tables(page: Page) -> tuple[list[PageTable], list[Region], list[Glyph]]:
    """The tables of a page, the frames around running text, and the glyphs in no table."""
    rest = list(page.glyphs)
    tables: list[PageTable] = []
    frames: list[Region] = []
    for grid in ruled_grids(page.rules):
        if len(grid.xs) == 2 or len(grid.boxes) == 1:
            frames += [
                Region(grid.xs[0], grid.ys[box.row], grid.xs[-1], grid.ys[box.row + box.rowspan])
                for box in grid.boxes
            ]
            continue
        inside = [glyph for glyph in rest if grid.holds(glyph)]
        if not inside:
            continue
        rest = [glyph for glyph in rest if not grid.holds(glyph)]
        out = [line for line in text_lines(_below(grid, rest)) if grid.lets_out(line)]
        inside += [glyph for line in out for glyph in line.glyphs]
        rest = [glyph for glyph in rest if not any(glyph in line.glyphs for line in out)]
        tables.append(_table(page.number, grid, inside))
    return tables, frames, rest


def _below(grid: RuledGrid, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of the first line below a table that is not closed at the bottom."""
    if all(grid.closed):
        return []
    return [g for g in glyphs if grid.ys[-1] <= g.middle < grid.ys[-1] + 2 * g.size]


def _table(number: int, grid: RuledGrid, glyphs: Sequence[Glyph]) -> PageTable:
    covering = {
        (row, column): at
        for at, box in enumerate(grid.boxes)
        for row in range(box.row, box.row + box.rowspan)
        for column in range(box.column, box.column + box.colspan)
    }
    held: defaultdict[int, list[Glyph]] = defaultdict(list)
    for run in _strings(glyphs):
        boxes = [covering[grid.place(glyph)] for glyph in run]
        if len(set(boxes)) > 1 and (owner := _owner(grid, run, boxes)) is not None:
            boxes = [owner] * len(run)
        for glyph, at in zip(run, boxes, strict=True):
            held[at].append(glyph)
    lines = {at: text_lines(inside) for at, inside in held.items()}
    padding = _padding(grid, lines)
    rows: list[list[TableCell]] = [[] for _ in grid.ys[1:]]
    for at, box in enumerate(grid.boxes):
        width = grid.xs[box.column + box.colspan] - grid.xs[box.column] - 2 * padding
        rows[box.row].append(_cell(box, lines.get(at, []), width))
    sure = [glyph.confidence for glyph in glyphs if glyph.confidence is not None]
    return PageTable(
        number,
        grid.xs,
        grid.ys[0],
        grid.ys[-1],
        tuple(tuple(row) for row in rows),
        fmean(sure) if sure else None,
    )


def _strings(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that were printed one after the other and touch."""
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        before = found[-1][-1] if found else None
        if (
            before is not None
            and abs(glyph.y - before.y) < 0.1 * glyph.size
            and -0.5 * glyph.size < glyph.x0 - before.x1 < _TOUCH * glyph.size
        ):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _owner(grid: RuledGrid, run: Sequence[Glyph], boxes: Sequence[int]) -> int | None:
    """The cell of words that are too wide for it and run over its border: the one they begin in at its left edge, or, as
    they are centred, the one in their middle; ``None`` for cells of several rows."""
    if len({grid.boxes[at].row for at in boxes}) > 1:
        return None
    first = grid.boxes[boxes[0]]
    if run[0].x0 - grid.xs[first.column] <= run[0].size:
        return boxes[0]
    return boxes[len(boxes) // 2]


def _padding(grid: RuledGrid, lines: dict[int, list[TextLine]]) -> float:
    """How far the fullest lines stay from a cell's sides."""
    spare = [
        (grid.xs[_right(grid.boxes[at])] - grid.xs[grid.boxes[at].column] - (line.x1 - line.x0)) / 2
        for at, inside in lines.items()
        for line in inside
    ]
    return min(max(min(spare, default=1.0), 0.5), 6.0)


def _right(box: RuledCell) -> int:
    return box.column + box.colspan


def _cell(box: RuledCell, lines: Sequence[TextLine], width: float) -> TableCell:
    text = cell_text(lines, width)
    if not lines:
        return TableCell(text, box.column, box.rowspan, box.colspan)
    room = width - (lines[-1].x1 - lines[-1].x0)
    return TableCell(text, box.column, box.rowspan, box.colspan, first_unit(lines[0]), room, len(lines))


def cell_text(lines: Sequence[TextLine], width: float) -> str:
    """The words of a cell ``width`` points wide. Lines that only the width broke are one; where a line end was meant it
    stays."""
    text = ""
    for at, line in enumerate(lines):
        if at == 0:
            text = line.text
        else:
            before = lines[at - 1]
            room = width - (before.x1 - before.x0)
            filled = first_unit(line) > room - 0.2 * line.size or line.text[0] in NEVER_FIRST
            ended = text.endswith(_ENDS) or leading_ordinal(line.text) is not None
            wide = room > max(_ROOM * line.size + first_unit(line), _SPARE * width)
            meant = not filled and (ended or wide)
            text = f"{text}\n{line.text}" if meant else joined(text, line.text, filled=filled)
    return text
