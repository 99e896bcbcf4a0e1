"""What does the first page show? How much is held, where it comes from, and questions that it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.browse.document import DocumentEntry, documents
from yusuan.browse.facts import Link
from yusuan.browse.nodes import Nodes
from yusuan.vocabulary.concepts import by_iri
from yusuan.vocabulary.terms import BGT

_COUNT = "SELECT ?kind (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?kind } GROUP BY ?kind"
_COUNTED = (("projects", BGT.Project), ("indicators", BGT.Indicator), ("departments", BGT.Department))
_COUNTIES = """SELECT DISTINCT ?division ?label ?code ?above ?department ?name WHERE {
  ?department bgt:division ?division ;
              skos:prefLabel ?name .
  ?division skos:prefLabel ?label .
  OPTIONAL { ?division skos:notation ?code }
  OPTIONAL { ?division skos:broader/skos:prefLabel ?above }
  } ORDER BY ?division ?name"""
_TOPICS = """SELECT ?topic (COUNT(DISTINCT ?project) AS ?n) WHERE {
  ?project a bgt:Project ; bgt:topic ?topic }
  GROUP BY ?topic ORDER BY DESC(?n) ?topic LIMIT 24"""
_LARGEST = """SELECT ?name ?department ?county WHERE {
  ?project a bgt:Project ; bgt:amount ?amount ;
    skos:prefLabel ?name ; bgt:department ?d .
  ?d skos:prefLabel ?department ; bgt:division ?division .
  ?division skos:prefLabel ?county } ORDER BY DESC(?amount) ?name LIMIT 1"""


@dataclass(frozen=True, slots=True)
class County:
    """A division that has departments of its own; ``above`` is the name of the division above it."""

    division: Link
    code: str | None
    above: str | None
    departments: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """``counts`` by "counties", "departments", "projects", "indicators", "documents"; ``topics`` with their counts."""

    counts: dict[str, int]
    counties: tuple[County, ...]
    documents: tuple[DocumentEntry, ...]
    topics: tuple[tuple[str, int], ...]


def home_page(nodes: Nodes) -> HomePage:
    """The first page."""
    counties, held = _counties(nodes), documents(nodes)
    counts = {name: sum(int(n) for (n,) in nodes.rows(_COUNT, ("n",), kind=kind)) for name, kind in _COUNTED}
    counts |= {"counties": len(counties), "documents": len(held)}
    topics = tuple((topic, int(n)) for topic, n in nodes.rows(_TOPICS, ("topic", "n")) if by_iri(topic))
    return HomePage(counts, counties, held, topics)


def _counties(nodes: Nodes) -> tuple[County, ...]:
    found: dict[str, tuple[str, str, str]] = {}
    departments: dict[str, dict[str, Link]] = defaultdict(dict)
    names = ("division", "label", "code", "above", "department", "name")
    for division, label, code, above, department, name in nodes.rows(_COUNTIES, names):
        found.setdefault(division, (label, code, above))
        departments[division].setdefault(department, Link(department, name))
    return tuple(
        County(Link(iri, label), code or None, above or None, tuple(departments[iri].values()))
        for iri, (label, code, above) in found.items()
    )


def question_candidates(nodes: Nodes, page: HomePage, lang: str) -> Iterator[str]:
    """Questions in ``lang`` made of names that the data holds; whether each has an answer is for the caller to try."""
    years = [entry.year for entry in page.documents if entry.year]
    topic = next((by_iri(iri) for iri, _ in page.topics), None)
    for name, department, county in nodes.rows(_LARGEST, ("name", "department", "county")):
        if lang == "en":
            yield f"What is the budget of {name}?"
            yield f"Which project of {county} is the largest in {max(years)}?" if years else ""
            yield f"How many projects does {county} have?"
            yield f"Which projects are about {topic.en}?" if topic else ""
            yield f"What does {department} spend on official reception?"
        else:
            yield f"{name}的预算是多少？"
            yield f"{max(years)}年{county}最大的项目是哪个？" if years else ""
            yield f"{county}有多少个项目？"
            yield f"哪些项目和{topic.zh}有关？" if topic else ""
            yield f"{department}的公务接待费是多少？"
