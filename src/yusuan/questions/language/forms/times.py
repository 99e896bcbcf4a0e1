"""Years and months as people say them: 2020年, 去年, in 2020, 3月底前, by the end of March.

``去年`` and its like count from the newest year in the data, never from today's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ZH_MONTHS = {
    word: at + 1
    for at, word in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"])
}
_EN_MONTHS = {
    word: at + 1
    for at, word in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
    )
}
_QUARTERS = {"一": 3, "1": 3, "二": 6, "2": 6, "三": 9, "3": 9, "四": 12, "4": 12}
_RELATIVE = {
    "今年": 0, "本年度": 0, "本年": 0, "当年": 0, "this year": 0, "current year": 0, "最新年度": 0, "最近一年": 0,
    "最新一年": 0, "latest year": 0, "most recent year": 0,
    "去年": -1, "上年": -1, "上一年": -1, "上年度": -1, "last year": -1, "previous year": -1,
    "前年": -2, "明年": 1, "下一年": 1, "next year": 1,
}  # fmt: skip
_YEAR = re.compile(
    r"(?<![\d.])(?:fy\s?)?((?:19|20)\d\d)(?:\s*(?:财政年度|年度|年份|年)|(?![\d%万亿元]|[.,]\d))"
)
_ZH_YEAR = re.compile(r"([一二][九〇零][〇零一二三四五六七八九]{2})年度?")
_MONTH = re.compile(
    r"(?P<digits>(?<!\d)(?:1[0-2]|[1-9]))\s*月份?(?:底|末)?|(?P<zh>十[一二]?|[一二三四五六七八九])月份?(?:底|末)?|"
    rf"(?:(?:the )?end of |late )?(?P<en>{'|'.join(_EN_MONTHS)})\b|第?(?P<quarter>[一二三四1-4])季度(?:底|末)?|"
    r"(?P<half>上半年|前半年|(?<![上下前])半年(?:之?内|以内)?|年中|mid-?year|first half of the year)|"
    r"(?P<full>年底|年末|(?:the )?end of the year|year-?end)"
)
_BEFORE = re.compile(r"\bbefore\s+$")
"""Before October is by the end of September; before the end of October is not."""
_DIGITS = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {"〇": "0"}


@dataclass(frozen=True, slots=True)
class YearMention:
    """``year`` as said, at ``start`` to ``end``; ``relative`` says that it was counted from the newest year."""

    year: int
    start: int
    end: int
    relative: bool = False


@dataclass(frozen=True, slots=True)
class MonthMention:
    """The end of ``month`` (1 to 12), at ``start`` to ``end``."""

    month: int
    start: int
    end: int


def years(text: str, newest: int | None) -> Iterator[YearMention]:
    """The years that ``text`` (folded) names; relative ones only where ``newest`` is known."""
    for match in _YEAR.finditer(text):
        yield YearMention(int(match[1]), match.start(), match.end())
    for match in _ZH_YEAR.finditer(text):
        yield YearMention(int("".join(_DIGITS[c] for c in match[1])), match.start(), match.end())
    if newest is None:
        return
    for word, offset in _RELATIVE.items():
        for match in re.finditer(re.escape(word) + "(?![末底])", text):
            yield YearMention(newest + offset, match.start(), match.end(), relative=True)


def months(text: str) -> Iterator[MonthMention]:
    """The months whose end ``text`` (folded) names; a quarter stands for its last month."""
    for match in _MONTH.finditer(text):
        before = match["en"] and match.group() == match["en"] and _BEFORE.search(text[: match.start()])
        month = _month(match) - (1 if before else 0)
        yield MonthMention(max(month, 1), match.start(), match.end())


def _month(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    if match["zh"]:
        return _ZH_MONTHS[match["zh"]]
    if match["en"]:
        return _EN_MONTHS[match["en"]]
    if match["quarter"]:
        return _QUARTERS[match["quarter"]]
    return 6 if match["half"] else 12
