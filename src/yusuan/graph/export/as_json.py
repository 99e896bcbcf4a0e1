"""What does one disclosure look like as JSON? The shape that outside programs rely on, read from its graph.

Amounts, shares and target values are decimal strings, absent values ``None``, and every object says on which words
it rests: ``"evidence": [{"start", "end", "text"}]``. Which keys a record has, and in which order, is said by ``model.fields``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from yusuan.graph.resources import ExcerptWords, Resources
from yusuan.model.field import Datatype, Field, Fields
from yusuan.model.fields import (
    ACTIVITY,
    BUDGET_LINE,
    DEPARTMENT,
    DISCLOSURE,
    GLOSSARY_TERM,
    INDICATOR,
    ISSUE,
    PAYMENT,
    POLICY,
    PROJECT,
    UNIT,
)
from yusuan.values.numbers import format_decimal
from yusuan.vocabulary.concepts import path_of
from yusuan.vocabulary.terms import BGT, DCTERMS, SKOS

Json = dict[str, object]


def disclosure_object(view: Resources) -> Json:
    """Everything the disclosure's graph says, as one object."""
    department = view.department or ""
    duties, goals = view.of_class(BGT.Responsibility), view.linked(department, BGT.goal)
    safeguards = view.of_class(BGT.Safeguard)
    return {
        "document": _record(view, view.graph, DISCLOSURE),
        "units": _records(view, view.units(), UNIT),
        "responsibilities": _descriptions(view, duties),
        "responsibility_evidence": _evidence_lists(view, duties),
        "goals": _descriptions(view, goals),
        "goal_evidence": _evidence_lists(view, goals),
        "goal_terms": _terms(view, goals),
        "indicators": _records(view, view.linked(department, BGT.indicator), INDICATOR),
        "safeguards": _descriptions(view, safeguards),
        "safeguard_evidence": _evidence_lists(view, safeguards),
        "activities": _records(view, view.of_class(BGT.Activity), ACTIVITY),
        "budget_lines": _records(view, view.of_class(BGT.BudgetLine), BUDGET_LINE),
        "projects": [{"iri": each} | _record(view, each, PROJECT) for each in view.of_class(BGT.Project)],
        "terms": _records(view, view.of_class(BGT.Term), GLOSSARY_TERM),
        "policies": _records(view, view.of_class(BGT.Policy), POLICY),
        "issues": _records(view, view.of_class(BGT.Issue), ISSUE),
        "findings": [_finding(view, each) for each in view.of_class(BGT.Finding)],
    }


def _records(view: Resources, iris: list[str], fields: Fields) -> list[Json]:
    return [_record(view, iri, fields) for iri in iris]


def _record(view: Resources, iri: str, fields: Fields) -> Json:
    """The fields of the record ``iri`` by their keys, and the words that it rests on."""
    found: Json = {}
    for row in fields:
        if row.key is not None:
            found |= _COMPOSED[row.property](view, iri) if row.property in _COMPOSED else {row.key: _value(view, iri, row)}
    return found | {"evidence": _excerpts(view.evidence(iri))}


def _value(view: Resources, iri: str, row: Field) -> object:
    if row.datatype is Datatype.RECORDS and row.of:
        return _records(view, view.linked(iri, row.property), row.of)
    if row.datatype is Datatype.INLINE and row.of:
        return _inline(view, iri, row.property, row.of)
    if row.many:
        return view.texts(iri, row.property)
    text = _text(view, iri, row)
    return None if text is None else _VALUES.get(row.datatype, _as_is)(row, text)


def _text(view: Resources, iri: str, row: Field) -> str | None:
    language = _LANGUAGES.get(row.datatype)
    return view.in_language(iri, row.property, language) if language else view.text(iri, row.property)


def _inline(view: Resources, iri: str, stating: str, fields: Fields) -> Json | None:
    """A record that is told of the resource itself: there where the property ``stating`` is, on whose words it rests."""
    if view.text(iri, stating) is None:
        return None
    found: Json = {row.key: _value(view, iri, row) for row in fields if row.key is not None}
    return found | {"evidence": _excerpts(view.stated(iri, stating))}


def _as_is(row: Field, text: str) -> str:
    return text


def _decimal(row: Field, text: str) -> str:
    return format_decimal(Decimal(text))


def _integer(row: Field, text: str) -> int:
    return int(text)


def _concept(row: Field, iri: str) -> str | None:
    path = path_of(iri)
    return path.removeprefix(row.path("")) if path and row.scheme else path


def _code(row: Field, iri: str) -> str | None:
    """The classification code that a path ends in, where it is of a classification."""
    code = (path_of(iri) or "").split("/")[-1]
    return code if code.isdigit() else None


