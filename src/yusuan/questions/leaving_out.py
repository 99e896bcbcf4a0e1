"""What does a question ask once parts of it are taken out? The rest, read again; without words that led to what is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from yusuan.questions.answer import Answer
from yusuan.questions.answers import refusals
from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.grammar.without import CharacterRange, left
from yusuan.questions.language.tokens import QuestionToken

Asking = Callable[[Sequence[QuestionToken], QuestionContext], Answer]
_HOW_MUCH = frozenset({"howmuch", "what-is", "define", ""})
_WHICH = frozenset({"who", "department-noun", "division-noun", "until", "budget"})
"""Words that ask for or lead to a part, and may have no more to say once it was taken out; no condition is among them."""


def answer_without(
    without: Sequence[CharacterRange], tokens: Sequence[QuestionToken], context: QuestionContext, ask: Asking
) -> tuple[Answer, Sequence[QuestionToken]]:
    """The answer of ``ask`` to the question without some spans of it, and the tokens that were left. Raises UsageError for a
    span outside the question."""
    rest, tokens = left(context.question, tokens, without)
    shorter = replace(context, question=rest)
    made = ask(tokens, shorter)
    for idle in (_HOW_MUCH, _HOW_MUCH | _WHICH):
        if made.status != "answered":
            said = [token for token in tokens if not token.slots() <= idle]
            other = ask(said, shorter)
            if other.status == "answered" or _unread(made):
                made, tokens = other, said
    if _unread(made):
        made = refusals.nothing_left(without, tokens, context)
    return replace(made, question=context.question, without=tuple(without)), tokens


def _unread(made: Answer) -> bool:
    """Whether no pattern read the question; asking back has one."""
    return made.status == "not_understood" and made.kind is None
