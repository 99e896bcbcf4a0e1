"""Which goals and indicators of two projects correspond?

An indicator corresponds to one of the same name, or to one that measures the same kind of thing (a number of machines,
a rate of satisfaction) and whose name means nearly the same or ends with the same words (验收合格率, 户厕验收合格率); a goal
or purpose to one that means nearly the same. The nearest pair is taken first, and each goal and each indicator stands in
one pair at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from yusuan.deadline import Deadline
from yusuan.model.record import Correspondence, Counterpart, Excerpt, Passage, Record
from yusuan.search.analysis import regular
from yusuan.search.meaning.vectors import VectorIndex
from yusuan.search.records import Records
from yusuan.vocabulary.concepts import level_by_word, lineage

SAME_GOAL = 0.70
"""From this cosine on two goals or purposes correspond. Of 127 pairs of like projects that were read and judged, 88 % of those above
it aim at the same thing (above 0.75: 92 %, above 0.65: 77 %); of the pairs between 0.65 and 0.70 it is half."""
SAME_INDICATOR = 0.80
"""From this cosine of their names on two indicators of one level correspond. Of 174 judged pairs, 85 % of those above it measure the
same thing (above 0.75: 69 %); of the pairs between 0.75 and 0.80 it is 44 %. Descriptions were tried as well, as the greater,
the lesser and the mean of the two cosines; each told less than the names alone, so they only decide between equals. The
pairs that are our own writing lie in tests/evaluation/similar."""
_HEAD = 3
"""Characters of a name that is the end of another's for the two to correspond on one level: of 33 such pairs that were
read, all measure the same kind of thing. A name that another begins with (购置设备, 购置设备合格率) says less."""
T = TypeVar("T")
_AIMS = ("purpose", "goal")
_OUTPUTS = frozenset({"level/quantity", "level/quality", "level/timeliness", "level/cost"})
"""Levels that each measure in a way of their own. The kinds of outcome are told apart differently from county to county."""
_TOPS = frozenset({"level/output", "level/outcome", "level/satisfaction", "level/cost"})


@dataclass(frozen=True)
class ComparedProject:
    """One project's side of the comparison: its number in the index and its record."""

    ordinal: int
    record: Record
    records: Records
    vectors: VectorIndex

    @cached_property
    def aims(self) -> list[tuple[Counterpart, NDArray[np.float32]]]:
        """Purpose and goals with their vectors."""
        return [
            (Counterpart(_excerpt(p)), v) for p, v in self._vectored(self.ordinal, self.record) if p.field in _AIMS
        ]

    @cached_property
    def indicators(self) -> list[IndicatorVectors]:
        """The indicators that have a name."""
        found = []
        for ordinal, record in self.records.below(self.ordinal):
            if record.kind == "indicator":
                texts = list(self._vectored(ordinal, record))
                named = next((each for each in texts if each[0].field == "name"), None)
                detail = next((vector for passage, vector in texts if passage.field == "text"), None)
                if named is not None:
                    part = Counterpart(_excerpt(named[0]), record.iri)
                    found.append(IndicatorVectors(part, named[1], detail, _levels(record)))
        return found

    def _vectored(self, ordinal: int, record: Record) -> Iterator[tuple[Passage, NDArray[np.float32]]]:
        for row in self.vectors.rows_of(ordinal):
            yield record.passages[int(self.vectors.keys[row, 1])], self.vectors.vector(row)


@dataclass(frozen=True)
class IndicatorVectors:
    """An indicator: its name, the vectors of the name and of its description, and the paths of the levels it stands under, as
    far as known."""

    part: Counterpart
    vector: NDArray[np.float32]
    detail: NDArray[np.float32] | None
    levels: frozenset[str]

    @cached_property
    def name(self) -> str:
        """The name as words are compared: widths and case made equal, no white space."""
        return _plain(self.part.excerpt.text)


def correspondences(own: ComparedProject, other: ComparedProject, deadline: Deadline) -> tuple[Correspondence, ...]:
    """Pairs of goals and purposes, then pairs of indicators, each in the order of ``own``. Raises QueryStopped after
    ``deadline``."""
    aims = _paired(own.aims, other.aims, lambda a, b: (_cosine(a[1], b[1]), 0.0), SAME_GOAL, deadline)
    measures = _paired(own.indicators, other.indicators, nearness_of, SAME_INDICATOR, deadline)
    return (
        *(Correspondence("goal", a[0], b[0], nearness) for a, b, nearness in aims),
        *(Correspondence("indicator", a.part, b.part, nearness) for a, b, nearness in measures),
    )


def _paired(
    own: Sequence[T],
    other: Sequence[T],
    nearness: Callable[[T, T], tuple[float, float]],
    least: float,
    deadline: Deadline,
) -> list[tuple[T, T, float]]:
    """Greedy and one to one: the nearest two first, of equally near ones by the second number, then those that stand first."""
    near = [
        (*nearness(a, b), i, j) for i, a in enumerate(deadline.each(own)) for j, b in enumerate(other)
    ]
    chosen: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for value, _, i, j in sorted(
        (each for each in near if each[0] >= least), key=lambda each: (-each[0], -each[1], each[2], each[3])
    ):
        if i not in chosen and j not in taken:
            chosen[i] = (j, value)
            taken.add(j)
    return [(own[i], other[j], value) for i, (j, value) in sorted(chosen.items())]


def _cosine(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    return round(float(a @ b), 4)


def nearness_of(a: IndicatorVectors, b: IndicatorVectors) -> tuple[float, float]:
    """1 for the same name, else the cosine of the names, 0 for what is measured in another way; and, to decide between equals,
    the cosine of the descriptions."""
    if a.name == b.name:
        return 1.0, _detail(a, b)
    if not comparable(a.levels, b.levels):
        return 0.0, 0.0
    cosine = min(_cosine(a.vector, b.vector), 0.9999)
    if cosine < SAME_INDICATOR and _same_head(a.name, b.name):
        cosine = SAME_INDICATOR
    return cosine, _detail(a, b) if cosine >= SAME_INDICATOR else 0.0


def _detail(a: IndicatorVectors, b: IndicatorVectors) -> float:
    return 0.0 if a.detail is None or b.detail is None else _cosine(a.detail, b.detail)


def _same_head(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) >= _HEAD and longer.endswith(shorter)


def comparable(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether indicators under these levels may measure the same: nothing that is known of both differs."""
    return all(not a & kinds or not b & kinds or bool(a & b & kinds) for kinds in (_TOPS, _OUTPUTS))


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return "".join(regular(name)[0].split())


@lru_cache(maxsize=512)
def _lineage(word: str) -> frozenset[str]:
    concept = level_by_word(word)
    return frozenset(lineage(concept.path)) if concept else frozenset()


def _levels(record: Record) -> frozenset[str]:
    words = (_lineage(passage.text) for passage in record.passages if passage.field == "level")
    return frozenset().union(*words)


def _excerpt(passage: Passage) -> Excerpt:
    return Excerpt(passage.document, passage.start, passage.end, passage.text)
