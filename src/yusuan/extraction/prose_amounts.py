"""Sentences about money → budget lines: "公务接待费5万元，比上年减少2万元" is an amount and a change of one category.

An amount belongs to the category word before it; without one, to what the sentence speaks of. A change verb before an
amount makes it a change. What cannot be attributed, or is of another stage than the document, becomes an Issue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yusuan.extraction.ledger import Ledger
from yusuan.extraction.prose_subject import Speech, Subject
from yusuan.extraction.prose_tokens import Token, tokens
from yusuan.extraction.prose_words import neutral
from yusuan.extraction.prose_years import YearOf, change_year, day_of, stated_year
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

_USED_FOR = re.compile(r"(?:主要|全部)?(?:用于|作为|为|系|是)")
_COUNTED = {
    "": ("asset", "three-public", "meeting", "training"),
    "人": ("three-public/reception", "three-public/abroad", "meeting", "training"),
}
"""Which categories are counted, by unit: people are no vehicles, and running costs are not counted at all."""
_ACTUAL = re.compile(r"决算|执行|实际|完成")
_PLANNED = re.compile(r"年初预算|调整预算|全年预算|预算数|支出预算|收入预算|预算(?:为|安排|总额)?$")


@dataclass(slots=True)
class Paragraph:
    """One paragraph while it is read. ``year`` and ``stage`` are the disclosure's."""

    document: Document
    text: CleanText
    section: str
    year: int | None
    ledger: Ledger
    subject: Subject | None = None
    stage: str = "budget"
    speech: Speech = field(init=False)
    direction: int = 0
    begun: Token | None = None
    since: Token | None = None
    against: bool = False
    as_of: Stated[date] | None = None
    whole: bool = False
    taken: int = 0
    changed: tuple[Subject, Span] | None = None

    def read(self) -> None:
        """Take the paragraph's statements into the ledger."""
        self.speech = Speech(self.text.text, self.subject)
        run = list(tokens(self.text.text, self.section, CONTEXT.get(self.section)))
        for at, token in enumerate(run):
            if token.start < self.taken:
                continue
            if token.kind == "money":
                self._money(token, run[at + 1 : at + 4])
            else:
                getattr(self, f"_{token.kind}", self._skip)(token)
        self.subject = self.speech.subject

    def _skip(self, token: Token) -> None:
        """Thresholds, rates and spans of years state nothing of the budget."""

    # what is spoken of

    def _category(self, token: Token) -> None:
        subject = Subject(token.paths, self._words(token.start, token.end), token.start, token.end)
        self.speech.name(subject)
        if self.whole and self.speech.subject is not None:
            self._whole_is(subject)

    def _open(self, token: Token) -> None:
        self.speech.open()

    def _close(self, token: Token) -> None:
        self.speech.close()
        self.direction = 0

    def _clause(self, token: Token) -> None:
        self.direction, self.whole, self.speech.boundary = 0, False, token.end
        if token.text != "、":
            self.begun = None

    def _part(self, token: Token) -> None:
        self._clause(token)
        self.speech.part()
        self.against = False

    def _stop(self, token: Token) -> None:
        self._part(token)
        self.speech.stop()
        self.begun, self.since, self.changed = None, None, None

    def _cause(self, token: Token) -> None:
        self.speech.cause = True

    def _turn(self, token: Token) -> None:
        self.speech.in_turn()

    def _each(self, token: Token) -> None:
        self.speech.each = True

    def _all(self, token: Token) -> None:
        self.whole, self.speech.pending = True, []

    # when

    def _since(self, token: Token) -> None:
        self.begun = self.since = token
        self.against = False

    def _from(self, token: Token) -> None:
        self.begun = token

    def _against(self, token: Token) -> None:
        self.against = True

    def _year(self, token: Token) -> None:
        if not self.speech.cause:
            self.speech.year, self.speech.boundary = token, token.end

    def _this(self, token: Token) -> None:
        self.speech.year, self.speech.boundary = None, token.end

    def _as_of(self, token: Token) -> None:
        day = day_of(token.text, self.year)
        if day is not None:
            self.as_of = Stated(day, (self._span(token.start, token.end),))

    # amounts

    def _money(self, token: Token, after: Sequence[Token]) -> None:
        assert token.number is not None
        if self.against:
            return
        if self.direction:
            self._change(token, token.number)
            return
        subjects = self._subjects(token, after)
        if not subjects:
            self._issue("amount.unattributed", token, "不知道“{}”是哪一类收支的金额。", "which category '{}' is an amount of is not known.")
            return
        gap = self.text.text[subjects[-1].start : token.start]
        if self._other_stage(gap):
            self._issue(
                "amount.other_stage",
                token,
                "“{}”与本文件不是同一阶段的数字，未收录。",
                "'{}' is a figure of another stage than this document; left out.",
            )
            return
        self._amount(subjects, token, token.number)

    def _subjects(self, token: Token, after: Sequence[Token]) -> list[Subject]:
        if not self.speech.pending and (named := self._named_after(token, after)):
            return [named]
        return self.speech.about(token.start)

    def _named_after(self, token: Token, after: Sequence[Token]) -> Subject | None:
        """"5万元用于会议费": the category that stands behind its amount, where it is one and has no amount itself."""
        at = next((i for i, each in enumerate(after) if each.kind == "category"), None)
        if at is None or not _USED_FOR.fullmatch(self.text.text[token.end : after[at].start]):
            return None
        word, follows = after[at], after[at + 1 : at + 2]
        end = follows[0].start if follows else len(self.text.text)
        alone = not follows or (follows[0].kind in ("clause", "part", "stop", "close") and follows[0].text != "、")
        if not alone or not neutral(self.text.text[word.end : end]):
            return None
        self.taken = word.end
        return Subject(word.paths, self._words(word.start, word.end), token.start, token.start)

    def _other_stage(self, gap: str) -> bool:
        if self.stage == "budget":
            return bool(_ACTUAL.search(gap))
        return bool(_PLANNED.search(gap)) and not _ACTUAL.search(gap)

    def _amount(self, subjects: Sequence[Subject], token: Token, yuan: Decimal) -> None:
        span = self._span(token.start, token.end)
        of = self._year_of(token)
        if of.unsure:
            self._issue("amount.unattributed", token, "不知道“{}”是哪一年的金额。", "which year '{}' is an amount of is not known.")
            return
        for subject in subjects:
            for path in subject.paths:
                stock = self.as_of if path.startswith("asset") and path != "asset/acquisition" else None
                self.ledger.amount(
                    path, subject.label, Stated(yuan, (span,)), self._words(token.start, token.end), year=of.stated, as_of=stock
                )
        self.speech.settle(list(subjects), token.end)

    def _year_of(self, token: Token) -> YearOf:
        said = self.begun if self.begun and self.begun.kind in ("since", "from") else self.speech.year
        return stated_year(self.document, self.text, said, token, self.year)

    def _bare(self, token: Token) -> None:
        """A bare 0 after a category is an amount; other bare numbers are not read as money."""
        if token.number == 0 and self.speech.pending and not self.direction and not self.against:
            subjects = self.speech.about(token.start)
            if subjects and neutral(self.text.text[subjects[-1].end : token.start]):
                self._amount(subjects, token, Decimal(0))

    def _none(self, token: Token) -> None:
        about = self.speech.one()
        if about is not None and about.paths[0].startswith("asset"):
            start = self.speech.year.start if self.speech.year else about.end
            span = self._span(min(start, about.end), token.end)
            words = self._words(token.start, token.end)
            self.ledger.amount("asset/acquisition", about.label, Stated(Decimal(0), (span,)), words)

    def _whole_is(self, part: Subject) -> None:
        """"1192.92万元，全部为财政拨款收入": the part is the whole of what was stated before."""
        assert self.speech.subject is not None
        line = self.ledger.last_amount(self.speech.subject.paths[0])
        if line is not None and line.amount is not None and line.amount_text and part.paths[0] not in self.speech.subject.paths:
            amount = Stated(line.amount.value, (*line.amount.evidence, *part.label.evidence))
            self.ledger.amount(part.paths[0], part.label, amount, line.amount_text, year=line.year)
        self.whole, self.speech.pending = False, []

    # changes

    def _up(self, token: Token) -> None:
        self._turns(token, 1)

    def _down(self, token: Token) -> None:
        self._turns(token, -1)

    def _now(self, token: Token) -> None:
        """增加到, 降至: what follows is the new amount, not a change."""
        self.direction, self.begun, self.speech.boundary = 0, None, token.end

    def _turns(self, token: Token, sign: int) -> None:
        follows = self.text.text[token.end : token.end + 1]
        if not self.speech.cause or follows.isdigit() or self.speech.pending:
            self.direction = sign
            if self.begun is None:
                self.begun = token

    def _change(self, token: Token, yuan: Decimal) -> None:
        subjects = self.speech.pending or ([self.speech.subject] if self.speech.subject else [])
        if not subjects or (len(subjects) > 1 and not self.speech.each):
            self._issue("amount.unattributed", token, "不知道“{}”是哪一类收支的变化。", "which category '{}' is a change of is not known.")
            return
        self._changes(subjects, token, self.direction * yuan or Decimal(0))

    def _same(self, token: Token) -> None:
        subjects = self.speech.pending or ([self.speech.subject] if self.speech.subject else [])
        needs_since = token.text in ("一致", "相同", "不变")
        if not subjects or self.against or (needs_since and (self.since is None or self.speech.cause)):
            return
        if len(subjects) == 1 or self.speech.each:
            self._changes(subjects, token, Decimal(0))

    def _changes(self, subjects: Sequence[Subject], token: Token, yuan: Decimal) -> None:
        about = subjects[-1]
        start = self.begun.start if self.begun and self.begun.start >= about.end else token.start
        span = self._span(start, token.end)
        spans = [span]
        if self.since is not None and self.since.end <= start:
            spans.append(self._span(self.since.start, self.since.end))
        of = change_year(self.document, self.text, self.since, self.speech.year, self.year)
        if of.unsure:
            self._issue("change.other_year", token, "“{}”不是与上一年相比的变化，未收录。", "'{}' is not a change against the year before; left out.")
        else:
            for subject in subjects:
                for path in subject.paths:
                    self.ledger.change(path, subject.label, Stated(yuan, tuple(spans)), of.stated)
            self.changed = (about, span)
        self.speech.settle(list(subjects), token.end)
        self.direction = 0

    def _percent(self, token: Token) -> None:
        """A change's percentage stands beside its amount and says the same: it joins the change's evidence."""
        rate = self.direction or re.search(r"[幅率]\D{0,3}$", self.text.text[: token.start])
        if self.changed is not None and rate:
            about, span = self.changed
            for path in about.paths:
                self.ledger.support_change(path, span, self._span(token.start, token.end))
        self.direction = 0

    # counts

    def _count(self, token: Token) -> None:
        if self.speech.pending:
            found = self.speech.about(token.start)
            about = found[-1] if found else None
        else:
            about = self.speech.subject
        if about is None or token.number is None or token.unit is None or self.speech.cause or self.direction:
            return
        if not about.paths[0].startswith(_COUNTED.get(token.unit, _COUNTED[""])):
            return
        number = Stated(token.number, (self._span(token.start, token.number_end),))
        unit = self._words(token.number_end, token.end)
        self.ledger.count(about.paths[0], about.label, number, unit, self.as_of)
        self.speech.settle([about], token.end)

    def _issue(self, code: str, token: Token, zh: str, en: str) -> None:
        span = self._span(token.start, token.end)
        self.ledger.issues.append(Issue(code, span, zh.format(token.text), en.format(token.text)))

    def _span(self, start: int, end: int) -> Span:
        return span_of(self.text, start, end)

    def _words(self, start: int, end: int) -> Text:
        return text_of(self.document, self.text, start, end)
