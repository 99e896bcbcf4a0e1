"""The budget sections of a disclosure → budget lines: prose amounts, asset tables, and plain statements of none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.extraction.outline import Section
from yusuan.extraction.settling.ledger import Ledger
from yusuan.extraction.stated import clean_at, span_of, text_of
from yusuan.extraction.statements.amounts.categories import mentions
from yusuan.extraction.statements.amounts.context import Context, prose_context
from yusuan.extraction.statements.amounts.overall_funds import read_overall_funds
from yusuan.extraction.statements.amounts.paragraph import Paragraph as ProseParagraph
from yusuan.extraction.statements.amounts.staff import read_staff
from yusuan.extraction.statements.amounts.statements import Statements
from yusuan.extraction.statements.amounts.subject import Subject
from yusuan.extraction.statements.budget import read_budget_tables
from yusuan.extraction.statements.budget.assets import read_asset_table
from yusuan.extraction.statements.budget.procurement import read_procurement_table
from yusuan.extraction.tables.units import Units
from yusuan.model.disclosure import BudgetLine, Stated, evidence_of
from yusuan.model.document import Document, Heading, Paragraph, Span, Table
from yusuan.model.issue import Issue

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

_NONE_OF = {
    "政府采购": "procurement",
    "机关运行经费": "operating",
    "政府性基金": "expenditure/government-fund",
    "国有资本经营": "expenditure/state-capital",
    "因公出国（境）费": "three-public/abroad",
    "因公出国(境)费": "three-public/abroad",
    "公务接待费": "three-public/reception",
    "公务用车购置费": "three-public/vehicle/purchase",
    "会议费": "meeting",
    "培训费": "training",
}
_ON_THREE_PUBLIC = re.compile(
    r"[^。；，]{0,40}[“\"]?三公[”\"]?经费[^。；，]{0,16}(?:说明|情况|公开|公示|公告)"
)
_TITLE = 80
"""Characters in which the title of a document stands."""
_NAMES = "|".join(map(re.escape, _NONE_OF))
_NONE = re.compile(
    rf"(?:无|没有|未安排|未编制|不涉及|未发生)[^，。；,;\d]{{0,10}}?(?P<a>{_NAMES})(?:[^，。；,;\d]{{0,12}}(?:支出|预算|收入|拨款|事项))?"
    rf"|(?P<b>{_NAMES})[^，。；,;\d]{{0,14}}?(?:无安排|未安排|为零|无预算|无支出)"
)
_TITLED = re.compile(r"(?:的|预算|决算|支出|收入|安排|总体|增减|变化|情况|说明)*[：:]?")


def budget_lines(
    document: Document,
    sections: Sequence[Section],
    year: int | None,
    stage: str,
    units: Units,
    issues: list[Issue],
    taken: Iterable[Span] = (),
    names: Iterable[str] = (),
    stated: Iterable[BudgetLine] = (),
) -> tuple[BudgetLine, ...]:
    """The budget lines of every budget section and of every budget table, in order of first mention: prose, then tables.

    ``taken`` are the spans that projects were read from; ``names`` those that the disclosing unit is called by;
    ``stated`` are lines that tables of goals state besides (整体支出绩效目标).
    """
    ledger = Ledger(year, issues, stage=stage)
    context = prose_context(document, year, stage)
    for section in _spoken(document, sections):
        if section.kind in SECTIONS:
            _read(document, section, year, stage, units, ledger, context)
    read_budget_tables(document, (*taken, *_evidence(ledger.lines)), units, names, ledger)
    for line in stated:
        if line.amount is not None and line.amount_text is not None:
            ledger.amount(line.category, line.label, line.amount, line.amount_text, stage=line.stage)
    return tuple(ledger.lines)


def _spoken(document: Document, sections: Sequence[Section]) -> Iterable[Section]:
    """The sections; in a document on nothing but “三公”经费, which has no section of it, each speaks of that."""
    told = _ON_THREE_PUBLIC.match("".join(document.text[:_TITLE].split()))
    if not told or any(section.kind == "three-public" for section in sections):
        return sections
    untitled = ("preface", "unknown")
    return [replace(each, kind="three-public") if each.kind in untitled else each for each in sections]


def _evidence(lines: Sequence[BudgetLine]) -> list[Span]:
    return [span for line in lines for span in evidence_of(line)]


def _read(
    document: Document,
    section: Section,
    year: int | None,
    stage: str,
    units: Units,
    ledger: Ledger,
    context: Context,
) -> None:
    before = len(ledger.lines)
    subject = heading = _titled(document, section.heading, section.kind)
    item, as_of, topic = None, None, None
    for block in section.blocks:
        if isinstance(block, Table):
            if section.kind == "assets":
                read_asset_table(document, block, as_of, units, ledger)
            elif section.kind == "procurement":
                read_procurement_table(document, block, units, ledger)
            continue
        text = clean_at(document, block.span)
        if isinstance(block, Heading) and not any(character.isdigit() for character in block.title):
            heading = _titled(document, block, section.kind)
            subject, topic = heading or subject, None
            continue
        if isinstance(block, Paragraph) and read_overall_funds(document, block.span, ledger):
            continue
        read_staff(document, text, ledger)
        says = Statements(document, text, ledger, stage, context.period(block.span.start))
        told = ProseParagraph(
            says,
            section.kind,
            context.year(block.span.start),
            subject if isinstance(block, Paragraph) else None,
            heading=heading,
            items=context.items(text.text, block.span.start),
            item=item,
            county=context.county,
            topic=topic if isinstance(block, Paragraph) else None,
        )
        told.read()
        item, topic = told.item, replace(told.topic, start=0, end=0) if told.topic else None
        subject = replace(told.subject, start=0, end=0) if told.subject else None
        as_of = says.as_of or as_of
        _none_stated(document, block.span.start, text.text, ledger)
    if section.kind == "assets":
        _correct_unit(ledger, ledger.lines[before:])


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


def _none_stated(document: Document, start: int, words: str, ledger: Ledger) -> None:
    """ "本单位未安排政府采购预算" says that there is none: an amount of 0 with those words."""
    text = None
    for match in _NONE.finditer(words):
        category = _NONE_OF[match["a"] or match["b"]]
        if ledger.has(category):
            continue
        text = text or clean_at(document, next(b.span for b in document.blocks if b.span.start == start))
        said = text_of(document, text, match.start(), match.end())
        group = "a" if match["a"] else "b"
        label = text_of(document, text, match.start(group), match.end(group))
        amount = Stated(Decimal(0), (span_of(text, match.start(), match.end()),))
        ledger.amount(category, label, amount, said)


def _correct_unit(ledger: Ledger, lines: Sequence[BudgetLine]) -> None:
    """A total printed in 元 whose parts, printed in 万元, sum to the same number was meant in 万元."""
    for total in lines:
        if total.amount is None or total.amount_text is None or "/" in total.category:
            continue
        parts = [
            line.amount.value
            for line in lines
            if line.amount
            and line.category.startswith(f"{total.category}/")
            and line.category.count("/") == 1
            and line.category != "asset/acquisition"
        ]
        factor = Decimal(10_000)
        if parts and sum(parts) and sum(parts) == total.amount.value * factor:
            ledger.correct(total, factor)
            ledger.issues.append(
                Issue(
                    "unit.corrected",
                    total.amount.evidence[0],
                    f"“{total.amount_text.value}”按各分项之和应为万元，已按万元收录。",
                    f"'{total.amount_text.value}' must be in 10,000 yuan (万元) by the sum of its parts; read so.",
                )
            )
