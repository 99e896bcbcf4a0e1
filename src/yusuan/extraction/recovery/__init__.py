"""A document whose form was lost on the way to text, with its headings and tables recovered: same text, spans into it.

What needs no words of forms (bars, blank lines, page marks) the reader has done; this is the rest.
"""

from __future__ import annotations

from dataclasses import replace

from yusuan.extraction.recovery.cells import trimmed
from yusuan.extraction.recovery.headings_in_one_line import split
from yusuan.extraction.recovery.lists_in_one_line import listed
from yusuan.extraction.recovery.one_cell_a_line import flattened, stacked
from yusuan.extraction.recovery.shifted_headers import spread
from yusuan.extraction.recovery.shifted_rows import realigned
from yusuan.model.document import Block, Document, Paragraph, Span, Table


def _running(document: Document, block: Paragraph) -> list[Block]:
    """The list, the headings and the paragraphs that running text holds."""
    found = listed(document, block.span)
    if found is None:
        return split(document, block)
    table, span = found
    around = (Span(block.span.start, span.start), Span(span.end, block.span.end))
    before, after = (
        split(document, Paragraph(trimmed(document, piece))) if document.words(piece).strip() else []
        for piece in around
    )
    return [*before, table, *after]


def recovered(document: Document) -> Document:
    """``document`` with blocks split and made tables where its words show that they were."""
    blocks: list[Block] = []
    for block in stacked(document):
        if isinstance(block, Table):
            blocks.append(spread(document, realigned(document, block)))
        elif isinstance(block, Paragraph):
            for piece in flattened(document, block):
                blocks += _running(document, piece) if isinstance(piece, Paragraph) else [piece]
        else:
            blocks.append(block)
    return document if tuple(blocks) == document.blocks else replace(document, blocks=tuple(blocks))
