"""The kinds of question, read from ``patterns/*.toml``: what each needs, what it takes, which query answers it.

``needs`` lists the alternatives of what must be said: each is a list of slots, "a|b" where either will do, "a:2"
for at least two. ``takes`` are the further slots that may be said, "@name" for a group of ``groups.toml``, "*" for any. A
question is read by a pattern only if each of its tokens finds a slot.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("patterns")


@dataclass(frozen=True, slots=True)
class Need:
    """Any of ``slots``, in at least ``times`` tokens."""

    slots: frozenset[str]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of question. ``reads`` names the builder that turns slots into filters; ``query``, ``parts`` and
    ``smallest`` name query templates; ``answer`` and ``none`` are sentences by language."""

    id: str
    reads: str
    needs: tuple[tuple[Need, ...], ...]
    takes: frozenset[str]
    query: str
    rank: float = 0.0
    parts: str | None = None
    smallest: str | None = None
    limit: bool = False
    aggregate: bool = False
    unit: str | None = None
    remainder: str | None = None
    """What the answer says its sum leaves out: "projects" or "departments"."""
    free: bool = False
    """Whether any words may be its subject, wherever they stand."""
    evidence_from: str | None = None
    """The query that finds what the evidence hangs on, where the rows themselves state nothing."""
    evidence: tuple[str, ...] = ()
    answer: dict[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern, by file and place."""
    groups = {name: tuple(slots) for name, slots in _read("groups.toml").items()}
    return tuple(
        _pattern(each, groups)
        for path in sorted(FOLDER.glob("*.toml"))
        if path.name != "groups.toml"
        for each in _read(path.name)["pattern"]
    )


@cache
def pattern(identifier: str) -> Pattern:
    """The pattern with this id; KeyError where there is none."""
    return {each.id: each for each in patterns()}[identifier]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def _pattern(raw: dict[str, Any], groups: dict[str, tuple[str, ...]]) -> Pattern:
    takes: set[str] = set()
    for slot in raw.get("takes", []):
        takes |= set(groups[slot[1:]]) if slot.startswith("@") else {slot}
    return Pattern(
        id=raw["id"],
        reads=raw["reads"],
        needs=tuple(tuple(_need(each) for each in way) for way in raw["needs"]),
        takes=frozenset(takes),
        query=raw["query"],
        rank=raw.get("rank", 0.0),
        parts=raw.get("parts"),
        smallest=raw.get("smallest"),
        limit=raw.get("limit", False),
        aggregate=raw.get("aggregate", False),
        unit=raw.get("unit"),
        remainder=raw.get("remainder"),
        free=raw.get("free", False),
        evidence_from=raw.get("evidence_from"),
        evidence=tuple(raw.get("evidence", [])),
        answer=raw["answer"],
        examples=tuple(raw.get("examples", [])),
        counter_examples=tuple(raw.get("counter_examples", [])),
    )


def _need(text: str) -> Need:
    slots, _, times = text.partition(":")
    return Need(frozenset(slots.split("|")), int(times or 1))
