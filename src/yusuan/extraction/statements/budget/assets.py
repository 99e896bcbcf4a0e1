"""The table of fixed assets (固定资产占有情况表) → statements of count and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from yusuan.extraction.stated import span_of, text_at, text_of
from yusuan.extraction.statement import Statement
from yusuan.extraction.tables.rows import Entry, Row, rows_of
from yusuan.extraction.tables.units import ASSUMED, Units
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Document, Table
from yusuan.values.money import declared_unit, in_yuan
from yusuan.values.numbers import parse_number
from yusuan.values.ordinals import leading_ordinal
from yusuan.vocabulary.concepts import category_by_word

_COUNTED = re.compile(r"[(（]([^()（）]{1,8})[)）]\s*$")
_AMONG = re.compile(r"其中[:：]?\s*")


def asset_table(
    document: Document, table: Table, as_of: Stated[date] | None, units: Units
) -> Iterator[Statement]:
    """What the rows of an asset table say; nothing where a table has no 价值 column."""
    rows = rows_of(document, table)
    columns = _columns(rows[0]) if rows else {}
    if "value" not in columns:
        return
    unit = _unit(rows[0][columns["value"]]) or units.at(table.span.start) or ASSUMED
    for row in rows[1:]:
        yield from _row(document, row, columns, unit, as_of)


def _columns(header: Row) -> dict[str, int]:
    found = {}
    for at, entry in enumerate(header):
        if entry.label.startswith("数量"):
            found["count"] = at
        elif entry.label.startswith(("价值", "金额", "账面")):
            found["value"] = at
    return found


def _unit(entry: Entry) -> str | None:
    declared = declared_unit(entry.text.text)
    return declared[0] if declared else None


def _row(
    document: Document, row: Row, columns: dict[str, int], unit: str, as_of: Stated[date] | None
) -> Iterator[Statement]:
    concept = category_by_word(row[0].text.text, within="asset")
    if concept is None:
        return
    label = _label(row[0])
    value = _number(row, columns.get("value"))
    if value is not None:
        entry, number = value
        amount = Stated(in_yuan(number, unit), (entry.cell.span,))
        words = text_at(document, entry.cell.span)
        yield Statement("table.assets", "amount", concept.path, label, amount, words, as_of=as_of)
    count = _number(row, columns.get("count"))
    if count is not None:
        entry, number = count
        counted = _COUNTED.search(row[0].text.text)
        words = text_of(document, row[0].text, *counted.span(1)) if counted else label
        quantity = Stated(number, (span_of(entry.text, 0, len(entry.text.text)),))
        yield Statement("table.assets", "quantity", concept.path, label, quantity, words, as_of=as_of)


def _label(entry: Entry) -> Text:
    """The words of a row's name: without its ordinal, 其中： and the unit in brackets."""
    text = entry.text.strip()
    ordinal = leading_ordinal(text.text)
    start = ordinal.length if ordinal else 0
    among = _AMONG.match(text.text, start)
    counted = _COUNTED.search(text.text)
    text = text.piece(among.end() if among else start, counted.start() if counted else len(text.text)).strip()
    return Stated(text.text, (span_of(text, 0, len(text.text)),))


def _number(row: Row, at: int | None) -> tuple[Entry, Decimal] | None:
    if at is None or at >= len(row):
        return None
    number = parse_number(row[at].text.text)
    return None if number is None else (row[at], number)
