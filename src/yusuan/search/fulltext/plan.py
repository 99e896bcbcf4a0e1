"""Which of a query's words must a record have? Decided here once, for every engine.

First come the records that have all words (a word may also stand in the name of the department or division,
if some other word stands in the record itself), then those that have at least half of the informative ones.
A word is informative unless it is a single character or a question word, or stands in more than COMMON of
all records. Only where this finds nothing do the common words alone find records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yusuan.search.fulltext.engine import Term, TextIndex, TextMatches, TextQuery

COMMON = 0.3
DOMINATED = 5
"""Of two words, one that stands in this many times as many records as the other cannot find records alone."""
_COMMON_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """A record is found that has all ``words``, or at least ``least`` of ``core``; both empty: every
    record."""

    words: tuple[Term, ...]
    core: tuple[Term, ...]
    least: int


def plans(query: TextQuery, index: TextIndex) -> Iterator[Plan]:
    """What to try, in turn, until something is found."""
    words = tuple(each for term in query.words for each in known(term, index))
    strong = {term: frequency(term, index) for term in words if not term.weak}
    most = max(_COMMON_AT_LEAST, COMMON * index.count)
    if len(strong) == 2 and min(strong.values()) > 0:
        most = min(most, DOMINATED * min(strong.values()))
    common = tuple(term for term, frequency in strong.items() if frequency > most)
    core = tuple(term for term in strong if term not in common)
    yield Plan(words, core, (len(core) + 1) // 2)
    if core and common:
        yield Plan(common, common, 1)


def known(term: Term, index: TextIndex) -> tuple[Term, ...]:
    """``term``, or the parts of a long word that no record has."""
    return term.parts if term.parts and not frequency(term, index) else (term,)


def frequency(term: Term, index: TextIndex) -> int:
    """In how many records ``term`` stands at most: in as many as its rarest token."""
    return min((index.frequency(token, term.fields) for token in term.tokens), default=0)


def ranked(scored: Iterable[tuple[int, float, bool]], limit: int | None) -> TextMatches:
    """Matches from (ordinal, score, has all words): the complete ones first, scores made to fall all the
    way."""
    rows = sorted(
        ((ordinal, round(score, 4), full) for ordinal, score, full in scored),
        key=lambda row: (not row[2], -row[1], row[0]),
    )
    floor = min((score for _, score, full in rows if full), default=None)
    best = max((score for _, score, full in rows if not full), default=0.0)
    scale = 1.0 if floor is None or best < floor else 0.99 * floor / best
    hits = [(ordinal, score if full else score * scale) for ordinal, score, full in rows[:limit]]
    return TextMatches(len(rows), tuple(hits))
