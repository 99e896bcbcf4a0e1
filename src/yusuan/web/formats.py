"""How are amounts, numbers, printed words and quotations written on a page?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup, escape

from yusuan.values.clean import clean
from yusuan.web.wording import said

_WAN = Decimal(10_000)
_HAN = re.compile(r"[㐀-鿿]")
_MARKUP = re.compile(r"\$[^$\n]*\\[^$\n]*\$|</?[a-z]{1,6}\b[^<>]*>|&[en][a-z]{2,3};", re.I)
"""LaTeX and HTML that a publisher left in the text; only words with some are made regular."""


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
    """The amount as a reader of ``lang`` expects it: 万元 in Chinese, yuan in English."""
    if lang == "en":
        return said("money.yuan", lang, amount=number(yuan))
    return said("money.wan", lang, amount=wan(yuan))


def signed(text: str, value: Decimal) -> str:
    """``text`` with the sign of ``value`` in front: +3.00, −0.50; nothing added to zero."""
    bare = text.lstrip("-")
    return bare if value == 0 else f"{'+' if value > 0 else '−'}{bare}"


def chinese(text: object) -> bool:
    """Whether there is any Chinese character in ``text``."""
    return _HAN.search(str(text)) is not None


def readable(text: str) -> str:
    """Printed words without LaTeX and HTML left in them: "$\\geq 95\\%$" → "≥95%"; other words as they are."""
    return clean(text).text.strip() if _MARKUP.search(text) else text


def readable_snippet(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """``text`` readable and escaped, with the characters of ``marks`` (offsets in ``text``) inside <mark>."""
    if not _MARKUP.search(text):
        return marked(text, marks)
    regular = clean(text)
    kept = [
        [at for at, offset in enumerate(regular.offsets) if start <= offset < end] for start, end in marks
    ]
    return marked(regular.text, [(found[0], found[-1] + 1) for found in kept if found])


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
