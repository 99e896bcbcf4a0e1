"""Ways to print the same disclosure differently: page cuts, other units, wide digits, rows in another order.

Each takes the text of a disclosure and gives back another text that says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from yusuan.model.document import Cell, Document, Span, Table
from yusuan.reading import read
from yusuan.values.numbers import parse_number

Edit = tuple[int, int, str]
Row = tuple[Cell, ...]
AMOUNTS = ("预算数", "财政资金", "其他资金")
"""How the labels before an amount end."""
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def document_of(text: str) -> Document:
    return read(text.encode("utf-8"), "perturbed.txt")


def edited(text: str, edits: Sequence[Edit]) -> str:
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def project_tables(document: Document) -> Iterator[Table]:
    """The tables of projects; one that the reader already split counts as its parts."""
    for block in document.blocks:
        if isinstance(block, Table):
            words = {document.words(cell.span) for cell in block.cells()}
            if words & {"项目编码", "预算数", "一级指标"}:
                yield block


def indicator_rows(document: Document, table: Table) -> list[Row]:
    """The rows below the header 一级指标."""
    heads = [at for at, row in enumerate(table.rows) if document.words(row[0].span) == "一级指标"]
    return list(table.rows[heads[0] + 1 :]) if heads else []


def line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def with_page_cuts(text: str, every: int, *, header: bool) -> str:
    """A page cut after each ``every``-th row of a project's table, with the indicators' header again where it belongs."""
    document, edits = document_of(text), list[Edit]()
    for table in project_tables(document):
        below = indicator_rows(document, table)
        for at in range(every, len(table.rows), every):
            row = table.rows[at]
            again = header and row in below
            start = line_start(text, row[0].span.start)
            edits.append((start, start, "\n" + (_header(document, table, below) if again else "")))
    return edited(text, edits)


def _header(document: Document, table: Table, below: Sequence[Row]) -> str:
    head = table.rows[table.rows.index(below[0]) - 1]
    start = line_start(document.text, head[0].span.start)
    end = line_end(document.text, head[-1].span.end) + 1
    return document.text[start:end] + ("\n" if "\n\t" in document.text[start:end] else "")


def with_amounts_in_yuan(text: str, form: str = "{:f}") -> str:
    """The money of the project tables in 元 instead of 万元."""
    document, edits = document_of(text), list[Edit]()
    for table in project_tables(document):
        for start, end, number in _amounts(document, table):
            edits.append((start, end, form.format(number * 10_000)))
        declared = text.rfind("单位：万元", 0, table.span.end)
        if table.span.start - declared < 20 or declared > table.span.start:
            edits.append((declared, declared + 5, "单位：元"))
    return edited(text, edits)


def with_separators(text: str) -> str:
    """The money of the project tables with thousands separators and two decimals."""
    document = document_of(text)
    return edited(
        text,
        [
            (start, end, f"{number:,.2f}")
            for table in project_tables(document)
            for start, end, number in _amounts(document, table)
        ],
    )


def _amounts(document: Document, table: Table) -> Iterator[tuple[int, int, Decimal]]:
    for row in table.rows:
        for label, cell in pairwise(row):
            number = parse_number(document.words(cell.span).translate(NARROW))
            if document.words(label.span).endswith(AMOUNTS) and number is not None:
                yield cell.span.start, cell.span.end, number


def with_levels_repeated(text: str) -> str:
    """Every indicator row prints its levels, where the levels were merged cells."""
    document, edits, levels = document_of(text), list[Edit](), ["", ""]
    for table in project_tables(document):
        for row in indicator_rows(document, table):
            for at, cell in enumerate(row[:2]):
                if not cell.blank:
                    levels[at] = document.words(cell.span)
                else:
                    edits.append((cell.span.start, cell.span.end, levels[at]))
    return edited(text, edits)


def with_indicators_reversed(text: str) -> str:
    """The indicator rows of each table, their levels repeated, from the last to the first."""
    text = with_levels_repeated(text)
    document, edits = document_of(text), list[Edit]()
    for table in project_tables(document):
        places = list(_places(document, indicator_rows(document, table)))
        for place, other in zip(places, reversed(places), strict=True):
            edits.append((place.start, place.end, text[other.start : other.end]))
    return edited(text, edits)


def _places(document: Document, rows: Sequence[Row]) -> Iterator[Span]:
    """The lines of each indicator; a row without a name or a target goes on with the one before it."""
    held: Span | None = None
    for row in rows:
        start, end = line_start(document.text, row[0].span.start), line_end(document.text, row[-1].span.end)
        goes_on = row[2].blank or row[4].blank
        if held is not None and not goes_on:
            yield held
        held = Span(held.start if held and goes_on else start, end)
    if held is not None:
        yield held
