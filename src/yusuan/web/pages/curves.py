"""A payment plan as points of a picture: months to the right, the share that is paid upwards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.comparison.payments import PaymentCurve

LEFT, TOP, RIGHT, BOTTOM = 44, 12, 390, 190
"""The corners of the picture's field; template compare.html draws the axes by them."""
_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of a plan: where it is drawn, and what it says."""

    x: float
    y: float
    month: int
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """``line`` is the SVG points of a plan from nothing at the start of the year; ``marks`` are its steps."""

    line: str
    marks: tuple[Mark, ...]


def curve(plan: PaymentCurve) -> Curve | None:
    """The curve of a plan, or ``None`` where none can be drawn."""
    if not plan.known:
        return None
    marks = tuple(
        Mark(month_at(step.month), share_at(step.paid), step.month, step.paid)
        for step in plan.steps
        if step.paid is not None
    )
    corners = [(month_at(0), share_at(Decimal(0))), *((mark.x, mark.y) for mark in marks)]
    return Curve(" ".join(f"{x:g},{y:g}" for x, y in corners), marks)


def month_at(month: int) -> float:
    """Where the end of ``month`` lies across the picture."""
    return round(LEFT + (RIGHT - LEFT) * min(month, 12) / 12, 1)


def share_at(share: Decimal) -> float:
    """Where ``share`` percent lies up the picture; what is beyond 100 lies on its edge."""
    return round(BOTTOM - (BOTTOM - TOP) * float(min(max(share, Decimal(0)), _FULL) / _FULL), 1)
