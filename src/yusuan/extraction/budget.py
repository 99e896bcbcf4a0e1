"""The budget sections of a disclosure → budget lines: prose amounts, asset tables, and plain statements of none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.extraction.assets import read_asset_table
from yusuan.extraction.categories import mentions
from yusuan.extraction.ledger import Ledger
from yusuan.extraction.procurement import read_procurement_table
from yusuan.extraction.prose_amounts import Paragraph as ProseParagraph
from yusuan.extraction.prose_statements import Statements
from yusuan.extraction.prose_subject import Subject
from yusuan.extraction.sections import Section
from yusuan.extraction.stated import clean_at, span_of, text_of
from yusuan.extraction.units import Units
from yusuan.model.disclosure import BudgetLine, Stated
from yusuan.model.document import Document, Heading, Paragraph, Table
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
) -> tuple[BudgetLine, ...]:
    """The budget lines of every budget section, in order of first mention."""
    ledger = Ledger(year, issues)
    for section in sections:
        if section.kind in SECTIONS:
            _read(document, section, year, stage, units, ledger)
    return tuple(ledger.lines)


def _read(
    document: Document, section: Section, year: int | None, stage: str, units: Units, ledger: Ledger
) -> None:
    before = len(ledger.lines)
    subject = _titled(document, section.heading, section.kind)
    as_of = None
    for block in section.blocks:
        if isinstance(block, Table):
            if section.kind == "assets":
                read_asset_table(document, block, as_of, units, ledger)
            elif section.kind == "procurement":
                read_procurement_table(document, block, units, ledger)
            continue
        text = clean_at(document, block.span)
        if isinstance(block, Heading) and not any(character.isdigit() for character in block.title):
            subject = _titled(document, block, section.kind) or subject
            continue
        says = Statements(document, text, ledger, stage)
        told = ProseParagraph(says, section.kind, year, subject if isinstance(block, Paragraph) else None)
        told.read()
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
