"""The unit of a target: "万人次", "个乡镇", "小时" → what kind of thing it counts, and how many of it one is.

Quantities of one kind can be compared after multiplication by their factors. A unit that is not in the table is a kind of its
own, so that "12路" can be compared with "16路" and with nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

_KINDS: dict[str, dict[str, str]] = {
    "share": {"%": "1", "‰": "0.1", "个百分点": "1", "百分点": "1"},
    "money": {"元": "1"},
    "time": {
        "秒": "1",
        "分钟": "60",
        "小时": "3600",
        "个小时": "3600",
        "天": "86400",
        "日": "86400",
        "周": "604800",
    },
    "workday": {"个工作日": "1", "工作日": "1"},
    "month": {"个月": "1", "月": "1", "年": "12", "周年": "12"},
    "length": {"米": "1", "延米": "1", "m": "1", "厘米": "0.01", "千米": "1000", "公里": "1000", "km": "1000"},
    "area": {
        "平方米": "1",
        "平米": "1",
        "㎡": "1",
        "m²": "1",
        "公顷": "10000",
        "平方公里": "1000000",
        "平方千米": "1000000",
    },
    "mu": {"亩": "1"},
    "volume": {"立方米": "1", "立方": "1", "方": "1", "m³": "1", "升": "0.001"},
    "mass": {"吨": "1000", "公斤": "1", "千克": "1", "kg": "1", "克": "0.001"},
    "people": {"人": "1", "名": "1", "位": "1", "人数": "1", "个人": "1"},
    "visits": {"人次": "1"},
    "times": {"次": "1", "回": "1", "次数": "1"},
    "sites": {"个": "1", "家": "1", "所": "1", "处": "1", "座": "1"},
    "sets": {"台": "1", "套": "1", "部": "1", "台套": "1", "台/套": "1", "台（套）": "1", "台(套)": "1"},
    "households": {"户": "1"},
    "sheets": {"张": "1", "块": "1"},
    "copies": {"份": "1", "册": "1", "本": "1"},
}
"""Kind → unit → how many of the kind's first unit it is. A 个 is said of whatever has a place, and 台, 套 and 部 of machines, as the
writer likes; 场, 期, 批 and the like each count something else."""
_ALONE = ("辆", "艘", "件", "条", "盏", "场", "场次", "期", "批", "批次", "项", "节", "篇", "种", "间", "棵", "株", "头", "只")
_UNCOUNTED = frozenset({"share", "money", "time", "workday", "month"})
_MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1_000), "百": Decimal(100)}
_BEFORE_NOUN = re.compile(r"(个|家|所|处|座|台|套|条|名|户|辆|场|件)(?=[㐀-鿿]{1,6}\Z)")
"""A measure word with what it counts behind it: 14个乡镇."""

_TABLE = {unit: (kind, Decimal(factor)) for kind, units in _KINDS.items() for unit, factor in units.items()}
_TABLE |= {unit: (unit, Decimal(1)) for unit in _ALONE}


@dataclass(frozen=True, slots=True)
class CountingUnit:
    """``kind`` names what is counted ("people", "sets", 场). A number of this unit is ``times`` as many of unit ``name``, which is
    ``size`` of the kind's first unit: 万米 is 10,000 times 米 of size 1, 公里 once 公里 of size 1,000. ``countable`` where it
    counts things, people, events, lengths or areas, not shares, money or time."""

    kind: str
    name: str
    times: Decimal
    size: Decimal
    countable: bool

    @property
    def factor(self) -> Decimal:
        """How many of the kind's first unit one of this unit is."""
        return self.times * self.size


def units() -> tuple[str, ...]:
    """Every unit of the table as it is printed, the longest first; money also in ten thousands and hundred millions."""
    return tuple(sorted((*_TABLE, "万元", "亿元"), key=lambda unit: (-len(unit), unit)))


def unit_of(text: str) -> CountingUnit:
    """The unit that cleaned ``text`` names; a kind of its own where the table does not know it."""
    text = text.strip()
    if text in _TABLE:
        kind, size = _TABLE[text]
        return CountingUnit(kind, text, Decimal(1), size, kind not in _UNCOUNTED)
    if text[:1] in _MULTIPLES and len(text) > 1:
        inner = unit_of(text[1:])
        return replace(inner, times=inner.times * _MULTIPLES[text[0]])
    noun = _BEFORE_NOUN.match(text)
    if noun:
        return replace(unit_of(noun[1]), name=text)
    return CountingUnit(text, text, Decimal(1), Decimal(1), False)
