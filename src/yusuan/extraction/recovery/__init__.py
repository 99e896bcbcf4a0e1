"""A document whose form was lost on the way to text, with its headings and tables recovered: same text, spans into it.

What needs no words of forms (bars, blank lines, page marks) the reader has done; this is the rest. Which words are labels,
columns and groups of forms the layouts say (``layouts/projects``): a form of a layout that is added is recovered too.
"""

from __future__ import annotations

from dataclasses import replace

from yusuan.extraction.recovery.headings_in_one_line import split
from yusuan.extraction.recovery.lists_in_one_line import listed
from yusuan.extraction.recovery.one_cell_a_line import not_cells, runs, stacked
from yusuan.extraction.recovery.one_line import flattened, joined
from yusuan.extraction.recovery.shifted_cells import realigned, spread
from yusuan.model.document import Block, Document, Paragraph, Span, Table
from yusuan.model.issue import Issue

__all__ = ["recovered"]

_QUOTED = 40


def recovered(document: Document) -> Document:
    """``document`` with blocks split and made tables where its words show that they were; what is like a form and could not
    be cut is noted as an Issue."""
    blocks: list[Block] = []
    lost: list[Span] = []
    for run in runs(document.blocks):
        found, uncut = _recovered_run(document, run)
        blocks += found
        lost += uncut
    if tuple(blocks) == document.blocks and not lost:
        return document
    return replace(
        document,
        blocks=tuple(blocks),
        margins=not_cells(document.margins, blocks),
        notes=(*document.notes, *(_uncut(document, span) for span in lost)),
    )


def _recovered_run(document: Document, run: list[Block]) -> tuple[list[Block], list[Span]]:
    """What blocks that follow one another are, and what of them could not be cut."""
    cells, lost = stacked(document, run)  # one cell a line
    found: list[Block] = []
    for block in cells:
        parts, uncut = _recovered(document, block)
        found += parts
        lost += uncut
    return (found, lost) if any(isinstance(block, Table) for block in found) else joined(document, run) or (found, lost)


def _recovered(document: Document, block: Block) -> tuple[list[Block], list[Span]]:
    """What one block is, and what of it could not be cut."""
    if isinstance(block, Table):
        return [spread(document, realigned(document, block))], []
    if not isinstance(block, Paragraph):
        return [block], []
    found: list[Block] = []
    lost: list[Span] = []
    for part in listed(document, block):  # lists in one line
        forms, uncut = flattened(document, part) if isinstance(part, Paragraph) else ([part], [])  # forms in one line
        lost += uncut
        for each in forms:
            found += split(document, each) if isinstance(each, Paragraph) else [each]  # headings in one line
    return found, lost


def _uncut(document: Document, span: Span) -> Issue:
    """The Issue for cells of a form at ``span`` that stand in no table."""
    words = "".join(document.words(span).split())
    quoted = words[:_QUOTED] + ("…" if len(words) > _QUOTED else "")
    return Issue(
        "form.uncut",
        span,
        f"这里像是一张表格，但文字里分不清单元格，没有按表读取：{quoted}",
        "this looks like a form, but nothing tells where its cells begin and end, so it was not read as a table: "
        f"{quoted}",
    )
