"""A form in one line → its table, and the paragraphs around it: cut at the spaces between its cells, or by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from yusuan.extraction.recovery.assemble import form_of, header_from
from yusuan.extraction.recovery.cells import Fragment, is_number, trimmed
from yusuan.extraction.recovery.forms import forms_in
from yusuan.extraction.recovery.pairs import MONTH
from yusuan.extraction.recovery.running_words import cut, like_form
from yusuan.extraction.recovery.vocabulary import Vocabulary, closes, is_name, told_by
from yusuan.extraction.stated import normal
from yusuan.model.document import Block, Document, Paragraph, Span, Table

_WORD = re.compile(r"\S+")
_LEAST_WORDS = 6
_LEAST_LINES = 3
_LONGEST_LINE = 120
_SENTENCE_ENDS = ("。", "；", "：")


def flattened(document: Document, block: Paragraph) -> tuple[list[Block], list[Span]]:
    """``block`` as it is, or the paragraphs and tables that forms in one line are, and what of these could not be cut."""
    found = _spaced_forms(document, block.span) or _running_forms(document, block.span)
    return found or ([block], [block.span] if like_form(document, block.span) else [])


def joined(document: Document, run: Sequence[Block]) -> tuple[list[Block], list[Span]] | None:
    """The blocks of a ``run`` with the tables of the forms that they are together, lines of several cells each with spaces or
    nothing between these; ``None`` where they are none."""
    lines = list(takewhile(lambda block: not isinstance(block, Table) and not _ends(document, block), run))
    if len(lines) < _LEAST_LINES:
        return None
    span = lines[0].span.to(lines[-1].span)
    found = _spaced_forms(document, span) or _running_forms(document, span)
    if found is None:
        return None
    blocks, lost = found
    if not any(isinstance(block, Table) for block in blocks):
        return [*run], lost
    start = next(block.span.start for block in blocks if isinstance(block, Table))
    before = [block for block in lines if block.span.end <= start]
    cut_line = _paragraph(document, lines[len(before)].span.start, start)
    return [*before, *cut_line, *_from(blocks, start), *run[len(lines) :]], lost


def _from(blocks: Sequence[Block], start: int) -> list[Block]:
    return [block for block in blocks if block.span.start >= start]


def _ends(document: Document, block: Block) -> bool:
    """Whether a line is no part of a form: what ends forms, or a sentence too long for a cell."""
    words = document.words(block.span)
    return closes(words) or (len(words) > _LONGEST_LINE and words.rstrip().endswith("。"))


def _spaced_forms(document: Document, span: Span) -> tuple[list[Block], list[Span]] | None:
    fragments = _spaced(document, span)
    blocks: list[Block] = []
    lost: list[Span] = []
    at = span.start
    for first, form in forms_in(document, fragments):
        lost += form.lost
        if form.table is not None:
            blocks += [*_paragraph(document, at, fragments[first].span.start), form.table]
            at = form.table.span.end
    return ([*blocks, *_paragraph(document, at, span.end)], lost) if blocks or lost else None


def _running_forms(document: Document, span: Span) -> tuple[list[Block], list[Span]] | None:
    """The tables of the forms in running text and the paragraphs around them, and what of the forms could not be cut."""
    blocks: list[Block] = []
    lost: list[Span] = []
    at = span.start
    while (found := cut(document, Span(at, span.end))) is not None:
        fragments, vocabulary = found
        form = form_of(document, fragments, vocabulary)
        if form.table is None:
            break
        blocks += [*_paragraph(document, at, fragments[0].span.start), form.table]
        lost += form.lost
        at = max(fragments[form.end - 1].span.end, form.table.span.end)
    return ([*blocks, *_paragraph(document, at, span.end)], lost) if blocks else None


def _paragraph(document: Document, start: int, end: int) -> list[Block]:
    span = trimmed(document, Span(start, max(start, end)))
    return [Paragraph(span)] if span.start < span.end else []


def _spaced(document: Document, span: Span) -> list[Fragment]:
    """The cells of running text whose form is lost but for the spaces between cells; none where they tell of no form. Words
    in a row that are neither labels nor numbers nor whole sentences are one cell that was wrapped."""
    words = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(document.words(span))]
    fragments = [Fragment(each, normal(document.words(each))) for each in words]
    first = next((at for at, fragment in enumerate(fragments) if is_name(fragment.label)), len(fragments))
    labels = [fragment.label for fragment in fragments[first:]]
    vocabulary = told_by(labels) if len(labels) >= _LEAST_WORDS else None
    if vocabulary is None or vocabulary.layout.kind == "list":
        return fragments if vocabulary else []
    header, _ = header_from(fragments, 0, vocabulary)
    found: list[Fragment] = []
    for at, fragment in enumerate(fragments):
        last = found[-1] if found else None
        whole = last is None or at >= header or any(_alone(document, each, vocabulary) for each in (last, fragment))
        if whole or last is None or document.words(last.span).endswith(_SENTENCE_ENDS):
            found.append(fragment)
        else:
            joined = last.span.to(fragment.span)
            found[-1] = Fragment(joined, normal(document.words(joined)))
    return found


def _alone(document: Document, fragment: Fragment, vocabulary: Vocabulary) -> bool:
    return (
        vocabulary.names(fragment.label)
        or vocabulary.money(fragment.label) is not None
        or is_number(document.words(fragment.span))
        or MONTH.fullmatch(fragment.label) is not None
        or fragment.label in "—-－/"
    )
