"""Document → Disclosure: everything the document says, each field with its spans, and Issues for what was not understood.

The steps are separate modules that know nothing of each other; this page runs them and collects what no step claimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.errors import SourceRefused
from yusuan.extraction.activities import activities
from yusuan.extraction.budget import budget_lines
from yusuan.extraction.glossary import terms
from yusuan.extraction.identity import identity
from yusuan.extraction.organisation import units
from yusuan.extraction.policies import policies
from yusuan.extraction.projects import projects
from yusuan.extraction.prose import clauses
from yusuan.extraction.remarks import remarks, unknown_tables
from yusuan.extraction.sections import Section, of_kind, sections
from yusuan.extraction.units import declared_units
from yusuan.model.disclosure import Disclosure
from yusuan.model.document import Document
from yusuan.model.issue import Issue

__all__ = ["extract"]

_BUDGET = re.compile(r"预算|决算|三公.{0,2}经费|绩效目标")
_LEAST_SECTIONS = 2


def extract(document: Document) -> Disclosure:
    """Everything that ``document`` says. Raises SourceRefused where it is no budget disclosure."""
    issues: list[Issue] = []
    parts = sections(document)
    if not _is_disclosure(document, parts):
        raise _refused(document, "里没有部门预算公开的内容", "holds no budget disclosure")
    who = identity(document, issues)
    if who.department is None:
        raise _refused(document, "里找不到公开单位的名称", "names no disclosing department")
    declared = declared_units(document)
    year = who.year.value if who.year else None
    found = tuple(projects(document, document.blocks, declared, issues))
    disclosure = Disclosure(
        source=document.source,
        title=who.title,
        year=who.year,
        stage=who.stage,
        department=who.department,
        units=units(document, of_kind(parts, "organisation", "profile")),
        responsibilities=clauses(document, of_kind(parts, "duties")),
        goals=clauses(document, of_kind(parts, "goals")),
        safeguards=clauses(document, of_kind(parts, "safeguards")),
        activities=activities(document, of_kind(parts, "activities"), found),
        budget_lines=budget_lines(document, parts, year, who.stage, declared, issues),
        projects=found,
        terms=terms(document, of_kind(parts, "glossary")),
        policies=policies(document),
        issues=tuple(issues),
    )
    return remarks(document, unknown_tables(document, disclosure))


def _is_disclosure(document: Document, parts: Sequence[Section]) -> bool:
    kinds = {part.kind for part in parts} - {"preface", "unknown", "other"}
    return bool(_BUDGET.search(document.text)) and len(kinds) >= _LEAST_SECTIONS


def _refused(document: Document, zh: str, en: str) -> SourceRefused:
    name = document.source.name
    return SourceRefused(
        f"{name}：{zh}，未收录；请确认文件是县级部门公开的预算或决算。",
        f"{name}: {en}; left out. Make sure that it is a department's published budget or accounts.",
    )
