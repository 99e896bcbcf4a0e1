"""Which pages of a PDF, or which pictures on them, hold their words only as an image? Those are read by machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from yusuan.reading.geometry.page import Glyph, Page
from yusuan.reading.pdf.page import RawPage
from yusuan.reading.pdf.ruling_lines import Point
from yusuan.reading.scans.ocr import MOST_SCANNED, installed, read_picture

_FEW = 40
"""Characters on a page that a scanner, or a header printed over a scan, may have left as text."""
_COVERED, _LARGE = 0.35, 0.08
"""Shares of a page that pictures cover: on a scanned page together, and of one that may show a table."""
_DRAWN = 300
"""Curves and shapes on a page whose letters are drawn as outlines."""
_DOTS = 200 / 72
_MOST_PIXELS = 2_600

PixelBox = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Machine:
    """The pages of a file after pictures were read, the numbers of those that a machine read, and of those with pictures
    that it should have read: ``missing`` as nothing is installed that can, ``more`` as they are too many."""

    pages: tuple[Page, ...]
    read: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    more: tuple[int, ...] = ()


def machine_read(pdf: Any, raw: Sequence[RawPage]) -> Machine:
    """The pages ``raw`` of a PDFium document, with what their pictures say."""
    pages = [each.page for each in raw]
    wanted = [at for at, each in enumerate(raw) if is_scanned(each) or _large_pictures(each)]
    if not wanted:
        return Machine(tuple(pages))
    if not installed():
        return Machine(tuple(pages), missing=tuple(at + 1 for at in wanted))
    for at in wanted[:MOST_SCANNED]:
        pages[at] = _read(pdf, at, raw[at])
    numbers = [at + 1 for at in wanted]
    return Machine(tuple(pages), tuple(numbers[:MOST_SCANNED]), more=tuple(numbers[MOST_SCANNED:]))


def is_scanned(raw: RawPage) -> bool:
    """Whether the words of a page stand on it as a picture, as outlines, or in signs that mean nothing."""
    count = len(raw.page.glyphs)
    if raw.unreadable > 20 and raw.unreadable > count:
        return True
    shown = sum(map(_area, raw.pictures))
    whole = raw.page.width * raw.page.height
    return count <= _FEW and (shown >= _COVERED * whole or (count == 0 and raw.drawings >= _DRAWN))


def _large_pictures(raw: RawPage) -> list[PixelBox]:
    """The pictures of a page that may show a table: large ones that no text is printed over."""
    whole = raw.page.width * raw.page.height
    return [
        box
        for box in raw.pictures
        if _area(box) >= _LARGE * whole and not any(_inside(glyph, box) for glyph in raw.page.glyphs)
    ]


def _area(box: PixelBox) -> float:
    (x0, y0), (x1, y1) = box
    return max(0.0, x1 - x0) * max(0.0, y1 - y0)


def _inside(glyph: Glyph, box: PixelBox) -> bool:
    (x0, y0), (x1, y1) = box
    return x0 <= (glyph.x0 + glyph.x1) / 2 <= x1 and y0 <= glyph.middle <= y1


def _read(pdf: Any, at: int, raw: RawPage) -> Page:
    page = pdf[at]
    try:
        width, height = page.get_size()
        scale = min(_DOTS, _MOST_PIXELS / max(width, height))
        picture = page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3].copy()
    finally:
        page.close()
    found = read_picture(picture, at + 1, width, height)
    if is_scanned(raw):
        return _with_printed(found, raw)
    boxes = _large_pictures(raw)
    glyphs = [glyph for glyph in found.glyphs if any(_inside(glyph, box) for box in boxes)]
    rules = [
        rule
        for rule in found.rules
        if any(
            x0 - 1 <= rule.x0 and rule.x1 <= x1 + 1 and y0 - 1 <= rule.y0 and rule.y1 <= y1 + 1
            for (x0, y0), (x1, y1) in boxes
        )
    ]
    return replace(raw.page, glyphs=(*raw.page.glyphs, *glyphs), rules=(*raw.page.rules, *rules))


def _with_printed(found: Page, raw: RawPage) -> Page:
    """What a machine read on a scanned page, and the little that is printed over it as text, which needs no machine: a
    font that is not in the file shows as boxes (see ``fonts``)."""
    printed = raw.page.glyphs
    if raw.unreadable > len(printed) or (found.width, found.height) != (raw.page.width, raw.page.height):
        return found
    read = [glyph for glyph in found.glyphs if not any(_on(glyph, each) for each in printed)]
    return replace(found, glyphs=(*printed, *read))


def _on(glyph: Glyph, other: Glyph) -> bool:
    return (
        min(glyph.x1, other.x1) - max(glyph.x0, other.x0) > 0
        and abs(glyph.middle - other.middle) < 0.6 * other.size
    )
