"""Which of two targets asks for more? ≥98% and ≥95%, 18台 and 20台, ≤2小时 and ≤90分钟."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from yusuan.browse.project import IndicatorRow
from yusuan.values.clean import clean
from yusuan.values.units import unit_of

Relation = Literal["stricter", "looser", "same", "not_comparable"]
Reason = Literal["missing", "words", "unit", "direction", "percent_assumed"]
Bound = Literal["least", "most"]

_BOUNDS: dict[str | None, Bound] = {">=": "least", ">": "least", "<=": "most", "<": "most"}
_MOST = frozenset({"level/timeliness", "level/cost"})
"""Levels whose bare numbers are upper limits: 修复时间 2小时, 采购成本 45万元."""
_HARM = re.compile(
    r"(?:差错|错误|误差|故障|投诉|事故|超支|返工|损坏|损耗|流失|延误|返贫|违规|死亡|发生)"
    r"(?:率|数|次数|件数|起数|人数|户数|数量|情况)?\Z"
)
"""Names of what there should be little of, whatever level they stand under. 故障修复率 is not among them."""
_SHARE = re.compile(r"(?:率|满意度|占比|比例|比重|百分比)\Z")
"""Names of what is a percentage, printed with its sign or without: 系统在线率 ≥98."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How our target stands to theirs. ``reason`` says why they cannot be compared: one is missing, is not a number, counts
    something else, or one is a least and the other a most; or that a rate without a sign was read as a percentage."""

    relation: Relation
    reason: Reason | None = None


def standing(ours: IndicatorRow, theirs: IndicatorRow, levels: frozenset[str]) -> Standing:
    """How ``ours`` stands to ``theirs``; ``levels`` are the paths of the levels they stand under.

    A bare number is read as the other's operator says; where neither has one, as an upper limit for time, cost and what there
    should be little of, and as a lower limit for the rest."""
    if ours.target is None or theirs.target is None:
        return Standing("not_comparable", "missing")
    if ours.value is None or theirs.value is None:
        same = _plain(ours.target.text) == _plain(theirs.target.text)
        return Standing("same") if same else Standing("not_comparable", "words")
    amounts = _in_one_unit(ours, theirs)
    if amounts is None:
        return Standing("not_comparable", "unit")
    bounds = {_BOUNDS[each.operator] for each in (ours, theirs) if each.operator in _BOUNDS}
    if len(bounds) == 2:
        return Standing("not_comparable", "direction")
    bound = bounds.pop() if bounds else _usual(ours, theirs, levels)
    relation = _relation(*amounts, bound, ours.operator, theirs.operator)
    return Standing(relation, None if (ours.unit is None) == (theirs.unit is None) else "percent_assumed")


def _relation(ours: Decimal, theirs: Decimal, bound: Bound, operator: str | None, other: str | None) -> Relation:
    if ours != theirs:
        return "stricter" if (ours > theirs) == (bound == "least") else "looser"
    strict, other_strict = operator in (">", "<"), other in (">", "<")
    return "same" if strict == other_strict else "stricter" if strict else "looser"


def _in_one_unit(ours: IndicatorRow, theirs: IndicatorRow) -> tuple[Decimal, Decimal] | None:
    """Both values in one unit; ``None`` where they count different things, or one says no unit and is no rate."""
    assert ours.value is not None and theirs.value is not None
    if ours.unit is None and theirs.unit is None:
        return ours.value, theirs.value
    one, other = (unit_of(each.unit or ("%" if _is_share(each) else "")) for each in (ours, theirs))
    return (ours.value * one.factor, theirs.value * other.factor) if one.kind == other.kind else None


def _is_share(row: IndicatorRow) -> bool:
    return row.value is not None and row.value <= 100 and _SHARE.search(_plain(row.name.text)) is not None


def _usual(ours: IndicatorRow, theirs: IndicatorRow, levels: frozenset[str]) -> Bound:
    little = levels & _MOST or any(_HARM.search(_plain(each.name.text)) for each in (ours, theirs))
    return "most" if little else "least"


def _plain(text: str) -> str:
    return "".join(clean(text).text.split())
