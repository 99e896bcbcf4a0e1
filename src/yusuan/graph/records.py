"""What can be searched? Every record of the graph with the passages of its text, read back from the store alone.

Full text and vectors are built from these, so they cannot disagree with the graph. A passage is the document's own
characters between its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from yusuan.graph.resources import Resources
from yusuan.graph.store import GraphStore
from yusuan.model.field import Fields
from yusuan.model.fields import (
    ACTIVITY,
    ALL,
    BUDGET_LINE,
    DEPARTMENT,
    GLOSSARY_TERM,
    GOAL,
    INDICATOR,
    PROJECT,
    REMARK,
    RESPONSIBILITY,
    SAFEGUARD,
    UNIT,
)
from yusuan.model.record import KINDS, Passage, Record
from yusuan.vocabulary.concepts import path_of
from yusuan.vocabulary.terms import BGT, DCTERMS, OA, ORG, PROV, RDF, SKOS

_LABEL = 40
_CLAUSE_END = re.compile(r"[，。；：:;]")


def read_records(store: GraphStore, documents: Iterable[str] | None = None) -> list[Record]:
    """Every record, in the order of KINDS, then of documents by SHA-256, then of the text; each IRI once.

    ``documents`` (SHA-256) narrows it to what these disclosures state. A thing that several disclosures state
    (a department; one text as two files) is one record: its first document, the passages of all, equal words once,
    and no year where the years differ.
    """
    wanted = None if documents is None else set(documents)
    found: dict[str, Record] = {}
    for sha256, graph in store.documents().items():
        if wanted is None or sha256 in wanted:
            for record in document_records(_view(store, graph)):
                known = found.get(record.iri)
                found[record.iri] = _merged(known, record) if known else record
    return sorted(found.values(), key=lambda each: KINDS.index(each.kind))


_CLASSES = (
    BGT.Activity,
    BGT.BudgetLine,
    BGT.Passage,
    BGT.Project,
    BGT.Responsibility,
    BGT.Safeguard,
    BGT.Term,
    BGT.Unit,
)
_PREDICATES = sorted(
    {
        *(row.property for fields in ALL for row in fields.flat() if row.passage or row.within),
        *(BGT.amount, BGT.ordinal, BGT.fiscalYear, BGT.headline, BGT.goal, BGT.indicator, BGT.topic, BGT.division),
        *(DCTERMS.publisher, OA.exact, ORG.unitOf, PROV.wasDerivedFrom, RDF.predicate, RDF.subject),
        *(SKOS.broader, SKOS.notation),
    }
)
"""All that records are made of: about a third of a graph, so reading only this is worth it."""


def _view(store: GraphStore, graph: str) -> Resources:
    return Resources(graph, store.some_triples(graph, _CLASSES, _PREDICATES))


def document_records(view: Resources) -> Iterator[Record]:
    """The records of one disclosure, kind by kind, in the order of the document."""
    base = _base(view)
    for project in view.of_class(BGT.Project):
        yield _project(view, base, project)
        for indicator in view.linked(project, BGT.indicator):
            yield _record(view, base, indicator, "indicator", INDICATOR)
    for kind, fields in _KINDS:
        for resource in view.of_class(fields.kind):
            if fields is BUDGET_LINE and view.text(resource, BGT.headline) is None:
                continue  # a part of an amount that is found by its whole
            yield _record(view, base, resource, kind, fields)
    if view.department:
        yield _department(view, base, view.department)
        for goal in view.linked(view.department, BGT.goal):
            yield _record(view, base, goal, "passage", GOAL)


_KINDS = (
    ("activity", ACTIVITY),
    ("responsibility", RESPONSIBILITY),
    ("budget-line", BUDGET_LINE),
    ("passage", SAFEGUARD),
    ("passage", GLOSSARY_TERM),
    ("passage", REMARK),
)
"""Kind of the record, and whose fields it has."""


def _base(view: Resources) -> Record:
    """What all records of a disclosure share: document, department, divisions, year."""
    chain = view.division_chain()
    codes = [view.text(each, SKOS.notation) for each in chain]
    names = [view.text(each, SKOS.prefLabel) for each in chain]
    return Record(
        iri="",
        kind="passage",
        label="",
        document=view.sha256,
        department=view.text(view.department, SKOS.prefLabel) if view.department else None,
        department_iri=view.department,
        division=names[-1] if names else None,
        division_code=codes[-1] if codes else None,
        divisions=tuple(each for each in (*codes, *names) if each),
        year=view.year,
    )


def _record(view: Resources, base: Record, iri: str, kind: str, fields: Fields) -> Record:
    passages = _passages(view, iri, fields.passages())
    words = view.text(iri, SKOS.prefLabel) or view.text(iri, DCTERMS.description) or ""
    return replace(base, iri=iri, kind=kind, label=_label(words), passages=tuple(passages))


def _project(view: Resources, base: Record, iri: str) -> Record:
    passages = _passages(view, iri, PROJECT.passages())
    for link, fields in PROJECT.nested():
        for part in view.linked(iri, link):
            passages += _passages(view, part, fields.passages(within=True))
    topics = (path_of(topic) for topic in view.texts(iri, BGT.topic))
    amount = view.text(iri, BGT.amount)
    return replace(
        base,
        iri=iri,
        kind="project",
        label=view.text(iri, SKOS.prefLabel) or "",
        code=view.text(iri, DCTERMS.identifier),
        topics=tuple(topic for topic in topics if topic),
        passages=tuple(dict.fromkeys(passages)),
        amount=None if amount is None else Decimal(amount),
    )


def _department(view: Resources, base: Record, iri: str) -> Record:
    passages = _passages(view, iri, DEPARTMENT.passages())
    for unit in view.units():
        passages += _passages(view, unit, UNIT.passages(within=True))
    return replace(
        base,
        iri=iri,
        kind="department",
        label=base.department or "",
        code=view.text(iri, ORG.identifier),
        passages=tuple(dict.fromkeys(passages)),
    )


def _passages(view: Resources, iri: str, fields: Mapping[str, str]) -> list[Passage]:
    """``fields``: property → field of the passage."""
    return [
        Passage(field, words.text, view.sha256, words.start, words.end)
        for predicate, field in fields.items()
        for words in view.stated(iri, predicate)
    ]


def _label(words: str) -> str:
    """A short name for prose: its first clause, at most forty characters."""
    if len(words) <= _LABEL:
        return words
    clause = _CLAUSE_END.split(words, maxsplit=1)[0]
    return clause if 0 < len(clause) <= _LABEL else words[: _LABEL - 1] + "…"


def _merged(known: Record, other: Record) -> Record:
    said = {(passage.field, passage.text) for passage in known.passages}
    new = tuple(each for each in other.passages if (each.field, each.text) not in said)
    year = known.year if known.year == other.year else None
    return replace(known, passages=known.passages + new, year=year)
