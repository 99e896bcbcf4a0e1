"""``/api/v1/…``: the commands over HTTP, with the same JSON."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, json, request

from yusuan.app import search_json, similar_json
from yusuan.comparison.as_json import comparison_json
from yusuan.web.answering import asked_of_all, check_length, without_of_request
from yusuan.web.context import services
from yusuan.web.pages.search import wish_of_request
from yusuan.web.parameters import number
from yusuan.web.wording import wrong

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
MOST_SIMILAR = 50


def json_answer(value: Any) -> Response:
    """``value`` as JSON that any page may read, keys sorted."""
    response = Response(json.dumps(value, ensure_ascii=False) + "\n", content_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _needed(name: str) -> str:
    value = request.args.get(name, "").strip()
    if not value:
        raise wrong("error.parameter.missing", name=name)
    return value


def _wanted(name: str) -> bool:
    return request.args.get(name, "").lower() in ("1", "true", "yes")


@blueprint.get("/search")
def search() -> Response:
    """``q``, ``mode``, ``kind``, ``division``, ``year``, ``limit``, ``offset`` or ``page``."""
    wish = wish_of_request()
    _needed("q")
    check_length(wish.query)
    found = services().search(
        wish.query, wish.mode, wish.filters, wish.limit, wish.expand, offset=wish.offset
    )
    return json_answer(search_json(found))


@blueprint.get("/similar")
def similar() -> Response:
    """``project`` (code, IRI or exact name), ``other_divisions`` and ``other_years`` (true or 1), ``limit``."""
    limit = number("limit", 10, 1, MOST_SIMILAR)
    years = _wanted("other_years")
    return json_answer(
        similar_json(*services().similar(_needed("project"), _wanted("other_divisions"), limit, other_years=years))
    )


@blueprint.get("/compare")
def compare() -> Response:
    """``a`` and ``b``: two projects (code, IRI or exact name)."""
    return json_answer(comparison_json(services().compare(_needed("a"), _needed("b"))))


@blueprint.get("/ask")
def ask() -> Response:
    """``q``: a question; ``without`` (any number of times, as 3-6): characters of it to leave out."""
    question = _needed("q")
    check_length(question)
    return json_answer(asked_of_all(" ".join(question.split()), without_of_request()).to_json())


@blueprint.get("/coverage")
def coverage() -> Response:
    """``document`` (SHA-256, unique prefix or file name); all documents without it."""
    return json_answer([each.to_json() for each in services().coverage(request.args.get("document") or None)])


@blueprint.get("/documents")
def documents() -> Response:
    """What is held."""
    return json_answer(services().documents())


@blueprint.get("/status")
def status() -> Response:
    """The generation that serves."""
    return json_answer({name: value for name, value in services().status().items() if name != "indexes"})
