"""Which words of the documents does an answer rest on? Those that state the facts in its rows, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from yusuan.graph.iris import excerpt_parts
from yusuan.model.record import Excerpt
from yusuan.questions.queries.facts import property_of
from yusuan.questions.queries.rows import Selecting, select
from yusuan.questions.queries.sparql import Iri, compose, filter_of

MOST_THINGS = 60
MOST_EXCERPTS = 80
LEAST_OF_EACH = 2
"""Excerpts that each thing keeps, however many things there are."""


def evidence_of(
    store: Selecting,
    things: Iterable[str],
    facts: Sequence[str],
    words: Sequence[str] = (),
    near: Sequence[str] = (),
) -> tuple[Excerpt, ...]:
    """Excerpts that state something of ``things``, in the order of ``things``: of each, those that hold ``words``
    (where none does, those that hold ``near``), then those that state ``facts`` (property names)."""
    iris = list(dict.fromkeys(things))[:MOST_THINGS]
    if not iris:
        return ()
    said = _holding(store, iris, words)
    said |= _holding(store, [each for each in iris if each not in said], near)
    stating = _stating(store, iris, facts)
    share = max(LEAST_OF_EACH, MOST_EXCERPTS // len(iris))
    shown = [excerpt for iri in iris for excerpt in [*said.get(iri, ())[:share], *stating.get(iri, ())]]
    return tuple(dict.fromkeys(shown))[:MOST_EXCERPTS]


def _holding(store: Selecting, iris: Sequence[str], words: Sequence[str]) -> dict[str, list[Excerpt]]:
    """Excerpts that hold any of ``words``, by the thing that they speak of."""
    if not iris or not words:
        return {}
    asked = filter_of("owners", owner=[Iri(each) for each in iris], said=list(words))
    return _grouped(select(store, compose("evidence-words", [asked])), "owner")


def _stating(store: Selecting, iris: Sequence[str], facts: Sequence[str]) -> dict[str, list[Excerpt]]:
    """Excerpts that state ``facts``, by thing."""
    if not facts:
        return {}
    asked = [Iri(property_of(fact)) for fact in facts]
    things = filter_of("things", thing=[Iri(each) for each in iris])
    return _grouped(select(store, compose("evidence", [things, filter_of("facts", fact=asked)])), "thing")


def _grouped(solutions: Iterable[dict[str, Any]], key: str) -> dict[str, list[Excerpt]]:
    found: dict[str, list[Excerpt]] = {}
    for row in solutions:
        found.setdefault(row[key], []).append(_excerpt(row))
    return {
        thing: sorted(set(each), key=lambda one: (one.document, one.start, one.end))
        for thing, each in found.items()
    }


def _excerpt(row: dict[str, Any]) -> Excerpt:
    parts = excerpt_parts(row["excerpt"])
    if parts is None:
        raise ValueError(f"not an excerpt: {row['excerpt']}")
    return Excerpt(document=parts[1], start=parts[2], end=parts[3], text=row["words"])
