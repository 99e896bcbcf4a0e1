"""One line that a document prints twice with two amounts: the one told within its whole is the answer, the other is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.questions.queries.rows import rows_of, select
from yusuan.settings import Settings

TWICE = """云岭市桐岭县档案局2024年部门预算

一、机关运行经费情况

2024年我局机关运行经费16.2万元，其中公务用车运行维护费3.9万元。

二、“三公”经费情况

2024年我局“三公”经费预算6.6万元，其中：
1、因公出国（境）费0万元。
2、公务用车购置及运行维护费3.9万元（其中：购置费0万元、运行维护费3.6万元）。
3、公务接待费2.7万元。
"""


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder: Path = tmp_path_factory.mktemp("twice")
    (folder / "twice.txt").write_text(TWICE, "utf-8")
    made = Services(Settings(indexes=folder / "indexes"))
    made.ingest([folder / "twice.txt"])
    return made


def test_the_amount_within_its_whole_is_the_answer(twice: Services) -> None:
    got = twice.ask("桐岭县档案局公务用车运行维护费是多少")
    assert [row.value for row in got.rows] == [Decimal(36000)]
    assert [row.value for row in got.details] == [Decimal(39000)]
    assert "另一处印作 3.9万元" in got.answer
    again = rows_of(select(twice.generation.store, got.sparql or ""))
    assert [row.value for row, _ in again] == [Decimal(36000)]


def test_a_sum_of_what_is_not_printed_is_refused(twice: Services) -> None:
    assert twice.ask("桐岭县档案局公务接待费和培训费一共多少").status == "no_data"
    listed = twice.ask("桐岭县档案局公务接待费和培训费各多少")
    assert listed.status == "answered" and "没有公开：培训费" in listed.answer
