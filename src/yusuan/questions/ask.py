"""A question in, an answer out: tokens → readings → query → rows, sentence and evidence; or a plain refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yusuan.deadline import Deadline
from yusuan.errors import UsageError
from yusuan.library import Generation
from yusuan.questions import lexicon, refusals
from yusuan.questions.answering import answered
from yusuan.questions.answers import Answer
from yusuan.questions.builders import Context, ambiguous_departments, misplaced
from yusuan.questions.interpret import Reading, readings
from yusuan.questions.left_out import Span, left
from yusuan.questions.names import Names, names_of
from yusuan.questions.patterns import Pattern
from yusuan.questions.segment import tokens_of
from yusuan.questions.subjects import BUILDERS
from yusuan.questions.suggestions import suggestions
from yusuan.questions.tokens import Token
from yusuan.vocabulary.wording import folded

MOST_CHARACTERS = 300
MARGIN = 1.5
"""How much less sure than the best another reading may be and still be tried where the best finds nothing."""

_ABOUT_ONE = frozenset({"project", "department", "division"})
_COUNTS = frozenset({"projects-count", "indicators-count"})
"""What a single word can ask for: 指标总数."""
_WHOLE_NAME = 3.0
_HOW_MUCH = frozenset({"howmuch", "what-is", "define", ""})
_WHICH = frozenset({"who", "department-noun", "division-noun", "until", "budget"})
"""Words that ask for or lead to a part, and may have no more to say once it was taken out; no condition is among them."""
_LONG = 5
"""A name of an indicator of more characters than this is question enough."""


def answer(
    question: str,
    generation: Generation,
    lang: str | None = None,
    without: Sequence[Span] = (),
    deadline: Deadline | None = None,
) -> Answer:
    """The answer to ``question`` (at most 300 characters, zh, en or both) from a Generation.

    ``lang`` is the language of the sentences, "zh" or "en"; by default the question's. ``without`` are spans of the
    question (its white space made single) that are left out of it. ``deadline`` is that of the settings where none is given.
    Raises UsageError for a question that is empty or too long, or a span outside it, and QueryStopped after ``deadline``.
    """
    asked = " ".join(question.split())
    if not asked or len(asked) > MOST_CHARACTERS:
        raise UsageError(
            f"问题应为 1 至 {MOST_CHARACTERS} 个字符，现有 {len(asked)} 个；请写短一些。",
            f"a question has 1 to {MOST_CHARACTERS} characters, this one has {len(asked)}; make it shorter.",
        )
    deadline = deadline or Deadline(generation.settings.limits.seconds)
    with deadline.paused():
        names = names_of(generation)
    tokens = tokens_of(asked, names)
    deadline.check()
    spoken = lang or language(asked, tokens)
    if without:
        rest, tokens = left(asked, tokens, without)
        made = _answer_to(rest, tokens, names, generation, spoken, deadline)
        for idle in (_HOW_MUCH, _HOW_MUCH | _WHICH):
            if made.status != "answered":
                said = [token for token in tokens if not token.slots() <= idle]
                other = _answer_to(rest, said, names, generation, spoken, deadline)
                if other.status == "answered" or _unread(made):
                    made, tokens = other, said
        if _unread(made):
            made = refusals.nothing_left(asked, without, tokens, names, spoken)
        return _followed(replace(made, question=asked, without=tuple(without)), tokens, names, spoken)
    return _followed(_answer_to(asked, tokens, names, generation, spoken, deadline), tokens, names, spoken)


def _unread(made: Answer) -> bool:
    """Whether no pattern read the question; asking back has one."""
    return made.status == "not_understood" and made.kind is None


def _letters(question: str) -> str:
    return "".join(each for each in folded(question) if each.isalnum())


def _followed(made: Answer, tokens: Sequence[Token], names: Names, lang: str) -> Answer:
    """An answer with questions that may come next; a refusal has its own."""
    if made.status != "answered" or made.suggestions:
        return made
    asked = _letters(made.question)
    near = [each for each in suggestions(tokens, names, lang, made.question) if _letters(each) != asked]
    return replace(made, suggestions=tuple(near))


def _answer_to(
    asked: str, tokens: Sequence[Token], names: Names, generation: Generation, spoken: str, deadline: Deadline
) -> Answer:
    """The answer to what ``tokens`` of ``asked`` say."""
    context = Context(names, generation, asked, deadline, spoken)
    refused = refusals.missing(asked, tokens, names, spoken)
    if refused is not None:
        return refused
    possible = readings(asked, tokens, deadline)
    if _is_bare(asked, tokens):
        possible = [
            each
            for each in possible
            if each.pattern.id in _COUNTS
            or (each.pattern.id in _ABOUT_ONE and _names_one(tokens[0]))
            or (each.pattern.id == "indicator-target" and each.has("indicator-name") and len(asked) > _LONG)
        ]
        if not possible:
            return refusals.no_question(asked, tokens, names, spoken)
    tried: list[Reading] = []
    for reading in possible:
        if tried and reading.score < tried[0].score - MARGIN:
            break
        if _asks_percent(asked) and _tells_money(reading.pattern):
            continue
        attempts = BUILDERS[reading.pattern.reads](reading, context)
        if not attempts:
            continue
        elsewhere = misplaced(reading, context)
        if elsewhere:
            return refusals.no_department(asked, elsewhere, tokens, names, spoken)
        unclear = ambiguous_departments(reading, context)
        if unclear:
            return refusals.ambiguous(asked, reading, unclear, names, spoken)
        tried.append(reading)
        for attempt in attempts:
            made = answered(asked, reading, attempt, context, spoken)
            if made is not None:
                return replace(made, suggestions=suggestions(tokens, names, spoken, asked))
    if tried:
        return refusals.nothing_found(asked, tried[0], tokens, names, spoken)
    return refusals.missing_place(asked, tokens, names, spoken) or refusals.not_understood(
        asked, tokens, names, spoken
    )


_PERCENT = re.compile(
    r"百分之[几多]|百分比(?:是|为)?(?:多|几)|(?:多大|什么)比例|(?:what|how many) percent|what percentage"
)


def _asks_percent(question: str) -> bool:
    """Whether what is asked for is a percentage."""
    return _PERCENT.search(question.lower()) is not None


def _tells_money(pattern: Pattern) -> bool:
    """Whether a pattern's answer is an amount, which is none to a question for a percentage."""
    return pattern.unit != "%" and bool(
        {"amount", "change", "changeFromBudget", "executedAmount"} & set(pattern.evidence)
    )


def _is_bare(question: str, tokens: Sequence[Token]) -> bool:
    """Whether ``question`` is one word and nothing else, like 公用经费; what parts were taken from was more."""
    return len(tokens) == 1 and len(tokens[0].text.strip()) == len(question)


def _names_one(token: Token) -> bool:
    """Whether a word is the whole name of a project, a department or a county, which is question enough."""
    project = token.sense("project")
    return (project is not None and project.score >= _WHOLE_NAME) or bool(
        token.slots() & {"department", "division"}
    )


def language(question: str, tokens: Sequence[Token]) -> str:
    """The language of the question's own words, names set aside: "en" or "zh"."""
    words = re.findall(r"[a-z]+", question.lower())
    english = sum(1 for word in words if lexicon.is_idle(word) or lexicon.cues_of(word))
    named = {at for token in tokens if token.slots() & {"department", "division", "project", "text", "topic", "indicator-name"}
             for at in range(token.start, token.end)}  # fmt: skip
    chinese = sum(
        1 for at, character in enumerate(question) if "\u4e00" <= character <= "\u9fff" and at not in named
    )
    return "en" if english * 2 > chinese and english > 0 else "zh"
