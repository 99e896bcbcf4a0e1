"""Tables as extraction wants them: rows of words with their spans, and a table that a page cut made whole again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.stated import clean_at, normal
from yusuan.model.document import Block, Cell, Document, Heading, Table
from yusuan.values.clean import CleanText


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell with its regular text and its label form (see ``normal``)."""

    cell: Cell
    text: CleanText
    label: str

    @property
    def blank(self) -> bool:
        return not self.text.text.strip()


Row = tuple[Entry, ...]


def rows_of(document: Document, table: Table) -> list[Row]:
    """The rows of ``table`` as entries."""
    return [
        tuple(Entry(cell, text := clean_at(document, cell.span), normal(text.text)) for cell in row)
        for row in table.rows
    ]


def labels_of(rows: Sequence[Row]) -> frozenset[str]:
    """Every label of the rows."""
    return frozenset(entry.label for row in rows for entry in row if entry.label)


def cut_tables(blocks: Sequence[Block], start: frozenset[str], document: Document) -> list[list[Row]]:
    """The rows of each run of tables with only paragraphs between, split where a row holds a ``start`` label.

    A table that a page cut goes on in the next one: it has no start label of its own. A project that prints its code and
    its name on rows of their own is one: only a start label that comes again begins the next.
    """
    found: list[list[Row]] = []
    begun: set[str] = set()
    fresh = True
    for block in blocks:
        if isinstance(block, Heading):
            fresh = True
        if not isinstance(block, Table):
            continue
        for row in rows_of(document, block):
            label = _start_label(row, start)
            if fresh or label in begun:
                found.append([])
                begun.clear()
                fresh = False
            if label is not None:
                begun.add(label)
            found[-1].append(row)
    return found


def _start_label(row: Row, start: frozenset[str]) -> str | None:
    first = next((entry for entry in row if not entry.blank), None)
    return first.label if first is not None and first.label in start else None
