"""Which headers go with every answer? Nothing is loaded from elsewhere, nothing runs inline, static files are kept."""

from __future__ import annotations

import secrets
from typing import cast

from flask import Flask, Response, g, request, url_for

from yusuan.web.files import fingerprint
from yusuan.web.language import remember

_YEAR = 365 * 24 * 3600


def nonce() -> str:
    """The nonce of this answer, for the style sheets that the query editor makes by script."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return cast(str, g.nonce)


def static(name: str) -> str:
    """The address of a static file, with its fingerprint."""
    return url_for("static", filename=name, v=fingerprint(name))


def register(app: Flask) -> None:
    """Send the headers with every answer of ``app``."""
    app.jinja_env.globals["static"] = static
    app.jinja_env.globals["nonce"] = nonce

    @app.after_request
    def send(response: Response) -> Response:
        _protect(response)
        _cache(response)
        return remember(request, response)


def _protect(response: Response) -> None:
    styles = f"'self' 'nonce-{nonce()}'" if g.get("styles_by_script") else "'self'"
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"


def _cache(response: Response) -> None:
    if request.endpoint == "static" and response.status_code in (200, 304):
        fixed = request.args.get("v")
        response.headers["Cache-Control"] = (
            f"public, max-age={_YEAR}, immutable" if fixed else "public, no-cache"
        )
        return
    response.headers.setdefault("Cache-Control", "no-cache")
    if response.mimetype == "text/html":
        response.vary.update(("Accept-Language", "Cookie"))
    if request.method == "GET" and response.status_code == 200 and not g.get("styles_by_script"):
        response.add_etag()
        response.make_conditional(request)
