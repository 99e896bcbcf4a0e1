"""Which goals and indicators of two projects correspond?

An indicator corresponds to one of the same name, or to one whose name means nearly the same and that measures
the same kind of thing (a number of machines, a rate of satisfaction); a goal or purpose to one that means nearly the
same. The nearest pair is taken first, and each goal and each indicator stands in one pair at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from yusuan.model.record import Correspondence, Excerpt, Part, Passage, Record
from yusuan.search.analysis import regular
from yusuan.search.records import Records
from yusuan.search.vectors import VectorIndex
from yusuan.vocabulary.concepts import level_by_word, lineage

SAME_GOAL = 0.70
"""From this cosine on two goals or purposes correspond. Of 132 pairs of like projects that were read and judged, 88 % of those above
it aim at the same thing (above 0.75: 92 %, above 0.65: 77 %); of the pairs between 0.65 and 0.70 it is half."""
SAME_INDICATOR = 0.80
"""From this cosine of their names on two indicators of one level correspond. Of 174 judged pairs, 85 % of those above it measure the
same thing (above 0.75: 69 %); of the pairs between 0.75 and 0.80 it is 44 %. Descriptions were tried as well, as the greater,
the lesser and the mean of the two cosines; each told less than the names alone. The pairs that are our own writing lie in
tests/evaluation/similar."""
T = TypeVar("T")
_AIMS = ("purpose", "goal")
_OUTPUTS = frozenset({"level/quantity", "level/quality", "level/timeliness", "level/cost"})
"""Levels that each measure in a way of their own. The kinds of outcome are told apart differently from county to county."""
_TOPS = frozenset({"level/output", "level/outcome", "level/satisfaction", "level/cost"})


@dataclass(frozen=True)
class Subject:
    """One project's side of the comparison: its number in the index and its record."""

    ordinal: int
    record: Record
    records: Records
    vectors: VectorIndex

    @cached_property
    def aims(self) -> list[tuple[Part, NDArray[np.float32]]]:
        """Purpose and goals with their vectors."""
        return [(Part(_excerpt(p)), v) for p, v in self._vectored(self.ordinal, self.record) if p.field in _AIMS]

    @cached_property
    def indicators(self) -> list[Measure]:
        """The indicators that have a name."""
        found = []
        for ordinal, record in self.records.below(self.ordinal):
            if record.kind == "indicator":
                named = next((each for each in self._vectored(ordinal, record) if each[0].field == "name"), None)
                if named is not None:
                    part = Part(_excerpt(named[0]), record.iri)
                    found.append(Measure(part, named[1], _levels(record)))
        return found

    def _vectored(self, ordinal: int, record: Record) -> Iterator[tuple[Passage, NDArray[np.float32]]]:
        for row in self.vectors.rows_of(ordinal):
            yield record.passages[int(self.vectors.keys[row, 1])], self.vectors.vector(row)


@dataclass(frozen=True)
class Measure:
    """An indicator: its name, the name's vector, and the paths of the levels it stands under, as far as known."""

    part: Part
    vector: NDArray[np.float32]
    levels: frozenset[str]

    @cached_property
    def name(self) -> str:
        """The name as words are compared: widths and case made equal, no white space."""
        return "".join(regular(self.part.excerpt.text)[0].split())


def correspondences(own: Subject, other: Subject) -> tuple[Correspondence, ...]:
    """Pairs of goals and purposes, then pairs of indicators, each in the order of ``own``."""
    aims = _paired(own.aims, other.aims, lambda a, b: _cosine(a[1], b[1]), SAME_GOAL)
    measures = _paired(own.indicators, other.indicators, _nearness, SAME_INDICATOR)
    return (
        *(Correspondence("goal", a[0], b[0], nearness) for a, b, nearness in aims),
        *(Correspondence("indicator", a.part, b.part, nearness) for a, b, nearness in measures),
    )


def _paired(
    own: Sequence[T], other: Sequence[T], nearness: Callable[[T, T], float], least: float
) -> list[tuple[T, T, float]]:
    """Greedy and one to one: the nearest two first, of equally near ones those that stand first."""
    near = [(nearness(a, b), i, j) for i, a in enumerate(own) for j, b in enumerate(other)]
    chosen: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for value, i, j in sorted(near, key=lambda each: (-each[0], each[1], each[2])):
        if value >= least and i not in chosen and j not in taken:
            chosen[i] = (j, value)
            taken.add(j)
    return [(own[i], other[j], value) for i, (j, value) in sorted(chosen.items())]


def _cosine(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    return round(float(a @ b), 4)


def _nearness(a: Measure, b: Measure) -> float:
    """1 for the same name; else the cosine, and 0 for what is measured in another way."""
    if a.name == b.name:
        return 1.0
    return min(_cosine(a.vector, b.vector), 0.9999) if comparable(a.levels, b.levels) else 0.0


def comparable(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether indicators under these levels may measure the same: nothing that is known of both differs."""
    return all(not a & kinds or not b & kinds or bool(a & b & kinds) for kinds in (_TOPS, _OUTPUTS))


def _levels(record: Record) -> frozenset[str]:
    words = (level_by_word(passage.text) for passage in record.passages if passage.field == "level")
    return frozenset(path for concept in words if concept for path in lineage(concept.path))


def _excerpt(passage: Passage) -> Excerpt:
    return Excerpt(passage.document, passage.start, passage.end, passage.text)
