"""The question bank: every question right, every query repeatable, every unanswerable question refused."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.questions.evaluate import Outcome, evaluate

pytestmark = pytest.mark.slow

BANK = Path(__file__).with_name("questions") / "examples.jsonl"
FLOOR = 0.97
MEDIAN_SECONDS = 0.05


@pytest.fixture(scope="module")
def outcomes(services: Services) -> list[tuple[str, Outcome]]:
    return evaluate(BANK.read_text("utf-8").splitlines(), services.generation)


def test_the_bank_is_large_enough(outcomes: list[tuple[str, Outcome]]) -> None:
    unanswerable = sum(kind == "unanswerable" for kind, _ in outcomes)
    assert len(outcomes) >= 60 and unanswerable >= len(outcomes) / 5


def test_accuracy_is_above_the_floor(outcomes: list[tuple[str, Outcome]]) -> None:
    wrong = [f"{each.question}: {'; '.join(each.faults)}" for _, each in outcomes if each.faults]
    assert 1 - len(wrong) / len(outcomes) >= FLOOR, "\n".join(wrong)


def test_nothing_unanswerable_is_answered(outcomes: list[tuple[str, Outcome]]) -> None:
    assert [each.question for kind, each in outcomes if kind == "unanswerable" and each.faults] == []


def test_answers_rest_on_evidence(outcomes: list[tuple[str, Outcome]]) -> None:
    held = {"years", "divisions", "divisions-count"}
    bare = [each.question for _, each in outcomes
            if each.answer.status == "answered" and not each.answer.evidence and each.answer.kind not in held]  # fmt: skip
    assert bare == []


def test_the_median_answer_is_fast(outcomes: list[tuple[str, Outcome]]) -> None:
    assert statistics.median(each.seconds for _, each in outcomes) < MEDIAN_SECONDS


def test_the_acceptance_questions_over_the_seeds(seeds: Services, shared: Path) -> None:
    lines = (shared / "questions" / "dev.jsonl").read_text("utf-8").splitlines()
    wrong = [(each.question, each.faults) for _, each in evaluate(lines, seeds.generation) if each.faults]
    assert wrong == []
