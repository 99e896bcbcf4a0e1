"""Prose about money as a sequence of tokens: category words, amounts, counts, changes, years, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.extraction.statements.amounts.words.categories import mentions
from yusuan.extraction.statements.amounts.words.functional_items import FunctionalItem
from yusuan.values.money import UNIT_PATTERN, in_yuan
from yusuan.values.numbers import PATTERN, parse_number

_YEAR_WORD = r"(?:去年|上年|上一年|\d{4}年)(?:度)?"
_BASE = r"(?:同期|预算|决算|执行|安排|实际|完成|数|的)*+"
_LEVEL = r"(?:[县区市州旗](?:本)?级|乡镇(?:本)?级|[镇乡](?:本)?级|街道级)"
_MONEY_UNIT = rf"(?:(?!(?:亿|万)(?![元]|[，,。；;、)）]|余?元|$)){UNIT_PATTERN})"
_COUNTER = r"平方米|㎡|亩|辆|台套|台|套|件|栋|处|人次|批次|团组|个|批|人|间|次|期"
_TOKEN = re.compile(
    rf"(?P<years>\d{{4}}年?(?:度)?[-—~～至到]+\d{{4}}年)"
    rf"|(?P<since>(?:相比|相较|比较|对比|比|较|与|同|和)(?:于)?{_YEAR_WORD}{_BASE}(?:相比)?|同比)"
    rf"|(?P<scope>{_LEVEL}(?=一般公共|政府性|国有|预计|安排|完成|收入|支出|税|非税|财政|\Z)|(?:税务|财政)部门(?=组织|安排|完成|预计|征收))"
    r"|(?P<overall>全[县区市州旗](?!域))"
    rf"|(?P<against>(?:比|较|与|完成|占)(?:年初|全年|当年|调整)?(?:后)?预算(?:安排)?数?(?:相比)?)"
    rf"|(?P<from>[由从](?:{_YEAR_WORD})?{_BASE}(?=\d))"
    rf"|(?P<as_of>截[止至]?(?:到|时间)?[:：]?\d{{4}}年\d{{1,2}}月\d{{1,2}}日|截[止至]\d{{4}}年底"
    rf"|\d{{4}}年(?:年)?[初末底](?!预算)|上年[末底]|年[初末底](?=固定|国有|资产))"
    rf"|(?P<threshold>(?:{PATTERN})(?:{UNIT_PATTERN})?(?:及|[(（]含[)）])?以[上下])"
    r"|(?P<year>\d{4}年(?!\d{1,2}月)|(?<!\d)20[0-4]\d(?=度?(?:预算|决算|[“”\"三]|$))|(?:去年|上年|上一年)(?:度)?(?![末底结]))"
    r"|(?P<this>本年(?:度)?|今年|当年)"
    rf"|(?P<rate>(?:人均|每[一-鿿]{{1,4}}|单价|均价)[^\d，。；;]{{0,4}}(?:{PATTERN})(?:{UNIT_PATTERN})|(?:{PATTERN})(?:{UNIT_PATTERN})(?=[/／每]))"
    rf"|(?P<money>(?P<sign>[-−－])?(?P<number>{PATTERN})(?P<unit>{_MONEY_UNIT}))"
    rf"|(?P<percent>(?:{PATTERN})[%‰]|(?:{PATTERN})个百分点)"
    rf"|(?P<count>(?P<counted>{PATTERN})(?P<counter>{_COUNTER}))"
    rf"|(?P<bare>{PATTERN})"
    r"|(?P<now>(?:增加|增长|上升|提高|减少|降低|下降|压减|压缩|增|减|降)[到至为])"
    r"|(?P<up>增加|增长|上升|提高|增支|增收(?=\d)|多安排|增减(?:变化)?(?=0)|[增多](?=\d))"
    r"|(?P<down>减少|降低|下降|压减|压缩|减支|减收(?=\d)|少安排|节约|[减少](?=\d))"
    r"|(?P<roughly>(?:基本|大致|总体|大体)(?:上)?(?:持平|一致|相同|不变))"
    r"|(?P<same>持平|一致|无增减(?:变化)?|没有(?:增减)?变化|无(?:增减)?变化|未发生变化|相同|不变)"
    r"|(?P<none>无新增)"
    r"|(?P<all>全部(?:为|是|来自|来源于)|均(?:为|来自)(?![\d零]))"
    r"|(?P<foreign>节庆|晚会|论坛|赛事)"
    r"|(?P<turn>分别|依次)|(?P<each>均|各(?=为|\d|安排|是|增|减|下降|上升))"
    r"|(?P<cause>主要(?:是|为|原因)|原因(?:是|为)|用于|因为|由于)"
    r"|(?P<open>[(（])|(?P<close>[)）])|(?P<clause>[，,、])|(?P<part>[;；])|(?P<stop>[。！？\n])"
)
_KINDS = (
    "years",
    "since",
    "scope",
    "overall",
    "against",
    "from",
    "as_of",
    "threshold",
    "year",
    "this",
    "rate",
    "money",
    "percent",
    "count",
    "bare",
    "now",
    "up",
    "down",
    "roughly",
    "same",
    "none",
    "all",
    "foreign",
    "turn",
    "each",
    "cause",
    "open",
    "close",
    "clause",
    "part",
    "stop",
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


def tokens(text: str, section: str, context: str | None, items: Sequence[FunctionalItem] = ()) -> Iterator[Token]:
    """The tokens of cleaned ``text`` in order; a functional item wins over a category word, and that over what stands
    inside it."""
    held = [(item.start, item.end, "item", (item.path,) if item.path else ()) for item in items]
    words = [(start, end, "category", paths) for start, end, paths in mentions(text, section, context)]
    at = 0
    for start, end, kind, paths in [*_apart(held, words), (len(text), len(text), "", ())]:
        for match in _TOKEN.finditer(text, at, start):
            yield _token(match)
        if kind:
            yield Token(kind, start, end, text[start:end], paths=paths)
        at = end


_Word = tuple[int, int, str, tuple[str, ...]]


def _apart(items: Sequence[_Word], words: Sequence[_Word]) -> list[_Word]:
    """``items``, and the ``words`` that lie in none of them, in order."""
    kept, at = [], 0
    for word in words:
        while at < len(items) and items[at][1] <= word[0]:
            at += 1
        if at == len(items) or word[1] <= items[at][0]:
            kept.append(word)
    return sorted([*items, *kept])


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
