"""Which of the readings of a question answers it? The surest that finds rows; else what was found instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.questions.answer import Answer
from yusuan.questions.answers import refusals
from yusuan.questions.answers.answering import answered
from yusuan.questions.answers.suggestions import suggestions
from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.filters.scope import ambiguous_departments, misplaced
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.kinds import BUILDERS
from yusuan.questions.language.tokens import QuestionToken
from yusuan.questions.weights import MARGIN


def first_answer(found: Sequence[Reading], tokens: Sequence[QuestionToken], context: QuestionContext) -> Answer | None:
    """The answer of the first of ``found``, surest first, whose query finds rows; a refusal where what they name cannot be
    told or nothing fits; ``None`` where no reading makes a query."""
    tried: list[Reading] = []
    for reading in found:
        if tried and reading.score < tried[0].score - MARGIN:
            break
        attempts = BUILDERS[reading.pattern.reads](reading, context)
        if not attempts:
            continue
        unclear = _unclear(reading, tokens, context)
        if unclear is not None:
            return unclear
        tried.append(reading)
        for attempt in attempts:
            made = answered(reading, attempt, context)
            if made is not None:
                near = suggestions(tokens, context.names, context.lang, context.question)
                return replace(made, suggestions=near)
    return refusals.nothing_found(tried[0], tokens, context) if tried else None


def _unclear(reading: Reading, tokens: Sequence[QuestionToken], context: QuestionContext) -> Answer | None:
    """The refusal where a department that the reading names is not there, or is one of several."""
    elsewhere = misplaced(reading, context)
    if elsewhere:
        return refusals.no_department(elsewhere, tokens, context)
    several = ambiguous_departments(reading, context)
    return refusals.ambiguous(reading, several, context) if several else None
