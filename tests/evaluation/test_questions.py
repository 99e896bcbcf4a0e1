"""The question bank: every question right, every query repeatable, every unanswerable question refused."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.questions import answer
from yusuan.questions.evaluate import JudgedAnswer, evaluate

pytestmark = pytest.mark.slow

BANK = Path(__file__).with_name("questions") / "examples.jsonl"
FLOOR = 0.97
KIND_FLOOR = 0.8
LEAST = 300
ENGLISH = re.compile(r"[A-Za-z]{3}")


@pytest.fixture(scope="module")
def outcomes(services: Services) -> list[tuple[str, JudgedAnswer]]:
    return evaluate(BANK.read_text("utf-8").splitlines(), services.generation)


def test_the_bank_is_large_enough(outcomes: list[tuple[str, JudgedAnswer]]) -> None:
    unanswerable = sum(kind == "unanswerable" for kind, _ in outcomes)
    english = sum(bool(ENGLISH.search(each.question)) for _, each in outcomes)
    assert len(outcomes) >= LEAST and unanswerable >= len(outcomes) / 5 and english >= len(outcomes) / 3
    assert len({each.question for _, each in outcomes}) == len(outcomes)


def test_accuracy_by_kind(outcomes: list[tuple[str, JudgedAnswer]]) -> None:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for kind, each in outcomes:
        kinds[kind].append(not each.faults)
    print("\n| kind of question | right | of |\n|---|---|---|")
    for kind, right in sorted(kinds.items()):
        print(f"| {kind} | {sum(right)} | {len(right)} |")
    print(f"| all | {sum(map(sum, kinds.values()))} | {len(outcomes)} |")
    print(f"median {1000 * statistics.median(each.seconds for _, each in outcomes):.0f} ms an answer")
    assert [kind for kind, right in kinds.items() if sum(right) < KIND_FLOOR * len(right)] == []


def test_accuracy_is_above_the_floor(outcomes: list[tuple[str, JudgedAnswer]]) -> None:
    wrong = [f"{each.question}: {'; '.join(each.faults)}" for _, each in outcomes if each.faults]
    assert 1 - len(wrong) / len(outcomes) >= FLOOR, "\n".join(wrong)


def test_nothing_unanswerable_is_answered(outcomes: list[tuple[str, JudgedAnswer]]) -> None:
    assert [each.question for kind, each in outcomes if kind == "unanswerable" and each.faults] == []


def test_answers_rest_on_evidence(outcomes: list[tuple[str, JudgedAnswer]]) -> None:
    held = {"years", "divisions", "divisions-count", "term-of-ontology"}  # told of no document
    bare = [each.question for _, each in outcomes
            if each.answer.status == "answered" and not each.answer.evidence and each.answer.kind not in held]  # fmt: skip
    assert bare == []


def test_every_suggestion_has_an_answer(services: Services, outcomes: list[tuple[str, JudgedAnswer]]) -> None:
    suggested = {question for _, each in outcomes for question in each.answer.suggestions}
    answered = {question: answer(question, services.generation).status for question in sorted(suggested)}
    assert len(suggested) > 50
    assert [question for question, status in answered.items() if status != "answered"] == []


def test_the_acceptance_questions_over_the_seeds(seeds: Services, shared: Path) -> None:
    lines = (shared / "questions" / "dev.jsonl").read_text("utf-8").splitlines()
    wrong = [(each.question, each.faults) for _, each in evaluate(lines, seeds.generation) if each.faults]
    assert wrong == []
