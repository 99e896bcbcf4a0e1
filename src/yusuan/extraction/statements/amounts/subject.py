"""What a sentence about money speaks of, and of which year: the state that its words leave behind as they are read.

A category word becomes pending until an amount takes it; then it is the subject that amounts without a category of their
own belong to. Brackets hold parts and give subject and pending back. A year holds to the end of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yusuan.extraction.statements.amounts.words.neutral_words import foreign, neutral
from yusuan.extraction.statements.amounts.words.tokens import Token
from yusuan.model.disclosure import Stated, Text
from yusuan.values.ordinals import leading_ordinal

_LISTED = re.compile(r"(?:支出|经费|费用|预算)?(?:[、和及与]|以及|及其)")
_MODIFIED = re.compile(r"(?:[”“\"]|的|预算|当年|年度|本年|资金|支出)*")
_MODIFIERS = frozenset(
    (
        "income/fiscal",
        "expenditure/fiscal",
        "income/general-budget",
        "expenditure/general-budget",
        "expenditure",
        "income",
    )
)
"""Categories whose words, right after a narrower one, only say whose money it is: “三公”经费财政拨款支出."""
_TITLED = re.compile(r"(?:的|预算|决算|支出|收入|安排|总体|增减|变化|情况|说明)*")
_STAGED = frozenset(("支出决算", "支出预算", "收入决算", "收入预算"))
_TOTALS = frozenset(("income", "expenditure"))


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being spoken of: category paths, the words that named them, and where the words begin and end."""

    paths: tuple[str, ...]
    label: Text
    start: int
    end: int
    component: Stated[str] | None = None
    """The part of the category that is spoken of: its basic expenditure, the county's own level."""
    stage: Stated[str] | None = None
    """Of which stage the amount was that took it last."""


Held = tuple[Subject | None, list[Subject], Token | None]


@dataclass(slots=True)
class Speech:
    """What is spoken of at a point of ``words``, the cleaned paragraph."""

    words: str
    subject: Subject | None = None
    pending: list[Subject] = field(default_factory=list)
    queue: list[Subject] = field(default_factory=list)
    each: bool = False
    cause: bool = False
    year: Token | None = None
    boundary: int = 0
    sentence: int = 0
    in_sentence: bool = False
    titled: bool = False
    """Whether the sentence or heading before named ``subject`` and said no more."""
    topic: Subject | None = None
    topic_before: Subject | None = None
    whole: Subject | None = None
    """What the last sentence began with, where parts of it followed: 其中."""
    settled: set[tuple[str, ...]] = field(default_factory=set)
    _held: list[Held] = field(default_factory=list)

    def name(self, subject: Subject) -> None:
        """A category word."""
        if self.pending:
            last = self.pending[-1]
            gap = self.words[last.end : subject.start]
            if (
                set(subject.paths) <= _MODIFIERS
                and not set(last.paths) & _MODIFIERS
                and _MODIFIED.fullmatch(gap)
            ):
                self.pending[-1] = replace(last, end=subject.end)
                return
            if _LISTED.fullmatch(gap):
                self.pending.append(subject)
                return
        if (self.in_sentence or self.titled) and self._repeats(subject):
            self.boundary = subject.end
            return
        self.in_sentence = True
        self.pending, self.queue, self.each = [subject], [], False

    def _repeats(self, subject: Subject) -> bool:
        """Whether 支出预算 or 支出决算 goes on with the item spoken of ("公务接待费5万元，支出决算4万元")."""
        spoken = self.one()
        if spoken is None or not set(subject.paths) <= _TOTALS:
            return False
        roots = {path.split("/")[0] for path in spoken.paths}
        staged = (
            spoken.stage is not None and subject.label.value in _STAGED
        )  # 基本支出年初预算5万元，支出决算4万元
        return not roots & _TOTALS or (staged and set(subject.paths) <= roots)

    def about(self, start: int) -> list[Subject]:
        """The subjects of an amount at ``start``: none where that is not clear."""
        if self.queue:
            return [self.queue.pop(0)]
        if not self.pending:
            return [self.subject] if self.subject is not None and self._reaches(self.subject, start) else []
        last = self.pending[-1]
        gap = self.words[last.end : start]
        comma = max(gap.rfind(mark) for mark in "，,、")
        piece = self.words[max(last.end + comma + 1, self.boundary) : start] if comma >= 0 else ""
        if foreign(gap) or not neutral(piece):
            return []
        if len(self.pending) > 1 and not self.each:
            return []
        return self.pending

    def _reaches(self, subject: Subject, start: int) -> bool:
        """Whether an amount without a category of its own, at ``start``, is still one of ``subject``."""
        return not self.cause and neutral(self.words[max(subject.end, self.boundary) : start])

    def one(self) -> Subject | None:
        """The single thing spoken of: a sentence that names nothing speaks of what the one before began with."""
        if self.pending:
            return self.pending[-1]
        return self.subject if self.in_sentence else self.topic_before or self.subject

    def settle(self, subjects: Sequence[Subject], end: int) -> None:
        """An amount that ends at ``end`` took ``subjects``."""
        self.subject, self.pending, self.each = replace(subjects[-1], start=end, end=end), [], False
        self.topic = self.topic or self.subject
        self.settled.add(self.subject.paths)
        self.in_sentence = True

    def in_turn(self) -> None:
        """分别: the amounts that follow belong to the pending categories one after the other."""
        if len(self.pending) > 1:
            self.queue = list(self.pending)

    def open(self) -> None:
        self._held.append((self.subject, self.pending, self.year))
        self.subject, self.pending = self.one(), []

    def close(self) -> None:
        if self._held:
            subject, self.pending, self.year = self._held.pop()
            self.subject = subject or self.subject
        self.cause = False

    def _title(self, named: Subject, stop: int) -> bool:
        """Whether the sentence that stops at ``stop`` says nothing but ``named``: "2．公务接待费支出情况。"."""
        before = self.words[self.sentence : named.start]
        ordinal = leading_ordinal(before)
        return neutral(before[ordinal.length if ordinal else 0 :]) and bool(
            _TITLED.fullmatch(self.words[named.end : stop])
        )

    def part(self) -> None:
        """A semicolon: what was pending is over."""
        self.cause, self.pending, self.queue, self.each = False, [], [], False

    def stop(self, start: int, end: int) -> None:
        """The end of a sentence, told by a mark at ``start``: one that only names a category is the next one's title."""
        if len(self.pending) == 1 and self._title(self.pending[0], start):
            self.subject = self.topic = replace(self.pending[0], start=end, end=end)
            self.titled = True
        else:
            self.titled = False
        self.part()
        listed = len(self.settled) > 1 and "其中" in self.words[self.sentence : start]
        self.whole = self.topic if listed else None
        parts = len(self.settled) > 1 and self.words[self.sentence : start].lstrip().startswith("其中")
        self.sentence = end
        self.year, self.in_sentence = None, False
        if not parts or self.topic_before is None:  # after a sentence of parts the whole is spoken of again
            self.topic_before = self.topic or self.topic_before
        self.topic, self.settled = None, set()
