"""The canonical text of a structured file while its reader writes it, and the Document it becomes.

A reader puts down lines and grids in reading order, and says where pages and sheets begin. Lines go through the same
``blocks`` as a text file, across page ends too, so that a sentence that a page cut is one paragraph whatever the format.
A grid is written as a text file would print it: a row a line, a tab between columns, nothing where a merged cell covers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model.document import Block, Cell, Document, Part, Source, Span, Table
from yusuan.model.issue import Issue
from yusuan.reading.text.blocks import blocks
from yusuan.reading.text.lines import trimmed
from yusuan.reading.text.page_marks import page_marks


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell to be written: its words ("" for a blank one), 0-based column, and how far it is merged."""

    text: str
    column: int
    rowspan: int = 1
    colspan: int = 1


class Canvas:
    """Collects text, blocks, parts, margins and notes in the order in which they are put down."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._pending: int | None = None  # offset at which lines without blocks begin
        self._blocks: list[Table | Span] = []  # a Span is a run of lines, whose blocks are made at the end
        self._parts: list[Part] = []
        self._margins: list[Span] = []
        self._notes: list[Issue] = []

    @property
    def length(self) -> int:
        """Characters written so far: the offset of what comes next."""
        return self._length

    def line(self, text: str) -> Span:
        """Write running text, as one line or several (a tab parts cells); returns its span without outer white space."""
        if self._pending is None:
            self._pending = self._length
        start = self._length
        self._write(_without_controls(text) + "\n")
        return trimmed(_without_controls(text), start)

    def grid(
        self,
        rows: Sequence[Sequence[GridCell]],
        pages: Mapping[int, int] | None = None,
        sheet: str | None = None,
    ) -> Table | None:
        """Write a table; ``pages`` says which page begins at which row. A table with nothing in it is not written."""
        if not any(cell.text.strip() for row in rows for cell in row):
            return None
        self._flush()
        width = max(cell.column + cell.colspan for row in rows for cell in row)
        written = tuple(self._row(row, at, width, pages or {}, sheet) for at, row in enumerate(rows))
        spans = [cell.span for row in written for cell in row]
        table = Table(Span(min(s.start for s in spans), max(s.end for s in spans)), written)
        self._blocks.append(table)
        self._write("\n")  # a blank line, so that what follows is not read as part of the last cell
        return table

    def place(
        self,
        page: int | None = None,
        sheet: str | None = None,
        confidence: Decimal | None = None,
        at: int | None = None,
    ) -> None:
        """Say that what is written from here on stands on this page or sheet, and how surely a machine read it; ``at`` is
        where that begins in what was written already since the last place."""
        start = self._length if at is None else at
        self._close_part(start)
        self._parts.append(Part(Span(start, start), page, sheet, confidence))

    def margin(self, text: str) -> Span | None:
        """Write a page header or footer: in the text, but in no block."""
        if not text.strip():
            return None
        self._flush()
        start = self._length
        self._write(_without_controls(text) + "\n")
        span = trimmed(_without_controls(text), start)
        self._margins.append(span)
        return span

    def note(self, code: str, zh: str, en: str, span: Span | None = None) -> None:
        """Something the reader has to say, by default about the place where it is writing."""
        self._notes.append(Issue(code, span or Span(self._length, self._length), zh, en))

    def document(self, source: Source) -> Document:
        """The finished Document."""
        self._flush()
        self._close_part(self._length)
        text = "".join(self._pieces)
        parts = tuple(part for part in self._parts if part.span.start < part.span.end)
        notes = tuple(_inside(note, text) for note in self._notes)
        found: list[Block] = []
        marks, margins = page_marks(text), list(self._margins)
        for each in self._blocks:
            if isinstance(each, Span):
                first, last = (bisect_left(marks, Span(at, at)) for at in (each.start, each.end))
                inside = marks[first:last]
                margins += inside
                found += blocks(text[each.start : each.end], each.start, margins=frozenset(inside))
            else:
                found.append(each)
        return Document(source, text, tuple(found), parts=parts, margins=tuple(sorted(margins)), notes=notes)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _flush(self) -> None:
        """End the run of lines written since the last grid."""
        if self._pending is not None:
            self._blocks.append(Span(self._pending, self._length))
            self._pending = None

    def _close_part(self, end: int) -> None:
        if self._parts:
            last = self._parts[-1]
            span = Span(last.span.start, end)
            self._parts[-1] = Part(span, last.page, last.sheet, last.confidence)

    def _row(
        self, row: Sequence[GridCell], at: int, width: int, pages: Mapping[int, int], sheet: str | None
    ) -> tuple[Cell, ...]:
        if at in pages:
            self.place(page=pages[at], sheet=sheet)
        cells: list[Cell] = []
        column = 0
        for cell in sorted(row, key=lambda each: each.column):
            self._write("\t" * (cell.column - column))
            column = cell.column
            text = _without_controls(cell.text).replace("\t", " ").strip()
            span = Span(self._length, self._length + len(text))
            self._write(text)
            cells.append(Cell(span, at, cell.column, cell.rowspan, cell.colspan))
        self._write("\t" * (width - 1 - column) + "\n")
        return tuple(cells)


def _inside(note: Issue, text: str) -> Issue:
    """A note about a place after which nothing was written is about the last character."""
    if note.span.start < note.span.end <= len(text) or not text:
        return note
    start = min(note.span.start, len(text) - 1)
    return Issue(note.code, Span(start, start + 1), note.zh, note.en)


_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n"} | {0x7F: None, 0xFEFF: None}


def _without_controls(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").translate(_CONTROLS)
