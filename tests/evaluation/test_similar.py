"""Are pairs that are said to correspond right? Judged pairs of goals and of indicators of one level (similar/pairs.tsv).

The pairs come from projects that are like each other, drawn evenly over the cosines from 0.5 on, so that they are harder than what a
page shows: of what lies above the threshold there, more is right.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.model.record import Counterpart, Excerpt
from yusuan.search.meaning.embedding import open_encoder
from yusuan.search.similar.correspondence import SAME_GOAL, SAME_INDICATOR, IndicatorVectors, nearness_of

PAIRS = Path(__file__).parent / "similar" / "pairs.tsv"
FLOORS = {"goal": (0.80, 0.70), "indicator": (0.80, 0.50)}
"""Precision and recall."""


@pytest.mark.parametrize(("kind", "least"), [("goal", SAME_GOAL), ("indicator", SAME_INDICATOR)])
def test_what_corresponds_was_judged_the_same(kind: str, least: float) -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["kind"] == kind
        ]
    ours, theirs = (_measures([row[side] for row in rows]) for side in ("ours", "theirs"))
    same = [row["same"] == "1" for row in rows]
    near = [
        nearness_of(a, b)[0] if kind == "indicator" else float(a.vector @ b.vector)
        for a, b in zip(ours, theirs, strict=True)
    ]
    said = [each >= least for each in near]
    right = sum(s and t for s, t in zip(same, said, strict=True))
    precision, recall = right / sum(said), right / sum(same)
    print(f"\n{kind} ≥ {least}: precision {precision:.2f}, recall {recall:.2f} of {len(rows)} pairs")
    assert precision >= FLOORS[kind][0] and recall >= FLOORS[kind][1]


def _measures(texts: list[str]) -> list[IndicatorVectors]:
    """Texts as indicators whose levels are not known: the pairs are of one level."""
    vectors = open_encoder().encode(texts)
    return [
        IndicatorVectors(Counterpart(Excerpt("", 0, len(text), text)), vector, None, frozenset())
        for text, vector in zip(texts, vectors, strict=True)
    ]


def test_the_duty_projects_of_two_counties_find_each_other_first(seeds: Services) -> None:
    duty = [each for each in seeds.generation.search.records("project") if "值班" in each.label]
    assert len({each.division for each in duty}) == 2
    for project in duty:
        record = seeds.similar(project.iri, other_divisions=True, limit=1)[1][0].hit.record
        assert "值班" in record.label and record.division != project.division
