"""Tab stops of a text that was printed as it is: the tabs of each line, found back from where its pieces begin.

A file made from a text with tabs prints every cell at a multiple of one distance from the left edge. Where that holds for
nearly all wide gaps of a document, each gap is as many tabs as it crosses stops, however narrow it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from yusuan.reading.geometry.page import Glyph, TextLine, runs, text_of

_GAP = 1.2
"""In character sizes: a gap that no words leave."""
_SPACE = 0.6
"""In character sizes: a printed space is no wider."""
_LEAST = 10
_FIT = 0.9
_NEAR = 0.8
_EXACT = 0.3
"""Points that what a tab places stands off its stop, while the stops are sought and when they are known."""
_NARROWEST, _WIDEST, _STEP = 16.0, 80.0, 0.05
"""Points between two stops that are tried."""


@dataclass(frozen=True, slots=True)
class TabStops:
    """Stops every ``width`` points from ``left``; ``leading`` where they only begin lines."""

    left: float
    width: float
    leading: bool = False

    def at(self, x: float) -> bool:
        """Whether something begins at a stop."""
        steps = (x - self.left) / self.width
        return abs(steps - round(steps)) * self.width <= _EXACT

    def between(self, start: float, end: float) -> int:
        """How many stops lie after ``start``, up to ``end``, which is one."""
        last = round((end - self.left) / self.width)
        first = int((start + 0.05 - self.left) // self.width) + 1
        return max(1, last - first + 1)


def tab_stops(lines: Iterable[TextLine], left: float) -> TabStops | None:
    """The stops at which the pieces of ``lines`` begin, whose left edge is ``left``; ``None`` where they begin anywhere."""
    lines = list(lines)
    starts = [
        piece.x0 - left for line in lines for piece in runs(line, _GAP)[1:] if piece.x0 - left > _NARROWEST
    ]
    if len(starts) < _LEAST or len({round(start) for start in starts}) < 3:
        return _one_stop(lines, left)
    width = _WIDEST
    while width >= _NARROWEST:
        fit = sum(abs(start / width - round(start / width)) * width <= _NEAR for start in starts)
        if fit >= _FIT * len(starts):
            steps = [round(start / width) for start in starts]
            return TabStops(left, sum(starts) / sum(steps))
        width -= _STEP
    return None


def _one_stop(lines: Sequence[TextLine], left: float) -> TabStops | None:
    """The stop at which cells stand that are printed one on a line: much further in than a paragraph begins, and short."""
    places = Counter(round(2 * (line.x0 - left)) / 2 for line in lines)
    for place, count in places.most_common(3):
        inside = [line for line in lines if abs(line.x0 - left - place) <= _NEAR]
        em = median(line.size for line in inside)
        short = sum(line.x1 - line.x0 < 12 * em for line in inside)
        if count >= 2 * _LEAST and 2.4 * em < place <= min(_WIDEST, 8 * em) and short >= 0.7 * len(inside):
            return TabStops(left, place, leading=True)
    return None


def tabbed(lines: Sequence[TextLine], stops: TabStops) -> list[TextLine]:
    """``lines``, which follow each other, with their tabs in their text. A narrow gap is a tab only in a row: a line with
    a wide gap or set in to a stop, or one next to it."""
    if stops.leading:
        return [_tabbed(line, stops, inner=False) for line in lines]
    rows = [len(runs(line, _GAP)) > 1 or _indented(line, stops) for line in lines]
    near = [any(rows[max(0, at - 1) : at + 2]) for at in range(len(lines))]
    return [_tabbed(line, stops, inner=row) for line, row in zip(lines, near, strict=True)]


def _tabbed(line: TextLine, stops: TabStops, *, inner: bool) -> TextLine:
    pieces: list[list[Glyph]] = [[]]
    tabs = [stops.between(stops.left, line.x0)] if _indented(line, stops) else [0]
    for glyph in line.glyphs:
        before = pieces[-1][-1] if pieces[-1] else None
        gap = 0.0 if before is None else glyph.x0 - before.x1
        if inner and before is not None and gap > _least(glyph) and stops.at(glyph.x0):
            pieces.append([glyph])
            tabs.append(stops.between(before.x1, glyph.x0))
        else:
            pieces[-1].append(glyph)
    if tabs == [0]:
        return line
    words = ("\t" * count + text_of(piece) for count, piece in zip(tabs, pieces, strict=True))
    return replace(line, text="".join(words))


def _least(glyph: Glyph) -> float:
    return _SPACE * glyph.size if glyph.spaced else 0.15


def _indented(line: TextLine, stops: TabStops) -> bool:
    return line.x0 - stops.left > 0.5 * stops.width and stops.at(line.x0)
