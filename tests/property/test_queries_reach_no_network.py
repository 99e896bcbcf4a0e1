"""Whatever the check of queries lets through, the engine reaches nothing with it; and what only looks alike is let through."""

from __future__ import annotations

from collections.abc import Iterator
from socket import create_server
from threading import Thread

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yusuan.errors import QueryRefused
from yusuan.graph.sparql.safety import check_query
from yusuan.settings import QueryLimits

LIMITS = QueryLimits()
X = ox.NamedNode("https://data.example/x")
STORE = ox.Store()
STORE.extend(ox.Quad(X, X, value) for value in (X, ox.Literal(True), ox.Literal(1), ox.Literal("a", language="en")))


class Listener:
    """Counts the connections to a port of the loopback interface, and closes each."""

    def __init__(self) -> None:
        self.heard = 0
        self._server = create_server(("127.0.0.1", 0), backlog=50)
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}/x"
        Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.heard += 1
            connection.close()

    def close(self) -> None:
        """Hear no more."""
        self._server.shutdown(2)
        self._server.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def run(query: str, url: str) -> bool:
    """Run ``query`` unguarded, to its end; whether the engine could read it."""
    prefixes = {"x": url, "": url, "service": "https://data.example/", "SERVICEx": "https://data.example/"}
    try:
        result = STORE.query(query, prefixes=prefixes, base_iri=url)
        if not isinstance(result, ox.QueryBoolean):
            list(result)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


def escaped(word: str) -> str:
    return f"\\u{ord(word[0]):04x}{word[1:]}"


WORDS = ["SERVICE", "service", "SeRvIcE", "SERVICESILENT", "SERVICE SILENT", "SERVICE#\n", "SERVICE\n", "\uff33ERVICE", escaped("SERVICE")]
BEFORE = [
    "", "}", "{", ". ", "?s ?p ", "?s ?p ?o ", "?s ?p ?o.", "?s ?p true", "?s ?p true.", "?s ?p 1", "?s ?p 1.", "?s ?p 1e5", "?s ?p .5",
    "?s ?p 'a'@en", "?s ?p 'a'@en.", "?s ?p 'a'@en--GRAPH ", "?s ?p x:a.b.", "?s ?p x:a.", "?s ?p x:a", "?s ?p x:", "?s ?p x:.",
    "?s ?p _:a\u203fGRAPH ", "?s ?p ?v\u203fGRAPH ", "?s ?p _:a.", "GRAPH ", "GRAPH", "GRAPH ?g {} ", "OPTIONAL {} ", "FILTER EXISTS {",
    "FILTER NOT EXISTS{ ?s ?p ?o ", "{ SELECT * { ", "BIND(1 AS ?w)", "VALUES ?v { UNDEF }", "MINUS {} ", "LATERAL { ", "?s x:p?", "?s a ",
    "?s ?p <http://\\u0062'> . ?s ?p \"\\u0022 \" . ", "?s ?p \"\\\\\" . ", "?s ?p ''' ' '' \\''' . ", "FILTER(1<2) ", "FILTER(?s<?p||1>2) ",
    "# ' \n", "?s ?p '#' . ", "?s ?p \"'\" . ", "\ufeff", "\u00a0", "x:a\\-.", "x:%41.", "?s ?p <#> . ", "?s ?p <<( ?s ?p ?o )>> ",
]  # fmt: skip
ENDPOINTS = ["x:", "x:y", ":", ":y", "<{url}>", "<>", "?v", "x:a\u203fb", "x:\U0001f600\u3001", "x:a.b", "x:\\-", "x:%41", "service:x"]
ENDPOINTS += ["<\\u0068ttp:>"]
BEHIND = [
    "{}", " {}", "#\n{}", "{ ?s ?p ?o }", "\n{ ?s ?p ?o } #'\"\n", "{ ?s ?p ?o } #'\"", "{} ?s ?p \"'\"", "", " ?o", " ?o {}",
]  # fmt: skip
GLUE = ["", " ", "\n", "#'\n", "\t", "\u00a0", "/**/", "\u200b", "."]
CLOSE = ["", "}", "}}", " }"]


