"""Which records answer a query, in which order, and what speaks for each? Words, topics and meaning brought together.

The text engine finds by words, the thesaurus by topics that the query names, the vectors by meaning. The best of each are
candidates, for which all signals are read, also of those ways that did not find them; search/hybrid makes one score of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import TYPE_CHECKING

from yusuan.deadline import Deadline
from yusuan.model.record import Filters
from yusuan.search.analysis import CONTEXT
from yusuan.search.fulltext.engine import Term, TextIndex, TextQuery
from yusuan.search.fulltext.plan import frequency, known
from yusuan.search.hybrid import PROPOSED, WEIGHTS, Signals, Weights, score_of
from yusuan.search.query import Query
from yusuan.search.records import Records
from yusuan.vocabulary.mentions import topic_paths

if TYPE_CHECKING:
    from yusuan.search.meaning.similarity import MeaningOfQueries, Nearness

_BEHIND = 0.999
_WEAK = 0.1
"""What a word that is no content (的, 哪些) counts for beside others."""
_SHARP = 3
"""What the share of the query that a record has is raised to: half a query is often the half that all records have (维修)."""

Named = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """(ordinal, score) best first; what speaks for those that were weighed; the topics that the query names, by ordinal,
    and those near to it, by path."""

    ranked: Sequence[tuple[int, float]]
    signals: Mapping[int, Signals] = field(default_factory=dict)
    meanings: Mapping[int, float] = field(default_factory=dict)
    named: Named = field(default_factory=dict)
    near_topics: Mapping[str, float] = field(default_factory=dict)


class Retrieval:
    """The ways of finding in one index. ``meaning`` opens vectors and model, and is called only where they are needed."""

    def __init__(
        self,
        text: TextIndex,
        records: Records,
        meaning: Callable[[], MeaningOfQueries],
        deadline: Deadline,
        weights: Weights = WEIGHTS,
    ) -> None:
        self._text, self._records, self._meaning = text, records, meaning
        self._deadline, self._weights = deadline, weights

    def find(self, query: Query, mode: str, filters: Filters, expand: bool) -> Found:
        """What ``query`` finds by words, by topics and by meaning. Raises QueryStopped after the deadline."""
        wanted, said = query.text, query.said
        allowed = self._allowed(wanted, filters)
        hits = self._by_words(wanted, filters) if mode != "semantic" else ()
        named = self._named(said, allowed) if mode != "semantic" and expand else {}
        if mode == "keyword":
            return Found(followed(hits, most_topics_first(named)), named=named)
        proposed = {ordinal for ordinal, _ in hits[:PROPOSED]} | set(most_topics_first(named)[:PROPOSED])
        near = self._meaning().of(said, proposed, allowed, self._weights, expand, self._deadline)
        if mode == "semantic":
            believed = near.believed(False, self._weights.share)
            ranked = [(ordinal, round(min(1.0, value), 6)) for ordinal, value in believed.items()]
            return Found(ranked, near.signals, believed, near_topics=near.topics if ranked else {})
        return self._fused(query, filters, hits, named, proposed, near)

    def _fused(
        self,
        query: Query,
        filters: Filters,
        hits: Sequence[tuple[int, float]],
        named: Named,
        proposed: Collection[int],
        near: Nearness,
    ) -> Found:
        there = set().union(*(self._records.allowed(Filters(division=name)) or () for name in query.places))
        believed = near.believed(bool(hits or named), self._weights.share)
        words = self._worded(query.text, filters, hits)
        weighed = {}
        for ordinal in {*believed, *proposed}:
            weighed[ordinal] = replace(
                near.signals.get(ordinal, Signals()),
                words=words.get(ordinal, 0.0),
                place=float(ordinal in there) if query.places else None,
            )
        # A record that words or a named topic found keeps what it means, however little: it is there anyway.
        scores = {
            ordinal: round(score_of(signals, self._weights, near.meanings.get(ordinal, 0.0)), 6)
            for ordinal, signals in weighed.items()
        }
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        rest = [*(ordinal for ordinal, _ in hits), *most_topics_first(named)]
        return Found(followed(ranked, rest), weighed, believed, named, near.topics if believed else {})

    def _by_words(self, wanted: TextQuery, filters: Filters) -> Sequence[tuple[int, float]]:
        """What the text engine finds; where that is nothing, the records of the department or division that is named."""
        hits = self._hits(wanted, filters)
        if hits or not wanted.words:
            return hits
        beside = tuple(replace(term, fields=(CONTEXT,)) for term in wanted.words if not term.weak)
        return self._hits(TextQuery(required=beside), filters) if beside else ()

    def _hits(self, wanted: TextQuery, filters: Filters) -> Sequence[tuple[int, float]]:
        return self._text.search(wanted, filters, self._deadline).hits

    def _worded(
        self, wanted: TextQuery, filters: Filters, hits: Sequence[tuple[int, float]]
    ) -> dict[int, float]:
        """For each hit, the share of the query's information that stands in it, by how well it does: 1 for the best
        record where that has every word."""
        best = max((score for _, score in hits), default=0.0) or 1.0
        terms = [(term, self._information(term)) for term in wanted.words]
        whole = sum(information for _, information in terms)
        if not whole:
            return {ordinal: score / best for ordinal, score in hits}
        held: dict[int, float] = {}
        for term, information in terms:
            pieces = known(term, self._text)
            for each in pieces:
                for ordinal, _ in self._hits(TextQuery(required=(_anywhere(each),)), filters):
                    held[ordinal] = held.get(ordinal, 0.0) + information / len(pieces)
        return {ordinal: (held.get(ordinal, 0.0) / whole) ** _SHARP * score / best for ordinal, score in hits}

    def _information(self, term: Term) -> float:
        """The inverse document frequency of a term, a fraction of it for words that are no content."""
        value = log((len(self._records) + 1) / (frequency(_anywhere(term), self._text) + 0.5))
        return max(0.0, value) * (_WEAK if term.weak else 1.0)

    def _allowed(self, wanted: TextQuery, filters: Filters) -> set[int] | None:
        """What the filters, phrases, fields and exclusions leave over; ``None``: everything."""
        allowed = self._records.allowed(filters)
        if wanted.required:
            hits = self._hits(TextQuery(required=wanted.required), filters)
            allowed = {ordinal for ordinal, _ in hits}
        for term in wanted.excluded:
            hits = self._hits(TextQuery(required=(term,)), filters)
            everything = set(range(len(self._records))) if allowed is None else allowed
            allowed = everything - {ordinal for ordinal, _ in hits}
        return allowed

    def _named(self, said: str, allowed: Collection[int] | None) -> dict[int, list[str]]:
        """Topics that the words name, by ordinal of the records about them."""
        found: dict[int, list[str]] = {}
        for path in topic_paths(said):
            for ordinal in self._records.topics.get(path, ()):
                if allowed is None or ordinal in allowed:
                    found.setdefault(ordinal, []).append(path)
        return found


def _anywhere(term: Term) -> Term:
    return replace(term, fields=(*term.fields, CONTEXT))


def most_topics_first(named: Named) -> list[int]:
    """Ordinals by how many of the query's topics they are about, equal ones in order."""
    return sorted(named, key=lambda ordinal: (-len(named[ordinal]), ordinal))


def followed(first: Sequence[tuple[int, float]], more: Sequence[int]) -> list[tuple[int, float]]:
    """``first`` with the ordinals of ``more`` that it lacks behind it, scored below its last and falling."""
    known = {ordinal for ordinal, _ in first}
    score = min((score for _, score in first), default=1.0)
    fresh = [ordinal for ordinal in dict.fromkeys(more) if ordinal not in known]
    return [*first, *((ordinal, score * _BEHIND ** (at + 1)) for at, ordinal in enumerate(fresh))]
