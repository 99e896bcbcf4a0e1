"""Our own queries, run where they can be stopped: the same rows as the store gives, and no longer than allowed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from yusuan.deadline import Deadline
from yusuan.errors import IndexDamaged, QueryStopped
from yusuan.graph.sparql.queries import QueryRunner
from yusuan.graph.store import GraphStore
from yusuan.settings import QueryLimits

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h FILTER(STR(?b) < STR(?h)) }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    """Two hundred things with a number, a name in Chinese and sometimes a date."""
    path = tmp_path_factory.mktemp("graph")
    made = GraphStore.open(path)
    kinds = [ox.NamedNode(f"https://data.example/{name}") for name in ("number", "name", "day")]
    values = [
        (ox.Literal(str(n / 4), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
         ox.Literal(f"第{n}个\n\"名\"", language="zh"), ox.Literal("2024", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")))
        for n in range(200)
    ]  # fmt: skip
    made.replace(
        "https://data.example/graph",
        [
            ox.Triple(ox.NamedNode(f"https://data.example/n{n}"), kind, value)
            for n, row in enumerate(values)
            for kind, value in list(zip(kinds, row, strict=True))[: 3 if n % 2 else 2]
        ],
    )
    made.close()
    return GraphStore.open_read_only(path)


@pytest.fixture(scope="module")
def runner(store: GraphStore) -> Iterator[QueryRunner]:
    assert store.path is not None
    with QueryRunner(store.path, QueryLimits(rows=10), size=1) as made:
        yield made


def test_rows_are_those_of_the_store_however_many(store: GraphStore, runner: QueryRunner) -> None:
    query = """PREFIX e: <https://data.example/> SELECT * {
        ?s e:number ?number ; e:name ?name . OPTIONAL { ?s e:day ?day } } ORDER BY ?number"""
    rows = runner.within(Deadline(60)).select(query)
    assert len(rows) == 200 and "day" not in rows[0] and "day" in rows[1]
    assert rows == store.select(query)


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_runs(runner: QueryRunner) -> None:
    with pytest.raises(QueryStopped, match=r"0\.3 seconds"):
        runner.select(ENDLESS, Deadline(0.3))
    assert runner.select("SELECT (1 AS ?one) {}", Deadline(60))


def test_nothing_is_begun_after_the_deadline(runner: QueryRunner) -> None:
    with pytest.raises(QueryStopped, match="0 seconds"):
        runner.select("SELECT (1 AS ?one) {}", Deadline(0))


def test_who_gets_no_turn_is_told(runner: QueryRunner) -> None:
    failed: list[QueryStopped] = []

    def ask() -> None:
        try:
            runner.select(ENDLESS, Deadline(2))
        except QueryStopped as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failed) == 3
    assert runner.select("SELECT (1 AS ?one) {}", Deadline(60))


def test_a_store_that_is_none_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nothing")
    with QueryRunner(tmp_path, QueryLimits()) as runner, pytest.raises(IndexDamaged):
        runner.select("SELECT (1 AS ?one) {}", Deadline(60))
