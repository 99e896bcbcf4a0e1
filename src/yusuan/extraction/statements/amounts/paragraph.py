"""Sentences about money → statements: "公务接待费5万元，比上年减少2万元" is an amount and a change of one category.

An amount belongs to the category word before it; without one, to what the sentence speaks of. A change verb before an
amount makes it a change. What cannot be attributed, or is of another stage than the document, becomes an Issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.extraction.statement import Measure, Said, Statement
from yusuan.extraction.statements.amounts.paragraph_state import ParagraphState
from yusuan.extraction.statements.amounts.subject import Speech, Subject
from yusuan.extraction.statements.amounts.words.neutral_words import neutral
from yusuan.extraction.statements.amounts.words.stages import stage_in
from yusuan.extraction.statements.amounts.words.tokens import Token, tokens
from yusuan.extraction.statements.amounts.words.years import YearOf, change_year, stated_year
from yusuan.model.disclosure import Stated

CONTEXT = {
    "three-public": "three-public",
    "operating": "operating",
    "procurement": "procurement",
    "assets": "asset",
}
"""The category that a section speaks of before any is named."""

_THERE_ARE = re.compile(r"(?:共有|现有|保有|拥有)")
_USED_FOR = re.compile(r"(?:主要|全部)?(?:用于|作为|为|系|是)")
_RATE = re.compile(r"[幅率]\D{0,3}$")
_SHARE = re.compile(r"[，,、（(]?占[^，。；;\d]{0,14}\Z")
_HOLDING = re.compile(
    r"召开|举办|开展|组织|接待|发生|参加|会议|培训|人数|班次|预计|国内|来访|团组|来宾|出国(?:[（(]境[)）])?|累计|国外|批次|外事"
)
_DISPOSED = re.compile(r"(?:报废|处置|淘汰|更新(?!购置))[^，。；;]{0,4}\Z")
_WHOSE = ("不知道“{}”是哪一类收支的金额。", "which category '{}' is an amount of is not known.")
_PLAN = re.compile(r"(?:占|完成)(?P<plan>(?:年初|全年|当年|调整后?)?预算(?:安排)?数?)\Z")
_NEAR, _FAR = 20, 300
"""Characters before an amount in which its plan, and the 其中 that makes it a part, are looked for."""
_SHARE_AFTER = re.compile(r"的?\s*\d[\d.]*\s*[%％]")
_VERB = r"(?:增长|下降|增加|减少|降低|上升|提高|压减|压缩|增幅|降幅|增|减|降)(?:了|为|约|幅度?为?)*"
_BEHIND = re.compile(rf"\s*[，,、（(]?\s*(?:同比|比上年|较上年|比去年|较去年)?(?:实际)?{_VERB}\s*")
"""What stands between a change and its percentage: "减少0.03万元，下降"."""
_GROWN = re.compile(
    rf"(?:\s*[，,]\s*(?:为|占|完成)[^，,。；;]{{0,14}}[%％])*\s*[，,、（(]?\s*(?:同比|比上年|较上年|比去年|较去年|同口径)?[^，,。；;\d]{{0,4}}?{_VERB}\s*"
)
"""What stands between an amount and the percentage by which it grew: "411120万元，占调整预算的100%，同比增长"."""
_NOT_YEARLY = (
    "“{}”不是与上一年相比的变化，未收录。",
    "'{}' is not a change against the year before; left out.",
)


@dataclass(slots=True)
class ParagraphReading(ParagraphState):
    """A paragraph whose amounts, changes and counts become statements while it is read."""

    def read(self) -> Iterator[Said]:
        """What the paragraph says, once all of it is read."""
        self.speech = Speech(self.says.text.text, self.subject, topic_before=self.topic)
        run = list(tokens(self.speech.words, self.section, CONTEXT.get(self.section), self.items))
        for at, token in enumerate(run):
            if token.start < self.taken:
                continue
            if token.kind == "money":
                self._money(token, run[at + 1 : at + 4])
            else:
                getattr(self, f"_{token.kind}", self._skip)(token)
        self.subject, self.topic = self.speech.subject, self.speech.whole
        if not self.speech.words.rstrip().endswith(("其中:", "其中：")):
            self.item = None
        return self.says.said()

    # amounts

    def _money(self, token: Token, after: Sequence[Token]) -> None:
        assert token.number is not None
        if self.comparison.against and self.comparison.direction:
            self._against_plan(token, self.comparison.direction * token.number or Decimal(0))
            return
        if self.comparison.direction:
            self._change(token, self.comparison.direction * token.number or Decimal(0))
            return
        if self._planned(token):
            return
        subjects = self._subjects(token, after)
        if subjects:
            self._amount(subjects, token, token.number)
        else:
            self.loose = self.says.loose(token, *_WHOSE)

    def _subjects(self, token: Token, after: Sequence[Token]) -> list[Subject]:
        if not self.speech.pending and (named := self._named_after(token, after)):
            return [named]
        return self.speech.about(token.start)

    def _named_after(self, token: Token, after: Sequence[Token]) -> Subject | None:
        """ "5万元用于会议费": the category that stands behind its amount, where it is one and has no amount itself."""
        at = next((i for i, each in enumerate(after) if each.kind == "category"), None)
        if at is None or not _USED_FOR.fullmatch(self.speech.words[token.end : after[at].start]):
            return None
        word, follows = after[at], after[at + 1 : at + 2]
        end = follows[0].start if follows else len(self.speech.words)
        alone = not follows or (
            follows[0].kind in ("clause", "part", "stop", "close") and follows[0].text != "、"
        )
        if not alone or not neutral(self.speech.words[word.end : end]):
            return None
        self.taken = word.end
        return Subject(word.paths, self.says.words(word.start, word.end), token.start, token.start)

    def _amount(self, subjects: Sequence[Subject], token: Token, yuan: Decimal) -> None:
        said = self.comparison.of() or self.speech.year
        of = stated_year(self.says.text, said, self.year)
        held = self._part_of(subjects[-1].start, token.start)
        if held is not None and said is None:
            of = held[1]
        stage = held[0] if held is not None else self.says.stage_of(subjects[-1].start, token.start, of)
        told = self.says.amount(subjects, token, yuan, of, stage)
        if stage is not None and held is None and self.comparison.of() is None:
            self.whole_told = (stage, of, token.end)
        self.speech.settle([replace(each, stage=stage) for each in subjects], token.end)
        self.stated = (told, token.end)
        self.sums.add(subjects, yuan, token.start, token.end)

    def _part_of(self, start: int, end: int) -> tuple[Stated[str], YearOf] | None:
        """The stage and the year of the whole that an amount is told as part of: "支出决算20万元。其中公务接待费15万元"."""
        if self.whole_told is None or stage_in(self.speech.words[start:end], self.says.stage) is not None:
            return None
        stage, of, after = self.whole_told
        part = self.speech.words.find("其中", max(after, end - _FAR), end)
        if part < 0 or re.search(r"[。！？]", self.speech.words[part:end]):
            return None
        return stage, of

    def _planned(self, token: Token) -> bool:
        """Take the budget that an amount is measured by: "完成500万元，占年初预算1000万元的50%"."""
        plan = _PLAN.search(self.speech.words, max(0, token.start - _NEAR), token.start)
        about = self.speech.subject
        if plan is None or about is None or not _SHARE_AFTER.match(self.speech.words, token.end):
            return False
        assert token.number is not None
        name = "adjusted-budget" if "调整" in plan["plan"] else "budget"
        stage = Stated(name, (self.says.span(*plan.span("plan")),))
        self.says.amount([about], token, token.number, YearOf(), stage)
        return True

    def _bare(self, token: Token) -> None:
        """A bare 0 after a category is an amount; other bare numbers are not read as money."""
        if (
            token.number == 0
            and self.speech.pending
            and not self.comparison.direction
            and not self.comparison.against
        ):
            subjects = self.speech.about(token.start)
            if subjects and neutral(self.speech.words[subjects[-1].end : token.start]):
                self._amount(subjects, token, Decimal(0))

    def _none(self, token: Token) -> None:
        about = self.speech.one()
        if about is not None and about.paths[0].startswith("asset"):
            start = self.speech.year.start if self.speech.year else about.end
            self.says.nothing_bought(about, min(start, about.end), token)

    # changes

    def _up(self, token: Token) -> None:
        self._turns(token, 1)

    def _down(self, token: Token) -> None:
        self._turns(token, -1)

    def _turns(self, token: Token, sign: int) -> None:
        follows = self.speech.words[token.end : token.end + 1]
        if not self.speech.cause or follows.isdigit() or self.speech.pending:
            self.comparison.turn(token, sign)

    def _now(self, token: Token) -> None:
        self.comparison.now()
        self.speech.boundary = token.end

    def _same(self, token: Token) -> None:
        unsaid = token.text in ("一致", "相同", "不变") and (
            self.comparison.since is None or self.speech.cause
        )
        if not unsaid and not self.comparison.against and self._compared():
            self._change(token, Decimal(0))

    def _compared(self) -> Sequence[Subject]:
        """What a change is of: everything pending where 均 says so, else the one thing spoken of."""
        if len(self.speech.pending) > 1 and not self.speech.each:
            return ()
        about = self.speech.one()
        return self.speech.pending or ([about] if about else ())

    def _change(self, token: Token, yuan: Decimal) -> None:
        begun = self.comparison.begun or token
        subjects = self._compared()
        if not self.speech.pending:
            subjects = self.sums.changed(self.speech.words, begun.start, yuan, token.end) or subjects
        if not subjects:
            self.says.issue("amount.unattributed", token, *_WHOSE)
            return
        of = change_year(self.says.text, self.comparison.since, self.speech.year, self.year)
        if of.unsure:
            self.says.issue("change.other-year", token, *_NOT_YEARLY)
        else:
            spans = [self.says.span(*place) for place in self.comparison.places(subjects[-1].end, token)]
            self.changed = (self.says.change(subjects, yuan, spans, of), token.end)
        self.speech.settle(subjects, token.end)
        self.comparison.direction = 0

    def _against_plan(self, token: Token, yuan: Decimal) -> None:
        """ "较年初预算数减少6.3万元": how the amounts told differ from the budget."""
        subjects = self._compared()
        told = Stated(yuan, (self.says.span(token.start, token.end),))
        about = self._told_of(subjects)
        if not about or None in about:
            self.says.issue("change.against-plan", token, *_NOT_YEARLY)
            return
        for each in filter(None, about):
            self.says.beside(each, "plan_change", told, self.says.words(token.start, token.end))
        self.planned = (tuple(subjects), token.end)
        self.speech.settle(subjects, token.end)

    def _told_of(self, subjects: Sequence[Subject]) -> list[Statement | None]:
        """The amount of each category of the subjects that was stated last."""
        return [self.says.latest.amount(path) for each in subjects for path in each.paths]

    def _rate(self, token: Token) -> None:
        """Take a percentage that stands right behind a change, or behind an amount with 同比增长 between."""
        if not token.text.endswith(("%", "％")) or not self.comparison.direction:
            return
        rated = self._rated(token)
        if rated is None:
            return
        measure, about, since = rated
        if re.search(r"[。！？]", self.speech.words[since : token.start]):
            return
        number = self.comparison.direction * Decimal(token.text[:-1].replace(",", ""))
        told = Stated(number, (self.says.span(token.start, token.end),))
        for each in about:
            if each is not None:
                self.says.beside(each, measure, told)

    def _rated(self, token: Token) -> tuple[Measure, Sequence[Statement | None], int] | None:
        """What a percentage is the rate of: what it measures, the statements it belongs to, and where their words end."""
        words = self.speech.words
        if self.comparison.against:
            again = self.planned is not None and _BEHIND.fullmatch(words[self.planned[1] : token.start])
            about = self.planned[0] if again and self.planned else self._compared()
            return "plan_change_rate", self._told_of(about), token.start
        if self.changed is not None:
            told, end = self.changed
            if end < token.start and _BEHIND.fullmatch(words[end : token.start]):
                return "change_rate", told, end
        if self.stated is not None:
            told, end = self.stated
            if _GROWN.fullmatch(words[end : token.start]):
                return "change_rate", told, end
        return None

    def _percent(self, token: Token) -> None:
        """A percentage beside a change (下降5%) or an amount (占86.2%) says the same again: it joins its evidence."""
        self._rate(token)
        rate = self.comparison.direction or _RATE.search(
            self.speech.words[max(0, token.start - 4) : token.start]
        )
        about: Sequence[Statement] = ()
        if self.changed is not None and rate:
            about = self.changed[0]
        elif self.stated is not None and _SHARE.search(self.speech.words[self.stated[1] : token.start]):
            about = self.stated[0]
        for each in about:
            self.says.support(each, self.says.span(token.start, token.end))
        self.comparison.direction = 0

    # counts

    def _held(self, token: Token) -> Subject | None:
        """What was spoken of, where only words of holding it stand before a count: "会议费6万元，拟召开12次"."""
        subject = self.speech.subject
        if subject is None or self.speech.pending:
            return None
        gap = self.speech.words[max(subject.end, self.speech.boundary) : token.start]
        return subject if neutral(_HOLDING.sub("", gap)) else None

    def _owned(self, token: Token) -> bool:
        """Whether a count inside a reason is of vehicles that there are: "因车改，本单位共有车辆0辆"."""
        named = self.speech.pending[-1] if self.speech.pending else None
        return (
            named is not None
            and named.paths[0].startswith("asset/vehicle")
            and bool(_THERE_ARE.search(self.speech.words[max(0, named.end - 12) : named.end]))
            and neutral(self.speech.words[named.end : token.start])
        )

    def _received(self, token: Token) -> Subject | None:
        """Whose guests are counted inside a reason: "公务接待费计划用于考察等，计划接待52批次"."""
        about = self.speech.pending[-1] if self.speech.pending else self.speech.subject
        if about is None or not about.paths[0].startswith("three-public/reception"):
            return None
        gap = self.speech.words[max(about.end, self.speech.boundary) : token.start]
        return about if neutral(_HOLDING.sub("", gap)) else None

    def _count(self, token: Token) -> None:
        if self.comparison.direction:
            return
        received = self._received(token) if self.speech.cause else None
        if self.speech.cause and received is None and not self._owned(token):
            return
        about = self.speech.about(token.start)
        one = received or (about[-1] if about else self._held(token))
        if one is not None and _DISPOSED.search(self.speech.words[max(0, one.start - 12) : one.start]):
            return
        if one is not None and self.says.count(one, token):
            self.speech.settle([one], token.end)
