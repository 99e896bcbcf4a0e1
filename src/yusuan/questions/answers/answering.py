"""What does one reading of a question answer? The rows of its query, the sentence, and the words of the documents behind it."""

from __future__ import annotations

from yusuan.model.record import Excerpt
from yusuan.questions.answer import Answer, AnswerRow
from yusuan.questions.answers import refusals
from yusuan.questions.answers.evidence import evidence_of
from yusuan.questions.answers.not_answered import unstated
from yusuan.questions.answers.not_counted import remainder
from yusuan.questions.answers.phrases import also_printed, not_stated
from yusuan.questions.answers.results import FoundRows, result_of, things_behind
from yusuan.questions.answers.sentences import SentenceSubject, sentence
from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.grammar.parts import narrowed, parts, subject
from yusuan.questions.grammar.readings import Reading


def answered(reading: Reading, attempt: Attempt, context: QuestionContext) -> Answer | None:
    """The answer that one query gives, or ``None`` where it finds nothing."""
    pattern, lang = reading.pattern, context.lang
    result = result_of(reading, attempt, context.store)
    if result is None:
        return None
    if pattern.valued and all(row.value is None for row in result.rows):
        return refusals.nothing_found(reading, (), context)
    lacking = unstated(reading, context, [*result.rows, *result.parts])
    if lacking and (pattern.aggregate or pattern.limit or reading.has("total")):
        return None
    scope = narrowed(reading, context.names, lang)
    told = sentence(SentenceSubject(reading, result.rows, result.parts, scope, attempt.asked, lang))
    left, behind = remainder(reading, context, result.parts or result.rows)
    return Answer(
        question=context.question,
        status="answered",
        answer=told + left + _also(result, lacking, lang),
        kind=pattern.id,
        rows=tuple(result.rows),
        details=tuple(result.parts),
        sparql=result.query,
        evidence=_evidence(reading, result, attempt, behind, context),
        reading=parts(reading, context.names, lang),
        subject=subject(reading, lang),
    )


def _also(result: FoundRows, lacking: list[str], lang: str) -> str:
    """What of the question no document states, and what is printed elsewhere."""
    elsewhere = [row for row, _ in result.elsewhere]
    stated = not_stated(lacking, lang) if lacking else ""
    return stated + (also_printed(elsewhere, lang) if elsewhere else "")


def _evidence(
    reading: Reading, result: FoundRows, attempt: Attempt, behind: tuple[AnswerRow, ...], context: QuestionContext
) -> tuple[Excerpt, ...]:
    """The words that state the rows, then those of the amounts that a sum was compared with."""
    store, pattern = context.store, reading.pattern
    things = things_behind(result, pattern, attempt, store)
    return (
        *evidence_of(store, things, pattern.evidence, attempt.words, attempt.near),
        *evidence_of(store, [row.iri for row in behind if row.iri], ("amount",)),
    )
