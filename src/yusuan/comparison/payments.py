"""How much is paid by the end of each month? A payment plan as a curve."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from yusuan.browse.places import ExcerptPlace
from yusuan.browse.project import ProjectPage


@dataclass(frozen=True, slots=True)
class PaymentStep:
    """By the end of ``month``: the ``share`` as printed and the percentage ``paid`` in all, ``None`` where the document does not
    let one tell whether shares add up."""

    month: int
    share: Decimal
    paid: Decimal | None
    places: tuple[ExcerptPlace, ...]


@dataclass(frozen=True, slots=True)
class PaymentCurve:
    """A plan's steps by month; ``reading`` is "cumulative", "incremental" or "unknown"."""

    reading: str
    steps: tuple[PaymentStep, ...]

    @property
    def known(self) -> bool:
        """Whether there is a curve to draw."""
        return bool(self.steps) and all(step.paid is not None for step in self.steps)


def plan(page: ProjectPage) -> PaymentCurve:
    """The payment plan of a project; one without steps where it has none."""
    shares = [payment.share for payment in page.payments]
    paid: list[Decimal | None]
    if page.schedule == "incremental":
        paid = list(accumulate(shares))
    elif page.schedule == "cumulative" or len(shares) == 1:  # one share reads alike both ways
        paid = list(shares)
    else:
        paid = [None for _ in shares]
    steps = zip(page.payments, paid, strict=True)
    return PaymentCurve(page.schedule, tuple(PaymentStep(p.month, p.share, done, p.places) for p, done in steps))
