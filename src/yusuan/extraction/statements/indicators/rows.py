"""Rows of an indicator table → Indicators: levels carried down over merged cells, targets put together and taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.extraction.layouts import Layout
from yusuan.extraction.stated import text_at, text_of
from yusuan.extraction.statements.indicators.grouped import Group, parted
from yusuan.extraction.statements.indicators.header import Header
from yusuan.extraction.statements.indicators.targets import joined_target
from yusuan.extraction.tables.alignment import aligned, level_depth
from yusuan.extraction.tables.money import plain_number
from yusuan.extraction.tables.rows import Entry, Row
from yusuan.model.disclosure import Indicator, Stated, Target, Text
from yusuan.model.document import Document
from yusuan.model.field import Datatype, Field, FormReading, filled
from yusuan.model.fields import INDICATOR, TARGET
from yusuan.model.issue import Issue
from yusuan.values.numbers import is_blank

_POINTS = re.compile(r"[(（]\s*\d+(?:\.\d+)?\s*[分%]\s*[)）]$")
"""The weight behind a level or a name: 产出指标（50分）."""
_NUMBERED = re.compile(r"(?:三级)?指标\s*\d{1,2}\s*[:：.、]\s*")
_NOTHING = re.compile(r"[.…·。—\-\s]*(?:指标\s*\d{1,2}\s*[:：.、]?)?[.…·。—\-\s]*\Z")
_TARGET = TARGET.layout_keys()
_STATED = {key: each for each in INDICATOR if each.read in (FormReading.CELL, FormReading.NUMBER) for key in each.layout}
"""Columns whose cells state a field by themselves."""
_GOES_ON = {"name": "name"} | {
    key: each.attribute for key, each in _STATED.items() if each.datatype is Datatype.CHINESE
}
"""Columns of words, which a page may cut in two, and their fields."""
_OWN = tuple(key for key in INDICATOR.layout_keys() if key not in ("level1", *_GOES_ON))
"""Columns whose words begin an indicator; a row with none of them goes on with the one above."""


@dataclass(slots=True)
class IndicatorRows:
    """The header in force and the indicators read so far."""

    document: Document
    layout: Layout
    issues: list[Issue]
    trusted: bool = False
    header: Header | None = None
    levels: dict[tuple[str | None, str], Text] = field(default_factory=dict)
    found: list[Indicator] = field(default_factory=list)

    def begin(self, header: Header) -> None:
        """Take a header (again, after a page cut); its columns are then in force."""
        self.header = header

    def read(self, row: Row) -> bool:
        """Take in one row below the header; whether anything of it was understood."""
        if self.header is None:
            return False
        return self.read_aligned(aligned(row, self.header.every, self.trusted))

    def read_aligned(self, row: Row) -> bool:
        """The same of a row whose cells stand under their columns."""
        assert self.header is not None
        understood = False
        for term, columns in self.header.sets:
            cells = {columns[e.cell.column]: e for e in row if e.cell.column in columns and not e.blank}
            understood |= self._levels(term, cells)
            understood |= self._row(term, cells)
        return understood

    def read_groups(self, row: Row, groups: Sequence[Group]) -> None:
        """Take in one row of a table whose header holds the levels."""
        for group in groups:
            cells = {
                group.columns[e.cell.column]: e for e in row if e.cell.column in group.columns and not e.blank
            }
            name = cells.get("name")
            if name is None or is_blank(name.text.text) or _NOTHING.match(name.text.text):
                continue
            for key, level in zip(("level1", "level2"), group.levels, strict=True):
                self.levels.pop((None, key), None)
                if level is not None:
                    self.levels[None, key] = self._level(level)
            for each in parted(self.document, name) if group.joined else [cells]:
                self._indicator(None, each)

    def _levels(self, term: str | None, cells: dict[str, Entry]) -> bool:
        for column in ("level1", "level2"):
            if column not in cells or is_blank(cells[column].text.text):
                continue
            level = "level2" if column == "level1" and self._second(term, cells) else column
            self.levels[term, level] = self._level(cells[column])
            if level == "level1":
                self.levels.pop((term, "level2"), None)
        return "level1" in cells or "level2" in cells

    def _second(self, term: str | None, cells: dict[str, Entry]) -> bool:
        """Whether the first column holds second levels: the form has but one, or it leaves the first one out."""
        assert self.header is not None
        deep = level_depth(cells["level1"].text.text) == 2
        if "level2" in self.header.properties:
            return deep and "level2" not in cells
        return deep or ((term, "level2") in self.levels and (term, "level1") not in self.levels)

    def _level(self, entry: Entry) -> Text:
        """A level without the points that stand in brackets behind it."""
        text = entry.text.strip()
        points = _POINTS.search(text.text)
        if points and points.start():
            return text_of(self.document, text, 0, points.start())
        trim = self.layout.trim.get("level")
        idle = trim.search(text.text) if trim else None
        if idle and idle.end() == len(text.text) and idle.start():
            return text_of(self.document, text, 0, idle.start())
        return text_at(self.document, entry.cell.span)

    def _row(self, term: str | None, cells: dict[str, Entry]) -> bool:
        assert self.header is not None
        if "name" in cells and _NOTHING.match(cells["name"].text.text):
            return True  # the form's own 指标1： or a dash: nothing was filled in
        shared = len(self.header.sets) > 1 and not any(key in cells for key in _TARGET)
        if shared and "name" in cells and self._named_by_other(term):
            return True
        if "name" in cells and (any(key in cells for key in _OWN) or not self.found):
            self._indicator(term, cells)
        elif self.found and any(key in cells for key in (*_GOES_ON, "target")):
            self._extend(cells)
        else:
            return False
        return True

    def _named_by_other(self, term: str | None) -> bool:
        """Whether the terms share the column of names: a term without a value then has no indicator."""
        assert self.header is not None
        names = {
            column for _, columns in self.header.sets for column, key in columns.items() if key == "name"
        }
        return len(names) == 1

    def _indicator(self, term: str | None, cells: dict[str, Entry]) -> None:
        target, spilled = joined_target(self.document, cells, self.issues)
        indicator = Indicator(
            ordinal=len(self.found) + 1,
            level1=self.levels.get((term, "level1")),
            level2=self.levels.get((term, "level2")),
            name=self._name(cells["name"]),
            target=target,
            basis_also=spilled,
            term=term,
        )
        said = {each.attribute: self._stated(each, cells[key]) for key, each in _STATED.items() if key in cells}
        self.found.append(filled(indicator, said))

    def _stated(self, of: Field, entry: Entry) -> Stated[object] | None:
        if of.read is FormReading.NUMBER:
            return plain_number(entry)
        return None if is_blank(entry.text.text) else text_at(self.document, entry.cell.span)

    def _name(self, entry: Entry) -> Text:
        text = entry.text.strip()
        numbered = _NUMBERED.match(text.text)
        if numbered and numbered.end() < len(text.text):
            return text_of(self.document, text, numbered.end())
        points = _POINTS.search(text.text)
        if points and points.start():
            return text_of(self.document, text, 0, points.start())
        return text_at(self.document, entry.cell.span)

    def _extend(self, cells: dict[str, Entry]) -> None:
        """A row without a target goes on with the row above, which a page cut in two."""
        last = self.found[-1]
        changes: dict[str, Text | Target | None] = {}
        for key, attribute in _GOES_ON.items():
            before: Text | None = getattr(last, attribute)
            if key in cells:
                spans = (*(before.evidence if before else ()), cells[key].cell.span)
                changes[attribute] = text_at(self.document, *spans)
        if "target" in cells and last.target is None:
            changes["target"] = joined_target(self.document, cells, self.issues)[0]
        self.found[-1] = filled(last, changes)

    def indicators(self) -> tuple[Indicator, ...]:
        """What was read, in order."""
        return tuple(self.found)
