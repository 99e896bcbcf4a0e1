"""Every group that patterns take exists, and questions of the least as well as of the most give repeatable queries."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from yusuan.app import Services
from yusuan.questions import answer
from yusuan.questions.evaluate import repeats


@pytest.mark.parametrize(
    "question",
    [
        "哪个部门的项目最少",
        "哪个县的项目最少",
        "哪个部门的项目预算合计最低",
        "哪个县的三公经费最低",
        "预算最少的两个项目",
        "哪个部门的车最少",
    ],
)
def test_the_least_of_a_ranking_is_repeatable(question: str, services: Services) -> None:
    got = answer(question, services.generation)
    assert got.status == "answered" and repeats(got, services.generation.store)
    least = got.rows[0].value
    assert least is not None and all(least <= (other.value or 0) for other in got.details)


@pytest.mark.parametrize(
    "question",
    [
        "哪些项目涉及内网",
        "苇湾区水利局有哪些内设机构",
        "苇湾区的三公经费",
        "谁负责义务教育",
        "6月底前支付一半以上的项目",
    ],
)
def test_the_query_needs_no_prefixes_from_outside(question: str, services: Services) -> None:
    got = answer(question, services.generation)
    assert got.sparql is not None
    solutions = services.generation.store.inner.query(got.sparql)
    assert isinstance(solutions, ox.QuerySolutions) and len(list(solutions)) == len(got.rows)
