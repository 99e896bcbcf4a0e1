"""In which language is a question asked?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.questions.language.tokens import QuestionToken
from yusuan.questions.language.words import lexicon

_NAMES = frozenset({"department", "division", "project", "text", "topic", "indicator-name"})


def spoken(question: str, tokens: Sequence[QuestionToken]) -> str:
    """The language of the question's own words, names set aside: "en" or "zh"."""
    words = re.findall(r"[a-z]+", question.lower())
    english = sum(1 for word in words if lexicon.is_idle(word) or lexicon.cues_of(word))
    named = {at for token in tokens if token.slots() & _NAMES for at in range(token.start, token.end)}
    chinese = sum(
        1 for at, character in enumerate(question) if "\u4e00" <= character <= "\u9fff" and at not in named
    )
    return "en" if english * 2 > chinese and english > 0 else "zh"
