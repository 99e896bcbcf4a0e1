"""What the shipped model knows, as Spearman's rank correlation with human judgements; the floor is what shipping it claims."""

from __future__ import annotations

import sys
from pathlib import Path

from yusuan.search.embedding import open_encoder

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from training.evaluate_sts import scores  # noqa: E402

FLOORS = {"STS-B test": 60.0, "SOHU-dd test": 60.0}
"""Spearman × 100."""


def test_sentence_similarity_is_not_below_its_floor(shared: Path) -> None:
    found = {name: score for name, _, score in scores(open_encoder(), shared / "sts")}
    assert {name: found[name] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True), (
        found
    )
