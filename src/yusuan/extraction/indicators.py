"""Rows of an indicator table → Indicators: levels carried down over merged cells, targets taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from yusuan.extraction.stated import span_of, text_at, text_of
from yusuan.extraction.tables import Entry, Row
from yusuan.model.disclosure import Indicator, Stated, Target, Text
from yusuan.model.document import Document
from yusuan.model.issue import Issue
from yusuan.values.numbers import is_blank
from yusuan.values.targets import parse_target


@dataclass(slots=True)
class IndicatorRows:
    """The columns of the header and the indicators read so far."""

    document: Document
    columns: dict[str, str]
    issues: list[Issue]
    at: dict[int, str] = field(default_factory=dict)
    levels: dict[str, Text] = field(default_factory=dict)
    found: list[Indicator] = field(default_factory=list)

    def header(self, row: Row) -> bool:
        """Whether ``row`` is the header (again, after a page cut); its columns are then in force."""
        columns = {
            entry.cell.column: self.columns[entry.label] for entry in row if entry.label in self.columns
        }
        if len(columns) < 3:
            return False
        self.at = columns
        return True

    def read(self, row: Row) -> None:
        """Take in one row below the header."""
        cells = {self.at[e.cell.column]: e for e in row if e.cell.column in self.at and not e.blank}
        for level in ("level1", "level2"):
            if level in cells:
                self.levels[level] = text_at(self.document, cells[level].cell.span)
                if level == "level1":
                    self.levels.pop("level2", None)
        if "name" in cells and ("target" in cells or "level2" in cells or not self.found):
            self._indicator(cells)
        elif self.found and cells:
            self._extend(cells)

    def _indicator(self, cells: dict[str, Entry]) -> None:
        text = {key: text_at(self.document, entry.cell.span) for key, entry in cells.items()}
        target, spilled = self._target(cells.get("target"))
        basis = text.get("basis")
        if basis is not None and is_blank(basis.value):
            basis = None
        self.found.append(
            Indicator(
                ordinal=len(self.found) + 1,
                level1=self.levels.get("level1"),
                level2=self.levels.get("level2"),
                name=text["name"],
                description=text.get("description"),
                target=target,
                basis=basis,
                basis_also=spilled,
            )
        )

    def _target(self, entry: Entry | None) -> tuple[Target | None, tuple[Text, ...]]:
        if entry is None or is_blank(entry.text.text):
            return None, ()
        printed = Stated(self.document.words(entry.cell.span), (entry.cell.span,))
        parsed = parse_target(entry.text.text)
        if parsed is None:
            return Target(printed), ()
        spilled: tuple[Text, ...] = ()
        if parsed.basis is not None:
            spilled = (text_of(self.document, entry.text, *parsed.basis),)
            self.issues.append(
                Issue(
                    "indicator.basis",
                    span_of(entry.text, *parsed.basis),
                    f"指标值里的“{spilled[0].value}”读作确定依据。",
                    f"'{spilled[0].value}' in the value cell was read as a basis.",
                )
            )
        return Target(printed, parsed.operator, parsed.value, parsed.unit), spilled

    def _extend(self, cells: dict[str, Entry]) -> None:
        """A row without a target goes on with the row above, which a page cut in two."""
        last = self.found[-1]
        changes: dict[str, Any] = {}
        for key in ("name", "description", "basis"):
            before: Text | None = getattr(last, key)
            if key in cells:
                spans = (*(before.evidence if before else ()), cells[key].cell.span)
                changes[key] = text_at(self.document, *spans)
        if "target" in cells and last.target is None:
            changes["target"] = self._target(cells["target"])[0]
        self.found[-1] = replace(last, **changes)

    def indicators(self) -> tuple[Indicator, ...]:
        """What was read, in order."""
        return tuple(self.found)
