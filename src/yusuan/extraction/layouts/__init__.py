"""Layouts of project tables as data: which label or column is which property. One TOML file a layout, in ``projects/``.

``docs/howto/add-a-layout.md`` describes every key of a file. Budget tables have layouts of their own, in ``budget/``;
``scores`` tells how well all of them fit a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from yusuan.extraction.layouts.files import read_layout_files
from yusuan.extraction.layouts.keys import key_of, keys_of
from yusuan.extraction.tables.rows import Row, rows_of
from yusuan.model.document import Document, Table
from yusuan.model.field_list import Fields
from yusuan.model.fields import INDICATOR, PROJECT
from yusuan.vocabulary.labels import label as term_label

__all__ = ["Layout", "Sense", "generic", "known_labels", "layouts", "scores"]

GENERIC = "generic"
_TITLE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Sense:
    """What a label announces: ``kind`` is "value", "funding", "line", "block", "group", "ignore" or "remark"; ``key`` the
    property, the concept path or the block."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Layout:
    """One known form. Maps go from a label (see ``key_of``) to what it announces.

    ``kind`` is "form" (labels beside values, indicator rows below) or "list" (one header, a row each);
    ``subject`` is whose goals they are: a "project"'s or the whole "department"'s.
    """

    id: str
    kind: str
    subject: str
    labels: frozenset[str] = frozenset()
    least: int = 1
    every: tuple[frozenset[str], ...] = ()
    never: frozenset[str] = frozenset()
    titles: tuple[re.Pattern[str], ...] = ()
    start: frozenset[str] = frozenset()
    senses: dict[str, Sense] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    project_columns: dict[str, str] = field(default_factory=dict)
    money_columns: dict[str, str] = field(default_factory=dict)
    task_columns: dict[str, str] = field(default_factory=dict)
    totals: frozenset[str] = frozenset()
    total_category: str | None = None
    idle: tuple[re.Pattern[str], ...] = ()
    trim: dict[str, re.Pattern[str]] = field(default_factory=dict)
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def score(self, labels: frozenset[str], title: str = "") -> float:
        """How well labels and a title fit: a point for each label that the layout looks for, three for a title; 0 where
        too few labels are there, one that must be is missing, or one that must not be is there."""
        count = len(self.labels & labels)
        if count < self.least or self.never & labels or not all(group & labels for group in self.every):
            return 0
        return count + (_TITLE_WEIGHT if self.titled(title) else 0)

    def titled(self, title: str) -> bool:
        """Whether a title is one of the form's."""
        return any(pattern.search(title) for pattern in self.titles)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout of project tables that ships, by id. ValueError (with file and key) where a file is not well formed."""
    folder = resources.files("yusuan.extraction").joinpath("layouts", "projects")
    return tuple(
        _layout(entry) for _, entry in sorted(read_layout_files(folder).items()) if entry["kind"] != "words"
    )


@cache
def generic() -> Layout:
    """The words of all layouts and the names of the ontology's properties, for tables that no layout knows."""
    known = layouts()

    def merged(name: str) -> dict[str, str]:
        return {label: key for each in reversed(known) for label, key in getattr(each, name).items()}

    of_projects = [each for each in known if each.subject == "project"]
    senses = {label: sense for each in reversed(of_projects) for label, sense in each.senses.items()}
    columns, project_columns = merged("columns"), merged("project_columns")
    for name, label in _own_names(PROJECT):
        senses.setdefault(label, Sense("value", name))
        project_columns.setdefault(label, name)
    for name, label in _own_names(INDICATOR):
        columns.setdefault(label, name)
    return Layout(
        id=GENERIC,
        kind="form",
        subject="project",
        start=frozenset(key_of(label) for label in ("项目名称", "项目编码", "项目代码")),
        senses=senses,
        columns=columns,
        project_columns={label: key for label, key in project_columns.items() if label not in _VAGUE},
        money_columns=merged("money_columns"),
        totals=frozenset(label for each in known for label in each.totals),
        idle=tuple({pattern.pattern: pattern for each in known for pattern in each.idle}.values()),
        trim={key: pattern for each in known for key, pattern in each.trim.items()},
        terms={key: words for each in known for key, words in each.terms.items()},
    )


