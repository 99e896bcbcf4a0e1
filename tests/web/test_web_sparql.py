"""The SPARQL endpoint keeps to the protocol, refuses what it must, and lives on; the editor page works without scripts."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from yusuan.app import Services

ASK = "ASK { ?s ?p ?o }"
SELECT = "SELECT ?s WHERE { ?s a bgt:Project } ORDER BY ?s LIMIT 3"
GRAPH = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3"


def told(answer: TestResponse) -> Any:
    """The JSON of an answer."""
    return json.loads(answer.data)


def test_a_query_comes_by_get_by_form_and_directly(client: FlaskClient) -> None:
    assert told(client.get("/sparql", query_string={"query": ASK})) == {"head": {}, "boolean": True}
    assert told(client.post("/sparql", data={"query": ASK}))["boolean"] is True
    direct = client.post("/sparql", data=ASK, content_type="application/sparql-query; charset=utf-8")
    assert told(direct)["boolean"] is True


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (
            ASK,
            "application/sparql-results+xml;q=0.5, application/sparql-results+json",
            "application/sparql-results+json",
        ),
        (GRAPH, "*/*", "text/turtle"),
        (GRAPH, "application/ld+json", "application/ld+json"),
        (GRAPH, "application/n-triples", "application/n-triples"),
        (GRAPH, "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_the_answer_is_in_the_form_the_client_wants(
    client: FlaskClient, query: str, accept: str, media_type: str
) -> None:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == media_type


def test_the_format_parameter_wins_over_the_header(client: FlaskClient) -> None:
    answer = client.get(
        "/sparql", query_string={"query": SELECT, "format": "csv"}, headers={"Accept": "text/html"}
    )
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0] == ["s"] and len(rows) == 4


def test_a_syntax_error_says_where_in_both_languages(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT ?s WHERE {\n  ?s a bgt:Project ;; }"})
    assert answer.status_code in (200, 400)
    answer = client.get("/sparql", query_string={"query": "SELECT ?s WHERE {\n  ?s a }"})
    assert answer.status_code == 400
    assert told(answer)["line"] == 2 and told(answer)["zh"] and told(answer)["en"]


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <http://example.org/a> <http://example.org/b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://example.org/x>",
        "SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * FROM <http://example.org/graph> WHERE { ?s ?p ?o }",
        "{" * 3000,
        "SELECT * WHERE { ?s ?p ?o } #" + "x" * 30_000,
    ],
)
def test_what_must_not_run_is_refused_and_the_server_lives_on(client: FlaskClient, query: str) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code == 400
    assert told(answer)["zh"] and told(answer)["en"]
    assert client.get("/sparql", query_string={"query": ASK}).status_code == 200


def test_an_update_operation_is_refused(client: FlaskClient) -> None:
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 400
    assert (
        client.post("/sparql", data="CLEAR ALL", content_type="application/sparql-update").status_code == 400
    )


def test_requests_that_break_the_protocol_are_refused(client: FlaskClient) -> None:
    assert client.put("/sparql", query_string={"query": ASK}).status_code == 405
    assert client.get(f"/sparql?query={ASK}&query={SELECT}").status_code == 400
    assert client.post("/sparql", data=f"query={ASK}", content_type="text/plain").status_code == 415
    assert client.post("/sparql", data=ASK, content_type="text/plain").status_code == 415
    utf16 = "application/sparql-query; charset=utf-16"
    assert client.post("/sparql", data=ASK.encode("utf-16"), content_type=utf16).status_code == 400
    assert client.post("/sparql", data={"nothing": "1"}).status_code == 400


def test_the_dataset_of_the_protocol_is_the_dataset_of_the_query(
    client: FlaskClient, services: Services
) -> None:
    graphs = list(services.generation.store.documents().values())
    count = "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a bgt:Disclosure }"

    def counted(**dataset: object) -> str:
        answer = client.get("/sparql", query_string={"query": count, **dataset})
        assert answer.status_code == 200, answer.text
        return str(told(answer)["results"]["bindings"][0]["n"]["value"])

    assert counted() == str(len(graphs))
    assert counted(**{"default-graph-uri": graphs[0]}) == "1"
    assert counted(**{"default-graph-uri": graphs[:2]}) == "2"
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?d a bgt:Disclosure } }"
    answer = client.get("/sparql", query_string={"query": named, "named-graph-uri": graphs[0]})
    assert told(answer)["results"]["bindings"][0]["n"]["value"] == "1"
    own = f"SELECT (COUNT(DISTINCT ?d) AS ?n) FROM <{graphs[1]}> WHERE {{ ?d a bgt:Disclosure }}"
    answer = client.get("/sparql", query_string={"query": own, "default-graph-uri": graphs[:2]})
    assert told(answer)["results"]["bindings"][0]["n"]["value"] == "2"


@pytest.mark.parametrize("graph", ["http://example.org/none", "not an iri", "x:> WHERE {} #"])
def test_a_graph_that_is_not_ours_is_refused(client: FlaskClient, graph: str) -> None:
    assert client.get("/sparql", query_string={"query": ASK, "default-graph-uri": graph}).status_code == 400


@pytest.mark.parametrize(
    "query", ["", "  ", "# only this", "FROM", "FROM x", "FROM NAMED", "FROM <x>", "PREFIX x: <y>", "{", "'", "SELECT * FROM"]
)
def test_what_is_no_query_is_refused_with_a_dataset_too(client: FlaskClient, services: Services, query: str) -> None:
    graph = next(iter(services.generation.store.documents().values()))
    for dataset in ({}, {"default-graph-uri": graph}, {"named-graph-uri": graph}):
        answer = client.get("/sparql", query_string={"query": query, **dataset})
        assert answer.status_code == 400 and told(answer)["zh"] and told(answer)["en"]


def test_a_function_that_there_is_not_is_the_query_s_mistake(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT (<http://functions.example/f>(1) AS ?x) {}"})
    assert answer.status_code == 400 and "functions.example/f" in told(answer)["en"]


def test_the_service_describes_itself(client: FlaskClient) -> None:
    described = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert described.mimetype == "text/turtle" and "sparql-service-description" in described.text
    assert client.get("/sparql", headers={"Accept": "text/html"}).status_code == 303


def test_the_editor_shows_results_with_links(client: FlaskClient) -> None:
    page = client.post("/query", data={"query": SELECT})
    assert page.status_code == 200 and page.text.count('<td><a href="/projects/') == 3
    assert "nonce-" in page.headers["Content-Security-Policy"]


def test_the_examples_of_the_editor_have_results(client: FlaskClient) -> None:
    from yusuan.web.pages.query import _EXAMPLES

    for name, text in _EXAMPLES.items():
        query = text.replace("{comment}", "x").replace("{lang}", "zh")
        answer = client.post("/sparql", data={"query": query})
        assert answer.status_code == 200, (name, answer.text)
        assert told(answer)["results"]["bindings"], name


def test_the_editor_marks_the_place_of_an_error(client: FlaskClient, lang: str) -> None:
    page = client.get("/query", query_string={"query": "SELECT * WHERE {\n ?s a }", "lang": lang})
    assert page.status_code == 400
    assert 'data-line="2"' in page.text and 'role="alert"' in page.text


def test_a_graph_or_a_truth_value_is_shown_too(client: FlaskClient) -> None:
    assert "<pre" in client.post("/query", data={"query": GRAPH}).text
    assert "是" in client.post("/query", data={"query": ASK}).text


@pytest.mark.parametrize(
    ("query", "wish", "media_type", "ending"),
    [
        (SELECT, "csv", "text/csv", "csv"),
        (SELECT, "json", "application/sparql-results+json", "json"),
        (GRAPH, "csv", "text/turtle", "ttl"),
        (GRAPH, "jsonld", "application/ld+json", "jsonld"),
        (SELECT, "turtle", "application/sparql-results+json", "json"),
    ],
)
def test_results_are_downloaded_as_files(
    client: FlaskClient, query: str, wish: str, media_type: str, ending: str
) -> None:
    answer = client.post("/sparql?download=1", data={"query": query, "format": wish})
    assert answer.status_code == 200 and answer.mimetype == media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="query.{ending}"'


def test_csv_is_downloaded_as_a_spreadsheet_takes_it(client: FlaskClient) -> None:
    query = {"query": "SELECT ('=1+1' AS ?a) (-12.5 AS ?b) {}", "format": "csv"}
    assert client.post("/sparql?download=1", data=query).data == "\ufeffa,b\r\n'=1+1,-12.5\r\n".encode()
    assert client.post("/sparql", data=query).data == b"a,b\r\n=1+1,-12.5\r\n"  # programs get what SPARQL says


def test_a_download_that_fails_is_told_on_a_page(client: FlaskClient) -> None:
    answer = client.post("/sparql?download=1", data={"query": "SELECT * WHERE {", "format": "csv"})
    assert (
        answer.status_code == 400
        and "bundled/site.css" in answer.text
        and "Content-Disposition" not in answer.headers
    )
