"""What statements make together: equal ones are one line, unequal ones stay apart and are reported, wholes and parts agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from prose import issues_of, lines_of

from yusuan.extraction.settling.lines import Settled, settle
from yusuan.extraction.statement import Measure, Said, Statement
from yusuan.model.disclosure import Stated
from yusuan.model.document import Span
from yusuan.model.issue import Issue

ITEM = "functional/20106"
GUESTS = "three-public/reception"


def at(start: int) -> tuple[Span]:
    return (Span(start, start + 2),)


def say(value: str, start: int, measure: Measure = "amount", category: str = ITEM, **more: Any) -> Statement:
    words = more.pop("words", value)
    label = Stated(more.pop("label", "财政事务"), at(start))
    printed = Stated(words, at(start + 5))
    return Statement("test", measure, category, label, Stated(Decimal(value), at(start + 5)), printed, **more)


def settled(*said: Said, stage: str = "final-accounts") -> Settled:
    return settle([said], 2024, stage)


def amounts(found: Settled) -> list[int]:
    return [int(line.amount.value) for line in found.lines if line.amount]


def codes(found: Settled) -> list[str]:
    return [issue.code for issue in found.issues]


def test_the_same_amount_said_twice_is_one_line_with_both_places() -> None:
    found = settled(say("7", 0), say("7", 100))
    (line,) = found.lines
    assert line.amount and line.amount.evidence == (*at(5), *at(105))
    assert line.label.evidence == (*at(0), *at(100))
    assert found.issues == ()


@pytest.mark.parametrize(
    "dimension",
    [
        {"stage": Stated("budget", at(50))},
        {"year": Stated(2023, at(50))},
        {"component": Stated("expenditure/basic", at(50))},
        {"fund": Stated("income/general-budget", at(50))},
    ],
    ids=lambda each: next(iter(each)),
)
def test_another_year_stage_component_or_fund_is_another_line_and_no_conflict(dimension: Any) -> None:
    found = settled(say("7", 0), say("9", 100, **dimension))
    assert amounts(found) == [7, 9]
    assert found.issues == ()


def test_the_documents_own_stage_is_not_said_again() -> None:
    found = settled(say("7", 0), say("7", 100, stage=Stated("final-accounts", at(50))))
    assert [line.stage for line in found.lines] == [None]


def test_two_figures_for_one_thing_are_both_kept_and_reported() -> None:
    found = settled(say("7", 0), say("8", 100))
    assert amounts(found) == [7, 8]
    assert codes(found) == ["amount.conflict"]
    assert found.issues[0].span == Span(105, 107)


def test_a_difference_that_rounding_explains_is_reported_as_that() -> None:
    found = settled(say("123400", 0, words="12.34万元"), say("123000", 100, words="12.3万元"))
    assert amounts(found) == [123400, 123000]
    assert codes(found) == ["amount.rounded"]


def test_an_amount_and_a_change_of_one_thing_are_one_line() -> None:
    found = settled(say("-2", 0, "change"), say("7", 100), say("-2", 200, "change"))
    (line,) = found.lines
    assert line.amount and line.change and line.change.evidence == (*at(5), *at(205))


def test_two_things_counted_of_one_category_are_two_lines() -> None:
    found = settled(
        say("6", 0, "quantity", GUESTS, words="批次"),
        say("40", 20, "quantity", GUESTS, words="人次"),
        say("40", 40, "quantity", GUESTS, words="人次"),
    )
    assert [(int(line.quantity.value), line.unit.value) for line in found.lines if line.quantity and line.unit] == [
        (6, "批次"),
        (40, "人次"),
    ]


def test_that_there_is_none_is_a_line_only_where_nothing_is_said_before() -> None:
    assert amounts(settled(say("0", 0, "none"))) == [0]
    found = settled(say("7", 0), say("0", 100, "none"))
    assert (amounts(found), found.issues) == ([7], ())


def test_a_figure_behind_none_is_a_conflict() -> None:
    assert codes(settled(say("0", 0, "none"), say("7", 100))) == ["amount.conflict"]


def test_support_joins_the_line_of_what_it_supports_not_the_last_of_its_category() -> None:
    first = say("7", 0)
    other = say("9", 100, component=Stated("expenditure/basic", at(50)))
    found = settled(first, other, say("7", 200, about=first))
    assert [line.amount.evidence for line in found.lines if line.amount] == [(*at(5), *at(205)), at(105)]


def test_a_rate_stands_beside_its_change_also_where_that_joined_an_earlier_line() -> None:
    again = say("-2", 200, "change")
    rate = say("-5", 300, "change_rate", about=again)
    found = settled(say("-2", 0, "change"), say("3", 100, "change", GUESTS), again, rate)
    assert [line.change_rate and int(line.change_rate.value) for line in found.lines] == [-5, None]


def test_a_rate_of_what_was_never_settled_is_of_nothing() -> None:
    assert settled(say("5", 0, "change_rate", about=say("2", 100, "change"))).lines == ()


def test_two_changes_against_the_budget_of_one_amount_are_reported() -> None:
    amount = say("7", 0)
    found = settled(
        amount, say("-1", 100, "plan_change", about=amount), say("-2", 200, "plan_change", about=amount)
    )
    assert [line.plan_change and int(line.plan_change.value) for line in found.lines] == [-1]
    assert codes(found) == ["change.against-plan"]


def test_issues_of_readers_keep_their_place_among_those_of_settling() -> None:
    met = Issue("amount.unattributed", Span(150, 152), "", "")
    found = settled(say("7", 0), say("8", 100), met, say("9", 200))
    assert codes(found) == ["amount.conflict", "amount.unattributed", "amount.conflict"]


def assets(whole: str, *parts: str, **more: Any) -> list[Statement]:
    return [
        say(whole, 0, category="asset", words="300元"),
        *(say(part, 100 * n, category=f"asset/{n}", **more) for n, part in enumerate(parts, 1)),
    ]


def test_a_whole_misprinted_in_yuan_is_set_right_by_the_sum_of_its_parts() -> None:
    found = settled(*assets("300", "1000000", "2000000"))
    assert amounts(found) == [3000000, 1000000, 2000000]
    assert codes(found) == ["unit.corrected"]


@pytest.mark.parametrize("parts", [("1000000", "2000001"), ("100", "200"), ()], ids=["other", "same", "none"])
def test_a_whole_whose_parts_do_not_say_so_stays_as_printed(parts: Sequence[str]) -> None:
    found = settled(*assets("300", *parts))
    assert amounts(found)[0] == 300
    assert found.issues == ()


def test_parts_of_another_year_say_nothing_of_a_wholes_unit() -> None:
    assert codes(settled(*assets("300", "3000000", year=Stated(2020, at(50))))) == []


def test_what_a_later_passage_says_is_compared_with_the_unit_set_right() -> None:
    again = say("3000000", 500, category="asset")
    found = settle([assets("300", "1000000", "2000000"), [again]], 2024, "final-accounts")
    assert amounts(found) == [3000000, 1000000, 2000000]
    assert codes(found) == ["unit.corrected"]


def test_a_loose_amount_that_later_words_explain_never_was_an_issue() -> None:
    loose = "某某设备5万元"
    assert issues_of(f"{loose}。", "arrangement") == ["amount.unattributed"]
    lines, issues = lines_of(f"{loose}，列入行政运行（2010301）。", "arrangement")
    assert [line.category for line in lines] == ["functional/2010301"]
    assert issues == []


def test_a_loose_amount_that_nothing_explains_is_reported_in_its_place() -> None:
    text = "某某设备5万元，公务接待费6万元，公务接待费7万元。"
    assert issues_of(text) == ["amount.unattributed", "amount.conflict"]


def test_a_repeated_sentence_gives_one_line_with_its_rate_once() -> None:
    sentence = "公务接待费5万元，比上年减少1万元，下降16.67%。"
    (line,) = lines_of(sentence + "\n\n" + sentence)[0]
    assert line.amount and line.change and line.change_rate
    assert (len(line.amount.evidence), len(line.change_rate.evidence)) == (2, 1)
