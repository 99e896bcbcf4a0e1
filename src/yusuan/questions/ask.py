"""A question in, an answer out: words → senses → readings → query → rows → sentence and evidence; or a plain refusal."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.deadline import Deadline
from yusuan.errors import UsageError
from yusuan.library.generation import Generation
from yusuan.questions.answer import Answer
from yusuan.questions.answers import refusals
from yusuan.questions.answers.first import first_answer
from yusuan.questions.answers.suggestions import led_on
from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.grammar.readings import bare, readings
from yusuan.questions.grammar.without import CharacterRange
from yusuan.questions.language.names import names_of
from yusuan.questions.language.segment import tokens_of
from yusuan.questions.language.spoken import spoken
from yusuan.questions.language.tokens import QuestionToken
from yusuan.questions.leaving_out import answer_without

MOST_CHARACTERS = 300


def answer(
    question: str,
    generation: Generation,
    lang: str | None = None,
    without: Sequence[CharacterRange] = (),
    deadline: Deadline | None = None,
) -> Answer:
    """The answer to ``question`` (at most 300 characters, zh, en or both) from a Generation.

    ``lang`` is the language of the sentences, "zh" or "en"; by default the question's. ``without`` are spans of the
    question (its white space made single) that are left out of it. ``deadline`` is that of the settings where none is given.
    Raises UsageError for a question that is empty or too long, or a span outside it, and QueryStopped after ``deadline``.
    """
    asked = _checked(question)
    deadline = deadline or Deadline(generation.settings.limits.seconds)
    with deadline.paused():
        names = names_of(generation)
    tokens = tokens_of(asked, names)  # words, each with its senses
    deadline.check()
    context = QuestionContext(names, generation, asked, deadline, lang or spoken(asked, tokens))
    if not without:
        return led_on(_answer_to(tokens, context), tokens, context)
    made, rest = answer_without(without, tokens, context, _answer_to)
    return led_on(made, rest, context)


def _answer_to(tokens: Sequence[QuestionToken], context: QuestionContext) -> Answer:
    """The answer to what ``tokens`` of the question say."""
    refused = refusals.missing(tokens, context)  # names of what the data lacks
    if refused is not None:
        return refused
    found = readings(context.question, tokens, context.deadline)  # a pattern each, its slots filled
    if _is_bare(context.question, tokens):
        found = bare(found, context.question)
        if not found:
            return refusals.no_question(tokens, context)
    made = first_answer(found, tokens, context)  # query, rows, sentence and evidence
    return made or refusals.missing_place(tokens, context) or refusals.not_understood(tokens, context)


def _checked(question: str) -> str:
    """The question, its white space made single. Raises UsageError where it is empty or too long."""
    asked = " ".join(question.split())
    if not asked or len(asked) > MOST_CHARACTERS:
        raise UsageError(
            f"问题应为 1 至 {MOST_CHARACTERS} 个字符，现有 {len(asked)} 个；请写短一些。",
            f"a question has 1 to {MOST_CHARACTERS} characters, this one has {len(asked)}; make it shorter.",
        )
    return asked


def _is_bare(question: str, tokens: Sequence[QuestionToken]) -> bool:
    """Whether ``question`` is one word and nothing else, like 公用经费; what parts were taken from was more."""
    return len(tokens) == 1 and len(tokens[0].text.strip()) == len(question)
