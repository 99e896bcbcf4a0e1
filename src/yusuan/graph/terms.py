"""How are the vocabulary's names and Python values written as RDF terms?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yusuan.values.numbers import format_decimal
from yusuan.vocabulary.terms import XSD

RdfTerm = NamedNode | Literal | BlankNode

_DECIMAL, _INTEGER, _YEAR, _DATE, _BOOLEAN = (
    NamedNode(each) for each in (XSD.decimal, XSD.integer, XSD.gYear, XSD.date, XSD.boolean)
)


@lru_cache(maxsize=4096)
def node(iri: str) -> NamedNode:
    """The IRI as a term."""
    return NamedNode(iri)


def zh(text: str) -> Literal:
    """Chinese words."""
    return Literal(text, language="zh")


def en(text: str) -> Literal:
    """English words."""
    return Literal(text, language="en")


def printed(text: str) -> Literal:
    """Characters as printed, in no language: codes, amounts, units."""
    return Literal(text)


def decimal(value: Decimal) -> Literal:
    """An xsd:decimal without trailing zeros."""
    return Literal(format_decimal(value), datatype=_DECIMAL)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=_INTEGER)


def truth(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def year(value: int) -> Literal:
    """An xsd:gYear."""
    return Literal(f"{value:04d}", datatype=_YEAR)


def day(value: date) -> Literal:
    """An xsd:date."""
    return Literal(value.isoformat(), datatype=_DATE)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Each triple once, sorted by its N-Triples text, a resource before what hangs below it: the same order on every
    machine."""
    return sorted(set(triples), key=_order)


def _order(triple: Triple) -> tuple[str, str, str]:
    return str(triple.subject).rstrip(">"), str(triple.predicate), str(triple.object)
