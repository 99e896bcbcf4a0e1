"""The examples of a pattern are its own and nobody else's."""

from __future__ import annotations

import pytest

from yusuan.app import Services
from yusuan.deadline import Deadline
from yusuan.questions import answer
from yusuan.questions.grammar.pattern import Pattern
from yusuan.questions.grammar.patterns import patterns
from yusuan.questions.grammar.readings import readings
from yusuan.questions.language.names import names_of
from yusuan.questions.language.segment import tokens_of

EXAMPLES = [
    pytest.param(each, question, id=f"{each.id}: {question}")
    for each in patterns()
    for question in each.examples
]
COUNTERS = [
    pytest.param(each, question, id=f"{each.id}: {question}")
    for each in patterns()
    for question in each.counter_examples
]


COUNTING = {"staff-count", "category-times"}
OTHER_FORMS = {
    "change-of-level", "change-from-budget", "change-rate-from-budget", "project-executed",
    "project-adjusted", "project-execution-rate", "project-score", "project-outcome", "project-period",
    "project-nature", "project-grounds", "project-implementer", "project-supervisor",
    "share-of-category-in-fund", "change-told-in-percent",
}  # fmt: skip
"""Patterns of what the sample disclosures do not state."""


@pytest.mark.parametrize(("pattern", "question"), EXAMPLES)
def test_an_example_is_answered_by_its_pattern(
    pattern: Pattern, question: str, services: Services, counted: Services, other_forms: Services
) -> None:
    held = counted if pattern.id in COUNTING else other_forms if pattern.id in OTHER_FORMS else services
    got = answer(question, held.generation)
    assert (got.status, got.kind) == ("answered", pattern.id), got.answer


@pytest.mark.parametrize(("pattern", "question"), COUNTERS)
def test_a_counter_example_is_not(pattern: Pattern, question: str, services: Services) -> None:
    assert answer(question, services.generation).kind != pattern.id


@pytest.mark.parametrize(("pattern", "question"), EXAMPLES)
def test_no_two_patterns_read_an_example_equally_well(
    pattern: Pattern, question: str, services: Services
) -> None:
    found = readings(question, tokens_of(question, names_of(services.generation)), Deadline(60.0))
    assert len(found) < 2 or found[0].score > found[1].score, [each.pattern.id for each in found[:2]]
