"""What a unit counts, and how much one of it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.values.units import unit_of


@pytest.mark.parametrize(
    ("text", "kind", "factor"),
    [
        ("台", "sets", 1),
        ("套", "sets", 1),
        ("万人次", "visits", 10_000),
        ("公里", "length", 1000),
        ("千米", "length", 1000),
        ("小时", "time", 3600),
        ("个工作日", "workday", 1),
        ("年", "month", 12),
        ("万元", "money", 10_000),
        ("亿元", "money", 100_000_000),
        ("个乡镇", "sites", 1),
        ("条线路", "条", 1),
        ("万平方米", "area", 10_000),
        ("路", "路", 1),
        ("万尾", "尾", 10_000),
        ("元/人", "元/人", 1),
        ("年内", "年内", 1),
    ],
)
def test_units(text: str, kind: str, factor: int) -> None:
    assert (unit_of(text).kind, unit_of(text).factor) == (kind, Decimal(factor))


@pytest.mark.parametrize("text", ["台", "个", "次", "人", "公里", "万人次", "场", "家单位"])
def test_things_are_counted(text: str) -> None:
    assert unit_of(text).countable


@pytest.mark.parametrize("text", ["%", "‰", "万元", "小时", "年", "个月", "元/人", "路"])
def test_shares_money_and_time_are_not(text: str) -> None:
    assert not unit_of(text).countable


def test_a_multiple_is_told_from_the_unit() -> None:
    assert (unit_of("万米").name, unit_of("万米").times, unit_of("公里").times) == ("米", Decimal(10_000), Decimal(1))
    assert unit_of("个乡镇").name == "个乡镇"
