"""Which statements are one line? The lines of a disclosure while they are settled, in order of first mention.

Equal statements join their evidence; unequal ones stay apart, with an Issue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from yusuan.extraction.settling.issues import against_plan, differing
from yusuan.extraction.statement import Statement
from yusuan.model.disclosure import BudgetLine, Stated
from yusuan.model.document import Span
from yusuan.model.issue import Issue

T = TypeVar("T")
LineKey = tuple[str, int | None, str | None, date | None, str | None, str | None]
_WORDS = {"amount": "amount_text", "quantity": "unit"}
"""The field of a line that holds the words beside the value."""
_BESIDE = ("change_rate", "plan_change", "plan_change_rate")
"""Measures of a line that another statement began; the first stands."""
_MOST_PLACES = 100
"""A value told in so many places is told; a document that repeats one sentence for ever must not cost its square."""


@dataclass(slots=True)
class Ledger:
    """One line has one category, year, stage, day, component and fund; ``year`` and ``stage`` are the document's, which
    statements leave open."""

    year: int | None
    stage: str
    issues: list[Issue] = field(default_factory=list)
    lines: list[BudgetLine] = field(default_factory=list)
    _at: dict[LineKey, list[int]] = field(default_factory=dict, repr=False)
    _named: set[str] = field(default_factory=set, repr=False)
    _line_of: dict[Statement, int] = field(default_factory=dict, repr=False)

    def take(self, said: Statement) -> None:
        """Settle one statement."""
        if said.measure == "none":
            if said.category in self._named:
                return
            said = replace(said, measure="amount")
        if said.about is None:
            at = self._own(said)
        elif said.about in self._line_of:
            at = self._line_of[said.about]
            self._beside(said, at)
        else:
            return
        self._line_of[said] = at

    def _own(self, said: Statement) -> int:
        """The line that ``said`` begins or joins."""
        line = self._begun(said)
        same = self._at.setdefault(self._key(line), [])
        for at in reversed(same) if said.measure == "change" else same:
            if self._joins(said, at):
                return at
        if said.measure == "amount" and said.as_of is None and same:
            self.issues.append(differing(self.lines[same[0]], line))
        same.append(len(self.lines))
        self._named.add(said.category)
        self.lines.append(line)
        return same[-1]

    def _begun(self, said: Statement) -> BudgetLine:
        stage = None if said.stage is None or said.stage.value == self.stage else said.stage
        line = BudgetLine(
            category=said.category,
            label=said.label,
            year=said.year,
            stage=stage,
            as_of=said.as_of,
            component=said.component,
            fund=said.fund,
        )
        return replace(line, **_values(said))

    def _joins(self, said: Statement, at: int) -> bool:
        """Let ``said`` join a line of its key, where that has no such value yet or the same; whether it does."""
        line = self.lines[at]
        before = getattr(line, said.measure)
        if before is not None and not _equal(line, said):
            return False
        joined = _values(said) if before is None else _supported(line, said)
        if said.measure == "amount":
            both = before is not None and line.year and said.year
            joined["label"] = _joined(line.label, said.label)
            joined["year"] = _joined(line.year, said.year) if both else line.year or said.year  # type: ignore[arg-type]
        elif said.measure == "quantity" and before is None:
            joined["as_of"] = said.as_of or line.as_of
        self._change(at, **joined)
        return True

    def _beside(self, said: Statement, at: int) -> None:
        """A statement about another joins the line of that one."""
        before = getattr(self.lines[at], said.measure)
        if before is None:
            self._change(at, **{said.measure: said.value})
        elif said.measure not in _BESIDE:
            self._change(at, **{said.measure: _joined(before, said.value)})
        elif said.measure == "plan_change" and before != said.value:
            self.issues.append(against_plan(said))

    def _key(self, line: BudgetLine) -> LineKey:
        return (
            line.category,
            line.year.value if line.year else self.year,
            line.stage.value if line.stage else self.stage,
            line.as_of.value if line.as_of else None,
            line.component.value if line.component else None,
            line.fund.value if line.fund else None,
        )

    def _change(self, at: int, **changes: Any) -> None:
        self.lines[at] = replace(self.lines[at], **changes)


def _values(said: Statement) -> dict[str, Any]:
    """The fields of a line that ``said`` gives their values."""
    words = {_WORDS[said.measure]: said.words} if said.measure in _WORDS else {}
    return {said.measure: said.value, **words}


def _equal(line: BudgetLine, said: Statement) -> bool:
    """Whether ``said`` is what the line holds: people and groups are counted apart."""
    counted_alike = line.unit is not None and said.words is not None and line.unit.value == said.words.value
    same: bool = getattr(line, said.measure).value == said.value.value
    return same and (said.measure != "quantity" or counted_alike)


def _supported(line: BudgetLine, said: Statement) -> dict[str, Any]:
    """The fields of a line with the evidence of ``said``, which says the same, added."""
    found: dict[str, Any] = {said.measure: _joined(getattr(line, said.measure), said.value)}
    if said.measure == "quantity" and line.unit is not None and said.words is not None:
        found["unit"] = _joined(line.unit, said.words)
    return found


def _joined(one: Stated[T], other: Stated[T]) -> Stated[T]:
    if len(one.evidence) >= _MOST_PLACES:
        return one
    more: Sequence[Span] = [span for span in other.evidence if span not in one.evidence]
    return Stated(one.value, (*one.evidence, *more))
