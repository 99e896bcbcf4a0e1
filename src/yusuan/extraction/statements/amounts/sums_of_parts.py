"""Is a change told behind a list of parts the whole's? "收入9万元，其中甲5万元、乙4万元，较上年增加1万元": the parts add up to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.extraction.statements.amounts.subject import Subject

_PARTS = re.compile(r"其中|包括|包含")
_NEXT = re.compile(r"[、和及]")
_BEHIND = re.compile(r"[，,]\s*")
_PERCENT = re.compile(r"[，,]?(?:增长|下降|增加|减少|降低|上升|增幅|降幅)(?:了|为)?(\d+(?:\.\d+)?)[%％]")
_LEAST = 2
_NEAR = Decimal("0.06")
"""Percentage points that a printed percentage may be off: they are rounded to one or two places."""


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """An amount in yuan, whose it is, and where it is printed."""

    subjects: tuple[Subject, ...]
    yuan: Decimal
    start: int
    end: int


@dataclass(slots=True)
class Sums:
    """The amounts of one sentence, as far as it is read."""

    told: list[PrintedPart] = field(default_factory=list)

    def add(self, subjects: Sequence[Subject], yuan: Decimal, start: int, end: int) -> None:
        """An amount printed at ``start`` to ``end``."""
        self.told.append(PrintedPart(tuple(subjects), yuan, start, end))

    def stop(self) -> None:
        """The sentence is over."""
        self.told.clear()

    def changed(self, words: str, start: int, yuan: Decimal, end: int) -> tuple[Subject, ...]:
        """What the change by ``yuan``, whose words stand from ``start`` to ``end``, is of, where it is told behind the parts
        of what it is of; empty otherwise."""
        return self._by_percentage(words, start, yuan, end) or self._whole(words, start)

    def _by_percentage(self, words: str, start: int, yuan: Decimal, end: int) -> tuple[Subject, ...]:
        """The whole before 其中, where the percentage behind the change comes out for it and not for its last part."""
        printed = _PERCENT.match(words, end)
        if (
            len(self.told) < _LEAST
            or printed is None
            or not _BEHIND.fullmatch(words[self.told[-1].end : start])
        ):
            return ()
        rate = Decimal(printed[1])
        part = self.told[-1]
        if not yuan or _comes_out(part.yuan, yuan, rate):
            return ()
        wholes = [
            each
            for at, each in enumerate(self.told[:-1])
            if _PARTS.search(words[each.end : self.told[at + 1].start]) and _comes_out(each.yuan, yuan, rate)
        ]
        return wholes[0].subjects if len(wholes) == 1 else ()

    def _whole(self, words: str, start: int) -> tuple[Subject, ...]:
        """The whole before 其中, where parts joined by 、 add up to it."""
        if not self.told or not _BEHIND.fullmatch(words[self.told[-1].end : start]):
            return ()
        first = len(self.told) - 1
        while first > 0 and not _PARTS.search(words[self.told[first - 1].end : self.told[first].start]):
            if not _NEXT.match(words[self.told[first - 1].end :]):
                return ()
            first -= 1
        parts = self.told[first:]
        if first == 0 or len(parts) < 2 or sum(each.yuan for each in parts) != self.told[first - 1].yuan:
            return ()
        return self.told[first - 1].subjects


def _comes_out(amount: Decimal, change: Decimal, rate: Decimal) -> bool:
    """Whether ``change`` is ``rate`` percent of what ``amount`` was before it."""
    before = amount - change
    return before > 0 and abs(abs(change) * 100 / before - rate) <= _NEAR
