"""Which of two targets asks for more, and when that cannot be said."""

from __future__ import annotations

import pytest
from indicator_rows import row

from yusuan.comparison.targets import Standing, standing


def stands(ours: str | None, theirs: str | None, *levels: str, name: str = "指标") -> Standing:
    return standing(row(ours, name), row(theirs, name), frozenset(levels))


TURNED = {"stricter": "looser", "looser": "stricter", "same": "same", "not_comparable": "not_comparable"}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("≥98%", "≥95%", "stricter"),
        ("≥98%", "＞98%".replace("＞", ">"), "looser"),
        ("≤2小时", "≤90分钟", "looser"),
        ("≤1.5小时", "≤90分钟", "same"),
        ("100%", "≥98%", "stricter"),
        ("18台", "≥20台", "looser"),
        ("≥18台", "18台", "same"),
        ("18台", "18套", "same"),
        ("1.2万人次", "≥9000人次", "stricter"),
        ("≤3公里", "2500米", "looser"),
        ("≤10个工作日", "≤2周", "not_comparable"),
        ("≥95", "≥90", "stricter"),
        ("全年畅通", "全年 畅通", "same"),
    ],
)
def test_targets_of_one_kind(ours: str, theirs: str, expected: str) -> None:
    assert stands(ours, theirs).relation == expected
    assert stands(theirs, ours).relation == TURNED[expected]


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("≥95%", None, "missing"),
        (None, None, "missing"),
        ("≥95%", "长期", "words"),
        ("≥95%", "≥95", "unit"),
        ("≥90%", "18台", "unit"),
        ("30人", "30人次", "unit"),
        ("≥5年", "≤3年", "direction"),
    ],
)
def test_what_cannot_be_compared_says_why(ours: str | None, theirs: str | None, reason: str) -> None:
    assert stands(ours, theirs) == stands(theirs, ours) == Standing("not_comparable", reason)  # type: ignore[arg-type]


def test_bare_numbers_are_limits_by_level_and_name() -> None:
    assert stands("2小时", "4小时", "level/output", "level/timeliness").relation == "stricter"
    assert stands("45万元", "40万元", "level/cost").relation == "looser"
    assert stands("36次", "24次", "level/quantity").relation == "stricter"
    assert stands("2%", "5%", "level/quality", name="公文差错率").relation == "stricter"
    assert stands("98%", "95%", "level/quality", name="故障修复率").relation == "stricter"


def test_a_rate_without_a_sign_is_read_as_a_percentage_and_says_so() -> None:
    assert stands("≥98", "≥95%", name="系统在线率") == Standing("stricter", "percent_assumed")
    assert stands("≥90%", "≥92", name="家长满意度") == Standing("looser", "percent_assumed")
    assert stands("≥98", "≥95", name="系统在线率") == Standing("stricter")
    assert stands("≥980", "≥95%", name="系统在线率") == Standing("not_comparable", "unit")
    assert stands("≥98", "≥95%", name="监控点位数量") == Standing("not_comparable", "unit")
    assert stands("≥40人数", "≥80", name="满意度") == Standing("not_comparable", "unit")
