"""Project forms that came as one cell a line, or as one line: cut into cells by the words of forms, and made tables again.

A label stands before its value; labels that follow one another stand over as many values; the headers of the indicators
(一级指标 …) say how wide the rows below them are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.extraction.recovery.assemble import end_of, first_label, header_at, tables_of
from yusuan.extraction.recovery.one_line import cut, spaced
from yusuan.extraction.recovery.pieces import Piece
from yusuan.extraction.recovery.vocabulary import is_column, is_label
from yusuan.extraction.stated import clean_at, normal
from yusuan.model.document import Block, Document, Heading, Paragraph, Span, Table

_LONGEST_CELL = 300
_GAP = re.compile(r"\s*\n\s*\n\s*")


def stacked(document: Document) -> list[Block]:
    """The blocks of ``document``; runs of one-cell lines that are a form as tables. A table whose rows' width is not known
    (one cell a row) is such a run too."""
    found: list[Block] = []
    run: list[Block] = []
    for block in document.blocks:
        if _one_cell(block):
            run.append(block)
            continue
        found += _made(document, run)
        run = []
        found.append(block)
    return found + _made(document, run)


def flattened(document: Document, block: Paragraph) -> list[Block]:
    """``block`` as it is, or the paragraph and tables that a form in one line is."""
    pieces = spaced(document, block.span) or cut(document, block.span)
    first = first_label(pieces)
    if first is None:
        return [block]
    before = Span(block.span.start, pieces[first].span.start)
    words = document.words(before)
    found: list[Block] = []
    if words.strip():
        found.append(Paragraph(Span(before.start, before.start + len(words.rstrip()))))
    return [*found, *tables_of(document, pieces[first:])]


def _one_cell(block: Block) -> bool:
    if isinstance(block, Table):
        return all(len(row) == 1 for row in block.rows)
    size = block.span.end - block.span.start
    return size <= _LONGEST_CELL and not (isinstance(block, Heading) and block.number)


def _made(document: Document, run: Sequence[Block]) -> list[Block]:
    """The blocks of a run; from the first label to the last cell of the indicators a table where they are a form."""
    pieces: list[Piece] = []
    at: list[int] = []
    for index, block in enumerate(run):
        if pieces and isinstance(block, Paragraph | Heading):
            for span in _blank_lines(document, pieces[-1].span.end, block.span.start):
                pieces.append(Piece(span, ""))
                at.append(index)
        for span in (
            [c.span for c in block.cells()] if isinstance(block, Table) else _cells(document, block.span)
        ):
            pieces.append(Piece(span, normal(clean_at(document, span).text)))
            at.append(index)
    pieces, at = _joined(pieces, at)
    blocks: list[Block] = []
    done = 0  # blocks of the run that are taken
    while (found := _next(document, pieces)) is not None:
        first, end = found
        blocks += [*run[done : at[first]], *tables_of(document, pieces[first:end])]
        done = at[end - 1] + 1
        after = next((each for each in range(end, len(at)) if at[each] >= done), len(at))
        pieces, at = pieces[after:], at[after:]
    return [*blocks, *run[done:]]


def _next(document: Document, pieces: list[Piece]) -> tuple[int, int] | None:
    """Where the next form begins and ends in ``pieces``; one whose header follows is not looked at."""
    header, width = header_at(pieces, 0)
    if header is None:
        return None
    second, _ = header_at(pieces, header + width)
    own = pieces[:second]
    first = first_label(own)
    return None if first is None else (first, first + end_of(document, own[first:]))


def _cells(document: Document, span: Span) -> list[Span]:
    """The cells of a block that reading joined across a blank line."""
    words, found, at = document.words(span), [], 0
    for gap in [*_GAP.finditer(words), None]:
        end = gap.start() if gap else len(words)
        if words[at:end].strip():
            found.append(Span(span.start + at, span.start + end))
        at = gap.end() if gap else end
    return found


def _blank_lines(document: Document, start: int, end: int) -> list[Span]:
    """Lines between two cells that hold white space and nothing else: blank cells."""
    found: list[Span] = []
    for line in document.text[start:end].split("\n")[1:-1]:
        if line:
            found.append(Span(start, start))
    return found


def _joined(pieces: list[Piece], at: list[int]) -> tuple[list[Piece], list[int]]:
    """A label that a narrow column broke (主管部门 / 及编码) is one piece."""
    kept: list[Piece] = []
    places: list[int] = []
    for piece, place in zip(pieces, at, strict=True):
        whole = kept[-1].label + piece.label if kept and piece.label else ""
        if whole and kept[-1].label and not piece.names and (is_label(whole) or is_column(whole)):
            kept[-1] = Piece(kept[-1].span.to(piece.span), whole)
            places[-1] = place
        else:
            kept.append(piece)
            places.append(place)
    return kept, places
