"""What does every engine keep of a record, and what does a term count in it? The engines only differ in how they store and match it."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.model.record import Filters, Record
from yusuan.search.analysis import Analyzer
from yusuan.search.fulltext.engine import FACETS, WEIGHTS, WORD_WEIGHT, WORDS, Term

Tokens = list[tuple[str, int]]
"""Tokens with their positions."""


def tokens_of(record: Record, analyzer: Analyzer) -> dict[str, Tokens]:
    """The tokens of each field that has any: the fields with positions, and the words."""
    words = [(word, at) for at, word in enumerate(analyzer.words_of(record))]
    return {field: tokens for field, tokens in {WORDS: words, **analyzer.grams_of(record)}.items() if tokens}


def facets_of(record: Record) -> dict[str, list[str]]:
    """The values of each facet."""
    return {
        "kind": [record.kind],
        "document": [record.document],
        "division": list(dict.fromkeys(record.divisions)),
        "year": [] if record.year is None else [str(record.year)],
        "department": [] if record.department_iri is None else [record.department_iri],
    }


def wanted_facets(filters: Filters) -> list[tuple[str, str]]:
    """(facet, value) of everything that ``filters`` asks for."""
    asked = ((facet, getattr(filters, facet)) for facet in FACETS)
    return [(facet, str(value)) for facet, value in asked if value is not None]


def ways(term: Term, weight: float = 1.0) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """(field, tokens at consecutive positions, weight) of each way in which ``term`` counts: in its fields, times
    ``weight``, and as a word."""
    for field in term.fields:
        yield field, term.tokens, weight * WEIGHTS[field]
    if term.word:
        yield WORDS, (term.word,), WORD_WEIGHT
