"""How amounts and printed words are written: one unit a language, no LaTeX or HTML left in, marks in their places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.web.formats import chinese, money, readable, readable_snippet


@pytest.mark.parametrize(
    ("yuan", "zh", "en"),
    [
        ("1286400", "128.64 万元", "1,286,400 yuan"),
        ("4185.2", "0.41852 万元", "4,185.2 yuan"),
        ("0", "0.00 万元", "0 yuan"),
        ("-54000", "-5.40 万元", "-54,000 yuan"),
    ],
)
def test_money_has_one_unit_in_each_language(yuan: str, zh: str, en: str) -> None:
    assert money(Decimal(yuan), "zh") == zh and money(Decimal(yuan), "en") == en


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (r"$\geq 95\%$", "≥95%"),
        (r"$\leq 3$ 天", "≤3天"),
        ("<p>维护河道</p>", "维护河道"),
        ("≥80 问卷调查", "≥80 问卷调查"),
        ("成本 < 5 且 > 2", "成本 < 5 且 > 2"),
        ("每场 $5", "每场 $5"),
        ("１２ 台", "１２ 台"),
    ],
)
def test_markup_left_in_printed_words_is_not_shown(printed: str, shown: str) -> None:
    assert readable(printed) == shown


def test_marks_stay_on_their_characters_in_readable_words() -> None:
    text = r"满意率$\geq 95\%$<b>达标"
    marks = [(0, 3), (text.index("9"), text.index("9") + 2)]
    assert readable_snippet(text, marks) == "<mark>满意率</mark>≥<mark>95</mark>% 达标".replace("% ", "%")
    assert readable_snippet("甲<乙", [(0, 1)]) == "<mark>甲</mark>&lt;乙"


def test_chinese_words_are_told_from_others() -> None:
    assert chinese("30 天") and not chinese("30 days")
