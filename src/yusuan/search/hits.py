"""How is a found record shown: which of its words, and why it is there?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.model.record import Hit, Passage, Reason, Record
from yusuan.search.fulltext.engine import TextQuery
from yusuan.search.hybrid import Signals
from yusuan.search.retrieval import Found
from yusuan.search.snippets import Match, matches, snippet

_EVIDENCE = 3
_UNTOLD = ("name", "code", "amount", "level")
"""Fields that say little of a record whose label stands above."""


def hit_of(ordinal: int, record: Record, score: float, wanted: TextQuery, found: Found) -> Hit:
    """The hit for one record of ``found``: the passages with the query's words, then the one nearest in meaning."""
    by_words = matches(record, wanted.shown)
    signals = found.signals.get(ordinal, Signals())
    shown = [(match.passage, match.marks()) for match in by_words[:_EVIDENCE]]
    if ordinal in found.meanings and signals.passage is not None:
        nearest = record.passages[signals.passage]
        if all(passage is not nearest for passage, _ in shown):
            shown = [*shown[: _EVIDENCE - 1], (nearest, [])]
    pieces = [snippet(*each) for each in shown or [(each, []) for each in _telling(record)]]
    return Hit(
        record,
        score,
        pieces[0].text if pieces else record.label,
        pieces[0].marks if pieces else (),
        _why(ordinal, record, wanted, found, signals),
        tuple(piece.excerpt for piece in pieces),
    )


def _why(ordinal: int, record: Record, wanted: TextQuery, found: Found, signals: Signals) -> tuple[Reason, ...]:
    label = Passage("name", record.label, record.document, 0, 0)
    reasons = _words(matches(replace(record, passages=(label, *record.passages)), wanted.shown), wanted)
    if ordinal in found.named:
        reasons.append(Reason("topic", tuple(found.named[ordinal])))
    if ordinal in found.meanings:
        reasons.append(Reason("meaning", (f"{max(0.0, found.meanings[ordinal]):.2f}",)))
        if signals.near_topic and signals.near_topic not in found.named.get(ordinal, ()):
            reasons.append(Reason("near-topic", (signals.near_topic,)))
    return tuple(reasons)


def _words(by_words: Sequence[Match], wanted: TextQuery) -> list[Reason]:
    words = {term for match in by_words for term in match.places}
    in_order = [each for term in wanted.shown for each in (term, *term.parts) if each in words]
    return [Reason("words", tuple(dict.fromkeys(term.text for term in in_order)))] if words else []


def _telling(record: Record) -> list[Passage]:
    """A passage to show where nothing of the query stands in any: the first that is not the name."""
    own = [passage for passage in record.passages if passage.field not in _UNTOLD]
    return (own or list(record.passages))[:1]
