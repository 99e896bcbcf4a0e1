"""The header of an indicator table: which column is which property, and of which term where two stand side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from yusuan.extraction.layouts import Layout
from yusuan.extraction.layouts.keys import variants
from yusuan.extraction.tables.grid import grid_of, header_paths
from yusuan.extraction.tables.rows import Entry, Row

ANNUAL, LONG_TERM = "annual", "long-term"
_LONGEST_LABEL = 40
_LEVELS = ("level2", "level1")


@dataclass(frozen=True, slots=True)
class Header:
    """``sets`` are (term, column → property): one set, or one a term; ``every`` is every column of the header with its
    property, "" where it has none; ``words`` the header cells by column; ``end`` the row after it."""

    sets: tuple[tuple[str | None, dict[int, str]], ...]
    every: dict[int, str]
    words: dict[int, tuple[Entry, ...]]
    end: int

    @property
    def properties(self) -> frozenset[str]:
        """The properties that some column holds."""
        return frozenset(key for _, columns in self.sets for key in columns.values())


def header_at(rows: Sequence[Row], at: int, layout: Layout) -> Header | None:
    """The header that begins at row ``at``, of one row or two; ``None`` where none does."""
    if _mapped(rows[at], layout):
        end = at + 2 if at + 1 < len(rows) and _below(rows[at], rows[at + 1], layout) else at + 1
        return _header(rows, at, end, layout)
    if at + 1 < len(rows) and _above(rows[at], layout) and _mapped(rows[at + 1], layout):
        return _header(rows, at, at + 2, layout)
    return None


def column_property(
    entry: Entry, words: Mapping[str, str], terms: Mapping[str, tuple[str, ...]]
) -> str | None:
    """The property that a header cell names, with or without the words of a term (年度指标值)."""
    if not entry.label or len(entry.label) > _LONGEST_LABEL:
        return None
    found = next((words[form] for form in variants(entry.text.text) if form in words), None)
    if found is None and (shorter := _without_term(entry, terms)) != entry.label:
        found = next((words[form] for form in variants(shorter) if form in words), None)
    return found


def term_of(entry: Entry, terms: Mapping[str, tuple[str, ...]]) -> str | None:
    """The term that a header cell names."""
    return next((term for term, words in terms.items() if any(word in entry.label for word in words)), None)


def _without_term(entry: Entry, terms: Mapping[str, tuple[str, ...]]) -> str:
    label = entry.label
    for word in (word for words in terms.values() for word in words if word in label):
        label = label.replace(f"({word})", "").replace(word, "")
    return label


def _mapped(row: Row, layout: Layout) -> bool:
    """Whether most cells of a row name columns of indicators: the name and one more, or two levels and a value."""
    printed = [entry for entry in row if not entry.blank]
    found = [column_property(entry, layout.columns, layout.terms) for entry in printed]
    known = {key for key in found if key and key != "ignore"}
    named = bool(known & {"name", "content"}) or {"level1", "level2"} <= known
    return named and len(known) >= 2 and sum(key is not None for key in found) * 2 >= len(found)


def _above(row: Row, layout: Layout) -> bool:
    """Whether a row is the upper part of a header: terms, or groups, over the columns."""
    printed = [entry for entry in row if not entry.blank]
    terms = [entry for entry in printed if term_of(entry, layout.terms) and "指标" in entry.label]
    return bool(terms) and all(len(entry.label) <= 14 for entry in printed)


def _below(row: Row, below: Row, layout: Layout) -> bool:
    """Whether the next row is the lower part of a header: nothing but terms or properties, under its columns."""
    printed = [entry for entry in below if not entry.blank]
    return bool(printed) and all(
        (term_of(e, layout.terms) is not None and len(e.label) <= 10)
        or column_property(e, layout.columns, layout.terms) is not None
        for e in printed
    )


def _header(rows: Sequence[Row], start: int, end: int, layout: Layout) -> Header | None:
    grid = grid_of([*rows[start:end]])
    paths = header_paths(grid, 0, end - start)
    found: list[tuple[int, str, str | None]] = []
    for column, path in enumerate(paths):
        key = next(
            (k for e in reversed(path) if (k := column_property(e, layout.columns, layout.terms))), None
        )
        term = next((t for e in reversed(path) if (t := term_of(e, layout.terms))), None)
        if key and not (found and found[-1][1] == key and _same_cell(paths[column], paths[found[-1][0]])):
            found.append((column, key, term))
    found = _named(found)
    if not any(key == "name" for _, key, _ in found):
        return None
    found = _of_one_term(paths, found, layout)
    every = {column: "" for column, path in enumerate(paths) if path} | {c: k for c, k, _ in found}
    return Header(tuple(_sets(found)), every, dict(enumerate(paths)), end)


def _of_one_term(
    paths: Sequence[tuple[Entry, ...]], found: list[tuple[int, str, str | None]], layout: Layout
) -> list[tuple[int, str, str | None]]:
    """The columns, all of the term that the cell before them names (长期绩效指标 | 一级指标 | …), where none names its own."""
    own = [each for each in found if each[1] != "ignore"]
    before = paths[: min((column for column, _, _ in own), default=0)]
    terms = [
        term for path in before for e in path if "指标" in e.label and (term := term_of(e, layout.terms))
    ]
    if not terms or any(term for _, _, term in own):
        return found
    return [(column, key, terms[0]) for column, key, _ in found]


def _same_cell(one: tuple[Entry, ...], other: tuple[Entry, ...]) -> bool:
    """Whether two columns stand under one merged cell: the first of them is the column."""
    return bool(one) and one == other


def _named(found: list[tuple[int, str, str | None]]) -> list[tuple[int, str, str | None]]:
    """The columns, with what 指标内容 means, and the deepest level as the name where no column is called so."""
    content = content_property({key for _, key, _ in found})
    found = [(column, content if key == "content" else key, term) for column, key, term in found]
    keys = {key for _, key, _ in found}
    if "name" in keys:
        return found
    deepest = next((level for level in _LEVELS if level in keys), None)
    return [(column, "name" if key == deepest else key, term) for column, key, term in found]


def content_property(keys: Collection[str]) -> str:
    """What a column of contents (指标内容) holds beside columns of these properties: the name where the levels have none
    below them; the target where a sign stands beside it and no value; else a description."""
    if "name" not in keys:
        return "name"
    return "target" if "operator" in keys and "target" not in keys else "description"


def _sets(found: list[tuple[int, str, str | None]]) -> list[tuple[str | None, dict[int, str]]]:
    terms = {term for _, _, term in found if term}
    if len(terms) == 1 and all(term for _, _, term in found):
        return [(found[0][2], _first(found))]
    if len(terms) > 1:
        shared = {column: key for column, key, term in found if term is None}
        sets = []
        for term in (LONG_TERM, ANNUAL):
            own = {column: key for column, key, of in found if of == term}
            if own:
                sets.append((term, {c: k for c, k in shared.items() if k not in own.values()} | own))
        return list(sets)
    repeated = [
        at for at, (_, key, _) in enumerate(found) if key in {k for _, k, _ in found[:at]} and key != "ignore"
    ]
    if not repeated or not {"name", "target"} <= {found[at][1] for at in repeated}:
        return [(None, _first(found))]
    cut = repeated[0]
    first, second = found[:cut], found[cut:]
    shared = {
        column: key for column, key, _ in first if key == "level1" and key not in {k for _, k, _ in second}
    }
    return [(LONG_TERM, _first(first)), (ANNUAL, shared | _first(second))]


def _first(found: Sequence[tuple[int, str, str | None]]) -> dict[int, str]:
    """column → property, the first column of each property."""
    columns: dict[int, str] = {}
    for column, key, _ in found:
        if key not in columns.values():
            columns[column] = key
    return columns
