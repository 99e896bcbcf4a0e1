"""Which words of the documents does an answer rest on? Those that state the facts in its rows, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from yusuan.graph.iris import excerpt_parts
from yusuan.model.record import Excerpt
from yusuan.questions.rows import select
from yusuan.questions.sparql import PREFIXES, Iri, compose, filter_of

MOST_THINGS = 60
MOST_EXCERPTS = 80
_FACTS = {
    "prefLabel": "skos", "definition": "skos", "identifier": "dcterms", "description": "dcterms", "title": "dcterms",
}  # fmt: skip


def evidence_of(
    store: Any, things: Iterable[str], facts: Sequence[str], words: Sequence[str] = ()
) -> tuple[Excerpt, ...]:
    """Excerpts that state ``facts`` (property names) of ``things``; first those that hold ``words``."""
    iris = [Iri(each) for each in list(dict.fromkeys(things))[:MOST_THINGS]]
    if not iris:
        return ()
    found: list[dict[str, Any]] = []
    if words:
        found += select(store, compose("evidence-words", [filter_of("owners", owner=iris, said=list(words))]))
    if facts:
        asked = [Iri(PREFIXES[_FACTS.get(fact, "bgt")] + fact) for fact in facts]
        query = compose("evidence", [filter_of("things", thing=iris), filter_of("facts", fact=asked)])
        order = {iri.value: place for place, iri in enumerate(iris)}
        found += sorted(select(store, query), key=lambda row: order.get(row["thing"], 0))
    return tuple(dict.fromkeys(_excerpt(row) for row in found))[:MOST_EXCERPTS]


def _excerpt(row: dict[str, Any]) -> Excerpt:
    parts = excerpt_parts(row["excerpt"])
    if parts is None:
        raise ValueError(f"not an excerpt: {row['excerpt']}")
    return Excerpt(document=parts[1], start=parts[2], end=parts[3], text=row["words"])
