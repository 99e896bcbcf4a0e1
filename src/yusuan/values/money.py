"""Amounts of money: a number and its unit (元, 千元, 万元, 百万元, 亿元) as yuan.

A unit is what stands after the number, or what the table or the sentence declares; which one is in force
is decided by :mod:`yusuan.extraction.tables.units`.
"""

from __future__ import annotations

import re
from decimal import Decimal

UNITS: dict[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}
"""Yuan in one of each unit."""

UNIT_PATTERN = r"(?:亿元|千万元|百万元|万元|千元|元|亿|万)(?:人民币)?"


def in_yuan(number: Decimal, unit: str) -> Decimal:
    """``number`` of ``unit`` as yuan, exact."""
    return number * UNITS[unit.removesuffix("人民币")]


_DECLARED = re.compile(
    r"(?:金额)?(?:单位|计量单位)\s*[:：]?\s*(?:人民币)?\s*(亿元|千万元|百万元|万元|千元|元)"
)


_IN_HEADER = re.compile(r"[（(]\s*(亿元|千万元|百万元|万元|千元|元)\s*[)）]\s*$")


def declared_unit(text: str) -> tuple[str, int, int] | None:
    """The unit that "单位：万元", "金额单位：元" or a header's "价值（万元）" declares in cleaned ``text``, with its offsets."""
    match = _DECLARED.search(text) or _IN_HEADER.search(text)
    return (match.group(1), match.start(1), match.end(1)) if match else None
