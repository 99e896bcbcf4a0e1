"""Layouts of project tables as data: which label or column is which property. One TOML file a layout, in ``projects/``.

``docs/howto/add-a-layout.md`` describes every key of a file. Budget tables have layouts of their own, in ``budget/``;
``scores`` tells how well all of them fit a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from yusuan.extraction.layouts.budget_tables import scores as budget_scores
from yusuan.extraction.layouts.files import OWN, read_layout_files
from yusuan.extraction.layouts.keys import key_of, keys_of
from yusuan.extraction.layouts.layout import Layout, Sense, layout_from
from yusuan.extraction.tables.rows import Row, rows_of
from yusuan.model.document import Document, Table
from yusuan.model.field import Fields
from yusuan.model.fields import INDICATOR, PROJECT
from yusuan.vocabulary.labels import label as term_label

__all__ = [
    "Layout",
    "Sense",
    "budget_scores",
    "generic",
    "known_labels",
    "labels_in",
    "layouts",
    "recognising_labels",
    "scores",
    "tried",
]

GENERIC = "generic"
_chosen: ContextVar[tuple[Layout, ...] | None] = ContextVar("layouts", default=None)


def layouts() -> tuple[Layout, ...]:
    """Every layout of project tables, by file name: those that ship, or those of the folder that is ``tried``. ValueError
    (with file and key) where a file is not well formed."""
    return _chosen.get() or _shipped()


@contextmanager
def tried(folder: Traversable) -> Iterator[None]:
    """The layouts of ``folder`` in place of those that ship, to see what a new file does before it stands among them."""
    token = _chosen.set(_read(folder))
    try:
        yield
    finally:
        _chosen.reset(token)


@cache
def _shipped() -> tuple[Layout, ...]:
    return _read(resources.files("yusuan.extraction").joinpath("layouts", "projects"))


def _read(folder: Traversable) -> tuple[Layout, ...]:
    files = sorted(read_layout_files(folder).items())
    return tuple(layout_from(entry, entry[OWN]) for _, entry in files if entry["kind"] != "words")


def generic() -> Layout:
    """The words of all layouts and the names of the ontology's properties, for tables that no layout knows."""
    return _generic(layouts())


@lru_cache(maxsize=4)
def _generic(known: tuple[Layout, ...]) -> Layout:
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


def known_labels() -> frozenset[str]:
    """Every label and column word of every layout."""
    return _known_labels(layouts())


def recognising_labels() -> frozenset[str]:
    """Every label by which some layout is told apart."""
    return _recognising_labels(layouts())


@lru_cache(maxsize=4)
def _recognising_labels(known: tuple[Layout, ...]) -> frozenset[str]:
    return frozenset(label for each in known for label in each.labels)


@lru_cache(maxsize=4)
def _known_labels(known: tuple[Layout, ...]) -> frozenset[str]:
    return frozenset(
        label
        for each in known
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
