"""Which straight lines does a PDF page draw? Strokes, thin filled boxes and thin pictures alike; and what else it draws."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from yusuan.reading.geometry.page import Rule

Point = tuple[float, float]
_THIN = 3.5
"""Points: a filled box or a picture that is not thicker is a line."""
_STRAIGHT = 1.0
_MOST_OBJECTS = 40_000
_MOST_SEGMENTS = 120_000
_WHITE = 245
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rules of a page, the boxes of its pictures, how many paths are no rules, and whether it holds more than was
    looked at."""

    rules: tuple[Rule, ...]
    pictures: tuple[tuple[Point, Point], ...]
    others: int
    cut: bool


def drawn(page: Any, turn: Any) -> Drawing:
    """What a PDFium page draws, on the page as ``turn`` turns it."""
    import pypdfium2.raw as raw

    width, height = turn.size
    rules: list[Rule] = []
    pictures: list[tuple[Point, Point]] = []
    others, segments = 0, 0
    for count, (handle, matrix) in enumerate(_objects(page, raw), 1):
        if count > _MOST_OBJECTS or segments > _MOST_SEGMENTS:
            return Drawing(tuple(rules), tuple(pictures), others, True)
        kind = raw.FPDFPageObj_GetType(handle)

        def moved(x: float, y: float, matrix: Any = matrix) -> Point:
            placed: Point = turn(*(matrix.on_point(x, y) if matrix is not None else (x, y)))
            return placed

        if kind == raw.FPDF_PAGEOBJ_PATH:
            segments += max(0, raw.FPDFPath_CountSegments(handle))
            found = _path_rules(handle, moved, raw)
            rules += found
            others += not found
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(handle, moved, raw)
            if (rule := _thin(box)) is not None:
                rules.append(rule)
            else:
                pictures.append(_within(box, width, height))
    kept = [rule for rule in rules if _on_page(rule, width, height)]
    return Drawing(tuple(kept), tuple(pictures), others, False)


def _objects(page: Any, raw: Any) -> Iterator[tuple[Any, Any]]:
    """Every object of the page that is not text, with the matrix of the forms it lies in."""

    def inside(
        parent: Any, count: int, get: Callable[[Any, int], Any], matrix: Any, depth: int
    ) -> Iterator[Any]:
        for at in range(max(0, count)):
            handle = get(parent, at)
            if not handle:
                continue
            kind = raw.FPDFPageObj_GetType(handle)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                form = _matrix(handle, raw)
                form = form.multiply(matrix) if matrix is not None else form
                yield from inside(
                    handle, raw.FPDFFormObj_CountObjects(handle), raw.FPDFFormObj_GetObject, form, depth + 1
                )
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                yield handle, matrix

    yield from inside(page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, None, 0)


def _matrix(handle: Any, raw: Any) -> Any:
    from pypdfium2 import PdfMatrix

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, found)
    return PdfMatrix.from_raw(found)


def _bounds(handle: Any, moved: Callable[[float, float], Point], raw: Any) -> tuple[Point, Point]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    corners = [moved(left.value, bottom.value), moved(right.value, top.value)]
    return (min(x for x, _ in corners), min(y for _, y in corners)), (
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


def _path_rules(handle: Any, moved: Callable[[float, float], Point], raw: Any) -> list[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    stroked = bool(stroke.value) and _coloured(handle, raw.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and _coloured(handle, raw.FPDFPageObj_GetFillColor)
    if not stroked and not filled:
        return []
    matrix = _matrix(handle, raw)
    outlines = _outlines(handle, lambda x, y: moved(*matrix.on_point(x, y)), raw)
    found: list[Rule] = []
    for outline in outlines:
        if stroked:
            found += _edges(outline)
        elif (rule := _thin(_frame(outline))) is not None:
            found.append(rule)
    if filled and not stroked and not found:
        found = _border(outlines)
    return found


def _coloured(handle: Any, colour_of: Callable[..., int]) -> bool:
    """Whether what is painted can be seen on white paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(handle, red, green, blue, alpha):
        return True
    return bool(alpha.value) and min(red.value, green.value, blue.value) < _WHITE


def _outlines(handle: Any, moved: Callable[[float, float], Point], raw: Any) -> list[list[Point]]:
    """The straight outlines of a path; a curve ends one."""
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[list[Point]] = []
    for at in range(max(0, raw.FPDFPath_CountSegments(handle))):
        segment = raw.FPDFPath_GetPathSegment(handle, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        point = moved(x.value, y.value)
        if kind == raw.FPDF_SEGMENT_LINETO and found:
            found[-1].append(point)
        else:
            found.append([point])
        if raw.FPDFPathSegment_GetClose(segment) and len(found[-1]) > 1:
            found[-1].append(found[-1][0])
    return [outline for outline in found if len(outline) > 1]


def _edges(outline: list[Point]) -> list[Rule]:
    found = []
    for (x0, y0), (x1, y1) in itertools.pairwise(outline):
        if abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT:
            found.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found


def _border(outlines: list[list[Point]]) -> list[Rule]:
    """The sides of a frame that is filled between an outer and an inner box."""
    if len(outlines) != 2:
        return []
    (one, other), (inner, outer) = map(_frame, outlines)
    apart = [abs(a - b) for a, b in zip((*one, *other), (*inner, *outer), strict=True)]
    return _edges(outlines[0]) if max(apart) <= _THIN else []


def _frame(outline: list[Point]) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _thin(box: tuple[Point, Point]) -> Rule | None:
    """The line in the middle of a thin box."""
    (x0, y0), (x1, y1) = box
    if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    if x1 - x0 <= _THIN and y1 - y0 > x1 - x0:
        return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    return None


def _within(box: tuple[Point, Point], width: float, height: float) -> tuple[Point, Point]:
    (x0, y0), (x1, y1) = box
    return (max(x0, 0.0), max(y0, 0.0)), (min(x1, width), min(y1, height))


def _on_page(rule: Rule, width: float, height: float) -> bool:
    return rule.x1 >= -1 and rule.y1 >= -1 and rule.x0 <= width + 1 and rule.y0 <= height + 1
