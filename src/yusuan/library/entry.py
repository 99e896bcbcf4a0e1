"""A disclosure ready to be stored: what worker processes send back, so that one process only has to load it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yusuan.graph.iris import Iris
from yusuan.graph.store import as_ntriples
from yusuan.graph.triples import disclosure_triples
from yusuan.model.disclosure import Disclosure
from yusuan.model.document import Document


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One document: its identity, its canonical text, and its graph as N-Triples."""

    sha256: str
    name: str
    year: int | None
    stage: str
    department: str
    text: str
    triples: bytes

    def same_disclosure(self, held: dict[str, Any]) -> bool:
        """Whether a held document (as the manifest describes it) is an earlier version of this one."""
        return all(held[key] == getattr(self, key) for key in ("name", "year", "stage", "department"))


def prepared(disclosure: Disclosure, document: Document, base: str) -> IndexEntry:
    """The entry of what ``document`` says; IRIs are minted under ``base``."""
    return IndexEntry(
        sha256=disclosure.source.sha256,
        name=disclosure.source.name,
        year=disclosure.year.value if disclosure.year else None,
        stage=disclosure.stage,
        department=disclosure.department.name.value,
        text=document.text,
        triples=as_ntriples(
            disclosure_triples(disclosure, document.text, Iris(base), document.cells(), document.parts)
        ),
    )
