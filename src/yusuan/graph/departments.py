"""Which departments of different documents belong together? Settled over all of them, whenever a generation is made.

Two things hang on more than one document. One department may be printed under several names (河北省石家庄市鹿泉区财政局, 鹿泉区财政局): the
fullest is its ``skos:prefLabel`` in every document, the others are ``skos:altLabel``. Two departments of a division may be one under an
old and a new name (教育局, 教育体育局) or a short one (委办, 委办公室): that is only likely, so they stay two, and a graph of its own
says ``skos:closeMatch`` with the reason. Both follow from the documents held, whatever the order they came in, and vanish with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations

import pyoxigraph as ox

from yusuan.graph.iris import Iris, regular
from yusuan.graph.store import MERGED, GraphStore
from yusuan.graph.terms import en, node, zh
from yusuan.toml_files import read_toml
from yusuan.values.organisations import abbreviates, tail
from yusuan.vocabulary.terms import DCTERMS, PROV, RDF, SKOS

_LABELS = (SKOS.prefLabel, SKOS.altLabel)
_MAIN_NAMES = """SELECT ?graph ?department ?name {
  GRAPH ?graph { ?graph dcterms:publisher ?department .
    ?statement rdf:subject ?graph ; rdf:predicate dcterms:publisher ; rdfs:label ?name } }"""
_PLACES = """SELECT DISTINCT ?department ?division ?label {
  ?department a bgt:Department ; bgt:division ?division ; skos:prefLabel|skos:altLabel ?label }"""


def settle_departments(store: GraphStore, iris: Iris) -> None:
    """Make ``store``, which is being built, agree on the departments' names and say which are close."""
    _settle_names(store, iris)
    store.replace(iris.close_matches, close_matches(store, iris))


# ------------------------------------------------------------ names


def _settle_names(store: GraphStore, iris: Iris) -> None:
    printed: dict[str, dict[str, str]] = defaultdict(dict)
    for row in store.select(_MAIN_NAMES):
        printed[row["department"].value][row["graph"].value] = row["name"].value
    changed: dict[str, dict[str, str]] = defaultdict(dict)
    for department, by_graph in printed.items():
        best = min(set(by_graph.values()), key=lambda name: (-len(regular(name)), name))
        if _labels(store, department, SKOS.prefLabel) != {best} or best in _labels(
            store, department, SKOS.altLabel
        ):
            for graph in by_graph:
                changed[graph][department] = best
    for graph, names in sorted(changed.items()):
        store.replace(graph, _relabelled(list(store.triples(graph)), names, iris))


def _labels(store: GraphStore, department: str, predicate: str) -> set[str]:
    quads = store.inner.quads_for_pattern(node(department), node(predicate), None, MERGED)
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}


def _relabelled(triples: list[ox.Triple], names: Mapping[str, str], iris: Iris) -> Iterator[ox.Triple]:
    """``triples`` of one document with each department called by its name in ``names`` and its other labels as others."""
    moved: dict[str, tuple[str, str]] = {}
    for department, best in names.items():
        for value, statement in _stated_labels(triples, department).items():
            predicate = SKOS.prefLabel if value == best else SKOS.altLabel
            new = iris.statement(department, predicate, None if value == best else value)
            moved[statement] = (new, predicate)
        yield ox.Triple(node(department), node(SKOS.prefLabel), zh(best))
    for triple in triples:
        subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
        if subject in names and triple.predicate.value in _LABELS:
            continue
        if subject in moved:
            new, predicate = moved[subject]
            says_which = triple.predicate.value == RDF.predicate
            yield ox.Triple(node(new), triple.predicate, node(predicate) if says_which else triple.object)
            if triple.predicate.value == RDF.object:
                about = next(name for name in names if new.startswith(f"{name}/"))
                yield ox.Triple(node(about), node(predicate), triple.object)
            continue
        yield triple


