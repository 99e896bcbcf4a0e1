"""Limits as people say them: 超过100万元, 10万到50万之间, 至少95%, 一半以上, under 500,000 yuan.

Every reading is a ``Limit`` with the characters it takes up. What it is compared with, a budget, a target or a
share of the money, is for the pattern to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan.questions.language.forms.numbers import EN_WORD, NUMBER, number
from yusuan.values.numbers import format_decimal

_MONEY_UNITS = {
    "亿": Decimal(10**8), "千万": Decimal(10**7), "百万": Decimal(10**6), "万": Decimal(10**4), "千": Decimal(1000),
    "": Decimal(1), "million": Decimal(10**6), "billion": Decimal(10**9), "thousand": Decimal(1000),
    "w": Decimal(10**4), "m": Decimal(10**6), "k": Decimal(1000), "bn": Decimal(10**9),
}  # fmt: skip

_CURRENCY = r"\s*(?:元人民币|人民币|元钱|元|块钱|块|\s*yuan|\s*rmb|\s*cny)"
_SCALE = (
    r"(?:\s*(?:亿|千万|百万|万)|千|\s*million|\s*billion|\s*thousand|\s*bn(?![a-z])|(?<=\d)[mkw](?![a-z]))"
)
_MONEY = (
    rf"(?:rmb\s*|cny\s*|¥\s*|￥\s*)?(?P<{{0}}>{NUMBER}|{EN_WORD}(?=\s+(?:million|thousand|billion)))"
    rf"(?P<{{0}}_scale>{_SCALE})?(?P<{{0}}_tail>(?<=[万亿])[一二三四五六七八九](?![一-龥]*[十百千万亿]))?(?P<{{0}}_currency>{_CURRENCY})?"
)

_BEFORE = (
    ("!=", r"不等于|not equal to"),
    (">=", r"大于等于|大于或等于|不低于|不少于|不小于|至少|最少|达到|达|不下于|起码|>=|≥|at least|no less than|not less than|"
           r"minimum of|a minimum of|not below|上(?=[百千][万亿])"),
    ("<=", r"小于等于|小于或等于|不高于|不超过|不大于|不多于|至多|最多|最高不过|<=|≤|at most|no more than|not more than|up to|"
           r"maximum of|not over|within"),
    (">", r"过(?=[百千][万亿])|超过了|超过|大于|高于|多于|超出|突破|>|over|above|more than|greater than|exceeding|exceeds|exceed|larger than|"
          r"higher than|bigger than|in excess of"),
    ("<", r"小于|低于|少于|不到|不足|未达到?|没有?达到|达不到|未到|没到|<|under|below|less than|fewer than|smaller than|lower than|cheaper than"),
    ("=", r"等于|正好是|正好|刚好是|刚好|恰好|就是|=|exactly|equal to|equals"),
)  # fmt: skip
_AFTER = (
    (
        ">=",
        r"\(?含?\)?(?:及以上|和以上|或以上|以上|往上|起)|\s*or more|\s*or above|\s*and above|\s*and over|\s*or higher|\+",
    ),
    (
        "<=",
        r"\(?含?\)?(?:及以下|和以下|或以下|以下|以内|之内|往下|封顶)|\s*or less|\s*or below|\s*or fewer|\s*and under",
    ),
    (">", r"开外|多以上"),
)
_FILLER = r"(?:了|过|在|为|是|有|约)?\s*"
_PAYING = (
    r"(?:(?:支付|付款|拨付|支出|付出|付掉|花掉|花|付|完成|拿到|pay|paying|spend|spending)(?:到|了|出)?\s*)?"
)
"""What may stand between a comparison and a share of the money: 至少支付50%."""
_COUNTED = r"[台套件个次场份篇人名种期辆线家户所处项条部册幅块座批组次天年名位门间]{1,2}"


@dataclass(frozen=True, slots=True)
class Limit:
    """``operator`` is >=, <=, >, <, = or "between"; ``high`` is set for "between" only. ``unit`` is 元, % or a
    counting word; it holds for ``text[start:end]`` of the question."""

    operator: str
    low: Decimal
    unit: str
    start: int
    end: int
    high: Decimal | None = None

    def said(self) -> str:
        """The comparison in signs: "> 1000000 元"."""
        if self.high is not None:
            return f"{format_decimal(self.low)}–{format_decimal(self.high)} {self.unit}"
        return f"{self.operator} {format_decimal(self.low)} {self.unit}"


def amounts(text: str) -> Iterator[Limit]:
    """Limits of money in ``text`` (folded): 超过100万元, 10万到50万之间, under 500,000 yuan."""
    for match in _RANGE.finditer(text):
        made = _money_range(match)
        if made is not None:
            yield made
    for match in _NOTHING.finditer(text):
        yield Limit("=", Decimal(0), "元", match.start(), match.end())
    for match in _ONE_AMOUNT.finditer(text):
        operator = _operator(match, "b", _BEFORE) or _operator(match, "a", _AFTER) or "="
        scale, currency = match["n_scale"], match["n_currency"]
        if not scale and not currency and not _is_plain_amount(match):
            continue
        if scale and not currency and scale.strip() in ("千", "百"):
            continue
        value = _yuan(match["n"], scale) + _yuan(match["n_tail"] or "零", scale) / 10
        yield Limit(operator, value, "元", match.start(), match.end())


def _is_plain_amount(match: re.Match[str]) -> bool:
    """Whether a limit without a unit can only be money: >= 100000, but not a year, and not 1000人."""
    compared = match.group() != match["n"]
    counted = re.match(rf"\s*{_COUNTED}", match.string[match.end() :])
    value = number(match["n"])
    return compared and not counted and value >= 1000 and not 1900 <= value <= 2100


def shares(text: str) -> Iterator[Limit]:
    """Percentages in ``text``: 不低于95%, 百分之九十以上, at least 90 percent."""
    for match in _ONE_SHARE.finditer(text):
        operator = _operator(match, "b", _BEFORE) or _operator(match, "a", _AFTER) or "="
        yield Limit(operator, number(match["p"] or match["q"]), "%", match.start(), match.end())
    for match in _BARE_LIMIT.finditer(text):
        told = _operator(match, "b", _BEFORE) or _operator(match, "a", _AFTER)
        if told:
            yield Limit(told, number(match["p"]), "%", match.start(), match.end())
    for match in _ONE_PART.finditer(text):
        operator = _operator(match, "b", _BEFORE) or _operator(match, "a", _AFTER) or "="
        yield Limit(operator, _part(match), "%", match.start(), match.end())


def _part(match: re.Match[str]) -> Decimal:
    """The percentage of 六成, 四成半, 三分之二 or two thirds."""
    if match["tenths"]:
        return number(match["tenths"]) * 10 + (5 if match["half"] else 0)
    if match["whole"]:
        return round(number(match["some"]) * 100 / number(match["whole"]), 2)
    return _EN_PARTS[match["word"].replace("-", " ")]


def portions(text: str) -> Iterator[Limit]:
    """Parts of the money said in words: 全部资金, 全额, 一半以上, 过半, all of the money, half."""
    for operator, low, pattern in _PORTIONS:
        for match in pattern.finditer(text):
            yield Limit(operator, low, "%", match.start(), match.end())


def quantities(text: str) -> Iterator[Limit]:
    """Counted limits: 不少于3台, 10次以上."""
    for match in _ONE_QUANTITY.finditer(text):
        if _NOT_ONE.match(text, match.start()):
            continue
        before = _operator(match, "b", _BEFORE)
        operator = before or _operator(match, "a", _AFTER) or "="
        yield Limit(operator, number(match["c"]), match["unit"], match.start(), match.end())


def _money_range(match: re.Match[str]) -> Limit | None:
    high_scale = match["high_scale"]
    low_scale = match["low_scale"] or (None if match["low_currency"] else high_scale)
    unit_free = not (high_scale or match["high_currency"] or low_scale or match["low_currency"])
    if unit_free and not _are_plain_amounts(match):
        return None
    if not unit_free and not (high_scale or match["high_currency"]):
        return None
    low, high = _yuan(match["low"], low_scale), _yuan(match["high"], high_scale)
    return Limit("between", low, "元", match.start(), match.end(), high) if low <= high else None


def _are_plain_amounts(match: re.Match[str]) -> bool:
    """Whether two numbers without a unit can only be money: between 100000 and 200000."""
    return match.group()[:1].isalpha() and all(number(match[each]) >= 10000 for each in ("low", "high"))


def _yuan(word: str, scale: str | None) -> Decimal:
    return number(word) * _MONEY_UNITS[(scale or "").strip().lower()]


def _operator(match: re.Match[str], prefix: str, table: tuple[tuple[str, str], ...]) -> str | None:
    groups = match.groupdict()
    return next((op for i, (op, _) in enumerate(table) if groups.get(f"{prefix}{i}")), None)


def _alternatives(prefix: str, table: tuple[tuple[str, str], ...]) -> str:
    return "|".join(f"(?P<{prefix}{i}>{words})" for i, (_, words) in enumerate(table))


_B = rf"(?:(?:{_alternatives('b', _BEFORE)})\s*{_FILLER})?"
_A = rf"(?:{_alternatives('a', _AFTER)})?"
_BEGIN = r"(?<![\d.,a-z\-])"
_ONE_AMOUNT = re.compile(_BEGIN + _B + _MONEY.format("n") + r"(?![\d%])" + _A)
_RANGE = re.compile(
    r"(?:(?:between|from|介于|处于|在)\s*)?" + _BEGIN + _MONEY.format("low") + r"\s*(?:到|至|和|与|-|~|—|–|and|to)\s*"
    + _MONEY.format("high") + r"(?:之间|区间|范围内)?"
)  # fmt: skip
_NOTHING = re.compile(r"(?:为|等于|是)\s*(?:零|0)(?:\s*万?元)?(?![\d.%百千万亿])|\bof zero\b|\bis zero\b")
_ONE_SHARE = re.compile(
    _BEGIN
    + _B.replace(_FILLER, _FILLER + _PAYING)
    + rf"(?:百分之(?P<q>{NUMBER})|(?P<p>{NUMBER})\s*(?:%|percent|per cent|个百分点))"
    + _A
)
_BARE_LIMIT = re.compile(
    r"(?<=[率度值标求])\s*"
    + _B
    + r"(?P<p>(?<![\d.])(?:\d{1,2}|100))(?![\d.,])"
    + _A
    + r"(?!\s*(?:[%\d万亿千百元]|[a-z]|"
    + _COUNTED
    + "))"
)
"""A limit of a rate without its sign: 完成率≥80, 满意度不低于90."""
_NOT_ONE = re.compile(r"(?<![\d十百])一[个项条](?=[^，。,]{1,12}?(?:都|也)(?:没有|没|不|未))")
"""一个 in 一个效果指标都没有."""
_EN_PARTS = {
    "a third": Decimal("33.33"), "one third": Decimal("33.33"), "two thirds": Decimal("66.67"), "a quarter": Decimal(25),
    "one quarter": Decimal(25), "three quarters": Decimal(75),
}  # fmt: skip
_ONE_PART = re.compile(
    _BEGIN
    + _B.replace(_FILLER, _FILLER + _PAYING)
    + r"(?:(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?|(?P<whole>[二三四五])分之(?P<some>[一二三四])|"
    + rf"\b(?P<word>{'|'.join(_EN_PARTS).replace(' ', '[ -]')}))"
    + _A
)
_ONE_QUANTITY = re.compile(_BEGIN + _B + rf"(?P<c>{NUMBER})\s*(?P<unit>{_COUNTED})" + _A + r"(?![月年])")
_PORTIONS = (
    ("<", Decimal("0.01"), re.compile(
        r"(?:一分钱?|分文)(?:都|也)?(?:不|未|没有?|还没)(?:付款|支付|支出|拨付|付钱|花钱|付|给|拨|花)|"
        r"(?:不|未|没有?|还没|尚未)(?:付款|支付|支出|拨付|付钱|花钱|付)(?:任何|一分)?(?:资金|款项|款|钱)?|"
        r"(?:pay|paid|spend|spent) nothing|(?:no|without) payments?(?= (?:by|before|until))")),
    (">=", Decimal(100), re.compile(
        r"全部(?:的)?(?:资金|款项|预算|经费|金额|钱)?|全额|所有(?:资金|款项|钱)|"
        r"(?:一次性|一次)(?:全部|全额)?(?:付清|付完|支付|付款|拨付)|全(?:都|部)?(?:付|给|拨|花)(?:了|完|清|掉|出去)|都付(?:了|完|清)|付清|付完|支付完毕|支付完成|支付完|拨付完毕|拨付到位|花完|用完|支出完毕|支出完|百分之百|百分百|"
        r"(?:all|the whole|the full|100 percent)(?: of)?(?: the| their| its)? (?:money|funds|funding|budget|amount)|in full|fully|everything|"
        r"(?:all|entirely|completely) (?:paid|spent|disbursed)")),
    ("<", Decimal(50), re.compile(
        r"(?:低于|少于|小于|不到|不足|未到|没到|未达到?|没有?达到|没付到|未付到|未支付到)(?:一半|半数)|(?:less than|under|below|not even) (?:a )?half"
        r"(?: of)?(?: the| their| its)?(?: (?:money|funds|funding|budget|amount))?")),
    (">", Decimal(50), re.compile(
        r"(?:超过|大于|高于|多于|不止|超)了?(?:一半|半数)(?:的?(?:资金|款项|预算|经费|钱))?|(?:已)?过半(?:的?(?:资金|款项|预算|经费|钱))?|大半|"
        r"一大半|(?:more than|over|above|upwards of) (?:a |one )?half(?: of)?(?: the| their| its)?(?: (?:money|funds|funding|budget|amount))?")),
    (">=", Decimal(50), re.compile(
        r"(?:至少|不低于|不少于)?(?:一半|半数)(?:以上|及以上)?(?:的?(?:资金|款项|预算|经费|钱))?|"
        r"(?:at least |no less than |not less than )?(?:a )?half(?: or more)?(?: of)?(?: the| their| its)?"
        r"(?: (?:money|funds|funding|budget|amount))?")),
)  # fmt: skip
