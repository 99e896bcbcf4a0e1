"""What one paragraph states, taken into the ledger with the spans it rests on: amounts, changes, counts, and Issues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yusuan.extraction.ledger import Ledger
from yusuan.extraction.prose_subject import Subject
from yusuan.extraction.prose_tokens import Token
from yusuan.extraction.prose_years import YearOf
from yusuan.extraction.stated import span_of, text_of
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue
from yusuan.values.clean import CleanText

_COUNTED = {
    "": ("asset", "three-public", "meeting", "training"),
    "人": ("three-public/reception", "three-public/abroad", "meeting", "training"),
    "次": ("meeting", "training"),
    "期": ("meeting", "training"),
}
"""Which categories are counted, by unit: people are no vehicles, and running costs are not counted at all."""
_ACTUAL = re.compile(r"决算|执行|实际|完成")
_PLANNED = re.compile(r"年初预算|调整预算|全年预算|预算数|支出预算|收入预算|预算(?:为|安排|总额)?$")


@dataclass(slots=True)
class Statements:
    """The statements of the cleaned paragraph ``text``; ``stage`` is the document's."""

    document: Document
    text: CleanText
    ledger: Ledger
    stage: str
    as_of: Stated[date] | None = None

    def span(self, start: int, end: int) -> Span:
        """The document's span of a piece of the paragraph."""
        return span_of(self.text, start, end)

    def words(self, start: int, end: int) -> Text:
        """A piece of the paragraph as a value."""
        return text_of(self.document, self.text, start, end)

    def amount(self, subjects: Sequence[Subject], token: Token, yuan: Decimal, of: YearOf) -> bool:
        """State that the subjects have the amount ``yuan``, printed as ``token``; False where it is kept out."""
        if self._other_stage(self.text.text[subjects[-1].start : token.start]):
            self.issue(
                "amount.other-stage",
                token,
                "“{}”与本文件不是同一阶段的数字，未收录。",
                "'{}' is a figure of another stage than this document; left out.",
            )
            return False
        span, words = self.span(token.start, token.end), self.words(token.start, token.end)
        for subject in subjects:
            for path in subject.paths:
                stock = self.as_of if path.startswith("asset") and path != "asset/acquisition" else None
                self.ledger.amount(
                    path, subject.label, Stated(yuan, (span,)), words, year=of.stated, as_of=stock
                )
        return True

    def _other_stage(self, words: str) -> bool:
        if self.stage == "budget":
            return bool(_ACTUAL.search(words))
        return bool(_PLANNED.search(words)) and not _ACTUAL.search(words)

    def change(self, subjects: Sequence[Subject], yuan: Decimal, spans: Sequence[Span], of: YearOf) -> None:
        """State that the subjects changed by ``yuan`` against the year before."""
        for subject in subjects:
            for path in subject.paths:
                self.ledger.change(path, subject.label, Stated(yuan, tuple(spans)), of.stated)

    def whole(self, of: Subject, part: Subject) -> None:
        """ "1192.92万元，全部为财政拨款收入": the part is the whole of what was stated before."""
        line = self.ledger.last_amount(of.paths[0])
        if (
            line is not None
            and line.amount is not None
            and line.amount_text
            and part.paths[0] not in of.paths
        ):
            amount = Stated(line.amount.value, (*line.amount.evidence, *part.label.evidence))
            self.ledger.amount(part.paths[0], part.label, amount, line.amount_text, year=line.year)

    def nothing_bought(self, about: Subject, start: int, token: Token) -> None:
        """ "固定资产无新增": nothing was acquired."""
        amount = Stated(Decimal(0), (self.span(start, token.end),))
        self.ledger.amount("asset/acquisition", about.label, amount, self.words(token.start, token.end))

    def count(self, about: Subject, token: Token) -> bool:
        """State how many of a counted category there are; False where the category is not counted in that unit."""
        if token.number is None or token.unit is None:
            return False
        if not about.paths[0].startswith(_COUNTED.get(token.unit, _COUNTED[""])):
            return False
        number = Stated(token.number, (self.span(token.start, token.number_end),))
        self.ledger.count(
            about.paths[0], about.label, number, self.words(token.number_end, token.end), self.as_of
        )
        return True

    def issue(self, code: str, token: Token, zh: str, en: str) -> None:
        """Report what was not understood; ``{}`` stands for the words of ``token``."""
        span = self.span(token.start, token.end)
        self.ledger.issues.append(Issue(code, span, zh.format(token.text), en.format(token.text)))
