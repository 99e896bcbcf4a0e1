"""Values with their units as a reader sees them: 128.64万元, 1,286,400 yuan, 30%."""

from __future__ import annotations

from decimal import Decimal

from yusuan.values.numbers import format_decimal


def money(value: Decimal, lang: str) -> str:
    """An amount for a reader: 128.64万元, 1,286,400 yuan."""
    value = round(value, 2)
    if lang == "en":
        return f"{value.normalize():,f} yuan"
    if abs(value) >= 10**8:
        return f"{format_decimal(value / 10**8)}亿元"
    return f"{format_decimal(value / 10**4)}万元" if abs(value) >= 10**4 else f"{format_decimal(value)}元"


def said(value: Decimal, unit: str | None, lang: str) -> str:
    """A value with its unit."""
    if unit == "元":
        return money(value, lang)
    plain = format_decimal(round(value, 2))
    if unit in ("个", None):
        return plain
    return f"{plain}{unit}"