def _stated_labels(triples: Iterable[ox.Triple], department: str) -> dict[str, str]:
    """Label → the statement that says where it is printed; a label that only came from other documents has none."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(
            f"{department}/source/"
        ):
            value = triple.object
            if isinstance(value, (ox.NamedNode, ox.Literal)):
                said[triple.subject.value][triple.predicate.value] = value.value
    return {
        facts[RDF.object]: statement
        for statement, facts in sorted(said.items())
        if facts.get(RDF.subject) == department and facts.get(RDF.predicate) in _LABELS
    }


# ------------------------------------------------------------ close matches


@dataclass(frozen=True, slots=True)
class _Reason:
    zh: str
    en: str


def close_matches(store: GraphStore, iris: Iris) -> list[ox.Triple]:
    """skos:closeMatch both ways between departments of one division that are likely one, each with its reason."""
    labels: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.select(_PLACES):
        division = row["division"].value
        labels[division][row["department"].value].add(row["label"].value)
    found: list[ox.Triple] = []
    for division, departments in sorted(labels.items()):
        path = _path(store, division)
        tails = {iri: {tail(name, path) for name in names} - {""} for iri, names in departments.items()}
        for one, other in combinations(sorted(departments), 2):
            reason = next(
                (why for a in sorted(tails[one]) for b in sorted(tails[other]) if (why := _alike(a, b))), None
            )
            if reason is not None:
                found += [*_said(store, iris, one, other, reason), *_said(store, iris, other, one, reason)]
    return found


def _path(store: GraphStore, division: str) -> tuple[str, ...]:
    """The names from the province down to ``division``."""
    names: list[str] = []
    at: str | None = division
    seen: set[str] = set()
    while at is not None and at not in seen:
        seen.add(at)
        names.insert(0, min(_labels(store, at, SKOS.prefLabel), default=""))
        above = store.inner.quads_for_pattern(node(at), node(SKOS.broader), None, MERGED)
        at = min((quad.object.value for quad in above if isinstance(quad.object, ox.NamedNode)), default=None)
    return tuple(names)


def _alike(one: str, other: str) -> _Reason | None:
    short, full = sorted((one, other), key=lambda name: (len(name), name))
    if one == other:
        return None
    for group in _groups():
        if one in group and other in group:
            return _Reason(
                f"“{one}”和“{other}”常是同一机构改名或合署前后的名称。",
                f"'{one}' and '{other}' are often names of one body before and after it was renamed or joined.",
            )
    near = len(short) * 3 >= len(full) or short[0] == full[0]
    if (
        near
        and len(short) >= 2
        and full not in short
        and abbreviates(short, full)
        and not full.endswith(short)
    ):
        return _Reason(f"“{short}”可能是“{full}”的简称。", f"'{short}' may be short for '{full}'.")
    return None


def _said(store: GraphStore, iris: Iris, one: str, other: str, reason: _Reason) -> Iterator[ox.Triple]:
    statement = node(iris.statement(one, SKOS.closeMatch, other))
    yield ox.Triple(node(one), node(SKOS.closeMatch), node(other))
    yield ox.Triple(statement, node(RDF.type), node(RDF.Statement))
    yield ox.Triple(statement, node(RDF.subject), node(one))
    yield ox.Triple(statement, node(RDF.predicate), node(SKOS.closeMatch))
    yield ox.Triple(statement, node(RDF.object), node(other))
    yield ox.Triple(statement, node(DCTERMS.description), zh(reason.zh))
    yield ox.Triple(statement, node(DCTERMS.description), en(reason.en))
    for department in (one, other):
        label = node(iris.statement(department, SKOS.prefLabel))
        places = store.inner.quads_for_pattern(label, node(PROV.wasDerivedFrom), None, MERGED)
        excerpt = min(
            (quad.object.value for quad in places if isinstance(quad.object, ox.NamedNode)), default=None
        )
        if excerpt is not None:
            yield ox.Triple(statement, node(PROV.wasDerivedFrom), node(excerpt))


@cache
def _groups() -> tuple[frozenset[str], ...]:
    read = read_toml(resources.files("yusuan.graph").joinpath("renamed.toml"))
    return tuple(frozenset(entry["names"]) for entry in read["group"])
