"""How are amounts, numbers and quotations written on a page?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup, escape

from yusuan.web.wording import said

_WAN = Decimal(10_000)


def number(value: Decimal | int) -> str:
    """1234567.50 → "1,234,567.5": groups of three, no trailing zeros."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def wan(yuan: Decimal) -> str:
    """Yuan as 万元 with two decimals, more where the amount has more: 1260000 → "126.00"."""
    amount = yuan / _WAN
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return f"{amount:,.{places}f}"


def money(yuan: Decimal, lang: str) -> str:
    """The amount as a reader of ``lang`` expects it: 万元 in Chinese, yuan in English; 元 below 10,000."""
    if lang == "en" or abs(yuan) < _WAN:
        return said("money.yuan", lang, amount=number(yuan))
    return said("money.wan", lang, amount=wan(yuan))


def signed(text: str, value: Decimal) -> str:
    """``text`` with the sign of ``value`` in front: +3.00, −0.50; nothing added to zero."""
    bare = text.lstrip("-")
    return bare if value == 0 else f"{'+' if value > 0 else '−'}{bare}"


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """``text`` escaped, with the characters of ``marks`` inside <mark>; marks out of order or range are clipped."""
    parts: list[Markup] = []
    at = 0
    for start, end in sorted(marks):
        start, end = max(at, start), min(len(text), end)
        if start < end:
            parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
            at = end
    parts.append(escape(text[at:]))
    return Markup("").join(parts)


def shortened(text: str, length: int = 60) -> str:
    """``text`` on one line, cut at ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
