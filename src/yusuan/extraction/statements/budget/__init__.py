"""The budget tables of a document → statements: every number with its row, column, year, stage and unit.

What a row or a column says that nothing knows becomes an Issue; blank cells, remarks and percentages say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from yusuan.extraction.layouts.budget_tables import GENERAL
from yusuan.extraction.stated import normal, span_of, text_at
from yusuan.extraction.statement import Said, Statement
from yusuan.extraction.statements.budget.cells import Classification, classified
from yusuan.extraction.statements.budget.context import side_of_group, titled, unit_of
from yusuan.extraction.statements.budget.frame import CODE, Column, ColumnGroup, Frame, frame, number_in
from yusuan.extraction.statements.budget.issues import unit_assumed, unknown_column, unknown_row, unread
from yusuan.extraction.statements.budget.names import scheme_of
from yusuan.extraction.statements.budget.rows import RowReader, RowSubject
from yusuan.extraction.statements.budget.titles import BudgetTable, budget_tables
from yusuan.extraction.statements.budget.words import BARE_TOTALS, HeaderMeaning, of_path
from yusuan.extraction.tables.rows import Entry
from yusuan.extraction.tables.units import ASSUMED, Units
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue
from yusuan.values.money import in_yuan
from yusuan.values.numbers import is_blank, parse_number

_LEAST_SHARE = 0.6
"""Share of the rows of a table of no known form that must speak of something known."""
_UNCLASSIFIED = ("three-public", "procurement")
"""Forms whose rows are categories although some share the name of an economic item (公务接待费)."""


_Found = tuple[RowSubject | None, HeaderMeaning, Classification | None, Entry, Text]
"""A number of a table: what its row and its column say, where that puts it, its cell, and what it is called."""


@dataclass(slots=True)
class _Reading:
    """One table while it is read: what was found, before it is known to be a budget table."""

    document: Document
    table: BudgetTable
    anatomy: Frame
    year: Stated[int] | None
    stage: Stated[str] | None
    base: int | None
    unit: str | None
    known: int = 0
    unknown: int = 0
    found: list[_Found] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def budget_table_statements(
    document: Document, taken: Iterable[Span], units: Units, names: Iterable[str], year: int | None
) -> Iterator[Said]:
    """What every budget table of ``document`` says, but for those that ``taken`` spans lie in; ``names`` are the
    disclosing unit's, ``year`` is the document's."""
    own = frozenset(normal(name) for name in names)
    for table in budget_tables(document, tuple(taken)):
        reading = _read(document, table, units, own, year)
        if reading is not None:
            yield from reading.issues
            yield from _statements(reading, year)


def _read(
    document: Document, table: BudgetTable, units: Units, names: frozenset[str], own: int | None
) -> _Reading | None:
    anatomy = frame(table.rows)
    year, stage = titled(table, own)
    base = year.value if year else own
    reading = _Reading(document, table, anatomy, year, stage, base, unit_of(table, anatomy, units))
    for columns in anatomy.groups:
        _side_by_side(reading, columns, names)
    if not reading.found:
        return None
    if table.layout is GENERAL and reading.known < _LEAST_SHARE * (reading.known + reading.unknown):
        return None
    return reading if table.title or reading.known > 1 or len(reading.found) > 1 else None


def _side_by_side(reading: _Reading, columns: ColumnGroup, names: frozenset[str]) -> None:
    """Read one group of columns of the table."""
    layout = reading.table.layout
    side = side_of_group(columns, layout, first=columns is reading.anatomy.groups[0])
    meanings = [(each, of_path(each.path, layout, side, reading.base)) for each in columns.values]
    meanings = [(each, meaning) for each, meaning in meanings if meaning.kind != "ignored"]
    rows = range(reading.anatomy.data, len(reading.table.rows))
    scheme = None if layout.id in _UNCLASSIFIED or layout.side == "mixed" else _scheme(reading, columns, rows)
    if scheme in ("functional", "economic") and side is None:
        side = "expenditure"
    reader = RowReader(layout, side, scheme, reading.base, names)
    headers = _headers(reading)
    for at in rows:
        if tuple(entry.label for entry in reading.table.rows[at]) in headers:
            continue
        _row(reading, columns, meanings, reader, side, at)


def _headers(reading: _Reading) -> set[tuple[str, ...]]:
    """The rows of the header: on the next page they may stand again."""
    found = {tuple(entry.label for entry in row) for row in reading.table.rows[: reading.anatomy.data]}
    return {labels for labels in found if sum(map(bool, labels)) > 1}


def _scheme(reading: _Reading, columns: ColumnGroup, rows: range) -> str | None:
    names: list[str] = []
    codes: list[str] = []
    for at in rows:
        for column in columns.keys:
            entry = reading.anatomy.starting(at, column.at)
            match = CODE.match(entry.text.text.strip()) if entry else None
            if match:
                codes.append(match[1])
            elif entry and column.role == "name":
                names.append(entry.text.text)
    return scheme_of(names, codes)


def _row(
    reading: _Reading,
    columns: ColumnGroup,
    meanings: Sequence[tuple[Column, HeaderMeaning]],
    reader: RowReader,
    side: str | None,
    at: int,
) -> None:
    keys = {column.at: reading.anatomy.starting(at, column.at) for column in columns.keys}
    codes = [keys[column.at] for column in columns.keys if column.role == "code"]
    worded = [
        entry
        for entry in codes
        if entry and not entry.label.isdigit() and not CODE.match(entry.text.text.strip())
    ]
    if worded:  # 合计 is merged over the columns of codes
        codes = []
    names = worded + [
        entry for column in columns.keys if column.role == "name" and (entry := keys[column.at])
    ]
    units = [entry for column in columns.keys if column.role == "unit" and (entry := keys[column.at])]
    names = [each for each in names if each.label not in ("类", "款", "项")] or units
    names = [each for each in names if not each.label.isdigit()] or names
    if not any(codes) and not names and columns.keys:  # 公用经费合计 is merged over several groups of columns
        over = reading.anatomy.grid.at(at, columns.keys[0].at)
        names = (
            [over]
            if over and not over.blank and over.cell.colspan > 1 and over in reading.table.rows[at]
            else []
        )
    project = any(_innermost(column) == "项目名称" and keys[column.at] for column in columns.keys)
    listed = project and len([column for column in columns.keys if column.role in ("code", "name")]) > 1
    subject = None if listed else reader.read(codes, names)  # a project's amount is not the item's
    cells = [
        (column, meaning, entry)
        for column, meaning in meanings
        if (entry := reading.anatomy.starting(at, column.at)) and not is_blank(entry.text.text)
    ]
    if columns.keys and subject is None and cells:
        reading.unknown += 1
        reading.issues.append(unknown_row(names, [entry for *_, entry in cells]))
        return
    for column, meaning, entry in cells:
        _cell(reading, subject, meaning, column, entry, side)
    reading.known += bool(cells)


def _innermost(column: Column) -> str:
    """The innermost header label of a column."""
    return column.path[-1].label if column.path else ""


def _cell(
    reading: _Reading,
    subject: RowSubject | None,
    meaning: HeaderMeaning,
    column: Column,
    entry: Entry,
    side: str | None,
) -> None:
    number = number_in(entry)
    if number is None:
        if not entry.label.endswith("%") and any(character.isdigit() for character in entry.text.text):
            reading.issues.append(unread(entry))
        return
    if meaning.kind == "unknown":
        reading.issues.append(unknown_column(column.path, entry))
        return
    counted = (subject.count if subject else None) or meaning.count
    title = reading.table.title.span if reading.table.title else entry.cell.span
    where = None if counted else classified(subject, meaning, reading.table.layout, side, title)
    if where is None and not counted:
        reading.issues.append(unread(entry))
        return
    label = (
        subject.label
        if subject and (subject.category or subject.total or subject.count)
        else _column_label(column, meaning)
    )
    reading.found.append(
        (subject, meaning, where, entry, label or text_at(reading.document, entry.cell.span))
    )


def _column_label(column: Column, meaning: HeaderMeaning) -> Text | None:
    """The header words that name what a column is about: those of its concept, else the innermost."""
    named = {span for each in meaning.categories[-1:] for span in each.evidence}
    of = [entry for entry in column.path if entry.cell.span in named or entry.label in BARE_TOTALS]
    entry = of[-1] if of else column.path[-1] if column.path else None
    return Stated(entry.text.text, (entry.cell.span,)) if entry else None


def _statements(reading: _Reading, own: int | None) -> Iterator[Said]:
    assumed = False
    for found in reading.found:
        said, by_assumption = _statement(reading, found, own)
        assumed = assumed or by_assumption
        yield said
    if assumed:
        yield unit_assumed(reading.table.span)


def _statement(reading: _Reading, found: _Found, own: int | None) -> tuple[Statement, bool]:
    """What one number says, and whether its unit was assumed; a year that is the document's ``own`` is left open."""
    subject, meaning, where, entry, label = found
    printed = number_in(entry)
    assert printed is not None
    number = parse_number(printed[0])
    assert number is not None
    words = entry.text.strip()
    span = span_of(words, 0, len(words.text))
    rule = f"table.cell:{reading.table.layout.id}"
    year = (subject.year if subject else None) or meaning.year or reading.year
    year = None if year is not None and year.value == own else year
    stage = (subject.stage if subject else None) or meaning.stage or reading.stage
    counted = (subject.count if subject else None) or meaning.count
    if counted:
        unit = Stated(counted[1], label.evidence)
        value = Stated(number, (span,))
        return Statement(rule, "quantity", counted[0], label, value, unit, year=year, stage=stage), False
    assert where is not None
    unit_of_money = printed[1] or meaning.unit or reading.unit
    changed = meaning.kind == "change"
    said = Statement(
        rule,
        "change" if changed else "amount",
        where.category,
        label,
        Stated(in_yuan(number * (meaning.sign if number > 0 else 1), unit_of_money or ASSUMED), (span,)),
        None if changed else text_at(reading.document, span),
        year=year,
        stage=reading.stage if changed else stage,
        component=where.component,
        fund=where.fund,
    )
    return said, unit_of_money is None
