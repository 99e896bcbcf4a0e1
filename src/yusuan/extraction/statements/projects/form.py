"""A form: labels beside their values, text under its heading, money in rows or a grid, indicator rows below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.extraction.layouts import Layout
from yusuan.extraction.layouts.keys import variants
from yusuan.extraction.layouts.labels import Piece, pieces
from yusuan.extraction.stated import normal
from yusuan.extraction.statements.indicators.header import header_at
from yusuan.extraction.statements.projects.draft import ProjectDraft
from yusuan.extraction.statements.projects.form_rows import Announced
from yusuan.extraction.statements.projects.money_grid import MoneyHeader, key_total, money_header, money_row
from yusuan.extraction.statements.projects.tasks import TaskRows, goes_on, tasks_at
from yusuan.extraction.tables.alignment import level_depth
from yusuan.extraction.tables.money import plain_number
from yusuan.extraction.tables.rows import Row
from yusuan.model.document import Document
from yusuan.model.issue import Issue
from yusuan.values.numbers import is_blank, parse_number


@dataclass(slots=True)
class FormReader:
    """Reads the rows of one form into ``draft``; ``said`` holds what is the department's, and what has no property."""

    document: Document
    layout: Layout
    draft: ProjectDraft
    issues: list[Issue]
    said: Announced = field(init=False)
    tasks: TaskRows = field(init=False)
    grid: MoneyHeader | None = None

    def __post_init__(self) -> None:
        self.said = Announced(self.draft, self.issues)
        self.tasks = TaskRows(self.document)

    def read(self, rows: Sequence[Row]) -> None:
        """Take all rows in."""
        at = 0
        while at < len(rows):
            at = self._take(rows, at)

    def _take(self, rows: Sequence[Row], at: int) -> int:
        """Take the row at ``at``, or the header that begins there; returns the row after it."""
        row = rows[at]
        found = pieces(self.document, self.layout, row)
        if not found or self._idle(found):
            return at + 1
        header = header_at(rows, at, self.layout)
        if header is not None:
            self.draft.indicators.begin(header)
            self._open("indicators")
            return header.end
        if (columns := tasks_at(row, self.layout)) is not None:
            self.tasks.begin(columns)
            self._open("tasks")
            return at + 2 if at + 1 < len(rows) and goes_on(rows[at + 1], self.layout) else at + 1
        if (grid := money_header(row, self.layout)) is not None and not self._among_indicators(row, grid):
            self._open(None)
            self.grid = grid
            self.draft.money.unit = grid.unit or self.draft.money.unit
            return at + 1
        self._row(row, found)
        return at + 1

    def _among_indicators(self, row: Row, grid: MoneyHeader) -> bool:
        """Whether a row of indicators is called by words of money: 过程 | 预算执行 | 预算执行率 | 100%."""
        printed = sum(not entry.blank for entry in row)
        return self.said.block == "indicators" and len(grid.columns) < printed - 2

    def _open(self, block: str | None) -> None:
        self.said.block, self.said.heads, self.grid = block, [], None

    def _idle(self, found: Sequence[Piece]) -> bool:
        """Whether a row says nothing of a project: the form's title, a declared unit, a note."""
        words = normal("|".join(piece.entry.text.text for piece in found))
        return any(pattern.search(words) for pattern in self.layout.idle)

    def _row(self, row: Row, found: list[Piece]) -> None:
        block = self.said.block
        if self.grid is not None and self._grid_row(row, found):
            return
        if block in ("indicators", "tasks", "costs") and self._block_row(row, found):
            return
        if found[0].sense and found[0].sense.key == "score" and self._score(found):
            return
        if any(piece.sense for piece in found):
            self.said.row(found)
        elif self.said.over and self.said.below(found):
            return
        elif block == "payments":
            self.draft.plan.read(row)
        elif self.draft.plan.pushed(row):
            return
        elif self.said.heads:
            self._under_heads(found)
        elif block == "remark":
            self.said.remark(found)
        else:
            self.said.unknown(found)

    def _under_heads(self, found: Sequence[Piece]) -> None:
        """Cells below one heading or several: as many cells as headings stand in their order, others by column."""
        heads = self.said.heads
        for nth, piece in enumerate(found):
            before = [at for at, (start, _) in enumerate(heads) if start <= piece.column]
            if len(found) > len(heads) and not before:
                continue  # a year before them
            at = nth if len(found) == len(heads) else max(before, default=0)
            self.draft.take(heads[at][1], piece.entry)

    def _grid_row(self, row: Row, found: Sequence[Piece]) -> bool:
        """Take a row of money by source; whether it was one."""
        assert self.grid is not None
        if found[0].sense and found[0].rest is not None and not found[0].rest.blank:
            self.said.row(found)  # 其中：财政资金 36.00, merged over the columns
            return True
        said = money_row(row, found, self.grid, self.layout, self.draft.trusted)
        if said is None:
            numbers = [
                piece
                for piece in found
                if piece.column in self.grid.columns and parse_number(piece.entry.text.text)
            ]
            if (
                any(piece.sense for piece in found) or not numbers
            ):  # else a source without a name that is known
                self.grid = None
            return False
        for cell in said.cells:
            column, unit = cell.cell.column, self.grid.unit_of(cell.cell.column)
            key = self.grid.columns[column]
            if said.sense.kind == "value":
                self.draft.take(key, cell, unit)
            elif key == "execution_rate" or is_blank(cell.text.text):
                continue
            elif said.sense.kind == "line":
                self.said.line(said.sense.key, said.label, cell, self.grid.stage(column), unit)
            else:
                self.draft.fund(said.sense.key, said.label, cell, self.grid.stage(column), unit)
        return True

    def _block_row(self, row: Row, found: list[Piece]) -> bool:
        """Take a row of indicators, tasks or costs; whether it was one."""
        first, block = found[0], self.said.block
        if key_total(first.entry, self.layout) and not (first.sense and first.sense.kind == "line"):
            self._total(found)
            return True
        known = first.sense is not None and not level_depth(first.entry.text.text)
        if block == "costs":
            if not known:
                self.said.remark(found)
            return not known
        if known and first.sense is not None and (first.rest is not None or first.sense.kind != "group"):
            return False
        if known and any(each.sense and each.sense.kind != "group" for each in found[1:]):
            return False
        if known:  # the form's own word for the block (绩效指标), merged over its rows
            row = tuple(entry for entry in row if entry is not first.entry)
        return (
            self.tasks.read(row, self.draft.trusted)
            if block == "tasks"
            else self.draft.indicators.read(row)
        )

    def _total(self, found: Sequence[Piece]) -> None:
        """合计 or 总分 under a block: the score of the whole, or the cost of it."""
        numbers = _numbers(found)
        if self.said.block == "costs" and numbers:
            self.draft.take("amount", numbers[0].entry)
        if self.said.block == "indicators":
            self._score(found)

    def _score(self, found: Sequence[Piece]) -> bool:
        """Take the score of the whole below a header with scores: in their column, or the last of two numbers. Whether
        one was there."""
        numbers = _numbers(found)
        header = self.draft.indicators.header
        if header is None or "score" not in header.properties:
            return False
        columns = [at for _, every in header.sets for at, key in every.items() if key == "score"]
        exact = [each for each in numbers if each.column in columns]
        if len(numbers) == 2 and not exact:
            exact = numbers[1:]  # weights and scores; merged cells were lost
        merged = [each for each in numbers if any(_over(each, column) for column in columns)]
        number = plain_number((exact or merged)[0].entry) if exact or merged else None
        if number is not None:
            self.draft.numbers.setdefault("score", number)
        return number is not None


def _numbers(found: Sequence[Piece]) -> list[Piece]:
    return [each for each in found[1:] if parse_number(each.entry.text.text.strip().rstrip("分")) is not None]


def _over(piece: Piece, column: int) -> bool:
    return piece.column <= column < piece.column + piece.entry.cell.colspan


def starts_with(row: Row, labels: frozenset[str]) -> str | None:
    """The start label that a row begins with, alone or before a colon; ``None`` where it begins with another word."""
    first = next((entry for entry in row if not entry.blank), None)
    if first is None or len(first.label) > 120:
        return None
    text = first.text.text
    heads = [text, *(text.split(sign)[0] for sign in (":", "：") if sign in text[:20])]
    return next((form for head in heads if len(head) < 40 for form in variants(head) if form in labels), None)
