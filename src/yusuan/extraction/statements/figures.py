"""Which figures does a document state? Its sections about money, its budget tables, and what forms of goals say of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.extraction.outline import Section
from yusuan.extraction.statement import Passage, Statement
from yusuan.extraction.statements.amounts.context import prose_context
from yusuan.extraction.statements.budget import budget_table_statements
from yusuan.extraction.statements.money_sections import SECTIONS, MoneyReader
from yusuan.extraction.tables.units import Units
from yusuan.model.disclosure import BudgetLine
from yusuan.model.document import Document, Span

_ON_THREE_PUBLIC = re.compile(
    r"[^。；，]{0,40}[“\"]?三公[”\"]?经费[^。；，]{0,16}(?:说明|情况|公开|公示|公告)"
)
_TITLE = 80
"""Characters in which the title of a document stands."""
_UNTITLED = ("preface", "unknown")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose figures they are: the document's year and stage, and the names that the disclosing unit is called by."""

    year: int | None
    stage: str
    names: tuple[str, ...] = ()


def figures(
    document: Document,
    sections: Sequence[Section],
    whose: Whose,
    units: Units,
    taken: Iterable[Span] = (),
    of_goals: Iterable[BudgetLine] = (),
) -> Iterator[Passage]:
    """What ``document`` states of money, posts and assets: each section, then the budget tables, then what tables of
    goals state of the whole (``of_goals``: 整体支出绩效目标). In the tables that ``taken`` spans lie in, projects are told.
    """
    reader = MoneyReader(document, whose.stage, units, prose_context(document, whose.year, whose.stage))
    for section in _spoken(document, sections):
        if section.kind in SECTIONS:
            yield reader.read(section)
    yield list(
        budget_table_statements(document, (*taken, *reader.tables), units, whose.names, whose.year)
    )
    yield list(_of_goals(of_goals))


def _spoken(document: Document, sections: Sequence[Section]) -> Iterable[Section]:
    """The sections; in a document on nothing but “三公”经费, which has no section of it, each speaks of that."""
    told = _ON_THREE_PUBLIC.match("".join(document.text[:_TITLE].split()))
    if not told or any(section.kind == "three-public" for section in sections):
        return sections
    return [replace(each, kind="three-public") if each.kind in _UNTITLED else each for each in sections]


def _of_goals(lines: Iterable[BudgetLine]) -> Iterator[Statement]:
    for line in lines:
        if line.amount is not None and line.amount_text is not None:
            yield Statement(
                "table.goals",
                "amount",
                line.category,
                line.label,
                line.amount,
                line.amount_text,
                stage=line.stage,
            )
