"""Conditions on projects: their amounts, subject matter, targets and payment plans."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import islice, product
from pathlib import Path

from yusuan.questions.builders import Attempt, Context, both_are_all, scope
from yusuan.questions.interpret import Filled, Reading
from yusuan.questions.numbers import Comparison
from yusuan.questions.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept, concept_iri, find, with_narrower
from yusuan.vocabulary.wording import folded

_OPERATORS = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "=": "eq"}
_TAIL = re.compile(r"(?:的?(?:相关|有关)?(?:方面|类别|类型|类|相关|有关|工作|事项|内容|领域|业务|事务)的?)+$")
_HEAD = re.compile(r"^(?:全县|全区|本县|本区|我县|我区)的?")
_TAIL_OF_TOPIC = re.compile(r"(?:建设|运维|运行|维护|管理|服务|改造|经费|费用|资金)+$")
_VAGUE = frozenset({"系统", "设备", "管理", "工作", "服务", "建设", "政务", "网络", "办公", "公共", "发展", "安全", "会议", "文件"})
_SOURCES = {"other-funds": "source/other", "fiscal-funds": "source/fiscal"}
_FUNDING = ("funding", *_SOURCES)
_NAMES_TWO = re.compile(r".[与和及、].")
_MOST_ATTEMPTS = 8
_SUPERLATIVES = frozenset({"max", "min", "top", "average"})
_OF_TARGETS = frozenset({"satisfaction", "indicator-name", "indicator-part", "indicator-noun", "level", "target", "how-many-indicators"})
WHICH = "哪什啥wW"
"""How the words begin that ask which project rather than name one."""


@cache
def translations() -> dict[str, tuple[str, ...]]:
    """English words of subject matters, with the Chinese words that stand for them in the documents."""
    read = tomllib.loads(Path(__file__).with_name("translations.toml").read_text("utf-8"))
    return {english: tuple(chinese) for english, chinese in read["words"].items()}


def project_attempts(reading: Reading, context: Context) -> list[Attempt]:
    """The queries to try for a set of projects; empty where the slots make no sense together."""
    fixed = scope(reading, context, "item")
    if not both_are_all(reading, context):
        return []
    for each in reading.all("amount"):
        fixed.append(amount_filter(each.sense.value))
    if reading.has(*_FUNDING):
        sources = _sources(reading)
        if not sources:
            return []
        fixed.append(filter_of("funding-from", source=[Iri(concept_iri(each)) for each in sources]))
    if reading.has("pay", "payments", "month", "late"):
        plan = _plan(reading)
        if plan is None:
            return []
        fixed.append(plan)
    texts = reading.all("text")
    if (not texts and _opens_nothing(reading)) or _lists_and_adds(reading) or _ranks_targets(reading):
        return []
    shares = [] if _about_payments(reading) else reading.all("share", "quantity")
    if shares:
        targets = _targets(reading, shares)
        if not targets:
            return []
        fixed += targets
        if any(each.slot == "quantity" for each in shares) or not reading.has("about", "buy"):
            texts = []
    elif reading.has("without"):
        missing = _missing(reading)
        if missing is None or texts:
            return []
        fixed.append(missing)
    else:
        fixed += _with_indicators(reading)
    ways = [list(_subject(each, buying=reading.has("buy"))) for each in texts]
    words = tuple(folded(each.token.text) for each in texts)
    near = tuple(dict.fromkeys(word for each in texts for word in _near_words(each)))
    return [Attempt((*fixed, *chosen), words, near=near) for chosen in islice(product(*ways), _MOST_ATTEMPTS)]


def _sources(reading: Reading) -> list[str]:
    """The sources that projects are paid from: 有其他资金的项目. None where an amount or a lack of them is asked."""
    tokens = [each.token for each in reading.all(*_FUNDING)]
    named = [path for slot, path in _SOURCES.items() if any(token.sense(slot) for token in tokens)]
    return [] if reading.has("amount", "without") else named


def _near_words(filled: Filled) -> Iterator[str]:
    """What a document may print instead of the words of a question: translations, the names of its topics."""
    yield from translations().get(folded(filled.token.text).strip(), ())
    for sense in filled.token.senses:
        if sense.slot == "topic":
            yield from (folded(word) for word in concept(sense.value).words_zh)


def _opens_nothing(reading: Reading) -> bool:
    """Whether the question says 涉及 or 购买 and then nothing that they could be about."""
    asked = any(each.token.sense("") is None and len(each.token.text) > 1 for each in reading.all("about", "buy"))
    about = ("indicator-name", "indicator-part", "level", "satisfaction", "share", "goals", "payments", "category")
    return asked and not reading.has(*about)


def _lists_and_adds(reading: Reading) -> bool:
    """Whether a sum is read where the question asks which: 一共安排了哪些项目."""
    which = any(each.token.text[0] in WHICH for each in reading.all("project-noun"))
    return reading.pattern.query == "projects-sum" and which and not reading.has("howmuch")


def _ranks_targets(reading: Reading) -> bool:
    """Whether what is highest or averaged are indicators, not budgets: 满意度最高的项目, the most indicators."""
    places = {at: each for at, each in enumerate(reading.filled)}
    return any(
        each.slot in _SUPERLATIVES
        and any(beside is not None and beside.slot in _OF_TARGETS for beside in (places.get(at - 1), places.get(at + 1)))
        and not _says_price(each.token.text)
        for at, each in places.items()
    )


def _says_price(word: str) -> bool:
    return any(said in word for said in ("贵", "便宜", "钱", "expensive", "cheap", "cost", "pric"))


def amount_filter(limit: Comparison) -> Filter:
    """The condition on a project's amount."""
    if limit.high is not None:
        return filter_of("amount-between", low=limit.low, high=limit.high)
    return filter_of(f"amount-{_OPERATORS[limit.operator]}", limit=limit.low)


