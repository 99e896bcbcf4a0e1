"""What a budget table says that is not taken, as Issues: an unknown row or column, a cell that is no amount, a unit assumed."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.extraction.tables.rows import Entry
from yusuan.extraction.tables.units import ASSUMED
from yusuan.model.document import Span
from yusuan.model.issue import Issue

_QUOTED = 60


def unknown_row(names: Sequence[Entry], cells: Sequence[Entry]) -> Issue:
    """A row with numbers whose name or code says nothing known."""
    words = " ".join(entry.text.text for entry in names)[:_QUOTED]
    return Issue(
        "table.row-unknown",
        (names[0] if names else cells[0]).cell.span.to(cells[-1].cell.span),
        f"表中“{words}”一行不知道属于哪个科目，未收录。",
        f"the row '{words}' of the table is of no known item; left out.",
    )


def unknown_column(path: Sequence[Entry], entry: Entry) -> Issue:
    """A number under a header that says nothing known."""
    words = "/".join(each.text.text for each in path)[:_QUOTED]
    return Issue(
        "table.column-unknown",
        entry.cell.span,
        f"表头“{words}”的含义不明，这一格未收录。",
        f"what the header '{words}' means is not known; this cell is left out.",
    )


def unread(entry: Entry) -> Issue:
    """A cell among the amounts that is none."""
    words = entry.text.text[:_QUOTED]
    return Issue(
        "table.cell-unread",
        entry.cell.span,
        f"表格中的“{words}”没有读成金额，未收录。",
        f"'{words}' in the table is not read as an amount; left out.",
    )


def unit_assumed(span: Span) -> Issue:
    """A table for which no unit of money is declared."""
    return Issue(
        "unit.assumed",
        span,
        f"没有写明金额单位，按{ASSUMED}读取。",
        "no unit of money is declared; read as 10,000 yuan (万元).",
    )
