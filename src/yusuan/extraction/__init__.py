"""Document → Disclosure: everything the document says, each field with its spans, and Issues for what was not understood.

The steps are separate modules that know nothing of each other; this page runs them and collects what no step claimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.errors import SourceRefused
from yusuan.extraction.identity import Identity, identity
from yusuan.extraction.outline import Section, duties_in_profile, of_kind, sections
from yusuan.extraction.recovery import recovered
from yusuan.extraction.settling.unclaimed import remarks, unknown_tables
from yusuan.extraction.statements.budget_lines import budget_lines
from yusuan.extraction.statements.narrative.activities import activities
from yusuan.extraction.statements.narrative.clauses import clauses, duties_untitled
from yusuan.extraction.statements.narrative.glossary import terms
from yusuan.extraction.statements.narrative.policies import policies
from yusuan.extraction.statements.narrative.units import units
from yusuan.extraction.statements.projects import project_tables
from yusuan.extraction.tables.units import declared_units
from yusuan.model.disclosure import BudgetLine, Disclosure, Project
from yusuan.model.document import Document
from yusuan.model.issue import Issue

__all__ = ["extract", "extract_recovered", "recovered"]

_BUDGET = re.compile(r"预算|决算|三公.{0,2}经费|绩效目标|绩效自评|专项资金|转移支付|资金分配")
_DISCLOSED = re.compile(
    r"(?:部门|单位|政府|财政|收支|支出|收入|综合).{0,4}(?:预算|决算)|(?:预算|决算)(?:公开|草案|报告|执行)|三公|绩效(?:目标|自评)|资金分配"
)
"""What the title of a disclosure is about."""
_LEAST_SECTIONS = 2
_LEAST_AMOUNTS = 3


def extract(document: Document) -> Disclosure:
    """Everything that ``document`` says, as its reader left it. Raises SourceRefused where it is no budget disclosure."""
    return extract_recovered(recovered(document))


def extract_recovered(document: Document) -> Disclosure:
    """``extract`` for a document whose flattened tables are ``recovered`` already: its cells are what excerpts stand in."""
    issues: list[Issue] = list(document.notes)
    parts = sections(document)
    if not _BUDGET.search(document.text):
        raise _no_disclosure(document)
    who = identity(document, issues)
    declared = declared_units(document)
    year = who.year.value if who.year else None
    tables = project_tables(document, document.blocks, declared, issues)
    found = tuple(tables.projects)
    names = [who.department.name, *who.department.aliases]
    lines = budget_lines(
        document,
        parts,
        year,
        who.stage,
        declared,
        issues,
        tables.spans,
        [name.value for name in names],
        tables.lines,
    )
    if not _is_disclosure(document, who, parts, found, lines):
        raise _no_disclosure(document)
    disclosure = Disclosure(
        source=document.source,
        title=who.title,
        year=who.year,
        stage=who.stage,
        department=who.department,
        units=units(document, of_kind(parts, "organisation", "profile")),
        responsibilities=clauses(document, of_kind(parts, "duties") or duties_in_profile(parts))
        or duties_untitled(document, of_kind(parts, "preface", "unknown")),
        goals=(*clauses(document, of_kind(parts, "goals")), *tables.goals),
        indicators=tuple(tables.indicators),
        safeguards=clauses(document, of_kind(parts, "safeguards")),
        activities=(*activities(document, of_kind(parts, "activities"), found), *tables.activities),
        budget_lines=lines,
        projects=found,
        terms=terms(document, of_kind(parts, "glossary")),
        policies=policies(document),
        remarks=tuple(tables.remarks),
        issues=tuple(issues),
    )
    return remarks(document, unknown_tables(document, disclosure))


def _is_disclosure(
    document: Document,
    who: Identity,
    parts: Sequence[Section],
    found: Sequence[Project],
    lines: Sequence[BudgetLine],
) -> bool:
    """Whether the sections are a disclosure's, or the document holds projects or amounts, or a title that says it is one
    and more than that title."""
    kinds = {part.kind for part in parts} - {"preface", "unknown", "other", "contents"}
    amounts = sum((line.amount is not None) + (line.change is not None) for line in lines)
    beyond = len("".join(document.text.split())) - len("".join(who.title.value.split()))
    titled = who.formal and who.year is not None and beyond > 0 and bool(_DISCLOSED.search(who.title.value))
    return titled or len(kinds) >= _LEAST_SECTIONS or bool(found) or amounts >= _LEAST_AMOUNTS


def _no_disclosure(document: Document) -> SourceRefused:
    return _refused(document, "里没有部门预算公开的内容", "holds no budget disclosure")


def _refused(document: Document, zh: str, en: str) -> SourceRefused:
    name = document.source.name
    return SourceRefused(
        f"{name}：{zh}，未收录；请确认文件是县级部门公开的预算或决算。",
        f"{name}: {en}; left out. Make sure that it is a department's published budget or accounts.",
    )
