"""What does a concept page show? A topic, category, level or source: its words, its neighbours, what is about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.browse.facts import Link
from yusuan.browse.nodes import Nodes
from yusuan.vocabulary.concepts import Concept, by_iri, lineage, narrower
from yusuan.vocabulary.concepts import concept as at_path

_PROJECTS = """SELECT DISTINCT ?project ?name ?department ?unit ?year ?amount ?concept WHERE {
  ?project a bgt:Project ; bgt:topic ?concept ;
    skos:prefLabel ?name ; bgt:department ?department .
  ?department skos:prefLabel ?unit .
  OPTIONAL { ?project bgt:fiscalYear ?year }
  OPTIONAL { ?project bgt:amount ?amount } } ORDER BY DESC(?year) DESC(?amount) ?project"""
_LINES = """SELECT DISTINCT ?line ?name ?department ?unit ?year ?amount ?concept WHERE {
  ?line a bgt:BudgetLine ; bgt:headline true ; bgt:category ?concept ;
    skos:prefLabel ?name ; bgt:department ?department .
  ?department skos:prefLabel ?unit .
  OPTIONAL { ?line bgt:fiscalYear ?year }
  OPTIONAL { ?line bgt:amount ?amount } } ORDER BY DESC(?year) DESC(?amount) ?line"""

_DEFINITION = "SELECT ?concept ?text (LANG(?text) AS ?language) WHERE { ?concept skos:definition ?text }"


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """A project or budget line of one department and year; ``amount`` in yuan."""

    iri: str
    name: str
    department: Link
    year: int | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """One concept; ``above`` from the top down, without itself; ``definition`` by language, where there is one."""

    concept: Concept
    definition: Mapping[str, str]
    above: tuple[Concept, ...]
    below: tuple[Concept, ...]
    related: tuple[Concept, ...]
    projects: tuple[ConceptUse, ...]
    lines: tuple[ConceptUse, ...]


def concept_page(nodes: Nodes, iri: str) -> ConceptPage | None:
    """The page of concept ``iri``, or ``None`` where the thesauri have no such concept."""
    concept = by_iri(iri)
    if concept is None:
        return None
    above = [at_path(path) for path in reversed(list(lineage(concept.path))[1:])]
    return ConceptPage(
        concept,
        {language: text for text, language in nodes.rows(_DEFINITION, ("text", "language"), concept=iri)},
        tuple(above),
        narrower(concept.path),
        tuple(at_path(path) for path in concept.related),
        _entries(nodes, _PROJECTS, iri),
        _entries(nodes, _LINES, iri),
    )


def _entries(nodes: Nodes, query: str, iri: str) -> tuple[ConceptUse, ...]:
    names = ("project" if query is _PROJECTS else "line", "name", "department", "unit", "year", "amount")
    found: dict[str, ConceptUse] = {}
    for item, name, department, unit, year, amount in nodes.rows(query, names, concept=iri):
        entry = ConceptUse(
            item,
            name,
            Link(department, unit),
            int(year) if year else None,
            Decimal(amount) if amount else None,
        )
        found.setdefault(item, entry)
    return tuple(found.values())
