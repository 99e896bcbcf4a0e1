"""Sections of numbered prose → clauses: duties, overall goals, safeguards. One clause a numbered paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from yusuan.extraction.sections import Section
from yusuan.extraction.stated import clean_at, text_at
from yusuan.model.disclosure import Clause
from yusuan.model.document import Document, Heading, Paragraph, Span
from yusuan.values.ordinals import leading_ordinal

_INTRODUCES = re.compile(r"(?:如下|职责是|职责为|职责|职能|包括|主要是)[:：]$")
_LABEL = re.compile(r"^(?:部门|主要|单位)?(?:职责|职能)[:：]\s*(?=\S)")


def clauses(document: Document, sections: Iterable[Section]) -> tuple[Clause, ...]:
    """The clauses of the sections in order, counted from 1; the printed number is not part of the text.

    Where some paragraphs are numbered, one that is not goes on with the clause before it; a sentence that only
    introduces the list is none.
    """
    found: list[list[Span]] = []
    for section in sections:
        found += _grouped(document, [b for b in section.blocks if isinstance(b, Heading | Paragraph)])
    return tuple(Clause(ordinal, text_at(document, *spans)) for ordinal, spans in enumerate(found, 1))


def _grouped(document: Document, blocks: Sequence[Heading | Paragraph]) -> list[list[Span]]:
    levels = [_level(document, block.span) for block in blocks]
    numbered = [level for level in levels if level]
    top = min(numbered, default=0)
    groups: list[list[Span]] = []
    for block, level in zip(blocks, levels, strict=True):
        span = _without_ordinal(document, block.span) if level == top else block.span
        if _introduces(document, span):
            continue
        if numbered and groups and level != top:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _level(document: Document, span: Span) -> int:
    ordinal = leading_ordinal(clean_at(document, span).text)
    return ordinal.level if ordinal else 0


def _without_ordinal(document: Document, span: Span) -> Span:
    words = document.words(span)
    ordinal = leading_ordinal(words)
    return Span(span.start + ordinal.length, span.end) if ordinal else span


def _introduces(document: Document, span: Span) -> bool:
    return bool(_INTRODUCES.search(document.words(span).strip()))
