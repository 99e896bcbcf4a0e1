"""IRIs answer by content negotiation, the API mirrors the commands, headers protect, files are kept."""

from __future__ import annotations

import json
import re
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from yusuan.app import Services, search_json
from yusuan.model.record import Filters
from yusuan.web.files import web_folder


def told(answer: TestResponse) -> Any:
    """The JSON of an answer."""
    return json.loads(answer.data)


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_a_resource_is_described_in_rdf(
    client: FlaskClient, services: Services, project: str, accept: str, syntax: ox.RdfFormat
) -> None:
    answer = client.get(f"/id{project}", headers={"Accept": accept})
    assert answer.status_code == 200 and answer.mimetype == accept and "Accept" in answer.headers["Vary"]
    subjects = {quad.subject for quad in ox.parse(answer.data, format=syntax)}
    iri = services.settings.base + project[1:]
    assert ox.NamedNode(iri) in subjects
    assert any(str(subject).startswith(f"<{iri}/indicators/") for subject in subjects)


def test_a_browser_is_led_from_a_resource_to_its_page(client: FlaskClient, project: str) -> None:
    answer = client.get(f"/id{project}", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["Location"]) == (303, project)


def test_a_resource_without_a_page_of_its_own_is_shown_as_a_table(
    client: FlaskClient, services: Services
) -> None:
    rows = services.generation.store.select("SELECT ?l WHERE { ?l a bgt:BudgetLine } LIMIT 1")
    name = str(rows[0]["l"]).strip("<>").removeprefix(services.settings.base)
    page = client.get(f"/id/{name}", headers={"Accept": "text/html"})
    assert page.status_code == 200 and "<table" in page.text


def test_the_ontology_is_had_as_file_and_as_page(client: FlaskClient) -> None:
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert turtle.mimetype == "text/turtle" and "bgt:Project" in turtle.text
    assert 'id="Project"' in client.get("/ontology", headers={"Accept": "text/html"}).text


def test_the_api_gives_what_the_commands_give(client: FlaskClient, services: Services) -> None:
    answer = told(client.get("/api/v1/search?q=培训&kind=project&limit=3"))
    assert answer == json.loads(
        json.dumps(search_json(services.search("培训", "hybrid", Filters(kind="project"), 3)))
    )
    code = answer["hits"][0]["code"]
    similar = told(client.get(f"/api/v1/similar?project={code}&limit=2"))
    assert len(similar["hits"]) == 2 and "shared" in similar["hits"][0]
    question = "一共有多少个项目？"
    assert told(client.get("/api/v1/ask", query_string={"q": question}))["question"] == question
    documents = told(client.get("/api/v1/documents"))
    assert len(documents) == len(services.generation.manifest["documents"])
    coverage = told(client.get(f"/api/v1/coverage?document={documents[0]['id']}"))
    assert coverage[0]["document"] == documents[0]["id"]
    assert told(client.get("/api/v1/status"))["generation"] == services.generation.name


@pytest.mark.parametrize("path", ["search?q=培训", "search?q=培训&mode=keyword"])
def test_pages_of_a_search_follow_each_other(client: FlaskClient, path: str) -> None:
    def iris(more: str) -> list[str]:
        return [hit["iri"] for hit in told(client.get(f"/api/v1/{path}&{more}"))["hits"]]

    whole = iris("limit=12")
    assert len(set(whole)) == 12
    assert [iri for page in (1, 2, 3) for iri in iris(f"limit=4&page={page}")] == whole
    assert iris("limit=5&offset=7") == whole[7:] and iris("limit=5&offset=0") == whole[:5]
    assert told(client.get(f"/api/v1/{path}&limit=4&page=2"))["total"] == told(client.get(f"/api/v1/{path}"))["total"]
    assert iris("offset=9999") == []


@pytest.mark.parametrize("name", ["limit", "offset", "page"])
@pytest.mark.parametrize("value", ["-1", "x", "1.5", "1e3", "99999999999999999999", "٣", "１０"])
def test_a_number_out_of_range_is_refused_with_the_range(client: FlaskClient, name: str, value: str) -> None:
    answer = client.get("/api/v1/search", query_string={"q": "培训", name: value})
    assert answer.status_code == 400 and name in answer.text and "–" in answer.text


@pytest.mark.parametrize("wrong", ["search?q=培训&limit=0", "search?q=培训&limit=201", "search?q=培训&page=0", "search?q=培训&page=2&offset=3",
                                   "similar?project=x&limit=0", "similar?project=x&limit=-1"])  # fmt: skip
def test_numbers_that_make_no_page_are_refused(client: FlaskClient, wrong: str) -> None:
    assert client.get(f"/api/v1/{wrong}").status_code == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/search", 400),
        ("/api/v1/search?q=x&mode=y", 400),
        ("/api/v1/similar?project=none", 404),
        ("/api/v1/coverage?document=none", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/search?q=x&year=abc", 400),
        ("/api/v1/search?q=x&kind=y", 400),
        ("/api/v1/similar", 400),
        ("/api/v1/ask", 400),
    ],
)
def test_the_api_fails_in_json(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status and told(answer)["status"] == status and told(answer)["error"]
    assert re.search(r"[一-鿿]", told(answer)["zh"]) and re.search(r"[a-z]{3}", told(answer)["en"])


def test_the_api_refuses_other_methods_in_json(client: FlaskClient) -> None:
    answer = client.post("/api/v1/search?q=x")
    assert answer.status_code == 405 and told(answer)["zh"] and told(answer)["en"] and answer.headers["Allow"]


def test_health_says_which_generation_serves(client: FlaskClient, services: Services) -> None:
    assert client.get("/healthz").text == f"ok {services.generation.name}\n"


def test_without_an_index_every_page_says_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    from yusuan.settings import Settings
    from yusuan.web.application import create_app

    app = create_app(Services(Settings(indexes=tmp_path_factory.mktemp("empty"))))
    page = app.test_client().get("/")
    assert page.status_code == 503 and "yusuan ingest" in page.text and "bundled/site.css" in page.text
    assert app.test_client().get("/healthz").status_code == 503


def test_every_answer_is_protected(client: FlaskClient) -> None:
    for address in ("/", "/nope", "/sparql?query=x", "/static/icon.svg"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src 'self';" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_needs_an_inline_script_or_style(client: FlaskClient, project: str) -> None:
    for address in ("/", "/search?q=经费", project, "/query", "/ontology"):
        page = client.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)


def test_static_files_are_kept_and_pages_are_revalidated(client: FlaskClient) -> None:
    page = client.get("/")
    style = re.search(r'href="(/static/bundled/site.css\?v=\w+)"', page.text)
    assert style is not None
    assert "immutable" in client.get(style[1]).headers["Cache-Control"]
    again = client.get("/", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path in (web_folder() / "static" / "bundled").glob("*.css"):
        assert not re.search(r"@import|url\((?![\"']?data:)", path.read_text("utf-8")), path.name