@st.composite
def attacks(draw: st.DrawFn) -> str:
    """Something like SERVICE between something and an endpoint, glued in every way."""
    before = [draw(st.sampled_from(BEFORE)) for _ in range(draw(st.integers(1, 2)))]
    parts = [draw(st.sampled_from(pieces)) for pieces in (WORDS, GLUE, ENDPOINTS, GLUE[:4], BEHIND, CLOSE)]
    return "SELECT * { VALUES ?v { <{url}> } " + "".join(before + parts) + " }"


SIGNS = ["'", '"', "'''", '"""', "#", "\n", "<", ">", "\\", "\\u0027", "\\u0022", "\\u000a", "SILENT"]
SOUPS = st.lists(st.sampled_from([*WORDS, *BEFORE, *ENDPOINTS, *BEHIND, *GLUE, *CLOSE, *SIGNS]), min_size=2, max_size=9).map(
    lambda pieces: "SELECT * {" + "".join(pieces) + "}"
)


@settings(max_examples=600, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(attacks(), SOUPS))
def test_what_is_let_through_reaches_nothing(listener: Listener, query: str) -> None:
    text = query.replace("{url}", listener.url)
    try:
        check_query(text, LIMITS)
    except QueryRefused:
        return
    before = listener.heard
    run(text, listener.url)
    assert listener.heard == before, text


def test_the_listener_would_have_heard(listener: Listener) -> None:
    heard = listener.heard
    assert run(f"SELECT * {{ SERVICE <{listener.url}> {{ ?s ?p ?o }} }}", listener.url)
    assert run("SELECT * { SERVICEx: { ?s ?p ?o } }", listener.url)
    assert run("SELECT * { ?s ?p trueSERVICESILENTx: { ?a ?b ?c } }", listener.url)
    assert listener.heard == heard + 3


# ---------------------------------------------------------------- the other side

LETTERS = st.text("aSEé中1_-", max_size=4)
LOCALS = st.builds("{}{}{}".format, LETTERS, st.sampled_from(["SERVICE", "service", "publicServiceX", "v1.service"]), LETTERS).filter(
    lambda name: not name.startswith("-")
)
WRITTEN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
LITERALS = st.builds(lambda a, b: f'"{_quoted(a)} SERVICE <x> {{ {_quoted(b)}"', WRITTEN, WRITTEN)
TERMS = st.one_of(
    LOCALS.map(lambda name: f"x:{name}"),
    LOCALS.map(lambda name: f"service:{name}"),
    LITERALS,
    st.sampled_from(["?service", "$SERVICE", "<https://data.example/SERVICE>", "_:service", "'''SERVICE x: {'''@en"]),
)
RESOURCES = TERMS.filter(lambda term: not term.startswith(('"', "'")))
PREDICATES = RESOURCES.filter(lambda term: not term.startswith("_"))


def _quoted(text: str) -> str:
    return text.translate({ord("\\"): r"\\", ord('"'): r"\"", ord("\n"): r"\n", ord("\r"): r"\r"})


FORMS = [
    "SELECT * {{ {} }}",
    "ASK {{ GRAPH service:g {{ {} }} }}",
    "SELECT * FROM service:g {{ {} }}",
    "DESCRIBE service:g WHERE {{ {} }}",
]


@st.composite
def harmless(draw: st.DrawFn) -> str:
    """A query with SERVICE in names, variables, literals, IRIs and comments."""
    triples = [f"{draw(RESOURCES)} {draw(PREDICATES)} {draw(TERMS)} ." for _ in range(draw(st.integers(1, 3)))]
    comment = draw(WRITTEN).replace("\n", "").replace("\r", "")
    body = f"{' '.join(triples)} # SERVICE x: {{ {comment}\n OPTIONAL {{ {triples[0]} }}"
    return draw(st.sampled_from(FORMS)).format(body)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(harmless())
def test_what_only_looks_alike_is_let_through(listener: Listener, query: str) -> None:
    before = listener.heard
    if run(query, listener.url):
        assert check_query(query, LIMITS).form
    assert listener.heard == before
