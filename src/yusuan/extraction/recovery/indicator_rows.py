"""Running text below a header, cut at its levels → the rows of indicators: name, description, target and points told apart by
what they are. Text that the columns of the header do not explain to its end is said to be lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from yusuan.extraction.recovery.cells import Fragment, blank_at
from yusuan.extraction.recovery.vocabulary import cutting_words
from yusuan.extraction.tables.alignment import level_depth
from yusuan.model.document import Document, Span
from yusuan.values.units import units

_REGIONS = re.compile(r"(?:[一-鿿]{1,4}?[县市区旗]){2,}\Z")
_REGION = re.compile(r"[一-鿿]{1,4}?[县市区旗]")
_SAME = re.compile(r"(?P<one>[<>=≥≤]{1,2}\d[\d.]*(?:%|‰)?)(?P=one)*")
_LEVELS = ("level1", "level2")
_SPARE = ("", "ignore", "basis", "shortfall", "content")
"""Columns that may be blank in every row: in running text nothing stands for them."""
_BEHIND = ("basis", "shortfall", "content")
"""Columns of words behind a target: what stands there in running text may as well be the next name."""
_CUT = ("name", "description", "operator", "target", "target_unit", "actual", "weight", "score")
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,2})?")
_SIGNS = "<>=≥≤＞＜＝≧≦"


@dataclass(slots=True)
class _Rows:
    """The rows while they are read: the columns by kind, the levels in force, the regions that the targets are of."""

    document: Document
    kinds: Sequence[str]
    rows: list[list[Span]]
    regions: list[Span]
    levels: list[Fragment]
    filled: bool = False
    """Whether words stand in a column behind the target: then the name of a second indicator may begin with them."""

    def take(self, span: Span) -> Span | None:
        """Take in the indicators of the running text ``span``; what of it is none."""
        pattern = _row(tuple(self.kinds))
        text, at = self.document.words(span), 0
        if pattern is None or (not self.levels and any(kind in _LEVELS for kind in self.kinds)):
            return span
        while at < len(text):
            match = pattern.match(text, at)
            if match is None or match.end() == at:
                return Span(span.start + at, span.end)
            found = {kind: _inside(match, kind) for kind in match.groupdict() if match[kind]}
            if at and self._words_behind() and (self.filled or match.start("target") == len(text)):
                self.filled = True
                return Span(span.start + at, span.end)
            end = match.end()
            points = found.pop("points", None)
            if points is not None:
                cut = _points(text[points[0] : points[1]])
                if cut is None:
                    return Span(span.start + at, span.end)
                found["weight"] = (points[0], points[0] + cut)
                found["score"] = (points[0] + cut, points[1])
            targets = [found["target"]] if "target" in found else []
            if self.regions and targets:
                targets, behind = _by_region(text, targets[0][0], len(self.regions))
                end = behind or end
            self._row(span.start, found, targets)
            at = end
        return None

    def _words_behind(self) -> bool:
        """Whether a column behind the target holds words."""
        return any(kind in _BEHIND for kind in self.kinds[self.kinds.index("target") :])

    def _row(self, base: int, found: dict[str, tuple[int, int]], targets: Sequence[tuple[int, int]]) -> None:
        name = found["name"]
        if "description" in found and "description" not in self.kinds:
            name = (name[0], found["description"][1])
        row = [blank_at(Span(base + name[0], base + name[1]))] * len(self.kinds)
        for fragment in self.levels:
            row[self._level(fragment)] = fragment.span
        for kind, place in (found | {"name": name}).items():
            if kind in self.kinds:
                row[self.kinds.index(kind)] = Span(base + place[0], base + place[1])
        at = self.kinds.index("target")
        self.rows.append([*row[:at], *(Span(base + a, base + b) for a, b in targets or [(name[1],) * 2]), *row[at + 1 :]])

    def _level(self, fragment: Fragment) -> int:
        columns = [at for at, kind in enumerate(self.kinds) if kind in _LEVELS]
        return columns[min(len(columns), max(1, level_depth(fragment.label))) - 1]


def indicator_rows(
    document: Document, fragments: Sequence[Fragment], kinds: Sequence[str]
) -> tuple[list[list[Span]], list[Span]]:
    """The rows of ``fragments`` (levels, and running text between them) below a header of these ``kinds``, and what could not
    be cut."""
    if not {"name", "target"} <= set(kinds):
        return [], [fragments[0].span.to(fragments[-1].span)]
    told = _Rows(document, kinds, [], [], [])
    lost = _take_all(told, fragments)
    if told.filled:
        told = _Rows(document, kinds, [], [], [], filled=True)
        lost = _take_all(told, fragments)
    return told.rows, lost


def _take_all(told: _Rows, fragments: Sequence[Fragment]) -> list[Span]:
    """Take in the regions, the levels and the running text in order; what of them could not be cut."""
    lost: list[Span] = []
    if _REGIONS.match(told.document.words(fragments[0].span)):
        told.regions = _regions(told.document, fragments[0].span)
        told.rows.append([*[blank_at(fragments[0].span)] * (len(told.kinds) - 1), *told.regions])
        fragments = fragments[1:]
    fresh = True
    for fragment in fragments:
        if not fragment.running:
            told.levels = [*([] if fresh else told.levels), fragment]
            fresh = False
            continue
        fresh = True
        left = told.take(fragment.span)
        lost += [left] if left else []
    return lost


def _inside(match: re.Match[str], kind: str) -> tuple[int, int]:
    """The place of a group without white space at its ends."""
    words, (start, end) = match[kind], match.span(kind)
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _regions(document: Document, span: Span) -> list[Span]:
    return [
        Span(span.start + m.start(), span.start + m.end()) for m in _REGION.finditer(document.words(span))
    ]


@lru_cache(maxsize=64)
def _row(kinds: tuple[str, ...]) -> re.Pattern[str] | None:
    """One indicator in running text below a header of these ``kinds``; ``None`` where nothing could tell its cells apart."""
    inner = [kind for kind in kinds if kind not in _LEVELS and kind not in _SPARE]
    if [kind for kind in _CUT if kind in inner] != inner:
        return None
    said = cutting_words()
    describes, plain = "|".join(said["describes"]), "|".join(said["qualitative"])
    unit = "|".join(map(re.escape, units()))
    name = rf"(?P<name>[^\d{_SIGNS}。；]{{2,40}}?)"
    if "actual" in inner:
        value = rf"[{_SIGNS}]{{0,2}}\d[\d.]*(?:{unit})"
        points = r"(?P<points>\d[\d.]*)" if {"weight", "score"} <= set(inner) else r"(?P<weight>\d[\d.]*)"
        if not {"weight", "score"} & set(inner):
            return None
        both = rf"(?:(?P<target>{value})(?P<actual>{value})|(?P<word>[一-鿿]{{2,8}})(?P<again>(?P=word)))"
        return re.compile(name + both + points)
    if "weight" in inner:
        return re.compile(rf"{name}(?P<target>[{_SIGNS}]{{0,2}}\d[\d.]*(?:{unit}))(?P<weight>\d{{1,3}}(?:\.\d)?)(?!\d)")
    if "operator" in inner:
        return re.compile(
            rf"{name}(?P<operator>[{_SIGNS}]{{1,2}})(?P<target>\d[\d.]*)(?P<target_unit>{unit})"
            if "target_unit" in inner
            else rf"{name}(?P<operator>[{_SIGNS}]{{1,2}})(?P<target>\d[\d.]*(?:{unit})?)"
        )
    return re.compile(
        rf"{name}(?P<description>(?:{describes})[^\d{_SIGNS}]{{0,80}}?)?"
        rf"(?P<target>{said['dates']}|[{_SIGNS}]{{1,2}}\s*\d[\d.]*(?:{unit})?|\d[\d.]*(?:{unit})?"
        rf"|(?:{plain})(?=\Z|[一-鿿]{{2,30}}?(?:{describes}))|[{_SIGNS}]{{1,2}}\Z|\Z)"
    )


def _points(text: str) -> int | None:
    """Where the weight ends and the score begins in their digits, 2524.5: the two numbers that are nearest, the score not
    above the weight."""
    cuts = []
    for at in range(1, len(text)):
        weight, score = text[:at], text[at:]
        if _NUMBER.fullmatch(weight) and _NUMBER.fullmatch(score) and float(weight) >= float(score):
            cuts.append((float(weight) - float(score), at))
    return min(cuts)[1] if cuts else None


def _by_region(text: str, at: int, regions: int) -> tuple[list[tuple[int, int]], int]:
    """The targets of each region, printed one after the other (2312222, or >=95%>=95%), and the index after them; 0 where
    they cannot be told apart."""
    same = _SAME.match(text, at)
    if same:
        size = len(same["one"])
        if (same.end() - at) // size >= regions:
            ends = [at + size * i for i in range(regions + 1)]
            return [*pairwise(ends)], ends[-1]
    if re.match(rf"\d{{{regions}}}(?!\d)", text[at:]):
        return [(at + i, at + i + 1) for i in range(regions)], at + regions
    return [(at, at)], 0
