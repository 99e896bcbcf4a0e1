"""What does one disclosure say, as triples? The mapping from records to the budget ontology, on one screen.

``disclosure_triples`` is the only entry. Organisations and prose are written here, money in ``budget``,
projects and their indicators in ``projects``; what each record's fields are is a row of ``model.fields``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pyoxigraph import Triple

from yusuan.graph.iris import Iris, counted, division_code
from yusuan.graph.terms import node, printed, zh
from yusuan.graph.triples.budget import write_budget_lines
from yusuan.graph.triples.fields import write_fields
from yusuan.graph.triples.projects import write_department_indicators, write_projects
from yusuan.graph.triples.provenance import FactSheet
from yusuan.model.disclosure import (
    Activity,
    Clause,
    Disclosure,
    DivisionRef,
    Policy,
    Stated,
    Unit,
    evidence_of,
)
from yusuan.model.document import Cell, Part
from yusuan.model.field import Fields
from yusuan.model.fields import (
    ACTIVITY,
    DEPARTMENT,
    DISCLOSURE,
    GLOSSARY_TERM,
    GOAL,
    ISSUE,
    POLICY,
    REMARK,
    RESPONSIBILITY,
    SAFEGUARD,
    UNIT,
)
from yusuan.vocabulary.terms import BGT, DCTERMS, ORG, RDFS, SKOS

__all__ = ["Triple", "disclosure_triples"]

Worded = TypeVar("Worded")


def disclosure_triples(
    disclosure: Disclosure,
    text: str,
    iris: Iris,
    cells: Iterable[Cell] = (),
    parts: Sequence[Part] = (),
) -> list[Triple]:
    """Everything ``disclosure`` says, each triple once, sorted.

    ``text`` is the document's canonical text, on which the spans count; ``cells`` are those of its tables, so that an
    excerpt inside one says its row and column, and ``parts`` say its page and sheet. The named graph of the triples is
    ``iris.disclosure(disclosure.source.sha256)``. SourceRefused where a span lies outside the text.
    """
    sheet = FactSheet(iris.disclosure(disclosure.source.sha256), text, iris, cells, parts)
    department = _department(sheet, disclosure)
    _document(sheet, disclosure, department)
    owner = iris.year_of(department, disclosure)
    _units(sheet, disclosure.units, department)
    _clauses(sheet, disclosure.responsibilities, RESPONSIBILITY, department, owner, "responsibilities")
    for goal in _clauses(sheet, disclosure.goals, GOAL, department, owner, "goals"):
        sheet.link(department, BGT.goal, goal)
    _clauses(sheet, disclosure.safeguards, SAFEGUARD, department, owner, "safeguards")
    write_budget_lines(sheet, disclosure, department)
    projects = write_projects(sheet, disclosure, department)
    write_department_indicators(sheet, disclosure, department)
    _activities(sheet, disclosure.activities, department, owner, projects)
    _worded(sheet, disclosure.terms, GLOSSARY_TERM, owner, "terms", lambda term: term.name.value)
    _worded(sheet, disclosure.remarks, REMARK, owner, "passages", lambda remark: remark.text.value)
    _policies(sheet, disclosure.policies)
    _issues(sheet, disclosure)
    return sheet.triples()


def _document(sheet: FactSheet, disclosure: Disclosure, department: str) -> None:
    iri = sheet.resource(sheet.disclosure, BGT.Disclosure)
    write_fields(sheet, iri, disclosure, DISCLOSURE)
    name = disclosure.department.name
    sheet.fact(iri, DCTERMS.publisher, node(department), name.evidence)
    sheet.say(
        sheet.iris.statement(iri, DCTERMS.publisher), RDFS.label, zh(name.value)
    )  # as this document prints it


def _department(sheet: FactSheet, disclosure: Disclosure) -> str:
    department = disclosure.department
    iri = sheet.resource(sheet.iris.department(department), BGT.Department)
    write_fields(sheet, iri, department, DEPARTMENT)
    if department.division:
        division = _divisions(sheet, department.division)
        sheet.fact(iri, BGT.division, node(division), department.division.evidence)
    return iri


def _divisions(sheet: FactSheet, division: Stated[DivisionRef]) -> str:
    """Write the division and all above it; returns the division's own IRI."""
    path, above = division.value.path, None
    for depth in range(1, len(path) + 1):
        last = depth == len(path)
        part = division.value if last else DivisionRef(division_code(path[:depth]), path[:depth])
        iri = sheet.resource(sheet.iris.division(part), BGT.Division)
        sheet.say(iri, SKOS.prefLabel, zh(part.name))
        sheet.derive(iri, division.evidence)
        if part.code:
            sheet.say(iri, SKOS.notation, printed(part.code))
        if above:
            sheet.link(iri, SKOS.broader, above)
        above = iri
    return sheet.iris.division(division.value)


def _units(sheet: FactSheet, units: Iterable[Unit], department: str) -> None:
    for unit, nth in counted(units, lambda each: each.name.value):
        iri = sheet.resource(sheet.iris.worded(department, "units", unit.name.value, nth), UNIT.kind)
        sheet.link(iri, ORG.unitOf, department)
        write_fields(sheet, iri, unit, UNIT)


def _clauses(
    sheet: FactSheet, clauses: Iterable[Clause], fields: Fields, department: str, owner: str, name: str
) -> list[str]:
    """Write numbered prose below ``owner``, what the department says for the year; returns the IRIs."""
    named = _worded(sheet, clauses, fields, owner, name, lambda each: each.text.value, lambda each: each.ordinal)
    for iri, _ in named:
        sheet.link(iri, BGT.department, department)
    return [iri for iri, _ in named]


def _activities(
    sheet: FactSheet, activities: Iterable[Activity], department: str, owner: str, projects: list[str]
) -> None:
    for iri, activity in _worded(sheet, activities, ACTIVITY, owner, "activities", lambda each: each.name.value):
        sheet.link(iri, BGT.department, department)
        if activity.project is not None:
            sheet.link(iri, BGT.aboutProject, projects[activity.project])


def _worded(
    sheet: FactSheet,
    records: Iterable[Worded],
    fields: Fields,
    owner: str,
    name: str,
    words: Callable[[Worded], str],
    ordinal: Callable[[Worded], int] | None = None,
) -> list[tuple[str, Worded]]:
    """Write records that are named by their words below ``owner``; returns each with its IRI. Without ``ordinal`` they
    are counted from 1."""
    written = []
    for place, (record, nth) in enumerate(counted(records, words), 1):
        iri = sheet.iris.worded(owner, name, words(record), nth)
        sheet.resource(iri, fields.kind, ordinal(record) if ordinal else place)
        write_fields(sheet, iri, record, fields)
        written.append((iri, record))
    return written


def _policies(sheet: FactSheet, policies: Iterable[Policy]) -> None:
    for policy in policies:
        iri = sheet.resource(sheet.iris.policy(policy.title.value), POLICY.kind)
        write_fields(sheet, iri, policy, POLICY)
        sheet.fact(sheet.disclosure, BGT.cites, node(iri), evidence_of(policy), one_of_many=True)


def _issues(sheet: FactSheet, disclosure: Disclosure) -> None:
    for ordinal, issue in enumerate(disclosure.issues, 1):
        iri = sheet.resource(sheet.iris.issue(sheet.disclosure, ordinal), BGT.Issue, ordinal)
        write_fields(sheet, iri, issue, ISSUE)
        sheet.derive(iri, (issue.span,))
