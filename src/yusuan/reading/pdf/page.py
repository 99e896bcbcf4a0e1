"""A page of a PDF as glyphs, ruling lines and pictures, upright whatever way the file turns it. Uses PDFium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from yusuan.reading.geometry.page import Glyph, Page
from yusuan.reading.pdf.ruling_lines import Point, drawn

_LEVEL = 3.0
"""Degrees that a line of text may slope and still count as level; what slopes more is a watermark."""
_MOST_CHARACTERS = 60_000
"""Characters of one page: a disclosure's fullest pages hold three thousand."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """What PDFium says of a page: what was read, the boxes of its pictures, how many characters have no meaning that the
    file tells, how many curves and other drawings it holds, and whether some of it was left out."""

    page: Page
    pictures: tuple[tuple[Point, Point], ...]
    unreadable: int
    drawings: int
    cut: bool


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    x: float
    y: float
    box: tuple[float, float, float, float]
    size: float
    width: float
    angle: float
    spaced: bool
    end: float | None = None
    """Where a space that is printed right after it begins: as far as the file's own widths say that it reaches."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From a page's own coordinates to points from the top left corner of the page as it is looked at."""

    left: float
    bottom: float
    width: float
    height: float
    degrees: int

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is looked at."""
        u, v = x - self.left, y - self.bottom
        if self.degrees == 90:
            return v, u
        if self.degrees == 180:
            return self.width - u, v
        if self.degrees == 270:
            return self.height - v, self.width - u
        return u, self.height - v

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is looked at."""
        return (self.height, self.width) if self.degrees in (90, 270) else (self.width, self.height)


def read_page(pdf: Any, index: int) -> RawPage:
    """The page ``index`` (0-based) of a PDFium document. Raises PdfiumError for one that cannot be loaded."""
    page = pdf[index]
    try:
        text = page.get_textpage()
        try:
            signs, unreadable, cut = _signs(text)
        finally:
            text.close()
        turn = _turn(page, signs)
        drawing = drawn(page, turn)
    finally:
        page.close()
    glyphs, slanted = _glyphs(signs, turn)
    width, height = turn.size
    read = Page(index + 1, width, height, tuple(glyphs), drawing.rules, slanted)
    return RawPage(read, drawing.pictures, unreadable, drawing.others, cut or drawing.cut)


def _turn(page: Any, signs: list[_Sign]) -> Turn:
    """Most of the text decides which way is up; a page without text is turned as the file says."""
    left, bottom, right, top = page.get_cropbox()
    degrees = page.get_rotation() % 360
    angles = Counter(round(sign.angle / 90) * 90 % 360 for sign in signs if _straight(sign.angle))
    if angles:
        angle, count = angles.most_common(1)[0]
        if count >= 0.6 * sum(angles.values()):
            degrees = angle
    return Turn(left, bottom, right - left, top - bottom, degrees)


def _straight(angle: float) -> bool:
    return abs((angle + 45) % 90 - 45) <= _LEVEL


def _signs(text: Any) -> tuple[list[_Sign], int, bool]:
    import pypdfium2.raw as raw

    found: list[_Sign] = []
    unreadable, spaced, pending = 0, False, 0
    x, y, matrix, box = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX(), raw.FS_RECTF()
    count = text.count_chars()
    for at in range(min(count, _MOST_CHARACTERS)):
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00) if pending else 0
        pending = 0
        character = "-" if raw.FPDFText_IsHyphen(text, at) == 1 else _regular(code)
        if character.isspace():
            if found and not spaced:
                raw.FPDFText_GetCharOrigin(text, at, x, y)
                found[-1] = _ended(found[-1], x.value, y.value)
            spaced = True
            continue
        if not character or raw.FPDFText_HasUnicodeMapError(text, at) == 1:
            unreadable += 1
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetMatrix(text, at, matrix)
        raw.FPDFText_GetLooseCharBox(text, at, box)
        size = raw.FPDFText_GetFontSize(text, at)
        found.append(
            _Sign(
                character,
                x.value,
                y.value,
                (box.left, box.bottom, box.right, box.top),
                abs(size * math.hypot(matrix.c, matrix.d)) or 1.0,
                abs(size * math.hypot(matrix.a, matrix.b)) or 1.0,
                math.degrees(math.atan2(matrix.b, matrix.a)),
                spaced,
            )
        )
        spaced = False
    return found, unreadable, count > _MOST_CHARACTERS


def _ended(sign: _Sign, x: float, y: float) -> _Sign:
    """``sign`` with the place of the space after it, where that stands on its line within two characters."""
    after = sign.angle == 0 and abs(y - sign.y) < 0.01 * sign.size and 0 < x - sign.x <= 2 * sign.size
    return replace(sign, end=x) if after else sign


def _regular(code: int) -> str:
    """The character of a code: radicals that a font puts for the ideographs they look like are those ideographs; what
    no code stands for is nothing."""
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", chr(code))
    if code < 0x20 or 0xE000 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE, 0xFFFF, 0xAD) or code > 0x10FFFF:
        return " " if code in (0x09, 0x0A, 0x0D) else ""
    return chr(code)


def _glyphs(signs: list[_Sign], turn: Turn) -> tuple[list[Glyph], int]:
    """The glyphs on the turned page, none twice, and how many slanted characters are left out."""
    width, height = turn.size
    found: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    slanted = 0
    for sign in signs:
        if not _straight(sign.angle):
            slanted += 1
            continue
        glyph = _glyph(sign, turn)
        if not (-1 <= glyph.x0 <= width + 1 and -1 <= glyph.y <= height + glyph.size):
            continue
        if not _printed_before(glyph, seen):
            found.append(glyph)
    return found, slanted


def _glyph(sign: _Sign, turn: Turn) -> Glyph:
    left, bottom, right, top = sign.box
    xs, ys = zip(turn(left, bottom), turn(right, top), strict=True)
    if round(sign.angle / 90) * 90 % 360 != turn.degrees:
        return Glyph(sign.text, min(xs), max(xs), max(ys) - 0.12 * sign.size, sign.size, sign.spaced)
    x0, y = turn(sign.x, sign.y)
    x1 = max(max(xs), x0)
    if sign.end is not None and turn.degrees == 0:
        x1 = turn(sign.end, sign.y)[0]
    elif unicodedata.east_asian_width(sign.text[0]) in "WF" and not 0.9 < (x1 - x0) / sign.width < 1.1:
        x1 = x0 + sign.width
    return Glyph(sign.text, x0, x1, y, sign.size, sign.spaced)


def _printed_before(glyph: Glyph, seen: dict[tuple[str, int, int], list[Glyph]]) -> bool:
    """Whether the same character stands at the same place: printed twice to look bold."""
    near = 0.2 * glyph.size
    column, row = int(glyph.x0 // 4), int(glyph.y // 4)
    for key in _around(glyph.text, column, row):
        for other in seen.get(key, ()):
            if abs(other.x0 - glyph.x0) < near and abs(other.y - glyph.y) < near:
                return True
    seen.setdefault((glyph.text, column, row), []).append(glyph)
    return False


def _around(text: str, column: int, row: int) -> Iterator[tuple[str, int, int]]:
    for right in (-1, 0, 1):
        for down in (-1, 0, 1):
            yield text, column + right, row + down
