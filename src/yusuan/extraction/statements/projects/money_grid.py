"""Money of one project in a grid: what was budgeted, adjusted and executed in columns, where it is from in rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.extraction.layouts import Layout, Sense
from yusuan.extraction.layouts.keys import variants
from yusuan.extraction.layouts.labels import Piece, lookup, unit_in
from yusuan.extraction.tables.alignment import aligned
from yusuan.extraction.tables.rows import Entry, Row
from yusuan.model.disclosure import Stated
from yusuan.model.fields import PROJECT
from yusuan.values.numbers import parse_number
from yusuan.vocabulary.concepts import source_by_word

_STAGES = {row.attribute: row.stage for row in PROJECT if row.stage}


@dataclass(frozen=True, slots=True)
class MoneyHeader:
    """``columns`` are the columns of money, column → property; ``every`` all of the header's, for aligning rows."""

    columns: dict[int, str]
    every: dict[int, str]
    words: dict[int, Entry]
    unit: str | None

    def stage(self, column: int) -> Stated[str] | None:
        """Which stage a column's amounts are of, by its header."""
        stage = _STAGES.get(self.columns[column])
        return Stated(stage, (self.words[column].cell.span,)) if stage else None

    def unit_of(self, column: int) -> str | None:
        """The unit that a column's header, or the header as a whole, declares."""
        return unit_in(self.words[column].text.text) or self.unit


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row of the grid: what its label announces (a source, the total) and its cells of money by column."""

    label: Entry
    sense: Sense
    cells: tuple[Entry, ...]


def money_header(row: Row, layout: Layout) -> MoneyHeader | None:
    """The header in ``row``: two columns of money or more; ``None`` where it is none."""
    printed = [entry for entry in row if not entry.blank]
    columns: dict[int, str] = {}
    for entry in printed:
        key = lookup(layout.money_columns, entry.text.text)
        if key and len(columns) == 1 and list(columns.values()) == [key] != ["ignore"]:
            columns.clear()  # 年度预算数 over the labels of the rows, 年初预算 over the first column
        if key and (key == "ignore" or key not in columns.values()):
            columns[entry.cell.column] = key
    money = {column: key for column, key in columns.items() if key != "ignore"}
    if (
        not _STAGES.keys() & set(money.values())
        or len(columns) < 2
        or _has_numbers(printed)
    ):
        return None
    first = min(columns)
    every = {entry.cell.column: columns.get(entry.cell.column, "") for entry in printed}
    every |= {column: "label" for column in range(first - 1, first) if column >= 0}
    unit = next((unit for entry in printed if (unit := unit_in(entry.text.text))), None)
    return MoneyHeader(money, every, {entry.cell.column: entry for entry in printed}, unit)


def money_row(
    row: Row, pieces: Sequence[Piece], header: MoneyHeader, layout: Layout, trusted: bool
) -> MoneyRow | None:
    """``row`` as one of the grid's; ``None`` where it is none: no source and no total before its numbers."""
    found = _label(row, pieces, layout) or _unlabelled(pieces, header)
    if found is None:
        return None
    label, sense = found
    kept = tuple(entry for entry in row if entry.cell.column >= label.cell.column or trusted)
    shifted = aligned(kept, header.every, trusted)
    cells = tuple(e for e in shifted if e.cell.column in header.columns and not e.blank)
    return MoneyRow(label, sense, cells)


def _unlabelled(pieces: Sequence[Piece], header: MoneyHeader) -> tuple[Entry, Sense] | None:
    """The whole of the project's money where no word stands before its numbers, under the first columns of the header."""
    numbers = [parse_number(piece.entry.text.text.strip().rstrip("%")) for piece in pieces]
    if len(pieces) < 2 or None in numbers or pieces[0].column != min(header.columns):
        return None
    return pieces[0].entry, Sense("value", "amount")


def _label(row: Row, pieces: Iterable[Piece], layout: Layout) -> tuple[Entry, Sense] | None:
    found: tuple[Entry, Sense] | None = None
    for piece in pieces:
        if parse_number(piece.entry.text.text.strip().rstrip("%")) is not None:
            break
        sense = piece.sense
        if sense is not None and sense.kind in ("block", "remark", "ignore"):
            return found
        if sense is not None and (
            sense.kind in ("funding", "line") or sense.key in ("amount", "total_investment")
        ):
            found = piece.entry, sense
        elif sense is None and (source := source_by_word(piece.entry.text.text.removeprefix("其中"))):
            found = piece.entry, Sense("funding", source.path)
        elif key_total(piece.entry, layout):
            found = piece.entry, Sense("value", "amount")
    return found


def key_total(entry: Entry, layout: Layout) -> bool:
    """Whether a cell says 合计 or the like."""
    return (
        any(form in layout.totals for form in variants(entry.text.text)) if len(entry.label) <= 16 else False
    )


def _has_numbers(printed: Sequence[Entry]) -> bool:
    return any(parse_number(entry.text.text.strip().rstrip("%")) is not None for entry in printed)
