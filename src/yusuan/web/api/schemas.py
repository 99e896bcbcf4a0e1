"""The forms of what the HTTP API answers, as JSON schemas: one a kind of thing, named in the description."""

from __future__ import annotations

from typing import Any

from yusuan.model.record import KINDS

Json = dict[str, Any]


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def object_of(**properties: Json) -> Json:
    """An object that always has these properties and may have more."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def list_of(items: Json) -> Json:
    return {"type": "array", "items": items}


def maybe(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT: Json = {"type": "string"}
_WORDS: Json = {"type": ["string", "null"]}
_COUNT: Json = {"type": "integer", "minimum": 0}
_NUMBER: Json = {"type": ["number", "null"]}
_ANY: Json = {"type": "object"}
_EVIDENCE = list_of(ref("Evidence"))
_IN_COMMON: dict[str, Json] = {
    "topics": list_of(ref("Sides")),
    "aims": list_of(ref("AimPair")),
    "indicators": list_of(ref("IndicatorPair")),
}
_PLAN = object_of(
    reading={"enum": ["cumulative", "incremental", "unknown"]},
    steps=list_of(object_of(month={"type": "integer"}, share=_NUMBER, paid=_NUMBER, evidence=_EVIDENCE)),
)
_QUOTIENT = object_of(
    value=_TEXT, unit=_TEXT, quantity=_NUMBER, indicator=object_of(iri=_TEXT, name=_TEXT), evidence=_EVIDENCE
)
_INDICATOR = object_of(
    iri=_TEXT,
    level1=_WORDS,
    level2=_WORDS,
    name=_TEXT,
    target=maybe(object_of(text=_TEXT, operator=_WORDS, value=_NUMBER, unit=_WORDS)),
    evidence=_EVIDENCE,
)
_RELATION: Json = {"enum": ["stricter", "looser", "same", "not_comparable", None]}
_NO_RELATION: Json = {"enum": ["missing", "words", "unit", "direction", "percent_assumed", None]}


def schemas() -> dict[str, Json]:
    """Every schema by its name."""
    return {**_general(), **_search(), **_comparison(), **_answers()}


def _general() -> dict[str, Json]:
    return {
        "Object": _ANY,
        "Failure": object_of(status={"type": "integer"}, error=_TEXT, zh=_TEXT, en=_TEXT),
        "Evidence": object_of(document=_TEXT, start=_COUNT, end=_COUNT, text=_TEXT),
        "Documents": list_of(object_of(id=_TEXT, name=_TEXT)),
        "Status": object_of(generation=_TEXT, triples=_COUNT, network_denied_by=_WORDS),
    }


def _search() -> dict[str, Json]:
    hit = {
        "iri": _TEXT,
        "kind": {"enum": list(KINDS)},
        "label": _TEXT,
        "code": _WORDS,
        "department": _WORDS,
        "division": _WORDS,
        "year": {"type": ["integer", "null"]},
        "score": {"type": "number"},
        "snippet": _TEXT,
        "why": list_of(_TEXT),
        "evidence": _EVIDENCE,
    }
    similar = object_of(**hit, amount=_WORDS, shared=list_of(_TEXT), in_common=object_of(**_IN_COMMON))
    found = {"query": _TEXT, "mode": _TEXT, "total": _COUNT}
    return {
        "Hit": object_of(**hit),
        "SearchResult": object_of(**found, hits=list_of(ref("Hit"))),
        "SimilarHit": similar,
        "SimilarProjects": object_of(**found, hits=list_of(ref("SimilarHit"))),
    }


def _comparison() -> dict[str, Json]:
    return {
        "Project": object_of(
            iri=_TEXT, code=_WORDS, label=_TEXT, department=_WORDS, division=_WORDS, evidence=_EVIDENCE
        ),
        "Sides": object_of(a=maybe(_ANY), b=maybe(_ANY)),
        **_pair("Money", object_of(value=_TEXT, text=_WORDS, evidence=_EVIDENCE), ratio=_NUMBER),
        **_pair("Plan", _PLAN),
        **_pair("Quotient", _QUOTIENT, ratio=_NUMBER),
        **_pair("Aim", object_of(kind={"enum": ["purpose", "goal"]}, text=_TEXT, evidence=_EVIDENCE), nearness=_NUMBER),
        **_pair("Indicator", _INDICATOR, nearness=_NUMBER, relation=_RELATION, reason=_NO_RELATION),
        "Comparison": object_of(
            a=ref("Project"),
            b=ref("Project"),
            amount=ref("MoneyPair"),
            total_investment=ref("MoneyPair"),
            funding=list_of(ref("Sides")),
            payments=ref("PlanPair"),
            cost_per_unit=list_of(ref("QuotientPair")),
            **_IN_COMMON,
        ),
    }


def _pair(name: str, one: Json, **beside: Json) -> dict[str, Json]:
    """The schemas of a thing and of two of them side by side, either of which may be missing."""
    return {name: one, f"{name}Pair": object_of(a=maybe(ref(name)), b=maybe(ref(name)), **beside)}


def _answers() -> dict[str, Json]:
    return {
        "Answer": object_of(
            question=_TEXT,
            status={"enum": ["answered", "no_data", "not_understood"]},
            answer=_TEXT,
            rows=list_of(_ANY),
            sparql=_WORDS,
            evidence=list_of(_ANY),
            unknown=list_of(_TEXT),
            suggestions=list_of(_TEXT),
        ),
        "Coverages": list_of(object_of(document=_TEXT, numbers=_COUNT)),
    }
