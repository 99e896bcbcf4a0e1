"""Which projects are about what a question says? Its words as they stand, what they are in the other language, its topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from yusuan.questions.grammar.filled import Filled
from yusuan.questions.language.segment import parts_of
from yusuan.questions.language.words.translations import translation
from yusuan.questions.queries.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept, concept_iri, find, in_scheme, lineage, with_narrower
from yusuan.vocabulary.mentions import concepts_in
from yusuan.vocabulary.wording import folded

_TAIL = re.compile(
    r"(?:的?(?:相关|有关)?(?:方面|类别|类型|一类|之类|这类|那类|类|相关|有关|工作|事项|内容|领域|业务|事务)的?)+$"
)
_HEAD = re.compile(r"^(?:全县|全区|本县|本区|我县|我区)的?")
_TAIL_OF_TOPIC = re.compile(r"(?:建设|运维|运行|维护|管理|服务|改造|经费|费用|资金)+$")
_SAYS_LITTLE = re.compile(
    r"建设|运维|运行|维护|管理|服务|改造|经费|费用|费|资金|保障|系统|设备|平台|工程|考察|采购|购置|更新|的|和|与|及|、|\b(?:and|the|of|for)\b"
)
_NAMES_TWO = re.compile(r".[与和及、].")
_VAGUE = frozenset(
    [
        "系统",
        "设备",
        "管理",
        "工作",
        "服务",
        "建设",
        "政务",
        "网络",
        "办公",
        "公共",
        "发展",
        "安全",
        "会议",
        "文件",
    ]
)


def near_words(filled: Filled) -> Iterator[str]:
    """What a document may print instead of the words of a question: translations, the names of its topics."""
    for said in translation(folded(filled.token.text).strip()):
        yield from said
    for sense in filled.token.senses:
        if sense.slot == "topic":
            yield from (folded(word) for word in concept(sense.value).words_zh)


def name_filters(filled: Filled) -> Iterator[list[Filter]]:
    """That a project's name holds a word."""
    yield [filter_of("label-words", word=folded(filled.token.text).strip())]


def either_filter(texts: Sequence[Filled], words: Sequence[str]) -> Filter:
    """That a project is about any of several subjects: it holds one of ``words``, or has the topic that one of ``texts`` says."""
    topics = [
        Iri(concept_iri(each))
        for text in texts
        for path in dict.fromkeys(sense.value for sense in text.token.senses if sense.slot == "topic")
        if folded(text.token.text).strip() in _own_names(path)
        or _is_near(folded(text.token.text).strip(), path)
        for each in with_narrower(path)
    ]
    return (
        filter_of("words-or-topic", topic=topics, word=list(words))
        if topics
        else filter_of("words", word=list(words))
    )


def subject_filters(filled: Filled, *, buying: bool, literal: bool = False) -> Iterator[list[Filter]]:
    """The ways to look for a subject matter, the narrowest first: its words, then its topic. Each is met as a whole.
    ``literal`` says that the question asks what is written."""
    token = filled.token
    word = _HEAD.sub("", folded(token.text).strip())
    topics = [each.value for each in token.senses if each.slot == "topic"]
    whole = [path for path in topics if word in _own_names(path) or _is_near(word, path)]
    latin = word.isascii()
    if literal and not latin:
        yield [filter_of("words", word=word)]
    yield from _translated(word, buying=buying)
    if buying and not latin:
        yield [filter_of("bought", word=word)]
    if whole and not buying:
        yield [_of_topics(word, whole)]
    elif not latin or not topics:
        yield from _as_it_stands(word)
    if topics and _is_covered(word) and (latin or (whole and not buying)):
        yield [filter_of("topic", topic=_narrower(topics))]
    yield from _by_parts(word)
    category = token.sense("category")
    if category and latin and not topics:
        yield [filter_of("words", word=folded(concept(category.value).zh))]


def _translated(word: str, *, buying: bool) -> Iterator[list[Filter]]:
    """That what English words are in Chinese is bought, or stands there."""
    meant = translation(word)
    if meant and buying:
        yield [filter_of("bought", word=each) for each in meant]
    if meant:
        yield [filter_of("words", word=each) for each in meant]


def _of_topics(word: str, topics: Sequence[str]) -> Filter:
    """The topics that a word names, or the word and their names where no other topic's name holds them."""
    names = {word, *(folded(concept(path).zh) for path in topics)}
    words = sorted(each for each in names if not _is_in_another_name(each))
    if not words:
        return filter_of("topic", topic=_narrower(topics))
    return filter_of("words-or-topic", topic=_narrower(topics), word=words)


def _narrower(topics: Sequence[str]) -> list[Iri]:
    return [Iri(concept_iri(each)) for path in topics for each in with_narrower(path)]


def _as_it_stands(word: str) -> Iterator[list[Filter]]:
    """The word, then without 方面, 工作 and their like behind it."""
    yield [filter_of("words", word=word)]
    shorter = _TAIL.sub("", word)
    if shorter != word and len(shorter) > 1:
        yield [filter_of("words", word=shorter)]


def _by_parts(word: str) -> Iterator[list[Filter]]:
    """All words that a longer one is made of, where they make up nearly all of it."""
    parts = [] if word.isascii() else parts_of(word)
    if parts == [word] and len(word) == 4:
        parts = [word[:2], word[2:]]
    if len(word) > 3 and parts and parts != [word] and sum(map(len, parts)) + 1 >= len(word):
        yield [filter_of("words", word=part) for part in parts]


def _is_covered(word: str) -> bool:
    """Whether topics say all of ``word``: 内网建设 does, 内网按季度 does not, and a topic must not answer for it."""
    rest, at = [], 0
    for mention in concepts_in(word, "topic"):
        rest.append(word[at : mention.start])
        at = mention.end
    left = _SAYS_LITTLE.sub("", _TAIL.sub("", "".join([*rest, word[at:]])))
    return not left.strip()


def _is_near(word: str, path: str) -> bool:
    """Whether ``word`` is one of the topic's words and ends in what the topic's name says: 公务内网,
    but not 保密电话, which is one thing of many under its topic."""
    known = find(path)
    if known is None:
        return False
    name = folded(known.zh)
    own = {name, *(folded(each) for each in known.alt_zh)}
    core = _TAIL_OF_TOPIC.sub("", word)
    if word not in own and core not in own:
        return False
    return core[-2:] in name and core[-2:] not in _VAGUE and not _NAMES_TWO.search(name)


@cache
def _is_in_another_name(word: str) -> bool:
    """Whether ``word`` is a topic's name and stands inside a word of a topic that is no part of it: 教育 in 教育培训."""
    own = [each.path for each in in_scheme("topic") if folded(each.zh) == word]
    near = {path for each in own for path in (*lineage(each), *with_narrower(each))}
    return bool(own) and any(
        word in folded(name) for each in in_scheme("topic") if each.path not in near for name in each.words_zh
    )


def _own_names(path: str) -> frozenset[str]:
    known = find(path)
    if known is None:
        return frozenset()
    return frozenset(folded(each) for each in (known.zh, known.en, *known.alt_en))
