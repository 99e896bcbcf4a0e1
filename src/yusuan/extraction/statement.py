"""What does a document say about one figure? The one type that prose and tables alike are read into, before anything is settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from yusuan.model.disclosure import Number, Stated, Text
from yusuan.model.issue import Issue

Measure = Literal[
    "amount", "none", "change", "change_rate", "plan_change", "plan_change_rate", "quantity"
]
"""What is measured: an amount in yuan; that there is none (0 yuan, where nothing else is said of the category); the change
against the year before in yuan and in percent; the change against the budget in yuan and in percent; how many there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One figure as one place of the document states it; two statements are the same only if they are one object.

    ``rule`` is the stable name of the reading that made it ("prose.amount", "table.cell:general"). ``words`` are the amount
    as printed, or the unit of a quantity. ``year`` and ``stage`` are ``None`` where the statement leaves them to the
    document. ``about`` is the earlier statement that this one belongs to: the amount or the change of a rate, or the one
    that it says again with further evidence.
    """

    rule: str
    measure: Measure
    category: str
    label: Text
    value: Number
    words: Text | None = None
    year: Stated[int] | None = None
    stage: Stated[str] | None = None
    as_of: Stated[date] | None = None
    component: Stated[str] | None = None
    fund: Stated[str] | None = None
    about: Statement | None = None


Said = Statement | Issue
"""What a reader yields, in the order in which it reads."""

Passage = Sequence[Said]
"""What is said together, in one section or by one kind of tables: a whole and its parts there are held against each other."""
