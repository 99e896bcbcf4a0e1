"""How near in meaning is each record to a query? Vectors, words of the model and topics, on one scale for every model.

Opened only for a search by meaning: a search by words needs neither numpy nor a model.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from yusuan.deadline import Deadline
from yusuan.search.hybrid import FIELDS, PROPOSED, Signals, Weights, meaning_of
from yusuan.search.meaning.embedding import Encoder, WordVectors
from yusuan.search.meaning.topic_vectors import Anchors, Vector
from yusuan.search.meaning.vectors import VectorIndex
from yusuan.search.meaning.word_similarity import RecordWords
from yusuan.search.records import Records

NEAR_TOPIC = 0.5
"""From this on, on the scale of ``Background.above``, a topic that the query does not name is said to be near it."""
_TOPICS_SHOWN = 3
_FIELD_WEIGHTS = np.array(list(FIELDS.values()), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Nearness:
    """The signals of meaning of every candidate, what they come to, and the topics near the query, nearest first.

    ``floor`` and ``alone`` are ``Weights.floor`` and ``Weights.alone`` for the model at hand."""

    signals: Mapping[int, Signals]
    meanings: Mapping[int, float]
    topics: Mapping[str, float]
    floor: float
    alone: float

    def believed(self, supported: bool, share: float) -> dict[int, float]:
        """The meanings that count, best first; ``supported``: some record has a word or a named topic of the query."""
        ranked = sorted(self.meanings.items(), key=lambda pair: (-pair[1], pair[0]))
        best = ranked[0][1] if ranked else 0.0
        if best < (self.floor if supported else self.alone):
            return {}
        least = max(self.floor, share * best)
        return {ordinal: value for ordinal, value in ranked if value >= least}


NOTHING = Nearness({}, {}, {}, 0.0, 0.0)


class MeaningOfQueries:
    """What an index knows of meaning: vectors of passages, words of records, vectors of topics, and the model."""

    def __init__(self, directory: Path, records: Records, vectors: VectorIndex, encoder: Encoder) -> None:
        self._directory, self._records = directory, records
        self._vectors, self._encoder = vectors, encoder

    @cached_property
    def _anchors(self) -> Anchors:
        return Anchors.open(self._directory / "anchors")

    @cached_property
    def _words(self) -> RecordWords | None:
        return RecordWords.open(self._directory / "words")

    @cached_property
    def _topics_of(self) -> Mapping[int, Sequence[str]]:
        """The topics of every record that has any, by ordinal."""
        held: dict[int, list[str]] = {}
        for path, ordinals in self._records.topics.items():
            for ordinal in ordinals:
                held.setdefault(ordinal, []).append(path)
        return held

    def of(
        self,
        query: str,
        also: Collection[int],
        allowed: Collection[int] | None,
        weights: Weights,
        expand: bool,
        deadline: Deadline,
    ) -> Nearness:
        """The nearness of the records nearest to ``query`` and of those in ``also``; nothing for a query that means
        nothing (numbers, codes, letters that are no word). ``expand``: whether topics that the query does not name may speak
        for a record. Raises QueryStopped after ``deadline``."""
        if not query or (isinstance(self._encoder, WordVectors) and not self._encoder.knows(query)):
            return NOTHING
        vector = self._encoder.encode([query], query=True)[0]
        if not vector.any():
            return NOTHING
        deadline.check()
        nearest = {record for record, _, _ in self._vectors.search(vector, PROPOSED, allowed)}
        background = self._anchors.background
        deadline.check()
        near = self._anchors.near(vector) if expand else {}
        topics = {path: background.above(cosine) for path, cosine in near.items()}
        deadline.check()
        signals = self._signals(query, vector, sorted(nearest | set(also)), topics if expand else None)
        meanings = {ordinal: meaning_of(each, weights) for ordinal, each in signals.items()}
        close = sorted((-value, path) for path, value in topics.items() if value >= NEAR_TOPIC)
        unit = background.deviation / (1.0 - background.mean)
        return Nearness(
            signals,
            meanings,
            {path: -value for value, path in close[:_TOPICS_SHOWN]},
            weights.floor * unit,
            weights.alone * unit,
        )

    def _signals(
        self, query: str, vector: Vector, candidates: Sequence[int], topics: Mapping[str, float] | None
    ) -> dict[int, Signals]:
        """What speaks for each candidate in meaning; ``topics`` is the nearness of every topic, where topics may speak."""
        wordwise = self._wordwise(query, candidates)
        passages = self._nearest_passages(candidates, vector)
        signals = {}
        for ordinal in candidates:
            passage, cosine = passages.get(ordinal, (None, 0.0))
            near = {path: (topics or {}).get(path, 0.0) for path in self._topics_of.get(ordinal, ())}
            path = max(near, key=lambda path: near[path], default="")
            signals[ordinal] = Signals(
                cosine=self._anchors.background.above(cosine),
                passage=passage,
                wordwise=wordwise.get(ordinal),
                topic=None if topics is None else near.get(path, 0.0),
                near_topic=path if near.get(path, 0.0) >= NEAR_TOPIC else None,
            )
        return signals

    def _wordwise(self, query: str, candidates: Sequence[int]) -> dict[int, float]:
        if self._words is None or not isinstance(self._encoder, WordVectors):
            return {}
        return self._words.nearness(query, candidates, self._encoder)

    def _nearest_passages(self, candidates: Sequence[int], vector: Vector) -> dict[int, tuple[int, float]]:
        """The passage of each candidate that counts most, and its cosine by the weight of its field."""
        rows = [self._vectors.rows_of(ordinal) for ordinal in candidates]
        holding = [(ordinal, each) for ordinal, each in zip(candidates, rows, strict=True) if each]
        if not holding:
            return {}
        places = np.concatenate([np.arange(each.start, each.stop) for _, each in holding])
        counted = (self._vectors.rows(places) @ vector) * _FIELD_WEIGHTS[self._vectors.fields[places]]
        ends = np.cumsum([len(each) for _, each in holding])
        nearest = {}
        for (ordinal, each), end in zip(holding, ends.tolist(), strict=True):
            best = end - len(each) + int(counted[end - len(each) : end].argmax())
            nearest[ordinal] = int(self._vectors.keys[places[best], 1]), float(counted[best])
        return nearest
