"""What does one disclosure look like as JSON? The shape that outside programs rely on, read from its graph.

Amounts, shares and target values are decimal strings, absent values ``None``, and every object says on which words
it rests: ``"evidence": [{"start", "end", "text"}]``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from yusuan.graph.resources import Resources, Words
from yusuan.values.numbers import format_decimal
from yusuan.vocabulary.concepts import path_of
from yusuan.vocabulary.terms import BGC, BGT, DCTERMS, ORG, SKOS

Json = dict[str, Any]


def disclosure_object(view: Resources) -> Json:
    """Everything the disclosure's graph says, as one object."""
    department = view.department or ""
    duties, goals = view.of_class(BGT.Responsibility), view.linked(department, BGT.goal)
    safeguards = view.of_class(BGT.Safeguard)
    return {
        "document": _document(view, department),
        "units": [_unit(view, each) for each in view.units()],
        "responsibilities": _descriptions(view, duties),
        "responsibility_evidence": _evidence_lists(view, duties),
        "goals": _descriptions(view, goals),
        "goal_evidence": _evidence_lists(view, goals),
        "goal_terms": _terms(view, goals),
        "indicators": [_indicator(view, each) for each in view.linked(department, BGT.indicator)],
        "safeguards": _descriptions(view, safeguards),
        "safeguard_evidence": _evidence_lists(view, safeguards),
        "activities": [_activity(view, each) for each in view.of_class(BGT.Activity)],
        "budget_lines": [_budget_line(view, each) for each in view.of_class(BGT.BudgetLine)],
        "projects": [_project(view, each) for each in view.of_class(BGT.Project)],
        "terms": [_term(view, each) for each in view.of_class(BGT.Term)],
        "policies": [_policy(view, each) for each in view.of_class(BGT.Policy)],
        "issues": [_issue(view, each) for each in view.of_class(BGT.Issue)],
        "findings": [_finding(view, each) for each in view.of_class(BGT.Finding)],
    }


def _excerpts(words: list[Words]) -> list[Json]:
    return [_excerpt(each) for each in words]


def _excerpt(words: Words) -> Json:
    """Where it stands; the page, the sheet and how surely a machine read it only where the source has such."""
    place = {"page": words.page, "sheet": words.sheet, "confidence": words.confidence}
    said = {"start": words.start, "end": words.end, "text": words.text}
    return said | {key: value for key, value in place.items() if value is not None}


def _evidence(view: Resources, iri: str) -> list[Json]:
    return _excerpts(view.evidence(iri))


def _evidence_lists(view: Resources, iris: list[str]) -> list[list[Json]]:
    return [_evidence(view, iri) for iri in iris]


def _descriptions(view: Resources, iris: list[str]) -> list[str]:
    return [view.text(iri, DCTERMS.description) or "" for iri in iris]


def _number(view: Resources, iri: str, predicate: str) -> str | None:
    text = view.text(iri, predicate)
    return format_decimal(Decimal(text)) if text is not None else None


def _integer(view: Resources, iri: str, predicate: str) -> int | None:
    text = view.text(iri, predicate)
    return int(text) if text is not None else None


def _path(view: Resources, iri: str, predicate: str) -> str | None:
    concept = view.link(iri, predicate)
    return path_of(concept) if concept else None


def _last(view: Resources, iri: str, predicate: str) -> str | None:
    """The concept without its scheme: "annual" for term/annual."""
    path = _path(view, iri, predicate)
    return path.rsplit("/", 1)[-1] if path else None


def _terms(view: Resources, iris: list[str]) -> list[str | None]:
    return [_last(view, iri, BGT.term) for iri in iris]


