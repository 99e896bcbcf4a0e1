"""Who is responsible for something, or does it? Departments by the words of their duties."""

from __future__ import annotations

import re
from dataclasses import replace

from yusuan.questions.filters.scope import Attempt, Context, scope
from yusuan.questions.grammar.readings import Filled, Reading
from yusuan.questions.language.lexicon import is_idle
from yusuan.questions.language.segment import parts_of, words_in
from yusuan.questions.language.tokens import Token
from yusuan.questions.language.translations import translation
from yusuan.questions.queries.sparql import Filter, filter_of
from yusuan.vocabulary.concepts import concept
from yusuan.vocabulary.wording import folded

_GENERIC = frozenset({
    "工作", "管理", "事务", "事项", "方面", "事情", "事", "任务", "业务", "相关工作", "日常工作", "管理工作", "的工作", "问题",
    "work", "matters", "affairs",
})  # fmt: skip

_BOUNDARY = "($|[的、，。；：（）()和及与等方工管事业宣重机行相部室系网信日体]|任务)"


def responsible(reading: Reading, context: Context) -> list[Attempt]:
    """Departments by the words of their duties: the phrase as it stands, then its words without the generic ones."""
    if _titles(context):
        return _of_titles(context, scope(reading, context, "body"))
    start, end = _stretch(reading, context)
    around = tuple(
        each
        for each in reading.filled
        if each.token.end <= start or each.token.start >= end or each.slot == "division"
    )
    fixed = scope(replace(reading, filled=around), context, "body")
    whole = [
        Attempt((*fixed, filter_of("duty-words", word=phrase)), (phrase,))
        for phrase in _wordings(folded(context.question)[start:end])
    ]
    phrase = folded(context.question)[start:end]
    for place in reading.all("division", "everywhere"):
        phrase = phrase.replace(place.token.text, " ")
    pieces = tuple(part for part in parts_of(_core(phrase.strip(_EDGES))) if part not in _GENERIC)
    if len(pieces) > 2 and not any(piece.isascii() for piece in pieces):
        whole.append(Attempt((*fixed, *(filter_of("duty-words", word=piece) for piece in pieces)), pieces))
    named = [
        each
        for each in reading.filled
        if start <= each.token.start < end
        and each.slot not in _ASKING
        and each.slot != "division"
        and len(each.token.text) > 1
        and folded(each.token.text) not in _GENERIC
    ]
    in_order = _in_order(reading, context)
    if not named:
        return [*whole, *in_order]
    found = list(whole)
    words = [_core(folded(each.token.text)) for each in named]
    if all(not word.isascii() for word in words):
        found.append(Attempt((*fixed, *(_duty(word) for word in words)), tuple(words)))
    single = tuple(dict.fromkeys(part for word in words for part in parts_of(word) if part not in _GENERIC))
    if len(single) > 1 and all(not word.isascii() for word in words):
        found.append(Attempt((*fixed, *(filter_of("duty-words", word=word) for word in single)), single))
    english = [translation(word) for word in words if word.isascii()]
    if english and all(english) and len(english) == len(words):
        meant = [each for said in english for each in said if not set(each) & _GENERIC]
        found += [
            Attempt(
                (*fixed, *(_duty_any(each) for each in meant)), tuple(word for each in meant for word in each)
            )
        ]
    topics = [sense.value for each in named for sense in each.token.senses if sense.slot == "topic"]
    if topics and all(word.isascii() for word in words):
        found += [
            Attempt((*fixed, _duty(folded(concept(path).zh))), (folded(concept(path).zh),)) for path in topics
        ]
        said = [folded(word) for path in topics for word in concept(path).words_zh if len(word) > 3]
        found += [Attempt((*fixed, filter_of("duty-words", word=said)), tuple(said))] if said else []
    return [*found, *in_order]


_IDENTITY = re.compile(r"是谁|谁是|是哪位|叫什么|who (?:is|was|are|were)\b", re.IGNORECASE)
"""Questions for a person, which duties do not answer."""
_ASKING = frozenset(
    {"who", "by-whom", "responsible", "department-noun", "division-noun", "define", "everywhere"}
)
_EDGES = " 的?？了呢。，,"
_IN_BRACKETS = re.compile(r"[a-z] ?\(([^()]*[\u4e00-\u9fff][^()]*)\)")
_WHOLE_PHRASE = 4
"""Fewer characters than this, 工作 and its like set aside, say no duty by themselves: 保密工作 is 保密管理 as well."""


def _stretch(reading: Reading, context: Context) -> tuple[int, int]:
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
        and not context.question[asking[-1].end : end].strip(_EDGES + "职责工作来做吗")
    ):
        end = asking.pop().start
    for each in reading.filled:
        if each.slot in ("division", "department") and not context.question[start : each.token.start].strip(
            _EDGES
        ):
            start = max(start, each.token.end)
    return start, max(end, start)


def _wordings(phrase: str) -> list[str]:
    """A phrase as duties may print it: as it stands, without 全县 before and 工作 behind."""
    said_again = _IN_BRACKETS.search(phrase)
    phrase = said_again[1] if said_again else phrase
    phrase = phrase.strip(_EDGES).removesuffix("由").removesuffix("归").removesuffix("是").strip(_EDGES)
    bare = re.sub(r"^(?:全|本|我)[县区市镇乡]的?", "", phrase)
    shorter = [_core(each) for each in (phrase, bare)]
    return [
        each
        for each in dict.fromkeys([phrase, bare, *shorter])
        if len(_core(each)) >= _WHOLE_PHRASE and not each.isascii()
    ]


def who_does(reading: Reading, context: Context) -> list[Attempt]:
    """Departments whose duties hold what is said, as it stands or word by word: 由谁编写大事记."""
    if reading.has("howmuch", "max", "min", "more", "less", "buy", "count") or _IDENTITY.search(
        context.question
    ):
        return []
    asking = reading.first("who", "by-whom", "department-noun")
    phrases = _wordings(folded(context.question)[asking.token.end :]) if asking else []
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


def _core(word: str) -> str:
    shorter = re.sub(r"(?:方面)?的?(?:管理工作|工作|事务|事项|管理|业务|方面|事业)$", "", word)
    return shorter if len(shorter) >= 2 else word


def _duty(word: str) -> Filter:
    if len(word) <= 3 and word.isalnum():
        return filter_of("duty-pattern", pattern=word + _BOUNDARY)
    return filter_of("duty-words", word=word)


def _duty_any(words: tuple[str, ...]) -> Filter:
    return filter_of(
        "duty-pattern", pattern="|".join(word + (_BOUNDARY if len(word) <= 2 else "") for word in words)
    )


def _in_order(reading: Reading, context: Context) -> list[Attempt]:
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


def _titles(context: Context) -> tuple[str, ...]:
    """What the question sets in 《》."""
    return tuple(dict.fromkeys(re.findall(r"《[^《》]{2,20}》", folded(context.question))))


def _of_titles(context: Context, fixed: list[Filter]) -> list[Attempt]:
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


def _stretches(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """What of ``text`` stands between ``tokens``."""
    ends = [0, *(each.end for each in tokens)]
    starts = [*(each.start for each in tokens), len(text)]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if start > end]
