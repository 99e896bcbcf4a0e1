"""Numbers as documents print them: 1050, 1,050.00, －5.4; always ``Decimal``, never float."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

PATTERN = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A regular expression of one unsigned number in cleaned text (see :mod:`yusuan.values.clean`)."""

_NUMBER = re.compile(rf"[-−–—+]?(?:{PATTERN})\Z")
_GROUPS = re.compile(r"(?<=\A[-−–—+]) | (?=\d{3}(?:[ .,，]|\Z))| (?=\.\d)|(?<=\.) ")
_BLANK = re.compile(r"[\s—\-－–_/\\.]*\Z|无\Z|/\Z")


def parse_number(text: str) -> Decimal | None:
    """The number that ``text`` (cleaned) is, or ``None`` where it is none."""
    compact = _compact(text)
    if not _NUMBER.match(compact):
        return None
    digits = compact.replace(",", "").replace("，", "").lstrip("+")
    negative = digits[:1] in "-−–—"
    try:
        value = Decimal(digits[1:] if negative else digits)
    except InvalidOperation:
        return None
    return -value if negative else value


def _compact(text: str) -> str:
    """``text`` without the white space that groups thousands or stands after the sign; two numbers stay two."""
    return _GROUPS.sub("", text.strip())


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash or a slash."""
    return bool(_BLANK.match(text))


def format_decimal(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 1286400, 97.5, 0."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
