"""Which cells do ruling lines make? Lines that touch are one table; where no line stands between two cells they are one.

Needs no closed border: a table that is open at its sides ends where its level lines end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.reading.geometry.page import Glyph, Rule, TextLine, runs

_SNAP = 3.0
"""Points that two drawings of one line may lie apart, or that a line may end before the one it meets."""
_CELL = 4.0
"""Nothing narrower than this is a row or a column."""
_COVERED = 0.6
"""The share of a cell's side that a line has to cover."""
_BELOW = 1.2
"""In character sizes: how far words may stand out of a cell that is not closed at the bottom."""
MOST_RULES = 1_200
"""Level or upright lines of a page (after pieces of one line are joined) beyond which it is a drawing."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell between lines: 0-based row and column, and over how many it is merged."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """The lines of a table: upright ones at ``xs``, level ones at ``ys``, and the boxes between them; ``closed`` says of
    each column whether a line ends it at the bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[RuledCell, ...]
    closed: tuple[bool, ...]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character stands inside the table."""
        x = (glyph.x0 + glyph.x1) / 2
        return self.xs[0] < x < self.xs[-1] and self.ys[0] < glyph.middle < self.ys[-1]

    def lets_out(self, line: TextLine) -> bool:
        """Whether a line stands just below the table and all of it in columns that the page's end left open."""
        if not self.ys[-1] <= line.y - 0.36 * line.size < self.ys[-1] + _BELOW * line.size:
            return False
        for piece in runs(line, 1.0):
            column = _between(self.xs, (piece.x0 + piece.x1) / 2)
            inside = self.xs[column] - 1 < piece.x0 and piece.x1 < self.xs[column + 1] + 1
            if self.closed[column] or not inside:
                return False
        return True

    def place(self, glyph: Glyph) -> tuple[int, int]:
        """The row and column between whose lines a character stands that the table ``holds``."""
        return _between(self.ys, glyph.middle), _between(self.xs, (glyph.x0 + glyph.x1) / 2)


