"""What does a document page show? The text in lines with what is stated where, and an outline of the facts."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from yusuan.browse.facts import Link
from yusuan.browse.nodes import Nodes
from yusuan.browse.places import ExcerptPlace
from yusuan.graph.iris import excerpt_parts
from yusuan.vocabulary.terms import BGT

_DOCUMENTS = """SELECT DISTINCT ?d ?sha ?title ?source ?year ?stage ?department ?name WHERE {
  ?d a bgt:Disclosure ;
     dcterms:identifier ?sha .
  OPTIONAL { ?d dcterms:title ?title }
  OPTIONAL { ?d dcterms:source ?source }
  OPTIONAL { ?d bgt:fiscalYear ?year }
  OPTIONAL { ?d bgt:stage ?stage }
  OPTIONAL { ?d dcterms:publisher ?department .
             ?department skos:prefLabel ?name } } ORDER BY DESC(?year) ?name ?d"""
_STATED = """SELECT ?s ?kind ?label ?text ?x ?d WHERE {
  GRAPH ?d { ?s a ?kind ; prov:wasDerivedFrom ?x .
    OPTIONAL { ?s skos:prefLabel ?label }
    OPTIONAL { ?s dcterms:description ?text }
    OPTIONAL { ?s bgt:category ?category }
    FILTER(STRSTARTS(STR(?kind), "https://w3id.org/yusuan/ontology#")) } }"""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document in a list; ``stage`` is a concept IRI."""

    iri: str
    sha256: str
    title: str
    source: str
    year: int | None
    stage: str | None
    department: Link | None


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One resource the document states, and where it is first stated; ``kind`` is its class IRI."""

    iri: str
    kind: str
    label: str
    place: ExcerptPlace


@dataclass(frozen=True, slots=True)
class LineRun:
    """A run of characters of one line: inside a stated span or not, inside the highlighted span or not."""

    text: str
    stated: bool
    marked: bool
    first_marked: bool = False


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """One line of the text, numbered from 1."""

    number: int
    pieces: tuple[LineRun, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document. ``outline`` is grouped by class, in the order of the text; ``marked`` the highlighted span."""

    entry: DocumentEntry
    lines: tuple[NumberedLine, ...]
    outline: dict[str, tuple[OutlineEntry, ...]]
    marked: ExcerptPlace | None
    issues: tuple[tuple[str, str, str, ExcerptPlace | None], ...]


def documents(nodes: Nodes, **bindings: str) -> tuple[DocumentEntry, ...]:
    """Every document, latest year first; ``d`` binds the IRI of one."""
    found: dict[str, DocumentEntry] = {}
    names = ("d", "sha", "title", "source", "year", "stage", "department", "name")
    for d, sha, title, source, year, stage, department, name in nodes.rows(_DOCUMENTS, names, **bindings):
        publisher = Link(department, name) if department else None
        found.setdefault(
            d,
            DocumentEntry(
                d, sha, title or source or sha, source, int(year) if year else None, stage or None, publisher
            ),
        )
    return tuple(found.values())


def documents_of(nodes: Nodes, department: str) -> tuple[DocumentEntry, ...]:
    """The documents that ``department`` published, latest year first."""
    return tuple(each for each in documents(nodes) if each.department and each.department.iri == department)


def document_page(nodes: Nodes, iri: str, marked: tuple[int, int] | None = None) -> DocumentPage | None:
    """The page of document ``iri`` with the characters ``marked`` highlighted (clipped to the text); ``None``
    where there is no such document."""
    entry = next(iter(documents(nodes, d=iri)), None)
    if entry is None:
        return None
    sha256 = entry.sha256
    text = nodes.places.text(sha256)
    stated = nodes.rows(_STATED, ("s", "kind", "label", "text", "x"), d=entry.iri)
    spans = [(parts[2], parts[3]) for *_, x in stated if (parts := excerpt_parts(x))]
    mark = _clipped(marked, len(text))
    return DocumentPage(
        entry=entry,
        lines=tuple(text_lines(text, spans, mark)),
        outline=_outline(nodes, stated),
        marked=None if mark is None else nodes.places.at(sha256, *mark),
        issues=_issues(nodes, entry.iri),
    )


def _clipped(marked: tuple[int, int] | None, length: int) -> tuple[int, int] | None:
    if marked is None:
        return None
    start, end = max(0, marked[0]), min(length, marked[1])
    return (start, end) if start < end else None


def text_lines(text: str, stated: list[tuple[int, int]], mark: tuple[int, int] | None) -> Iterator[NumberedLine]:
    """``text`` cut into lines, and these into pieces at the ends of the spans. No character is lost but the breaks."""
    covered = _merged(stated)
    cuts = sorted({edge for span in (*covered, *([mark] if mark else [])) for edge in span})
    offset, marking = 0, False
    for number, line in enumerate(text.split("\n"), 1):
        end = offset + len(line)
        inner = cuts[bisect_right(cuts, offset) : bisect_left(cuts, end)]
        edges = [offset, *inner, end] if line else []
        pieces = []
        for start, stop in pairwise(edges):
            inside = mark is not None and mark[0] <= start < mark[1]
            pieces.append(LineRun(text[start:stop], _within(covered, start), inside, inside and not marking))
            marking = marking or inside
        yield NumberedLine(number, tuple(pieces))
        offset = end + 1


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, sys.maxsize)) - 1
    return index >= 0 and at < spans[index][1]


def _outline(nodes: Nodes, stated: list[tuple[str, ...]]) -> dict[str, tuple[OutlineEntry, ...]]:
    first: dict[tuple[str, str], OutlineEntry] = {}
    for iri, kind, label, text, x in stated:
        for place in nodes.places.of([x]):
            known = first.get((iri, kind))
            if known is None or place < known.place:
                first[iri, kind] = OutlineEntry(iri, kind, label or text or place.text, place)
    groups: dict[str, list[OutlineEntry]] = defaultdict(list)
    for entry in sorted(first.values(), key=lambda entry: entry.place):
        groups[entry.kind].append(entry)
    return {kind: tuple(entries) for kind, entries in groups.items()}


def _issues(nodes: Nodes, document: str) -> tuple[tuple[str, str, str, ExcerptPlace | None], ...]:
    """(code, sentence in zh, sentence in en, place) of what extraction did not understand."""
    pattern = """?s a bgt:Issue ; bgt:disclosure ?d ."""
    found = nodes.matching(pattern, d=document)
    return tuple(
        (
            issue.one(BGT.code) or "",
            issue.said(BGT.message, "zh"),
            issue.said(BGT.message, "en"),
            next(iter(issue.places), None),
        )
        for issue in found
    )
