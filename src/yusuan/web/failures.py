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
    StorageRefused,
    UsageError,
    YusuanError,
)
from yusuan.web.context import lang, t
from yusuan.web.wording import WORDING, said

_LOG = logging.getLogger("yusuan.web")
_STATUS: tuple[tuple[type[YusuanError], int], ...] = (
    (NotFound, 404),
    (QueryStopped, 503),
    (QueryRefused, 400),
    (UsageError, 400),
    (IndexMissing, 503),
    (IndexDamaged, 503),
    (IndexBusy, 503),
    (StorageRefused, 503),
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
        return _told(status, error)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None or (error.code or 500) < 400:
            return error.get_response()
        code = error.code or 500
        answer = _told(code, _worded(code))
        for name, value in error.get_headers():
            if name.lower() not in ("content-type", "content-length"):
                answer.headers[name] = value
        return answer

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        _LOG.exception("%s %s", request.method, request.path)
        return _told(500, _worded(500))


def _worded(status: int) -> YusuanError:
    """What the wording says of this status."""
    key = f"error.{status}.text"
    if key not in WORDING:
        key = "error.500.text" if status >= 500 else "error.400.text"
    return YusuanError(said(key, "zh"), said(key, "en"))


def _told(status: int, error: YusuanError) -> Response:
    if _for_programs():
        return _program(status, error)
    title = (
        t(f"error.{status}")
        if f"error.{status}" in WORDING
        else t("error.500" if status >= 500 else "error.400")
    )
    return Response(
        render_template("failure.html", status=status, title=title, text=error.said(lang())), status
    )


def page_of(status: int, key: str) -> str:
    """The page for a request that no view saw: ``key`` and ``key``.text of the wording."""
    return render_template("failure.html", status=status, title=t(key), text=t(f"{key}.text"))


def _for_programs() -> bool:
    path = request.path
    if "download" in request.args:  # a browser shows what comes instead of the file
        return False
    if path.startswith(("/api/", "/healthz", "/sparql")):
        return True
    accepts = request.accept_mimetypes
    return bool(accepts) and not accepts.accept_html and path.startswith(("/id/", "/ontology", "/concept/"))


def _program(status: int, error: YusuanError) -> Response:
    told: dict[str, object] = {
        "status": status,
        "error": error.said(lang()),
        "zh": error.zh,
        "en": error.en,
    }
    if isinstance(error, QuerySyntax):
        told |= {"line": error.line, "column": error.column}
    response = Response(json.dumps(told, ensure_ascii=False) + "\n", status, content_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
