"""The SPARQL page: an editor, examples, and results with links to pages. It works without scripts too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from yusuan.errors import QuerySyntax, YusuanError
from yusuan.vocabulary.terms import PREFIXES
from yusuan.web.context import addresses, lang, services, t
from yusuan.web.failures import status_of

blueprint = Blueprint("query", __name__)
SHOWN = 500
"""Rows on the page; all are in the download."""

_EXAMPLES = {
    "projects": """SELECT DISTINCT ?project ?name ?department ?year ?amount WHERE {
  ?project a bgt:Project ;
    skos:prefLabel ?name ;
    bgt:amount ?amount ;
    bgt:fiscalYear ?year ;
    bgt:department / skos:prefLabel ?department .
}
ORDER BY DESC(?amount)
LIMIT 20""",
    "receptions": """SELECT DISTINCT ?department ?year ?amount ?printed WHERE {
  ?line a bgt:BudgetLine ;
    bgt:category bgc:three-public\\/reception ;
    bgt:department / skos:prefLabel ?department ;
    bgt:fiscalYear ?year ;
    bgt:headline true ;
    bgt:amount ?amount ;
    bgt:amountText ?printed .
}
ORDER BY ?year DESC(?amount)""",
    "targets": """SELECT DISTINCT ?project ?indicator ?target WHERE {
  ?p bgt:indicator ?i ;
    skos:prefLabel ?project .
  ?i skos:prefLabel ?indicator ;
    bgt:level2 bgc:level\\/beneficiary-satisfaction ;
    bgt:targetText ?target ;
    bgt:targetValue ?value .
  FILTER (?value >= 90)
}
ORDER BY DESC(?value)""",
    "evidence": """# {comment}
SELECT DISTINCT ?project ?name ?amount ?words ?excerpt WHERE {
  ?project a bgt:Project ;
    skos:prefLabel ?name ;
    bgt:amount ?amount .
  ?statement rdf:subject ?project ;
    rdf:predicate bgt:amount ;
    prov:wasDerivedFrom ?excerpt .
  ?excerpt oa:hasSelector / oa:exact ?words .
}
LIMIT 50""",
    "topics": """SELECT ?topic ?label (COUNT(DISTINCT ?project) AS ?projects) (SUM(?amount) AS ?total) WHERE {
  ?project bgt:topic ?topic ;
    bgt:amount ?amount .
  ?topic skos:prefLabel ?label .
  FILTER (LANG(?label) = "{lang}")
}
GROUP BY ?topic ?label
ORDER BY DESC(?total)""",
}


@dataclass(frozen=True, slots=True)
class ResultCell:
    """One value of a result: its text, the address of its page where it has one, and whether it is a number."""

    text: str
    address: str | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gave: a table, a yes or no, or a graph in Turtle."""

    names: tuple[str, ...] = ()
    rows: tuple[tuple[ResultCell, ...], ...] = ()
    count: int = 0
    boolean: bool | None = None
    graph: str | None = None


@blueprint.route("/query", methods=["GET", "POST"])
def editor() -> ResponseReturnValue:
    """The editor; with a query in the address or the form, its results too."""
    g.styles_by_script = True
    text = request.values.get("query", "")
    samples = {name: _sample(text) for name, text in _EXAMPLES.items()}
    result, error = None, None
    if text.strip():
        try:
            result = run(text)
        except YusuanError as raised:
            error = raised
    page = render_template(
        "query.html",
        query=text or samples["projects"],
        samples=samples,
        result=result,
        error=error,
        position=(error.line, error.column) if isinstance(error, QuerySyntax) else None,
        prefixes=PREFIXES,
        shown=SHOWN,
    )
    return page, 200 if error is None else status_of(error)


def _sample(text: str) -> str:
    return text.replace("{comment}", t("query.comment.evidence")).replace("{lang}", lang())


def run(text: str) -> QueryResult:
    """The result of a query as the page shows it. Raises what ``Services.sparql`` raises."""
    answer = services().sparql(text, "json")
    if not answer.media_type.startswith("application/sparql-results+json"):
        return QueryResult(graph=services().sparql(text, "turtle").body.decode("utf-8"))
    found: dict[str, Any] = json.loads(answer.body)
    if "boolean" in found:
        return QueryResult(boolean=found["boolean"])
    names, rows = tuple(found["head"]["vars"]), found["results"]["bindings"]
    shown = tuple(tuple(cell(row.get(name)) for name in names) for row in rows[:SHOWN])
    return QueryResult(names, shown, len(rows))


def cell(term: dict[str, Any] | None) -> ResultCell:
    """One term of the SPARQL JSON results as a cell."""
    if term is None:
        return ResultCell("")
    if term["type"] == "uri":
        return ResultCell(compact(term["value"]), addresses().page(term["value"]))
    if term["type"] == "literal":
        return ResultCell(
            term["value"], number=term.get("datatype", "").endswith(("#decimal", "#integer", "#double"))
        )
    return ResultCell(str(term["value"]))


def compact(iri: str) -> str:
    """The IRI with a prefix where one fits; data IRIs by what stands after the base."""
    base = services().settings.base
    if iri.startswith(base):
        return iri.removeprefix(base)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
