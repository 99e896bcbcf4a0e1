"""The HTTP API as an OpenAPI description: which addresses, which parameters, what comes back.

Every address of ``api`` has an entry here; tests/web/test_web_openapi.py compares the two, and answers with the schemas.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, json

from yusuan import __version__
from yusuan.model.record import KINDS

blueprint = Blueprint("openapi", __name__, url_prefix="/api/v1")

Json = dict[str, Any]


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """This description."""
    body = json.dumps(description(), ensure_ascii=False, sort_keys=True) + "\n"
    response = Response(body, content_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def description() -> Json:
    """The whole description, OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "预算图谱 Yusuan",
            "version": __version__,
            "description": "县级部门预算公开：检索、提问、相似项目、对比。"
            "County budget disclosures: search, questions, similar projects, comparisons.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {path: {"get": operation} for path, operation in _operations().items()},
        "components": {"schemas": _schemas()},
    }


def _operations() -> dict[str, Json]:
    limit = _parameter("limit", "最多几条 At most this many", {"type": "integer", "minimum": 1})
    query = _parameter("q", "词语或问题 Words or a question", {"type": "string", "maxLength": 500}, required=True)
    project = "项目编码、IRI 或完整名称 A project's code, IRI or exact name"
    return {
        "/search": _operation(
            "按词、按意思检索 Search by word and by meaning",
            "SearchResult",
            query,
            _parameter("mode", "检索方式 How to search", {"enum": ["hybrid", "keyword", "semantic"]}),
            _parameter("kind", "只要一类 Only one kind", {"enum": list(KINDS)}),
            _parameter("division", "行政区划的名称或代码 A division's name or code"),
            _parameter("year", "财政年度 The fiscal year", {"type": "integer"}),
            limit,
        ),
        "/similar": _operation(
            "相似项目 Projects like one",
            "SimilarProjects",
            _parameter("project", project, required=True),
            _parameter("other_divisions", "1：只看其他县 1: only other counties", {"type": "string"}),
            _parameter("other_years", "1：也列出本项目的其他年度 1: its copies of other years too", {"type": "string"}),
            limit,
        ),
        "/compare": _operation(
            "对比两个项目 Two projects side by side",
            "Comparison",
            _parameter("a", project, required=True),
            _parameter("b", project, required=True),
        ),
        "/ask": _operation("提问 Answer a question", "Answer", query),
        "/coverage": _operation(
            "文档里的数字去了哪里 Which numbers have a home",
            "Coverages",
            _parameter("document", "SHA-256、唯一前缀或文件名 SHA-256, unique prefix or file name"),
        ),
        "/documents": _operation("收录的文件 What is held", "Documents"),
        "/status": _operation("正在服务的一代 The generation that serves", "Status"),
        "/openapi.json": _operation("本说明 This description", "Object"),
    }


def _operation(summary: str, schema: str, *parameters: Json) -> Json:
    failures = {"400": "参数有误 A wrong parameter", "404": "没有 Not held", "503": "索引不可用，或用时超过限制 No sound index, or it took too long"}
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {"200": _answer("成功 Done", schema)}
        | {status: _answer(said, "Failure") for status, said in failures.items()},
    }


def _answer(said: str, schema: str) -> Json:
    return {"description": said, "content": {"application/json": {"schema": _ref(schema)}}}


