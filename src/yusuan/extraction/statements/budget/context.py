"""What holds for a whole budget table, or one group of its columns: the year and stage of its title, its unit, its side."""

from __future__ import annotations

from yusuan.extraction.layouts.budget_tables import BudgetLayout
from yusuan.extraction.stated import normal
from yusuan.extraction.statements.budget.frame import ColumnGroup, Frame
from yusuan.extraction.statements.budget.titles import BudgetTable
from yusuan.extraction.statements.budget.words import side_of, stage_in, year_in
from yusuan.extraction.tables.units import Units
from yusuan.model.disclosure import Stated
from yusuan.values.money import declared_unit


def titled(table: BudgetTable, own: int | None) -> tuple[Stated[int] | None, Stated[str] | None]:
    """The year and the stage that the title of a table says."""
    if table.title is None:
        return None, None
    words, span = normal(table.title.words), (table.title.span,)
    year, stage = year_in(words, own), stage_in(words)
    return (Stated(year, span) if year else None), (Stated(stage, span) if stage else None)


def unit_of(table: BudgetTable, anatomy: Frame, units: Units) -> str | None:
    """The unit declared in the title or the header of the table, else the one in force where its data begin."""
    if table.title is not None:
        declared = declared_unit(table.title.words)
        if declared:
            return declared[0]
    for row in table.rows[: anatomy.data]:
        for entry in row:
            declared = declared_unit(entry.text.text) if "单位" in entry.text.text else None
            if declared:
                return declared[0]
    return units.at(table.span.start)


def side_of_group(columns: ColumnGroup, layout: BudgetLayout, *, first: bool) -> str | None:
    """Whether a group of columns is of income or expenditure: as its header says, or the form does, or its place."""
    for column in (*columns.keys, *columns.values):
        for entry in column.path:
            side = side_of(entry.label)
            if side:
                return side
    if layout.side in ("income", "expenditure"):
        return layout.side
    if layout.side == "both":
        return "income" if first else "expenditure"
    return None
