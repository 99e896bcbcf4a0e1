"""What does a division page show? The way up, what lies below, and each department's totals by year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from yusuan.browse.facts import Link
from yusuan.browse.nodes import Nodes
from yusuan.vocabulary.concepts import concept_iri

_LINEAGE = """SELECT DISTINCT ?d ?label ?code ?up ?start WHERE {
  ?start skos:broader* ?d .
  ?d skos:prefLabel ?label .
  OPTIONAL { ?d skos:notation ?code }
  OPTIONAL { ?d skos:broader ?up } }"""
_BELOW = """SELECT DISTINCT ?d ?label ?top WHERE {
  ?d skos:broader ?top ;
     skos:prefLabel ?label } ORDER BY ?d"""
_DEPARTMENTS = """SELECT DISTINCT ?department ?name ?division ?place ?top WHERE {
  ?division skos:broader* ?top ;
            skos:prefLabel ?place .
  ?department bgt:division ?division ;
              skos:prefLabel ?name } ORDER BY ?division ?name"""
_TOTALS = """SELECT DISTINCT ?department ?year ?category ?amount ?top WHERE {
  ?division skos:broader* ?top .
  ?department bgt:division ?division .
  ?line a bgt:BudgetLine ;
        bgt:department ?department ;
        bgt:category ?category ;
        bgt:fiscalYear ?year ;
        bgt:headline true ;
        bgt:stage ?stage ;
        bgt:amount ?amount .
  FILTER EXISTS { ?line bgt:disclosure/bgt:stage ?stage }
  FILTER(?category IN (bgc:expenditure, bgc:income)) }"""
_PROJECTS = """SELECT DISTINCT ?department ?year ?project ?amount ?top WHERE {
  ?division skos:broader* ?top .
  ?department bgt:division ?division .
  ?project a bgt:Project ;
           bgt:department ?department .
  OPTIONAL { ?project bgt:fiscalYear ?year }
  OPTIONAL { ?project bgt:amount ?amount } }"""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One division on the way from the province down."""

    iri: str
    label: str
    code: str | None


@dataclass(frozen=True, slots=True)
class YearTotal:
    """A department's year: total of its budget or accounts, number of projects and the sum of their amounts (yuan)."""

    total: Decimal | None
    projects: int
    projects_amount: Decimal


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One department with one total for each year of the page."""

    department: Link
    division: Link
    years: tuple[YearTotal | None, ...]


@dataclass(frozen=True, slots=True)
class DivisionPage:
    """One division; ``lineage`` ends with it; ``years`` latest first."""

    iri: str
    label: str
    code: str | None
    lineage: tuple[PathStep, ...]
    below: tuple[Link, ...]
    years: tuple[int, ...]
    departments: tuple[DepartmentRow, ...]


def lineage_of(nodes: Nodes, division: str | None) -> tuple[PathStep, ...]:
    """The divisions from the province down to ``division``; empty where that is ``None`` or unknown."""
    if division is None:
        return ()
    rows = {
        d: (label, code, up)
        for d, label, code, up in nodes.rows(_LINEAGE, ("d", "label", "code", "up"), start=division)
    }
    steps: list[PathStep] = []
    at = division
    while at in rows and len(steps) < len(rows):
        label, code, up = rows[at]
        steps.append(PathStep(at, label, code or None))
        at = up
    return tuple(reversed(steps))


def division_page(nodes: Nodes, iri: str) -> DivisionPage | None:
    """The page of division ``iri``, or ``None`` where the graph does not hold it."""
    lineage = lineage_of(nodes, iri)
    if not lineage:
        return None
    found = nodes.rows(_DEPARTMENTS, ("department", "name", "division", "place"), top=iri)
    totals = _totals(nodes, iri)
    years = tuple(sorted({year for _, year in totals}, reverse=True))
    return DivisionPage(
        iri=iri,
        label=lineage[-1].label,
        code=lineage[-1].code,
        lineage=lineage,
        below=tuple(Link(d, label) for d, label in nodes.rows(_BELOW, ("d", "label"), top=iri)),
        years=years,
        departments=tuple(
            DepartmentRow(
                Link(department, name),
                Link(division, place),
                tuple(totals.get((department, year)) for year in years),
            )
            for department, name, division, place in found
        ),
    )


def _totals(nodes: Nodes, iri: str) -> dict[tuple[str, int], YearTotal]:
    """By department and year. The total is that of expenditure; of income where no expenditure is printed."""
    amounts: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(dict)
    for department, year, category, amount in nodes.rows(
        _TOTALS, ("department", "year", "category", "amount"), top=iri
    ):
        amounts[department, int(year)].setdefault(category, Decimal(amount))
    projects: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    for department, year, _, amount in nodes.rows(
        _PROJECTS, ("department", "year", "project", "amount"), top=iri
    ):
        if year:
            projects[department, int(year)].append(Decimal(amount or 0))
    spent, earned = concept_iri("expenditure"), concept_iri("income")
    return {
        key: YearTotal(
            amounts[key].get(spent, amounts[key].get(earned)),
            len(projects[key]),
            sum(projects[key], Decimal(0)),
        )
        for key in {*amounts, *projects}
    }