_LANGUAGES = {Datatype.CHINESE: "zh", Datatype.ENGLISH: "en"}
_VALUES: dict[Datatype, Callable[[Field, str], object]] = {
    Datatype.DECIMAL: _decimal,
    Datatype.INTEGER: _integer,
    Datatype.YEAR: _integer,
    Datatype.CONCEPT: _concept,
    Datatype.CODE: _code,
}
"""Datatype → JSON of a lexical form; others are as they are."""


# ---------------------------------------------------------------- fields that make more than one key, or follow a link


def _goals(view: Resources, iri: str) -> Json:
    goals = view.linked(iri, BGT.goal)
    return {
        "goals": _descriptions(view, goals),
        "goal_evidence": _evidence_lists(view, goals),
        "goal_terms": _terms(view, goals),
    }


def _payments(view: Resources, iri: str) -> Json:
    payments = view.linked(iri, BGT.payment)
    schedule = view.link(payments[0], BGT.scheduleReading) if payments else None
    reading = path_of(schedule) if schedule else None
    return {
        "payments": _records(view, payments, PAYMENT),
        "schedule": reading.removeprefix("schedule/") if reading else None,
    }


def _topics(view: Resources, iri: str) -> Json:
    topics = [topic for topic in view.texts(iri, BGT.topic) if path_of(topic)]
    return {
        "topics": [path_of(topic) for topic in topics],
        "topic_evidence": [_excerpts(view.stated(iri, BGT.topic, topic)) for topic in topics],
    }


def _about_project(view: Resources, iri: str) -> Json:
    project = view.link(iri, BGT.aboutProject)
    names = (view.text(project, each) for each in (DCTERMS.identifier, SKOS.prefLabel)) if project else ()
    return {"project": next((name for name in names if name), None)}


def _department(view: Resources, iri: str) -> Json:
    return {"department": _record(view, view.department or "", DEPARTMENT)}


def _aliases(view: Resources, iri: str) -> Json:
    """In the order of the document."""
    aliases = view.texts(iri, SKOS.altLabel)
    return {"aliases": sorted(aliases, key=lambda alias: (view.stated(iri, SKOS.altLabel, alias)[:1], alias))}


def _division(view: Resources, iri: str) -> Json:
    chain = view.division_chain()
    if not chain:
        return {"division": None}
    path = [view.text(each, SKOS.prefLabel) for each in chain]
    code = view.text(chain[-1], SKOS.notation)
    evidence = _excerpts(view.evidence(chain[-1]))
    return {"division": {"code": code, "name": path[-1], "path": path, "evidence": evidence}}


_COMPOSED: dict[str, Callable[[Resources, str], Json]] = {
    BGT.goal: _goals,
    BGT.payment: _payments,
    BGT.topic: _topics,
    BGT.aboutProject: _about_project,
    DCTERMS.publisher: _department,
    SKOS.altLabel: _aliases,
    BGT.division: _division,
}


def _excerpts(words: list[ExcerptWords]) -> list[Json]:
    return [_excerpt(each) for each in words]


def _excerpt(words: ExcerptWords) -> Json:
    """Where it stands; the page, the sheet and how surely a machine read it only where the source has such."""
    place = {"page": words.page, "sheet": words.sheet, "confidence": words.confidence}
    said: Json = {"start": words.start, "end": words.end, "text": words.text}
    return said | {key: value for key, value in place.items() if value is not None}


def _evidence_lists(view: Resources, iris: list[str]) -> list[list[Json]]:
    return [_excerpts(view.evidence(iri)) for iri in iris]


def _descriptions(view: Resources, iris: list[str]) -> list[str]:
    return [view.text(iri, DCTERMS.description) or "" for iri in iris]


def _terms(view: Resources, iris: list[str]) -> list[str | None]:
    """ "annual" or "long-term" of each, ``None`` where it is of neither."""
    paths = (path_of(view.link(iri, BGT.term) or "") for iri in iris)
    return [path.removeprefix("term/") if path else None for path in paths]


def _finding(view: Resources, iri: str) -> Json:
    severity = path_of(view.link(iri, BGT.severity) or "")
    return {
        "rule": view.text(iri, BGT.rule),
        "severity": severity.removeprefix("severity/") if severity else None,
        "expected": view.text(iri, BGT.expected),
        "actual": view.text(iri, BGT.actual),
        "message": view.in_language(iri, DCTERMS.description, "zh"),
        "message_en": view.in_language(iri, DCTERMS.description, "en"),
        "evidence": _excerpts(view.evidence(iri)),
    }
