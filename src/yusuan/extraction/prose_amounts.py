"""Sentences about money → budget lines: "公务接待费5万元，比上年减少2万元" is an amount and a change of one category.

An amount belongs to the category word before it; without one, to what the sentence speaks of. Brackets hold parts and
give the subject back. A change verb before an amount makes it a change. What cannot be attributed becomes an Issue.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yusuan.extraction.ledger import Ledger
from yusuan.extraction.prose_tokens import Token, tokens
from yusuan.extraction.stated import span_of, text_of
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue
from yusuan.values.clean import CleanText

CONTEXT = {
    "three-public": "three-public",
    "operating": "operating",
    "procurement": "procurement",
    "assets": "asset",
}
"""The category that a section speaks of before any is named."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being spoken of: category paths, the words that named them, and where the words end."""

    paths: tuple[str, ...]
    label: Text
    end: int


@dataclass(slots=True)
class Paragraph:
    """One paragraph while it is read. ``year`` is the disclosure's fiscal year."""

    document: Document
    text: CleanText
    section: str
    year: int | None
    ledger: Ledger
    subject: Subject | None = None
    pending: Subject | None = None
    held: list[Subject | None] = field(default_factory=list)
    direction: int = 0
    begun: Token | None = None
    said_year: Token | None = None
    as_of: Stated[date] | None = None
    cause: bool = False
    whole: bool = False
    changed: tuple[Subject, Span] | None = None

    def read(self) -> None:
        """Take the paragraph's statements into the ledger."""
        handlers: dict[str, Callable[[Token], None]] = {
            "category": self._category,
            "money": self._money,
            "count": self._count,
            "bare": self._bare,
            "percent": self._percent,
            "since": self._since,
            "year": self._year,
            "as_of": self._as_of,
            "up": lambda token: self._direction(token, 1),
            "down": lambda token: self._direction(token, -1),
            "same": self._same,
            "none": self._none,
            "all": self._all,
            "threshold": lambda token: None,
            "cause": self._cause,
            "open": self._open,
            "close": self._close,
            "clause": self._clause,
            "part": self._part,
            "stop": self._stop,
        }
        for token in tokens(self.text.text, self.section, CONTEXT.get(self.section)):
            handlers[token.kind](token)

    # what is spoken of

    def _category(self, token: Token) -> None:
        self.pending = Subject(token.paths, self._words(token.start, token.end), token.end)
        if self.whole and self.subject is not None:
            self._whole_is(self.pending)

    def _open(self, token: Token) -> None:
        self.held.append(self.subject)

    def _close(self, token: Token) -> None:
        if self.held:
            self.subject = self.held.pop() or self.subject
        self.pending, self.direction, self.cause = None, 0, False

    def _clause(self, token: Token) -> None:
        self.direction, self.whole = 0, False
        if token.text != "、":
            self.begun = None

    def _part(self, token: Token) -> None:
        self._clause(token)
        self.cause, self.pending = False, None

    def _stop(self, token: Token) -> None:
        self._part(token)
        self.begun, self.said_year, self.changed = None, None, None

    def _cause(self, token: Token) -> None:
        self.cause = True

    # when

    def _since(self, token: Token) -> None:
        self.begun = token

    def _year(self, token: Token) -> None:
        self.said_year = token

    def _as_of(self, token: Token) -> None:
        day = _day(token.text, self.year)
        if day is not None:
            self.as_of = Stated(day, (self._span(token.start, token.end),))

    # amounts, changes, counts

    def _money(self, token: Token) -> None:
        assert token.number is not None
        if self.direction:
            self._change(token, token.number)
            return
        about = self.pending or self.subject
        if about is None:
            self._unattributed(token)
            return
        self._amount(about, token, token.number, token.end)

    def _amount(self, about: Subject, token: Token, yuan: Decimal, end: int) -> None:
        span = self._span(token.start, end)
        year = self._stated_year()
        for path in about.paths:
            stock = self.as_of if path.startswith("asset") and path != "asset/acquisition" else None
            self.ledger.amount(
                path, about.label, Stated(yuan, (span,)), self._words(token.start, end), year=year, as_of=stock
            )
        self.subject, self.pending = about, None

    def _stated_year(self) -> Stated[int] | None:
        if self.said_year is None:
            return None
        return Stated(int(self.said_year.text[:4]), (self._span(self.said_year.start, self.said_year.end),))

    def _change(self, token: Token, yuan: Decimal) -> None:
        about = self.pending or self.subject
        if about is None:
            self._unattributed(token)
            return
        start = self.begun.start if self.begun and self.begun.start > about.end else token.start
        span = self._span(start, token.end)
        for path in about.paths:
            self.ledger.change(path, about.label, Stated(self.direction * yuan or Decimal(0), (span,)))
        self.subject, self.pending, self.direction = about, None, 0
        self.changed = (about, span)

    def _direction(self, token: Token, sign: int) -> None:
        follows = self.text.text[token.end : token.end + 1]
        if not self.cause or follows.isdigit() or self.pending is not None:
            self.direction = sign
            if self.begun is None:
                self.begun = token

    def _same(self, token: Token) -> None:
        about = self.pending or self.subject
        if about is None:
            return
        start = self.begun.start if self.begun and self.begun.start > about.end else token.start
        span = self._span(start, token.end)
        for path in about.paths:
            self.ledger.change(path, about.label, Stated(Decimal(0), (span,)))
        self.subject, self.pending, self.direction = about, None, 0

    def _none(self, token: Token) -> None:
        about = self.pending or self.subject
        if about is not None and about.paths[0].startswith("asset"):
            start = self.said_year.start if self.said_year else about.end
            span = self._span(min(start, about.end), token.end)
            words = self._words(token.start, token.end)
            self.ledger.amount("asset/acquisition", about.label, Stated(Decimal(0), (span,)), words)

    def _percent(self, token: Token) -> None:
        """A change's percentage stands beside its amount and says the same: it joins the change's evidence."""
        if self.changed is not None:
            about, span = self.changed
            for path in about.paths:
                self.ledger.support_change(path, span, self._span(token.start, token.end))
        self.direction = 0

    def _count(self, token: Token) -> None:
        about = self.pending or self.subject
        if about is None or token.number is None or token.unit is None or self.cause:
            return
        number = Stated(token.number, (self._span(token.start, token.number_end),))
        unit = self._words(token.number_end, token.end)
        self.ledger.count(about.paths[0], about.label, number, unit, self.as_of)
        self.subject, self.pending = about, None

    def _bare(self, token: Token) -> None:
        """A bare 0 after a category is an amount; other bare numbers are not read as money."""
        if token.number == 0 and self.pending is not None and not self.direction:
            self._amount(self.pending, token, Decimal(0), token.end)

    def _all(self, token: Token) -> None:
        self.whole = True
        self.pending = None

    def _whole_is(self, part: Subject) -> None:
        """"1192.92万元，全部为财政拨款收入": the part is the whole of what was stated before."""
        assert self.subject is not None
        line = self.ledger.last_amount(self.subject.paths[0])
        if line is not None and line.amount is not None and line.amount_text and part.paths[0] not in self.subject.paths:
            amount = Stated(line.amount.value, (*line.amount.evidence, *part.label.evidence))
            self.ledger.amount(part.paths[0], part.label, amount, line.amount_text, year=self._stated_year())
        self.whole, self.pending = False, None

    def _unattributed(self, token: Token) -> None:
        self.ledger.issues.append(
            Issue(
                "amount.unattributed",
                self._span(token.start, token.end),
                f"不知道“{token.text}”是哪一类收支的金额。",
                f"which category '{token.text}' is an amount of is not known.",
            )
        )

    def _span(self, start: int, end: int) -> Span:
        return span_of(self.text, start, end)

    def _words(self, start: int, end: int) -> Text:
        return text_of(self.document, self.text, start, end)


_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(\d{4})年")


def _day(words: str, year: int | None) -> date | None:
    """The day that 2019年12月31日, 2020年初, 2020年末 or 上年末 means."""
    full = _DATE.search(words)
    if full:
        try:
            return date(*(int(part) for part in full.groups()))
        except ValueError:
            return None
    printed = _YEAR.search(words)
    of = int(printed.group(1)) if printed else year
    if of is None:
        return None
    if words.startswith("上年"):
        of -= 1
    return date(of, 1, 1) if "初" in words else date(of, 12, 31)
