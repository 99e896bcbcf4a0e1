"""How many of a ranking does a question ask for? 前三, 最大的5个, 第二高, top 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.questions.language.forms.numbers import EN_WORD, number


@dataclass(frozen=True, slots=True)
class Top:
    """The first ``count`` of a ranking; ``largest`` is ``None`` where only the count is said (前三个)."""

    count: int
    largest: bool | None
    start: int
    end: int
    skipped: int = 0
    """How many of the ranking stand before it: 1 for 第二高."""


def tops(text: str) -> Iterator[Top]:
    """How many of a ranking: 前三, 最大的5个, top 3, three largest."""
    for match in _TOP.finditer(text):
        word = match["t1"] or match["t2"] or match["t3"] or match["t4"] or match["t5"]
        largest = None
        if match["most"] or match["most_2"] or match["most_en"] or match["top"] or match["big"]:
            largest = True
        if match["least"] or match["least_2"] or match["least_en"] or match["bottom"]:
            largest = False
        count = int(number(word))
        if 0 < count <= 100:
            yield Top(count, largest, match.start(), match.end())
    for match in _NTH.finditer(text):
        place = _EN_ORDINALS.get(match["nth_en"] or "") or int(number(match["nth"] or match["nth_2"] or "1"))
        low = bool(match["last"] or match["last_2"] or match["nth_least"] or match["nth_least_en"])
        if 1 < place <= 100:
            yield Top(1, not low, match.start(), match.end(), skipped=place - 1)


_SMALL = rf"(?:\d{{1,2}}|[一二两三四五六七八九十]{{1,2}}|{EN_WORD})"
_MEASURE = r"(?:个|项|名|位|笔|家|大)?"
_MOST = "大|高|多|贵"
_LEAST = "小|低|少|便宜"
_EN_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NTH = re.compile(
    rf"(?P<last>倒数)?(?:排名?|位居|位列)?第(?P<nth>{_SMALL})(?:位|名)?(?:{_MOST}|(?P<nth_least>{_LEAST}))(?:的)?|"
    rf"(?P<last_2>倒数)?(?:排名?|位居|位列)第(?P<nth_2>{_SMALL})(?:位|名)?(?:的)?|"
    rf"\b(?P<nth_en>second|third|fourth|fifth)[ -](?:(?:largest|biggest|highest|most expensive)|"
    rf"(?P<nth_least_en>smallest|lowest|cheapest))"
)
_TOP = re.compile(
    rf"(?:(?<![之月底末])前|(?P<top>\btop\s*)|(?P<bottom>\bbottom\s*))(?P<t1>{_SMALL})(?:名|位|强|{_MEASURE})|"
    rf"(?P<t5>{_SMALL})(?P<big>大)(?=项目|专项|支出|工程)|"
    rf"最(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))的?(?:前)?(?P<t2>{_SMALL}){_MEASURE}|"
    rf"(?P<t4>{_SMALL}){_MEASURE}(?:预算|金额|花钱|经费)?最(?:(?P<most_2>{_MOST})|(?P<least_2>{_LEAST}))的?|"
    rf"\b(?P<t3>{_SMALL})\s+(?:(?P<most_en>largest|biggest|highest|most expensive)|"
    rf"(?P<least_en>smallest|lowest|cheapest|least expensive))"
)
