"""Which form is this budget table? The layouts of layouts/budget as data, recognised by title and header words.

One TOML file a form: what its titles and headers say, and what every amount of it is paid from, is part of, or sums to.
``words.toml`` holds what header words mean in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from yusuan.extraction.layouts.files import toml_files
from yusuan.extraction.layouts.shapes import (
    Shape,
    flag,
    lists_of,
    mapping,
    number,
    one_of,
    path,
    pattern,
    patterns,
    refuse,
    table,
    text,
)
from yusuan.extraction.layouts.shapes import words as words_of
from yusuan.extraction.stated import normal
from yusuan.extraction.tables.rows import Row, labels_of

_HEADER_ROWS = 6
_NOT_TITLE = re.compile(
    r"20\d\d年?度?|[\s_]|[\"“”‘’']|\(.{0,12}(?:元|表)\)"
    r"|^(?:附件?|公开|附?表)*(?:[\d.\-]+|[一二三四五六七八九十]{1,3}(?=[,:.表]))[,:.表]*|^(?:附件|附表|公开表)[:,]?"
)
_TITLE_WEIGHT = 10
_SIDES = ("income", "expenditure", "both", "mixed")
_STAGES = ("budget", "adjusted-budget", "execution", "final-accounts")
_COLUMN: dict[str, Shape] = {
    "ignored": text,
    "total": flag,
    "change": flag,
    "stage": one_of(*_STAGES),
    "year": number,
    "category": path,
    "unit": text,
}
_FORM: dict[str, Shape] = {
    "id": text,
    "kind": one_of("budget-table"),
    "title": patterns,
    "not": words_of,
    "headers": words_of,
    "least": number,
    "side": one_of(*_SIDES),
    "total": path,
    "fund": path,
    "component": path,
    "words": mapping(path),
    "columns": mapping(table(_COLUMN)),
}
_WORDS: dict[str, Shape] = {
    "total": words_of,
    "total_income": words_of,
    "name": pattern,
    "code": pattern,
    "unit_name": pattern,
    "not_stage": pattern,
    "change": pattern,
    "ignored": lists_of(table({"pattern": pattern, "reason": text}, needed=("pattern", "reason"))),
    "stage": lists_of(table({"pattern": pattern, "stage": one_of(*_STAGES)}, needed=("pattern", "stage"))),
    "year": lists_of(table({"pattern": pattern, "offset": number}, needed=("pattern", "offset"))),
    "count": lists_of(
        table({"pattern": pattern, "category": path, "unit": text}, needed=("pattern", "category", "unit"))
    ),
}


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
    entries = dict(toml_files(resources.files("yusuan.extraction").joinpath("layouts", "budget")))
    ids: dict[str, str] = {}
    for name, entry in entries.items():
        if name == "words.toml":
            table(_WORDS, needed=_WORDS)(name, "", entry)
            continue
        check(name, entry)
        if ids.setdefault(entry["id"], name) != name:
            raise refuse(name, "id", f"{ids[entry['id']]} has the id {entry['id']!r} already")
    return entries


def check(name: str, entry: dict[str, Any]) -> None:
    """Raises ValueError, one sentence that names the file and the key, for a layout that is not well formed."""
    if not entry.get("id") or not (entry.get("title") or entry.get("headers")):
        raise refuse(name, "id", "a layout needs an id, and title or headers by which it is recognised")
    table(_FORM)(name, "", entry)


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
