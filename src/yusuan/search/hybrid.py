"""How do words, meaning and topics become one score?

    meaning = (COSINE cosine + WORDWISE wordwise + TOPIC topic) / (COSINE + WORDWISE + TOPIC)
    score   = (meaning + WORDS words + PLACE place) / (1 + WORDS + PLACE)

A convex combination of scores, each from 0 to 1, not of ranks (S. Bruch, S. Gai and A. Ingber, "An analysis of fusion functions
for hybrid retrieval", ACM TOIS 2023: it is better than reciprocal ranks and needs few judged queries). ``cosine`` is the
best of the record's passages, counted by its field; ``wordwise`` is of search/meaning/word_similarity; ``topic`` the nearest of its topics'
cosine with the query (search/meaning/topic_vectors); ``words`` the share of the query's information, by inverse document frequency, that stands in
the record, cubed, by its text score as a share of the best one's; ``place`` whether it is where the query says. docs/adr/0020 has
what else was tried.
"""

from __future__ import annotations

from dataclasses import dataclass

MODES = ("hybrid", "keyword", "semantic")
PROPOSED = 200
"""Records that each way of finding may propose to be weighed: the places that anybody looks at are among them. What else words or
named topics find follows behind, in its own order."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The constants of the formula, and from where on meaning is believed.

    Found by ``python -m tests.evaluation.fusion_weights`` on the judged queries that are not held out; only ``alone`` is a little
    higher than is best there, to keep out every judged query about nothing. The two floors are in
    standard deviations above the mean cosine of unrelated texts (``anchors.Background``), so that they mean the
    same for every model: ``floor`` for each record; ``alone`` for the best record of a query of which no record has a word
    or a named topic, for then it may be about nothing at all.
    """

    cosine: float = 0.4
    wordwise: float = 0.4
    topic: float = 0.3
    words: float = 0.2
    place: float = 0.15
    floor: float = 2.0
    alone: float = 3.1
    share: float = 0.3


WEIGHTS = Weights()
FIELDS = {"text": 0.95, "name": 1.0, "goal": 1.0, "purpose": 1.0, "indicator": 0.95, "duty": 1.0}
"""What the cosine of a passage counts for by its field: a name says what a thing is, an indicator how it is measured. Their
order numbers the fields in an index; every other field counts as the first."""
_NUMBERS = {name: number for number, name in enumerate(FIELDS)}


def field_number(field: str) -> int:
    """The number of a passage's field in an index."""
    return _NUMBERS.get(field, 0)


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for one record, all from 0 to 1 but cosines, which may fall below; ``passage`` is the ordinal of its
    nearest passage, ``None`` where it has no vector or meaning was not asked; ``wordwise`` is ``None`` where the model has no
    vectors of words, ``topic`` where topics are not to speak; ``near_topic`` is the topic's path where it is near."""

    cosine: float = 0.0
    passage: int | None = None
    wordwise: float | None = None
    topic: float | None = None
    near_topic: str | None = None
    words: float = 0.0
    place: float | None = None


def meaning_of(signals: Signals, weights: Weights) -> float:
    """How near in meaning, 0 for unrelated; weights of what is not known go to the rest."""
    parts = [
        (weights.cosine, signals.cosine),
        (weights.wordwise, signals.wordwise),
        (weights.topic, signals.topic),
    ]
    known = [(weight, value) for weight, value in parts if value is not None]
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)


def score_of(signals: Signals, weights: Weights, meaning: float) -> float:
    """The score of a hybrid search, 0 to 1; ``meaning`` is 0 where it is not believed."""
    place = weights.place if signals.place is not None else 0.0
    extra = weights.words * signals.words + place * (signals.place or 0.0)
    return (max(0.0, meaning) + extra) / (1.0 + weights.words + place)
