"""Which categories, levels of indicators and topics does a question name?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.questions import weights
from yusuan.questions.language.tokens import Candidate, WordSense
from yusuan.questions.language.words.category_words import said_categories
from yusuan.vocabulary.concepts import concept
from yusuan.vocabulary.mentions import Mention, concepts_in
from yusuan.vocabulary.wording import plain

_VALUED = re.compile(
    r"(?:\d{1,3}[辆台])?(?:公务用车|公车|车辆|汽车|轿车|车子|车)的?(?=(?:账面|资产|总)?(?:价值|原值|净值|值多少|值几|值$)|\s*(?:worth|valued)\b)"
)
"""Vehicles whose value is asked, not their number."""
_TOTAL = re.compile(r"(?:合计|总计|共计)$")
_VAGUE_LEVELS = frozenset(
    {"level/quantity", "level/quality", "level/cost", "level/outcome", "level/output", "level/timeliness"}
)


def concepts_said(text: str) -> Iterator[Candidate]:
    """Candidates for the concepts that ``text`` (folded) names."""
    for mention in concepts_in(text, "category"):
        yield _category(_without_total(mention))
    yield from said_categories(text)
    for match in _VALUED.finditer(text):
        sense = WordSense("category", "asset/vehicle", weights.CATEGORY_WORD, match.group())
        yield Candidate(match.start(), match.end(), sense, weights.CATEGORY_COVER)
    for mention in concepts_in(text, "level"):
        spelt = _is_spelt(mention, text)
        if spelt or mention.path not in _VAGUE_LEVELS:
            cover = weights.LEVEL_COVER if spelt else weights.VAGUE_LEVEL_COVER
            sense = WordSense("level", mention.path, weights.LEVEL, concept(mention.path).zh)
            yield Candidate(mention.start, mention.end, sense, cover)
    for mention in concepts_in(text, "topic"):
        sense = WordSense("topic", mention.path, weights.TOPIC, mention.word)
        yield Candidate(mention.start, mention.end, sense, weights.PLAIN_COVER)


def _category(mention: Mention) -> Candidate:
    """A category, surer where the word is its own name or as long as it."""
    known = concept(mention.path)
    own = plain(mention.word) in (plain(known.zh), plain(known.en)) or len(plain(known.zh)) == len(mention.word)
    score = weights.CATEGORY_NAME if own else weights.CATEGORY_WORD
    return Candidate(
        mention.start, mention.end, WordSense("category", mention.path, score, known.zh), weights.CATEGORY_COVER
    )


def _is_spelt(mention: Mention, text: str) -> bool:
    """Whether a word for a level says that indicators are meant."""
    spelt = "指标" in mention.word or "indicator" in mention.word
    return spelt or (mention.word.isascii() and "indicator" in text)


def _without_total(mention: Mention) -> Mention:
    """A category's word that ends in "total" and says the same without, without: the total of 项目支出合计 is a cue."""
    shorter = _TOTAL.sub("", mention.word)
    same = any(
        each.path == mention.path and each.word == shorter for each in concepts_in(shorter, "category")
    )
    return Mention(mention.path, shorter, mention.start, mention.start + len(shorter)) if same else mention
