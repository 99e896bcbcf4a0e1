"""Conditions on amounts of projects and lines, and on the sources that projects are paid from."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.forms.limits import Limit
from yusuan.questions.language.tokens import QuestionToken
from yusuan.questions.queries.sparql import OPERATORS, Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept_iri

SOURCES = {"other-funds": "source/other", "fiscal-funds": "source/fiscal"}
"""The cues that name a source, and its path."""


def amount_filter(limit: Limit, subject: str = "amount") -> Filter:
    """The condition on an amount, or on a project's total investment."""
    if limit.high is not None:
        return filter_of(f"{subject}-between", low=limit.low, high=limit.high)
    return filter_of(f"{subject}-{OPERATORS[limit.operator]}", limit=limit.low)


def funding_filter(reading: Reading) -> Filter | None:
    """The condition on the sources that projects are paid from: 有其他资金的项目. ``None`` where none is named."""
    named = _sources(_naming(reading))
    return filter_of("funding-from", source=[Iri(concept_iri(each)) for each in named]) if named else None


def part_filter(reading: Reading) -> Filter | None:
    """The condition on the one source that a question for a project's money names: 其他资金是多少."""
    tokens = _naming(reading)
    named = _sources(tokens)
    if len(named) != 1 or any(not token.slots() & SOURCES.keys() for token in tokens):
        return None
    return filter_of("part-source", source=[Iri(concept_iri(named[0]))])


def _naming(reading: Reading) -> list[QuestionToken]:
    """The words that speak of what something is paid from."""
    return [each.token for each in reading.all("funding", *SOURCES)]


def _sources(tokens: Sequence[QuestionToken]) -> list[str]:
    """The paths of the sources that any of ``tokens`` names."""
    return [path for slot, path in SOURCES.items() if any(token.sense(slot) for token in tokens)]
