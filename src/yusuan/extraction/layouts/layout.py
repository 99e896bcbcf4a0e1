"""One layout of project tables: what tells it apart, and what its labels and columns announce; made from what its file says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from yusuan.extraction.layouts.keys import key_of

_TITLE_WEIGHT = 3
_KINDS_OF_LABELS = ("value", "funding", "line", "block")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a label announces: ``kind`` is "value", "funding", "line", "block", "group", "ignore" or "remark"; ``key`` the
    property, the concept path or the block."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One known form. Maps go from a label (see ``key_of``) to what it announces.

    ``kind`` is "form" (labels beside values, indicator rows below) or "list" (one header, a row each);
    ``subject`` is whose goals they are: a "project"'s or the whole "department"'s; ``own`` are the labels and column words
    that its file says itself, not those of the file that it is like.
    """

    id: str
    kind: str
    subject: str
    own: frozenset[str] = frozenset()
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


def layout_from(entry: dict[str, Any], own: Iterable[str]) -> Layout:
    """The layout of a file's ``entry`` (see ``files``), which says the words ``own`` itself."""
    recognise, ignore, total = (entry.get(key, {}) for key in ("recognise", "ignore", "total"))
    return Layout(
        id=entry["id"],
        kind=entry["kind"],
        subject=entry.get("subject", "project"),
        own=_keys(own),
        labels=_keys(recognise.get("labels", ())),
        least=recognise.get("least", 1),
        every=tuple(map(_keys, recognise.get("every", ()))),
        never=_keys(recognise.get("never", ())),
        titles=_patterns(recognise.get("titles", ())),
        start=_keys(entry.get("start", ())),
        senses=_senses(entry),
        columns=_by_label(entry.get("columns", {})),
        project_columns=_by_label(entry.get("project_columns", {})),
        money_columns=_by_label(entry.get("money_columns", {})),
        task_columns=_by_label(entry.get("task_columns", {})),
        totals=_keys(total.get("labels", ())),
        total_category=total.get("category"),
        idle=_patterns(ignore.get("patterns", ())),
        trim={name: re.compile(pattern) for name, pattern in entry.get("trim", {}).items()},
        terms={name: tuple(labels) for name, labels in entry.get("terms", {}).items()},
    )


def _senses(entry: dict[str, Any]) -> dict[str, Sense]:
    """label → what it announces; where a label stands under several, the first counts."""
    found: dict[str, Sense] = {}
    for kind in _KINDS_OF_LABELS:
        for label, key in _by_label(entry.get(kind, {})).items():
            found.setdefault(label, Sense(kind, key))
    for kind, labels in (
        ("group", entry.get("group", ())),
        ("remark", entry.get("remark", ())),
        ("ignore", entry.get("ignore", {}).get("labels", ())),
    ):
        for label in map(key_of, labels):
            found.setdefault(label, Sense(kind, ""))
    return found


def _by_label(words: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, labels in words.items():
        for label in labels:
            found.setdefault(key_of(label), key)
    return found


def _keys(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key_of, labels))


def _patterns(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))
