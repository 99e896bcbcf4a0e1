"""Printed text made regular for reading, with the way back: every character knows its offset in the source.

Full-width digits and letters become half-width, mark-up left in the text (<p>, $\\geq 5\\%$) goes, and white
space that only a page or a typist put between Chinese words and digits goes. Nothing here interprets the
words; numbers, targets and dates do that on the result.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_TAG = re.compile(
    r"</?(?:p|br|div|span|strong|b|i|u|em|font|td|tr)\b[^<>]{0,200}?/?>|&nbsp;|&emsp;|&ensp;", re.I
)
_MATH = re.compile(r"\$([^$\n]{1,40})\$")
_LATEX = {
    r"\geqslant": "≥",
    r"\leqslant": "≤",
    r"\geq": "≥",
    r"\leq": "≤",
    r"\ge": "≥",
    r"\le": "≤",
    r"\%": "%",
    r"\％": "%",
    r"\times": "×",
    r"\pm": "±",
    r"\sim": "~",
}
_LATEX_WORD = re.compile("|".join(re.escape(word) for word in _LATEX) + r"|\\[a-z]+|[{}]")
_SPACED_DIGITS = re.compile(
    r"(?<![\d.])\d(?: \d){2,}(?![\d.])|(?<=\d) (?=\.\d)|(?<=\d\.) (?=\d)"
    r"|(?<![\d., ])\d{1,3}(?: \d{3})+(?=\.\d|元|[千百万亿])"
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Regular text and, for each of its characters, the offset of the source character it came from."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets (start, end) of ``text[start:end]``; the piece must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def piece(self, start: int, end: int) -> CleanText:
        """The part ``text[start:end]``, still mapped to the source."""
        return CleanText(self.text[start:end], self.offsets[start:end])

    def strip(self, characters: str | None = None) -> CleanText:
        """Without white space (or ``characters``) at both ends."""
        left = len(self.text) - len(self.text.lstrip(characters))
        return self.piece(left, max(left, len(self.text.rstrip(characters))))


_INVISIBLE = frozenset("\ufeff\u200b\u200c\u200d\x00")
_EMPTY = CleanText("", ())


def is_cjk(character: str) -> bool:
    """Whether a character is Chinese writing: an ideograph, or East Asian wide punctuation."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"


def fold(character: str) -> str:
    """Full-width digits, letters and signs of numbers as half-width; every other character as it is.

    One character in, one out, so that offsets hold."""
    code = ord(character)
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A:
        return chr(code - 0xFEE0)
    return _SIGNS.get(character, character)


_SIGNS = {
    "％": "%",
    "．": ".",
    "＋": "+",
    "－": "-",
    "＝": "=",
    "＜": "<",
    "＞": ">",
    "～": "~",
    "＊": "*",
    "\u3000": " ",
    "\xa0": " ",
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
}


def clean(raw: str, base: int = 0, gone: Iterable[tuple[int, int]] = ()) -> CleanText:
    """Regular text of ``raw``; ``base`` is the offset of its first character in the document. The pieces ``gone``
    (start, end in ``raw``) are no part of it: page marks inside a sentence."""
    return _build(raw, base, gone, folding=True)


def plain(raw: str, gone: Iterable[tuple[int, int]] = ()) -> str:
    """``raw`` as a value to keep: mark-up and page cuts gone, white space single, digits as printed."""
    return _build(raw, 0, gone, folding=False).text


def _build(raw: str, base: int, gone: Iterable[tuple[int, int]], *, folding: bool) -> CleanText:
    if not raw:
        return _EMPTY
    pairs = _without_markup(raw)
    left_out = {at for start, end in gone for at in range(start, end)}
    if left_out:
        pairs = [("\n" if at in left_out else character, at) for character, at in pairs]
    if folding:
        pairs = [(fold(character), offset) for character, offset in pairs]
    pairs = _without_idle_space(pairs, folding)
    if folding:
        pairs = _joined_digits(pairs)
    return CleanText("".join(c for c, _ in pairs), tuple(base + o for _, o in pairs))


def _without_markup(raw: str) -> list[tuple[str, int]]:
    if "<" not in raw and "$" not in raw and "&" not in raw:
        return [(character, at) for at, character in enumerate(raw)]
    gone: set[int] = set()
    instead: dict[int, str] = {}
    for match in _TAG.finditer(raw):
        gone.update(range(match.start(), match.end()))
        instead[match.start()] = " "
    for match in _MATH.finditer(raw):
        if "\\" not in match.group(1):
            continue
        gone.update((match.start(), match.end() - 1))
        for word in _LATEX_WORD.finditer(raw, match.start(1), match.end(1)):
            gone.update(range(word.start(), word.end()))
            if word.group() in _LATEX:
                instead[word.start()] = _LATEX[word.group()]
        for at in range(match.start(1), match.end(1)):
            if raw[at].isspace():
                gone.add(at)
    return [
        (instead.get(at, character), at)
        for at, character in enumerate(raw)
        if at in instead or at not in gone
    ]


def _without_idle_space(pairs: list[tuple[str, int]], folding: bool) -> list[tuple[str, int]]:
    """Drop white space beside a wide character (when folding) or between two of them; keep one elsewhere."""
    kept: list[tuple[str, int]] = []
    pairs = [pair for pair in pairs if pair[0] not in _INVISIBLE]
    at = 0
    while at < len(pairs):
        character, offset = pairs[at]
        if not character.isspace():
            kept.append((character, offset))
            at += 1
            continue
        after = at
        while after < len(pairs) and pairs[after][0].isspace():
            after += 1
        if kept and after < len(pairs):
            wide = (is_cjk(kept[-1][0]), is_cjk(pairs[after][0]))
            cut = any(pairs[i][0] == "\n" for i in range(at, after))
            idle = any(wide) if folding or cut else all(wide)
            if not idle:
                kept.append((" ", offset))
        at = after
    return kept


def _joined_digits(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    text = "".join(c for c, _ in pairs)
    gone = {
        match.start() + i
        for match in _SPACED_DIGITS.finditer(text)
        for i, c in enumerate(match.group())
        if c == " "
    }
    return [pair for at, pair in enumerate(pairs) if at not in gone] if gone else pairs
