"""What is left of a question when parts of it are taken out? Its other tokens, each with what it meant in the whole.

The words are not cut out and read again: what is left could be cut into other words then. A cue that only leads to
what was taken out (涉及, 购买, about) goes with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.errors import UsageError
from yusuan.questions.language.tokens import QuestionToken

CharacterRange = tuple[int, int]
_LEADS = frozenset({"about", "buy", "without"})
_CONTENT = frozenset(
    {"text", "topic", "level", "category", "indicator-name", "indicator-part", "satisfaction", "project"}
)


def left(question: str, tokens: Sequence[QuestionToken], without: Sequence[CharacterRange]) -> tuple[str, list[QuestionToken]]:
    """The question with the characters of ``without`` blanked, every other in its place, and the tokens that stay.

    Raises UsageError for a span that is none of the question.
    """
    for start, end in without:
        if not 0 <= start < end <= len(question):
            raise UsageError(
                f"without 的 {start}-{end} 不在问题之内；问题有 {len(question)} 个字符。",
                f"without {start}-{end} does not lie in the question, which has {len(question)} characters.",
            )
    gone = {at for at, token in enumerate(tokens) if _meets(token, without)}
    gone |= {at for at in range(len(tokens)) if at not in gone and _only_leads(tokens, at, gone)}
    text = list(question)
    for start, end in [*without, *((tokens[at].start, tokens[at].end) for at in gone)]:
        text[start:end] = " " * (end - start)
    return "".join(text), [token for at, token in enumerate(tokens) if at not in gone]


def _meets(token: QuestionToken, without: Sequence[CharacterRange]) -> bool:
    return any(token.start < end and start < token.end for start, end in without)


def _only_leads(tokens: Sequence[QuestionToken], at: int, gone: set[int]) -> bool:
    """Whether a token is a cue beside one that was taken out (涉及…, 与…有关), and no other content stands beside it."""
    if not tokens[at].slots() <= _LEADS | {""}:
        return False
    beside = [place for place in (at - 1, at + 1) if 0 <= place < len(tokens)]
    return any(place in gone for place in beside) and not any(
        place not in gone and tokens[place].slots() & _CONTENT for place in beside
    )
