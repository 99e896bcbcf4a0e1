"""What the rows of a table have said of one project so far, and the Project that comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from yusuan.extraction.layouts import Layout
from yusuan.extraction.stated import clean_at, name_at, normal, span_of, text_at, text_of
from yusuan.extraction.statements.indicators.rows import IndicatorRows
from yusuan.extraction.statements.narrative.numbered_goals import numbered_clauses
from yusuan.extraction.statements.projects.payments import PaymentPlan
from yusuan.extraction.statements.projects.topics import project_topics
from yusuan.extraction.tables.money import AmountReader, percent, plain_number
from yusuan.extraction.tables.rows import Entry
from yusuan.model.disclosure import Clause, Funding, Number, Project, Stated, Text
from yusuan.model.document import Document, Span
from yusuan.model.field import Field, FormReading, filled
from yusuan.model.fields import PROJECT
from yusuan.model.issue import Issue
from yusuan.values.money import UNIT_PATTERN, in_yuan
from yusuan.values.numbers import PATTERN, is_blank, parse_number

TOLD = PROJECT.layout_keys(FormReading.TOLD)
MONEY = PROJECT.layout_keys(FormReading.MONEY)
_FIELDS = {key: each for each in PROJECT.read_as() for key in each.layout}
_STATED = tuple(each for each in PROJECT.read_as() if each.of is None)
"""The fields that single cells or texts state."""
_BEHIND_COLON = re.compile(r"(?:其中[:：]|(?!其中[:：]))[^:：]+(?P<value>[:：]).*\S", re.S)

_TOTAL = re.compile(
    rf"总投资(?:额|规模)?(?:估算|概算|预计|预算|约|共|计|为|：|:)*\s*(?P<number>{PATTERN})\s*(?P<unit>{UNIT_PATTERN})"
)
_CODED_NAME = re.compile(r"(?P<code>(?=(?:[^\d]*\d){8})[0-9A-Z]{10,40})\s*[-—_－:： ]\s*(?P<name>.+)", re.S)
_CODED_UNIT = re.compile(
    r"(?:[\[(（【]\d{3,12}[\])）】]|\d{3,12}\s*[-—_－:： ]|\d{6,12}(?=\D))\s*[-—_－:：]?\s*(?=\D)"
    r"|.*?(?P<after>[\[(（【]\d{3,12}[\])）】])$"
)


_OF_THE_YEAR = "amount of the year"
"""Where the amount of the year is kept until the project is made; no key of a layout."""


@dataclass(slots=True)
class ProjectDraft:
    """Facts of one project while they are gathered; a fact stated first stands."""

    document: Document
    layout: Layout
    money: AmountReader
    issues: list[Issue]
    trusted: bool = False
    texts: dict[str, Text] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    words: dict[str, Text] = field(default_factory=dict)
    funding: list[Funding] = field(default_factory=list)
    funding_of_the_year: dict[str, int] = field(default_factory=dict)
    """By source, how many amounts were told before the last label that says it is the year's (当年财政拨款)."""
    told: dict[str, list[Span]] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    terms: bool = False
    beside_all_years: bool = False
    """Whether the form tells the amount of the year beside that of all years, which it told before."""
    plan: PaymentPlan = field(init=False)
    indicators: IndicatorRows = field(init=False)

    def __post_init__(self) -> None:
        self.plan = PaymentPlan(self.issues)
        self.indicators = IndicatorRows(self.document, self.layout, self.issues, self.trusted)

    @property
    def name(self) -> Text | None:
        """The project's name, once a row has said it."""
        return self.texts.get("name")

    def take(self, key: str, entry: Entry, unit: str | None = None) -> None:
        """A property and the cell that states it; a blank cell states nothing. ``unit`` is that of the label."""
        if is_blank(entry.text.text):
            return
        read = _FIELDS[key].read
        if read is FormReading.TOLD:
            self.told.setdefault(key, []).append(entry.cell.span)
        elif read is FormReading.MONEY:
            slot = _OF_THE_YEAR if key == "amount" and self.beside_all_years else key
            if slot not in self.numbers and (amount := self.money.amount(entry, unit)):
                self.numbers[slot], self.words[slot] = amount
        elif read is FormReading.NUMBER:
            number = plain_number(entry)
            if number is not None:
                self.numbers.setdefault(key, number)
        else:
            self._text(key, read, entry)

    def fund(
        self,
        source: str,
        label: Entry,
        entry: Entry,
        stage: Stated[str] | None = None,
        unit: str | None = None,
    ) -> None:
        """An amount from a source."""
        if self.of_the_year(label.label):
            self.funding_of_the_year[source] = len(self.funding)
        amount = self.money.amount(entry, unit)
        if amount is not None:
            yuan, words = amount
            name = _label(self.document, label)
            self.funding.append(Funding(source=source, label=name, amount=yuan, amount_text=words, stage=stage))

    def _text(self, key: str, read: FormReading | None, entry: Entry) -> None:
        if key in self.texts:
            return
        text = entry.text.strip()
        if key == "name" and (coded := _CODED_NAME.fullmatch(text.text)):
            self.texts.setdefault("code", text_of(self.document, text, *coded.span("code")))
            self.texts["name"] = name_at(self.document, span_of(text, *coded.span("name")))
        elif read is FormReading.NAME:
            self.texts[key] = name_at(self.document, entry.cell.span)
        elif read is FormReading.ORGANISATION:
            self.texts[key] = self._organisation(key, entry)
        else:
            self.texts[key] = text_at(self.document, entry.cell.span)

    def _organisation(self, key: str, entry: Entry) -> Text:
        """The name of a unit without its code ([015001]…, 820001-…) and without what the form adds to it."""
        text = entry.text.strip()
        code = _CODED_UNIT.match(text.text)
        start = code.end() if code and not code["after"] else 0
        end = code.start("after") if code and code["after"] else len(text.text)
        trim = self.layout.trim.get(key)
        added = trim.search(text.text, start, end) if trim else None
        if added and start < added.start() and added.end() == end:
            end = added.start()
        text = text.piece(start, end).strip()
        return (
            name_at(self.document, span_of(text, 0, len(text.text)))
            if text.text
            else text_at(self.document, entry.cell.span)
        )

    def clauses(self) -> tuple[Clause, ...]:
        """The goals, numbered; those of the long term first, where both stand side by side."""
        found: list[Clause] = []
        for key, term in (("goals_long_term", "long-term"), ("goals", "annual")):
            for clause in numbered_clauses(self.document, self.told.get(key, ())):
                found.append(Clause(clause.ordinal, clause.text, term if self.terms else None))
        return tuple(found)

    def project(self) -> Project | None:
        """The project that the rows told of; ``None`` where they named none."""
        name = self.name
        if name is None:
            return None
        numbers, printed = self._amounts()
        said = {each.attribute: value for each in _STATED if (value := self._stated(each, numbers)) is not None}
        project = filled(Project(name=name, amount_text=printed), said)
        rate, budgeted = project.execution_rate, project.adjusted or project.amount
        goals, indicators = self.clauses(), self.indicators.indicators()
        return replace(
            project,
            total_investment=project.total_investment or self._total_in("purpose"),
            goals=goals,
            funding=self._funding(),
            payments=self.plan.payments(),
            schedule=self.plan.schedule(),
            indicators=indicators,
            topics=project_topics(self.document, name, project.purpose, goals, indicators),
            execution_rate=rate and percent(rate, budgeted, project.executed),
        )

    def of_the_year(self, label: str) -> bool:
        """Whether a label, made regular, says that its money is the year's, where that of all years stands beside it."""
        return any(word in label for word in self.layout.terms.get("annual", ()))

    def _funding(self) -> tuple[Funding, ...]:
        """The sources of the year's money. 其中:财政拨款 is of the year, unless 其中:当年财政拨款 follows: then it is of all
        years, and an Issue."""
        found: list[Funding] = []
        for at, flow in enumerate(self.funding):
            label = flow.label.value
            if at < self.funding_of_the_year.get(flow.source, 0) and not self.of_the_year(normal(label)):
                self.issues.append(of_all_years(label, flow.amount.evidence[0]))
            else:
                found.append(flow)
        return tuple(found)

    def _amounts(self) -> tuple[dict[str, Number], Text | None]:
        """The numbers by key, and the words of the amount: where that of the year stands beside it, the one told before is of all
        years."""
        if not self.beside_all_years:
            return self.numbers, self.words.get("amount")
        numbers = dict(self.numbers)
        all_years, of_the_year = numbers.pop("amount", None), numbers.pop(_OF_THE_YEAR, None)
        if all_years is not None:
            numbers.setdefault("total_investment", all_years)
        if of_the_year is not None:
            numbers["amount"] = of_the_year
        return numbers, self.words.get(_OF_THE_YEAR)

    def _stated(self, of: Field, numbers: Mapping[str, Number]) -> Stated[object] | None:
        (key,) = of.layout
        if of.read is FormReading.TOLD:
            return self._told(key)
        return numbers.get(key) if of.read in (FormReading.MONEY, FormReading.NUMBER) else self.texts.get(key)

    def _told(self, key: str) -> Text | None:
        spans = self.told.get(key)
        return text_at(self.document, *spans) if spans else None

    def _total_in(self, key: str) -> Number | None:
        for span in self.told.get(key, ()):
            text = clean_at(self.document, span)
            match = _TOTAL.search(text.text)
            number = parse_number(match["number"]) if match else None
            if match and number is not None:
                where = span_of(text, match.start("number"), match.end("unit"))
                return Stated(in_yuan(number, match["unit"]), (where,))
        return None


def of_all_years(label: str, span: Span) -> Issue:
    """The Issue of a source of money, by its ``label`` and the ``span`` of its amount, that is not of one year."""
    return Issue(
        "funding.long-term",
        span,
        f"“{label[:20]}”是各年合计的资金来源，只收录当年的。",
        f"'{label[:20]}' is a source of all years' money; only this year's is recorded.",
    )


def _label(document: Document, entry: Entry) -> Text:
    """The words of a label, without the value that stands behind its colon."""
    text = entry.text.strip()
    value = _BEHIND_COLON.match(text.text)
    if value:
        return text_of(document, text, 0, value.start("value"))
    return text_at(document, entry.cell.span)
