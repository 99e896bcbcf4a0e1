"""The table of government procurement (政府采购预算表) → its total: the row 合计 under the column of the whole amount.

The things to be bought, a row each, are reported as Issues.
"""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.extraction.stated import span_of, text_at
from yusuan.extraction.statement import Said, Statement
from yusuan.extraction.statements.budget.issues import unit_assumed
from yusuan.extraction.tables.rows import Entry, Row, rows_of
from yusuan.extraction.tables.units import ASSUMED, Units
from yusuan.model.disclosure import Stated
from yusuan.model.document import Document, Table
from yusuan.model.issue import Issue
from yusuan.values.money import in_yuan
from yusuan.values.numbers import parse_number

_TOTAL_COLUMNS = ("总计", "合计", "政府采购金额", "采购金额", "采购预算", "金额", "预算金额")
_TOTAL_ROWS = ("合计", "总计")


def procurement_table(document: Document, table: Table, units: Units) -> Iterator[Said]:
    """The total of a procurement table; nothing where a table has no row 合计."""
    rows = rows_of(document, table)
    total = next((row for row in rows[1:] if row and row[0].label in _TOTAL_ROWS), None)
    column = _column(rows[: rows.index(total)]) if total is not None else None
    if total is None or column is None:
        return
    entry = next((each for each in total if each.cell.column == column), None)
    number = parse_number(entry.text.text) if entry is not None else None
    if entry is None or number is None:
        return
    text = entry.text.strip()
    span = span_of(text, 0, len(text.text))
    unit = units.at(table.span.start)
    if unit is None:
        unit = ASSUMED
        yield unit_assumed(span)
    same = [each.cell.span for each in total if each is not entry and parse_number(each.text.text) == number]
    amount = Stated(in_yuan(number, unit), (span, *same))
    yield from _items(rows[rows.index(total) + 1 :])
    label = text_at(document, total[0].cell.span)
    yield Statement(
        "table.procurement", "amount", "procurement", label, amount, text_at(document, span)
    )


def _items(rows: list[Row]) -> Iterator[Issue]:
    """Say that the things to be bought, a row each, are not taken: only their total is."""
    for row in rows:
        if row and any(character.isdigit() for entry in row for character in entry.text.text):
            yield Issue(
                "procurement.item",
                row[0].cell.span.to(row[-1].cell.span),
                "政府采购表的明细行未收录，只收录合计。",
                "an item of the procurement table is left out; only the total is taken.",
            )


def _column(headers: list[Row]) -> int | None:
    """The column of the whole amount: under 政府采购金额 the one called 总计, else the first that says amount."""
    found: list[Entry] = [entry for row in headers for entry in row if entry.label in _TOTAL_COLUMNS]
    if not found:
        return None
    best = min(found, key=lambda entry: (_TOTAL_COLUMNS.index(entry.label), entry.cell.column))
    return best.cell.column
