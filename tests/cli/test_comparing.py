"""Similar projects and comparisons from the command line, over the sample disclosures; expectations are read from their text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from yusuan.app import Services
from yusuan.cli.main import main

INTRANET, INTRANET_THERE = "105-2024-QSN-6L2F", "231-2024-LTN-8RM6"


def run(services: Services, *words: str, lang: str = "zh") -> Result:
    return CliRunner().invoke(
        main, list(words), env={"YUSUAN_INDEXES": str(services.settings.indexes), "YUSUAN_LANG": lang}
    )


def told(services: Services, *words: str) -> Any:
    shown = run(services, *words, "--json")
    assert shown.exit_code == 0, shown.stderr
    return json.loads(shown.stdout)


def excerpts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"document", "start", "end", "text"} <= value.keys():
            yield value
        for each in value.values():
            yield from excerpts(each)
    elif isinstance(value, list):
        for each in value:
            yield from excerpts(each)


def test_two_projects_side_by_side(services: Services) -> None:
    found = told(services, "compare", INTRANET, INTRANET_THERE)
    assert [found[side]["code"] for side in "ab"] == [INTRANET, INTRANET_THERE]
    assert (found["amount"]["a"]["value"], found["amount"]["b"]["value"], found["amount"]["ratio"]) == (
        "920000",
        "180000",
        5.1111,
    )
    assert [(each["source"], each["a"]["value"], each["b"]["value"]) for each in found["funding"]] == [
        ("source/fiscal", "920000", "180000")
    ]
    assert [(step["month"], step["paid"]) for step in found["payments"]["a"]["steps"]] == [(3, 25), (6, 50), (10, 85)]
    pairs = [(p["a"] and p["a"]["name"], p["b"] and p["b"]["name"], p["relation"]) for p in found["indicators"]]
    assert pairs == [
        ("机房巡检次数", None, None),
        ("接入单位数量", None, None),
        (None, "维护涉密终端数量", None),
        ("等级测评通过率", None, None),
        (None, "线路畅通率", None),
        ("故障修复时间", "故障修复时间", "stricter"),
        ("专线租赁费用", None, None),
        ("公文网上流转率", None, None),
        (None, "保密管理水平", None),
        ("使用人员满意度", "使用人员满意度", "same"),
    ]
    repair = found["indicators"][5]
    assert (repair["a"]["target"]["value"], repair["b"]["target"]["value"], repair["nearness"]) == (1.5, 4, 1.0)
    assert {t["topic"] for t in found["topics"] if t["a"] and t["b"]} >= {"topic/e-government-intranet"}
    units = [
        [each[side] and (each[side]["indicator"]["name"], each[side]["value"], each[side]["unit"]) for side in "ab"]
        for each in found["cost_per_unit"]
    ]
    assert units == [
        [("机房巡检次数", "25555.56", "次"), None],
        [("接入单位数量", "12957.75", "家"), None],
        [None, ("维护涉密终端数量", "20000.00", "台")],
    ]


def test_every_evidence_of_a_comparison_reads_as_the_document(services: Services) -> None:
    found = list(excerpts(told(services, "compare", INTRANET, INTRANET_THERE)))
    assert len(found) > 40
    for each in found:
        assert services.text(each["document"])[each["start"] : each["end"]] == each["text"]


def test_the_other_way_round_turns_every_relation(services: Services) -> None:
    turned = {"stricter": "looser", "looser": "stricter", "same": "same", "not_comparable": "not_comparable"}
    there, back = told(services, "compare", INTRANET, INTRANET_THERE), told(services, "compare", INTRANET_THERE, INTRANET)

    def pairs(found: Any, one: str, other: str) -> set[tuple[str, str, str]]:
        both = [pair for pair in found["indicators"] if pair["a"] and pair["b"]]
        return {(pair[one]["name"], pair[other]["name"], pair["relation"]) for pair in both}

    assert {(a, b, turned[relation]) for a, b, relation in pairs(there, "a", "b")} == pairs(back, "b", "a")


def test_a_project_is_named_by_code_iri_or_name(services: Services) -> None:
    found = told(services, "compare", INTRANET, INTRANET_THERE)
    assert told(services, "compare", found["a"]["iri"], found["b"]["label"]) == found


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((INTRANET, "没有的项目"), 1, "没有的项目"),
        ((INTRANET, INTRANET), 2, "同一个项目"),
        ((INTRANET,), 2, "PROJECT"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_why(
    services: Services, words: tuple[str, ...], status: int, said: str
) -> None:
    shown = run(services, "compare", *words)
    assert shown.exit_code == status and said in shown.stderr and shown.stdout == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_comparison_for_a_person(services: Services, lang: str) -> None:
    shown = run(services, "compare", INTRANET, INTRANET_THERE, lang=lang)
    assert shown.exit_code == 0
    for said in ("920,000", "5.11", "25,555.56", "≤1.5小时", "≤4小时", *(("前者要求更高",) if lang == "zh" else ("first asks for more",))):
        assert said in shown.stdout
    assert "\\geq" not in shown.stdout


def test_similar_projects_pair_indicators_with_both_targets(services: Services) -> None:
    hit = told(services, "similar", INTRANET, "--other-divisions", "--limit", "3")["hits"][0]
    assert hit["code"] == INTRANET_THERE and hit["amount"] == "180000"
    pairs = hit["in_common"]["indicators"]
    assert [(p["a"]["name"], p["a"]["target"]["text"], p["b"]["target"]["text"], p["relation"]) for p in pairs] == [
        ("故障修复时间", "≤1.5小时", "≤4小时", "stricter"),
        ("使用人员满意度", "≥90%", "≥90%", "same"),
    ]
    assert all(aim["a"] and aim["b"] and aim["nearness"] >= 0.7 for aim in hit["in_common"]["aims"])
    assert {topic["topic"] for topic in hit["in_common"]["topics"]} >= {"topic/e-government-intranet"}
    assert "≤1.5小时" in run(services, "similar", INTRANET, "--other-divisions").stdout


def test_other_years_of_a_project_only_when_asked_for(services: Services) -> None:
    project = told(services, "similar", INTRANET)["project"]
    before = next(
        each
        for each in services.generation.search.records("project")
        if each.label == project["label"] and each.code != INTRANET
    )
    assert before.year == 2023
    without = [hit["iri"] for hit in told(services, "similar", INTRANET, "--limit", "40")["hits"]]
    with_years = [hit["iri"] for hit in told(services, "similar", INTRANET, "--limit", "40", "--other-years")["hits"]]
    assert before.iri not in without and with_years[0] == before.iri
    assert set(with_years) - set(without) == {before.iri} and project["iri"] not in with_years
