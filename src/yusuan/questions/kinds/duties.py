"""Who is responsible for something, or does it? Departments by the words of their duties."""

from __future__ import annotations

import re
from dataclasses import replace

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.duties import (
    EDGES,
    GENERIC,
    as_said,
    by_parts,
    by_topics,
    by_translations,
    by_words,
    core,
    in_pieces,
    wordings,
)
from yusuan.questions.filters.scope import scope
from yusuan.questions.grammar.filled import Filled
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.segment import parts_of, words_in
from yusuan.questions.language.tokens import QuestionToken
from yusuan.questions.language.words.lexicon import is_idle
from yusuan.questions.queries.sparql import Filter, filter_of
from yusuan.vocabulary.wording import folded


def responsible(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Departments by the words of their duties: the phrase as it stands, then its words without the generic ones."""
    if _titles(context):
        return _of_titles(context, scope(reading, context, "body"))
    start, end = _stretch(reading, context)
    phrase = folded(context.question)[start:end]
    named = _named(reading, start, end)
    words = [core(folded(each.token.text)) for each in named]
    ways = [
        *as_said(phrase),
        *in_pieces(reading, phrase),
        *by_words(words),
        *by_parts(words),
        *by_translations(words),
        *by_topics(named, words),
    ]
    around = tuple(
        each
        for each in reading.filled
        if each.token.end <= start or each.token.start >= end or each.slot == "division"
    )
    fixed = scope(replace(reading, filled=around), context, "body")
    found = [Attempt((*fixed, *filters), shown) for filters, shown in ways]
    return [*found, *_in_order(reading, context)]


def _named(reading: Reading, start: int, end: int) -> list[Filled]:
    """What between two places of the question says a duty."""
    return [
        each
        for each in reading.filled
        if start <= each.token.start < end
        and each.slot not in _ASKING
        and each.slot != "division"
        and len(each.token.text) > 1
        and folded(each.token.text) not in GENERIC
    ]


_ASKING = frozenset(
    {"who", "by-whom", "responsible", "department-noun", "division-noun", "define", "everywhere"}
)
def _stretch(reading: Reading, context: QuestionContext) -> tuple[int, int]:
    """Where the question says what somebody is responsible for: what is left when the words that ask and what stands
    before them are taken off both ends."""
    asking = [each.token for each in reading.filled if each.token.slots() & {"who", "by-whom", "responsible"}]
    start, end = 0, len(context.question)
    first = asking[0]
    if all(
        each.token.slots() & (_ASKING | {"division", "department", "year"})
        for each in reading.filled
        if each.token.end <= first.start
    ):
        start = first.end
        following = [
            each for each in asking[1:] if not context.question[start : each.start].strip(" 来在是is")
        ]
        start = following[0].end if following else start
    while (
        asking
        and asking[-1].start >= start
        and not context.question[asking[-1].end : end].strip(EDGES + "职责工作来做吗")
    ):
        end = asking.pop().start
    for each in reading.filled:
        if each.slot in ("division", "department") and not context.question[start : each.token.start].strip(
            EDGES
        ):
            start = max(start, each.token.end)
    return start, max(end, start)


def who_does(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Departments whose duties hold what is said, as it stands or word by word: 由谁编写大事记."""
    asking = reading.first("who", "by-whom", "department-noun")
    phrases = wordings(folded(context.question)[asking.token.end :]) if asking else []
    said = [
        folded(each.token.text).strip()
        for each in reading.filled
        if each.slot in ("text", "category", "about", "document", "unknown")
    ]
    said = [word for word in said if len(word) > 1]
    if (not said and not phrases) or any(word.isascii() for word in said):
        return []
    fixed = scope(reading, context, "body")
    if _titles(context):
        return _of_titles(context, fixed)
    single = tuple(dict.fromkeys(part for word in said for part in parts_of(word)))
    ways = [*((phrase,) for phrase in phrases), tuple(said), single]
    return [
        Attempt((*fixed, *(filter_of("duty-words", word=word) for word in words)), words)
        for words in dict.fromkeys(ways)
        if words
    ]


def _in_order(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Duties that hold the words as they follow each other, with others between: 编制年度决算草案 is in
    "编制本县年度预决算草案"."""
    text = folded(context.question)
    placed = replace(reading, filled=tuple(_as_place(each) for each in reading.all("division", "department")))
    fixed = scope(placed, context, "body")
    asking = [each.token for each in reading.all("who", "by-whom", "department-noun", "division-noun")]
    left = [
        text[start:end] for start, end in _stretches(text, [each.token for each in reading.all(*_NOT_DUTY)])
    ]
    words = [
        word
        for each in left
        for word in words_in(each)
        if not _SAYS_NOTHING.fullmatch(word) and not (word.isascii() and is_idle(word))
    ]
    if not asking or sum(map(len, words)) < _LEAST or any(word.isascii() for word in words):
        return []
    pattern = _GAP.join(re.escape(word) for word in words)
    return [Attempt((*fixed, filter_of("duty-pattern", pattern=pattern)), tuple(words))]


def _titles(context: QuestionContext) -> tuple[str, ...]:
    """What the question sets in 《》."""
    return tuple(dict.fromkeys(re.findall(r"《[^《》]{2,20}》", folded(context.question))))


def _of_titles(context: QuestionContext, fixed: list[Filter]) -> list[Attempt]:
    """Duties that name what the question sets in 《》, and no others."""
    titles = _titles(context)
    return [Attempt((*fixed, *(filter_of("duty-words", word=each) for each in titles)), titles)]


def _as_place(filled: Filled) -> Filled:
    """A name that means a place as well as its government, as the place: whose duties they are is asked."""
    place = filled.token.sense("division")
    return filled if place is None else Filled(filled.token, place)


_NOT_DUTY = (
    *(
        "who",
        "by-whom",
        "department-noun",
        "division-noun",
        "responsible",
        "division",
        "department",
        "everywhere",
    ),
)
_SAYS_NOTHING = re.compile(r"[\W的了和与及在中里呢吗是由]+|工作|事务|方面")
_LEAST = 5
"""A duty of fewer characters is not told by characters in order."""
_GAP = "[^。；;]{0,12}"


def _stretches(text: str, tokens: list[QuestionToken]) -> list[tuple[int, int]]:
    """What of ``text`` stands between ``tokens``."""
    ends = [0, *(each.end for each in tokens)]
    starts = [*(each.start for each in tokens), len(text)]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if start > end]
