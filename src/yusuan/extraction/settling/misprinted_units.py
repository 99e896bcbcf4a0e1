"""Was a whole printed in 元 that was meant in 万元? Its parts, told in the same passage, say so by their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.model.disclosure import BudgetLine, Stated

_FACTOR = Decimal(10_000)
_NO_PART = frozenset({"asset/acquisition"})
"""Categories below another that are no part of its sum: what is to be bought is not yet there."""


def misprinted(lines: Sequence[BudgetLine]) -> Iterator[tuple[int, BudgetLine]]:
    """The places of the wholes among ``lines``, those of one passage, that are ten thousand times too small, and the lines
    set right."""
    for at, whole in enumerate(lines):
        if whole.amount is None or whole.amount_text is None or "/" in whole.category:
            continue
        total = whole.amount.value * _FACTOR
        if total and sum(_parts(whole, lines)) == total:
            yield at, replace(whole, amount=Stated(total, whole.amount.evidence))


def _parts(whole: BudgetLine, lines: Sequence[BudgetLine]) -> Iterator[Decimal]:
    for line in lines:
        above, _, rest = line.category.partition("/")
        part = above == whole.category and rest and "/" not in rest and line.category not in _NO_PART
        if part and line.amount and _alike(line, whole):
            yield line.amount.value


def _alike(one: BudgetLine, other: BudgetLine) -> bool:
    """Whether two lines are of one year, stage, component and fund; a day may be told of only one of them."""
    return all(
        _value(getattr(one, name)) == _value(getattr(other, name))
        for name in ("year", "stage", "component", "fund")
    )


def _value(stated: Stated[object] | None) -> object:
    return stated.value if stated else None
