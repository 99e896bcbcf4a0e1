"""Prose about money as a sequence of tokens: category words, amounts, counts, changes, years, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan.extraction.categories import mentions
from yusuan.values.money import UNIT_PATTERN, in_yuan
from yusuan.values.numbers import PATTERN, parse_number

_TOKEN = re.compile(
    rf"(?P<since>(?:比|较|与|同|相比)(?:去年|上年|\d{{4}}年)(?:度)?)"
    rf"|(?P<as_of>截[止至]?(?:到|时间)?[:：]?\d{{4}}年\d{{1,2}}月\d{{1,2}}日|截[止至]\d{{4}}年底|\d{{4}}年(?:年)?[初末底]|上年[末底]|年[初末底](?=固定|国有|资产))"
    rf"|(?P<threshold>(?:{PATTERN})(?:{UNIT_PATTERN})?(?:及|[(（]含[)）])?以[上下])"
    rf"|(?P<year>\d{{4}}年)"
    rf"|(?P<money>(?P<sign>[-−－])?(?P<number>{PATTERN})(?P<unit>{UNIT_PATTERN}))"
    rf"|(?P<percent>(?:{PATTERN})[%‰]|(?:{PATTERN})个百分点)"
    rf"|(?P<count>(?P<counted>{PATTERN})(?P<counter>平方米|㎡|亩|辆|台套|台|套|件|栋|处|人次|批次|团组|个|批|人|间))"
    rf"|(?P<bare>{PATTERN})"
    r"|(?P<up>增加|增长|上升|提高|增支|多安排)|(?P<down>减少|降低|下降|压减|压缩|减支|少安排|节约)"
    r"|(?P<same>持平|一致|无增减(?:变化)?|没有(?:增减)?变化|无(?:增减)?变化|未发生变化|相同)"
    r"|(?P<none>无新增)"
    r"|(?P<all>全部(?:为|是|来自|来源于))"
    r"|(?P<cause>主要(?:是|为|原因)|原因(?:是|为)|用于|因为|由于)"
    r"|(?P<open>[(（])|(?P<close>[)）])|(?P<clause>[，,、])|(?P<part>[;；])|(?P<stop>[。！？\n])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` names the group of ``_TOKEN`` or "category"; offsets are in the text given.

    ``number`` is yuan for money, the count for a count; ``paths`` the categories of a category word.
    """

    kind: str
    start: int
    end: int
    text: str
    number: Decimal | None = None
    unit: str | None = None
    number_end: int = 0
    paths: tuple[str, ...] = ()


def tokens(text: str, section: str, context: str | None) -> Iterator[Token]:
    """The tokens of cleaned ``text`` in order; a category word wins over what stands inside it."""
    words = list(mentions(text, section, context))
    at = 0
    for start, end, paths in [*words, (len(text), len(text), ())]:
        for match in _TOKEN.finditer(text, at, start):
            yield _token(match)
        if paths:
            yield Token("category", start, end, text[start:end], paths=paths)
        at = end


def _token(match: re.Match[str]) -> Token:
    kind = next(name for name in _KINDS if match[name] is not None)
    number: Decimal | None = None
    unit: str | None = None
    number_end = match.end()
    if kind == "money":
        value = parse_number(match["number"])
        unit = match["unit"]
        number = None if value is None else in_yuan(value, unit)
        if number is not None and match["sign"]:
            number = -number
        number_end = match.end("number")
    elif kind == "count":
        number, unit, number_end = parse_number(match["counted"]), match["counter"], match.end("counted")
    elif kind == "bare":
        number = parse_number(match["bare"])
    return Token(kind, match.start(), match.end(), match.group(), number, unit, number_end)


_KINDS = ("since", "as_of", "threshold", "year", "money", "percent", "count", "bare", "up", "down", "same", "none", "all", "cause",
          "open", "close", "clause", "part", "stop")