_VAGUE = frozenset(map(key_of, ("项目", "名称", "单位", "内容")))
"""Words that name a project or a unit only in a form that is known: other tables use them for anything."""


def _own_names(fields: Fields) -> Iterator[tuple[str, str]]:
    """(key of layouts, label) of every field that the ontology's own name of a property tells."""
    for row in fields.read_as():
        if row.named:
            yield row.layout[0], key_of(term_label(row.named, "zh"))


@cache
def known_labels() -> frozenset[str]:
    """Every label and column word of every layout."""
    return frozenset(
        label
        for each in layouts()
        for words in (each.senses, each.columns, each.project_columns, each.money_columns, each.task_columns)
        for label in words
    )


def labels_in(rows: Sequence[Row]) -> frozenset[str]:
    """The keys of every cell of the rows, those of the part before a colon too."""
    return frozenset(
        key for row in rows for entry in row if not entry.blank for key in keys_of(entry.text.text)
    )


def scores(document: Document, table: Table) -> list[tuple[str, float]]:
    """(id, score) of every layout, of projects and of budgets, that a table shows signs of, the best first."""
    rows = rows_of(document, table)
    labels = labels_in(rows)
    title = " ".join(entry.text.text for row in rows[:2] for entry in row)
    found = [(each.id, each.score(labels, title)) for each in layouts()]
    found += budget_scores(rows)
    return sorted((pair for pair in found if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))


def budget_scores(rows: Sequence[Row]) -> list[tuple[str, float]]:
    """The same of the layouts of budget tables alone."""
    # the budget layouts read tables by what this package says of labels
    from yusuan.extraction.layouts.budget_tables import scores as of_budgets

    return of_budgets(rows)


def _layout(entry: dict[str, object]) -> Layout:
    def words(name: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, labels in table(name).items():
            for label in labels:
                found.setdefault(key_of(label), key)
        return found

    def table(name: str) -> dict[str, list[str]]:
        found = entry.get(name, {})
        assert isinstance(found, dict)
        return found

    def listed(name: str) -> list[str]:
        found = entry.get(name, [])
        assert isinstance(found, list)
        return found

    recognise, ignore, total = table("recognise"), table("ignore"), table("total")
    senses: dict[str, Sense] = {}
    for kind, labels in (
        *((name, words(name)) for name in ("value", "funding", "line", "block")),
        ("group", {key_of(label): "" for label in listed("group")}),
        ("remark", {key_of(label): "" for label in listed("remark")}),
        ("ignore", {key_of(label): "" for label in ignore.get("labels", ())}),
    ):
        for label, key in labels.items():
            senses.setdefault(label, Sense(kind, key))
    return Layout(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        subject=str(entry.get("subject", "project")),
        labels=frozenset(map(key_of, recognise.get("labels", ()))),
        least=int(str(recognise.get("least", 1))),
        every=tuple(frozenset(map(key_of, group)) for group in recognise.get("every", ())),
        never=frozenset(map(key_of, recognise.get("never", ()))),
        titles=tuple(map(re.compile, recognise.get("titles", ()))),
        start=frozenset(map(key_of, listed("start"))),
        senses=senses,
        columns=words("columns"),
        project_columns=words("project_columns"),
        money_columns=words("money_columns"),
        task_columns=words("task_columns"),
        totals=frozenset(map(key_of, total.get("labels", ()))),
        total_category=str(total["category"]) if "category" in total else None,
        idle=tuple(map(re.compile, ignore.get("patterns", ()))),
        trim={name: re.compile(str(pattern)) for name, pattern in table("trim").items()},
        terms={name: tuple(labels) for name, labels in table("terms").items()},
    )
