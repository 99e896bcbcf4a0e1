"""Queries of strangers: what is harmful is refused or stopped, what is harmless runs, and the runner lives on."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.steps import effort

from yusuan import network
from yusuan.errors import (
    IndexDamaged,
    QueryRefused,
    QueryStopped,
    QuerySyntax,
    UsageError,
)
from yusuan.graph.sparql import queries
from yusuan.graph.sparql.queries import QueryRunner
from yusuan.graph.sparql.safety import CheckedQuery, check_query
from yusuan.graph.sparql.tokens import tokens_of
from yusuan.graph.store import GraphStore
from yusuan.settings import QueryLimits

LIMITS = QueryLimits(seconds=1.0, rows=500)
GRAPH = ox.NamedNode("https://data.example/id/documents/one")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one named graph of two hundred numbers."""
    path = tmp_path_factory.mktemp("graph")
    store = GraphStore.open(path)
    value = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#value")
    store.replace(
        GRAPH.value,
        [ox.Triple(ox.NamedNode(f"https://data.example/id/n{n}"), value, ox.Literal(n)) for n in range(200)],
    )
    store.close()
    return path


@pytest.fixture(scope="module")
def runner(folder: Path) -> Iterator[QueryRunner]:
    with QueryRunner(folder, LIMITS) as made:
        yield made


def alive(runner: QueryRunner) -> bool:
    """Whether the runner still answers."""
    answer = runner.run("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    return bool(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"] == "200")


# ---------------------------------------------------------------- refused before any parser

DEEP = {
    "groups": "SELECT * " + "{" * 3000,
    "groups, closed": "SELECT * " + "{" * 3000 + "}" * 3000,
    "brackets": "SELECT * { FILTER(" + "(" * 5000,
    "brackets, closed": "SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?q " * 2000,
    "negations": "SELECT * { FILTER(" + "!" * 9500 + "true) }",
    "spaced negations": "SELECT * { FILTER(" + "! " * 9500 + "true) }",
    "negations and brackets": "SELECT * { FILTER(" + "!(" * 4000,
    "additions": "SELECT (1" + "+1" * 9000 + " AS ?x) {}",
    "path steps": "SELECT * { ?s a" + "/a" * 9000 + " ?o }",
    "after an open quote": "SELECT * { ?s ?p ' " + "(" * 5000,
    "after an open long quote": "SELECT * { ?s ?p ''' # " + "(" * 5000,
    "inside what may be an IRI": "SELECT * { FILTER(?a<" + "(" * 5000 + ">?b) }",
    "after a comment that may be an IRI": "SELECT * { FILTER(?a<?b#> '''\n" + "(" * 5000 + " ''' \n) }",
    "after a string that may be an IRI": "SELECT * { FILTER(?a<'>' " + "(" * 5000 + "') }",
    "in escapes": "SELECT * { FILTER(" + "\\u0028" * 3000 + ") }",
    "after an escaped quote": r"SELECT * { ?s ?p 'a\' ' " + "(" * 5000,
    "after a line break in a short string": "SELECT * { ?s ?p 'a\n " + "(" * 5000 + "' }",
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_refused_before_parsing(name: str) -> None:
    with pytest.raises(QueryRefused):
        check_query(DEEP[name], LIMITS)


def test_the_limit_of_nesting_is_named() -> None:
    with pytest.raises(QueryRefused, match="60"):
        check_query(DEEP["groups"], LIMITS)


def test_a_long_query_is_refused_with_the_limit_named() -> None:
    with pytest.raises(QueryRefused, match="20000"):
        check_query("SELECT * { ?s ?p '" + "很" * 30_000 + "' }", LIMITS)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://example.org/>{} }",
        "SELECT * { ?s ?p trueSERVICE<http://example.org/>{} }",
        "SELECT * { ?s ?p 'a'@en.SERVICE<http://example.org/>{} }",
        "PREFIX x: <http://x.example/> SELECT * { ?s ?p x:a.SERVICE <http://example.org/> {} }",
        "SELECT * { #\nSERVICE#\n<http://example.org/> {} }",
        r"PREFIX x: <http://x.example/> SELECT * { ?s ?p x:.SERVICEx:\~{ ?s ?p ?o } }",
        r"""PREFIX x: <http://x.example/> SELECT * { ?s ?p <http://\u0062'> . ?s ?p "\u0022 " . SERVICE x: {} #'"
        }""",
        "PREFIX x: <http://x.example/> SELECT * { ?s ?p x:a.b.SERVICESILENT x: {} }",
        "PREFIX x: <http://x.example/> SELECT * { ?s ?p x:a.b.SERVICE SILENT x:y {} }",
        "PREFIX x: <http://x.example/> SELECT * { ?s ?p x:a.b.SERVICE <relative> {} }",
        "PREFIX x: <http://x.example/> SELECT * { ?s ?p x:a.b.SERVICEx:y {} }",
    ],
)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        check_query(query, LIMITS)


