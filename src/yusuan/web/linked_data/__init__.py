"""What is behind an IRI? ``/id/…``, ``/concept/…`` and ``/ontology`` by content negotiation.

RDF describes the resource and what hangs below it; a document's description is its whole named graph. For a browser
the resource's page is shown.
"""

from __future__ import annotations

import pyoxigraph as ox
from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from yusuan.browse.concept import concept_page
from yusuan.graph.store import GraphStore
from yusuan.graph.terms import in_order
from yusuan.vocabulary import ontology_file
from yusuan.vocabulary.concepts import CONCEPTS
from yusuan.vocabulary.labels import LABELS, comment, label
from yusuan.vocabulary.terms import BGC, BGT, OWL, PREFIXES, RDF
from yusuan.web.context import addresses, generation, lang, nodes
from yusuan.web.linked_data.negotiation import GRAPHS, PAGE, wanted

blueprint = Blueprint("linked_data", __name__)
_SYNTAX = {
    "turtle": ("text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "ntriples": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdfxml": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}
_LARGEST = 200_000
"""Triples of one description; what is larger is had by export."""


@blueprint.get("/id/<path:name>")
def resource(name: str) -> ResponseReturnValue:
    """One resource of the data."""
    iri = addresses().resource(name)
    found = described(generation().store, iri)
    if not found:
        raise NotFound
    kind = wanted(request, {**PAGE, **GRAPHS})
    if kind != "html":
        return _response(found, kind)
    page = addresses().page(iri)
    if page is not None and not page.startswith("/id/"):
        return redirect(page, 303)
    return render_template("resource.html", iri=iri, node=nodes().get(iri), name=name)


@blueprint.get("/concept/<path:path>")
def concept(path: str) -> ResponseReturnValue:
    """One topic, category, level or source."""
    page = concept_page(nodes(), BGC.NS + path)
    if page is None:
        raise NotFound
    kind = wanted(request, {**PAGE, **GRAPHS})
    if kind != "html":
        return _response(generation().store.describe(page.concept.iri), kind)
    return render_template("concept.html", page=page)


@blueprint.get("/ontology")
def ontology() -> ResponseReturnValue:
    """The definition of the terms: for machines the file itself, for people a glossary."""
    kind = wanted(request, {**PAGE, **GRAPHS})
    text = ontology_file("budget.ttl").read_text("utf-8")
    if kind != "html":
        return Response(text, content_type=_SYNTAX[kind][0]) if kind == "turtle" else written(text, kind)
    classes = _of_type(text, (OWL.Class,))
    properties = _of_type(text, (OWL.ObjectProperty, OWL.DatatypeProperty))
    topics = [
        each
        for each in CONCEPTS
        if each.scheme in ("topic", "category", "level", "source", "schedule", "stage")
    ]
    schemes = {each.scheme: [one for one in topics if one.scheme == each.scheme] for each in topics}
    return render_template("ontology.html", classes=classes, properties=properties, schemes=schemes)


def described(store: GraphStore, iri: str) -> list[ox.Triple]:
    """What the graph says of ``iri`` and of everything named below it; of a document, its named graph."""
    if "/documents/" in iri and "#" not in iri:
        graph = list(store.triples(iri))
        if graph:
            return graph
    found: dict[ox.Triple, None] = {}
    waiting, seen = [iri], {iri}
    while waiting and len(found) < _LARGEST:
        for triple in store.describe(waiting.pop()):
            found[triple] = None
            target = triple.object
            if (
                isinstance(target, ox.NamedNode)
                and target.value.startswith(f"{iri}/")
                and target.value not in seen
            ):
                seen.add(target.value)
                waiting.append(target.value)
    return list(found)


def written(turtle: str, kind: str) -> Response:
    """Turtle text as a response in another syntax."""
    return _response([quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)], kind)


def _response(triples: list[ox.Triple], kind: str) -> Response:
    media_type, syntax = _SYNTAX[kind]
    body = ox.serialize(in_order(triples), format=syntax, prefixes=PREFIXES) or b""
    response = Response(body, content_type=media_type)
    response.headers["Vary"] = "Accept"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _of_type(text: str, kinds: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """(local name, label, comment) of our own terms of these kinds, by name."""
    names = {
        quad.subject.value
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == RDF.type
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.object.value in kinds
    }
    ours = sorted(iri for iri in names if iri.startswith(BGT.NS) and iri in LABELS)
    return [(iri.removeprefix(BGT.NS), label(iri, lang()), comment(iri, lang())) for iri in ours]
