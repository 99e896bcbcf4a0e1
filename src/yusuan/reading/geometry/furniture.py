"""What is printed on a page for the page's sake: page numbers, running headers and footers, level watermarks.

They are told by what they are (a page number) or by standing at the same place on many pages. A unit of amounts is never
one of them: exported tables print it at the same place on every page, and it belongs to each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.reading.geometry.page import TextLine

_DASH = "[-—–－―一~～·•.]"
_NUMBER = re.compile(
    rf"{_DASH}*\s*\d{{1,4}}\s*{_DASH}*|第?\s*\d{{1,4}}\s*页?\s*[/／|,，]?\s*(?:of|共)?\s*\d{{1,4}}\s*页?"
    r"|第\s*[\d一二三四五六七八九十百]{1,5}\s*页(?:\s*[,，/]?\s*共\s*[\d一二三四五六七八九十百]{1,5}\s*页)?"
    r"|Page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    re.I,
)
_BARE = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")
_UNIT = re.compile(r"单\s*位\s*[：:]|[万亿]元")
_EDGE = 0.12
"""The share of a page's height, from either end, in which headers and footers stand."""
_NEAR = 4.0
_LEAST_PAGES = 3


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page that are in no table; its height; whether its first and its last line are the first and last
    thing on it."""

    number: int
    height: float
    lines: tuple[TextLine, ...]
    text_first: bool = True
    text_last: bool = True


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lines to leave out, by page number and place among the page's lines; the words of running headers and footers,
    each once; how many page numbers there are, and how many repeated lines."""

    lines: frozenset[tuple[int, int]]
    running: tuple[str, ...]
    numbers: int
    repeated: int


def furniture(pages: Sequence[PageLines]) -> Furniture:
    """What of the lines of all pages is there for the pages' sake."""
    numbers = _page_numbers(pages)
    repeated = _repeated(pages, numbers)
    words = {(page.number, at): page.lines[at].text for page in pages for at in range(len(page.lines))}
    running = dict.fromkeys(words[place] for place in sorted(repeated))
    return Furniture(frozenset(numbers | repeated), tuple(running), len(numbers), len(repeated))


def _page_numbers(pages: Sequence[PageLines]) -> set[tuple[int, int]]:
    """The outermost lines that are page numbers; a bare number only where it counts with the pages, or, in a document of
    one page, is that page's."""
    marked: set[tuple[int, int]] = set()
    bare: list[tuple[int, int, int]] = []
    for page in pages:
        for at in _outermost(page):
            text = page.lines[at].text.strip()
            if _BARE.fullmatch(text):
                bare.append((page.number, at, int(text)))
            elif _NUMBER.fullmatch(text):
                marked.add((page.number, at))
    offsets = Counter(number - page for page, _, number in bare)
    common = {offset for offset, count in offsets.items() if count >= 2 or (len(pages) <= 2 and offset == 0)}
    return marked | {(page, at) for page, at, number in bare if number - page in common}


def _outermost(page: PageLines) -> list[int]:
    """The first two and last two lines of a page that stand near its edge."""
    found = []
    for at in {0, 1, len(page.lines) - 2, len(page.lines) - 1}:
        if 0 <= at < len(page.lines):
            line = page.lines[at]
            if line.y < _EDGE * page.height or line.y > (1 - _EDGE) * page.height:
                found.append(at)
    return found


def _repeated(pages: Sequence[PageLines], numbers: set[tuple[int, int]]) -> set[tuple[int, int]]:
    places: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for page in pages:
        for at, line in enumerate(page.lines):
            if (page.number, at) in numbers or _UNIT.search(line.text):
                continue
            edge = line.y < _EDGE * page.height or line.y > (1 - _EDGE) * page.height
            text = _DIGITS.sub("#", "".join(line.text.split())) if edge else line.text + "\n"
            places[
                text, round((line.y if line.y < page.height / 2 else line.y - page.height) / _NEAR)
            ].append((page.number, at))
    found: set[tuple[int, int]] = set()
    for (text, height), here in places.items():
        near = [*here, *places.get((text, height - 1), ()), *places.get((text, height + 1), ())]
        share = 0.6 if text.endswith("\n") else 0.3
        if len({page for page, _ in near}) >= max(_LEAST_PAGES, share * len(pages)):
            found.update(here)
    return found
