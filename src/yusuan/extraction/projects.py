"""Project tables → Projects: name, code, money, purpose, goals, payment plan, indicators, as a layout file reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yusuan.extraction.goals import numbered_clauses
from yusuan.extraction.indicators import IndicatorRows
from yusuan.extraction.layouts import Layout, layouts
from yusuan.extraction.payments import PaymentPlan
from yusuan.extraction.stated import clean_at, name_at, span_of, text_at
from yusuan.extraction.tables import Entry, Row, cut_tables, labels_of
from yusuan.extraction.units import ASSUMED, Units
from yusuan.model.disclosure import Funding, Number, Project, Stated, Text
from yusuan.model.document import Block, Document, Span
from yusuan.model.issue import Issue
from yusuan.values.money import UNIT_PATTERN, in_yuan
from yusuan.values.numbers import PATTERN, is_blank, parse_number
from yusuan.vocabulary.mentions import topic_paths

_MONEY = re.compile(rf"(?P<number>{PATTERN})\s*(?P<unit>{UNIT_PATTERN})?")
_TOTAL = re.compile(
    rf"总投资(?:额|规模)?(?:估算|概算|预计|预算|约|共|计|为|：|:)*\s*(?P<number>{PATTERN})\s*(?P<unit>{UNIT_PATTERN})"
)


@dataclass(slots=True)
class ProjectTable:
    """What one project's rows have said so far."""

    document: Document
    layout: Layout
    units: Units
    issues: list[Issue]
    texts: dict[str, Text] = field(default_factory=dict)
    money: dict[str, tuple[Number, Text]] = field(default_factory=dict)
    funding: list[Funding] = field(default_factory=list)
    purpose: list[Span] = field(default_factory=list)
    goals: list[Span] = field(default_factory=list)
    plan: PaymentPlan = field(init=False)
    indicators: IndicatorRows = field(init=False)
    block: str | None = None

    def __post_init__(self) -> None:
        self.plan = PaymentPlan(self.issues)
        self.indicators = IndicatorRows(self.document, self.layout.columns, self.issues)

    def read(self, row: Row) -> None:
        """Take one row in."""
        entries = [entry for entry in row if not entry.blank]
        if not entries:
            return
        if self.indicators.header(row):
            self.block = "indicators"
            return
        first = entries[0]
        labelled = any(e.label in self.layout.value or e.label in self.layout.funding for e in entries)
        begins = self.layout.block.get(first.label)
        if begins is not None:
            self.block = begins
        elif labelled:
            self.block = None
        if labelled:
            self._labels(row)
        elif self.plan.pushed(row):
            return
        else:
            self._continue(row, entries[1:] if begins else entries)

    def _continue(self, row: Row, entries: list[Entry]) -> None:
        if self.block == "payments":
            self.plan.read(row)
        elif self.block in ("purpose", "goals"):
            told = self.purpose if self.block == "purpose" else self.goals
            told += [entry.cell.span for entry in entries if not is_blank(entry.text.text)]
        elif self.block == "indicators":
            self.indicators.read(row)
        elif entries:
            self._unknown(entries)

    def _labels(self, row: Row) -> None:
        for entry, after in zip(row, [*row[1:], None], strict=True):
            key = self.layout.value.get(entry.label)
            source = self.layout.funding.get(entry.label)
            if after is None or (key is None and source is None) or is_blank(after.text.text):
                continue
            if after.label in self.layout.value or after.label in self.layout.funding:
                continue
            if key in ("code", "name"):
                self.texts[key] = name_at(self.document, after.cell.span)
            elif amount := self._amount(after):
                if key is not None:
                    self.money[key] = amount
                else:
                    assert source is not None
                    label = text_at(self.document, entry.cell.span)
                    self.funding.append(Funding(source, label, *amount))

    def _amount(self, entry: Entry) -> tuple[Number, Text] | None:
        text = entry.text.strip()
        match = _MONEY.fullmatch(text.text)
        number = parse_number(match["number"]) if match else None
        if match is None or number is None:
            self.issues.append(
                Issue(
                    "amount.unreadable",
                    entry.cell.span,
                    f"这一格应是金额，读不出数字：“{text.text[:30]}”。",
                    f"this cell should hold an amount, no number can be read: '{text.text[:30]}'.",
                )
            )
            return None
        unit = match["unit"] or self.units.at(entry.cell.span.start)
        if unit is None:
            unit = ASSUMED
            self.issues.append(
                Issue(
                    "unit.assumed",
                    entry.cell.span,
                    f"没有写明金额单位，按{ASSUMED}读取。",
                    "no unit of money is declared; read as 10,000 yuan (万元).",
                )
            )
        span = span_of(text, 0, len(text.text))
        return Stated(in_yuan(number, unit), (span,)), text_at(self.document, span)

    def _unknown(self, entries: list[Entry]) -> None:
        span = entries[0].cell.span.to(entries[-1].cell.span)
        words = " | ".join(entry.text.text for entry in entries)
        if not _KNOWN_IDLE.search(words):
            self.issues.append(
                Issue(
                    "table.row",
                    span,
                    f"项目表中有一行没有读懂：{words[:60]}",
                    f"a row of a project table was not understood: {words[:60]}",
                )
            )

    def project(self, heading: Text | None) -> Project | None:
        """The project that the rows told of; ``None`` where they named none."""
        name = self.texts.get("name") or heading
        if name is None:
            return None
        purpose = text_at(self.document, *self.purpose) if self.purpose else None
        total = self.money.get("total_investment")
        goals = numbered_clauses(self.document, self.goals)
        amount = self.money.get("amount")
        return Project(
            name=name,
            code=self.texts.get("code"),
            amount=amount[0] if amount else None,
            amount_text=amount[1] if amount else None,
            total_investment=total[0] if total else self._total_in(self.purpose),
            purpose=purpose,
            goals=goals,
            funding=tuple(self.funding),
            payments=self.plan.payments(),
            schedule=self.plan.schedule(),
            indicators=self.indicators.indicators(),
            topics=_topics(name, purpose, *(goal.text for goal in goals)),
        )

    def _total_in(self, spans: list[Span]) -> Number | None:
        for span in spans:
            text = clean_at(self.document, span)
            match = _TOTAL.search(text.text)
            number = parse_number(match["number"]) if match else None
            if match and number is not None:
                where = span_of(text, match.start("number"), match.end("unit"))
                return Stated(in_yuan(number, match["unit"]), (where,))
        return None


_KNOWN_IDLE = re.compile(r"单位[:：]|^\d{3,}\D+$")


def projects(
    document: Document, blocks: tuple[Block, ...], units: Units, issues: list[Issue]
) -> Iterator[Project]:
    """The projects of every table in ``blocks`` that a layout knows; other tables are left alone."""
    for layout in layouts():
        for rows in cut_tables(blocks, layout.start, document):
            if not layout.score(labels_of(rows)):
                continue
            table = ProjectTable(document, layout, units, issues)
            for row in rows:
                table.read(row)
            project = table.project(None)
            if project is not None:
                yield project
            else:
                span = rows[0][0].cell.span.to(rows[-1][-1].cell.span)
                issues.append(
                    Issue(
                        "project.unnamed",
                        span,
                        "这张项目表没有项目名称，未收录。",
                        "this project table names no project; it was left out.",
                    )
                )


def _topics(*texts: Text | None) -> tuple[str, ...]:
    words = "\n".join(text.value for text in texts if text is not None)
    return tuple(sorted(topic_paths(words)))
