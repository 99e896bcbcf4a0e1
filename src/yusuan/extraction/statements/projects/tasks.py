"""The tasks of a department's year (年度主要任务): name and contents → activities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from yusuan.extraction.layouts import Layout
from yusuan.extraction.layouts.labels import lookup
from yusuan.extraction.stated import name_at, span_of, text_at
from yusuan.extraction.tables.alignment import aligned
from yusuan.extraction.tables.rows import Entry, Row
from yusuan.model.disclosure import Activity, Text
from yusuan.model.document import Document
from yusuan.model.field import filled
from yusuan.values.numbers import is_blank, parse_number

_NUMBER = re.compile(r"(?:任务|工作)\s*[\d一二三四五六七八九十]{1,2}\s*[:：、.．]\s*(?=\S)")


def goes_on(row: Row, layout: Layout) -> bool:
    """Whether a row below the header of tasks belongs to it: 总额, 财政拨款 under 预算金额."""
    printed = [entry for entry in row if not entry.blank]
    return bool(printed) and all(lookup(layout.task_columns, entry.text.text) for entry in printed)


def tasks_at(row: Row, layout: Layout) -> dict[int, str] | None:
    """column → property of a header of tasks; ``None`` where the row is none."""
    columns: dict[int, str] = {}
    for entry in row:
        key = lookup(layout.task_columns, entry.text.text) if not entry.blank else None
        if key == "name":  # 年度主要任务 | 任务名称: the block's own word, then the column
            columns = {column: other for column, other in columns.items() if other != key}
        if key and (key == "ignore" or key not in columns.values()):
            columns[entry.cell.column] = key
    return columns if "name" in columns.values() and len(columns) > 1 else None


@dataclass(slots=True)
class TaskRows:
    """The tasks read so far."""

    document: Document
    columns: dict[int, str] = field(default_factory=dict)
    found: list[Activity] = field(default_factory=list)

    def begin(self, columns: dict[int, str]) -> None:
        """Take a header."""
        self.columns = columns

    def read(self, row: Row, trusted: bool) -> bool:
        """Take in one row; whether it was understood."""
        if not trusted:
            row = self._moved(row)
        kinds = {
            at: {"name": "project", "duty": "description"}.get(key, key) for at, key in self.columns.items()
        }
        cells = {
            self.columns[e.cell.column]: e
            for e in aligned(row, kinds, trusted)
            if e.cell.column in self.columns and not is_blank(e.text.text)
        }
        stated = {
            k: text_at(self.document, e.cell.span) for k, e in cells.items() if k not in ("name", "ignore")
        }
        if "name" in cells and parse_number(cells["name"].text.text) is None:
            self.found.append(filled(Activity(name=self._name(cells["name"])), stated))
        elif self.found and stated:
            last = self.found[-1]
            self.found[-1] = filled(last, {k: v for k, v in stated.items() if getattr(last, k) is None})
        else:
            return bool(cells)
        return True

    def _moved(self, row: Row) -> Row:
        """``row`` under the header where it begins before it: the block's own word, merged over the rows, was lost."""
        first = next((entry.cell.column for entry in row if not entry.blank), 0)
        by = min(self.columns) - first
        return (
            tuple(replace(e, cell=replace(e.cell, column=e.cell.column + by)) for e in row) if by > 0 else row
        )

    def _name(self, entry: Entry) -> Text:
        """The name of a task without its number: 任务1：社会救助."""
        text = entry.text.strip()
        number = _NUMBER.match(text.text)
        return name_at(self.document, span_of(text, number.end() if number else 0, len(text.text)))
