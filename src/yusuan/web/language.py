"""In which language is this request answered? ``?lang=``, then the cookie, then what the browser prefers, then zh."""

from __future__ import annotations

from flask import Request, Response

from yusuan.web.wording import LANGUAGES

COOKIE = "lang"
_A_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> str:
    """ "zh" or "en"."""
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return wish
    return request.accept_languages.best_match(LANGUAGES, default="zh") or "zh"


def remember(request: Request, response: Response) -> Response:
    """Keep the language that the address asked for."""
    wish = request.args.get("lang")
    if wish in LANGUAGES and request.cookies.get(COOKIE) != wish:
        response.set_cookie(COOKIE, wish, max_age=_A_YEAR, samesite="Lax", httponly=True)
    return response
