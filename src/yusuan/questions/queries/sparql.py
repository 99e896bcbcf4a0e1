"""SPARQL text made of fixed templates and values written by a serialiser; a user's words never become syntax.

A template is a file of ``queries/`` with a line ``#filters``; a filter is a fixed piece of SPARQL whose parameters
are variables. Values enter as ``VALUES`` blocks, each term written out by ``term``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

QUERIES = Path(__file__).parent
PREFIXES = {
    "bgt": "https://w3id.org/yusuan/ontology#",
    "bgc": "https://w3id.org/yusuan/concept/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OPERATORS = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "=": "eq"}
"""How filters that compare are named: amount-ge, target-lt."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_OF_PARTS = frozenset({"line-fund", "line-component"})
"""Filters that ask for a part of a category, which stands for no category."""
_OF_ROWS = re.compile(r"\?(?:item|value|year)\b|#plain item")
_LINE_BREAKS = "\x7f\x85\u2028\u2029"
_FORBIDDEN_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


@dataclass(frozen=True, slots=True)
class Iri:
    """An IRI as a query parameter."""

    value: str


@dataclass(frozen=True, slots=True)
class YearTerm:
    """A fiscal year as a query parameter."""

    value: int


Value = Iri | YearTerm | str | Decimal | int


def term(value: Value) -> str:
    """``value`` as one SPARQL term. Raises ValueError for an IRI that cannot be written."""
    if isinstance(value, Iri):
        if _FORBIDDEN_IN_IRI.search(value.value):
            raise ValueError(f"not an IRI: {value.value!r}")
        return f"<{value.value}>"
    if isinstance(value, YearTerm):
        return f'"{value.value:04d}"^^xsd:gYear'
    if isinstance(value, str):
        return '"' + "".join(_escaped(character) for character in value) + '"'
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\u{ord(character):04X}" if character in _LINE_BREAKS or ord(character) < 0x20 else character


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition: the name of a fragment in ``queries/filters`` and the values of each of its parameters."""

    fragment: str
    values: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    within: tuple[Value, ...] = ()
    """For a fragment with lines ``#within``: the departments that it is confined to."""
    pairs: tuple[tuple[Value, Value], ...] = ()
    """For a fragment with a line ``#pairs first second``: the values of both variables together."""


_PRINTED = frozenset({"word", "name"})
"""Parameters that are compared with printed words."""
_WIDE = str.maketrans({"(": "（", ")": "）", ",": "，", ":": "：", ";": "；"})


def printed_forms(word: str) -> tuple[str, ...]:
    """A folded word as documents may print it: with brackets and signs of either width, with quotes that open and close."""
    forms = [word, word.translate(_WIDE)]
    if word.count('"') > 1:
        opened = re.sub(r'"([^"]*)"', r"“\1”", word)
        forms += [opened, opened.translate(_WIDE)]
    return tuple(dict.fromkeys(forms))


def filter_of(fragment: str, **values: Value | Iterable[Value]) -> Filter:
    """A Filter whose parameters are given by name, one value or several each."""
    return Filter(fragment, tuple((name, _values(name, given)) for name, given in values.items()))


def _values(name: str, given: Value | Iterable[Value]) -> tuple[Value, ...]:
    found = (given,) if isinstance(given, (Iri, YearTerm, str, Decimal, int)) else tuple(given)
    if name not in _PRINTED:
        return found
    return tuple(
        form for each in found for form in (printed_forms(each) if isinstance(each, str) else (each,))
    )


def compose(
    template: str, filters: Sequence[Filter] = (), *, limit: int | None = None, offset: int = 0
) -> str:
    """The complete query of ``queries/<template>.rq`` under ``filters``: prefixes, values, conditions, limit.

    A line ``#narrow`` takes the conditions that speak of department and category only: where a sub-query is better
    told early what it is for.
    """
    given = any(each.fragment in ("body", "line-body") for each in filters)
    filters = [
        Filter("category-among", each.values) if given and each.fragment == "category" else each
        for each in filters
    ]  # of a few departments' lines a category is picked, instead of a few departments' of all lines of a category
    pieces = [_numbered(each, place) for place, each in enumerate(filters, start=1)]
    narrowing = [
        piece
        for each, piece in zip(filters, pieces, strict=True)
        if not _OF_ROWS.search(_fragment(each.fragment))
    ]
    body = (
        _template(template)
        .replace("  #filters\n", "".join(pieces))
        .replace("  #narrow\n", "".join(narrowing))
    )
    if limit is not None:
        body = body.rstrip() + f"\nLIMIT {limit:d}\n" + (f"OFFSET {offset:d}\n" if offset else "")
    if any(each.fragment in _OF_PARTS for each in filters):
        body = body.replace("bgt:headline true ; ", "")
    used = sorted(name for name in PREFIXES if re.search(rf"(?<![\w<:]){name}:", body))
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + body


def _numbered(condition: Filter, place: int) -> str:
    """The fragment with its VALUES inside; variables that end in _N belong to it alone."""
    _check_parameters(condition)
    text = _fragment(condition.fragment).replace("_N", f"_{place:d}")
    for name, values in condition.values:
        written = " ".join(term(value) for value in values)
        text = text.replace(f"#plain {name}\n", f"VALUES ?{name} {{ {written} }}\n")
        text = text.replace(f"#values {name}\n", f"VALUES ?{name}_{place:d} {{ {written} }}\n")
    text = text.replace("    #within\n", _within(condition))
    if condition.pairs:
        written = " ".join(f"({term(first)} {term(second)})" for first, second in condition.pairs)
        text = re.sub(
            r"#pairs (\w+) (\w+)\n", lambda line: f"VALUES (?{line[1]} ?{line[2]}) {{ {written} }}\n", text
        )
    return "".join(f"  {line}\n" for line in text.rstrip("\n").split("\n"))


def _check_parameters(condition: Filter) -> None:
    """That the filter is given all that its fragment asks for and nothing else. Raises ValueError."""
    asked = parameters_of(condition.fragment)
    given = {name for name, _ in condition.values} | ({"pairs"} if condition.pairs else set())
    if given != asked:
        said, named = ", ".join(sorted(given)) or "nothing", ", ".join(sorted(asked)) or "nothing"
        raise ValueError(f"filters/{condition.fragment}.rq: is given {said}, but asks for {named}")


@cache
def parameters_of(fragment: str) -> frozenset[str]:
    """The parameters that a filter asks for: names after ``#plain`` and ``#values``, and "pairs"."""
    text = _fragment(fragment)
    named = re.findall(r"#(?:plain|values) (\w+)\n", text)
    return frozenset(named) | ({"pairs"} if "#pairs " in text else set())


def _within(condition: Filter) -> str:
    """The departments that a search for words is confined to, where it is."""
    if not condition.within:
        return ""
    written = " ".join(term(each) for each in condition.within)
    return f"    VALUES ?owner {{ {written} }}\n    ?item bgt:department ?owner .\n"


@cache
def query_names() -> frozenset[str]:
    """The queries that a pattern may name."""
    return frozenset(path.stem for path in QUERIES.glob("*.rq"))


@cache
def filter_names() -> frozenset[str]:
    """The filters that a query may be given."""
    return frozenset(path.stem for path in (QUERIES / "filters").glob("*.rq"))


@cache
def _template(name: str) -> str:
    text = (QUERIES / f"{name}.rq").read_text("utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))


@cache
def _fragment(name: str) -> str:
    text = (QUERIES / "filters" / f"{name}.rq").read_text("utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))
