"""Which tables of a document may be budget tables, and what is each called?

A title stands in the first rows of a table, on a line just above it, or is the name of its sheet. A grid that holds several
tables one below the other is taken apart at their titles; a table that goes on in the next grid is put together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.extraction.layouts.budget_tables import BudgetLayout, best_headed, best_titled
from yusuan.extraction.statements.budget.frame import frame, preamble
from yusuan.extraction.tables.rows import Row, labels_of, rows_of
from yusuan.model.document import Block, Document, Span, Table

_LINES_ABOVE = 8
_LONGEST = 60
_SENTENCE = re.compile(r"[。；;]|[，,].*[，,]|\d{3,}\.\d|万元[，,]")
_FOREIGN = frozenset(
    {
        "一级指标",
        "二级指标",
        "三级指标",
        "绩效指标",
        "绩效目标",
        "指标名称",
        "指标值",
        "年度绩效目标",
        "自评得分",
    }
)


@dataclass(frozen=True, slots=True)
class TableTitle:
    """The words that name a table, where they stand, and the form they name."""

    layout: BudgetLayout
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """The rows of one table with its title, where it has one, and the form it is read as."""

    rows: tuple[Row, ...]
    layout: BudgetLayout
    title: TableTitle | None

    @property
    def span(self) -> Span:
        """Where the table stands."""
        spans = [entry.cell.span for row in self.rows for entry in row if not entry.blank]
        return Span(min(each.start for each in spans), max(each.end for each in spans))


def budget_tables(document: Document, taken: Sequence[Span]) -> Iterator[BudgetTable]:
    """The tables that may be budget tables: those in which nothing of ``taken`` lies and that speak of no indicator."""
    held: BudgetTable | None = None
    before = -1  # the block that ``held`` ends in
    starts = sorted({span.start for span in taken})
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Table) or _within(starts, block.span):
            continue
        rows = rows_of(document, block)
        if _FOREIGN & labels_of(rows):
            continue
        for part in _split(rows):
            if not any(not entry.blank for row in part for entry in row):
                continue
            title = _title(document, at, block, part, first=part[0] is rows[0])
            if held is not None and title is None and _goes_on(held.rows, part, next_to=at - before == 1):
                held = BudgetTable((*held.rows, *_without_header(held.rows, part)), held.layout, held.title)
                before = at
                continue
            if held is not None:
                yield held
            part = _headed_once(part)
            held = BudgetTable(tuple(part), title.layout if title else best_headed(part), title)
            before = at
    if held is not None:
        yield held


def _within(starts: Sequence[int], span: Span) -> bool:
    """Whether one of the sorted ``starts`` lies in ``span``."""
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end


def _split(rows: Sequence[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        printed = [entry for entry in row if not entry.blank]
        begins = len(printed) == 1 and _begins(printed[0].text.text)
        if begins and part and len(part) > 1 and not _all_preamble(part):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _begins(text: str) -> bool:
    """Whether a row of one cell is the title of a table: the name of an item is none."""
    return "表" in text and _names(text) is not None


def _all_preamble(part: Sequence[Row]) -> bool:
    return frame(part).start >= len(part)


def _goes_on(rows: Sequence[Row], part: Sequence[Row], *, next_to: bool) -> bool:
    """Whether a table without a title is the rest of the one before it: it is as wide and has no header of its own.

    One with nothing in between (``next_to``) may repeat the header of the first, and lack blank columns at its end.
    """
    anatomy = frame(part)
    width = max(entry.cell.column + entry.cell.colspan for row in rows for entry in row)
    if anatomy.data:
        return next_to and 0 < anatomy.data < len(part) and _headed_alike(rows, part)
    return anatomy.grid.width == width or (next_to and 1 < anatomy.grid.width < width)


def _headed_alike(rows: Sequence[Row], part: Sequence[Row]) -> bool:
    """Whether ``part`` begins with the whole header of ``rows``."""
    return len(_without_header(rows, part)) < len(part)


def _without_header(rows: Sequence[Row], part: Sequence[Row]) -> Sequence[Row]:
    """``part`` without the header of ``rows`` that it repeats."""
    one = frame(rows)
    header = [_labels(row) for row in rows[one.start : one.data]]
    repeated = bool(header) and [_labels(row) for row in part[: len(header)]] == header
    return part[len(header) :] if repeated else part


def _headed_once(part: list[Row]) -> list[Row]:
    """``part`` without the header where it stands again whole, on a page that text does not show."""
    anatomy = frame(part)
    header = [_labels(row) for row in part[anatomy.start : anatomy.data]]
    kept = part[: anatomy.data]
    at = anatomy.data
    while at < len(part):
        again = bool(header) and [_labels(row) for row in part[at : at + len(header)]] == header
        kept += [] if again else [part[at]]
        at += len(header) if again else 1
    return kept


def _labels(row: Row) -> list[str]:
    return [entry.label for entry in row if not entry.blank]


def _names(text: str) -> BudgetLayout | None:
    """The form that a line names as its title, or ``None``."""
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return None
    named = best_titled(text)
    return named[0] if named else None


def _title(document: Document, at: int, table: Table, part: Sequence[Row], *, first: bool) -> TableTitle | None:
    for entry in preamble(part):
        layout = _names(entry.text.text)
        if layout is not None:
            return TableTitle(layout, entry.text.text, entry.cell.span)
    if not first:
        return None
    for words, span in _lines_above(document, document.blocks[:at]):
        layout = _names(words)
        if layout is not None:
            return TableTitle(layout, words, span)
    where = document.part(table.span)
    layout = _names(where.sheet) if where and where.sheet else None
    if layout is not None and where is not None and where.sheet is not None:
        return TableTitle(layout, where.sheet, next(cell.span for cell in table.cells() if not cell.blank))
    return None


def _lines_above(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[str, Span]]:
    """The lines between a table and the one before it, nearest first."""
    left = _LINES_ABOVE
    for block in reversed(blocks):
        if isinstance(block, Table):
            return
        start = block.span.start
        lines: list[tuple[str, Span]] = []
        for line in document.words(block.span).split("\n"):
            if line.strip():
                begin = start + len(line) - len(line.lstrip())
                lines.append((line.strip(), Span(begin, begin + len(line.strip()))))
            start += len(line) + 1
        for words, span in reversed(lines):
            yield words, span
            left -= 1
            if not left:
                return
