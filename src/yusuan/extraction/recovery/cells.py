"""What every recovered table is made of: fragments of text that are its cells to be, rows of spans as a Table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.model.document import Cell, Document, Span, Table

_NUMBER = re.compile(r"\s*[-−–—+]?\d[\d,，]*(?:\.\d+)?\s*[%％]?\s*\Z")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A cell to be: ``label`` are its words as ``normal`` writes them; a blank cell has none. ``running``: text that holds
    several cells."""

    span: Span
    label: str
    running: bool = False


def grid(rows: Sequence[Sequence[Span]]) -> Table:
    """The Table of these rows; a cell's column is its place in its row, a blank cell has an empty span."""
    filled = [row for row in rows if any(span.start < span.end for span in row)]
    spans = [span for row in filled for span in row if span.start < span.end]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    return Table(
        whole,
        tuple(
            tuple(Cell(_inside(span, whole), r, c) for c, span in enumerate(row))
            for r, row in enumerate(filled)
        ),
    )


def _inside(span: Span, whole: Span) -> Span:
    return span if span in whole else Span(whole.start, whole.start)


def blank_at(span: Span) -> Span:
    """The span of a blank cell where ``span`` begins."""
    return Span(span.start, span.start)


def trimmed(document: Document, span: Span) -> Span:
    """``span`` without white space at both ends."""
    words = document.words(span)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def is_number(words: str) -> bool:
    """Whether a cell holds a number or a percentage and nothing else."""
    return bool(_NUMBER.match(words))
