"""Numbers, money, targets, ordinals and printed text: one printed form, one value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.values.clean import clean, plain
from yusuan.values.money import declared_unit, in_yuan
from yusuan.values.numbers import format_decimal, is_blank, parse_number
from yusuan.values.ordinals import chinese_number, leading_ordinal
from yusuan.values.targets import parse_target

NUMBERS = {
    "1050": "1050",
    "1,050.00": "1050",
    "1，286.40": "1286.4",
    "1 286.40": "1286.4",
    "-5.4": "-5.4",
    "−5.4": "-5.4",
    "+3": "3",
    "0": "0",
    "0.00": "0",
    "1,234,567": "1234567",
    "- 5": "-5",
}


@pytest.mark.parametrize(("printed", "value"), NUMBERS.items())
def test_numbers(printed: str, value: str) -> None:
    number = parse_number(printed)
    assert number is not None
    assert format_decimal(number) == value


@pytest.mark.parametrize("printed", ["", "——", "5万元", "30 60", "1.2.3", "12-15", "a", "1,05"])
def test_what_is_no_number(printed: str) -> None:
    assert parse_number(printed) is None


@pytest.mark.parametrize("printed", ["", " ", "——", "—", "-", "/", "无", "_"])
def test_blanks(printed: str) -> None:
    assert is_blank(printed)


def test_zero_is_no_blank() -> None:
    assert not is_blank("0")


@pytest.mark.parametrize(
    ("unit", "yuan"),
    [("元", "5"), ("千元", "5000"), ("万元", "50000"), ("百万元", "5000000"), ("亿元", "500000000")],
)
def test_units_of_money(unit: str, yuan: str) -> None:
    assert in_yuan(Decimal(5), unit) == Decimal(yuan)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位:元", "元"),
        ("（单位：人民币千元）", "千元"),
        ("价值（万元）", "万元"),
        ("计量单位 亿元", "亿元"),
    ],
)
def test_declared_units(words: str, unit: str) -> None:
    declared = declared_unit(words)
    assert declared is not None
    assert (declared[0], words[declared[1] : declared[2]]) == (unit, unit)


@pytest.mark.parametrize("words", ["单位名称", "单位：台", "数量（台、辆）", "单位负责人"])
def test_what_declares_no_unit_of_money(words: str) -> None:
    assert declared_unit(words) is None


TARGETS = {
    "约20人": ("=", "20", "人"),
    "3200户左右": ("=", "3200", "户"),
    "100%完成": ("=", "100", "%"),
    "≥95%以上": (">=", "95", "%"),
    "45个工作日内": ("<=", "45", "个工作日"),
    "5460元/人·年": ("=", "5460", "元/人·年"),
    "≥98%": (">=", "98", "%"),
    "18台": ("=", "18", "台"),
    "不少于5次": (">=", "5", "次"),
    "≤30分钟": ("<=", "30", "分钟"),
    "＞90%": (">", "90", "%"),
    "大于等于80%": (">=", "80", "%"),
    "95%以上": (">=", "95", "%"),
    "10万元以内": ("<=", "10", "万元"),
    "100": ("=", "100", None),
    "≥1,000人": (">=", "1000", "人"),
    r"$\geq 100\%$": (">=", "100", "%"),
    "1 场": ("=", "1", "场"),
    "2次/年": ("=", "2", "次/年"),
    "≥ 0.5 万元": (">=", "0.5", "万元"),
    "达到90％": (">=", "90", "%"),
    "≥12个月": (">=", "12", "个月"),
}


@pytest.mark.parametrize(("printed", "wanted"), TARGETS.items())
def test_targets(printed: str, wanted: tuple[str, str, str | None]) -> None:
    target = parse_target(clean(printed).text)
    assert target is not None
    assert (target.operator, format_decimal(target.value), target.unit) == wanted


@pytest.mark.parametrize(
    "printed",
    [
        "长期",
        "10月底前",
        "2023年1月底前",
        "3月",
        "2023-01-31",
        "实现10米内信号畅通",
        "90%-95%",
        "稳步提升",
        "",
        "第1季度",
        "3-5次",
        "12月底前完成",
    ],
)
def test_targets_without_a_number_to_reach(printed: str) -> None:
    assert parse_target(clean(printed).text) is None


def test_a_basis_spilled_into_a_target() -> None:
    text = "≥80 调查问卷"
    target = parse_target(text)
    assert target is not None
    assert target.basis is not None
    assert (target.value, target.unit, text[slice(*target.basis)]) == (Decimal(80), None, "调查问卷")


ORDINALS = {
    "一、部门": (1, 1),
    "（十二）负责": (2, 12),
    "3、会议费": (3, 3),
    "３、会议费": (3, 3),
    "(4)培训": (4, 4),
    "1. 收入": (3, 1),
    "③其他": (4, 3),
    "二)、保障": (1, 2),
    "第一、": (1, 1),
}


@pytest.mark.parametrize(("text", "wanted"), ORDINALS.items())
def test_ordinals(text: str, wanted: tuple[int, int]) -> None:
    found = leading_ordinal(text)
    assert found is not None
    assert (found.level, found.number) == wanted


@pytest.mark.parametrize("text", ["5.4万元", "2023年", "一般公共预算", "18台", "三公经费", ""])
def test_what_is_no_ordinal(text: str) -> None:
    assert leading_ordinal(text) is None


def test_chinese_numbers() -> None:
    assert [chinese_number(word) for word in ("三", "十", "十二", "二十", "一百零五", "二〇二三")] == [
        3,
        10,
        12,
        20,
        105,
        2023,
    ]


CLEAN = {
    "５．４万元": "5.4万元",
    "公务 接待费": "公务接待费",
    "15 万元": "15万元",
    "<p>预算</p>": "预算",
    "2 0 2 3年": "2023年",
    "1 286.40万元": "1286.40万元",
    "30 60": "30 60",
    r"$\geq 100\%$": "≥100%",
    "$5": "$5",
    "A4 纸": "A4纸",
    "OA system": "OA system",
}


@pytest.mark.parametrize(("raw", "wanted"), CLEAN.items())
def test_regular_text(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


def test_a_value_to_keep_has_its_digits_as_printed() -> None:
    assert plain("预算５万\n元") == "预算５万元"
    assert plain("<p>一</p><p>二</p>") == "一二"
