"""Machine-translated answers are marked on the page, in JSON and in the terminal; a search is never sent to a model."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from stand_in import KEY, StandIn, stand_in

from yusuan.app import Services
from yusuan.cli import main
from yusuan.web.application import create_app

QUESTION = "花在奇奇怪怪地方上的钱都有哪些"
QUERY = """SELECT ?item ?label ?value ?purpose WHERE {
  ?item a bgt:Project ; skos:prefLabel ?label ; bgt:amount ?value ; bgt:purpose ?purpose .
} ORDER BY DESC(?value) LIMIT 30"""


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as held:
        held.says = [QUERY]
        yield held


@pytest.fixture
def client(services: Services, server: StandIn) -> FlaskClient:
    """A browser at a server that has a language model."""
    return create_app(Services(services.settings.with_changes(llm=server.model()))).test_client(use_cookies=False)


@pytest.mark.parametrize(("lang", "mark"), [("zh", "机器翻译：查询由语言模型写成"), ("en", "Machine-translated: a language model")])
def test_the_page_marks_the_answer_and_shows_query_rows_and_evidence(client: FlaskClient, lang: str, mark: str) -> None:
    page = client.get("/ask", query_string={"q": QUESTION, "lang": lang}).text
    assert f'<p class="machine" role="note">{mark}' in page
    assert 'class="answer answered"' in page and 'class="run"' in page and 'class="quotes"' in page
    assert "<th scope=\"col\">purpose</th>" in page and page.count('<tr><td class="named">') == 20


def test_a_page_does_not_ask_twice_for_what_was_answered(client: FlaskClient, server: StandIn) -> None:
    for _ in range(3):
        assert "role=\"note\"" in client.get("/ask", query_string={"q": QUESTION}).text
    assert len(server.asked) == 1


def test_a_failure_is_told_and_tried_again_the_next_time(client: FlaskClient, server: StandIn, lang: str = "zh") -> None:
    server.status = 500
    page = client.get("/ask", query_string={"q": QUESTION}).text
    assert 'class="answer not_understood"' in page and "状态 500" in page and 'role="note"' not in page
    server.status = 200
    assert 'role="note"' in client.get("/ask", query_string={"q": QUESTION}).text


def test_the_api_says_that_a_machine_translated(client: FlaskClient) -> None:
    got = client.get("/api/v1/ask", query_string={"q": QUESTION}).json
    assert got is not None and got["machine"] is True and set(got["note"]) == {"zh", "en"} and got["sparql"] == QUERY


def test_a_search_and_the_first_page_send_nothing(client: FlaskClient, server: StandIn) -> None:
    assert client.get("/").status_code == 200
    for query in (QUESTION, QUESTION + "？", "培训 食堂"):
        assert client.get("/search", query_string={"q": query}).status_code == 200
    assert not server.asked


def test_the_command_marks_the_answer(services: Services, server: StandIn) -> None:
    environment = {"YUSUAN_LLM_URL": server.url, "YUSUAN_LLM_KEY": KEY, "YUSUAN_LANG": "en"}
    arguments = ["ask", QUESTION, "--indexes", str(services.settings.indexes)]
    said = CliRunner().invoke(main, arguments, env=environment)
    assert said.exit_code == 0 and "Machine-translated: a language model" in said.output and KEY not in said.output
    told = json.loads(CliRunner().invoke(main, [*arguments, "--json"], env=environment).stdout)
    assert told["machine"] is True and told["rows"]