@dataclass(slots=True)
class _Line:
    """A level line at height ``at`` or an upright one at ``at`` from the left, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


def ruled_grids(rules: Iterable[Rule]) -> list[RuledGrid]:
    """The tables that ``rules`` draw, those with the fewest points of area first; frames of one cell are among them."""
    level, upright = _whole_lines(rules)
    if len(level) > MOST_RULES or len(upright) > MOST_RULES:
        return []
    found = [grid for group in _groups(level, upright) if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0]))


def _whole_lines(rules: Iterable[Rule]) -> tuple[list[_Line], list[_Line]]:
    level, upright = [], []
    for rule in rules:
        if rule.upright:
            upright.append(_Line((rule.x0 + rule.x1) / 2, rule.y0, rule.y1))
        else:
            level.append(_Line((rule.y0 + rule.y1) / 2, rule.x0, rule.x1))
    return _joined(level), _joined(upright)


def _joined(lines: list[_Line]) -> list[_Line]:
    """The lines with pieces that go on in each other made one."""
    found: list[_Line] = []
    for group in _close(lines):
        at = sum(line.at for line in group) / len(group)
        for line in sorted(group, key=lambda each: each.start):
            if found and found[-1].at == at and line.start <= found[-1].end + _SNAP:
                found[-1].end = max(found[-1].end, line.end)
            else:
                found.append(_Line(at, line.start, line.end))
    return [line for line in found if line.end - line.start >= _CELL]


def _close(lines: list[_Line]) -> list[list[_Line]]:
    groups: list[list[_Line]] = []
    for line in sorted(lines, key=lambda each: each.at):
        if groups and line.at - groups[-1][0].at <= _SNAP and line.at - groups[-1][-1].at <= _SNAP / 2:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _groups(level: list[_Line], upright: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """The lines that touch each other, together."""
    parent = list(range(len(level) + len(upright)))

    def root(each: int) -> int:
        while parent[each] != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    order = sorted(range(len(level)), key=lambda each: level[each].at)
    heights = [level[each].at for each in order]
    for j, post in enumerate(upright):
        low = bisect_left(heights, post.start - _SNAP)
        high = bisect_right(heights, post.end + _SNAP)
        for i in order[low:high]:
            if level[i].start - _SNAP <= post.at <= level[i].end + _SNAP:
                parent[root(i)] = root(len(level) + j)
    groups: defaultdict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for i, line in enumerate(level):
        groups[root(i)][0].append(line)
    for j, line in enumerate(upright):
        groups[root(len(level) + j)][1].append(line)
    return list(groups.values())


def _grid(level: list[_Line], upright: list[_Line]) -> RuledGrid | None:
    if not level or not upright:
        return None
    xs = _positions([*(line.at for line in upright)], level)
    ys = _positions([*(line.at for line in level)], upright)
    if len(xs) < 2 or len(ys) < 2:
        return None
    posts = _coverage(xs, ys, upright)
    beams = _coverage(ys, xs, level)
    boxes = _boxes(len(ys) - 1, len(xs) - 1, posts, beams)
    return RuledGrid(tuple(xs), tuple(ys), tuple(boxes), tuple(beams[-1]))


def _positions(at: list[float], across: list[_Line]) -> list[float]:
    """Where lines stand, close ones as one; and where the lines across them end, if that is further out."""
    found: list[list[float]] = []
    for each in sorted(at):
        if found and each - found[-1][0] <= _CELL:
            found[-1].append(each)
        else:
            found.append([each])
    middle = [sum(group) / len(group) for group in found]
    first, last = min(line.start for line in across), max(line.end for line in across)
    if middle[0] - first > 2 * _CELL:
        middle.insert(0, first)
    if last - middle[-1] > 2 * _CELL:
        middle.append(last)
    return middle


def _coverage(at: list[float], along: list[float], lines: list[_Line]) -> list[list[bool]]:
    """For each position and each stretch between two of ``along``: does a line cover it?"""
    covered = [[0.0] * (len(along) - 1) for _ in at]
    for line in lines:
        i = min(range(len(at)), key=lambda each: abs(at[each] - line.at))
        for j in range(max(0, bisect_right(along, line.start) - 1), len(along) - 1):
            if along[j] > line.end:
                break
            overlap = min(line.end, along[j + 1]) - max(line.start, along[j])
            covered[i][j] += max(0.0, overlap) / (along[j + 1] - along[j])
    return [[share >= _COVERED for share in row] for row in covered]


def _boxes(height: int, width: int, posts: list[list[bool]], beams: list[list[bool]]) -> list[RuledCell]:
    """The boxes of a grid: strips of each row between posts, and strips of one width with no beam between as one."""
    open_boxes: dict[tuple[int, int], tuple[int, int]] = {}  # (first, last column) → (first row, last row)
    found: list[RuledCell] = []
    for row in range(height):
        strips = _strips(row, width, posts)
        going_on: dict[tuple[int, int], tuple[int, int]] = {}
        for first, last in strips:
            above = open_boxes.pop((first, last), None)
            if above is not None and not any(beams[row][c] for c in range(first, last + 1)):
                going_on[first, last] = (above[0], row)
                continue
            if above is not None:
                found.append(_box(above, (first, last)))
            going_on[first, last] = (row, row)
        found += [_box(rows, columns) for columns, rows in open_boxes.items()]
        open_boxes = going_on
    found += [_box(rows, columns) for columns, rows in open_boxes.items()]
    return sorted(found, key=lambda box: (box.row, box.column))


def _strips(row: int, width: int, posts: list[list[bool]]) -> list[tuple[int, int]]:
    strips: list[tuple[int, int]] = []
    first = 0
    for column in range(1, width + 1):
        if column == width or posts[column][row]:
            strips.append((first, column - 1))
            first = column
    return strips


def _box(rows: tuple[int, int], columns: tuple[int, int]) -> RuledCell:
    return RuledCell(rows[0], columns[0], rows[1] - rows[0] + 1, columns[1] - columns[0] + 1)


def _between(lines: Sequence[float], at: float) -> int:
    return min(max(bisect_right(lines, at) - 1, 0), len(lines) - 2)