def _document(view: Resources, department: str) -> Json:
    stage = view.link(view.graph, BGT.stage)
    aliases = sorted(
        view.texts(department, SKOS.altLabel),
        key=lambda alias: (view.stated(department, SKOS.altLabel, alias)[:1], alias),
    )
    return {
        "id": view.sha256,
        "title": view.text(view.graph, DCTERMS.title),
        "source": view.text(view.graph, DCTERMS.source),
        "format": view.text(view.graph, DCTERMS.format),
        "year": view.year,
        "stage": stage.removeprefix(f"{BGC.NS}stage/") if stage else None,
        "department": {
            "name": view.text(department, SKOS.prefLabel),
            "code": view.text(department, ORG.identifier),
            "aliases": aliases,
            "division": _division(view),
            "evidence": _evidence(view, department),
        },
        "evidence": _evidence(view, view.graph),
    }


def _division(view: Resources) -> Json | None:
    chain = view.division_chain()
    if not chain:
        return None
    path = [view.text(each, SKOS.prefLabel) for each in chain]
    return {
        "code": view.text(chain[-1], SKOS.notation),
        "name": path[-1],
        "path": path,
        "evidence": _evidence(view, chain[-1]),
    }


def _unit(view: Resources, iri: str) -> Json:
    return {
        "name": view.text(iri, SKOS.prefLabel),
        "nature": view.text(iri, BGT.unitNature),
        "rank": view.text(iri, BGT.unitRank),
        "funding": view.text(iri, BGT.fundingForm),
        "evidence": _evidence(view, iri),
    }


def _activity(view: Resources, iri: str) -> Json:
    project = view.link(iri, BGT.aboutProject)
    return {
        "name": view.text(iri, SKOS.prefLabel),
        "duty": view.text(iri, BGT.duty),
        "goal": view.text(iri, BGT.annualGoal),
        "indicators": view.text(iri, BGT.indicatorText),
        "project": view.text(project, DCTERMS.identifier) or view.text(project, SKOS.prefLabel)
        if project
        else None,
        "evidence": _evidence(view, iri),
    }


def _budget_line(view: Resources, iri: str) -> Json:
    return {
        "category": _path(view, iri, BGT.category),
        "label": view.text(iri, BGT.categoryText),
        "amount": _number(view, iri, BGT.amount),
        "text": view.text(iri, BGT.amountText),
        "change": _number(view, iri, BGT.change),
        "change_rate": _number(view, iri, BGT.changeRate),
        "change_from_budget": _number(view, iri, BGT.changeFromBudget),
        "change_rate_from_budget": _number(view, iri, BGT.changeRateFromBudget),
        "quantity": _number(view, iri, BGT.quantity),
        "unit": view.text(iri, BGT.unitText),
        "as_of": view.text(iri, BGT.asOf),
        "year": _integer(view, iri, BGT.fiscalYear),
        "code": _code(view, iri),
        "stage": (_path(view, iri, BGT.stage) or "").removeprefix("stage/") or None,
        "component": _path(view, iri, BGT.component),
        "fund": _path(view, iri, BGT.fund),
        "evidence": _evidence(view, iri),
    }


def _code(view: Resources, iri: str) -> str | None:
    """The classification code of a budget line's category, where it is of a classification."""
    code = (_path(view, iri, BGT.category) or "").split("/")[-1]
    return code if code.isdigit() else None


def _project(view: Resources, iri: str) -> Json:
    goals, payments = view.linked(iri, BGT.goal), view.linked(iri, BGT.payment)
    about = [topic for topic in view.texts(iri, BGT.topic) if path_of(topic)]
    schedule = view.link(payments[0], BGT.scheduleReading) if payments else None
    return {
        "iri": iri,
        "code": view.text(iri, DCTERMS.identifier),
        "name": view.text(iri, SKOS.prefLabel),
        "amount": _number(view, iri, BGT.amount),
        "amount_text": view.text(iri, BGT.amountText),
        "total_investment": _number(view, iri, BGT.totalInvestment),
        "funding": [_funding(view, each) for each in view.linked(iri, BGT.funding)],
        "purpose": view.text(iri, BGT.purpose),
        "goals": _descriptions(view, goals),
        "goal_evidence": _evidence_lists(view, goals),
        "goal_terms": _terms(view, goals),
        "payments": [_payment(view, each) for each in payments],
        "schedule": schedule.removeprefix(f"{BGC.NS}schedule/") if schedule else None,
        "indicators": [_indicator(view, each) for each in view.linked(iri, BGT.indicator)],
        "topics": [path_of(topic) for topic in about],
        "topic_evidence": [_excerpts(view.stated(iri, BGT.topic, topic)) for topic in about],
        "supervisor": view.text(iri, BGT.supervisor),
        "implementer": view.text(iri, BGT.implementer),
        "unit": view.text(iri, BGT.listedUnit),
        "period": view.text(iri, BGT.period),
        "nature": view.text(iri, BGT.projectNature),
        "grounds": view.text(iri, BGT.grounds),
        "outcome": view.text(iri, BGT.outcome),
        "adjusted": _number(view, iri, BGT.adjustedAmount),
        "executed": _number(view, iri, BGT.executedAmount),
        "execution_rate": _number(view, iri, BGT.executionRate),
        "score": _number(view, iri, BGT.score),
        "evidence": _evidence(view, iri),
    }


