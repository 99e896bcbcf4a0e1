"""Tables of plain text that are ruled with bars: a row a line (| a | b |), or one cell a line ("a |", and "|" for a blank).

Where a line is one cell the ends of the rows are not marked; how many columns there are is found out (see ``widths``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import gcd

from yusuan.model.document import Cell, Span, Table
from yusuan.reading.text.lines import Line, trimmed
from yusuan.reading.text.widths import is_number, width_of

BARS = "|｜│┃"
_BAR = re.compile(f"[{BARS}]")
_RULER = re.compile(rf"[\s{BARS}:：\-=—─┼+]*-{{2}}[\s{BARS}:：\-=—─┼+]*\Z|[─━┌┐└┘├┤┬┴┼\s]+\Z")
_LEAST_CELLS = 4
_LEAST_PADDED = 3
_LONGEST_CELL = 200
_LONGEST_OPENING = 100
_SENTENCE_END = tuple("。！？")


def barred(line: Line) -> bool:
    """Whether a bar stands on the line, and no tab."""
    return "\t" not in line.text and bool(_BAR.search(line.text))


def take_barred(run: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """The Table of barred lines that begins at ``at``, and the index after it; ``None`` where they are no table."""
    if barred(run[at]) and not _opens_with_prose(run[at]):
        table = _rows(run, at)
        if table is not None:
            return table
    return _cells(run, at)


def _opens_with_prose(line: Line) -> bool:
    """Whether a line is a paragraph that a table's first cells were joined to."""
    first = _BAR.split(line.text)[0]
    return len(first) >= _LONGEST_OPENING and "。" in first and bool(re.search(r"\d万元", first))


def _rows(run: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """A row a line. Between two rows one blank line may stand."""
    rows: list[list[Span]] = []
    bars: list[int] = []
    full = 0
    end = at
    while end < len(run):
        line = run[end]
        if not barred(line):
            skip = line.blank and rows and end + 1 < len(run) and barred(run[end + 1])
            if not (skip or (_RULER.match(line.text) and rows and line.text.strip())):
                break
            end += 1
            continue
        if not _RULER.match(line.text):
            cells = _row_cells(line)
            rows.append(cells)
            bars.append(len(_BAR.findall(line.text)))
            full += sum(span.start < span.end for span in cells) > 1
        end += 1
    outer = all(line.text.strip()[:1] in tuple(BARS) for line in run[at:end] if barred(line))
    enough = full >= 2 if max(bars, default=0) >= 2 else full >= 3
    if not enough and not (outer and full and max(bars) >= 3):
        return None
    if full * 4 < len(rows):
        return None
    return table_of(rows), end


def _row_cells(line: Line) -> list[Span]:
    pieces, start = [], line.span.start
    for piece in _BAR.split(line.text):
        pieces.append(trimmed(piece, start))
        start += len(piece) + 1
    if pieces[0].start == pieces[0].end:
        pieces = pieces[1:]
    if len(pieces) > 1 and pieces[-1].start == pieces[-1].end:
        pieces = pieces[:-1]
    return pieces


def _cells(run: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """One cell a line, its bar behind it or on the next line."""
    if not _cell_begins(run, at):
        return None
    spans: list[Span] = []
    ends: list[int] = []
    end = at
    while end < len(run) and _cell_begins(run, end):
        line = run[end]
        bars = len(_BAR.findall(line.text))
        words = Span(
            line.stripped().start, line.stripped().start + len(_BAR.split(line.text.strip())[0].rstrip())
        )
        if line.blank:
            end += 1
            continue
        if not bars:
            end += 1
            while run[end].blank:
                end += 1
            bars = len(_BAR.findall(run[end].text))
        spans.append(words)
        spans += [Span(run[end].span.end, run[end].span.end)] * (bars - 1)
        if bars > 1 and words.start >= words.end:
            ends.append(len(spans))
        end += 1
    if len(spans) < _LEAST_CELLS:
        return None
    if end < len(run) and is_number(run[end].text):
        spans.append(run[end].stripped())  # the last cell of a text that ends there has no bar
        end += 1
    width = _padded(ends, len(spans)) or width_of(_texts(run, at, end, spans))
    return table_of([spans[i : i + (width or 1)] for i in range(0, len(spans), width or 1)]), end


def _padded(ends: Sequence[int], cells: int) -> int | None:
    """The width that rows tell which bars alone on a line (||) fill up to it; ``None`` where they tell none."""
    width = gcd(*ends) if len(ends) > 1 else 0
    return width if width >= _LEAST_PADDED and cells % width == 0 and cells > ends[-1] else None


def _texts(run: Sequence[Line], at: int, end: int, spans: Sequence[Span]) -> list[str]:
    start = run[at].span.start
    text = "\n".join(line.text for line in run[at:end])
    return [text[span.start - start : span.end - start] for span in spans]


def _cell_begins(run: Sequence[Line], at: int) -> bool:
    """Whether a cell stands on this line: one piece of words at most, with a bar at its end or alone on the next line."""
    line = run[at]
    if "\t" in line.text:
        return False
    if line.blank:
        return at + 1 < len(run) and bool(_BAR.search(run[at + 1].text))
    words = line.text.strip()
    if _BAR.search(words):
        pieces = [piece for piece in _BAR.split(words) if piece.strip()]
        return len(pieces) <= 1 and words[-1] in BARS and (not pieces or words[0] not in BARS)
    if len(words) > _LONGEST_CELL or words.endswith(_SENTENCE_END) or at + 1 >= len(run):
        return False
    after = run[at + 1].text.strip()
    return bool(after) and not _BAR.sub("", after).strip()


def table_of(rows: Sequence[Sequence[Span]]) -> Table:
    """The Table of these rows; a cell's column is its place in its row."""
    grid = tuple(tuple(Cell(span, r, c) for c, span in enumerate(row)) for r, row in enumerate(rows))
    spans = [cell.span for row in grid for cell in row]
    return Table(Span(min(s.start for s in spans), max(s.end for s in spans)), grid)
