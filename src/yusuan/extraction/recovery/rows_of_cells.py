"""Cells one after the other → rows under a header that is known, where the cells allow but one reading.

Merged cells are lost in such copies, and blank ones often. So a row may begin at a later column, where those before it are
merged over several rows, and end at an earlier one, where what stands last is often blank. Of all ways to cut the cells into
such rows the one counts whose cells suit their columns best; where two do so equally well, none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.extraction.recovery.cells import Fragment, blank_at
from yusuan.extraction.tables.alignment import fits, level_depth
from yusuan.model.document import Span
from yusuan.values.numbers import is_blank

_LEVELS = ("level1", "level2")
_NAMES = ("name", "project")
_SPARE = ("", "ignore", "basis", "description", "shortfall", "actual", "content")
"""Columns that are often blank where they stand last."""
_INNER = ("target_unit", "operator")
"""Columns that are blank beside a target in words."""
_LAST = ("target", "amount")
"""Columns behind which the text may end where those after them are blank in the last row."""
_MOST_SPARED = 3
_MOST_CELLS = 6_000
_UNFIT = -2
_WHOLE, _MERGED, _SPARED = 4, 1, 4
"""What a point of fitting counts, and what a merged and a spared cell cost."""
_NO_NAME = re.compile(r"[<>=≥≤＞＜＝≧≦]|[-—–－/]*\Z|[\d.,]+\s*[%％]?\Z")
_SENTENCE = re.compile(r"[。；]")
_ORDINAL = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Shape:
    """One way in which a row may fill its columns."""

    columns: tuple[int, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """The best way to cut the cells before some place: its points, how many ways have them, its last row."""

    points: int
    ways: int
    before: int = 0
    shape: Shape | None = None


def rows_of(
    cells: Sequence[Fragment], kinds: Sequence[str], merged: Sequence[int], sums: Sequence[tuple[int, int]] = ()
) -> tuple[list[list[Span]], int]:
    """The rows that ``cells`` are under columns of these ``kinds`` (properties), as far as they are rows, and how many cells
    they hold. A row may begin at one of the columns ``merged``; ``sums`` are the columns of rows that hold a word and a sum
    and nothing else. No rows where the cells are none, or nothing tells which."""
    if len(cells) > _MOST_CELLS:
        return [], 0
    cuts: list[_Cut | None] = [_Cut(0, 1), *[None] * len(cells)]
    shapes = (*_shapes(kinds, merged), *(Shape(columns, len(kinds) * _SPARED) for columns in sums))
    for at, cut in enumerate(cuts):
        if cut is not None:
            _go_on(cuts, cut, at, cells, kinds, shapes)
    end = next(at for at in range(len(cells), -1, -1) if cuts[at] is not None)
    last = cuts[end]
    return ([], 0) if last is None or last.ways > 1 else (_rows(cuts, cells[:end], len(kinds)), end)


def _go_on(
    cuts: list[_Cut | None],
    cut: _Cut,
    at: int,
    cells: Sequence[Fragment],
    kinds: Sequence[str],
    shapes: Sequence[Shape],
) -> None:
    """Put one more row of each shape behind a cut; the last may be cut short by the end of the text."""
    for shape in (*shapes, *_short(len(cells) - at, kinds, shapes)):
        end = at + len(shape.columns)
        if end > len(cells) or (not at and shape.columns[0]):
            continue
        points = _points(cells[at:end], shape, kinds)
        if points is None:
            continue
        points += cut.points
        known = cuts[end]
        if known is None or points > known.points:
            cuts[end] = _Cut(points, cut.ways, at, shape)
        elif points == known.points:
            cuts[end] = _Cut(points, known.ways + cut.ways, known.before, known.shape)


def _shapes(kinds: Sequence[str], merged: Sequence[int]) -> Iterator[Shape]:
    """The shapes of rows: from each column where one may begin to each where one may end, with or without a sign or a
    unit between."""
    inner = [(), *((at,) for at, kind in enumerate(kinds) if kind in _INNER)]
    for start in (0, *(at for at in merged if at)):
        for spared in range(_MOST_SPARED + 1):
            end = len(kinds) - spared
            if end <= start or (spared and kinds[end] not in _SPARE):
                break
            for out in inner:
                if not out or start <= out[0] < end:
                    columns = tuple(at for at in range(start, end) if at not in out)
                    yield Shape(columns, start * _MERGED + (spared + len(out)) * _SPARED)


def _short(left: int, kinds: Sequence[str], shapes: Sequence[Shape]) -> Iterator[Shape]:
    """The shape of a row for which ``left`` cells are there, and its target or its money among them."""
    shape = Shape(tuple(range(left)), (len(kinds) - left) * _SPARED)
    if left < len(kinds) and not {*_LAST}.isdisjoint(kinds[:left]) and all(each.columns != shape.columns for each in shapes):
        yield shape


def _points(cells: Sequence[Fragment], shape: Shape, kinds: Sequence[str]) -> int | None:
    """How well the cells suit the columns of a shape; ``None`` where one cannot stand in its column."""
    points = -shape.cost
    for fragment, at in zip(cells, shape.columns, strict=True):
        own = _suits(kinds[at], fragment.label)
        if own <= _UNFIT:
            return None
        points += own * _WHOLE
    return points


def _suits(kind: str, words: str) -> int:
    if not words:
        return 0
    if kind == "ordinal":
        return 2 if _ORDINAL.fullmatch(words) else _UNFIT
    if kind in _NAMES and (_NO_NAME.match(words) or _SENTENCE.search(words)):
        return _UNFIT
    if kind and kind not in _LEVELS and words.endswith("指标") and level_depth(words):
        return _UNFIT
    if kind == "target" and is_blank(words):
        return 0
    return fits(kind or None, words)


def _rows(cuts: Sequence[_Cut | None], cells: Sequence[Fragment], width: int) -> list[list[Span]]:
    rows: list[list[Span]] = []
    at = len(cells)
    while at:
        cut = cuts[at]
        assert cut is not None
        assert cut.shape is not None
        row = [blank_at(cells[cut.before].span)] * width
        for fragment, column in zip(cells[cut.before : at], cut.shape.columns, strict=True):
            row[column] = fragment.span
        rows.append(row)
        at = cut.before
    return rows[::-1]
