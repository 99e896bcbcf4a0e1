"""What does a client see when something fails? A styled page, or JSON for programs, with the right status."""

from __future__ import annotations

import logging

from flask import Flask, Response, json, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from yusuan.errors import (
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    ModelError,
    NotFound,
    QueryRefused,
    QueryStopped,
    QuerySyntax,
    UsageError,
    YusuanError,
)
from yusuan.web.context import lang, t
from yusuan.web.wording import WORDING

_LOG = logging.getLogger("yusuan.web")
_STATUS: tuple[tuple[type[YusuanError], int], ...] = (
    (NotFound, 404),
    (QueryStopped, 503),
    (QueryRefused, 400),
    (UsageError, 400),
    (IndexMissing, 503),
    (IndexDamaged, 503),
    (IndexBusy, 503),
    (ModelError, 503),
)


def status_of(error: YusuanError) -> int:
    """The HTTP status that says what kind of failure this is."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def register(app: Flask) -> None:
    """Answer failures of every kind in ``app``."""

    @app.errorhandler(YusuanError)
    def known(error: YusuanError) -> ResponseReturnValue:
        status = status_of(error)
        if status >= 500 and not isinstance(error, QueryStopped):
            _LOG.error("%s", error)
        return _told(status, error.said(lang()), error)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None or (error.code or 500) < 400:
            return error.get_response()
        code = error.code or 500
        text = (
            t(f"error.{code}.text") if f"error.{code}.text" in WORDING else (error.description or error.name)
        )
        answer = _told(code, text)
        for name, value in error.get_headers():
            if name.lower() not in ("content-type", "content-length"):
                answer.headers[name] = value
        return answer

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        _LOG.exception("%s %s", request.method, request.path)
        return _told(500, t("error.500.text"))


def _told(status: int, text: str, error: YusuanError | None = None) -> Response:
    if _for_programs():
        return _program(status, text, error)
    title = (
        t(f"error.{status}")
        if f"error.{status}" in WORDING
        else t("error.500" if status >= 500 else "error.400")
    )
    return Response(render_template("failure.html", status=status, title=title, text=text), status)


def page_of(status: int, key: str) -> str:
    """The page for a request that no view saw: ``key`` and ``key``.text of the wording."""
    return render_template("failure.html", status=status, title=t(key), text=t(f"{key}.text"))


def _for_programs() -> bool:
    path = request.path
    if path.startswith(("/api/", "/healthz", "/sparql")):
        return True
    accepts = request.accept_mimetypes
    return bool(accepts) and not accepts.accept_html and path.startswith(("/id/", "/ontology", "/concept/"))


def _program(status: int, text: str, error: YusuanError | None) -> Response:
    said: dict[str, object] = {"status": status, "error": text}
    if error is not None:
        said |= {"zh": error.zh, "en": error.en}
    if isinstance(error, QuerySyntax):
        said |= {"line": error.line, "column": error.column}
    response = Response(json.dumps(said, ensure_ascii=False) + "\n", status, content_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
