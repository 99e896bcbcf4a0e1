"""Which format does this client want? ``?format=`` by name, else the Accept header, else what the caller prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Request
from werkzeug.exceptions import NotAcceptable

from yusuan.web.wording import wrong

SOLUTIONS: Mapping[str, Sequence[str]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "table": ("text/plain",),
}
GRAPHS: Mapping[str, Sequence[str]] = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "jsonld": ("application/ld+json", "application/json"),
    "ntriples": ("application/n-triples", "text/plain"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
}
PAGE: Mapping[str, Sequence[str]] = {"html": ("text/html", "application/xhtml+xml")}


def wanted(request: Request, offered: Mapping[str, Sequence[str]]) -> str:
    """The name of the format to answer in. The first of ``offered`` where the client says nothing.

    Raises UsageError for an unknown ``?format=``, NotAcceptable where the client takes none of those offered.
    """
    named = request.values.get("format")
    if named:
        if named in offered:
            return named
        raise wrong("error.parameter", name="format", values=", ".join(offered))
    if not request.accept_mimetypes:
        return next(iter(offered))
    names = {media_type: name for name, types in offered.items() for media_type in types}
    best = request.accept_mimetypes.best_match(list(names))
    if best is None:
        raise NotAcceptable(", ".join(names))
    return names[best]
