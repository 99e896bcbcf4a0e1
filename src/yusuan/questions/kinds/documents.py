"""Which documents say something? The phrase that the question asks for, looked for in the documents' words."""

from __future__ import annotations

import re

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.scope import scope
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import filter_of
from yusuan.vocabulary.wording import folded

_SCOPE = frozenset({"department", "division", "year", "final"})
_EDGE = "在里中 ，。？！、；：,.?!;:\"“”'‘’《》<>「」的了过吗呢"
_OPENS = re.compile(r"^(?:the phrase |the words? |about )")


def documents_said(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Documents that hold the phrase after 提到, or before it where nothing follows; it is looked for as it stands."""
    verb = reading.all("said")[-1].token
    text = folded(context.question)
    phrase = _trimmed(text[verb.end :])
    narrowing = [each for each in reading.filled if each.slot in _SCOPE and each.token.start < verb.start]
    if not phrase:
        ends = min([each.token.start for each in reading.all("document", "said")])
        phrase, narrowing = _trimmed(text[:ends]), []
    if len(phrase) < 2:
        return []
    only = Reading(reading.pattern, tuple(narrowing), reading.score)
    fixed = scope(only, context, "disclosure") if narrowing else []
    return [Attempt((*fixed, filter_of("document-words", word=phrase)), (phrase,))]


def _trimmed(words: str) -> str:
    return _OPENS.sub("", words.strip(_EDGE)).strip(_EDGE)
