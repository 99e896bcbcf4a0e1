"""The header of a list of projects: which column is which property of a project, or of an indicator of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.layouts import Layout
from yusuan.extraction.layouts.keys import variants
from yusuan.extraction.layouts.labels import lookup, unit_in
from yusuan.extraction.statements.indicators.grouped import Group, groups, is_level
from yusuan.extraction.statements.indicators.header import Header, content_property, term_of
from yusuan.extraction.statements.indicators.header import column_property as indicator_property
from yusuan.extraction.tables.grid import Grid, grid_of, header_paths
from yusuan.extraction.tables.rows import Entry, Row
from yusuan.values.numbers import parse_number

_PARTS = frozenset({"小计", "合计", "总计", "金额", "总额", "数额"})
_MOST_ROWS = 3
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class ListHeader:
    """``projects`` and ``indicators`` map columns to properties (a path of a concept: money from that source); ``units``
    is what a column's header declares; ``kinds`` every column for aligning rows; ``end`` the row after the header."""

    projects: dict[int, str]
    indicators: Header | None
    groups: tuple[Group, ...]
    units: dict[int, str]
    words: dict[int, Entry]
    kinds: dict[int, str]
    unread: tuple[Entry, ...]
    labels: tuple[str, ...]
    end: int

    def score(self) -> int:
        """How many columns are understood."""
        known = sum(key != "ignore" for key in self.projects.values())
        return known + (len(self.indicators.properties) if self.indicators else len(self.groups))


def list_header(rows: Sequence[Row], at: int, layout: Layout) -> ListHeader | None:
    """The header of a list that begins at row ``at``; ``None`` where none does."""
    if not _names(rows[at : at + _MOST_ROWS], layout) or not _headed(rows[at], layout):
        return None
    end = at + 1
    while end < min(len(rows), at + _MOST_ROWS) and _below(rows[at:end], rows[end], layout):
        end += 1
    header = _header(rows, at, end, layout)
    if header is None or "name" not in header.projects.values() or header.score() < 2:
        return None
    return header


def _names(rows: Sequence[Row], layout: Layout) -> bool:
    """Whether some cell may head the names of projects."""
    return any(
        lookup(layout.project_columns, entry.text.text) == "name"
        for row in rows
        for entry in row
        if 0 < len(entry.label) <= _LONGEST_LABEL
    )


def _headed(row: Row, layout: Layout) -> bool:
    """Whether most cells of a row name columns."""
    printed = [entry for entry in row if not entry.blank]
    if len(printed) < 2 or any(
        len(e.label) > _LONGEST_LABEL or parse_number(e.text.text) is not None for e in printed
    ):
        return False
    known = [entry for entry in printed if _known(entry, layout)]
    heads = len(known) + sum(is_level(entry) for entry in printed)
    return len(known) >= 2 and heads * 5 >= len(printed) * 3


def _known(entry: Entry, layout: Layout) -> bool:
    words = layout.project_columns
    return (
        lookup(words, entry.text.text) is not None
        or indicator_property(entry, layout.columns, layout.terms) is not None
        or any(
            form in layout.senses and layout.senses[form].kind == "group"
            for form in variants(entry.text.text)
        )
    )


def _below(above: Sequence[Row], row: Row, layout: Layout) -> bool:
    """Whether a row goes on with the header: words of columns, no number, nothing else. Levels of indicators are such
    words where no column above them holds levels."""
    keys = {
        indicator_property(e, layout.columns, layout.terms) for each in above for e in each if not e.blank
    }
    levels = not keys & {"level1", "level2"}
    printed = [entry for entry in row if not entry.blank]
    if not printed or any(parse_number(e.text.text) is not None or len(e.label) > 20 for e in printed):
        return False
    known = [
        e
        for e in printed
        if _known(e, layout) or e.label in _PARTS or term_of(e, layout.terms) or (levels and is_level(e))
    ]
    return len(known) * 5 >= len(printed) * 3


def _header(rows: Sequence[Row], start: int, end: int, layout: Layout) -> ListHeader | None:
    grid: Grid = grid_of([*rows[start:end]])
    paths = header_paths(grid, 0, end - start)
    projects: dict[int, str] = {}
    indicators: dict[int, str] = {}
    units: dict[int, str] = {}
    words: dict[int, Entry] = {}
    unread: list[Entry] = []
    grouped: dict[int, str | None] = {}
    for column, path in enumerate(paths):
        if not path:
            continue
        words[column] = path[-1]
        unit = next((unit for entry in reversed(path) if (unit := unit_in(entry.text.text))), None)
        if unit:
            units[column] = unit
        key = _property(path, layout)
        own = (
            None
            if key
            else next(
                (k for e in reversed(path) if (k := indicator_property(e, layout.columns, layout.terms))),
                None,
            )
        )
        if key and (key == "ignore" or key not in projects.values()):
            projects[column] = key
        elif any(map(is_level, path)) and not {"level1", "level2"} & set(indicators.values()):
            grouped[column] = own
        elif own and (own == "ignore" or own not in indicators.values()):
            indicators[column] = own
        elif not any(each is path[-1] for each in unread) and not (column and paths[column - 1] == path):
            unread.append(path[-1])
    content = content_property(indicators.values())
    indicators = {column: content if own == "content" else own for column, own in indicators.items()}
    kinds = dict.fromkeys(words, "")
    kinds |= {c: "project" if k == "name" else "flow" if "/" in k else k for c, k in projects.items()}
    kinds |= indicators
    of = None
    if "name" in indicators.values() and len(indicators) > 1:
        of = Header(((None, {c: k for c, k in indicators.items() if k != "ignore"}),), kinds, {}, end)
    elif indicators:
        unread += [words[c] for c, k in indicators.items() if k != "ignore"]
    by_level = groups(paths, {column: own for column, own in grouped.items() if own})
    unread += [] if by_level else [words[column] for column in grouped]
    labels = tuple(entry.label for row in rows[start:end] for entry in row if not entry.blank)
    return ListHeader(projects, of, by_level, units, words, kinds, tuple(unread), labels, end)


def _property(path: Sequence[Entry], layout: Layout) -> str | None:
    """The property of the innermost word; 小计 and the like are the whole of what stands above them."""
    for at in reversed(range(len(path))):
        if path[at].label in _PARTS and at:
            continue
        key = lookup(layout.project_columns, path[at].text.text)
        if key is not None:
            inner = at < len(path) - 1 and path[-1].label not in _PARTS
            return None if inner else key
        if at == len(path) - 1 and indicator_property(path[at], layout.columns, layout.terms):
            return None
    return None
