"""A few sentences as a budget section, and what was read from them in a form that is easy to compare."""

from __future__ import annotations

from yusuan.extraction.outline import sections
from yusuan.extraction.settling.lines import settle
from yusuan.extraction.statement import Passage
from yusuan.extraction.statements.figures import Whose, figures
from yusuan.extraction.tables.units import declared_units
from yusuan.model.disclosure import BudgetLine
from yusuan.model.issue import Issue
from yusuan.reading import read
from yusuan.values.numbers import format_decimal

TITLES = {
    "three-public": "“三公”经费预算情况",
    "arrangement": "部门预算安排情况",
    "operating": "机关运行经费安排情况",
    "assets": "国有资产情况",
    "procurement": "政府采购情况",
}


def lines_of(
    text: str, section: str = "three-public", year: int = 2023, stage: str = "budget"
) -> tuple[tuple[BudgetLine, ...], list[Issue]]:
    """The budget lines of ``text`` standing in a section of that kind, and the issues met."""
    settled = settle(passages(f"一、{TITLES[section]}\n\n{text}\n", year, stage), year, stage)
    return settled.lines, list(settled.issues)


def passages(text: str, year: int, stage: str) -> list[Passage]:
    """What a whole document states of figures."""
    document = read(text.encode(), "prose.txt")
    return list(figures(document, sections(document), Whose(year, stage), declared_units(document)))


def said(text: str, section: str = "three-public", year: int = 2023, stage: str = "budget") -> set[str]:
    """Each line as "category 2022: 5万元 +1 n2": the year where it is not the document's, in 万元."""
    found = set()
    for line in lines_of(text, section, year, stage)[0]:
        words = line.category.rsplit("/", 1)[-1]
        if line.year and line.year.value != year:
            words += f" {line.year.value}"
        if line.amount:
            words += f" {format_decimal(line.amount.value / 10_000)}"
        if line.change:
            change = format_decimal(line.change.value / 10_000)
            words += f" {'' if change.startswith('-') else '+'}{change}"
        if line.quantity and line.unit:
            words += f" n{format_decimal(line.quantity.value)}{line.unit.value}"
        found.add(words)
    return found


def issues_of(text: str, section: str = "three-public", year: int = 2023, stage: str = "budget") -> list[str]:
    """The codes of the issues met in ``text``."""
    return [issue.code for issue in lines_of(text, section, year, stage)[1]]
