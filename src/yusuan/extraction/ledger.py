"""The budget lines of a disclosure while they are gathered: what is said of one category in several places is one line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from yusuan.model.disclosure import BudgetLine, Number, Stated, Text
from yusuan.model.document import Span
from yusuan.model.issue import Issue

T = TypeVar("T")
_MOST_PLACES = 100
"""A value told in so many places is told; a document that repeats one sentence for ever must not cost its square."""


@dataclass(slots=True)
class Ledger:
    """Lines in order of first mention. Equal statements join their evidence; unequal ones stay apart, with an Issue."""

    year: int | None
    issues: list[Issue]
    lines: list[BudgetLine] = field(default_factory=list)

    def amount(
        self,
        category: str,
        label: Text,
        amount: Number,
        text: Text,
        *,
        year: Stated[int] | None = None,
        as_of: Stated[date] | None = None,
    ) -> None:
        """State the amount of a category in ``year`` (``None``: the document's) or as of a day."""
        same = self._lines(category, year, as_of)
        for at in same:
            line = self.lines[at]
            if line.amount is None:
                self._change(
                    at,
                    amount=amount,
                    amount_text=text,
                    label=_joined(line.label, label),
                    year=line.year or year,
                )
                return
            if line.amount.value == amount.value:
                both = _joined(line.year, year) if line.year and year else line.year or year
                self._change(
                    at, amount=_joined(line.amount, amount), label=_joined(line.label, label), year=both
                )
                return
        if same and as_of is None:
            self._conflict(self.lines[same[0]], text)
        self.lines.append(BudgetLine(category, label, amount, text, year=year, as_of=as_of))

    def change(self, category: str, label: Text, change: Number, year: Stated[int] | None = None) -> None:
        """State the change of a category in ``year`` (``None``: the document's) against the year before, signed."""
        own = self._lines(category, year, None)
        for at in reversed(own):
            before = self.lines[at].change
            if before is None or before.value == change.value:
                self._change(at, change=change if before is None else _joined(before, change))
                return
        self.lines.append(BudgetLine(category, label, change=change, year=year))

    def support_change(self, category: str, change: Span, more: Span) -> None:
        """Add ``more`` to the evidence of the change of ``category`` that ``change`` states."""
        for at, line in enumerate(self.lines):
            if line.category == category and line.change is not None and change in line.change.evidence:
                self._change(at, change=_joined(line.change, Stated(line.change.value, (more,))))

    def support_amount(self, category: str, more: Span) -> None:
        """Add ``more`` to the evidence of the amount of ``category`` that was stated last."""
        line = self.last_amount(category)
        if line is not None and line.amount is not None:
            self._change(
                self.lines.index(line), amount=_joined(line.amount, Stated(line.amount.value, (more,)))
            )

    def count(
        self, category: str, label: Text, quantity: Number, unit: Text, as_of: Stated[date] | None = None
    ) -> None:
        """State how many of a counted category there are."""
        for at in self._lines(category, None, as_of):
            if self.lines[at].quantity is None:
                self._change(at, quantity=quantity, unit=unit, as_of=as_of or self.lines[at].as_of)
                return
        self.lines.append(BudgetLine(category, label, quantity=quantity, unit=unit, as_of=as_of))

    def has(self, category: str) -> bool:
        """Whether anything is said of ``category``."""
        return any(line.category == category for line in self.lines)

    def last_amount(self, category: str) -> BudgetLine | None:
        """The line of ``category`` that was stated last, with an amount."""
        return next(
            (line for line in reversed(self.lines) if line.category == category and line.amount), None
        )

    def correct(self, line: BudgetLine, factor: Decimal) -> None:
        """Multiply the amount of ``line``: its unit was misprinted."""
        at = self.lines.index(line)
        assert line.amount is not None
        self._change(at, amount=Stated(line.amount.value * factor, line.amount.evidence))

    def _lines(self, category: str, year: Stated[int] | None, as_of: Stated[date] | None) -> list[int]:
        def matches(line: BudgetLine) -> bool:
            day = as_of.value if as_of else None
            of = year.value if year else self.year
            return (
                line.category == category
                and (line.as_of.value if line.as_of else None) == day
                and (line.year.value if line.year else self.year) == of
            )

        return [at for at, line in enumerate(self.lines) if matches(line)]

    def _change(self, at: int, **changes: Any) -> None:
        self.lines[at] = replace(self.lines[at], **changes)

    def _conflict(self, line: BudgetLine, text: Text) -> None:
        said = line.amount_text.value if line.amount_text else ""
        self.issues.append(
            Issue(
                "amount.conflict",
                text.evidence[0],
                f"“{line.label.value}”在文中另一处为{said}，此处为{text.value}；两处都收录。",
                f"'{line.label.value}' is {said} elsewhere and {text.value} here; both are kept.",
            )
        )


def _joined(one: Stated[T], other: Stated[T]) -> Stated[T]:
    if len(one.evidence) >= _MOST_PLACES:
        return one
    evidence: list[Span] = [*one.evidence, *(span for span in other.evidence if span not in one.evidence)]
    return Stated(one.value, tuple(evidence))
