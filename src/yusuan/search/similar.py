"""Which projects are like this one, and in what?

For each field of the project (name, purpose, goals, indicators), how near its passages come to the nearest
passage of the other project, on average; then the topics both have and the indicators both measure. The
nearest SHORTLIST by vectors and topics are compared in full; everything is exact and gives the same order
every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yusuan.model.record import Filters, Hit, Record
from yusuan.search.analysis import Analyzer, regular
from yusuan.search.hybrid import reason, topic_label
from yusuan.search.records import Records, topic_path
from yusuan.search.snippets import snippet
from yusuan.search.vectors import VectorIndex

FIELD_WEIGHTS = {"name": 0.3, "purpose": 0.2, "goal": 0.3, "indicator": 0.2, "duty": 0.2, "text": 0.1}
"""What a project is called and meant to reach says more than how it is measured: many indicators are
formulas."""
MEANING, TOPICS, INDICATORS = 0.7, 0.2, 0.1
"""Shares of the vectors, of the common topics and of the common indicators in the score."""
SAME_GOAL = 0.75
"""From this cosine on two goals are said to be shared."""
SAME_INDICATOR = 0.9
SHORTLIST = 200
_SHOWN = 5

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages, by their ordinals in the two records, and their cosine."""

    own: int
    other: int
    cosine: float


def similar(
    ordinal: int,
    records: Records,
    vectors: VectorIndex,
    analyzer: Analyzer,
    *,
    other_divisions: bool,
    limit: int,
) -> list[Hit]:
    """Up to ``limit`` records of the kind of record ``ordinal`` that are like it, most alike first.

    ``other_divisions`` leaves out those of the same county. Each hit's ``shared`` says what the two have in
    common."""
    own = records[ordinal]
    candidates = (records.allowed(Filters(kind=own.kind)) or set()) - {ordinal}
    if other_divisions:
        candidates = {other for other in candidates if not _same_division(own, records.division_of(other))}
    if not candidates or limit <= 0:
        return []
    meaning = _meaning(ordinal, own, vectors, candidates)
    topics = _topic_overlap(own, records, candidates)
    first = sorted(candidates, key=lambda o: (-_score(meaning.get(o, 0.0), topics.get(o, 0.0)), o))
    hits: list[tuple[float, int, Hit]] = []
    for other in first[: max(SHORTLIST, limit)]:
        hit = _compared(
            ordinal,
            own,
            other,
            records[other],
            vectors,
            analyzer,
            meaning.get(other, 0.0),
            topics.get(other, 0.0),
        )
        hits.append((-hit.score, other, hit))
    return [hit for _, _, hit in sorted(hits, key=lambda each: each[:2])[:limit]]


def _score(meaning: float, topics: float, indicators: float = 0.0) -> float:
    return round(MEANING * meaning + TOPICS * topics + INDICATORS * indicators, 6)


def _same_division(own: Record, other: tuple[str | None, str | None]) -> bool:
    """Whether ``other`` (code, name) is the division of ``own``; codes decide where both have one."""
    code, name = other
    if own.division_code and code:
        return own.division_code == code
    return own.division is not None and own.division == name


def _meaning(ordinal: int, own: Record, vectors: VectorIndex, candidates: set[int]) -> dict[int, float]:
    """For each candidate with vectors, the weighted mean over fields of the mean best cosine of the field's
    passages."""
    rows = np.flatnonzero(np.isin(vectors.keys[:, 0], np.fromiter(candidates, dtype=np.int64)))
    mine = vectors.rows_of(ordinal)
    if not len(rows) or not len(mine):
        return {}
    records, starts = np.unique(vectors.keys[rows, 0], return_index=True)
    targets = vectors.rows(mine)
    cosines = np.concatenate([vectors.rows(part) @ targets.T for part in _chunks(rows)])
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


