"""Tables of plain text: runs of tab-separated rows, and runs of one cell a line, as the same kind of Table.

One cell a line: every cell's line begins with a tab, a blank line ends a row, and text without a tab goes on with the
cell before it unless it is a heading. What the cells mean, and whether two tables are one that a page cut, is left to
extraction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from yusuan.model.document import Cell, Span, Table
from yusuan.reading.text.lines import Line, trimmed
from yusuan.values.ordinals import leading_ordinal

_TITLE = re.compile(r"(?:绩效目标表|情况表|明细表|总表|预算表|决算表)$")

_WHOLE = re.compile(r"^[≥≤><=]{0,2}-?\d[\d,]*(?:\.\d+)?\s*[%‰\u4e00-\u9fff]{0,3}$|：$")
"""A cell that a line end did not cut: a number with or without its unit, a label before its colon."""
_NEXT_TABLE = re.compile(
    r"[^，。；]{0,30}(?:预算|决算|经费|收支|收入|支出|信息|情况|采购|资产)[^，。；]{0,8}表"
)


def row_table(run: Sequence[Line]) -> Table:
    """A Table of consecutive tab-separated rows; a line without tabs goes on with the last cell before it.

    A row that a line end cut inside a cell is shorter than the others, and so is its rest: they are one row.
    """
    rows: list[list[Span]] = []
    width = _width(run)
    before: Line | None = None
    for line in run:
        if "\t" in line.text:
            cells = _row_cells(line)
            if rows and _one_row(rows[-1], cells, width) and not (before and _over(before, line)):
                rows[-1] = [*rows[-1][:-1], rows[-1][-1].to(cells[0]), *cells[1:]]
            else:
                rows.append(cells)
        elif rows:
            rows[-1] = _extended(rows[-1], line.stripped())
        before = line
    return _table(rows)


def _width(run: Sequence[Line]) -> int:
    """How many cells most rows have."""
    counts = Counter(line.text.count("\t") + 1 for line in run if "\t" in line.text)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _one_row(row: list[Span], rest: list[Span], width: int) -> bool:
    """Whether ``rest`` begins inside the last cell of ``row``, and the two make one row."""
    printed = row[-1].start < row[-1].end and rest[0].start < rest[0].end
    return printed and len(row) > 1 and len(row) + len(rest) - 1 == width


def _over(before: Line, after: Line) -> bool:
    """Whether the last cell of ``before`` is whole (an amount), or ``after`` begins with a part of an amount."""
    last, first = before.text.rsplit("\t", 1)[-1].strip(), after.text.split("\t", 1)[0].strip()
    return bool(_WHOLE.search(last)) or first.startswith("其中")


def take_rows(lines: Sequence[Line], at: int) -> int:
    """The index after the run of tab-separated rows that begins at ``at``."""
    end = at
    while end < len(lines):
        line = lines[end]
        going_on = bool(line.text.strip()) and end + 1 < len(lines) and lines[end + 1].row
        going_on = going_on and not _NEXT_TABLE.fullmatch(line.text.strip())
        if not (line.row or (line.cell and end > at) or (going_on and end > at)):
            break
        end += 1
    return end


def take_cells(lines: Sequence[Line], at: int) -> tuple[Table, int]:
    """The Table of one-cell lines that begins at ``at``, and the index after it."""
    rows: list[list[Span]] = [[]]
    blanks = 0
    while at < len(lines):
        line = lines[at]
        if line.blank:
            blanks += 1
        elif line.cell:
            if blanks and rows[-1]:
                rows.append([])
            rows[-1].append(line.stripped())
            blanks = 0
        elif blanks <= 1 and _goes_on(line, rows):
            rows[-1] = _extended(rows[-1], line.stripped())
            blanks = 0
        else:
            break
        at += 1
    return _table([row for row in rows if row]), at - blanks


def _goes_on(line: Line, rows: list[list[Span]]) -> bool:
    text = line.text.strip()
    ordinal = leading_ordinal(text)
    if line.row or not rows[-1] or _TITLE.search(text) or (ordinal and ordinal.level <= 2):
        return False
    return any(span.start < span.end for span in rows[-1])


def _row_cells(line: Line) -> list[Span]:
    cells, start = [], line.span.start
    for piece in line.text.split("\t"):
        cells.append(trimmed(piece, start))
        start += len(piece) + 1
    return cells


def _extended(row: list[Span], more: Span) -> list[Span]:
    last = max((i for i, span in enumerate(row) if span.start < span.end), default=len(row) - 1)
    return [*row[:last], row[last].to(more), *row[last + 1 :]]


def _table(rows: list[list[Span]]) -> Table:
    grid = tuple(
        tuple(Cell(_blank_aware(span), r, c) for c, span in enumerate(row)) for r, row in enumerate(rows)
    )
    spans = [cell.span for row in grid for cell in row]
    return Table(Span(min(s.start for s in spans), max(s.end for s in spans)), grid)


def _blank_aware(span: Span) -> Span:
    return span if span.start < span.end else Span(span.start, span.start)
