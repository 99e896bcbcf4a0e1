"""A list of projects: one header, a row (or a group of rows) each, cells carried down, sub-totals between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.extraction.layouts import Layout
from yusuan.extraction.stated import normal, text_at
from yusuan.extraction.statements.projects.draft import ProjectDraft
from yusuan.extraction.statements.projects.list_header import ListHeader, list_header
from yusuan.extraction.statements.projects.money_grid import key_total
from yusuan.extraction.tables.alignment import aligned
from yusuan.extraction.tables.money import AmountReader
from yusuan.extraction.tables.rows import Entry, Row
from yusuan.model.disclosure import BudgetLine
from yusuan.model.document import Document
from yusuan.model.field import FormReading
from yusuan.model.fields import PROJECT
from yusuan.model.issue import Issue
from yusuan.values.numbers import is_blank, parse_number

_CODED = re.compile(r"\d{3,6}[-—]")
_UNIT = re.compile(
    r"(?:[局院办委部厅处队站所校园镇乡馆]|中心|政府|街道|委员会|办事处|协会|联合会|法院|总工会|学校|小学|中学|医院)$"
)
_CARRIED = PROJECT.layout_keys(FormReading.ORGANISATION)
_SUM = re.compile(r"^(?:本?[页部单县区市乡镇]*)?(?:合计|小计|总计|共计)|(?:合计|小计|总计)$")


@dataclass(slots=True)
class ListReader:
    """Reads the rows of one list; ``drafts`` are its projects, ``lines`` its totals."""

    document: Document
    layout: Layout
    money: AmountReader
    issues: list[Issue]
    trusted: bool = False
    drafts: list[ProjectDraft] = field(default_factory=list)
    lines: list[BudgetLine] = field(default_factory=list)
    header: ListHeader | None = None
    carried: dict[str, Entry] = field(default_factory=dict)

    def read(self, rows: Sequence[Row]) -> None:
        """Take all rows in."""
        at = 0
        while at < len(rows):
            header = list_header(rows, at, self.layout)
            if header is not None:
                at = header.end
                self._begin(header)
                continue
            if self.header is not None:
                self._row(rows[at])
            at += 1

    def _begin(self, header: ListHeader) -> None:
        again = self.header is not None and self.header.labels == header.labels
        self.header = header
        if again:
            return
        for entry in header.unread:
            self.issues.append(
                Issue(
                    "table.column",
                    entry.cell.span,
                    f"项目清单的这一列没有对应的属性，未收录：{entry.text.text[:30]}",
                    f"this column of a list of projects has no property; left out: {entry.text.text[:30]}",
                )
            )

    def _row(self, row: Row) -> None:
        assert self.header is not None
        printed = [entry for entry in row if not is_blank(entry.text.text)]
        if not printed or self._idle(printed) or self._counts_columns(printed):
            return
        if any(_is_sum(entry, self.layout) for entry in printed[:3] if parse_number(entry.text.text) is None):
            self._sum(printed)
            return
        placed = aligned(row, self.header.kinds, self.trusted)
        cells = {
            self.header.projects[e.cell.column]: e
            for e in placed
            if e.cell.column in self.header.projects and not is_blank(e.text.text)
        }
        own = self._indicator_cells(placed) or self._grouped_cells(placed)
        name = cells.get("name")
        if name is not None and not own and self._begins_unit(cells, printed):
            self.carried["unit"] = name if name.cell.span != printed[-1].cell.span else printed[0]
            self._sum(printed)
            return
        if name is None and not own and "unit" in cells and len(printed) <= 4:
            self.carried["unit"] = cells[
                "unit"
            ]  # a row that begins a unit, perhaps with the sum of its projects
            self._sum(printed)
            return
        if name is not None and self._new(cells, bool(own)):
            self._project(cells)
        elif not self.drafts:
            self._unknown(printed)
            return
        elif name is None:
            self._more(cells)
        if own and self.header.groups:
            self.drafts[-1].indicators.read_groups(placed, self.header.groups)
        elif own and self.header.indicators is not None:
            draft = self.drafts[-1]
            draft.indicators.header = self.header.indicators
            draft.indicators.read_aligned(placed)
        elif name is None and not cells:
            self._unknown(printed)

    def _indicator_cells(self, placed: Row) -> list[Entry]:
        header = self.header.indicators if self.header else None
        if header is None:
            return []
        columns = header.sets[0][1]
        return [e for e in placed if e.cell.column in columns and not is_blank(e.text.text)]

    def _grouped_cells(self, placed: Row) -> list[Entry]:
        columns = {at for group in self.header.groups for at in group.columns} if self.header else set()
        return [e for e in placed if e.cell.column in columns and not is_blank(e.text.text)]

    def _new(self, cells: dict[str, Entry], indicators: bool) -> bool:
        """Whether a row with a name begins a project: one that repeats name, code, unit and amount beside another
        indicator goes on with the project above."""
        if not self.drafts or not indicators:
            return True
        last = self.drafts[-1]
        said = {
            key: normal(cells[key].text.text) for key in ("name", "code", "amount", "unit") if key in cells
        }
        return any(last.printed.get(key, value) != value for key, value in said.items())

    def _project(self, cells: dict[str, Entry]) -> None:
        draft = ProjectDraft(self.document, self.layout, self.money, self.issues, self.trusted)
        self.drafts.append(draft)
        for key in _CARRIED:
            if key in cells:
                self.carried[key] = cells[key]
        for key, entry in self.carried.items():
            draft.take(key, entry)
        draft.printed = {k: normal(e.text.text) for k, e in (self.carried | cells).items()}
        self._more(cells)

    def _more(self, cells: dict[str, Entry]) -> None:
        assert self.header is not None
        draft = self.drafts[-1]
        for key, entry in cells.items():
            unit = self.header.units.get(entry.cell.column)
            if key == "ignore":
                continue
            if "/" in key:
                draft.fund(key, self.header.words[entry.cell.column], entry, None, unit)
            else:
                draft.take(key, entry, unit)
        draft.terms |= "goals_long_term" in self.header.projects.values()

    def _begins_unit(self, cells: dict[str, Entry], printed: Sequence[Entry]) -> bool:
        """Whether a row names a unit, with or without the sum of its projects, where others have a goal and indicators:
        units share the column of projects, or merged cells lost their place."""
        assert self.header is not None
        words = [entry for entry in printed if parse_number(entry.text.text) is None]
        if len(words) == 1 and len(printed) == 2 and _CODED.match(printed[0].label):
            return True
        if not (self.header.indicators or self.header.groups) or "goals" in cells or len(words) > 1:
            return False
        return len(printed) == 2 or _UNIT.search(words[0].label) is not None if words else False

    def _sum(self, printed: Sequence[Entry]) -> None:
        """A sum over rows is no project. That of the whole list may be an amount of the department."""
        assert self.header is not None
        category = self.layout.total_category
        words = [e for e in printed if parse_number(e.text.text) is None]
        numbers = [e for e in printed if parse_number(e.text.text) is not None]
        column = next((c for c, key in self.header.projects.items() if key == "amount"), None)
        exact = [e for e in numbers if e.cell.column == column] or numbers[:1]
        whole = not self.drafts or (words and normal(words[0].text.text) in ("合计", "总计", "共计"))
        if not category or not whole or not words or not exact or self.lines or column is None:
            return
        amount = self.money.amount(exact[0], self.header.units.get(column))
        if amount is not None:
            label = text_at(self.document, words[0].cell.span)
            self.lines.append(BudgetLine(category=category, label=label, amount=amount[0], amount_text=amount[1]))

    def _idle(self, printed: Sequence[Entry]) -> bool:
        words = normal("|".join(entry.text.text for entry in printed))
        return any(pattern.search(words) for pattern in self.layout.idle)

    def _counts_columns(self, printed: Sequence[Entry]) -> bool:
        """Whether a row only counts the columns: 1 2 3 4."""
        numbers = [parse_number(entry.text.text) for entry in printed]
        counted = [int(n) for n in numbers if n is not None and n == int(n)]
        return (
            len(counted) >= 3
            and len(counted) >= len(printed) - 1
            and counted == list(range(counted[0], counted[0] + len(counted)))
        )

    def _unknown(self, printed: Sequence[Entry]) -> None:
        words = " | ".join(entry.text.text for entry in printed)
        self.issues.append(
            Issue(
                "table.row",
                printed[0].cell.span.to(printed[-1].cell.span),
                f"项目表中有一行没有读懂：{words[:60]}",
                f"a row of a project table was not understood: {words[:60]}",
            )
        )


def _is_sum(entry: Entry, layout: Layout) -> bool:
    return key_total(entry, layout) or (len(entry.label) <= 12 and bool(_SUM.search(entry.label)))
