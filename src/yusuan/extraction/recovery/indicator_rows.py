"""The rows of indicators of a recovered form: cells of a known width, or running text between the levels, cut into name,
description and targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from yusuan.extraction.recovery.vocabulary import form_words, is_level
from yusuan.model.document import Document, Span

_REGIONS = re.compile(r"(?:[一-鿿]{1,4}?[县市区旗]){2,}\Z")
_REGION = re.compile(r"[一-鿿]{1,4}?[县市区旗]")
_SAME = re.compile(r"(?P<one>[<>=≥≤]{1,2}\d[\d.]*(?:%|‰)?)(?P=one)*")
_TOLD = re.compile(r"解释|说明|描述|内容|标准")
"""What heads a column of descriptions."""
Piece = tuple[Span, str]


def indicator_rows(document: Document, pieces: Sequence[Piece], header: Sequence[str]) -> list[list[Span]]:
    """Rows below a ``header`` (labels); ``pieces`` are (span, label) with the label "|" for running text."""
    width = len(header)
    if not any(label == "|" for _, label in pieces):
        return [[span for span, _ in pieces[at : at + width]] for at in range(0, len(pieces), width)]
    rows: list[list[Span]] = []
    regions: list[Span] = []
    if pieces[0][1] == "|" and _REGIONS.match(document.words(pieces[0][0])):
        start = pieces[0][0].start
        regions = [
            Span(start + m.start(), start + m.end()) for m in _REGION.finditer(document.words(pieces[0][0]))
        ]
        rows.append([*[_blank(start)] * (width - 1), *regions])
        pieces = pieces[1:]
    levels: list[Span] = []
    fresh = True
    for span, label in pieces:
        if is_level(label):
            levels = [*([] if fresh else levels), span]
            fresh = False
            continue
        fresh = True
        evaluated = _evaluated(document, span, header)
        for cells in evaluated:
            rows.append(
                [
                    *[_blank(span.start)] * max(0, width - len(cells) - len(levels) - _behind(header)),
                    *levels,
                    *cells,
                ]
            )
        for name, description, targets in [] if evaluated else _indicators(document, span, len(regions)):
            told = (
                [name, description] if any(_TOLD.search(word) for word in header) else [name.to(description)]
            )
            before = width - 1 - len(told) - len(levels)
            rows.append([*[_blank(span.start)] * max(0, before), *levels, *told, *targets])
    return rows


def _indicators(document: Document, span: Span, regions: int) -> list[tuple[Span, Span, list[Span]]]:
    """(name, description, targets) of each indicator in the running text ``span``."""
    text = document.words(span)
    found = []
    at = 0
    while at < len(text):
        match = form_words().row.match(text, at)
        if match is None or match.end() == at:
            break
        name, description, target = (
            Span(span.start + match.start(group), span.start + match.end(group))
            if match[group]
            else _blank(span.start + match.end("name"))
            for group in ("name", "description", "target")
        )
        end = match.end()
        targets = [target]
        if regions and match["target"]:
            targets, end = _by_region(text, match.start("target"), regions, span.start)
            end = end or match.end()
        found.append((name, description, targets))
        at = end
    return found


def _evaluated(document: Document, span: Span, header: Sequence[str]) -> list[list[Span]]:
    """The cells name, target, value reached, weight and score of each indicator of a self-evaluation in running text,
    where the header holds these: 适配辅具数量≥320件331件2525. Weight and score are told apart as the two numbers that are nearest,
    the score not above the weight."""
    asked = (
        [bool(_REACHED.search(label)) for label in header],
        [bool(_POINTS.search(label)) for label in header],
    )
    if not any(asked[0]) or sum(asked[1]) != 2:
        return []
    text, found, at = document.words(span), [], 0
    while at < len(text):
        match = form_words().evaluated.match(text, at)
        cut = _points(match["points"]) if match else None
        if match is None or cut is None:
            return []
        groups = ("target", "actual") if match["target"] else ("word", "again")
        spans = [match.span("name"), *map(match.span, groups)]
        start, end = match.span("points")
        spans += [(start, start + cut), (start + cut, end)]
        found.append([Span(span.start + a, span.start + b) for a, b in spans])
        at = match.end()
    return found


def _points(text: str) -> int | None:
    """Where the weight ends and the score begins in their digits: 2524.5."""
    cuts = []
    for at in range(1, len(text)):
        weight, score = text[:at], text[at:]
        if _NUMBER.fullmatch(weight) and _NUMBER.fullmatch(score) and float(weight) >= float(score):
            cuts.append((float(weight) - float(score), at))
    return min(cuts)[1] if cuts else None


def _behind(header: Sequence[str]) -> int:
    """How many columns stand behind the last one of points."""
    return (
        len(header)
        - 1
        - max((at for at, label in enumerate(header) if _POINTS.search(label)), default=len(header) - 1)
    )


_REACHED = re.compile(r"完成值|实际值")
_POINTS = re.compile(r"分值|权重|得分|自评分")
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,2})?")


def _by_region(text: str, at: int, regions: int, base: int) -> tuple[list[Span], int]:
    """The targets of each region, printed one after the other: 2312222, or >=95%>=95%."""
    same = _SAME.match(text, at)
    if same:
        size = len(same["one"])
        if (same.end() - at) // size >= regions:
            ends = [at + size * i for i in range(regions + 1)]
            return [Span(base + a, base + b) for a, b in pairwise(ends)], ends[-1]
    digits = re.match(rf"\d{{{regions}}}(?!\d)", text[at:])
    if digits:
        return [Span(base + at + i, base + at + i + 1) for i in range(regions)], at + regions
    return [Span(base + at, base + at)], 0


def _blank(at: int) -> Span:
    return Span(at, at)
