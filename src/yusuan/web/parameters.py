"""Which number does a parameter of a request say? Wrong ones are told with what may be said, none is bent or passed over."""

from __future__ import annotations

import re

from flask import request

from yusuan.web.wording import wrong

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


def number(name: str, default: int, least: int, most: int) -> int:
    """The whole number from ``least`` to ``most`` that the parameter ``name`` says; ``default`` where it is missing or blank.

    UsageError with the range for anything else."""
    said = request.args.get(name, "").strip()
    if not said:
        return default
    if not _WHOLE.fullmatch(said) or not least <= int(said) <= most:
        raise wrong("error.parameter", name=name, values=f"{least}–{most}")
    return int(said)


def offset(size: int, most: int) -> int:
    """How many results stand before those wanted: ``offset`` itself, or ``page`` (from 1) of ``size`` results each.

    At most ``most``. UsageError for numbers out of range, and where a request says both."""
    if request.args.get("offset") and request.args.get("page"):
        raise wrong("error.parameter.both", one="offset", other="page")
    return number("offset", (number("page", 1, 1, most // size + 1) - 1) * size, 0, most)
