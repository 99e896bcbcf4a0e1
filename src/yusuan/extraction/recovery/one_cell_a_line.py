"""Forms that came as one cell a line → their tables, the other blocks as they are.

A run is blocks of the size of a cell, one after the other; a table whose rows' width is not known (one cell a row) is such
blocks too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.extraction.recovery.cells import Fragment, is_number
from yusuan.extraction.recovery.forms import forms_in
from yusuan.extraction.recovery.vocabulary import is_level, is_name
from yusuan.extraction.stated import clean_at, normal
from yusuan.model.document import Block, Document, Heading, Paragraph, Span, Table

_LONGEST_CELL = 300
_LINE = re.compile(r"\s*\n\s*")
_WHOLE = re.compile(r"[<>=≥≤＞＜＝≧≦]{1,2}|[-—–－/]")


def runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The ``blocks`` in order: those that may be cells together as long as they follow one another, each other one alone."""
    run: list[Block] = []
    for block in blocks:
        if _one_cell(block):
            run.append(block)
            continue
        if run:
            yield run
        run = []
        yield [block]
    if run:
        yield run


def stacked(document: Document, run: Sequence[Block]) -> tuple[list[Block], list[Span]]:
    """The blocks of a ``run`` with a table for each form that its cells are, and what of these could not be cut."""
    if not _one_cell(run[0]):
        return [*run], []
    fragments, at = _joined(*_fragments(document, run))
    last = _last_number(document, run)
    fragments, at = [*fragments, *last], [*at, *[len(run) - 1] * len(last)]
    blocks: list[Block] = []
    lost: list[Span] = []
    done = 0  # blocks of the run that are taken
    for first, form in forms_in(document, fragments):
        lost += form.lost
        if form.table is None or at[first] < done:
            continue
        blocks += [*run[done : at[first]], form.table]
        done = at[first + form.end - 1] + 1
    return [*blocks, *run[done:]], lost


def not_cells(margins: Sequence[Span], blocks: Sequence[Block]) -> tuple[Span, ...]:
    """The ``margins`` that are no cells of tables in ``blocks``."""
    cells = {cell.span for block in blocks if isinstance(block, Table) for cell in block.cells()} if margins else set()
    return tuple(margin for margin in margins if margin not in cells)


def _last_number(document: Document, run: Sequence[Block]) -> list[Fragment]:
    """The number with which the text ends behind the ``run``, where reading took it for its only page mark: the last cell of
    a form, maybe."""
    if len(document.margins) != 1 or not is_number(document.words(document.margins[0])):
        return []
    (margin,) = document.margins
    around = document.text[run[-1].span.end : margin.start] + document.text[margin.end :]
    alone = margin.start >= run[-1].span.end and not around.strip()
    return [Fragment(margin, normal(document.words(margin)))] if alone else []


def _one_cell(block: Block) -> bool:
    if isinstance(block, Table):
        return all(len(row) == 1 for row in block.rows)
    size = block.span.end - block.span.start
    return size <= _LONGEST_CELL and not (isinstance(block, Heading) and block.number)


def _fragments(document: Document, run: Sequence[Block]) -> tuple[list[Fragment], list[int]]:
    """The cells of a run and the index of the block that each stands in."""
    fragments: list[Fragment] = []
    at: list[int] = []
    for index, block in enumerate(run):
        cells: list[Span] = []
        if fragments and isinstance(block, Paragraph | Heading):
            cells += _blank_lines(document, fragments[-1].span.end, block.span.start)
        inner = block.cells() if isinstance(block, Table) else ()
        cells += [cell.span for cell in inner] or _cells(document, block.span)
        fragments += [Fragment(span, normal(clean_at(document, span).text)) for span in cells]
        at += [index] * len(cells)
    return fragments, at


def _cells(document: Document, span: Span) -> list[Span]:
    """The cells of a block that reading joined: across a blank line, and where a line is a cell of its own."""
    words = document.words(span)
    found: list[Span] = []
    at = 0
    for gap in [*_LINE.finditer(words), None]:
        end = gap.start() if gap else len(words)
        line = Span(span.start + at, span.start + end)
        if words[at:end].strip():
            joins = found and not _apart(document, found[-1], line)
            found[-1:] = [found[-1].to(line)] if joins else [*found[-1:], line]
        at = gap.end() if gap else end
    return found


def _apart(document: Document, one: Span, other: Span) -> bool:
    """Whether two lines are two cells: a blank line stands between, or one is a label, a level, a number or a sign."""
    between = document.text[one.end : other.start]
    return between.count("\n") > 1 or any(_whole(document.words(line)) for line in (one, other))


def _whole(words: str) -> bool:
    label = normal(words)
    return is_number(words) or bool(_WHOLE.fullmatch(label)) or is_name(label) or is_level(label)


def _blank_lines(document: Document, start: int, end: int) -> list[Span]:
    """Lines between two cells that hold white space and nothing else: blank cells."""
    return [Span(start, start) for line in document.text[start:end].split("\n")[1:-1] if line]


def _joined(fragments: list[Fragment], at: list[int]) -> tuple[list[Fragment], list[int]]:
    """A label that a narrow column broke (主管部门 / 及编码) is one fragment."""
    kept: list[Fragment] = []
    places: list[int] = []
    for fragment, place in zip(fragments, at, strict=True):
        whole = kept[-1].label + fragment.label if kept and fragment.label else ""
        if whole and kept[-1].label and not is_name(fragment.label) and is_name(whole):
            kept[-1] = Fragment(kept[-1].span.to(fragment.span), whole)
            places[-1] = place
        else:
            kept.append(fragment)
            places.append(place)
    return kept, places
