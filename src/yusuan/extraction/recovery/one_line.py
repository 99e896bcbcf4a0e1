"""A form in one line → its table, and the paragraphs around it: cut at the spaces between its cells, or by its words."""

from __future__ import annotations

import re

from yusuan.extraction.recovery.assemble import Form, form_of, header_from
from yusuan.extraction.recovery.cells import Piece, is_number, trimmed
from yusuan.extraction.recovery.forms import forms_in
from yusuan.extraction.recovery.running_words import cut
from yusuan.extraction.recovery.vocabulary import Vocabulary, told_by
from yusuan.extraction.stated import normal
from yusuan.model.document import Block, Document, Paragraph, Span

_WORD = re.compile(r"\S+")
_LEAST_WORDS = 6
_SENTENCE_ENDS = ("。", "；", "：")


def flattened(document: Document, block: Paragraph) -> tuple[list[Block], list[Span]]:
    """``block`` as it is, or the paragraphs and tables that forms in one line are, and what of these could not be cut."""
    return _spaced_forms(document, block.span) or _running_form(document, block.span) or ([block], [])


def _spaced_forms(document: Document, span: Span) -> tuple[list[Block], list[Span]] | None:
    pieces = _spaced(document, span)
    blocks: list[Block] = []
    lost: list[Span] = []
    at = span.start
    for first, form in forms_in(document, pieces):
        lost += form.lost
        if form.table is not None:
            blocks += [*_paragraph(document, at, pieces[first].span.start), form.table]
            at = form.table.span.end
    return ([*blocks, *_paragraph(document, at, span.end)], lost) if blocks or lost else None


def _running_form(document: Document, span: Span) -> tuple[list[Block], list[Span]] | None:
    found = cut(document, span)
    if found is None:
        return None
    pieces, vocabulary = found
    first = next((at for at, piece in enumerate(pieces) if vocabulary.names(piece.label) and not piece.running), 0)
    form: Form = form_of(document, pieces[first:], vocabulary)
    before = _paragraph(document, span.start, pieces[first].span.start)
    return [*before, *([form.table] if form.table else [])], [*form.lost]


def _paragraph(document: Document, start: int, end: int) -> list[Block]:
    span = trimmed(document, Span(start, max(start, end)))
    return [Paragraph(span)] if span.start < span.end else []


def _spaced(document: Document, span: Span) -> list[Piece]:
    """The cells of running text whose form is lost but for the spaces between cells; none where they tell of no form. Words
    in a row that are neither labels nor numbers nor whole sentences are one cell that was wrapped."""
    words = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(document.words(span))]
    pieces = [Piece(each, normal(document.words(each))) for each in words]
    vocabulary = told_by([piece.label for piece in pieces]) if len(pieces) >= _LEAST_WORDS else None
    if vocabulary is None or vocabulary.layout.kind == "list":
        return pieces if vocabulary else []
    header, _ = header_from(pieces, 0, vocabulary)
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        last = found[-1] if found else None
        whole = last is None or at >= header or any(_alone(document, each, vocabulary) for each in (last, piece))
        if whole or last is None or document.words(last.span).endswith(_SENTENCE_ENDS):
            found.append(piece)
        else:
            joined = last.span.to(piece.span)
            found[-1] = Piece(joined, normal(document.words(joined)))
    return found


def _alone(document: Document, piece: Piece, vocabulary: Vocabulary) -> bool:
    return (
        vocabulary.names(piece.label)
        or vocabulary.money(piece.label) is not None
        or is_number(document.words(piece.span))
        or piece.label in "—-－/"
    )
