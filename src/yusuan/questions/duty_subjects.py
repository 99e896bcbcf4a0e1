"""Who is responsible for something, or does it? Departments by the words of their duties."""

from __future__ import annotations

import re
from dataclasses import replace

from yusuan.questions.builders import Attempt, Context, scope
from yusuan.questions.interpret import Filled, Reading
from yusuan.questions.lexicon import is_idle
from yusuan.questions.segment import parts_of, words_in
from yusuan.questions.sparql import Filter, filter_of
from yusuan.questions.tokens import Token
from yusuan.questions.translations import translation
from yusuan.vocabulary.concepts import concept
from yusuan.vocabulary.wording import folded

_GENERIC = frozenset({
    "工作", "管理", "事务", "事项", "方面", "事情", "事", "任务", "业务", "相关工作", "日常工作", "管理工作", "的工作", "问题",
    "work", "matters", "affairs",
})  # fmt: skip

_EVERYWHERE = re.compile(r"(?:全|本|我)[县区市镇乡]的?$")

_BOUNDARY = "($|[的、，。；：（）()和及与等方工管事业宣重机行相部室系网信日体]|任务)"


def responsible(reading: Reading, context: Context) -> list[Attempt]:
    """Departments by the words of their duties: the phrase as it stands, then its words without the generic ones."""
    fixed = scope(reading, context, "body")
    if _titles(context):
        return _of_titles(context, fixed)
    named = [
        each
        for each in reading.all("text", "category", "unknown", "budget", "document")
        if len(each.token.text) > 1 and folded(each.token.text) not in _GENERIC
    ]
    if not named:
        return []
    found = [
        Attempt((*fixed, filter_of("duty-words", word=word)), (word,)) for word in _phrases(reading, context)
    ]
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
    return found


def who_does(reading: Reading, context: Context) -> list[Attempt]:
    """Departments whose duties hold every word that is said: 由谁编写大事记."""
    said = [
        folded(each.token.text).strip()
        for each in reading.filled
        if each.slot in ("text", "category", "about", "document", "unknown")
    ]
    said = [word for word in said if len(word) > 1]
    if not said or any(word.isascii() for word in said):
        return []
    fixed = scope(reading, context, "body")
    if _titles(context):
        return _of_titles(context, fixed)
    single = tuple(dict.fromkeys(part for word in said for part in parts_of(word)))
    return [
        Attempt((*fixed, *(filter_of("duty-words", word=word) for word in words)), words)
        for words in dict.fromkeys((tuple(said), single))
    ]


def _phrases(reading: Reading, context: Context) -> list[str]:
    """The stretch of the question that says what somebody is responsible for."""
    kept = [
        each for each in reading.filled if each.slot in ("text", "category", "unknown", "budget", "document")
    ]
    generic = [
        each
        for each in reading.filled
        if each.slot == "responsible" and each.token.start > kept[0].token.start
    ]
    end = max(each.token.end for each in (*kept, *generic))
    text = folded(context.question)
    before = [each.token.end for each in reading.all("responsible") if each.token.end <= kept[0].token.start]
    first = kept[0].token.start
    everywhere = _EVERYWHERE.search(text[:first])
    starts = sorted({*before[-1:], *([everywhere.start()] if everywhere else []), first})
    last = kept[-1].token.end
    phrases = [text[start:stop].strip(" 的?？了呢。") for start in starts for stop in (end, last)]
    return [phrase for phrase in dict.fromkeys(phrases) if len(_core(phrase)) >= 4 and not phrase.isascii()]


def _core(word: str) -> str:
    shorter = re.sub(r"(?:方面)?的?(?:管理工作|工作|事务|事项|管理|业务|方面|事业)$", "", word)
    return shorter if len(shorter) >= 2 else word


def _duty(word: str) -> Filter:
    if len(word) <= 3 and word.isalnum():
        return filter_of("duty-pattern", pattern=word + _BOUNDARY)
    return filter_of("duty-words", word=word)


def _duty_any(words: tuple[str, ...]) -> Filter:
    return filter_of(
        "duty-pattern", pattern="|".join(word + (_BOUNDARY if len(word) <= 3 else "") for word in words)
    )


def responsible_words(reading: Reading, context: Context) -> list[Attempt]:
    """Departments by the words of their duties as they follow each other, with others between: 编制年度决算草案 is in
    "编制本县年度预决算草案"; a title in 《》 or in quotes is enough by itself."""
    text = folded(context.question)
    placed = replace(reading, filled=tuple(_as_place(each) for each in reading.all("division", "department")))
    fixed = scope(placed, context, "body")
    asking = [each.token for each in reading.all("who", "by-whom", "department-noun", "division-noun")]
    if _titles(context):
        return _of_titles(context, fixed)
    if not reading.has("responsible"):
        return []
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
