"""Numbered goals in a cell or in prose → Clauses: "1、… 2、…" is two, "1、1-6月底…；10月底…" is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.extraction.stated import clean_at, text_of
from yusuan.model.disclosure import Clause
from yusuan.model.document import Document, Span
from yusuan.values.clean import CleanText
from yusuan.values.ordinals import CIRCLED, ordinal_value

_NUMBERS = (
    re.compile(
        r"(?:(?<=[\s。；;，,:：)）])|(?<![\dA-Za-z.．(（]))(\d{1,2})(?:[、．]|[.](?!\d)|[)）](?=\D))\s*"
    ),
    re.compile(r"[(（](\d{1,2})[)）]、?\s*"),
    re.compile(rf"([{CIRCLED}])、?\s*"),
    re.compile(r"(?:绩效|年度)?目标\s*([\d一二三四五六七八九十]{1,2})\s*[:：、.．]\s*"),
)
"""The ways to number goals; the one that begins a text is the one that numbers it."""


def numbered_clauses(document: Document, spans: Sequence[Span]) -> tuple[Clause, ...]:
    """The clauses of the spans in order; a span without numbers is one clause. The numbers are not part of the text."""
    found: list[CleanText] = []
    for span in spans:
        found += split_numbered(clean_at(document, span), len(found) + 1)
    return tuple(
        Clause(ordinal, text_of(document, piece))
        for ordinal, piece in enumerate((p for p in found if p.text), 1)
    )


def split_numbered(text: CleanText, expected: int = 1) -> list[CleanText]:
    """``text`` at its numbers, as far as they count on from ``expected`` (or from 1)."""
    starts: list[tuple[int, int]] = []
    form = next((form for form in _NUMBERS if form.match(text.text)), _NUMBERS[0])
    for match in form.finditer(text.text):
        number = ordinal_value(match.group(1))
        wanted = {expected + len(starts)} | ({1} if not starts else {len(starts) + 1})
        if number in wanted and (starts or match.start() == 0):
            starts.append((match.start(), match.end()))
    if not starts:
        return [text.strip()]
    ends = [start for start, _ in starts[1:]] + [len(text.text)]
    return [text.piece(begin, end).strip() for (_, begin), end in zip(starts, ends, strict=True)]
