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

    A table that a page cut goes on in the next one: it has no start label of its own.
    """
    found: list[list[Row]] = []
    fresh = True
    for block in blocks:
        if isinstance(block, Heading):
            fresh = True
        if not isinstance(block, Table):
            continue
        for row in rows_of(document, block):
            if fresh or (_starts(row, start) and any(_starts(r, start) for r in found[-1])):
                found.append([])
                fresh = False
            found[-1].append(row)
    return found


def _starts(row: Row, start: frozenset[str]) -> bool:
    first = next((entry for entry in row if not entry.blank), None)
    return first is not None and first.label in start
