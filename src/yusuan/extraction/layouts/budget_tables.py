"""Which form is this budget table? The layouts of layouts/budget as data, recognised by title and header words.

One TOML file a form: what its titles and headers say, and what every amount of it is paid from, is part of, or sums to.
``words.toml`` holds what header words mean in all of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from yusuan.extraction.layouts.files import check_key
from yusuan.extraction.stated import normal
from yusuan.extraction.tables.rows import Row, labels_of
from yusuan.vocabulary.concepts import find

_HEADER_ROWS = 6
_NOT_TITLE = re.compile(
    r"20\d\d年?度?|[\s_]|[\"“”‘’']|\(.{0,12}(?:元|表)\)"
    r"|^(?:附件?|公开|附?表)*(?:[\d.\-]+|[一二三四五六七八九十]{1,3}(?=[,:.表]))[,:.表]*|^(?:附件|附表|公开表)[:,]?"
)
_TITLE_WEIGHT = 10
_SIDES = ("income", "expenditure", "both", "mixed")
_KEYS = (
    "id",
    "kind",
    "title",
    "not",
    "headers",
    "least",
    "side",
    "total",
    "fund",
    "component",
    "words",
    "columns",
)
_COLUMN_KEYS = ("ignored", "total", "change", "stage", "year", "category", "unit")


@dataclass(frozen=True, slots=True)
class BudgetLayout:
    """One form. ``side`` is "income", "expenditure", "both" (two ledgers side by side) or "mixed" (anything, a row each);
    ``total`` is the category of a row 合计, ``fund`` and ``component`` what every amount is paid from and part of;
    ``words`` are row names, ``columns`` header words of the form's own."""

    id: str
    title: tuple[re.Pattern[str], ...] = ()
    excluded: tuple[str, ...] = ()
    headers: frozenset[str] = frozenset()
    least: int = 0
    side: str | None = None
    total: str | None = None
    fund: str | None = None
    component: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, Any]] = field(default_factory=dict)

    def titled(self, title: str) -> int:
        """How well a line of text is the title of this form: characters of the longest pattern's match, 0 for none."""
        words = _NOT_TITLE.sub("", normal(title))
        if any(word in words for word in self.excluded):
            return 0
        found = (pattern.search(words) for pattern in self.title)
        return max((len(match.group()) for match in found if match), default=0)

    def headed(self, labels: frozenset[str]) -> int:
        """How many of the form's header words are among ``labels``; 0 where too few are."""
        count = len(self.headers & labels)
        return count if self.headers and count >= self.least else 0


GENERAL = BudgetLayout("general")
"""A budget table of no known form: read by its header words alone."""


@cache
def budget_layouts() -> tuple[BudgetLayout, ...]:
    """Every form that ships, by file name."""
    return tuple(_layout(entry) for name, entry in sorted(_files().items()) if name != "words.toml")


def words() -> dict[str, Any]:
    """What header words mean in every form (words.toml)."""
    return _files()["words.toml"]


def best_titled(title: str) -> tuple[BudgetLayout, int] | None:
    """The form whose title a line of text is, with how well it fits."""
    rated = [(layout, layout.titled(title)) for layout in budget_layouts()]
    best = max(rated, key=lambda pair: pair[1])
    return best if best[1] else None


def best_headed(rows: Sequence[Row]) -> BudgetLayout:
    """The form that the header words of a table without a title show, or the general one."""
    labels = labels_of(rows)
    best = max(budget_layouts(), key=lambda layout: layout.headed(labels))
    return best if best.headed(labels) else GENERAL


def scores(rows: Sequence[Row]) -> list[tuple[str, float]]:
    """(id, score) of every form that a table shows signs of, the best first: its title inside the table weighs most."""
    found = []
    labels = labels_of(rows)
    titles = [entry.text.text for row in rows[:_HEADER_ROWS] for entry in row if not entry.blank]
    for layout in budget_layouts():
        titled = max(map(layout.titled, titles), default=0)
        score = titled * _TITLE_WEIGHT + layout.headed(labels)
        if score:
            found.append((layout.id, float(score)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


@cache
def _files() -> dict[str, dict[str, Any]]:
    folder = resources.files("yusuan.extraction").joinpath("layouts", "budget")
    entries = {
        path.name: tomllib.loads(path.read_text("utf-8"))
        for path in folder.iterdir()
        if path.name.endswith(".toml")
    }
    for name, entry in entries.items():
        if name != "words.toml":
            check(name, entry)
    return entries


def check(name: str, entry: dict[str, Any]) -> None:
    """Raises ValueError, one sentence that names the file and the key, for a layout that is not well formed."""
    if not entry.get("id") or not (entry.get("title") or entry.get("headers")):
        raise ValueError(f"{name}: id: a layout needs an id, and title or headers by which it is recognised")
    for key in entry:
        check_key(name, key, key, _KEYS)
    if entry.get("side") not in (None, *_SIDES):
        raise ValueError(f"{name}: side: must be one of {', '.join(_SIDES)}, is {entry['side']!r}")
    columns = entry.get("columns", {})
    for header, meaning in columns.items():
        for key in meaning:
            check_key(name, f"columns.{header}.{key}", key, _COLUMN_KEYS)
    paths = [entry.get(key) for key in ("total", "fund", "component")] + list(entry.get("words", {}).values())
    for path in [*paths, *(meaning.get("category") for meaning in columns.values())]:
        if path is not None and find(path) is None:
            raise ValueError(f"{name}: {path}: no such category; ontology/concepts.ttl has all")


def _layout(entry: dict[str, Any]) -> BudgetLayout:
    return BudgetLayout(
        id=entry["id"],
        title=tuple(re.compile(pattern) for pattern in entry.get("title", ())),
        excluded=tuple(entry.get("not", ())),
        headers=frozenset(normal(label) for label in entry.get("headers", ())),
        least=entry.get("least", 0),
        side=entry.get("side"),
        total=entry.get("total"),
        fund=entry.get("fund"),
        component=entry.get("component"),
        words={normal(word): path for word, path in entry.get("words", {}).items()},
        columns={normal(label): meaning for label, meaning in entry.get("columns", {}).items()},
    )
