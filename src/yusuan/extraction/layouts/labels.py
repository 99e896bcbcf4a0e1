"""What does a cell of a form announce? A label, a label with its value after a colon, several of them a line each, or a
value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from yusuan.extraction.layouts import Layout, Sense
from yusuan.extraction.layouts.keys import colons, variants
from yusuan.extraction.stated import clean_at
from yusuan.extraction.tables.rows import Entry, Row
from yusuan.model.document import Cell, Document, Span
from yusuan.values.clean import CleanText
from yusuan.values.money import UNIT_PATTERN, declared_unit
from yusuan.values.numbers import PATTERN


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed cell, or a line of it: ``sense`` is what it announces (``None``: nothing, it is a value), ``rest`` its
    own value after the colon, ``unit`` the unit of money in its brackets."""

    entry: Entry
    sense: Sense | None = None
    rest: Entry | None = None
    unit: str | None = None

    @property
    def column(self) -> int:
        """The column of the cell."""
        return self.entry.cell.column

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.entry.cell.span


def lookup(words: Mapping[str, str], text: str) -> str | None:
    """What ``words`` hold for a label, by its most faithful form."""
    return next((words[each] for each in variants(text) if each in words), None)


def unit_in(text: str) -> str | None:
    """The unit of money that a label declares in brackets at its end: 年度资金总额(万元)."""
    declared = declared_unit(text.rstrip(":：") + " ") if text else None
    if declared is None and "元)" in text.replace("）", ")"):
        inside = text.replace("）", ")").split("元)")[0]
        declared = declared_unit(f"({inside.replace('（', '(').rsplit('(', 1)[-1]}元)")
    return declared[0] if declared else None


def pieces(document: Document, layout: Layout, row: Row) -> list[Piece]:
    """The printed cells of ``row``, those that hold several labels a line each taken apart."""
    found: list[Piece] = []
    for entry in row:
        if not entry.blank:
            found += _pieces(document, layout, entry)
    return found


def _pieces(document: Document, layout: Layout, entry: Entry) -> list[Piece]:
    whole = piece(layout, entry)
    if "\n" not in document.words(entry.cell.span) or (whole.sense and whole.rest is None):
        return [whole]
    lines = [piece(layout, each) for each in lines_of(document, entry)]
    if sum(each.sense is not None and each.rest is not None for each in lines) < 2:
        return [whole]
    if lines[0].sense is None:
        return [whole]
    return lines


def piece(layout: Layout, entry: Entry) -> Piece:
    """What one cell announces."""
    text = entry.text.strip()
    short = len(text.text) <= _LONGEST_LABEL
    whole = _sense(layout, text.text) if short else None
    if whole is not None:
        return Piece(entry, whole, None, unit_in(text.text))
    for at in colons(text.text):
        label = text.text[:at]
        sense = _sense(layout, label)
        if sense is not None:
            rest = part(entry, text.piece(at + 1, len(text.text)))
            inner = piece(layout, rest) if sense.kind == "group" else None
            if inner is not None and inner.sense is not None:  # 资金来源：（1）政府预算资金
                return replace(inner, entry=entry)
            return Piece(entry, sense, rest, unit_in(label))
    amount = _AMOUNT.search(text.text) if short else None
    if amount and amount.start():  # 其中：财政拨款 15.00, without a colon between
        label = text.text[: amount.start()]
        sense = _sense(layout, label)
        if sense is not None and sense.kind in ("funding", "line"):
            return Piece(
                entry, sense, part(entry, text.piece(amount.start(), len(text.text))), unit_in(label)
            )
    return Piece(entry)


def _sense(layout: Layout, label: str) -> Sense | None:
    """What the layout says of a label, by the most faithful of its forms."""
    return next((layout.senses[each] for each in variants(label) if each in layout.senses), None)


_AMOUNT = re.compile(rf"(?:{PATTERN})(?:{UNIT_PATTERN})?$")
_LONGEST_LABEL = 40


def part(entry: Entry, text: CleanText) -> Entry:
    """A part of a cell's words as an entry of its own."""
    text = text.strip()
    if not text.text:
        at = entry.cell.span.end
        return Entry(replace(entry.cell, span=Span(at, at)), text, "")
    span = Span(*text.span(0, len(text.text)))
    return Entry(replace(entry.cell, span=span), text, "".join(text.text.split()))


def lines_of(document: Document, entry: Entry) -> Iterator[Entry]:
    start = entry.cell.span.start
    for line in document.words(entry.cell.span).split("\n"):
        body = line.strip()
        if body:
            left = start + len(line) - len(line.lstrip())
            cell: Cell = replace(entry.cell, span=Span(left, left + len(body)))
            text = clean_at(document, cell.span)
            yield Entry(cell, text, "".join(text.text.split()))
        start += len(line) + 1
