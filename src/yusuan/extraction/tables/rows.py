"""Tables as extraction wants them: rows of words with their spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.stated import clean_at, normal
from yusuan.model.document import Cell, Document, Table
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
