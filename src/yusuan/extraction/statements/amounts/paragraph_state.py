"""What a paragraph about money speaks of, word by word: its categories, functional items, levels of government and times.

The amounts themselves are read in ``paragraph``, on the state that this leaves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yusuan.extraction.statement import Statement
from yusuan.extraction.statements.amounts.building import LooseAmount, StatementBuilder
from yusuan.extraction.statements.amounts.comparison import ComparisonBasis
from yusuan.extraction.statements.amounts.subject import Speech, Subject
from yusuan.extraction.statements.amounts.sums_of_parts import Sums
from yusuan.extraction.statements.amounts.words.functional_items import FunctionalItem
from yusuan.extraction.statements.amounts.words.tokens import Token
from yusuan.extraction.statements.amounts.words.years import YearOf, day_of
from yusuan.model.disclosure import Stated

_PARTS = ("expenditure/basic", "expenditure/project")
"""Categories that, said after a functional item, are parts of it."""
_SCOPES = (
    ("乡", "scope/township"),
    ("镇", "scope/township"),
    ("街道", "scope/township"),
    ("税务", "scope/tax-authority"),
    ("财政", "scope/finance-authority"),
    ("本级", "scope/county"),
    ("级", "scope/county"),
)
_LISTED_AS = re.compile(r"(?:款列|列入|列支|科目|列)[^，。；]{0,10}\Z")
_NEAR = 20
_WON = re.compile(r"(?:中标|成交)(?:或(?:者)?成交)?的?[，,、]?\Z")
"""Words after which 采购金额 is what some suppliers won, not all that was bought."""
_BOUGHT = re.compile(r"(?:购置|购买|新购|更新|新增(?:配置|配备)?)(?:了)?\Z")
_COUNT = re.compile(r"\d+[辆台]")
_FUNDS = ("fiscal", "general-budget", "government-fund", "state-capital", "social-insurance")
_RATE_OF = re.compile(r"(?:人均|车均|辆均|批均|次均|平均每[人辆批次])[^，。；]{0,4}\Z")
_SHARE_OF = re.compile(r"占(?:本年|当年|全年|全部|总|财政拨款|年度)*\Z")


@dataclass(slots=True)
class ParagraphState:
    """One paragraph while it is read, in a section of the kind ``section``; ``year`` is the disclosure's.

    ``subject`` is what the paragraph before spoke of, and afterwards what this one does; ``item`` the functional item
    that goes on from there ("其中：" at its end), ``topic``
    what the paragraph before began with, where its last sentence ended in parts of that. ``heading`` is what the heading
    above names, ``items`` the functional items in the paragraph. In a ``county``'s report 县本级 and 税务部门 narrow an
    amount.
    """

    says: StatementBuilder
    section: str
    year: int | None
    subject: Subject | None = None
    heading: Subject | None = None
    items: Sequence[FunctionalItem] = ()
    item: Subject | None = None
    scope: Stated[str] | None = None
    topic: Subject | None = None
    county: bool = False
    loose: LooseAmount | None = None
    speech: Speech = field(init=False)
    comparison: ComparisonBasis = field(default_factory=ComparisonBasis)
    whole: bool = False
    bought: bool = False
    taken: int = 0
    sums: Sums = field(default_factory=Sums)
    changed: tuple[list[Statement], int] | None = None
    """The change told last, and where it ends."""
    planned: tuple[tuple[Subject, ...], int] | None = None
    """What was last set against its budget, and where that ends."""
    stated: tuple[list[Statement], int] | None = None
    """The amount told last, and where it ends."""
    year_told: Token | None = None
    whole_told: tuple[Stated[str], YearOf, int] | None = None

    def _skip(self, token: Token) -> None:
        """Thresholds, rates and spans of years state nothing of the budget."""

    # what is spoken of

    def _category(self, token: Token) -> None:
        before = self.speech.words[max(0, token.start - _NEAR) : token.start]
        if _SHARE_OF.search(before):
            return
        if _RATE_OF.search(before):
            self.speech.pending = []
            return
        if self._bought_kind(token):
            self.speech.pending, self.speech.subject = [], None
            return
        if token.paths == ("procurement",) and _WON.search(before):
            self.speech.pending, self.speech.subject = [], None
            return
        paths = self._vehicles(token) or self._of_fund(token) or self._of_year(token) or token.paths
        subject = Subject(paths, self.says.words(token.start, token.end), token.start, token.end)
        if self.item is not None and token.paths[0].startswith(_PARTS):
            part = Stated(token.paths[0], (self.says.span(token.start, token.end),))
            subject = replace(subject, paths=self.item.paths, component=part)
        elif self.scope is not None and token.paths[0].startswith(("income", "expenditure")):
            subject = replace(subject, component=self.scope)
        self.speech.name(subject)
        if self.whole and self.speech.subject is not None:
            self.says.whole(self.speech.subject, subject)
            self.whole, self.speech.pending = False, []

    def _vehicles(self, token: Token) -> tuple[str, ...] | None:
        """What 公务用车 and 车辆 mean by the words around them: those bought, else (``None``) what the word says alone."""
        if token.text not in ("公务用车", "公务车辆", "车辆"):
            return None
        before = self.speech.words[max(0, token.start - _NEAR) : token.start]
        bought = token.text == "公务用车" or _COUNT.match(self.speech.words, token.end)
        return ("three-public/vehicle/purchase",) if bought and _BOUGHT.search(before) else None

    def _of_fund(self, token: Token) -> tuple[str, ...] | None:
        """Which 支出 a bare word means in "政府性基金预算收入3亿元，支出2亿元": the same fund's. And in what is compared after
        "一般公共预算财政拨款支出5万元。" 一般公共预算财政拨款 is that expenditure."""
        if token.paths == ("income/general-budget",) and "收" not in token.text and self.comparison.since:
            about = self.speech.one()
            return about.paths if about and about.paths == ("expenditure/general-budget",) else None
        if token.text not in ("收入", "支出") or not self.speech.in_sentence:
            return None
        spoken = self.speech.one()
        fund = spoken.paths[0].partition("/")[2] if spoken else ""
        if fund not in _FUNDS or self.speech.pending:
            return None
        return (f"{token.paths[0]}/{fund}",)

    def _of_year(self, token: Token) -> tuple[str, ...] | None:
        """What 收入合计 means in accounts that told a 收入总计 before: the income of the year, without what was carried."""
        if token.text not in ("收入合计", "支出合计") or self.says.stage != "final-accounts":
            return None
        told = self.says.latest.amount(token.paths[0])
        return (f"{token.paths[0]}/current-year",) if told and "总" in told.label.value else None

    def _bought_kind(self, token: Token) -> bool:
        """Whether 轿车 is one of those bought, of which only the sum is told: "购置公务用车2辆，其中：轿车2辆"."""
        about = self.speech.one() if self.speech.in_sentence else None
        self.bought = self.bought or (about is not None and about.paths == ("three-public/vehicle/purchase",))
        return self.bought and token.paths[0].startswith("asset/vehicle/")

    def _item(self, token: Token) -> None:
        """A functional item; one that is not known takes the amount that follows it, and keeps it from its neighbour."""
        if not token.paths:
            self.speech.stop(token.start, token.end)
            self.speech.subject = self.item = None
            return
        subject = Subject(token.paths, self.says.words(token.start, token.end), token.start, token.end)
        if self.loose is not None and _LISTED_AS.search(
            self.speech.words[max(0, token.start - _NEAR) : token.start]
        ):
            self._found(self.loose, subject)
            return
        self.item = subject
        self.speech.pending = []
        self.speech.name(subject)

    def _found(self, loose: LooseAmount, subject: Subject) -> None:
        """The item behind a loose amount ("5万元，列入行政运行") is what that is of."""
        money, of = loose.token, YearOf()
        assert money.number is not None
        stage = self.says.stage_of(subject.start, money.start, of)
        self.says.amount([subject], money, money.number, of, stage)
        loose.found, self.loose = True, None

    def _scope(self, token: Token) -> None:
        """县本级, 税务部门: part of what the heading, or the sentence before, speaks of."""
        if not self.county:
            return
        path = next(
            path
            for words, path in _SCOPES
            if token.text.startswith(words) or token.text[1:].startswith(words)
        )
        self.scope = Stated(path, (self.says.span(token.start, token.end),))
        self.speech.boundary = token.end
        about = self.heading if not self.speech.in_sentence and self.heading else self.speech.one()
        if (
            about is not None
            and not self.speech.pending
            and about.paths[0].startswith(("income", "expenditure"))
        ):
            self.speech.subject = replace(
                about, start=token.end, end=token.end, component=self.scope, stage=None
            )
            self.speech.in_sentence = True

    def _overall(self, token: Token) -> None:
        """全县: the whole again."""
        self.scope = None

    def _open(self, token: Token) -> None:
        self.speech.open()

    def _close(self, token: Token) -> None:
        self.speech.close()
        self.comparison.direction = 0

    def _clause(self, token: Token) -> None:
        self.comparison.clause(token)
        self.whole, self.speech.boundary = False, token.end

    def _part(self, token: Token) -> None:
        self._clause(token)
        self.comparison.part()
        self.speech.part()

    def _stop(self, token: Token) -> None:
        self._clause(token)
        self.comparison.stop()
        self.sums.stop()
        self.bought = False
        self.speech.stop(token.start, token.end)
        self.speech.year = self.year_told
        if self.scope is not None and self.scope.value.endswith(
            "authority"
        ):  # who collected it: for one sentence
            self.scope = None
        self.changed = self.loose = None
        if self.item is not None and self.stated is not None:
            self.item = None

    def _cause(self, token: Token) -> None:
        self.speech.cause = True

    def _foreign(self, token: Token) -> None:
        """节庆, 论坛: what follows is spent on none of the categories."""
        if not self.speech.cause:
            self.speech.subject, self.speech.pending = None, []

    def _turn(self, token: Token) -> None:
        self.speech.in_turn()

    def _each(self, token: Token) -> None:
        self.speech.each = True

    def _all(self, token: Token) -> None:
        self.whole, self.speech.pending = True, []

    # when

    def _since(self, token: Token) -> None:
        self.comparison.compare(token)
        if self.speech.words[token.end : token.end + 1].isdigit():  # 比2022年6万元减少1万元
            self.speech.boundary = token.end

    def _from(self, token: Token) -> None:
        self.comparison.begun = token

    def _against(self, token: Token) -> None:
        self.comparison.against = True

    def _year(self, token: Token) -> None:
        if not self.speech.cause:
            self.speech.year, self.speech.boundary = token, token.end
            self.comparison.begun = None
            if (
                self.says.period.year is not None
            ):  # it goes on in this paragraph, against what the heading says
                self.year_told = token

    def _this(self, token: Token) -> None:
        self.speech.year, self.speech.boundary = None, token.end

    def _as_of(self, token: Token) -> None:
        day = day_of(token.text, self.year)
        if day is not None:
            self.says.as_of = Stated(day, (self.says.span(token.start, token.end),))
