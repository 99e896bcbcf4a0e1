"""Patterns are data: their slots exist, their examples are theirs and nobody else's."""

from __future__ import annotations

import pytest

from yusuan.app import Services
from yusuan.deadline import Deadline
from yusuan.questions import answer, lexicon
from yusuan.questions.interpret import readings
from yusuan.questions.names import names_of
from yusuan.questions.patterns import Pattern, patterns
from yusuan.questions.segment import tokens_of
from yusuan.questions.sparql import QUERIES
from yusuan.questions.subjects import BUILDERS

NAMES = {"listed-unit", "named-place", "department", "division", "project", "year", "amount", "share", "portion", "quantity",
         "top", "month", "category", "level", "indicator-name", "indicator-part", "term", "text", "unit", "unknown", "*"}  # fmt: skip
EVERY = [pytest.param(each, id=each.id) for each in patterns()]
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


def test_identifiers_are_unique() -> None:
    assert len({each.id for each in patterns()}) == len(patterns())


@pytest.mark.parametrize("pattern", EVERY)
def test_a_pattern_uses_slots_builders_and_queries_that_exist(pattern: Pattern) -> None:
    needed = {slot for way in pattern.needs for need in way for slot in need.slots}
    unknown = (needed | pattern.takes) - lexicon.slots() - NAMES
    assert not unknown - {"topic-noun"}
    assert pattern.reads in BUILDERS
    for query in (pattern.query, pattern.parts, pattern.smallest, pattern.evidence_from):
        assert query is None or (QUERIES / f"{query}.rq").is_file()
    assert pattern.examples and {"zh", "en"} <= pattern.answer.keys()


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
