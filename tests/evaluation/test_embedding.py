"""What the shipped model knows: how it ranks likeness beside human judgements, and whether a query in other words, in
Chinese or English, finds the project that it means. The floors are what shipping it claims."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from yusuan.search.meaning.embedding import open_encoder

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from training.evaluate_queries import scores as query_scores  # noqa: E402
from training.evaluate_sts import scores  # noqa: E402

pytestmark = pytest.mark.slow

FLOORS = {"STS-B test": 68.0, "SOHU-dd test": 65.0}
"""Spearman × 100."""
QUERY_FLOORS = {"queries zh": 94.0, "queries en": 93.0}
"""Mean reciprocal rank × 100."""


def told(found: dict[str, float], floors: dict[str, float]) -> str:
    """A line for each score, with its floor where it has one."""
    return "\n".join(
        f"{name:18} {score:.1f}" + (f" (floor {floors[name]:.1f})" if name in floors else "")
        for name, score in found.items()
    )


def test_sentence_similarity_is_not_below_its_floor(shared: Path) -> None:
    found = {name: score for name, _, score in scores(open_encoder(), shared / "sts")}
    print(told(found, FLOORS))
    assert {name: found[name] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True), (
        found
    )


def test_queries_in_other_words_find_their_project() -> None:
    found = {language: score for language, _, score in query_scores(open_encoder())}
    print(told(found, QUERY_FLOORS))
    assert {name: found[name] >= floor for name, floor in QUERY_FLOORS.items()} == dict.fromkeys(
        QUERY_FLOORS, True
    ), found
