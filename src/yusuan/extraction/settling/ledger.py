"""The budget lines of a disclosure while they are gathered: what is said of one category in several places is one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from yusuan.model.disclosure import BudgetLine, Number, Stated, Text
from yusuan.model.document import Span
from yusuan.model.issue import Issue

T = TypeVar("T")
Key = tuple[str, int | None, str | None, date | None, str | None, str | None]
_PRINTED = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_MOST_PLACES = 100
"""A value told in so many places is told; a document that repeats one sentence for ever must not cost its square."""


@dataclass(slots=True)
class Ledger:
    """Lines in order of first mention. Equal statements join their evidence; unequal ones stay apart, with an Issue.

    ``year`` and ``stage`` are the document's: what a statement leaves open. One line has one category, year, stage,
    day, component and fund.
    """

    year: int | None
    issues: list[Issue]
    lines: list[BudgetLine] = field(default_factory=list)
    stage: str | None = None
    _at: dict[Key, list[int]] = field(default_factory=dict, repr=False)

    def amount(
        self,
        category: str,
        label: Text,
        amount: Number,
        text: Text,
        *,
        year: Stated[int] | None = None,
        as_of: Stated[date] | None = None,
        stage: Stated[str] | None = None,
        component: Stated[str] | None = None,
        fund: Stated[str] | None = None,
    ) -> None:
        """State the amount of a category in ``year`` and at ``stage`` (``None``: the document's) or as of a day; of its
        ``component`` alone, or paid from ``fund``."""
        stated = BudgetLine(
            category, label, amount, text, None, None, None, as_of, year, self._other(stage), component, fund
        )
        same = self._same(stated)
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
            self._conflict(self.lines[same[0]], amount, text)
        self._append(stated)

    def change(
        self,
        category: str,
        label: Text,
        change: Number,
        year: Stated[int] | None = None,
        *,
        stage: Stated[str] | None = None,
        component: Stated[str] | None = None,
        fund: Stated[str] | None = None,
    ) -> None:
        """State the change of a category in ``year`` (``None``: the document's) against the year before, signed."""
        stated = BudgetLine(
            category,
            label,
            change=change,
            year=year,
            stage=self._other(stage),
            component=component,
            fund=fund,
        )
        for at in reversed(self._same(stated)):
            before = self.lines[at].change
            if before is None or before.value == change.value:
                self._change(at, change=change if before is None else _joined(before, change))
                return
        self._append(stated)

    def support_change(self, category: str, change: Span, more: Span) -> None:
        """Add ``more`` to the evidence of the change of ``category`` that ``change`` states."""
        for at, line in enumerate(self.lines):
            if line.category == category and line.change is not None and change in line.change.evidence:
                self._change(at, change=_joined(line.change, Stated(line.change.value, (more,))))

    def beside(self, category: str, name: str, value: Number, *, change: Span | None = None) -> bool:
        """State a further number (``name``: a field of a line) of the line whose ``change`` that is, or else of the line of
        ``category`` whose amount was stated last; whether there is one and had no other."""
        line = (
            self.last_amount(category)
            if change is None
            else next(
                (
                    each
                    for each in self.lines
                    if each.category == category
                    and each.change is not None
                    and change in each.change.evidence
                ),
                None,
            )
        )
        if line is None or getattr(line, name) not in (None, value):
            return False
        self._change(self.lines.index(line), **{name: value})
        return True

    def support_amount(self, category: str, more: Span) -> None:
        """Add ``more`` to the evidence of the amount of ``category`` that was stated last."""
        line = self.last_amount(category)
        if line is not None and line.amount is not None:
            self._change(
                self.lines.index(line), amount=_joined(line.amount, Stated(line.amount.value, (more,)))
            )

    def count(
        self,
        category: str,
        label: Text,
        quantity: Number,
        unit: Text,
        as_of: Stated[date] | None = None,
        *,
        year: Stated[int] | None = None,
        stage: Stated[str] | None = None,
        component: Stated[str] | None = None,
        fund: Stated[str] | None = None,
    ) -> None:
        """State how many of a counted category there are."""
        stated = BudgetLine(
            category,
            label,
            None,
            None,
            None,
            quantity,
            unit,
            as_of,
            year,
            self._other(stage),
            component,
            fund,
        )
        for at in self._same(stated):
            line = self.lines[at]
            if line.quantity is None:
                self._change(at, quantity=quantity, unit=unit, as_of=as_of or line.as_of)
                return
            if line.quantity.value == quantity.value and line.unit and line.unit.value == unit.value:
                self._change(at, quantity=_joined(line.quantity, quantity), unit=_joined(line.unit, unit))
                return
        self._append(stated)

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

    def _other(self, stage: Stated[str] | None) -> Stated[str] | None:
        """``stage`` where it is not the document's."""
        return None if stage is None or stage.value == self.stage else stage

    def _key(self, line: BudgetLine) -> Key:
        return (
            line.category,
            line.year.value if line.year else self.year,
            line.stage.value if line.stage else self.stage,
            line.as_of.value if line.as_of else None,
            line.component.value if line.component else None,
            line.fund.value if line.fund else None,
        )

    def _same(self, stated: BudgetLine) -> list[int]:
        """Where the lines of one key stand, in order."""
        return self._at.get(self._key(stated), [])

    def _append(self, line: BudgetLine) -> None:
        self._at.setdefault(self._key(line), []).append(len(self.lines))
        self.lines.append(line)

    def _change(self, at: int, **changes: Any) -> None:
        self.lines[at] = replace(self.lines[at], **changes)

    def _conflict(self, line: BudgetLine, amount: Number, text: Text) -> None:
        said = line.amount_text.value if line.amount_text else ""
        if line.amount is not None and abs(line.amount.value - amount.value) <= max(
            _rounded_by(line.amount, said), _rounded_by(amount, text.value)
        ):
            self.issues.append(
                Issue(
                    "amount.rounded",
                    text.evidence[0],
                    f"“{line.label.value}”在文中另一处为{said}，此处为{text.value}，只差四舍五入；两处都收录。",
                    f"'{line.label.value}' is {said} elsewhere and {text.value} here, which differ by rounding; both are kept.",
                )
            )
            return
        self.issues.append(
            Issue(
                "amount.conflict",
                text.evidence[0],
                f"“{line.label.value}”在文中另一处为{said}，此处为{text.value}；两处都收录。",
                f"'{line.label.value}' is {said} elsewhere and {text.value} here; both are kept.",
            )
        )


def _rounded_by(amount: Number, printed: str) -> Decimal:
    """Half of the last place that ``printed`` shows, in yuan: what the amount may be off by rounding."""
    match = _PRINTED.search("".join(printed.split()))
    if match is None or amount.value == 0:
        return Decimal(0)
    number = Decimal(match.group().replace(",", "").replace("，", ""))
    places = len(match.group().partition(".")[2])
    return abs(amount.value / number).scaleb(-places) / 2 if number else Decimal(0)


def _joined(one: Stated[T], other: Stated[T]) -> Stated[T]:
    if len(one.evidence) >= _MOST_PLACES:
        return one
    evidence: list[Span] = [*one.evidence, *(span for span in other.evidence if span not in one.evidence)]
    return Stated(one.value, tuple(evidence))
