"""What is not there is named; what is counted from another year, left out of a sum or meant in two ways is said."""

from __future__ import annotations

import pytest

from yusuan.app import Services
from yusuan.questions import answer


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("柳塘县财政局的三公经费", "柳塘县财政局"),
        ("苇湾区教育局的预算", "苇湾区教育局"),  # 教育局 alone is another county's
        ("北京的三公经费", "北京"),
        ("105-2023-QSN-ZZZZ的预算", "105-2023-qsn-zzzz"),
        ("柳塘县和正定县的项目预算相差多少", "正定县"),
    ],
)
def test_what_the_data_lacks_is_named(question: str, named: str, services: Services) -> None:
    got = answer(question, services.generation)
    assert got.status == "no_data" and named in got.answer and got.rows == ()


def test_a_relative_year_says_what_it_is_counted_from(services: Services) -> None:
    assert "按数据里最新的 2024 年推算" in answer("苇湾区水利局去年的三公经费", services.generation).answer
    read = answer("青石县委办去年的三公经费是多少", services.generation)
    assert read.rows[0].year == 2023 and any("2024 年推算" in part.label for part in read.reading)


def test_a_sum_says_what_it_leaves_out(services: Services) -> None:
    meetings = answer("会议费合计是多少", services.generation)
    assert "没有公开这一项的部门 3 个" in meetings.answer and len(meetings.details) == 3
    projects = answer("苇湾区的项目预算合计是多少", services.generation)
    assert projects.answer.endswith("公开的项目支出预算是 1025万元，与项目表合计一致。")
    assert "项目支出" not in answer("苇湾区涉及防汛的项目预算合计", services.generation).answer


def test_words_without_a_use_are_shown(services: Services) -> None:
    got = answer("苇湾区水利局的三公经费和房价", services.generation)
    assert got.status == "not_understood" and "房价" in got.unknown and got.suggestions


@pytest.mark.parametrize(
    "question",
    [
        "青石县县委书记是谁",
        "谁是苇湾区水利局局长",
        "柳塘县教育局谁管钱最多",
        "who is the secretary of 青石县",
    ],
)
def test_a_person_is_no_duty(question: str, services: Services) -> None:
    assert answer(question, services.generation).status != "answered"
