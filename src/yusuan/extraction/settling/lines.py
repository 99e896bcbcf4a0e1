"""What do all statements say together? Budget lines: equal statements joined, unequal ones compared, misprinted units set right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yusuan.extraction.settling.issues import unit_corrected
from yusuan.extraction.settling.ledger import Ledger
from yusuan.extraction.settling.misprinted_units import misprinted
from yusuan.extraction.statement import Passage, Statement
from yusuan.model.disclosure import BudgetLine
from yusuan.model.issue import Issue


@dataclass(frozen=True, slots=True)
class Settled:
    """The lines in order of first mention, and the Issues of readers and of settling in the order of the text."""

    lines: tuple[BudgetLine, ...]
    issues: tuple[Issue, ...]


def settle(passages: Iterable[Passage], year: int | None, stage: str) -> Settled:
    """The lines of what a document of ``year`` and ``stage`` says, passage by passage."""
    ledger = Ledger(year, stage)
    for passage in passages:
        begun = len(ledger.lines)
        for said in passage:
            if isinstance(said, Statement):
                ledger.take(said)
            else:
                ledger.issues.append(said)
        _set_right(ledger, begun)
    return Settled(tuple(ledger.lines), tuple(ledger.issues))


def _set_right(ledger: Ledger, begun: int) -> None:
    """Correct the wholes of the passage whose first line is the one at ``begun``."""
    for at, line in misprinted(ledger.lines[begun:]):
        ledger.issues.append(unit_corrected(ledger.lines[begun + at]))
        ledger.lines[begun + at] = line
