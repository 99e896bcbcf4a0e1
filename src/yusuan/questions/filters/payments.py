"""Conditions on payment plans: what share of the money is due by which month, or that there is no plan."""

from __future__ import annotations

from decimal import Decimal

from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.forms.limits import Limit
from yusuan.questions.queries.sparql import Filter, filter_of


def about_payments(reading: Reading) -> bool:
    """Whether a question speaks of payments, so that a percentage is a share of the money."""
    return reading.has("pay", "payments", "month", "first-payment")


def plan_filter(reading: Reading) -> Filter | None:
    """The condition on the payment plan, or ``None`` where the words do not make one."""
    month, limit = reading.first("month"), reading.first("portion", "share")
    if reading.has("without"):
        return filter_of("payment-none") if reading.has("payments", "pay") and month is None else None
    if month is None or not reading.has(
        "first-payment", "pay", "payments", "late", "until", "portion", "share"
    ):
        return None
    due = int(month.sense.value)
    if limit is not None and "一次" in limit.token.text:
        return filter_of("payment-once-in", month=due)
    if reading.has("first-payment"):
        return filter_of("payment-first-in", month=due)
    if reading.has("late"):
        whole = limit is not None and limit.sense.value.low == 100
        return filter_of("payment-complete-in" if whole else "payment-first-in", month=due)
    if limit is None:
        first = filter_of("payment-by", month=due, share=Decimal("0.01"))
        return first if reading.has("until") else filter_of("payment-in", month=due)
    asked: Limit = limit.sense.value
    if asked.operator in ("<", "<="):
        return filter_of("payment-below", month=due, share=asked.low)
    if asked.operator == ">":
        return filter_of("payment-over", month=due, share=asked.low)
    exact = asked.operator == "=" and asked.low != 100
    return filter_of("payment-at" if exact else "payment-by", month=due, share=asked.low)
