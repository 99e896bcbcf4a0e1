"""What does a department page show? Names, division, budget by year, and what one year's documents say of it."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.browse.division import PathStep, lineage_of
from yusuan.browse.document import DocumentEntry, documents_of
from yusuan.browse.facts import StatedText
from yusuan.browse.lines import LineTable, line_tables
from yusuan.browse.nodes import Node, Nodes, is_a
from yusuan.vocabulary.terms import BGT, ORG, SKOS

_PARTS = "?department (^bgt:department|^org:unitOf|bgt:goal)? ?s ."
_CONFLICTS = """?department ^dcterms:publisher/^bgt:disclosure ?s .
  ?s a bgt:Issue ; bgt:code ?code . FILTER(STR(?code) = "amount.conflict")"""
_TERMS = "?department ^dcterms:publisher/^bgt:disclosure ?s . ?s a bgt:Term ."


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """One department; everything from ``goals`` on is what the documents of ``year`` say."""

    iri: str
    name: StatedText
    aliases: tuple[StatedText, ...]
    code: StatedText | None
    lineage: tuple[PathStep, ...]
    documents: tuple[DocumentEntry, ...]
    years: tuple[int, ...]
    year: int | None
    lines: LineTable
    items: LineTable
    part_lines: LineTable
    goals: tuple[Node, ...]
    responsibilities: tuple[Node, ...]
    units: tuple[Node, ...]
    activities: tuple[Node, ...]
    projects: tuple[Node, ...]
    safeguards: tuple[Node, ...]
    terms: tuple[Node, ...]


def department_page(nodes: Nodes, iri: str, year: int | None = None) -> DepartmentPage | None:
    """The page of department ``iri`` for ``year`` (``None`` or a year it has nothing of: the latest); ``None`` where
    the graph holds no such department."""
    parts = nodes.matching(_PARTS, department=iri)
    department = next((each for each in parts if each.iri == iri and is_a(each, BGT.Department)), None)
    if department is None:
        return None
    documents = documents_of(nodes, iri)
    years = tuple(sorted({entry.year for entry in documents if entry.year is not None}, reverse=True))
    shown = year if year in years else next(iter(years), None)
    held = {entry.iri for entry in documents if entry.year == shown}

    parts += nodes.matching(_TERMS, department=iri)
    conflicts = [place for issue in nodes.matching(_CONFLICTS, department=iri) for place in issue.places]

    stages = {entry.iri: entry.stage for entry in documents}
    budget = (each for each in parts if is_a(each, BGT.BudgetLine))
    wholes, items, part_lines = line_tables(budget, conflicts, stages)

    def of(kind: str) -> tuple[Node, ...]:
        return tuple(each for each in parts if is_a(each, kind) and held & set(each.all(BGT.disclosure)))

    return DepartmentPage(
        iri=iri,
        name=department.words(SKOS.prefLabel) or StatedText(department.label, department.places),
        aliases=department.every(SKOS.altLabel),
        code=department.words(ORG.identifier),
        lineage=lineage_of(nodes, department.one(BGT.division)),
        documents=documents,
        years=years,
        year=shown,
        lines=wholes,
        items=items,
        part_lines=part_lines,
        goals=tuple(each for each in of(BGT.Goal) if each.iri in department.all(BGT.goal)),
        responsibilities=of(BGT.Responsibility),
        units=of(BGT.Unit),
        activities=of(BGT.Activity),
        projects=tuple(
            sorted(of(BGT.Project), key=lambda node: (-(node.number(BGT.amount) or 0), node.order))
        ),
        safeguards=of(BGT.Safeguard),
        terms=of(BGT.Term),
    )
