"""Numbers that only count: 一、 （十二） 3、 (4) 1. 二)、 at the start of a line. They name a place, not a quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""The circled numbers, from 1."""
_CHINESE = "一二三四五六七八九十百零〇"
_FORMS = (
    (0, re.compile(rf"第([{_CHINESE}]{{1,3}})(?:部分|章|篇)[、：: ]?")),
    (1, re.compile(rf"第?([{_CHINESE}]{{1,4}})(?:、\s*[)）]|[)）]、|、|[.．])")),
    (2, re.compile(rf"[(（]([{_CHINESE}]{{1,4}})[)）]、?")),
    (2, re.compile(rf"第([{_CHINESE}]{{1,4}})条[、：:]?(?=[\s\u3000]|[一-鿿])")),
    (3, re.compile(r"(\d{1,2})(?:[、)）]|[.．](?!\d))")),
    (4, re.compile(r"[(（](\d{1,2})[)）]、?")),
    (4, re.compile(rf"([{CIRCLED}])、?")),
)
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}


@dataclass(frozen=True, slots=True)
class Ordinal:
    """``level`` 0 for 第一部分, 1 for 一、, 2 for （一） and 第一条, 3 for 1、, 4 for （1）; ``number`` from 1; ``length`` in characters,
    white space after it included."""

    level: int
    number: int
    length: int


def leading_ordinal(text: str) -> Ordinal | None:
    """The ordinal that ``text`` starts with, or ``None``."""
    for level, form in _FORMS:
        match = form.match(text)
        if match:
            rest = text[match.end() :]
            return Ordinal(level, ordinal_value(match.group(1)), match.end() + len(rest) - len(rest.lstrip()))
    return None


def ordinal_value(word: str) -> int:
    """The number that an ordinal's word says: ③, 3, ３ or 三 → 3."""
    if word in CIRCLED:
        return CIRCLED.index(word) + 1
    if word.isdigit():  # full-width digits too
        return int(word)
    return chinese_number(word)


def chinese_number(word: str) -> int:
    """三 → 3, 十二 → 12, 二十 → 20, 一百零五 → 105; digits in sequence (二〇二三) → 2023."""
    if not any(unit in word for unit in "十百"):
        return int("".join(str(_DIGITS[character]) for character in word))
    total, digit = 0, 0
    for character in word:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
    return total + digit
