"""The HTTP API as an OpenAPI description: which addresses, which parameters, what comes back.

Every address of ``api`` has an entry here; tests/web/test_web_openapi.py compares the two, and answers with the schemas.
"""

from __future__ import annotations

from flask import Blueprint, Response

from yusuan import __version__
from yusuan.model.record import KINDS
from yusuan.web.api import MOST_SIMILAR, json_answer
from yusuan.web.api.schemas import Json, ref, schemas
from yusuan.web.pages.search import DEEPEST, LONGEST

blueprint = Blueprint("openapi", __name__, url_prefix="/api/v1")


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """This description."""
    return json_answer(description())


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
        "components": {"schemas": schemas()},
    }


def _operations() -> dict[str, Json]:
    limit = _whole("limit", "最多几条 At most this many", 1, LONGEST)
    similar_limit = _whole("limit", "最多几条 At most this many", 1, MOST_SIMILAR)
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
            _whole("offset", "跳过前几条 Leave out the first ones", 0, DEEPEST),
            _whole("page", "第几页，每页 limit 条；与 offset 二选一 Which page of limit hits; not beside offset", 1, DEEPEST + 1),
        ),
        "/similar": _operation(
            "相似项目 Projects like one",
            "SimilarProjects",
            _parameter("project", project, required=True),
            _parameter("other_divisions", "1：只看其他县 1: only other counties", {"type": "string"}),
            _parameter("other_years", "1：也列出本项目的其他年度 1: its copies of other years too", {"type": "string"}),
            similar_limit,
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
    return {"description": said, "content": {"application/json": {"schema": ref(schema)}}}


def _parameter(name: str, said: str, schema: Json | None = None, *, required: bool = False) -> Json:
    given = schema or {"type": "string"}
    return {"name": name, "in": "query", "description": said, "required": required, "schema": given}


def _whole(name: str, said: str, least: int, most: int) -> Json:
    return _parameter(name, said, {"type": "integer", "minimum": least, "maximum": most})
