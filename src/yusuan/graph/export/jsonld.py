"""How is a graph written as JSON-LD with our own context? Compact names for keys, plain strings where the context
says the type. The context travels inside the document, so nobody has to fetch it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from yusuan.vocabulary.terms import RDF

Context = dict[str, Any]
_PLAIN = "http://www.w3.org/2001/XMLSchema#string"


def graph_object(graph: str, triples: list[ox.Triple], context: Context) -> dict[str, Any]:
    """The named graph as one object; ``triples`` sorted by subject, ``context`` what stands under "@context"."""
    names = _Names(context)
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        assert isinstance(triple.subject, ox.NamedNode)
        about = nodes.setdefault(triple.subject.value, {"@id": triple.subject.value})
        if triple.predicate.value == RDF.type and isinstance(triple.object, ox.NamedNode):
            about.setdefault("@type", []).append(names.kind(triple.object.value))
            continue
        key, kind = names.of(triple.predicate.value)
        about.setdefault(key, []).append(_value(triple.object, kind))
    return {"@id": graph, "@graph": [_single(each) for each in nodes.values()]}


def _single(node: dict[str, Any]) -> dict[str, Any]:
    """One value stands alone, several in a list."""
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()
    }


def _value(term: object, kind: str | None) -> Any:
    if isinstance(term, ox.NamedNode):
        return term.value if kind == "@id" else {"@id": term.value}
    assert isinstance(term, ox.Literal)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == (kind or _PLAIN):
        return term.value
    if term.datatype.value == _PLAIN:
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}


class _Names:
    """The terms of a context by what they stand for: IRI → (term, type in full)."""

    def __init__(self, context: Context) -> None:
        self._prefixes = {
            name: value["@id"]
            for name, value in context.items()
            if isinstance(value, dict) and value.get("@prefix")
        }
        self._terms: dict[str, tuple[str, str | None]] = {}
        for name, value in context.items():
            iri = value.get("@id") if isinstance(value, dict) else value
            if not isinstance(iri, str) or iri.startswith("@") or name in self._prefixes or name[0] == "@":
                continue
            kind = value.get("@type") if isinstance(value, dict) else None
            self._terms[self._full(iri)] = (name, self._full(kind) if kind else None)

    def of(self, iri: str) -> tuple[str, str | None]:
        """(key, type that the context gives its values) of a property."""
        return self._terms.get(iri) or (self._compact(iri), None)

    def kind(self, iri: str) -> str:
        """A class by its term, prefix or in full."""
        known = self._terms.get(iri)
        return known[0] if known else self._compact(iri)

    def _full(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else name

    def _compact(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri
