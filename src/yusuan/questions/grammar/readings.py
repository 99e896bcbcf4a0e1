"""How can a question be read? Every pattern that finds a slot for each of its tokens, the surest reading first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from yusuan.deadline import Deadline
from yusuan.questions.grammar.conditions import conditions
from yusuan.questions.grammar.filled import Filled
from yusuan.questions.grammar.pattern import ANY, Need, Pattern
from yusuan.questions.grammar.patterns import patterns
from yusuan.questions.language.tokens import QuestionToken, WordSense
from yusuan.questions.language.words import lexicon
from yusuan.questions.weights import NEEDED_WORD

_LICENCES = frozenset(
    {"in-name", "goes-to", "about", "buy", "without", "similar", "responsible", "define", "howmanyitems"}
)
_BETWEEN_TEXT_AND_NOUN = re.compile(
    r"\s*(?:是哪个|是哪一个|是什么|是|的|类|类的|相关|相关的|有关的|方面的|方面|性质的|性|型|这类|等|在|列在|写在|出现在|属于|"
    r"(?:一类|之类|这一类|那一类|这类|那类|诸如此类|这样|那样)的?)?\s*"
)
_COORDINATED = re.compile(r"\s*(?:和|与|及|以及|或|或者|还是|、|and|or)\s*")
_BETWEEN_NOUN_AND_DEED = re.compile(r"\s*(?:要|需要|打算|准备|将要)\s*")
_LEVEL_SPELT = re.compile(r"指标|indicator")
"""What shows that a word is the name of a level of indicators, not a subject matter."""
_ADJECTIVES = frozenset({
    "重点", "重大", "重要", "主要", "大型", "小型", "新增", "新建", "在建", "续建", "已完成", "未完成", "完成", "延续", "一次性",
    "经常性", "民生", "优秀", "失败", "成功", "取消", "延期", "到期", "结束", "启动", "负责人", "其它", "其他", "相关", "有关",
    "类似", "好", "坏", "新", "旧", "大", "小", "多", "少", "高", "低", "important", "key", "new", "old",
    "main", "major", "finished", "failed", "good", "bad", "cancelled",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: the pattern and each token's slot. Idle tokens are left out."""

    pattern: Pattern
    filled: tuple[Filled, ...]
    score: float

    def all(self, *slots: str) -> list[Filled]:
        """What fills any of ``slots``, in order."""
        return [each for each in self.filled if each.slot in slots]

    def first(self, *slots: str) -> Filled | None:
        """The first that fills any of ``slots``."""
        return next(iter(self.all(*slots)), None)

    def has(self, *slots: str) -> bool:
        """Whether anything fills any of ``slots``."""
        return self.first(*slots) is not None

    def without(self, *slots: str) -> Reading:
        """The same reading without what fills any of ``slots``."""
        return replace(self, filled=tuple(each for each in self.filled if each.slot not in slots))


def readings(question: str, tokens: Sequence[QuestionToken], deadline: Deadline) -> list[Reading]:
    """Every reading of ``tokens`` that its pattern does not refuse, best first. Raises QueryStopped after ``deadline``: a
    question that names many things has as many ways to be read as there are ways to choose among them."""
    percent = conditions()["asks-percent"].holds((), question)
    found = [
        reading
        for pattern in patterns()
        if not (percent and pattern.tells_money)
        and (reading := _best(pattern, question, tokens, deadline)) is not None
        and _fits(reading, question)
    ]
    return sorted(found, key=lambda each: (-each.score, each.pattern.id))


def bare(found: Sequence[Reading], question: str) -> list[Reading]:
    """Of the readings of a question of one word those whose patterns it is question enough for."""
    return [
        each
        for each in found
        if each.pattern.bare is not None and all(one.holds(each.filled, question) for one in each.pattern.bare)
    ]


def _fits(reading: Reading, question: str) -> bool:
    """Whether nothing is said that the pattern refuses, and all that it asks for."""
    refuses, when = reading.pattern.refuses, reading.pattern.when
    return all(each.holds(reading.filled, question) for each in when) and not any(
        each.holds(reading.filled, question) for each in refuses
    )


def _best(pattern: Pattern, question: str, tokens: Sequence[QuestionToken], deadline: Deadline) -> Reading | None:
    made = [
        reading
        for needs in pattern.needs
        for way in deadline.each(_ways(needs, tokens))
        if (reading := _reading(pattern, needs, question, tokens, way)) is not None
    ]
    return max(made, key=lambda each: each.score, default=None)


def _ways(needs: Sequence[Need], tokens: Sequence[QuestionToken]) -> Iterator[dict[int, WordSense]]:
    """The ways to give each need its tokens; each maps a token's place to its sense."""
    choices: list[list[tuple[tuple[int, WordSense], ...]]] = []
    for need in needs:
        fitting = [
            (place, sense)
            for place, token in enumerate(tokens)
            for sense in token.senses
            if sense.slot in need.slots
        ]
        if len({place for place, _ in fitting}) < need.times:
            return
        if need.times == 1:
            choices.append([(each,) for each in fitting])
        else:
            firsts = {place: (place, sense) for place, sense in reversed(fitting)}
            choices.append([tuple(firsts[place] for place in sorted(firsts))])
    for chosen in product(*choices):
        way: dict[int, WordSense] = {}
        pairs = [pair for group in chosen for pair in group]
        if len({place for place, _ in pairs}) == len(pairs):
            way.update(pairs)
            yield way


def _reading(
    pattern: Pattern, needs: Sequence[Need], question: str, tokens: Sequence[QuestionToken], way: dict[int, WordSense]
) -> Reading | None:
    allowed = pattern.takes | {slot for need in needs for slot in need.slots}
    filled: list[Filled] = []
    for place, token in enumerate(tokens):
        sense = way.get(place) or _choice(token, allowed, place, tokens, question)
        if sense is None:
            return None
        if sense.slot:
            filled.append(Filled(token, sense))
    unlicensed = any(each.slot == "text" for each in filled) and not pattern.free
    if unlicensed and not _licensed(question, filled):
        return None
    needed = sum(1 for each in way.values())
    score = sum(each.sense.score for each in filled) + pattern.rank + NEEDED_WORD * needed
    return Reading(pattern, tuple(filled), score)


def _choice(
    token: QuestionToken, allowed: frozenset[str], place: int, tokens: Sequence[QuestionToken], question: str
) -> WordSense | None:
    """The surest sense of a token that the pattern takes. A text that follows a cue like 涉及 stays a text."""
    fitting = [
        sense
        for sense in token.senses
        if sense.slot in allowed or sense.slot == "" or (ANY in allowed and sense.slot != "unknown")
    ]
    if not fitting:
        return None
    plain = token.sense("text") if "text" in allowed else None
    if plain and token.sense("level") and _LEVEL_SPELT.search(token.text):
        plain = None
    if (
        plain
        and "satisfaction" in token.slots() & allowed
        and any("share" in each.slots() for each in tokens)
    ):
        plain = None
    if plain and place > 0 and _opens(tokens[place - 1], question, token):
        return plain
    if (
        plain
        and "indicator-part" in token.slots()
        and any(_asks_subject(each) or each.sense("kind-of") for each in tokens)
    ):
        return plain
    return max(fitting, key=lambda sense: sense.score)


def _between(question: str, start: int, end: int) -> bool:
    """Whether anything but idle words stands between two places; text before ``start`` counts as something."""
    return end < start or not all(lexicon.is_idle(word) for word in question[start:end].lower().split())


def _asks_subject(token: QuestionToken) -> bool:
    return bool(token.slots() & {"about", "buy"}) and len(token.text) > 1


def _opens(before: QuestionToken, question: str, token: QuestionToken) -> bool:
    return _asks_subject(before) and not question[before.end : token.start].strip()


def _licensed(question: str, filled: Sequence[Filled]) -> bool:
    """Whether every text stands where a subject matter stands: after 涉及, 购买 …, or right before the noun."""
    slots = {each.slot for each in filled}
    if any(each.slot == "text" and len(each.token.text.strip()) < 2 for each in filled):
        return False
    if any(each.token.slots() & _LICENCES and each.token.sense("") is None for each in filled):
        return True
    nouns = [
        each.token.start
        for each in filled
        if each.slot in ("project-noun", "indicator-noun", "how-many-projects")
    ]
    ends = [each.token.end for each in filled if each.slot == "project-noun"]
    openings = [each.token.end for each in filled if each.token.slots() & _LICENCES]
    for each in filled:
        if each.slot != "text" or any(not _between(question, end, each.token.start) for end in openings):
            openings.append(each.token.end)
            continue
        if each.token.text.strip() in _ADJECTIVES:
            return False
        if any(_BETWEEN_NOUN_AND_DEED.fullmatch(question[noun : each.token.start]) for noun in ends):
            continue
        before_noun = any(
            noun >= each.token.end and _BETWEEN_TEXT_AND_NOUN.fullmatch(question[each.token.end : noun])
            for noun in nouns
        )
        beside = any(
            other.slot == "text" and other.token.start > each.token.end
            and _COORDINATED.fullmatch(question[each.token.end : other.token.start])
            for other in filled
        )  # fmt: skip
        if not before_noun and not beside and "indicator-noun" not in slots:
            return False
    return True