def _compared(
    ordinal: int,
    own: Record,
    other: int,
    record: Record,
    vectors: VectorIndex,
    analyzer: Analyzer,
    meaning: float,
    overlap: float,
) -> Hit:
    pairs = _best_pairs(ordinal, own, other, record, vectors)
    goals = [p for p in pairs if _sort_of(own.passages[p.own].field) == "goal" and p.cosine >= SAME_GOAL]
    indicators = _common_indicators(own, record, pairs)
    mine = sum(passage.field == "indicator" for passage in own.passages)
    share = min(1.0, len(indicators) / mine) if mine else 0.0
    topics = sorted({topic_path(t) for t in own.topics} & {topic_path(t) for t in record.topics})
    words = _common_words(own, record, analyzer)
    shared = tuple(
        reason(name, said[:_SHOWN])
        for name, said in (
            ("topics", [topic_label(topic) for topic in topics]),
            ("goals", list(dict.fromkeys(_short(record.passages[p.other].text) for p in goals))),
            ("indicators", indicators),
            ("words", words),
        )
        if said
    )
    telling = goals or [p for p in pairs if own.passages[p.own].field != "indicator"] or pairs
    shown = max(telling, key=lambda p: (p.cosine, -p.other), default=Pair(0, 0, 0.0))
    pieces = (
        [snippet(record.passages[at]) for at in dict.fromkeys([shown.other, *(p.other for p in goals)])]
        if pairs
        else []
    )
    return Hit(
        record,
        _score(meaning, overlap, share),
        pieces[0].text if pieces else record.label,
        why=(reason("meaning", [f"{meaning:.2f}"]),) if pairs else (),
        evidence=tuple(piece.excerpt for piece in pieces[:3]),
        shared=shared,
    )


def _best_pairs(ordinal: int, own: Record, other: int, record: Record, vectors: VectorIndex) -> list[Pair]:
    """For each passage of the one record, the nearest passage of the other that speaks of the same sort of
    thing."""
    mine, theirs = vectors.rows_of(ordinal), vectors.rows_of(other)
    if not len(mine) or not len(theirs):
        return []
    left, right = vectors.rows(mine), vectors.rows(theirs)
    left_at = [int(passage) for passage in vectors.keys[mine.start : mine.stop, 1]]
    right_at = [int(passage) for passage in vectors.keys[theirs.start : theirs.stop, 1]]
    comparable = np.equal.outer(
        [_sort_of(own.passages[at].field) for at in left_at],
        [_sort_of(record.passages[at].field) for at in right_at],
    )
    cosines = np.where(comparable, left @ right.T, np.float32(-1.0))
    nearest = zip(left_at, cosines.argmax(axis=1), cosines.max(axis=1), strict=True)
    return [Pair(at, right_at[int(there)], float(cosine)) for at, there, cosine in nearest if cosine > 0.0]


def _sort_of(field: str) -> str:
    return "goal" if field == "purpose" else field


def _common_indicators(own: Record, other: Record, pairs: Sequence[Pair]) -> list[str]:
    """The other's indicators that are the same words as one of ours, or nearly mean it."""
    mine = {regular(p.text)[0] for p in own.passages if p.field == "indicator"}
    same = [p.text for p in other.passages if p.field == "indicator" and regular(p.text)[0] in mine]
    near = [
        other.passages[pair.other].text
        for pair in pairs
        if pair.cosine >= SAME_INDICATOR and own.passages[pair.own].field == "indicator"
    ]
    return list(dict.fromkeys(_short(text) for text in (*same, *near)))


def _common_words(own: Record, other: Record, analyzer: Analyzer) -> list[str]:
    """Words of two characters and more that both names hold, in the order of ours."""
    theirs = set(analyzer.search_words(other.label))
    words = [word for word in analyzer.search_words(own.label) if len(word) > 1 and word in theirs]
    return [word for word in dict.fromkeys(words) if not any(word != more and word in more for more in words)]


def _short(text: str, width: int = 40) -> str:
    shown = "".join(text.split()).replace("、", "，")  # "、" is what separates the items of a reason
    return shown if len(shown) <= width else shown[: width - 1] + "…"
