"""What does a section about money say? Its prose, its tables of assets or of procurement, what it counts and what there is none of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from yusuan.extraction.outline import Section
from yusuan.extraction.stated import clean_at, text_of
from yusuan.extraction.statement import Said
from yusuan.extraction.statements.amounts.building import StatementBuilder
from yusuan.extraction.statements.amounts.context import ProseContext
from yusuan.extraction.statements.amounts.latest import Latest
from yusuan.extraction.statements.amounts.none_stated import none_stated
from yusuan.extraction.statements.amounts.overall_funds import overall_funds
from yusuan.extraction.statements.amounts.paragraph import ParagraphReading
from yusuan.extraction.statements.amounts.staff import staff
from yusuan.extraction.statements.amounts.subject import Subject
from yusuan.extraction.statements.amounts.words.categories import mentions
from yusuan.extraction.statements.budget.assets import asset_table
from yusuan.extraction.statements.budget.procurement import procurement_table
from yusuan.extraction.tables.units import Units
from yusuan.model.disclosure import Stated
from yusuan.model.document import Block, Document, Heading, Paragraph, Span, Table
from yusuan.values.clean import CleanText

SECTIONS = (
    "preface",
    "arrangement",
    "operating",
    "three-public",
    "procurement",
    "assets",
    "other",
    "profile",
    "organisation",
    "performance",
    "unknown",
)
"""Kinds of sections whose prose is read for amounts."""
_TITLED = re.compile(r"(?:的|预算|决算|支出|收入|安排|总体|增减|变化|情况|说明)*[：:]?")


@dataclass(slots=True)
class MoneyReader:
    """Reads the sections of ``document``, which is of ``stage``, one after the other; what one said last, the next may
    compare. ``tables`` are those that were read."""

    document: Document
    stage: str
    units: Units
    context: ProseContext
    latest: Latest = field(default_factory=Latest)
    tables: list[Span] = field(default_factory=list)

    def read(self, section: Section) -> list[Said]:
        """What ``section`` says, in order."""
        said: list[Said] = []
        reading = _SectionReading(self, section.kind)
        reading.subject = reading.heading = _titled(self.document, section.heading, section.kind)
        for block in section.blocks:
            said += reading.block(block)
        return said


@dataclass(slots=True)
class _SectionReading:
    """One section while it is read: what its next paragraph goes on with."""

    reader: MoneyReader
    kind: str
    heading: Subject | None = None
    subject: Subject | None = None
    topic: Subject | None = None
    item: Subject | None = None
    as_of: Stated[date] | None = None

    def block(self, block: Block) -> list[Said]:
        """What the next block says."""
        if isinstance(block, Table):
            return self._noted(self._table(block))
        document = self.reader.document
        text = clean_at(document, block.span)
        if isinstance(block, Heading) and not any(character.isdigit() for character in block.title):
            self.heading = _titled(document, block, self.kind)
            self.subject, self.topic = self.heading or self.subject, None
            return []
        form = list(overall_funds(document, block.span)) if isinstance(block, Paragraph) else []
        if form:
            return self._noted(form)
        said = [*staff(document, text), *self._paragraph(block, text)]
        return said + self._noted(list(none_stated(document, text)))

    def _noted(self, said: list[Said]) -> list[Said]:
        for each in said:
            self.reader.latest.note(each)
        return said

    def _table(self, table: Table) -> list[Said]:
        document, units = self.reader.document, self.reader.units
        said: list[Said] = []
        if self.kind == "assets":
            said += asset_table(document, table, self.as_of, units)
        elif self.kind == "procurement":
            said += procurement_table(document, table, units)
        if said:
            self.reader.tables.append(table.span)
        return said

    def _paragraph(self, block: Heading | Paragraph, text: CleanText) -> Iterator[Said]:
        running, context, at = isinstance(block, Paragraph), self.reader.context, block.span.start
        says = StatementBuilder(
            self.reader.document, text, self.reader.stage, context.period(at), self.reader.latest
        )
        told = ParagraphReading(
            says,
            self.kind,
            context.year(at),
            self.subject if running else None,
            heading=self.heading,
            items=context.items(text.text, at),
            item=self.item,
            county=context.county,
            topic=self.topic if running else None,
        )
        yield from told.read()
        self.item = told.item
        self.topic = replace(told.topic, start=0, end=0) if told.topic else None
        self.subject = replace(told.subject, start=0, end=0) if told.subject else None
        self.as_of = says.as_of or self.as_of


def _titled(document: Document, heading: Heading | None, kind: str) -> Subject | None:
    """What the paragraph below a heading speaks of before it names anything: 收入预算, where that is all it says."""
    if heading is None:
        return None
    text = clean_at(document, heading.span)
    named = list(mentions(text.text, kind, None))
    if len(named) != 1:
        return None
    start, end, paths = named[0]
    if not _TITLED.fullmatch(text.text[end:]):
        return None
    return Subject(paths, text_of(document, text, start, end), 0, 0)
