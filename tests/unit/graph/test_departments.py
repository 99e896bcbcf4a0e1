"""Departments over many documents: one node under several names, close ones told apart, whatever the order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from yusuan.extraction import extract
from yusuan.graph.departments import settle_departments
from yusuan.graph.export import export
from yusuan.graph.iris import Iris
from yusuan.graph.store import GraphStore
from yusuan.graph.triples import Triple, disclosure_triples
from yusuan.reading import read

IRIS = Iris("https://data.example/id/")
BODY = "\n\n一、部门职责\n\n负责教育工作。\n\n二、收入预算情况说明\n\n{year}年收入预算100万元。\n"
LONG, MIDDLE, SHORT = "河北省石家庄市平山县财政局", "石家庄市平山县财政局", "平山县财政局"


def document(name: str, year: int) -> tuple[str, list[Triple]]:
    read_one = read(f"{name}{year}年部门预算公开{BODY.format(year=year)}".encode(), f"{name}{year}.txt")
    found = extract(read_one)
    graph = IRIS.disclosure(found.source.sha256)
    return graph, list(disclosure_triples(found, read_one.text, IRIS, read_one.cells()))


def store_of(*documents: tuple[str, int]) -> GraphStore:
    store = GraphStore.in_memory()
    for name, year in documents:
        graph, triples = document(name, year)
        store.replace(graph, triples)
    settle_departments(store, IRIS)
    return store


def rows(store: GraphStore, query: str) -> list[tuple[str, ...]]:
    return sorted(
        tuple(str(getattr(term, "value", term)) for term in row.values()) for row in store.select(query)
    )


def labels(store: GraphStore, kind: str) -> set[str]:
    return {row[0] for row in rows(store, f"SELECT ?l {{ ?d a bgt:Department ; skos:{kind} ?l }}")}


@pytest.mark.parametrize("names", [(LONG, SHORT, MIDDLE), (SHORT, MIDDLE, LONG), (MIDDLE, LONG, SHORT)])
def test_one_department_under_several_names_is_one_node_with_one_label(names: Sequence[str]) -> None:
    store = store_of(*((name, 2021 + len(name)) for name in names))
    assert len(rows(store, "SELECT DISTINCT ?d { ?d a bgt:Department }")) == 1
    assert labels(store, "prefLabel") == {LONG}
    assert labels(store, "altLabel") == {MIDDLE, SHORT}


def test_every_label_keeps_the_words_that_print_it() -> None:
    store = store_of((LONG, 2022), (SHORT, 2023))
    printed = rows(
        store,
        "SELECT ?p ?l ?q { ?s rdf:predicate ?p ; rdf:object ?l ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?q ."
        " FILTER(?p IN (skos:prefLabel, skos:altLabel)) ?d a bgt:Department . ?s rdf:subject ?d }",
    )
    assert {(p.rpartition("#")[2], label, quote) for p, label, quote in printed} == {
        ("prefLabel", LONG, LONG),
        ("altLabel", SHORT, SHORT),
    }


def test_a_document_that_goes_takes_its_name_along() -> None:
    store = store_of((LONG, 2022), (SHORT, 2023))
    graph, before = document(SHORT, 2023)
    store.remove(document(LONG, 2022)[0])
    settle_departments(store, IRIS)
    assert labels(store, "prefLabel") == {SHORT}
    assert labels(store, "altLabel") == set()
    assert set(store.triples(graph)) == set(before)


def close(store: GraphStore) -> list[tuple[str, ...]]:
    return rows(store, "SELECT ?a ?b { ?x skos:closeMatch ?y . ?x skos:prefLabel ?a . ?y skos:prefLabel ?b }")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("平山县教育局", "平山县教育体育局"),
        ("中共平山县委办公室", "平山县委办"),
        ("平山县卫生和计划生育局", "平山县卫生健康局"),
        ("平山县文学艺术界联合会", "平山县文联"),
    ],
)
def test_what_is_only_likely_is_close_with_a_reason_and_stays_two(one: str, other: str) -> None:
    store = store_of((one, 2022), (other, 2023))
    assert len(rows(store, "SELECT DISTINCT ?d { ?d a bgt:Department }")) == 2
    assert close(store) == sorted([(one, other), (other, one)])
    reasons = rows(
        store,
        "SELECT ?r { ?s rdf:predicate skos:closeMatch ; dcterms:description ?r ; prov:wasDerivedFrom ?e }",
    )
    assert {("简称" in r or "改名" in r or "short" in r or "renamed" in r) for (r,) in reasons} == {True}
    store.remove(document(other, 2023)[0])
    settle_departments(store, IRIS)
    assert close(store) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("平山县教育局", "灵寿县教育体育局"),
        ("平山县教育局", "平山县财政局"),
        ("平山县民政局", "平山县审计局"),
    ],
)
def test_other_departments_are_not_close(one: str, other: str) -> None:
    assert close(store_of((one, 2022), (other, 2023))) == []


@pytest.mark.parametrize("format", ["turtle", "nquads", "jsonld", "csv", "json"])
def test_the_order_of_ingest_does_not_show(format: str) -> None:
    all_three = [("平山县教育局", 2022), ("石家庄市平山县教育局", 2023), ("平山县教育体育局", 2024)]
    assert export(store_of(*all_three), format) == export(store_of(*reversed(all_three)), format)


def test_a_town_lies_under_its_county() -> None:
    store = store_of(("平山县柳溪镇人民政府", 2023))
    (row,) = store.select(
        "SELECT ?town ?county ?code ?why { ?d bgt:division ?t ; bgt:divisionReason ?why . ?t skos:prefLabel ?town ; skos:broader ?c ."
        " ?c skos:prefLabel ?county ; skos:notation ?code }"
    )
    assert {key: str(getattr(term, "value", term)) for key, term in row.items()} == {
        "town": "柳溪镇",
        "county": "平山县",
        "code": "130131",
        "why": "name",
    }
