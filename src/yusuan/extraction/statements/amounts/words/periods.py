"""Of which year, stage and fund is a place of the document, where the headings above it say another one than the document?

"一、2021年预算执行情况" in a budget of 2022: what stands under it and prints no year is of 2021, and executed. Under
"2.全县政府性基金预算" totals and transfers are those of that fund.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from yusuan.extraction.stated import clean_at, span_of
from yusuan.model.disclosure import Stated
from yusuan.model.document import Document, Heading, Paragraph
from yusuan.values.clean import CleanText

_STAGES = (
    ("execution", re.compile(r"执行(?:情况)?|完成情况")),
    ("final-accounts", re.compile(r"决算")),
    ("budget", re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?:草案|安排|编制|收支|情况)?")),
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_FUNDS = (
    ("income/government-fund", "政府性基金"),
    ("income/state-capital", "国有资本经营"),
    ("income/social-insurance", "社会保险基金"),
    ("income/general-budget", "一般公共预算"),
)
_APART = ("income/government-fund", "income/state-capital")
"""Funds that a department's disclosure tells apart too, under headings of their own."""
_WHOLE = re.compile(
    r"全[县区市州旗](?:一般公共|政府性基金|国有资本|上级|地方|财政|收入|支出|总)|地方一般公共预算收入|预算执行情况[和及与]\S{0,8}预算草案"
)
_LONGEST_TITLE = 40
_UNNUMBERED = 9
"""The level of a title without a number: it holds until the next title, whatever that is."""


@dataclass(frozen=True, slots=True)
class Period:
    """``year``, ``stage`` (a path below "stage/") and ``fund`` (a category) that headings say; ``None`` where they leave
    it open."""

    year: Stated[int] | None = None
    stage: Stated[str] | None = None
    fund: Stated[str] | None = None


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of a document, each from an offset on; ``county`` where it tells a whole county's money."""

    offsets: tuple[int, ...] = ()
    found: tuple[Period, ...] = ()
    county: bool = False

    def at(self, offset: int) -> Period:
        """The period in force at ``offset``."""
        index = bisect_right(self.offsets, offset) - 1
        return self.found[index] if index >= 0 else Period()


def periods(document: Document, year: int | None, stage: str) -> Periods:
    """The periods that the numbered headings and bare titles of ``document`` (of ``year``, ``stage``) begin."""
    county = bool(_WHOLE.search(document.text))
    above: list[tuple[int, Period]] = []
    offsets: list[int] = []
    found: list[Period] = []
    for block in document.blocks:
        if not isinstance(block, Heading | Paragraph):
            continue
        level = _level(document, block)
        if level is None:
            continue
        while above and above[-1][0] >= level:
            above.pop()
        held = above[-1][1] if above else Period()
        above.append((level, _said(clean_at(document, block.span), held, year, stage, county)))
        offsets.append(block.span.start)
        found.append(above[-1][1])
    return Periods(tuple(offsets), tuple(found), county)


def _level(document: Document, block: Heading | Paragraph) -> int | None:
    if isinstance(block, Heading):
        return block.level if block.number else None
    if block.span.end - block.span.start > _LONGEST_TITLE:
        return None
    return _UNNUMBERED if document.words(block.span).rstrip().endswith("表") else None


def _said(text: CleanText, held: Period, year: int | None, stage: str, county: bool) -> Period:
    """What a title says of the period, on top of what the titles above it say."""
    if len(text.text) > _LONGEST_TITLE:
        return held
    of, at, fund = held.year, held.stage, held.fund
    years = list(_YEAR.finditer(text.text))
    if len(years) == 1:
        printed = int(years[0].group(1))
        of = None if printed == year else Stated(printed, (span_of(text, *years[0].span(1)),))
        for name, pattern in _STAGES:
            if match := pattern.search(text.text, years[0].end()):
                at = None if name == stage else Stated(name, (span_of(text, *match.span()),))
                break
    named = [(path, text.text.find(word), len(word)) for path, word in _FUNDS if word in text.text]
    if len(named) == 1 and (county or named[0][0] in _APART):
        path, start, length = named[0]
        fund = Stated(path, (span_of(text, start, start + length),))
    return Period(of, at, fund)
