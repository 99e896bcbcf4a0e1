"""What does one disclosure say, as triples? The mapping from records to the budget ontology, on one screen.

``disclosure_triples`` is the only entry. Organisations and prose are written here, money in ``budget_triples``,
projects and their indicators in ``project_triples``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Triple

from yusuan.graph.iris import Iris, counted, division_code
from yusuan.graph.terms import en, node, printed, year, zh
from yusuan.graph.triples.budget import write_budget_lines
from yusuan.graph.triples.projects import write_department_indicators, write_projects, write_term
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
from yusuan.vocabulary.terms import BGC, BGT, DCTERMS, ORG, RDFS, SKOS

__all__ = ["Triple", "disclosure_triples"]


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
    _clauses(sheet, disclosure.responsibilities, BGT.Responsibility, department, f"{owner}/responsibilities")
    for goal in _clauses(sheet, disclosure.goals, BGT.Goal, department, f"{owner}/goals"):
        sheet.link(department, BGT.goal, goal)
    _clauses(sheet, disclosure.safeguards, BGT.Safeguard, department, f"{owner}/safeguards")
    write_budget_lines(sheet, disclosure, department)
    projects = write_projects(sheet, disclosure, department)
    write_department_indicators(sheet, disclosure, department)
    _activities(sheet, disclosure.activities, department, owner, projects)
    _glossary(sheet, disclosure, owner)
    _policies(sheet, disclosure.policies)
    _remarks(sheet, disclosure, owner)
    _issues(sheet, disclosure)
    return sheet.triples()


def _document(sheet: FactSheet, disclosure: Disclosure, department: str) -> None:
    iri, source = sheet.resource(sheet.disclosure, BGT.Disclosure), disclosure.source
    sheet.fact(iri, DCTERMS.title, printed(disclosure.title.value), disclosure.title.evidence)
    sheet.say(iri, DCTERMS.identifier, printed(source.sha256))
    sheet.say(iri, DCTERMS.format, printed(source.media_type))
    sheet.say(iri, DCTERMS.source, printed(source.name))
    sheet.say(iri, BGT.encoding, printed(source.encoding))
    sheet.link(iri, BGT.stage, f"{BGC.NS}stage/{disclosure.stage}")
    name = disclosure.department.name
    sheet.fact(iri, DCTERMS.publisher, node(department), name.evidence)
    sheet.say(
        sheet.iris.statement(iri, DCTERMS.publisher), RDFS.label, zh(name.value)
    )  # as this document prints it
    if disclosure.year:
        sheet.fact(iri, BGT.fiscalYear, year(disclosure.year.value), disclosure.year.evidence)


def _department(sheet: FactSheet, disclosure: Disclosure) -> str:
    department = disclosure.department
    iri = sheet.resource(sheet.iris.department(department), BGT.Department)
    sheet.fact(iri, SKOS.prefLabel, zh(department.name.value), department.name.evidence)
    for alias in department.aliases:
        sheet.fact(iri, SKOS.altLabel, zh(alias.value), alias.evidence, one_of_many=True)
    if department.code:
        sheet.fact(iri, ORG.identifier, printed(department.code.value), department.code.evidence)
    if department.division:
        division = _divisions(sheet, department.division)
        sheet.fact(iri, BGT.division, node(division), department.division.evidence)
        if department.division_reason:
            reason = printed(department.division_reason)
            sheet.fact(iri, BGT.divisionReason, reason, department.division.evidence, one_of_many=True)
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
        iri = sheet.iris.worded(department, "units", unit.name.value, nth)
        sheet.resource(iri, BGT.Unit)
        sheet.link(iri, ORG.unitOf, department)
        sheet.fact(iri, SKOS.prefLabel, zh(unit.name.value), unit.name.evidence)
        for predicate, stated in (
            (BGT.unitNature, unit.nature),
            (BGT.unitRank, unit.rank),
            (BGT.fundingForm, unit.funding),
        ):
            if stated:
                sheet.fact(iri, predicate, zh(stated.value), stated.evidence)


def _clauses(
    sheet: FactSheet, clauses: Iterable[Clause], kind: str, department: str, owner: str
) -> list[str]:
    """Write numbered prose of one class; ``owner`` is "<year of the department>/<kind>"; returns the IRIs."""
    base, _, name = owner.rpartition("/")
    written = []
    for clause, nth in counted(clauses, lambda each: each.text.value):
        iri = sheet.iris.worded(base, name, clause.text.value, nth)
        sheet.resource(iri, kind, clause.ordinal)
        sheet.link(iri, BGT.department, department)
        sheet.fact(iri, DCTERMS.description, zh(clause.text.value), clause.text.evidence)
        write_term(sheet, iri, clause.term)
        written.append(iri)
    return written


def _activities(
    sheet: FactSheet, activities: Iterable[Activity], department: str, owner: str, projects: list[str]
) -> None:
    for ordinal, (activity, nth) in enumerate(counted(activities, lambda each: each.name.value), 1):
        iri = sheet.iris.worded(owner, "activities", activity.name.value, nth)
        sheet.resource(iri, BGT.Activity, ordinal)
        sheet.link(iri, BGT.department, department)
        sheet.fact(iri, SKOS.prefLabel, zh(activity.name.value), activity.name.evidence)
        for predicate, stated in (
            (BGT.duty, activity.duty),
            (BGT.annualGoal, activity.goal),
            (BGT.indicatorText, activity.indicators),
        ):
            if stated:
                sheet.fact(iri, predicate, zh(stated.value), stated.evidence)
        if activity.project is not None:
            sheet.link(iri, BGT.aboutProject, projects[activity.project])


def _glossary(sheet: FactSheet, disclosure: Disclosure, owner: str) -> None:
    for ordinal, (term, nth) in enumerate(counted(disclosure.terms, lambda each: each.name.value), 1):
        iri = sheet.iris.worded(owner, "terms", term.name.value, nth)
        sheet.resource(iri, BGT.Term, ordinal)
        sheet.fact(iri, SKOS.prefLabel, zh(term.name.value), term.name.evidence)
        sheet.fact(iri, SKOS.definition, zh(term.definition.value), term.definition.evidence)


def _policies(sheet: FactSheet, policies: Iterable[Policy]) -> None:
    for policy in policies:
        iri = sheet.resource(sheet.iris.policy(policy.title.value), BGT.Policy)
        sheet.fact(iri, DCTERMS.title, zh(policy.title.value), policy.title.evidence)
        sheet.fact(sheet.disclosure, BGT.cites, node(iri), evidence_of(policy), one_of_many=True)
        if policy.number:
            number = printed(policy.number.value)
            sheet.fact(iri, DCTERMS.identifier, number, policy.number.evidence, one_of_many=True)


def _remarks(sheet: FactSheet, disclosure: Disclosure, owner: str) -> None:
    for ordinal, (remark, nth) in enumerate(counted(disclosure.remarks, lambda each: each.text.value), 1):
        iri = sheet.iris.worded(owner, "passages", remark.text.value, nth)
        sheet.resource(iri, BGT.Passage, ordinal)
        sheet.fact(iri, DCTERMS.description, zh(remark.text.value), remark.text.evidence)


def _issues(sheet: FactSheet, disclosure: Disclosure) -> None:
    for ordinal, issue in enumerate(disclosure.issues, 1):
        iri = sheet.resource(sheet.iris.issue(sheet.disclosure, ordinal), BGT.Issue, ordinal)
        sheet.say(iri, BGT.code, printed(issue.code))
        sheet.say(iri, BGT.message, zh(issue.zh))
        sheet.say(iri, BGT.message, en(issue.en))
        sheet.derive(iri, (issue.span,))
