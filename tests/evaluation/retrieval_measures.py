"""How good is a ranked list? nDCG@10, MRR@10 and recall@20 over judged queries.

nDCG as K. Järvelin and J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002), with gains 2^grade - 1 and discount
log2(rank + 1). MRR counts the first result of grade 3; recall the share of results of grade 2 and 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log2
from statistics import fmean

TOP = 10
DEEP = 20


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over queries, each from 0 to 1."""

    ndcg: float
    mrr: float
    recall: float


def measures(runs: Sequence[tuple[Mapping[str, int], Sequence[str]]]) -> Measures:
    """The means over (grades by code, ranked codes) of queries that have an answer."""
    return Measures(
        fmean(_ndcg(grades, ranked) for grades, ranked in runs),
        fmean(_reciprocal_rank(grades, ranked) for grades, ranked in runs),
        fmean(_recall(grades, ranked) for grades, ranked in runs),
    )


def _ndcg(grades: Mapping[str, int], ranked: Sequence[str]) -> float:
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(code, 0) for code in ranked]) / best


def _gain(grades: Sequence[int]) -> float:
    return fsum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades[:TOP], 1))


def _reciprocal_rank(grades: Mapping[str, int], ranked: Sequence[str]) -> float:
    return next((1 / rank for rank, code in enumerate(ranked[:TOP], 1) if grades.get(code) == 3), 0.0)


def _recall(grades: Mapping[str, int], ranked: Sequence[str]) -> float:
    wanted = {code for code, grade in grades.items() if grade >= 2}
    return len(wanted & set(ranked[:DEEP])) / len(wanted)
