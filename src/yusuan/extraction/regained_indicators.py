"""The rows of indicators of a regained form: cells of a known width, or running text between the levels, cut into name,
description and targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from yusuan.extraction.regained_words import form_words, is_level
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
        for name, description, targets in _indicators(document, span, len(regions)):
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
