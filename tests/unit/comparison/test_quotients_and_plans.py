"""What one counted thing costs, and how a payment plan runs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from indicator_rows import row

from yusuan.browse.project import PaymentRow, ProjectPage
from yusuan.comparison.payments import plan
from yusuan.comparison.quotients import quotient, ratio


@pytest.mark.parametrize(
    ("target", "yuan", "unit"),
    [
        ("18台", "5000.00", "台"),
        ("≥36次", "2500.00", "次"),
        ("12公里", "7500.00", "公里"),
        ("≥1.8万人次", "5.00", "人次"),
        ("14个乡镇", "6428.57", "个乡镇"),
    ],
)
def test_the_amount_over_what_is_counted(target: str, yuan: str, unit: str) -> None:
    found = quotient(Decimal(90_000), row(target), frozenset({"level/output", "level/quantity"}))
    assert found is not None and (str(found.yuan), found.unit) == (yuan, unit)


@pytest.mark.parametrize("target", ["≥98%", "≤18台", "45万元", "≤2小时", "5年", "0台", "长期", "18", ">18台", None])
def test_what_counts_nothing_has_no_quotient(target: str | None) -> None:
    assert quotient(Decimal(90_000), row(target), frozenset({"level/quantity"})) is None


def test_only_quantities_are_bought() -> None:
    assert quotient(Decimal(90_000), row("3次"), frozenset({"level/output", "level/quality"})) is None
    assert quotient(Decimal(90_000), row("3次"), frozenset()) is not None
    assert quotient(None, row("3次"), frozenset()) is None
    assert quotient(Decimal(0), row("3次"), frozenset()) is None


def test_quotients_of_one_kind_have_a_ratio() -> None:
    def of(amount: int, target: str):  # type: ignore[no-untyped-def]
        return quotient(Decimal(amount), row(target), frozenset())

    assert ratio(of(90_000, "18台"), of(50_000, "20套")) == 2
    assert ratio(of(90_000, "3公里"), of(30_000, "1000米")) == 1
    assert ratio(of(90_000, "18台"), of(50_000, "20人")) is None
    assert ratio(of(90_000, "18台"), None) is None


def page(schedule: str, *steps: tuple[int, str]) -> ProjectPage:
    payments = tuple(PaymentRow(month, Decimal(share), ()) for month, share in steps)
    return ProjectPage(iri="p", name=row(None).name, year=2024, schedule=schedule, payments=payments)


@pytest.mark.parametrize(
    ("found", "paid"),
    [
        (page("cumulative", (3, "30"), (6, "60"), (12, "100")), ["30", "60", "100"]),
        (page("incremental", (6, "50"), (12, "50")), ["50", "100"]),
        (page("unknown", (12, "100")), ["100"]),
        (page("unknown", (3, "20"), (6, "30"), (12, "50")), [None, None, None]),
        (page("unknown"), []),
    ],
)
def test_shares_add_up_as_the_document_means_them(found: ProjectPage, paid: list[str | None]) -> None:
    read = plan(found)
    assert [None if step.paid is None else str(step.paid) for step in read.steps] == paid
    assert read.known is bool(paid and paid[0])
