"""Which property does a pattern mean by a fact? "amount" is bgt:amount, "title" is dcterms:title."""

from __future__ import annotations

from yusuan.questions.queries.sparql import PREFIXES
from yusuan.vocabulary.terms import BGT

_ELSEWHERE = {
    "prefLabel": "skos", "definition": "skos", "identifier": "dcterms", "description": "dcterms", "title": "dcterms",
}  # fmt: skip


def property_of(fact: str) -> str:
    """The IRI of the property that a local name means; one of the ontology's own where it is no other."""
    return PREFIXES[_ELSEWHERE.get(fact, "bgt")] + fact


def known_facts() -> frozenset[str]:
    """The local names that evidence may be asked for by."""
    return frozenset(name for name in vars(BGT) if name[0].islower()) | _ELSEWHERE.keys()