def _funding(view: Resources, iri: str) -> Json:
    return {
        "source": _path(view, iri, BGT.from_),
        "label": view.text(iri, BGT.fromText),
        "amount": _number(view, iri, BGT.amount),
        "text": view.text(iri, BGT.amountText),
        "stage": _last(view, iri, BGT.stage),
        "evidence": _evidence(view, iri),
    }


def _payment(view: Resources, iri: str) -> Json:
    return {
        "month": _integer(view, iri, BGT.dueMonth),
        "share": _number(view, iri, BGT.share),
        "evidence": _evidence(view, iri),
    }


def _indicator(view: Resources, iri: str) -> Json:
    return {
        "level1": view.text(iri, BGT.level1Text),
        "level2": view.text(iri, BGT.level2Text),
        "name": view.text(iri, SKOS.prefLabel),
        "description": view.text(iri, DCTERMS.description),
        "target": _target(view, iri),
        "basis": view.text(iri, BGT.basis),
        "basis_also": view.texts(iri, BGT.basisAlso),
        "term": _last(view, iri, BGT.term),
        "actual": view.text(iri, BGT.actualText),
        "weight": _number(view, iri, BGT.weight),
        "score": _number(view, iri, BGT.score),
        "shortfall": view.text(iri, BGT.shortfall),
        "evidence": _evidence(view, iri),
    }


def _target(view: Resources, iri: str) -> Json | None:
    text = view.text(iri, BGT.targetText)
    if text is None:
        return None
    return {
        "text": text,
        "operator": view.text(iri, BGT.targetOperator),
        "value": _number(view, iri, BGT.targetValue),
        "unit": view.text(iri, BGT.targetUnit),
        "evidence": _excerpts(view.stated(iri, BGT.targetText)),
    }


def _term(view: Resources, iri: str) -> Json:
    return {
        "name": view.text(iri, SKOS.prefLabel),
        "definition": view.text(iri, SKOS.definition),
        "evidence": _evidence(view, iri),
    }


def _policy(view: Resources, iri: str) -> Json:
    return {
        "title": view.text(iri, DCTERMS.title),
        "number": view.text(iri, DCTERMS.identifier),
        "evidence": _evidence(view, iri),
    }


def _issue(view: Resources, iri: str) -> Json:
    return {
        "code": view.text(iri, BGT.code),
        "zh": view.in_language(iri, BGT.message, "zh"),
        "en": view.in_language(iri, BGT.message, "en"),
        "evidence": _evidence(view, iri),
    }


def _finding(view: Resources, iri: str) -> Json:
    severity = view.link(iri, BGT.severity)
    return {
        "rule": view.text(iri, BGT.rule),
        "severity": severity.removeprefix(f"{BGC.NS}severity/") if severity else None,
        "expected": view.text(iri, BGT.expected),
        "actual": view.text(iri, BGT.actual),
        "message": view.in_language(iri, DCTERMS.description, "zh"),
        "message_en": view.in_language(iri, DCTERMS.description, "en"),
        "evidence": _evidence(view, iri),
    }
