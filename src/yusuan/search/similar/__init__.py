"""Which projects are like this one, and in what?

For each field of the project (name, purpose, goals, indicators), how near its passages come to the nearest
passage of the other project, on average; then the topics both have, the indicators that correspond, and how
near the amounts are. The nearest SHORTLIST by vectors and topics are compared in full; everything is exact
and gives the same order every time. The project's copies of other years are left out unless asked for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from yusuan.deadline import Deadline
from yusuan.model.record import Correspondence, Counterpart, Filters, Hit, Reason, Record
from yusuan.search.analysis import Analyzer
from yusuan.search.meaning.vectors import VectorIndex
from yusuan.search.records import Records, topic_path
from yusuan.search.similar.correspondence import ComparedProject, correspondences
from yusuan.search.similar.other_years import copies, same_division
from yusuan.search.snippets import Snippet, snippet

FIELD_WEIGHTS = {"name": 0.3, "purpose": 0.2, "goal": 0.3, "indicator": 0.2, "duty": 0.2, "text": 0.1}
"""What a project is called and meant to reach says more than how it is measured: many indicators are
formulas."""
MEANING, TOPICS, INDICATORS, SIZE = 0.7, 0.2, 0.05, 0.05
"""Shares of the vectors, of the common topics, of the indicators that correspond and of the amounts in the score."""
SHORTLIST = 100
_SHOWN = 5
_NEAR_SIZE = 1.0 - math.log10(2)
"""Amounts are said to be near where one is at most twice the other."""

Scores = NDArray[np.float32]


def similar(
    ordinal: int,
    records: Records,
    vectors: VectorIndex,
    analyzer: Analyzer,
    *,
    other_divisions: bool,
    other_years: bool,
    limit: int,
    deadline: Deadline,
) -> list[Hit]:
    """Up to ``limit`` records of the kind of record ``ordinal`` that are like it, most alike first.

    ``other_divisions`` leaves out those of the same county, ``other_years`` lets in copies of other years. Each hit's
    ``shared`` and ``pairs`` say what the two have in common. Raises QueryStopped after ``deadline``."""
    own = records[ordinal]
    candidates = (records.allowed(Filters(kind=own.kind)) or set()) - {ordinal}
    if other_divisions:
        candidates = {other for other in candidates if not same_division(own, records.division_of(other))}
    if not other_years:
        candidates -= copies(ordinal, records)
    if not candidates or limit <= 0:
        return []
    meaning = _meaning(ordinal, own, vectors, candidates, deadline)
    deadline.check()
    topics = _topic_overlap(own, records, candidates)
    first = sorted(candidates, key=lambda o: (-_score(meaning.get(o, 0.0), topics.get(o, 0.0)), o))
    subject = ComparedProject(ordinal, own, records, vectors)
    shortlist = [
        ComparedProject(other, records[other], records, vectors)
        for other in deadline.each(first[: max(SHORTLIST, limit)])
    ]
    pairs = [correspondences(subject, other, deadline) for other in deadline.each(shortlist)]
    rarity = _rarity(pairs)
    ranked: list[tuple[float, int, int]] = []
    for at, (other, common) in enumerate(zip(shortlist, pairs, strict=True)):
        weighed = sum(rarity[pair.ours] for pair in common if pair.kind == "indicator")
        score = _score(
            meaning.get(other.ordinal, 0.0),
            topics.get(other.ordinal, 0.0),
            weighed / len(subject.indicators) if weighed else 0.0,
            _size(own.amount, other.record.amount),
        )
        ranked.append((-score, other.ordinal, at))
    return [
        _hit(own, shortlist[at].record, pairs[at], -score, meaning.get(other, 0.0), analyzer)
        for score, other, at in deadline.each(sorted(ranked)[:limit])
    ]


def _rarity(found: Sequence[Sequence[Correspondence]]) -> dict[Counterpart, float]:
    """What each of our parts says where it has a counterpart: 1 where only one other project has it, near 0 where
    all do, as with a rate of completion or of satisfaction."""
    holders = Counter(pair.ours for pairs in found for pair in pairs)
    return {part: 1.0 - (count - 1) / len(found) for part, count in holders.items()}


def _score(meaning: float, topics: float, indicators: float = 0.0, size: float = 0.0) -> float:
    return round(MEANING * meaning + TOPICS * topics + INDICATORS * indicators + SIZE * size, 6)


def _meaning(
    ordinal: int, own: Record, vectors: VectorIndex, candidates: set[int], deadline: Deadline
) -> dict[int, float]:
    """For each candidate with vectors, the weighted mean over fields of the mean best cosine of the field's
    passages."""
    rows = np.flatnonzero(np.isin(vectors.keys[:, 0], np.fromiter(candidates, dtype=np.int64)))
    mine = vectors.rows_of(ordinal)
    if not len(rows) or not len(mine):
        return {}
    records, starts = np.unique(vectors.keys[rows, 0], return_index=True)
    targets = vectors.rows(mine)
    cosines = np.concatenate([vectors.rows(part) @ targets.T for part in deadline.each(_chunks(rows))])
    best = np.maximum.reduceat(cosines, starts, axis=0)
    weights = _row_weights(
        [own.passages[int(passage)].field for passage in vectors.keys[mine.start : mine.stop, 1]]
    )
    means = np.clip(best, 0.0, 1.0) @ weights
    return {int(record): float(mean) for record, mean in zip(records, means, strict=True)}


def _chunks(rows: NDArray[np.intp], size: int = 65_536) -> list[NDArray[np.intp]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _row_weights(fields: Sequence[str]) -> Scores:
    """A weight for each passage, so that a field counts by its weight however many passages it has; they
    sum to 1."""
    weights = np.array(
        [FIELD_WEIGHTS.get(field, 0.0) / fields.count(field) for field in fields], dtype=np.float32
    )
    total = float(weights.sum())
    return weights / np.float32(total) if total else weights


def _topic_overlap(own: Record, records: Records, candidates: set[int]) -> dict[int, float]:
    """Common topics over all topics of the two, for candidates with any in common."""
    mine = {topic_path(topic) for topic in own.topics}
    common: dict[int, int] = {}
    theirs: dict[int, int] = {}
    for topic, ordinals in records.topics.items():
        for other in ordinals:
            if other in candidates:
                theirs[other] = theirs.get(other, 0) + 1
                common[other] = common.get(other, 0) + (topic in mine)
    return {other: count / (len(mine) + theirs[other] - count) for other, count in common.items() if count}


def _hit(
    own: Record,
    other: Record,
    pairs: tuple[Correspondence, ...],
    score: float,
    meaning: float,
    analyzer: Analyzer,
) -> Hit:
    pieces = _telling([pair for pair in pairs if pair.kind == "goal"], other)
    return Hit(
        other,
        score,
        pieces[0].text if pieces else other.label,
        why=(Reason("meaning", (f"{meaning:.2f}",)),) if meaning else (),
        evidence=tuple(piece.excerpt for piece in pieces[:3]),
        shared=_shared(own, other, pairs, analyzer),
        pairs=pairs,
    )


def _shared(
    own: Record,
    other: Record,
    pairs: Sequence[Correspondence],
    analyzer: Analyzer,
) -> tuple[Reason, ...]:
    """What the two have in common; what is called differently as ours ↔ theirs."""
    topics = sorted({topic_path(t) for t in own.topics} & {topic_path(t) for t in other.topics})
    goals = [pair for pair in pairs if pair.kind == "goal"]
    indicators = [pair for pair in pairs if pair.kind == "indicator"]
    amounts = _size(own.amount, other.amount) >= _NEAR_SIZE
    said = (
        ("topics", topics),
        ("goals", list(dict.fromkeys(_short(pair.theirs.excerpt.text) for pair in goals))),
        ("indicators", list(dict.fromkeys(map(_both, indicators)))),
        ("words", _common_words(own, other, analyzer)),
        ("amounts", [f"{own.amount:,} ↔ {other.amount:,}"] if amounts else []),
    )
    return tuple(Reason(name, tuple(words[:_SHOWN])) for name, words in said if words)


def _both(pair: Correspondence) -> str:
    ours, theirs = _short(pair.ours.excerpt.text), _short(pair.theirs.excerpt.text)
    return theirs if ours == theirs else f"{ours} ↔ {theirs}"


def _telling(goals: Sequence[Correspondence], record: Record) -> list[Snippet]:
    """The passages to show: goals that correspond, the nearest first; else the purpose, a goal or the name."""
    nearest = sorted(goals, key=lambda pair: -pair.nearness)
    wanted = {
        (pair.theirs.excerpt.document, pair.theirs.excerpt.start): at for at, pair in enumerate(nearest)
    }
    said = [passage for passage in record.passages if (passage.document, passage.start) in wanted]
    if said:
        return [snippet(p) for p in sorted(said, key=lambda p: wanted[p.document, p.start])]
    return [snippet(p) for field in ("purpose", "goal", "name") for p in record.passages if p.field == field][
        :1
    ]


def _size(own: Decimal | None, other: Decimal | None) -> float:
    """1 for equal amounts, 0 from ten times on and where one is not known."""
    if not own or not other or own < 0 or other < 0:
        return 0.0
    return max(0.0, 1.0 - abs(math.log10(float(own / other))))


def _common_words(own: Record, other: Record, analyzer: Analyzer) -> list[str]:
    """Words of two characters and more that both names hold, in the order of ours."""
    theirs = set(analyzer.search_words(other.label))
    words = [word for word in analyzer.search_words(own.label) if len(word) > 1 and word in theirs]
    return [word for word in dict.fromkeys(words) if not any(word != more and word in more for more in words)]


def _short(text: str, width: int = 40) -> str:
    shown = "".join(text.split()).replace("、", "，")  # "、" is what separates the items of a reason
    return shown if len(shown) <= width else shown[: width - 1] + "…"
