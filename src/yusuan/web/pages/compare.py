"""The page that sets two projects side by side."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from yusuan.comparison.payments import PaymentCurve
from yusuan.errors import NotFound, UsageError
from yusuan.web.answering import check_length
from yusuan.web.context import lang, services
from yusuan.web.failures import status_of
from yusuan.web.pages import curves

blueprint = Blueprint("comparing", __name__)
_MONTHS = (3, 6, 9, 12)
_SHARES = (Decimal(0), Decimal(50), Decimal(100))


@blueprint.get("/compare")
def compare() -> ResponseReturnValue:
    """Projects ``a`` and ``b`` (code, IRI or exact name); without both, the form that asks for them."""
    a, b = (" ".join(request.args.get(name, "").split()) for name in ("a", "b"))
    if not a or not b:
        return _page(a, b)
    try:
        check_length(a)
        check_length(b)
        found = services().compare(a, b)
    except (NotFound, UsageError) as error:
        return _page(a, b, problem=error.said(lang())), status_of(error)
    drawn = [curves.curve(plan) for plan in found.plans]
    axes = {
        "months": [(month, curves.month_at(month)) for month in _MONTHS],
        "shares": [(share, curves.share_at(share)) for share in _SHARES],
    }
    return _page(a, b, found=found, curves=drawn, axes=axes, months=_months(*found.plans))


def _page(a: str, b: str, **more: object) -> str:
    values: dict[str, object] = {"found": None, "problem": None, **more}
    return render_template("compare.html", a=a, b=b, **values)


def _months(*plans: PaymentCurve) -> list[int]:
    """Every month by whose end either plan pays."""
    return sorted({step.month for plan in plans for step in plan.steps})
