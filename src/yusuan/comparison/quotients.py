"""What does one of the things cost that an indicator counts? The whole amount over the number aimed at: a rough quotient.

Only a quantity that is aimed at exactly or at least can carry the amount (18台, ≥150人次); a rate, a sum of money, a time or an
upper limit cannot. The amount pays for everything in the project, so two quotients say no more than that one project buys
more of the thing for its money.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yusuan.browse.project import IndicatorRow
from yusuan.values.units import CountingUnit, unit_of

_CENT = Decimal("0.01")
_QUANTITY = "level/quantity"
_LEVELS = frozenset({"level/quality", "level/timeliness", "level/cost", "level/outcome", "level/satisfaction"})
"""What stands under one of these counts nothing that was bought."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """``yuan`` a ``unit`` (to the cent): the amount over ``quantity`` of them, which ``indicator`` aims at."""

    indicator: IndicatorRow
    quantity: Decimal
    unit: str
    yuan: Decimal


def quotient(amount: Decimal | None, indicator: IndicatorRow, levels: frozenset[str]) -> Quotient | None:
    """The amount over what ``indicator`` counts, or ``None`` where it counts nothing; ``levels`` are the paths of its levels."""
    if not amount or amount <= 0 or not indicator.value or indicator.value <= 0 or indicator.unit is None:
        return None
    unit = unit_of(indicator.unit)
    if indicator.operator not in ("=", ">=") or not unit.countable or _counts_nothing(levels):
        return None
    quantity = indicator.value * unit.times
    return Quotient(indicator, quantity, unit.name, (amount / quantity).quantize(_CENT, ROUND_HALF_UP))


def _counts_nothing(levels: frozenset[str]) -> bool:
    return _QUANTITY not in levels and bool(levels & _LEVELS)


def ratio(ours: Quotient | None, theirs: Quotient | None) -> Decimal | None:
    """How many times theirs ours is, where both count the same kind of thing."""
    if ours is None or theirs is None or not theirs.yuan:
        return None
    one, other = _unit(ours), _unit(theirs)
    return (ours.yuan / one.size) / (theirs.yuan / other.size) if one.kind == other.kind else None


def _unit(each: Quotient) -> CountingUnit:
    return unit_of(each.unit)
