"""What does the graph say of some resources? Their properties, each with the places that state it.

A property's own places come from the ``rdf:Statement`` about it; where there is none, the resource's places serve.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from yusuan.browse.facts import StatedAmount, StatedText
from yusuan.browse.places import ExcerptPlace, ExcerptPlaces
from yusuan.graph.store import GraphStore
from yusuan.graph.terms import node
from yusuan.library import Generation
from yusuan.vocabulary.terms import BGT, PROV, RDF, SKOS

_PROPERTIES = "SELECT * WHERE { %s ?s ?p ?o . BIND(LANG(?o) AS ?lang) }"
_WHERE = """SELECT ?x ?page ?sheet ?confidence WHERE {
  ?x a bgt:Excerpt .
  OPTIONAL { ?x bgt:page ?page }
  OPTIONAL { ?x bgt:sheet ?sheet }
  OPTIONAL { ?x bgt:confidence ?confidence } }"""
_STATEMENTS = """SELECT * WHERE {
  ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?x }"""


@dataclass(frozen=True, slots=True)
class Node:
    """One resource: ``values`` by property IRI (lexical forms and IRIs, in a stable order), ``stated`` the places
    of single properties ("p") and of single values of them ("p=value"), ``places`` those of the whole."""

    iri: str
    values: Mapping[str, tuple[str, ...]]
    stated: Mapping[str, tuple[ExcerptPlace, ...]] = field(default_factory=dict)
    places: tuple[ExcerptPlace, ...] = ()

    def all(self, predicate: str) -> tuple[str, ...]:
        """Every value of ``predicate``."""
        return self.values.get(predicate, ())

    def one(self, predicate: str) -> str | None:
        """The first value of ``predicate``, or ``None``."""
        return next(iter(self.all(predicate)), None)

    def said(self, predicate: str, lang: str) -> str:
        """The value of ``predicate`` in ``lang``, else any value, else the empty string."""
        return self.one(f"{predicate}@{lang}") or self.one(predicate) or ""

    def number(self, predicate: str) -> Decimal | None:
        """The first value of ``predicate`` as a number, or ``None``."""
        value = self.one(predicate)
        try:
            return None if value is None else Decimal(value)
        except InvalidOperation:
            return None

    def whole(self, predicate: str) -> int | None:
        """The first value of ``predicate`` as an integer (a year, a month, an ordinal), or ``None``."""
        number = self.number(predicate)
        return None if number is None else int(number)

    def where(self, *predicates: str) -> tuple[ExcerptPlace, ...]:
        """The places that state the first of ``predicates`` that has any; else the resource's own."""
        return next((self.stated[each] for each in predicates if self.stated.get(each)), self.places)

    def words(self, predicate: str) -> StatedText | None:
        """The first value of ``predicate`` with its places, or ``None``."""
        value = self.one(predicate)
        return None if value is None else StatedText(value, self.where(predicate))

    def every(self, predicate: str) -> tuple[StatedText, ...]:
        """Every value of ``predicate`` with its places."""
        return tuple(
            StatedText(value, self.where(f"{predicate}={value}", predicate)) for value in self.all(predicate)
        )

    def money(self, amount: str, text: str | None = None) -> StatedAmount | None:
        """The yuan of property ``amount`` with the printed words of property ``text``, or ``None``."""
        yuan = self.number(amount)
        if yuan is None:
            return None
        printed = None if text is None else self.one(text)
        return StatedAmount(yuan, printed, self.where(amount, *([] if text is None else [text])))

    @property
    def label(self) -> str:
        """The preferred label; the end of the IRI where it has none."""
        return self.one(SKOS.prefLabel) or self.iri.rstrip("/").rsplit("/", 1)[-1]

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Sorts resources as the document has them: by ordinal, then by place."""
        first = self.places[0] if self.places else ExcerptPlace("", 0, 0)
        return (self.whole(BGT.ordinal) or 0, first.document, first.start, self.iri)


class Nodes:
    """Reads resources of one graph store."""

    def __init__(self, store: GraphStore, places: ExcerptPlaces) -> None:
        self.store = store
        self.places = places

    @classmethod
    def of(cls, generation: Generation) -> Nodes:
        """The resources of a generation, with places in its documents."""
        return cls(generation.store, ExcerptPlaces(generation.document_text))

    def matching(self, pattern: str, **bindings: str) -> tuple[Node, ...]:
        """Every resource ``?s`` of the SPARQL ``pattern`` (a constant of this package; IRIs are bound, never put
        into the text), in the order of the documents."""
        values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for s, p, o, lang in self.rows(_PROPERTIES % pattern, ("s", "p", "o", "lang"), **bindings):
            values[s][p].add(o)
            if lang:
                values[s][f"{p}@{lang}"].add(o)
        nodes = (self._node(iri, found) for iri, found in values.items())
        return tuple(sorted(nodes, key=lambda each: each.order))

    def get(self, iri: str) -> Node | None:
        """The resource with this IRI, or ``None`` where the graph says nothing of it."""
        return next(iter(self.matching("", s=iri)), None)

    def rows(self, query: str, names: Sequence[str], **bindings: str) -> list[tuple[str, ...]]:
        """The solutions of a SELECT as strings, in the order of ``names``; unbound variables are empty."""
        found = self.store.select(query, **{name: node(iri) for name, iri in bindings.items()})
        return [tuple(_plain(row.get(name)) for name in names) for row in found]

    def where(self, excerpt: str) -> tuple[str, str, str]:
        """Page, sheet, and how surely a machine read it, of the excerpt with this IRI; "" where there is none."""
        names = ("page", "sheet", "confidence")
        found = self.rows(_WHERE, names, x=excerpt)
        page, sheet, confidence = found[0] if found else ("", "", "")
        return page, sheet, confidence

    def _node(self, iri: str, values: dict[str, set[str]]) -> Node:
        """The statements are asked for one resource at a time: that is a look-up, all at once would be a scan."""
        stated: dict[str, set[str]] = defaultdict(set)
        for p, o, x in self.rows(_STATEMENTS, ("p", "o", "x"), s=iri):
            stated[p].add(x)
            stated[f"{p}={o}"].add(x)
        return Node(
            iri,
            {predicate: tuple(sorted(found)) for predicate, found in values.items()},
            {predicate: self.places.of(found) for predicate, found in stated.items()},
            self.places.of(values.get(PROV.wasDerivedFrom, ())),
        )


def _plain(term: object) -> str:
    """The IRI, or the lexical form; a variable without a value is empty."""
    return str(getattr(term, "value", ""))


def is_a(node: Node, kind: str) -> bool:
    """Whether the resource is of class ``kind``."""
    return kind in node.all(RDF.type)