def _subject(filled: Filled, *, buying: bool) -> Iterator[Filter]:
    """The ways to look for a subject matter, the narrowest first: its words, then its topic."""
    token = filled.token
    word = _HEAD.sub("", folded(token.text).strip())
    topics = [each.value for each in token.senses if each.slot == "topic"]
    category = token.sense("category")
    translated = translations().get(word)
    if translated:
        yield filter_of("words", word=translated)
    whole = [path for path in topics if word in _own_names(path) or _is_near(word, path)]
    if buying and not word.isascii():
        yield filter_of("bought", word=word)
    if whole and not buying:
        yield filter_of(
            "words-or-topic", topic=[Iri(concept_iri(path)) for path in whole], word=sorted({word, *(folded(concept(path).zh) for path in whole)})
        )
    elif not word.isascii() or not topics:
        yield filter_of("words", word=word)
        shorter = _TAIL.sub("", word)
        if shorter != word and len(shorter) > 1:
            yield filter_of("words", word=shorter)
    if topics:
        narrow = [Iri(concept_iri(each)) for path in topics for each in with_narrower(path)]
        if word.isascii() or not buying:
            yield filter_of("topic", topic=narrow)
    if category and word.isascii() and not topics:
        yield filter_of("words", word=folded(concept(category.value).zh))


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


def _own_names(path: str) -> frozenset[str]:
    known = find(path)
    if known is None:
        return frozenset()
    return frozenset(folded(each) for each in (known.zh, known.en, *known.alt_en))


# ---------------------------------------------------------------- targets


def _targets(reading: Reading, shares: list[Filled]) -> list[Filter]:
    subject = _target_subject(reading)
    if not subject and not reading.has("indicator-noun", "target"):
        return []
    found = [*subject]
    for each in shares:
        limit: Comparison = each.sense.value
        if limit.operator not in _OPERATORS:
            return []
        found.append(filter_of(f"target-{_OPERATORS[limit.operator]}", limit=limit.low))
        rate = ("%", "％", "") if reading.has("satisfaction") else ("%", "％")
        units = rate if limit.unit == "%" else (limit.unit, limit.unit + "数")
        found.append(filter_of("target-unit", unit=units))
    return found if len(found) > len(subject) else []


def _target_subject(reading: Reading) -> list[Filter]:
    found = [filter_of("indicator-of-project")]
    if reading.has("satisfaction"):
        found.append(satisfaction())
    for each in reading.all("level"):
        satisfied = each.sense.value == "level/satisfaction"
        found.append(satisfaction() if satisfied else level_filter("indicator-level", each.sense.value))
    for each in reading.all("indicator-name"):
        if each.sense.value == "满意度":
            found.append(satisfaction())
        else:
            found.append(filter_of("indicator-named", name=each.sense.value))
    if not reading.has("about"):
        for each in reading.all("text", "indicator-part"):
            found.append(filter_of("indicator-words", word=folded(each.token.text)))
    return found if len(found) > 1 else []


def satisfaction() -> Filter:
    """Indicators of satisfaction: by level, or by name."""
    paths = with_narrower("level/satisfaction")
    return filter_of("indicator-satisfaction", level=[Iri(concept_iri(path)) for path in paths], word="满意")


def level_filter(fragment: str, path: str) -> Filter:
    """A condition on an indicator level and all below it."""
    return filter_of(fragment, level=[Iri(concept_iri(each)) for each in with_narrower(path)])


def _missing(reading: Reading) -> Filter | None:
    levels = [each.sense.value for each in reading.all("level")]
    if reading.has("satisfaction"):
        levels.append("level/satisfaction")
    if len(levels) == 1:
        return level_filter("level-without", levels[0])
    if reading.has("payments"):
        return filter_of("payment-none")
    return filter_of("no-indicators") if reading.has("indicator-noun") and not levels else None


def _with_indicators(reading: Reading) -> list[Filter]:
    found = [level_filter("level-with", each.sense.value) for each in reading.all("level")]
    if reading.has("satisfaction"):
        found.append(level_filter("level-with", "level/satisfaction"))
    named = [
        *(filter_of("indicator-named", name=each.sense.value) for each in reading.all("indicator-name")),
        *(filter_of("indicator-words", word=each.sense.value) for each in reading.all("indicator-part")),
    ]
    return [*found, *([filter_of("indicator-of-project"), *named] if named else [])]


# ---------------------------------------------------------------- payment plans


def _about_payments(reading: Reading) -> bool:
    return reading.has("pay", "payments", "month")


def _plan(reading: Reading) -> Filter | None:
    """The condition on the payment plan, or ``None`` where the words do not make one."""
    month, limit = reading.first("month"), reading.first("portion", "share")
    if reading.has("without"):
        return filter_of("payment-none") if reading.has("payments", "pay") and month is None else None
    if month is None:
        return None
    due = int(month.sense.value)
    if reading.has("late"):
        return filter_of("payment-not-before", month=due)
    if limit is None:
        first = filter_of("payment-by", month=due, share=Decimal("0.01"))
        return first if reading.has("until") else filter_of("payment-in", month=due)
    asked: Comparison = limit.sense.value
    if asked.operator in ("<", "<="):
        return filter_of("payment-below", month=due, share=asked.low)
    exact = asked.operator == "=" and asked.low != 100
    return filter_of("payment-at" if exact else "payment-by", month=due, share=asked.low)
