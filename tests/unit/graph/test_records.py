"""Records and the JSON export are read back from the store, with the document's own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import sample

from yusuan.graph.export import export_json
from yusuan.graph.iris import Iris
from yusuan.graph.records import read_records
from yusuan.graph.store import GraphStore
from yusuan.graph.triples import disclosure_triples
from yusuan.model.record import KINDS, Record


def by_kind(store: GraphStore, kind: str) -> list[Record]:
    return [record for record in read_records(store) if record.kind == kind]


def test_every_kind_of_record_is_there(store: GraphStore) -> None:
    assert Counter(record.kind for record in read_records(store)) == {
        "project": 1,
        "indicator": 2,
        "activity": 1,
        "responsibility": 1,
        "department": 1,
        "budget-line": 5,
        "passage": 4,
    }
    assert set(KINDS) == {record.kind for record in read_records(store)}


def test_every_passage_is_the_documents_own_words(store: GraphStore) -> None:
    for record in read_records(store):
        assert record.passages, record
        for passage in record.passages:
            assert sample.TEXT[passage.start : passage.end] == passage.text


def test_a_project_says_where_it_belongs_and_what_it_is_for(store: GraphStore) -> None:
    (project,) = by_kind(store, "project")
    assert (project.code, project.label, project.year) == ("410-2021-0007", "青龙河清淤工程", 2021)
    assert project.divisions == ("130000", "130100", "河北省", "石家庄市", "青禾县")
    assert project.topics == ("topic/river-management",)
    assert Counter(passage.field for passage in project.passages) == {
        "name": 1,
        "code": 1,
        "amount": 1,
        "purpose": 1,
        "goal": 2,
        "indicator": 3,
    }


def test_a_purpose_over_two_lines_keeps_its_line_break(store: GraphStore) -> None:
    (project,) = by_kind(store, "project")
    assert "清理青龙河淤泥，\n疏通水道。" in [passage.text for passage in project.passages]


def test_a_long_paragraph_is_labelled_by_its_first_clause(store: GraphStore) -> None:
    assert "联系电话见县政府网站" in [record.label for record in by_kind(store, "passage")]


def test_what_two_documents_state_is_one_record(store: GraphStore, iris: Iris) -> None:
    before = read_records(store)
    again = sample.disclosure("b" * 64)
    store.replace(iris.disclosure("b" * 64), disclosure_triples(again, sample.TEXT, iris))
    assert read_records(store) == before


def test_a_department_of_two_years_has_no_year(store: GraphStore, iris: Iris) -> None:
    later = replace(sample.disclosure("b" * 64), year=sample.stated("2021年", 2022))
    store.replace(iris.disclosure("b" * 64), disclosure_triples(later, sample.TEXT, iris))
    (department,) = by_kind(store, "department")
    assert department.year is None
    assert sorted(record.year or 0 for record in by_kind(store, "project")) == [2021, 2022]


def test_records_of_one_document_only(store: GraphStore) -> None:
    assert read_records(store, ["f" * 64]) == []
    assert read_records(store, ["a" * 64]) == read_records(store)


def test_the_json_export_has_the_shape_that_others_rely_on(store: GraphStore) -> None:
    (one,) = export_json(store)
    department = one["document"]["department"]
    assert department["division"]["path"] == ["河北省", "石家庄市", "青禾县"]
    assert (department["name"], department["code"], department["aliases"]) == (
        "青禾县水利局",
        "410007",
        ["水利局"],
    )
    assert one["responsibilities"] == ["负责全县河道与水库的管理。"]
    assert [line["category"] for line in one["budget_lines"]][-1] == "asset/vehicle"
    (project,) = one["projects"]
    assert (project["amount"], project["total_investment"]) == ("500000", "1200000")
    assert project["goals"] == ["清淤河道12公里。", "沿岸居民满意。"]
    assert [(p["month"], p["share"]) for p in project["payments"]] == [(3, "40"), (12, "100")]
    assert [(f["source"], f["amount"]) for f in project["funding"]] == [("source/fiscal", "500000")]
    target = project["indicators"][0]["target"]
    assert {key: target[key] for key in ("text", "operator", "value", "unit")} == {
        "text": "≥12公里",
        "operator": ">=",
        "value": "12",
        "unit": "公里",
    }


def test_every_object_of_the_json_export_has_evidence(store: GraphStore) -> None:
    def check(value: object) -> None:
        if isinstance(value, list):
            for each in value:
                check(each)
        elif isinstance(value, dict) and "start" not in value:
            assert value.get("evidence", [1]), value
            for each in value.values():
                check(each)

    (one,) = export_json(store)
    check(one)
    for evidence in one["responsibility_evidence"] + one["projects"][0]["goal_evidence"]:
        assert evidence


def test_a_remark_is_searchable_but_states_no_value(store: GraphStore) -> None:
    stating = " ".join(excerpt.text for excerpt in store.value_excerpts("a" * 64))
    assert "联系电话" not in stating and "1,286.40万元" in stating
