"""Years and months in questions."""

from __future__ import annotations

import pytest

from yusuan.questions.language.forms.times import months, years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年度", 2023),
        ("in 2024", 2024),
        ("二〇二三年", 2023),
        ("去年", 2023),
        ("今年", 2024),
        ("last year", 2023),
    ],
)
def test_years_count_from_the_newest_in_the_data(text: str, year: int) -> None:
    assert {each.year for each in years(text, newest=2024)} == {year}


@pytest.mark.parametrize("text", ["2024万元", "2024元", "12024", "105-2.2024"])
def test_a_number_is_not_a_year(text: str) -> None:
    assert list(years(text, newest=2024)) == []


@pytest.mark.parametrize(
    ("text", "month"),
    [("3月底", 3), ("十月底前", 10), ("by the end of march", 3), ("上半年", 6), ("年底", 12), ("三季度", 9)],
)
def test_months_stand_for_their_end(text: str, month: int) -> None:
    assert [each.month for each in months(text)] == [month]
