"""How are the rows of a budget table named? Which classification they are of, and the name without what is around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from yusuan.extraction.stated import span_of
from yusuan.model.disclosure import Stated, Text
from yusuan.values.clean import CleanText
from yusuan.values.ordinals import leading_ordinal
from yusuan.vocabulary.concepts import in_scheme
from yusuan.vocabulary.wording import forms, plain

SCHEMES = {"1": "revenue", "2": "functional", "3": "economic", "5": "economic"}
"""Which classification a code belongs to, by its first digit."""

AMONG = re.compile(r"(?:其中|加|减|减去|加上)[:：]?\s*")
LEVEL = re.compile(r"[（(](?:类|款|项)[)）]")
_FEW_NAMES = 2
_COUNTED = re.compile(r"[（(]([^（）()]{1,6})[)）]\s*$")


def scheme_of(names: Sequence[str], codes: Sequence[str]) -> str | None:
    """The classification that most rows of a group of columns are of: told by their codes, else by their names."""
    by_code = [SCHEMES[code[0]] for code in codes if code[:1] in SCHEMES]
    counted = {scheme: by_code.count(scheme) for scheme in ("functional", "economic")}
    least = 1
    if not any(counted.values()):
        keys = [plain(LEVEL.sub("", name)) for name in names]
        counted = {scheme: sum(key in by_name(scheme) for key in keys) for scheme in counted}
        least = max(_FEW_NAMES, len(keys) // 3)
    best = max(counted, key=lambda scheme: counted[scheme])
    return best if counted[best] >= least else None


@cache
def by_name(scheme: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for each in in_scheme(scheme):
        classed = len(each.notation or "") == 3  # classes were printed without 支出 for years
        for word in each.words_zh:
            for form in forms(word) if classed else (plain(word),):
                if each.path not in table.get(form, ()):
                    table[form] = (*table.get(form, ()), each.path)
    return table


def label_of(text: CleanText) -> Text:
    """The name of a row as it stands, without its ordinal and 其中."""
    words = text.strip()
    ordinal = leading_ordinal(words.text)
    if ordinal and ordinal.length < len(words.text):
        words = words.piece(ordinal.length, len(words.text)).strip()
    among = AMONG.match(words.text)
    if among and among.end() < len(words.text):
        words = words.piece(among.end(), len(words.text)).strip()
    counted = _COUNTED.search(words.text)
    if (
        counted
        and counted.start() > 1
        and counted[1] in ("万元", "元", "千元", "亿元", "个", "人", "辆", "台", "次", "批次", "人次")
    ):
        words = words.piece(0, counted.start()).strip()
    return Stated(words.text, (span_of(words, 0, len(words.text)),))
