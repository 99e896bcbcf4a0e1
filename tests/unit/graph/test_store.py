"""The store holds whole documents, gives them back the same in any order, and says when it is broken."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sample

from yusuan.errors import IndexBusy, IndexDamaged, IndexMissing, UsageError
from yusuan.graph.export import FORMATS, export
from yusuan.graph.iris import Iris
from yusuan.graph.store import MERGED, ONTOLOGY_GRAPH, GraphStore
from yusuan.graph.terms import node
from yusuan.graph.triples import disclosure_triples


def put(store: GraphStore, iris: Iris, *fills: str) -> None:
    for fill in fills:
        one = sample.disclosure(fill * 64)
        store.replace(iris.disclosure(fill * 64), disclosure_triples(one, sample.TEXT, iris))


def test_the_order_of_ingest_does_not_matter(iris: Iris) -> None:
    one, other = GraphStore.in_memory(), GraphStore.in_memory()
    put(one, iris, "a", "b", "c")
    put(other, iris, "c", "a", "b")
    for format in FORMATS:
        assert export(one, format) == export(other, format)


def test_putting_the_same_again_changes_nothing(store: GraphStore, iris: Iris) -> None:
    before, size = export(store, "nquads"), len(store)
    put(store, iris, "a")
    assert (export(store, "nquads"), len(store)) == (before, size)


def test_a_changed_disclosure_replaces_the_old_one(store: GraphStore, iris: Iris) -> None:
    changed = replace(sample.disclosure(), projects=(), activities=())
    store.replace(iris.disclosure("a" * 64), disclosure_triples(changed, sample.TEXT, iris))
    assert store.select("SELECT ?p { ?p a bgt:Project }") == []
    assert list(store.documents()) == ["a" * 64]


def test_removing_one_leaves_the_other_whole(iris: Iris) -> None:
    alone, both = GraphStore.in_memory(), GraphStore.in_memory()
    put(alone, iris, "b")
    put(both, iris, "a", "b")
    both.remove(iris.disclosure("a" * 64))
    assert export(both, "nquads") == export(alone, "nquads")


def test_what_two_documents_state_counts_once(iris: Iris) -> None:
    store = GraphStore.in_memory()
    put(store, iris, "a")
    once = store.select("SELECT (SUM(?yuan) AS ?sum) { ?line a bgt:BudgetLine ; bgt:amount ?yuan }")
    put(store, iris, "b")
    assert store.select("SELECT (SUM(?yuan) AS ?sum) { ?line a bgt:BudgetLine ; bgt:amount ?yuan }") == once
    for fill in "ab":
        assert store.select("SELECT ?p { ?p a bgt:Project }")
        store.remove(iris.disclosure(fill * 64))
    assert len(store) == len(store.inner) == 0


def test_the_ontology_is_there_for_queries_but_is_no_document(store: GraphStore) -> None:
    store.replace_ontology()
    rows = store.select("SELECT ?x { ?x bgt:category/skos:broader* bgc:income }")
    assert len(rows) == 3
    assert ONTOLOGY_GRAPH not in store.documents().values()


def test_a_binding_takes_the_place_of_its_variable(store: GraphStore) -> None:
    found = store.select("SELECT ?p ?n { ?p a bgt:Project ; skos:prefLabel ?n }")[0]
    again = store.select("SELECT ?p ?n { ?p skos:prefLabel ?n }", p=found["p"])
    assert [row["n"].value for row in again] == ["青龙河清淤工程"]
    assert store.describe("https://nowhere.example/") == []


def test_a_copy_is_read_while_the_original_goes_on(tmp_path: Path, iris: Iris) -> None:
    writer = GraphStore.open(tmp_path / "graph")
    put(writer, iris, "a")
    writer.backup(tmp_path / "copy")
    put(writer, iris, "b")
    reader = GraphStore.open_read_only(tmp_path / "copy")
    assert list(reader.documents()) == ["a" * 64]
    reader.backup(tmp_path / "next")
    assert len(GraphStore.open(tmp_path / "next")) == len(reader)


def test_two_writers_are_one_too_many(tmp_path: Path) -> None:
    first = GraphStore.open(tmp_path)
    with pytest.raises(IndexBusy):
        GraphStore.open(tmp_path)
    first.close()
    first.close()
    GraphStore.open(tmp_path)


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(IndexMissing, match="yusuan ingest"):
            GraphStore.open_read_only(place)


@pytest.mark.parametrize("victim", ["CURRENT", "MANIFEST"])
def test_a_damaged_store_says_how_to_mend_it(tmp_path: Path, iris: Iris, victim: str) -> None:
    store = GraphStore.open(tmp_path)
    put(store, iris, "a")
    store.close()
    next(tmp_path.glob(f"{victim}*")).write_bytes(b"not what it was")
    with pytest.raises(IndexDamaged, match="yusuan check --repair"):
        GraphStore.open_read_only(tmp_path).documents()


def test_rdflib_users_see_the_union_of_all_graphs(store: GraphStore, iris: Iris) -> None:
    put(store, iris, "b")
    dataset = store.rdflib_dataset()
    rows = dataset.query("SELECT DISTINCT ?n { ?p a bgt:Project ; skos:prefLabel ?n }").bindings
    assert [str(name) for row in rows for name in row.values()] == ["青龙河清淤工程"]
    assert len(set(dataset.subjects())) > 10


def test_nquads_read_back_as_what_is_held(store: GraphStore) -> None:
    import pyoxigraph as ox

    again = ox.Store()
    again.load(export(store, "nquads"), format=ox.RdfFormat.N_QUADS)
    assert set(again) == {quad for quad in store.inner if quad.graph_name != MERGED}


@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_turtle_and_jsonld_read_back_as_the_same_triples(store: GraphStore, format: str) -> None:
    import pyoxigraph as ox

    syntax = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}[format]
    read = {quad.triple for quad in ox.parse(export(store, format), format=syntax)}
    assert read == {quad.triple for quad in store.inner}


def test_jsonld_carries_its_context_and_uses_its_names(store: GraphStore) -> None:
    document = json.loads(export(store, "jsonld"))
    assert isinstance(document["@context"], dict)
    nodes = document["@graph"][0]["@graph"]
    project = next(each for each in nodes if each.get("@type") == "Project")
    assert project["amount"] == "500000"
    assert project["identifier"] == "410-2021-0007"


def test_an_unknown_export_format_is_named(store: GraphStore) -> None:
    with pytest.raises(UsageError, match="nquads"):
        export(store, "xlsx")


def test_a_node_is_made_once() -> None:
    assert node("https://a.example/") is node("https://a.example/")
