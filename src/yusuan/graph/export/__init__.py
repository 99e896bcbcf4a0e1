"""How does everything leave the house? Exports that are equal byte for byte, whatever was ingested first.

Disclosures come in the order of their SHA-256, then what follows from all of them
(close matches). The ontology is not exported: it is a file of its own.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import IO, Any

import pyoxigraph as ox

from yusuan.errors import UsageError
from yusuan.graph.export.as_json import disclosure_object
from yusuan.graph.export.jsonld import graph_object
from yusuan.graph.resources import Resources
from yusuan.graph.sparql.answers import GRAPH_TYPES
from yusuan.graph.sparql.table import prefixed
from yusuan.graph.spreadsheets import harmless
from yusuan.graph.store import GraphStore
from yusuan.graph.terms import in_order, node
from yusuan.vocabulary import ontology_file
from yusuan.vocabulary.terms import BGT, PREFIXES, PROV, RDF

COLUMNS = ("kind", "document", "record", "property", "value", "text", "start", "end")


def export(store: GraphStore, format: str) -> bytes:
    """Every disclosure in ``format``, one of FORMATS; UsageError for another."""
    out = io.BytesIO()
    write_export(store, format, out)
    return out.getvalue()


def write_export(store: GraphStore, format: str, out: IO[bytes]) -> None:
    """Write every disclosure to ``out`` in ``format``, a document at a time where the format allows it."""
    if format not in _WRITERS:
        raise UsageError(
            f"没有 {format} 导出格式，可用：{', '.join(FORMATS)}。",
            f"There is no export format {format}; use one of {', '.join(FORMATS)}.",
        )
    _WRITERS[format](store, out)


def export_json(store: GraphStore) -> list[dict[str, Any]]:
    """One object a disclosure, by SHA-256; amounts are decimal strings in yuan, absent values ``None``."""
    return [disclosure_object(view) for view in _views(store)]


def serialise(triples: list[ox.Triple], format: str) -> bytes:
    """``triples`` sorted, as "turtle", "ntriples", "jsonld" or "rdfxml"."""
    written = ox.serialize(in_order(triples), format=GRAPH_TYPES[format][1], prefixes=PREFIXES)
    return written or b""


def _json(store: GraphStore, out: IO[bytes]) -> None:
    out.write(json.dumps(export_json(store), ensure_ascii=False, indent=1).encode() + b"\n")


def _views(store: GraphStore) -> Iterator[Resources]:
    for graph in store.documents().values():
        yield store.view(graph)


def _turtle(store: GraphStore, out: IO[bytes]) -> None:
    """One block a disclosure under one head of prefixes; things that several state are written in each."""
    for prefix, namespace in PREFIXES.items():
        out.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    for sha256, graph in store.documents().items():
        block = serialise(list(store.triples(graph)), "turtle").decode()
        lines = block.splitlines(keepends=True)
        body = "".join(line for line in lines if not line.startswith("@prefix "))
        out.write(f"\n# {sha256}\n{body}".encode())
    for graph in store.derived():
        lines = serialise(list(store.triples(graph)), "turtle").decode().splitlines(keepends=True)
        body = "".join(line for line in lines if not line.startswith("@prefix "))
        out.write(f"\n# {graph}\n{body}".encode())


def _nquads(store: GraphStore, out: IO[bytes]) -> None:
    for graph in (*store.documents().values(), *store.derived()):
        name = node(graph)
        for triple in in_order(store.triples(graph)):
            quad = ox.Quad(triple.subject, triple.predicate, triple.object, name)
            out.write(f"{quad} .\n".encode())


def _jsonld(store: GraphStore, out: IO[bytes]) -> None:
    context = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    graphs = [
        graph_object(view.graph, in_order(store.triples(view.graph)), context) for view in _views(store)
    ]
    graphs += [graph_object(each, in_order(store.triples(each)), context) for each in store.derived()]
    document = {"@context": context, "@graph": graphs}
    out.write(json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")


def _csv(store: GraphStore, out: IO[bytes]) -> None:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for view in _views(store):
        for kind in _CLASSES:
            for resource in view.of_class(kind):
                writer.writerows(_csv_rows(view, kind, resource))
        out.write(written.getvalue().encode())
        written.seek(0)
        written.truncate()
    out.write(written.getvalue().encode())


def _csv_rows(view: Resources, kind: str, resource: str) -> Iterator[list[str | int]]:
    name = kind.removeprefix(BGT.NS)
    for predicate, value in view.properties(resource):
        if predicate in (RDF.type, PROV.wasDerivedFrom, BGT.disclosure):
            continue
        start: list[str | int] = [name, view.sha256, resource, prefixed(predicate), harmless(value.value)]
        words = view.stated(resource, predicate, value.value)
        yield from ([*start, harmless(each.text), each.start, each.end] for each in words)
        if not words:
            yield [*start, "", "", ""]


_CLASSES = (
    BGT.Disclosure,
    BGT.Division,
    BGT.Department,
    BGT.Unit,
    BGT.Responsibility,
    BGT.Goal,
    BGT.Safeguard,
    BGT.Activity,
    BGT.BudgetLine,
    BGT.Project,
    BGT.Indicator,
    BGT.FundingFlow,
    BGT.Payment,
    BGT.Policy,
    BGT.Term,
    BGT.Passage,
    BGT.Issue,
    BGT.Finding,
)

_WRITERS: dict[str, Callable[[GraphStore, IO[bytes]], None]] = {
    "json": _json,
    "turtle": _turtle,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "csv": _csv,
}
FORMATS = tuple(_WRITERS)
"""The formats of an export."""
