"""Glossary sections (名词解释) → terms: "基本支出是指…", "4、基本支出：指…", or a heading with paragraphs below."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yusuan.extraction.outline import Section
from yusuan.extraction.stated import clean_at, span_of, text_of
from yusuan.model.disclosure import GlossaryTerm, Stated
from yusuan.model.document import Document, Heading, Paragraph
from yusuan.values.clean import CleanText
from yusuan.values.ordinals import leading_ordinal

_TERM = re.compile(
    r"(?P<name>[^，。；：:]{2,40}?)(?:[：:]\s*(?=\S)|\s*(?:，?是指|指(?!标|导|定|挥)|(?=反映)))(?:，?是?指(?!标|导|定|挥))?"
)

_MEANS = re.compile(r"是?指(?!标|导|定|挥)")


def terms(document: Document, sections: Iterable[Section]) -> tuple[GlossaryTerm, ...]:
    """The terms of the sections in order."""
    found: list[GlossaryTerm] = []
    for section in sections:
        heading: CleanText | None = None
        for block in section.blocks:
            if not isinstance(block, Heading | Paragraph):
                continue
            text = _without_ordinal(clean_at(document, block.span))
            if isinstance(block, Heading):
                heading = text
                continue
            term = _term(document, text, heading)
            if term is not None:
                found.append(term)
    return tuple(found)


def _term(document: Document, text: CleanText, heading: CleanText | None) -> GlossaryTerm | None:
    match = _TERM.match(text.text)
    name = text.piece(*match.span("name")) if match else heading
    if name is None or not name.text:
        return None
    begins = match or _MEANS.match(text.text)
    rest = text.piece(begins.end(), len(text.text)) if begins else text
    if not rest.text:
        return None
    stated = Stated(name.text.strip(), (span_of(name, 0, len(name.text)),))
    return GlossaryTerm(stated, text_of(document, rest))


def _without_ordinal(text: CleanText) -> CleanText:
    ordinal = leading_ordinal(text.text)
    return text.piece(ordinal.length, len(text.text)) if ordinal else text
