"""What settling has to say: two figures for one thing, a unit that was misprinted, a change that fits no plan."""

from __future__ import annotations

import re
from decimal import Decimal

from yusuan.extraction.statement import Statement
from yusuan.model.disclosure import BudgetLine, Number
from yusuan.model.issue import Issue

_PRINTED = re.compile(r"\d[\d,，]*(?:\.\d+)?")


def differing(line: BudgetLine, other: BudgetLine) -> Issue:
    """Two amounts of one thing: that of ``line``, and that of ``other``, which was told later. They may differ by rounding."""
    assert other.amount is not None and other.amount_text is not None
    said, here = line.amount_text.value if line.amount_text else "", other.amount_text.value
    rounded = line.amount is not None and abs(line.amount.value - other.amount.value) <= max(
        _rounded_by(line.amount, said), _rounded_by(other.amount, here)
    )
    zh, en = ("，只差四舍五入；", ", which differ by rounding; ") if rounded else ("；", "; ")
    return Issue(
        "amount.rounded" if rounded else "amount.conflict",
        other.amount_text.evidence[0],
        f"“{line.label.value}”在文中另一处为{said}，此处为{here}{zh}两处都收录。",
        f"'{line.label.value}' is {said} elsewhere and {here} here{en}both are kept.",
    )


def against_plan(said: Statement) -> Issue:
    """A change against the budget of a line that has another one already."""
    words = said.words.value if said.words else said.label.value
    return Issue(
        "change.against-plan",
        said.value.evidence[0],
        f"“{words}”不是与上一年相比的变化，未收录。",
        f"'{words}' is not a change against the year before; left out.",
    )


def unit_corrected(line: BudgetLine) -> Issue:
    """An amount printed in 元 that its parts show to be 万元."""
    assert line.amount is not None and line.amount_text is not None
    return Issue(
        "unit.corrected",
        line.amount.evidence[0],
        f"“{line.amount_text.value}”按各分项之和应为万元，已按万元收录。",
        f"'{line.amount_text.value}' must be in 10,000 yuan (万元) by the sum of its parts; read so.",
    )


def _rounded_by(amount: Number, printed: str) -> Decimal:
    """Half of the last place that ``printed`` shows, in yuan: what the amount may be off by rounding."""
    match = _PRINTED.search("".join(printed.split()))
    if match is None or amount.value == 0:
        return Decimal(0)
    number = Decimal(match.group().replace(",", "").replace("，", ""))
    places = len(match.group().partition(".")[2])
    return abs(amount.value / number).scaleb(-places) / 2 if number else Decimal(0)
