"""Conditions on duties: the ways in which a document may print what a question says somebody is responsible for."""

from __future__ import annotations

import re

from yusuan.questions.grammar.filled import Filled
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.segment import parts_of
from yusuan.questions.language.words.translations import translation
from yusuan.questions.queries.sparql import Filter, filter_of
from yusuan.vocabulary.concepts import concept
from yusuan.vocabulary.wording import folded

GENERIC = frozenset({
    "工作", "管理", "事务", "事项", "方面", "事情", "事", "任务", "业务", "相关工作", "日常工作", "管理工作", "的工作", "问题",
    "work", "matters", "affairs",
})  # fmt: skip

_BOUNDARY = "($|[的、，。；：（）()和及与等方工管事业宣重机行相部室系网信日体]|任务)"
EDGES = " 的?？了呢。，,"
_IN_BRACKETS = re.compile(r"[a-z] ?\(([^()]*[\u4e00-\u9fff][^()]*)\)")
_WHOLE_PHRASE = 4
"""Fewer characters than this, 工作 and its like set aside, say no duty by themselves: 保密工作 is 保密管理 as well."""

Way = tuple[list[Filter], tuple[str, ...]]
"""Conditions on duties, and the words that their evidence shows."""


def as_said(phrase: str) -> list[Way]:
    """The phrase as it stands, and without 全县 before and 工作 behind."""
    return [([filter_of("duty-words", word=each)], (each,)) for each in wordings(phrase)]


def in_pieces(reading: Reading, phrase: str) -> list[Way]:
    """All words of the phrase, places set aside, where there are several."""
    for place in reading.all("division", "everywhere"):
        phrase = phrase.replace(place.token.text, " ")
    pieces = tuple(part for part in parts_of(core(phrase.strip(EDGES))) if part not in GENERIC)
    if len(pieces) < 3 or any(piece.isascii() for piece in pieces):
        return []
    return [([filter_of("duty-words", word=piece) for piece in pieces], pieces)]


def by_words(words: list[str]) -> list[Way]:
    """The words that name a duty, each by itself."""
    if not words or any(word.isascii() for word in words):
        return []
    return [([_duty(word) for word in words], tuple(words))]


def by_parts(words: list[str]) -> list[Way]:
    """The words that the words are made of."""
    single = tuple(dict.fromkeys(part for word in words for part in parts_of(word) if part not in GENERIC))
    if len(single) < 2 or any(word.isascii() for word in words):
        return []
    return [([filter_of("duty-words", word=word) for word in single], single)]


def by_translations(words: list[str]) -> list[Way]:
    """What English words are in Chinese, where all of them are known."""
    english = [translation(word) for word in words if word.isascii()]
    if not english or not all(english) or len(english) != len(words):
        return []
    meant = [each for said in english for each in said if not set(each) & GENERIC]
    return [([_duty_any(each) for each in meant], tuple(word for each in meant for word in each))]


def by_topics(named: list[Filled], words: list[str]) -> list[Way]:
    """The topics of English words: their names, then any other word for them."""
    topics = [sense.value for each in named for sense in each.token.senses if sense.slot == "topic"]
    if not topics or any(not word.isascii() for word in words):
        return []
    names = [folded(concept(path).zh) for path in topics]
    others = [folded(word) for path in topics for word in concept(path).words_zh if len(word) > 3]
    found: list[Way] = [([_duty(name)], (name,)) for name in names]
    return [*found, ([filter_of("duty-words", word=others)], tuple(others))] if others else found


def wordings(phrase: str) -> list[str]:
    """A phrase as duties may print it: as it stands, without 全县 before and 工作 behind."""
    said_again = _IN_BRACKETS.search(phrase)
    phrase = said_again[1] if said_again else phrase
    phrase = phrase.strip(EDGES).removesuffix("由").removesuffix("归").removesuffix("是").strip(EDGES)
    bare = re.sub(r"^(?:全|本|我)[县区市镇乡]的?", "", phrase)
    shorter = [core(each) for each in (phrase, bare)]
    return [
        each
        for each in dict.fromkeys([phrase, bare, *shorter])
        if len(core(each)) >= _WHOLE_PHRASE and not each.isascii()
    ]


def core(word: str) -> str:
    """A word without 工作, 管理 and their like behind it, where two characters are left."""
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
