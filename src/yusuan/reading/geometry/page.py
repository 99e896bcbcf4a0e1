"""What stands where on a page: glyphs, ruling lines and lines of text, in points from the top left corner.

A PDF and a scanned picture are both brought to a ``Page``; everything after that is the same for them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: its left and right edge, its baseline, its size, whether a space was printed before it,
    and how surely a machine read it (``None`` where none had to)."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool = False
    confidence: float | None = None

    @property
    def middle(self) -> float:
        """The height of the character's middle."""
        return self.y - 0.36 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight level or upright line, from its top left end to the other."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def upright(self) -> bool:
        """Whether the line runs from top to bottom."""
        return self.y1 - self.y0 > self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is read: 1-based number, size, what is printed on it, and how many slanted characters (of a
    watermark) were left out."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    slanted: int = 0


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def top(self) -> float:
        """The height at which the line's characters begin."""
        return self.y - 0.86 * self.size

    @property
    def confidence(self) -> float | None:
        """The mean confidence of a line that a machine read."""
        sure = [each.confidence for each in self.glyphs if each.confidence is not None]
        return fmean(sure) if sure else None


def text_line(glyphs: Sequence[Glyph]) -> TextLine:
    """The line of ``glyphs``, which stand on one baseline."""
    ordered = tuple(sorted(glyphs, key=lambda each: each.x0))
    largest = max(each.size for each in ordered)
    base = [each.y for each in ordered if each.size > 0.8 * largest]
    return TextLine(ordered, text_of(ordered), ordered[0].x0, max(g.x1 for g in ordered), max(base), largest)


def text_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines that ``glyphs`` make, from top to bottom. Characters of two fonts may stand a little apart in height."""
    found: list[list[Glyph]] = []
    middle, size, count = 0.0, 0.0, 0
    for glyph in sorted(glyphs, key=lambda each: each.middle):
        if found and glyph.middle - middle <= 0.5 * max(glyph.size, size):
            found[-1].append(glyph)
            count += 1
            middle += (glyph.middle - middle) / count
            size = max(size, glyph.size)
        else:
            found.append([glyph])
            middle, size, count = glyph.middle, glyph.size, 1
    return [text_line(line) for line in found]


def runs(line: TextLine, gap: float) -> list[TextLine]:
    """The pieces of ``line`` that stand at least ``gap`` times the character size apart."""
    pieces: list[list[Glyph]] = []
    end = 0.0
    for glyph in line.glyphs:
        if pieces and glyph.x0 - end < gap * min(glyph.size, line.size):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
        end = max(end, glyph.x1) if len(pieces[-1]) > 1 else glyph.x1
    return [text_line(piece) for piece in pieces]


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The words of glyphs from left to right, with a space where one is printed or the gap is one."""
    words: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _space_between(before, glyph):
            words.append(" ")
        words.append(glyph.text)
        before = glyph
    return "".join(words)


def _space_between(before: Glyph, after: Glyph) -> bool:
    gap = (after.x0 - before.x1) / min(before.size, after.size)
    wide = wide_sign(before.text[-1]) + wide_sign(after.text[0])
    if wide == 2:
        return gap > 0.8
    if wide == 1:
        return gap > 1.0 or (after.spaced and gap > 0.12)
    return gap > 0.3 or (after.spaced and gap > 0.05)


@lru_cache(maxsize=4096)
def wide_sign(character: str) -> bool:
    """Whether a character fills a square: Chinese writing and its punctuation."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"


def first_unit(line: TextLine) -> float:
    """How wide the beginning of ``line`` is that no printer breaks off: a number, a word, a character with what may not
    begin a line."""
    end = line.glyphs[0].x1
    for before, after in zip(line.glyphs, line.glyphs[1:], strict=False):
        bound = after.text[0] in NEVER_FIRST or before.text[-1] in _NEVER_LAST
        word = not (wide_sign(before.text[-1]) or wide_sign(after.text[0]) or after.spaced)
        if not (bound or word):
            break
        end = max(end, after.x1)
    return end - line.x0


NEVER_FIRST = frozenset("，。、；：！？）》】」』”’…—%％,.;:!?)]")
"""What no printer begins a line with if it can help it."""
_NEVER_LAST = frozenset("（《【「『“‘([")


def joined(before: str, after: str, *, filled: bool) -> str:
    """Two lines of a cell or paragraph as one text; a printed number or word that the width broke is whole again."""
    if not before or not after:
        return before + after
    left, right = before[-1], after[0]
    if wide_sign(left) or wide_sign(right):
        return before + after
    if filled and (not left.isalpha() or not right.isalpha()):
        return before + after
    return f"{before} {after}"