@pytest.mark.parametrize("before", ["", "?s ?p true", "?s ?p 1", "?s ?p 'a'", "?s ?p 1.", "{}", "?s ?p ?o ."])
def test_service_is_refused_whatever_it_is_glued_to(before: str) -> None:
    words = ("SERVICE", "SeRvIcE", "SERVICESILENT", "\\u0053ERVICE", "SERVICE SILENT ")
    targets = ("x:", "x:y", ":", ":y", "x:%41", "x:y.z", "x:a\u0301", "x:\\~", "<http://x.example/>", "?v")
    for word, glue, target, gap in product(words, ("", "#\n"), targets, ("", " ", "#\n")):
        said = f"{before}{word}{glue}{target}{gap}{{ ?s ?p ?o }}"
        with pytest.raises(QueryRefused, match="SERVICE"):
            check_query(f"PREFIX x: <http://x.example/> PREFIX : <http://x.example/> SELECT * {{ {said} }}", LIMITS)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://a.example/> a <http://b.example/> }",
        "PREFIX x: <http://x.example/>\n# INSERT\ndelete where { ?s ?p ?o }",
        "LOAD <http://example.org/data.ttl>",
        "CLEAR ALL",
        "DROP GRAPH <http://g.example/>",
        "CREATE GRAPH <http://g.example/>",
        "COPY DEFAULT TO <http://g.example/>",
        "MOVE <http://g.example/> TO DEFAULT",
        "ADD DEFAULT TO <http://g.example/>",
        "WITH <http://g.example/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "BASE <http://b.example/> INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(QueryRefused, match="SELECT"):
        check_query(update, LIMITS)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?load 'SERVICE <x> LOAD INSERT ((((((((((' }",
        "PREFIX ex: <http://ex.example/#> SELECT * { ?s ex:service ex:load }",
        "SELECT * { ?s <http://insert.example/SERVICE#((((> ?o } # SERVICE ((((((((",
        "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
        'SELECT * { ?s ?p """quotes \' and " inside ((((("""@zh }',
        "SELECT * { ?s ?p <urn:isbn:1> , <relative> }",
        "SELECT * { VALUES ?x { " + "-1 " * 300 + "} }",
        "SELECT * { " + "{ ?s ?p ?o } UNION " * 200 + "{} }",
        "SELECT * { ?s ?p " + ", ".join(f"'{n}(('" for n in range(500)) + " }",
        "PREFIX service: <http://x.example/> SELECT * { ?s service:name ?o ; a service:Thing . ?o service:of service:all }",
        "PREFIX ms: <http://x.example/> SELECT * { ?s ms:v1.service ?o ; ms:v1.service ms:v2.service OPTIONAL { ?s ?p ?o } }",
        "PREFIX ms: <http://x.example/> SELECT * { ?s a ms:publicService { ?s ms:serviceOf ?o } }",
        "PREFIX service: <http://x.example/> SELECT * FROM service:g { GRAPH service:g { ?s ?p service:x } FILTER service:f(?s) }",
    ],
)
def test_what_only_looks_harmful_is_let_through(query: str) -> None:
    assert check_query(query, LIMITS).form == "SELECT"


