"""A document whose form was lost on the way to text, with its headings and tables regained: same text, spans into it.

What needs no words of forms (bars, blank lines, page marks) the reader has done; this is the rest.
"""

from __future__ import annotations

from dataclasses import replace

from yusuan.extraction.regained_cells import trimmed
from yusuan.extraction.regained_forms import flattened, stacked
from yusuan.extraction.regained_headers import spread
from yusuan.extraction.regained_lists import listed
from yusuan.extraction.regained_prose import split
from yusuan.extraction.regained_rows import realigned
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


def regained(document: Document) -> Document:
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
