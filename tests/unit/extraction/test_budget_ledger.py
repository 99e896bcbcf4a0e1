"""Statements of one line join; those of another year, stage, component or fund are lines of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.extraction.settling.ledger import Ledger
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Span
from yusuan.model.issue import Issue


def at(start: int) -> tuple[Span]:
    return (Span(start, start + 2),)


def say(ledger: Ledger, amount: int, start: int, **dimensions: Stated[str]) -> None:
    label: Text = Stated("财政事务", at(start))
    words: Text = Stated(str(amount), at(start + 5))
    ledger.amount("functional/20106", label, Stated(Decimal(amount), at(start + 5)), words, **dimensions)  # type: ignore[arg-type]


@pytest.fixture
def issues() -> list[Issue]:
    return []


@pytest.fixture
def ledger(issues: list[Issue]) -> Ledger:
    return Ledger(2024, issues, stage="final-accounts")


def test_the_same_amount_said_twice_is_one_line_with_both_places(ledger: Ledger, issues: list[Issue]) -> None:
    say(ledger, 7, 0)
    say(ledger, 7, 100)
    (line,) = ledger.lines
    assert line.amount and line.amount.evidence == (*at(5), *at(105))
    assert issues == []


@pytest.mark.parametrize(
    "dimension",
    [
        {"stage": Stated("budget", at(50))},
        {"component": Stated("expenditure/basic", at(50))},
        {"fund": Stated("income/general-budget", at(50))},
    ],
    ids=lambda each: next(iter(each)),
)
def test_another_stage_component_or_fund_is_another_line_and_no_conflict(
    ledger: Ledger, issues: list[Issue], dimension: dict[str, Stated[str]]
) -> None:
    say(ledger, 7, 0)
    say(ledger, 9, 100, **dimension)
    assert [line.amount and line.amount.value for line in ledger.lines] == [7, 9]
    assert issues == []


def test_the_documents_own_stage_is_not_said_again(ledger: Ledger) -> None:
    say(ledger, 7, 0)
    say(ledger, 7, 100, stage=Stated("final-accounts", at(50)))
    assert [line.stage for line in ledger.lines] == [None]


def test_two_figures_for_one_thing_are_both_kept_and_reported(ledger: Ledger, issues: list[Issue]) -> None:
    say(ledger, 7, 0)
    say(ledger, 8, 100)
    assert len(ledger.lines) == 2
    assert [issue.code for issue in issues] == ["amount.conflict"]


def test_two_things_counted_of_one_category_are_two_lines(ledger: Ledger) -> None:
    label: Text = Stated("公务接待", at(0))
    for number, unit in ((6, "批次"), (40, "人次"), (40, "人次")):
        ledger.count("three-public/reception", label, Stated(Decimal(number), at(9)), Stated(unit, at(12)))
    counted = [(line.quantity, line.unit) for line in ledger.lines]
    assert [(number and number.value, unit and unit.value) for number, unit in counted] == [
        (Decimal(6), "批次"),
        (Decimal(40), "人次"),
    ]