@pytest.mark.parametrize(
    "piece", ["'a\\", "'''a", "<a", "<http://", "a.", "a-", ":.", "a:\\", "\\", "@a-", "1."]
)
def test_the_check_takes_no_longer_for_hostile_text(piece: str) -> None:
    def work(text: str) -> float:
        return effort(lambda: tokens_of(text[:20_000]))

    usual = max(work("?s ?p ?o . " * 2_000) for _ in range(3))
    # What grows with the square of it takes thousands of times as long; a collection of garbage may fall into one try, not into three.
    assert any(work(piece * 20_000) < 50 * usual for _ in range(3))


# ---------------------------------------------------------------- no network in the child


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server on this machine, and what has arrived there."""
    arrived: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def take() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    arrived.append(connection.recv(100))

        thread = threading.Thread(target=take)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", arrived
        done.set()
        thread.join()


needs_a_wall = pytest.mark.skipif(network.deniable() is None, reason="this system cannot deny a process its network")


@needs_a_wall
def test_a_service_that_passed_the_check_reaches_nothing(folder: Path) -> None:
    unchecked = CheckedQuery("SELECT * { SERVICE <%s> { ?s ?p ?o } }", "SELECT")
    with listening() as (address, arrived), QueryRunner(folder, QueryLimits(seconds=20.0)) as open_gate:
        with pytest.MonkeyPatch.context() as patched, pytest.raises(QueryStopped, match="did not finish"):
            patched.setattr(queries, "check_query", lambda *_: replace(unchecked, text=unchecked.text % address))
            open_gate.run("anything")
        assert alive(open_gate)
    assert arrived == []


@needs_a_wall
@pytest.mark.parametrize("wall", ["deny", "_moved_out"])
def test_no_socket_connects_from_such_a_child(wall: str) -> None:
    """Each wall for itself: the filter of system calls, and the empty network that stands in for it."""
    with listening() as (address, arrived):
        port = int(address.rpartition(":")[2].partition("/")[0])
        code = (
            "import ctypes, socket, sys\nfrom yusuan import network\n"
            f"print(bool(network.{wall}({'' if wall == 'deny' else 'ctypes.CDLL(None, use_errno=True)'})))\n"
            f"socket.create_connection(('127.0.0.1', {port}), 5)"
        )
        child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if child.stdout.strip() == "False":
        pytest.skip("this system does not have this wall")
    assert child.returncode != 0 and "Error" in child.stderr and arrived == []


def test_without_the_wall_the_listener_would_hear(folder: Path) -> None:
    """The tests above can fail: the engine does post where nothing keeps it."""
    with listening() as (address, arrived):
        query = f"PREFIX x: <{address}> SELECT * {{ SERVICESILENTx:{{ ?s ?p ?o }} }}"
        code = f"import pyoxigraph as ox; list(ox.Store().query({query!r}))"
        subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert arrived and arrived[0].startswith(b"POST")


# ---------------------------------------------------------------- stopped while running

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?t ?w FILTER(?x + ?y + ?z + ?w = -1) }"


def test_a_slow_query_is_stopped_in_time_and_the_runner_lives_on(runner: QueryRunner) -> None:
    with pytest.raises(QueryStopped, match="1 seconds"):  # left alone it would run for days
        runner.run(SLOW)
    assert alive(runner)


def test_too_many_rows_are_stopped_with_the_limit_named(runner: QueryRunner) -> None:
    with pytest.raises(QueryStopped, match="500 rows"):
        runner.run("SELECT * { ?a ?p ?x . ?b ?q ?y }")
    assert alive(runner)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is bounded on Linux only")
def test_a_hungry_query_is_stopped(folder: Path) -> None:
    hungry = "SELECT (GROUP_CONCAT(?long) AS ?all) { ?a ?p ?x . ?b ?q ?y BIND(%s AS ?long) }" % (
        "CONCAT(" * 12 + "STR(?a)" + ", STR(?b), 'padding padding padding padding')" * 12
    )
    limits = QueryLimits(seconds=20.0, memory=8 * 1024**2)
    with QueryRunner(folder, limits) as small:
        with pytest.raises(QueryStopped, match="8 MB"):
            small.run(hungry)
        assert alive(small)


def test_a_worker_that_crashes_is_replaced(folder: Path) -> None:
    with QueryRunner(folder, QueryLimits(seconds=20.0), size=1) as one:
        assert alive(one)
        worker = one._slots.queue[0]
        assert worker is not None
        os.kill(worker._process.pid, signal.SIGSEGV)
        worker._process.wait()
        assert alive(one)


def test_a_crash_in_the_middle_of_a_query_is_told_and_survived(folder: Path) -> None:
    with QueryRunner(folder, QueryLimits(seconds=20.0), size=1) as one:
        assert alive(one)
        worker = one._slots.queue[0]
        assert worker is not None
        threading.Timer(0.3, os.kill, (worker._process.pid, signal.SIGSEGV)).start()
        with pytest.raises(QueryStopped):
            one.run(SLOW)
        assert alive(one)


def test_many_threads_share_a_runner(runner: QueryRunner) -> None:
    answers: list[bool] = []
    threads = [threading.Thread(target=lambda: answers.append(alive(runner))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 8


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nothing")
    with QueryRunner(tmp_path, LIMITS) as broken, pytest.raises(IndexDamaged, match="yusuan check --repair"):
        broken.run("ASK {}")


# ---------------------------------------------------------------- graphs, syntax, formats


def test_from_takes_graphs_that_we_hold_and_no_others(runner: QueryRunner) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM <%s> { ?s ?p ?o }"
    assert b'"200"' in runner.run(count % GRAPH.value).body
    assert (
        b'"200"'
        in runner.run(f"SELECT (COUNT(*) AS ?n) FROM NAMED {GRAPH} {{ GRAPH ?g {{ ?s ?p ?o }} }}").body
    )
    with pytest.raises(QueryRefused, match="elsewhere"):
        runner.run(count % "http://elsewhere.example/")


@pytest.mark.parametrize(
    ("query", "graph"),
    [
        ("SELECT * FROM <x> {?s ?p ?o}", "http://base.example/x"),
        ("BASE <http://b.example/c/> SELECT * FROM <x> {?s ?p ?o}", "http://b.example/c/x"),
        ("BASE <c/> SELECT * FROM NAMED <x> {?s ?p ?o}", "http://base.example/c/x"),
        ("PREFIX x: <http://x.example/> SELECT * FROMx:y {?s ?p ?o}", "http://x.example/y"),
        ("PREFIX x: <http://x.example/> SELECT * FROM NAMEDx:y {?s ?p ?o}", "http://x.example/y"),
        ("PREFIXx: <http://x.example/> SELECT*FROMNAMEDx:y WHERE {?s ?p ?o}", "http://x.example/y"),
        ("PREFIX from: <http://x.example/> DESCRIBE from:a FROM from:y", "http://x.example/y"),
        (r"PREFIX x: <http://x.example/> ASK FROM x:\~y {}", "http://x.example/~y"),
        (r"ASK FROM <\u0068ttp://x.example/\u0079> {}", "http://x.example/y"),
    ],
)
def test_graphs_are_found_however_they_are_written(query: str, graph: str) -> None:
    assert check_query(query, LIMITS, "http://base.example/").graphs == (graph,)


def test_a_graph_that_is_no_iri_is_refused_and_the_worker_lives_on(runner: QueryRunner) -> None:
    for graph in ("<x y>", "<x>", "a\\:b", "undeclared:x", "<http://[>", "<//[>", "<>", r"<http://x/\uD800>"):
        with pytest.raises((QueryRefused, QuerySyntax)):
            runner.run(f"SELECT * FROM {graph} {{}}")
    assert b"http" in runner.run("SELECT ?x { BIND(<x> AS ?x) }").body
    assert alive(runner)


def test_prefixes_in_from_are_resolved(runner: QueryRunner) -> None:
    query = "PREFIX d: <https://data.example/id/documents/> SELECT (COUNT(*) AS ?n) FROM d:one { ?s ?p ?o }"
    assert b'"200"' in runner.run(query).body
    with pytest.raises(QueryRefused, match="documents/two"):
        runner.run(query.replace("d:one", "d:two"))


def test_standard_prefixes_need_no_declaration_and_can_be_overridden(runner: QueryRunner) -> None:
    assert b"true" in runner.run("ASK { ?s rdf:value 3 }").body
    assert b"false" in runner.run("PREFIX rdf: <http://other.example/> ASK { ?s rdf:value 3 }").body
    for prefix in (
        "bgt",
        "bgc",
        "skos",
        "dcterms",
        "org",
        "prov",
        "oa",
        "qb",
        "xsd",
        "rdf",
        "rdfs",
        "schema",
    ):
        assert b"false" in runner.run(f"ASK {{ ?s {prefix}:nothing ?o }}").body


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELEC * {}", 1, 1),
        ("SELECT * { ?s ?p }", 1, 18),
        ("SELECT *\n{ ?s ?p ?o\n  FILTER(?o >) }", 3, 14),
        ("SELECT * { ?s '值' ?o }", 1, 15),
        ("SELECT * { ?s ?p '中文' , }", 1, 25),
        ("SELECT * { ?s ?p ?o . } }", 1, 25),
        ("SELECT * { ?s ?p ?o } LIMIT x", 1, 29),
        ("SELECT * { ?s ?p ?o", 1, 20),
        ("SELECT * { ?s nowhere:x ?o }", 1, 15),
        ("", 1, 1),
    ],
)
def test_a_syntax_error_names_line_and_column(
    runner: QueryRunner, query: str, line: int, column: int
) -> None:
    with pytest.raises(QuerySyntax, match=f"line {line}, column {column}") as caught:
        runner.run(query)
    assert (caught.value.line, caught.value.column) == (line, column)


FEW = "SELECT ?s ?o { ?s rdf:value ?o FILTER(?o < 2) } ORDER BY ?o"


@pytest.mark.parametrize(
    ("format", "media_type", "part"),
    [
        ("json", "application/sparql-results+json", b'"bindings"'),
        ("csv", "text/csv; charset=utf-8", b"s,o\r\nhttps://data.example/id/n0,0\r\n"),
        ("tsv", "text/tab-separated-values; charset=utf-8", b"?s\t?o\n<https://data.example/id/n0>\t"),
        ("xml", "application/sparql-results+xml", b"<uri>https://data.example/id/n1</uri>"),
        ("table", "text/plain; charset=utf-8", b"(2)"),
    ],
)
def test_select_in_every_format(runner: QueryRunner, format: str, media_type: str, part: bytes) -> None:
    answer = runner.run(FEW, format)
    assert answer.media_type == media_type and part in answer.body


@pytest.mark.parametrize("format", ["turtle", "ntriples", "jsonld", "rdfxml", "json", "table"])
def test_construct_in_every_format(runner: QueryRunner, format: str) -> None:
    answer = runner.run("CONSTRUCT { ?s rdf:value ?o } { ?s rdf:value ?o FILTER(?o < 2) }", format)
    assert b"https://data.example/id/n1" in answer.body


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_graph_is_no_table(runner: QueryRunner, format: str) -> None:
    with pytest.raises(UsageError, match="turtle"):
        runner.run("DESCRIBE <https://data.example/id/n1>", format)


def test_rows_are_no_graph_and_an_unknown_format_is_named(runner: QueryRunner) -> None:
    with pytest.raises(UsageError, match="csv"):
        runner.run(FEW, "turtle")
    with pytest.raises(UsageError, match="docx"):
        runner.run(FEW, "docx")


def test_the_columns_of_select_star_stand_as_the_query_names_them(runner: QueryRunner) -> None:
    assert runner.run("SELECT * { ?z rdf:value ?a FILTER(?a < 1) }", "csv").body.startswith(b"z,a\r\n")
    assert runner.run("SELECT ?a ?z { ?z rdf:value ?a FILTER(?a < 1) }", "csv").body.startswith(b"a,z\r\n")


def test_a_table_lines_up_though_characters_are_wide(runner: QueryRunner) -> None:
    answer = runner.run("SELECT ?a ?b { VALUES (?a ?b) { ('预算' 1) ('budget' 20) } }", "table")
    assert answer.body.decode().splitlines() == ["a       b", "──────  ──", "预算     1", "budget  20", "(2)"]
