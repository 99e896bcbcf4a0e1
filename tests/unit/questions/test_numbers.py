"""Numbers and limits in questions, as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.questions.language.forms.limits import amounts, portions, quantities, shares
from yusuan.questions.language.forms.numbers import number
from yusuan.questions.language.forms.tops import tops


@pytest.mark.parametrize(
    ("text", "operator", "low", "high"),
    [
        ("超过100万元", ">", 1_000_000, None),
        ("不低于 12.5 万", ">=", 125_000, None),
        ("50万元以下", "<=", 500_000, None),
        ("不到一百二十万元", "<", 1_200_000, None),
        ("三百万元以上", ">=", 3_000_000, None),
        ("0.5亿元", "=", 50_000_000, None),
        ("10万到50万之间", "between", 100_000, 500_000),
        ("在10-50万元", "between", 100_000, 500_000),
        ("under 500,000 yuan", "<", 500_000, None),
        ("at least 3 million yuan", ">=", 3_000_000, None),
        ("between 100,000 and 500,000 yuan", "between", 100_000, 500_000),
        ("over 50万元", ">", 500_000, None),
    ],
)
def test_a_limit_of_money_is_read_in_yuan(text: str, operator: str, low: int, high: int | None) -> None:
    found = max(amounts(text), key=lambda each: each.end - each.start)
    assert found.operator == operator
    assert found.low == low and found.high == high
    assert found.unit == "元"


@pytest.mark.parametrize("text", ["2024年", "95%", "3个项目", "3月底", "GB18030", "105-2023-QSN-4A7K"])
def test_what_is_no_money_is_not_read_as_money(text: str) -> None:
    assert list(amounts(text)) == []


@pytest.mark.parametrize(
    ("text", "operator", "low"),
    [
        ("不低于95%", ">=", 95),
        ("90%以上", ">=", 90),
        ("百分之八十", "=", 80),
        ("at least 90 percent", ">=", 90),
        ("<3%", "<", 3),
    ],
)
def test_percentages_keep_their_operator(text: str, operator: str, low: int) -> None:
    (found,) = shares(text)
    assert found.operator == operator and found.low == low


@pytest.mark.parametrize(
    ("text", "low"),
    [("全部资金", 100), ("全额", 100), ("一半以上", 50), ("in full", 100), ("half of the money", 50)],
)
def test_parts_of_the_money_in_words(text: str, low: int) -> None:
    assert {each.low for each in portions(text)} == {Decimal(low)}


def test_counted_limits() -> None:
    (found,) = quantities("不少于3台")
    assert found.operator == ">=" and found.low == 3 and found.unit == "台"


@pytest.mark.parametrize(
    ("text", "count", "largest"),
    [
        ("前三", 3, None),
        ("最大的5个", 5, True),
        ("最便宜的两个", 2, False),
        ("top 3", 3, True),
        ("three largest", 3, True),
    ],
)
def test_the_first_of_a_ranking(text: str, count: int, largest: bool | None) -> None:
    (found,) = tops(text)
    assert (found.count, found.largest) == (count, largest)


@pytest.mark.parametrize(
    ("word", "value"),
    [("一百二十", 120), ("十", 10), ("三点五", Decimal("3.5")), ("1,050.5", Decimal("1050.5")), ("two", 2)],
)
def test_number_words(word: str, value: Decimal) -> None:
    assert number(word) == value


@pytest.mark.parametrize(("text", "operator", "low"), [
    ("budget >= 100000", ">=", 100000), ("预算超过200000的项目", ">", 200000), ("between 100000 and 200000", "between", 100000),
])  # fmt: skip
def test_a_large_limit_without_a_unit_is_money(text: str, operator: str, low: int) -> None:
    (found,) = amounts(text)
    assert found.operator == operator and found.low == low


@pytest.mark.parametrize(
    "text", ["超过1000人", "大于2023年", "more than 2000", "不低于95", "from 2023 to 2024"]
)
def test_a_count_a_year_or_a_share_is_no_money(text: str) -> None:
    assert not list(amounts(text))


@pytest.mark.parametrize(
    ("text", "largest", "skipped"),
    [
        ("预算第二高的项目", True, 1),
        ("排名第三的项目", True, 2),
        ("第三低", False, 2),
        ("the second largest project", True, 1),
        ("third-cheapest", False, 2),
    ],
)
def test_a_place_in_a_ranking(text: str, largest: bool, skipped: int) -> None:
    (found,) = tops(text)
    assert (found.count, found.largest, found.skipped) == (1, largest, skipped)


def test_a_quarter_is_no_place_in_a_ranking() -> None:
    assert list(tops("第一季度付清的项目")) == []


@pytest.mark.parametrize(
    ("text", "operator", "low"),
    [
        ("10月底前付清", ">=", 100),
        ("3月底前不付款", "<", Decimal("0.01")),
        ("过半", ">", 50),
        ("一半以上", ">=", 50),
        ("more than half", ">", 50),
    ],
)
def test_portions_said_with_a_verb(text: str, operator: str, low: Decimal) -> None:
    found = max(portions(text), key=lambda each: each.end - each.start)
    assert (found.operator, found.low) == (operator, low)
