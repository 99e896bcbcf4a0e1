"""Category words in prose: the longest word wins, and a word that is clear only in its context counts only there.

The words are the ontology's labels; the few that mean two categories at once (收支) stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from yusuan.vocabulary.concepts import in_scheme, lineage
from yusuan.vocabulary.wording import folded

BOTH = ("income", "expenditure")
_BOTH_WORDS = (
    "预算收支",
    "收支预算",
    "收支总计",
    "收支安排",
    "部门预算",
    "预算总额",
    "收支总额",
    "收支总预算",
    "收、支总计",
    "收、支总额",
    "收、支",
    "收入支出总计",
    "收入支出总额",
    "年度预算",
    "收支",
)
_OF_FISCAL = (
    "财政拨款收入支出总计",
    "财政拨款收、支总计",
    "财政拨款收支总计",
    "财政拨款收入支出",
    "财政拨款收、支",
)
_OF_BUDGET = ("财政拨款预算", "财政拨款收支预算", "财政拨款收支")
_QUOTES = str.maketrans("", "", "\"“”'")


def mentions(text: str, section: str, context: str | None) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(start, end, category paths) of each category word in cleaned ``text``, leftmost first, not overlapping.

    ``section`` is the kind of the section the text stands in; ``context`` the category spoken of so far.
    """
    words, pattern = _words(section, context)
    for match in pattern.finditer(folded(text)):
        yield match.start(), match.end(), words.get(_key(match.group()), ("asset/large-equipment",))


@cache
def _words(section: str, context: str | None) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    words: dict[str, tuple[str, ...]] = {}
    for each in in_scheme("category"):
        for word in each.words_zh:
            words.setdefault(_key(folded(word)), (each.path,))
    for each in in_scheme(
        "functional"
    ):  # the classes (教育支出), which prose names as parts of the expenditure
        if len(each.notation or "") == 3 and each.zh.endswith("支出") and each.zh not in _NOT_A_CLASS:
            stem = each.zh.removesuffix("支出")
            for word in (each.zh, f"{stem}（类）支出", f"{stem}（类）"):
                words.setdefault(_key(folded(word)), (each.path,))
    for each in in_scheme("economic"):  # the items (办公费) that the costs of running an office are made of
        item = section in _ITEMISED and len(each.notation or "") == 5 and each.zh.endswith("费")
        if item or (
            len(each.notation or "") == 3 and each.zh not in _NOT_A_CLASS
        ):  # and their classes, anywhere
            for word in each.words_zh if not item else (each.zh,):
                if word.startswith(each.zh[:2]):
                    words.setdefault(_key(folded(word)), (each.path,))
    for each in in_scheme("category"):
        if context is not None and context in lineage(each.path):
            words.update(
                {_key(folded(word)): (each.path,) for word in each.hidden_zh if word not in _TOO_SHORT}
            )
    words.update(dict.fromkeys(_BOTH_WORDS, BOTH))
    words.update(dict.fromkeys(_OF_FISCAL, ("income/fiscal", "expenditure/fiscal")))
    if section == "arrangement":
        words.update(dict.fromkeys(_OF_BUDGET, BOTH))
    for word in ("收入", "支出"):  # bare, they are parts of other words: only beside 预算 or a number
        words.pop(word, None)
    by_length = sorted(words, key=lambda word: (-len(word), word))
    alternatives = "|".join(_loosely(word) for word in by_length)
    dear = (
        r"单(?:价|台价值|位价值|台)[^，。；]{0,4}\d+万?元?(?:及|[(（]含[)）])?以上的?(?:通用|专用|大型)?设备"
    )
    bare = (
        r"(?:(?<![一-鿿)）])|(?<=年预算安排)|(?<=[年度门位局镇乡县处校院办委馆站所会心])|(?<=[^社]区))(?:收入|支出)"
        r"(?=(?:预算|决算)?(?:预计)?(?:安排|完成|实现|执行)?(?:总计|合计|共计|总额|为)?\d|[比较与同])"
    )
    words["收入"], words["支出"] = ("income",), ("expenditure",)
    return words, re.compile(f"{dear}|{alternatives}|{bare}")


_ITEMISED = ("operating", "arrangement")
"""Kinds of sections that may break an amount down into economic items."""

_NOT_A_CLASS = frozenset({"其他支出", "转移性支出"})
"""Names of classes that prose uses for other things."""

_TOO_SHORT = frozenset({"合计", "总计", "货物", "工程", "服务", "资产", "购置"})
"""Context words that in prose are ordinary words."""


def _key(word: str) -> str:
    return word.translate(_QUOTES)


def _loosely(word: str) -> str:
    """``word`` as a pattern: quotes may stand around 三公."""
    return re.escape(word).replace("三公", "[\"“”']?三公[\"“”']?")
