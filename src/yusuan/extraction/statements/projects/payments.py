"""A payment plan (资金支出计划): which share is due by the end of which month, read by the position of the columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.extraction.stated import span_of
from yusuan.extraction.tables.rows import Entry, Row
from yusuan.model.disclosure import Payment, Stated
from yusuan.model.document import Span
from yusuan.model.issue import Issue
from yusuan.values.numbers import is_blank, parse_number

_MONTH = re.compile(r"(1[0-2]|[1-9])月(?:份)?(?:底|末)?(?:前)?")


@dataclass(slots=True)
class PaymentPlan:
    """The months of the header by column, and the steps read so far."""

    issues: list[Issue]
    months: dict[int, tuple[int, Span]] = field(default_factory=dict)
    steps: list[Payment] = field(default_factory=list)

    def read(self, row: Row) -> None:
        """Take in a row of the plan: months, shares, or both in turn."""
        if any(_month(entry) for entry in row):
            self._header(row)
            return
        for entry in row:
            if is_blank(entry.text.text):
                continue
            share = parse_number(entry.text.text.strip().rstrip("%"))
            month = self.months.get(entry.cell.column)
            if share is None or month is None:
                self._unread(entry)
            else:
                self._step(month, share, entry)

    def pushed(self, row: Row) -> bool:
        """Take in a month and its share that stand on a row of their own, and say whether the row was one."""
        entries = [entry for entry in row if not entry.blank]
        if not self.months or not _month(entries[0]) or len(entries) > 2:
            return False
        self._header(row)
        return True

    def _header(self, row: Row) -> None:
        entries = [entry for entry in row if not entry.blank]
        for entry, after in zip(entries, [*entries[1:], None], strict=True):
            month = _month(entry)
            if month is None:
                continue
            where = (month, entry.cell.span)
            self.months[entry.cell.column] = where
            share = parse_number(after.text.text.strip().rstrip("%")) if after is not None else None
            if after is not None and share is not None:
                self._step(where, share, after)

    def _step(self, month: tuple[int, Span], share: Decimal, entry: Entry) -> None:
        number, where = month
        text = entry.text.strip()
        share_at = span_of(text, 0, len(text.text.rstrip("%")))
        self.steps.append(Payment(Stated(number, (where,)), Stated(share, (share_at,))))

    def _unread(self, entry: Entry) -> None:
        words = entry.text.text
        self.issues.append(
            Issue(
                "payment.unplaced",
                entry.cell.span,
                f"支出计划中的“{words}”对不上月份。",
                f"'{words}' in the payment plan stands under no month.",
            )
        )

    def payments(self) -> tuple[Payment, ...]:
        """The steps by month."""
        return tuple(sorted(self.steps, key=lambda step: step.month.value))

    def schedule(self) -> str:
        """How the shares add up: "cumulative" (30, 60, 100), "incremental" (50, 50) or "unknown"."""
        shares = [step.share.value for step in self.payments()]
        total, rising = sum(shares, Decimal(0)), shares == sorted(shares)
        if len(shares) < 2:
            return "unknown"
        if total == 100:  # 20, 30, 50 fits both readings: half by October, or all of it
            return "unknown" if rising and len(set(shares)) == len(shares) else "incremental"
        if rising and total > 100 and shares[-1] <= 100:
            return "cumulative"
        return "incremental" if total < 100 and not rising else "unknown"


def _month(entry: Entry) -> int | None:
    match = _MONTH.fullmatch(entry.label)
    return int(match.group(1)) if match else None
