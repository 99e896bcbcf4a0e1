"""Is a change told behind a list of parts the whole's? "收入9万元，其中甲5万元、乙4万元，较上年增加1万元": the parts add up to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.extraction.prose_subject import Subject

_PARTS = re.compile(r"其中|包括|包含")
_NEXT = re.compile(r"[、和及]")
_BEHIND = re.compile(r"[，,]\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """An amount in yuan, whose it is, and where it is printed."""

    subjects: tuple[Subject, ...]
    yuan: Decimal
    start: int
    end: int


@dataclass(slots=True)
class Sums:
    """The amounts of one sentence, as far as it is read."""

    told: list[Told] = field(default_factory=list)

    def add(self, subjects: Sequence[Subject], yuan: Decimal, start: int, end: int) -> None:
        """An amount printed at ``start`` to ``end``."""
        self.told.append(Told(tuple(subjects), yuan, start, end))

    def stop(self) -> None:
        """The sentence is over."""
        self.told.clear()

    def whole(self, words: str, start: int) -> tuple[Subject, ...]:
        """What the change whose words begin at ``start`` is of, where that follows a list of parts joined by 、 that add
        up to an amount told before 其中; empty otherwise."""
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
