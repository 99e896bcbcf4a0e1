"""When are two printed words the same word? Widths, quotes, brackets, numbering and units set aside."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = "“”‘’„‟\"'`「」『』＂＇"
_SAME_LENGTH = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord(capital): ord(capital.lower()) for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    | {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}
    | {ord(quote): ord('"') for quote in _QUOTES}
    | {0x3000: 0x20, ord("〔"): ord("("), ord("〕"): ord(")")}
)
_CIRCLED = re.compile(r"^\s*[①-⑳●·◆■]+")
_NUMBERING = re.compile(
    r"^(?:\d{4}年度?|其中[:、,]?|(?:[一二三四五六七八九十]+|\d{1,2})[、.:]|\((?:[一二三四五六七八九十]+|\d{1,2})\)|[-—*]+)+"
)
_UNIT = re.compile(r"\((?:单位:)?(?:金额单位:)?(?:平方米|[台辆套件个、/]+|[百千万亿]?元|%)\)$")
_TAILS = ("支出预算数", "支出预算", "支出决算", "预算数", "决算数", "预算", "决算", "支出")


def folded(text: str) -> str:
    """``text`` with widths, quotes and case made equal, character for character: offsets stay valid."""
    return text.translate(_SAME_LENGTH)


def plain(word: str) -> str:
    """The word as a key: no spaces, quotes, numbering, trailing colon or unit in brackets.

    "1、房屋（平方米）" gives "房屋", "其中：“三公”经费" gives "三公经费".
    """
    text = unicodedata.normalize("NFKC", _CIRCLED.sub("", word))
    text = folded("".join(text.split())).replace('"', "")
    text = _NUMBERING.sub("", text).rstrip(":;,。、")
    return _UNIT.sub("", text) or text


def forms(word: str) -> tuple[str, ...]:
    """The keys to try for ``word``, the most faithful first: as it stands, then without 预算, 支出 at its end."""
    key = plain(word)
    shorter = (key.removesuffix(tail) for tail in _TAILS if key.endswith(tail))
    return (key, *(each for each in shorter if len(each) > 1))