def _parameter(name: str, said: str, schema: Json | None = None, *, required: bool = False) -> Json:
    given = schema or {"type": "string"}
    return {"name": name, "in": "query", "description": said, "required": required, "schema": given}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Json) -> Json:
    """An object that always has these properties and may have more."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _maybe(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT: Json = {"type": "string"}
_WORDS: Json = {"type": ["string", "null"]}
_COUNT: Json = {"type": "integer", "minimum": 0}
_NUMBER: Json = {"type": ["number", "null"]}
_ANY: Json = {"type": "object"}


def _schemas() -> dict[str, Json]:
    evidence = _list(_ref("Evidence"))
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
        "why": _list(_TEXT),
        "evidence": evidence,
    }
    common = {"topics": _list(_ref("Sides")), "aims": _list(_ref("AimPair")), "indicators": _list(_ref("IndicatorPair"))}
    return {
        "Object": _ANY,
        "Failure": _object(status={"type": "integer"}, error=_TEXT, zh=_TEXT, en=_TEXT),
        "Evidence": _object(document=_TEXT, start=_COUNT, end=_COUNT, text=_TEXT),
        "Hit": _object(**hit),
        "SearchResult": _object(query=_TEXT, mode=_TEXT, total=_COUNT, hits=_list(_ref("Hit"))),
        "SimilarHit": _object(**hit, amount=_WORDS, shared=_list(_TEXT), in_common=_object(**common)),
        "SimilarProjects": _object(query=_TEXT, mode=_TEXT, total=_COUNT, hits=_list(_ref("SimilarHit"))),
        "Project": _object(
            iri=_TEXT, code=_WORDS, label=_TEXT, department=_WORDS, division=_WORDS, evidence=evidence
        ),
        "Sides": _object(a=_maybe(_ANY), b=_maybe(_ANY)),
        "Money": _object(value=_TEXT, text=_WORDS, evidence=evidence),
        "MoneyPair": _object(a=_maybe(_ref("Money")), b=_maybe(_ref("Money")), ratio=_NUMBER),
        "Plan": _object(
            reading={"enum": ["cumulative", "incremental", "unknown"]},
            steps=_list(_object(month={"type": "integer"}, share=_NUMBER, paid=_NUMBER, evidence=evidence)),
        ),
        "PlanPair": _object(a=_maybe(_ref("Plan")), b=_maybe(_ref("Plan"))),
        "Quotient": _object(
            value=_TEXT, unit=_TEXT, quantity=_NUMBER, indicator=_object(iri=_TEXT, name=_TEXT), evidence=evidence
        ),
        "QuotientPair": _object(a=_maybe(_ref("Quotient")), b=_maybe(_ref("Quotient")), ratio=_NUMBER),
        "Aim": _object(kind={"enum": ["purpose", "goal"]}, text=_TEXT, evidence=evidence),
        "AimPair": _object(a=_maybe(_ref("Aim")), b=_maybe(_ref("Aim")), nearness=_NUMBER),
        "Indicator": _object(
            iri=_TEXT,
            level1=_WORDS,
            level2=_WORDS,
            name=_TEXT,
            target=_maybe(_object(text=_TEXT, operator=_WORDS, value=_NUMBER, unit=_WORDS)),
            evidence=evidence,
        ),
        "IndicatorPair": _object(
            a=_maybe(_ref("Indicator")),
            b=_maybe(_ref("Indicator")),
            nearness=_NUMBER,
            relation={"enum": ["stricter", "looser", "same", "not_comparable", None]},
            reason={"enum": ["missing", "words", "unit", "direction", "percent_assumed", None]},
        ),
        "Comparison": _object(
            a=_ref("Project"),
            b=_ref("Project"),
            amount=_ref("MoneyPair"),
            total_investment=_ref("MoneyPair"),
            funding=_list(_ref("Sides")),
            payments=_ref("PlanPair"),
            cost_per_unit=_list(_ref("QuotientPair")),
            **common,
        ),
        "Answer": _object(
            question=_TEXT,
            status={"enum": ["answered", "no_data", "not_understood"]},
            answer=_TEXT,
            rows=_list(_ANY),
            sparql=_WORDS,
            evidence=_list(_ANY),
            unknown=_list(_TEXT),
            suggestions=_list(_TEXT),
        ),
        "Coverages": _list(_object(document=_TEXT, numbers=_COUNT)),
        "Documents": _list(_object(id=_TEXT, name=_TEXT)),
        "Status": _object(generation=_TEXT, triples=_COUNT),
    }
