"""How is the answer to a query written down? Every result format, with a bound on rows while writing.

Runs inside the query worker, so it imports next to nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import pyoxigraph as ox

from yusuan.graph.sparql.table import text_table
from yusuan.vocabulary.terms import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Solution = list[Term | None]
T = TypeVar("T")
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

SOLUTION_TYPES = {
    "table": "text/plain; charset=utf-8",
    "json": "application/sparql-results+json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xml": "application/sparql-results+xml",
}
"""Formats of SELECT and ASK, with their media types."""

GRAPH_TYPES = {
    "turtle": ("text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    "ntriples": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdfxml": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}
"""Formats of CONSTRUCT and DESCRIBE, with their media types."""

_GRAPH_INSTEAD = {"table": "turtle", "json": "jsonld", "xml": "rdfxml"}


class TooManyRows(Exception):
    """The answer has more rows or triples than the limit."""


class FormatUnfit(Exception):
    """The form of the query cannot be written in the format asked for."""


def write_answer(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, format: str, rows: int, query: str = ""
) -> tuple[bytes, str]:
    """(bytes, media type) of ``result`` in ``format``; at most ``rows`` rows or triples.

    A graph asked for as table, json or xml comes as turtle, jsonld or rdfxml. The columns of SELECT * stand as
    ``query`` first names them. FormatUnfit, TooManyRows.
    """
    if isinstance(result, ox.QueryTriples):
        return _graph(result, _GRAPH_INSTEAD.get(format, format), rows)
    if format not in SOLUTION_TYPES:
        raise FormatUnfit(", ".join(SOLUTION_TYPES))
    media_type = SOLUTION_TYPES[format]
    if isinstance(result, ox.QueryBoolean):
        return _BOOLEANS[format](bool(result)).encode(), media_type
    names = _columns([variable.value for variable in result.variables], query)
    solutions: list[Solution] = [[solution[name] for name in names] for solution in _bounded(result, rows)]
    return _SOLUTIONS[format](names, solutions).encode("utf-8", "surrogatepass"), media_type


_SELECT = re.compile(r"\bSELECT\b\s*(?:DISTINCT\b|REDUCED\b)?\s*(\*)?", re.IGNORECASE)


def _columns(names: list[str], query: str) -> list[str]:
    select = _SELECT.search(query)
    if select is None or select[1] is None:
        return names
    place = {name: at for at, name in reversed(list(enumerate(re.findall(r"[?$](\w+)", query))))}
    return sorted(names, key=lambda name: place.get(name, len(query)))


def _bounded(items: Iterable[T], rows: int) -> list[T]:
    kept: list[T] = []
    for item in items:
        if len(kept) >= rows:
            raise TooManyRows
        kept.append(item)
    return kept


def _graph(triples: Iterable[ox.Triple], format: str, rows: int) -> tuple[bytes, str]:
    if format not in GRAPH_TYPES:
        raise FormatUnfit(", ".join(GRAPH_TYPES))
    media_type, rdf_format = GRAPH_TYPES[format]
    ordered = sorted(set(_bounded(triples, rows)), key=str)
    written = ox.serialize(ordered, format=rdf_format, prefixes=PREFIXES)
    return written or b"", media_type


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    written: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif term.datatype.value != XSD_STRING:
        written["datatype"] = term.datatype.value
    return written


def _json(names: list[str], rows: list[Solution]) -> str:
    bindings = [
        {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in rows
    ]
    answer = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False) + "\n"


def _csv(names: list[str], rows: list[Solution]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(["" if term is None else _csv_term(term) for term in row])
    return out.getvalue()


def _csv_term(term: Term) -> str:
    if isinstance(term, ox.Triple):
        return str(term)
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def _tsv(names: list[str], rows: list[Solution]) -> str:
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += [
        "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows
    ]
    return "\n".join(lines) + "\n"


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def escape(text: str) -> str:
    """``text`` inside an XML element; characters that XML cannot hold become U+FFFD."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _NOT_XML.sub("\ufffd", plain)


def quoteattr(text: str) -> str:
    """``text`` as an XML attribute value, quotes included."""
    return '"' + escape(text).replace('"', "&quot;") + '"'


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return "<triple>" + "".join(f"<{n}>{_xml_term(part)}</{n}>" for n, part in parts) + "</triple>"
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != XSD_STRING:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{escape(term.value)}</literal>"


_XML_START = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'


def _xml(names: list[str], rows: list[Solution]) -> str:
    out = [_XML_START, *(f"<variable name={quoteattr(name)}/>" for name in names), "</head><results>"]
    for row in rows:
        bound = [(name, term) for name, term in zip(names, row, strict=True) if term is not None]
        cells = "".join(
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound
        )
        out.append(f"<result>{cells}</result>")
    return "".join([*out, "</results></sparql>\n"])


def _word(value: bool) -> str:
    return "true" if value else "false"


_SOLUTIONS: dict[str, Callable[[list[str], list[Solution]], str]] = {
    "table": text_table,
    "json": _json,
    "csv": _csv,
    "tsv": _tsv,
    "xml": _xml,
}
_BOOLEANS: dict[str, Callable[[bool], str]] = {
    "table": lambda value: _word(value) + "\n",
    "json": lambda value: json.dumps({"head": {}, "boolean": value}) + "\n",
    "csv": lambda value: _word(value) + "\r\n",
    "tsv": lambda value: _word(value) + "\n",
    "xml": lambda value: f"{_XML_START}</head><boolean>{_word(value)}</boolean></sparql>\n",
}
