"""What one paragraph states, with the spans it rests on: amounts, changes, counts, and Issues, in the order it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yusuan.extraction.stated import span_of, text_of
from yusuan.extraction.statement import Measure, Said, Statement
from yusuan.extraction.statements.amounts.latest import Latest
from yusuan.extraction.statements.amounts.subject import Subject
from yusuan.extraction.statements.amounts.words.periods import Period
from yusuan.extraction.statements.amounts.words.stages import stage_in
from yusuan.extraction.statements.amounts.words.tokens import Token
from yusuan.extraction.statements.amounts.words.years import YearOf
from yusuan.model.disclosure import Number, Stated, Text
from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue
from yusuan.values.clean import CleanText

_COUNTED = {
    "": ("asset", "three-public", "meeting", "training"),
    "人": ("three-public/reception", "three-public/abroad", "meeting", "training"),
    "次": ("meeting", "training", "three-public/abroad", "three-public/reception"),
    "期": ("meeting", "training"),
}
"""Which categories are counted, by unit: people are no vehicles, and running costs are not counted at all."""
_FUND_OF_ITS_OWN = {
    "income/general-budget": ("income/general-budget", "expenditure/general-budget"),
    "income/government-fund": ("income/government-fund", "expenditure/government-fund"),
    "income/state-capital": ("income/state-capital", "expenditure/state-capital"),
    "income/social-insurance": ("income/social-insurance", "expenditure/social-insurance"),
}
"""Categories that are a fund themselves: saying that they are paid from it would say nothing."""


_DONE = re.compile(r"(?P<done>完成|实现)(?:了|地方|全[县区市州旗])*\Z")
_NEAR, _FAR = 16, 300
"""Characters before an item that may say that it is executed, and before an amount that may say of which months it is."""
_MONTHS = re.compile(
    r"(?:\A|[，,。；;)）])(?P<done>(?:\d{1,2}[-—~至到])?\d{1,2}月份?|上半年|[一二三四前]季度)[，,][^。]{0,12}(?:完成|实现)"
)


@dataclass(slots=True)
class LooseAmount:
    """An amount of which nothing before it says what it is of; ``found`` once something behind it does."""

    token: Token
    issue: Issue
    found: bool = False


@dataclass(slots=True)
class StatementBuilder:
    """Builds the statements of the cleaned paragraph ``text``; ``stage`` is the document's, ``period`` what its headings
    say, ``latest`` the amounts told before."""

    document: Document
    text: CleanText
    stage: str
    period: Period = field(default_factory=Period)
    latest: Latest = field(default_factory=Latest)
    as_of: Stated[date] | None = None
    _said: list[Said | LooseAmount] = field(default_factory=list)

    def said(self) -> Iterator[Said]:
        """What was built; of a loose amount for which nothing was found, that it is not understood."""
        for each in self._said:
            if not isinstance(each, LooseAmount):
                yield each
            elif not each.found:
                yield each.issue

    def _say(self, statement: Statement) -> Statement:
        self._said.append(statement)
        self.latest.note(statement)
        return statement

    def span(self, start: int, end: int) -> Span:
        """The document's span of a piece of the paragraph."""
        return span_of(self.text, start, end)

    def words(self, start: int, end: int) -> Text:
        """A piece of the paragraph as a value."""
        return text_of(self.document, self.text, start, end)

    def amount(
        self, subjects: Sequence[Subject], token: Token, yuan: Decimal, of: YearOf, stage: Stated[str] | None
    ) -> list[Statement]:
        """State that the subjects have the amount ``yuan``, printed as ``token``, of ``stage`` where that is told; returns
        what was stated of the last of them."""
        value = Stated(yuan, (self.span(token.start, token.end),))
        words = self.words(token.start, token.end)
        told: list[Statement] = []
        for subject in subjects:
            told = [self._amount(path, subject, value, words, of, stage) for path in subject.paths]
        return told

    def _amount(
        self, path: str, subject: Subject, value: Number, words: Text, of: YearOf, stage: Stated[str] | None
    ) -> Statement:
        stock = self.as_of if path.startswith("asset") and path != "asset/acquisition" else None
        return self._say(
            Statement(
                "prose.amount",
                "amount",
                path,
                subject.label,
                value,
                words,
                year=of.stated or self.period.year,
                stage=None if stock else stage,
                as_of=stock,
                component=subject.component,
                fund=self.fund_of(path),
            )
        )

    def loose(self, token: Token, zh: str, en: str) -> LooseAmount:
        """Keep an amount of nothing known until the paragraph is read."""
        kept = LooseAmount(token, self._issue("amount.unattributed", token, zh, en))
        self._said.append(kept)
        return kept

    def stage_of(self, start: int, end: int, of: YearOf) -> Stated[str] | None:
        """The stage that the words from ``start`` to ``end`` say, or 完成 before them, else the headings'; what is told of
        some months of a year is executed."""
        said = stage_in(self.text.text[start:end], self.stage)
        if said is not None:
            name, left, right = said
            return Stated(name, (self.span(start + left, start + right),))
        words = self.text.text
        done = _DONE.search(words, max(0, start - _NEAR), start) or _MONTHS.search(
            words, max(0, end - _FAR), end
        )
        if done is not None:
            name = "final-accounts" if self.stage == "final-accounts" else "execution"
            return Stated(name, (self.span(*done.span("done")),))
        return self._stage_above(of)

    def _stage_above(self, of: YearOf) -> Stated[str] | None:
        """The stage of the headings, but for what is said to be of another year than theirs."""
        above = self.period.year
        other = above is not None and of.stated is not None and of.stated.value != above.value
        return None if other else self.period.stage

    def fund_of(self, path: str) -> Stated[str] | None:
        """The fund that the headings say, for a category that is not that fund itself."""
        fund = self.period.fund
        if fund is None or not path.startswith(("income", "expenditure")):
            return None
        return None if path.startswith(_FUND_OF_ITS_OWN[fund.value]) else fund

    def change(
        self, subjects: Sequence[Subject], yuan: Decimal, spans: Sequence[Span], of: YearOf
    ) -> list[Statement]:
        """State that the subjects changed by ``yuan`` against the year before; returns what was stated of the last."""
        value = Stated(yuan, tuple(spans))
        told: list[Statement] = []
        for subject in subjects:
            told = [
                self._say(
                    Statement(
                        "prose.change",
                        "change",
                        path,
                        subject.label,
                        value,
                        year=of.stated or self.period.year,
                        stage=subject.stage or self._stage_above(of),
                        component=subject.component,
                        fund=self.fund_of(path),
                    )
                )
                for path in subject.paths
            ]
        return told

    def beside(self, about: Statement, measure: Measure, value: Number, words: Text | None = None) -> None:
        """State a further measure of what ``about`` states: a rate, a change against the budget."""
        rule = f"prose.{measure.replace('_', '-')}"
        self._say(Statement(rule, measure, about.category, about.label, value, words, about=about))

    def support(self, about: Statement, more: Span) -> None:
        """State ``about`` again, by the words at ``more``."""
        again = Stated(about.value.value, (more,))
        self._say(Statement("prose.support", about.measure, about.category, about.label, again, about=about))

    def whole(self, of: Subject, part: Subject) -> None:
        """ "1192.92万元，全部为财政拨款收入": the part is the whole of what was stated before."""
        before = self.latest.amount(of.paths[0])
        if before is None or part.paths[0] in of.paths:
            return
        value = Stated(before.value.value, (*before.value.evidence, *part.label.evidence))
        self._say(
            Statement(
                "prose.whole",
                "amount",
                part.paths[0],
                part.label,
                value,
                before.words,
                year=before.year,
                stage=before.stage,
            )
        )

    def nothing_bought(self, about: Subject, start: int, token: Token) -> None:
        """ "固定资产无新增": nothing was acquired."""
        value = Stated(Decimal(0), (self.span(start, token.end),))
        words = self.words(token.start, token.end)
        self._say(
            Statement("prose.nothing-bought", "amount", "asset/acquisition", about.label, value, words)
        )

    def count(self, about: Subject, token: Token) -> bool:
        """State how many of a counted category there are; False where the category is not counted in that unit."""
        if token.number is None or token.unit is None:
            return False
        if not about.paths[0].startswith(_COUNTED.get(token.unit, _COUNTED[""])):
            return False
        number = Stated(token.number, (self.span(token.start, token.number_end),))
        unit = self.words(token.number_end, token.end)
        self._say(
            Statement(
                "prose.count", "quantity", about.paths[0], about.label, number, unit, as_of=self.as_of
            )
        )
        return True

    def issue(self, code: str, token: Token, zh: str, en: str) -> None:
        """Report what was not understood; ``{}`` stands for the words of ``token``."""
        self._said.append(self._issue(code, token, zh, en))

    def _issue(self, code: str, token: Token, zh: str, en: str) -> Issue:
        return Issue(code, self.span(token.start, token.end), zh.format(token.text), en.format(token.text))
