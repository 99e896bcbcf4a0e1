"""A language model may write a query for what the grammar cannot read: only a checked one runs, and failure changes nothing."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from decimal import Decimal

import pytest
from stand_in import KEY, StandIn, stand_in

from yusuan.app import Services
from yusuan.errors import ModelFailed, UsageError
from yusuan.questions import Answer
from yusuan.questions.machine import client, translatable, translated
from yusuan.questions.machine.checking import query_in
from yusuan.settings import LanguageModel, Settings, from_environment

QUESTION = "花在奇奇怪怪地方上的钱都有哪些"
GOOD = """PREFIX bgt: <https://w3id.org/yusuan/ontology#>
SELECT ?item ?label ?value WHERE {
  ?item a bgt:Project ; skos:prefLabel ?label ; bgt:amount ?value .
  FILTER(?value >= 3000000)
} ORDER BY DESC(?value) ?item"""


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as held:
        yield held


@pytest.fixture
def refusal(services: Services) -> Answer:
    """A question that the grammar refuses."""
    got = services.ask(QUESTION)
    assert translatable(got)
    return got


def ask(services: Services, server: StandIn, refusal: Answer, *says: str, seconds: float = 10.0) -> Answer:
    server.says = list(says) or [""]
    return translated(refusal, services.generation, server.model(seconds))


def test_a_query_of_the_model_gives_rows_and_evidence_and_is_marked(
    services: Services, server: StandIn, refusal: Answer
) -> None:
    got = ask(services, server, refusal, GOOD)
    direct = services.generation.store.select(GOOD)
    assert (got.status, got.machine, got.kind, got.sparql) == ("answered", True, "machine", GOOD)
    assert [(row.iri, row.value, row.unit) for row in got.rows] == [
        (row["item"].value, Decimal(row["value"].value), "元") for row in direct
    ]
    assert got.rows and got.evidence and "机器翻译" in got.answer
    for excerpt in got.evidence:
        text = services.generation.document_text(excerpt.document)
        assert text[excerpt.start : excerpt.end] == excerpt.text
    told = got.to_json()
    assert told["machine"] is True and set(told["note"]) == {"zh", "en"}
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told


def test_what_the_model_is_told(services: Services, server: StandIn, refusal: Answer) -> None:
    ask(services, server, refusal, GOOD)
    (asked,) = server.asked
    system, user = (message["content"] for message in asked["messages"])
    assert asked["model"] == "stand-in" and user.splitlines()[1] == QUESTION
    for known in ("bgt:Project  Class", "bgt:amount  DatatypeProperty", "three-public: ", "澜江市苇湾区水利局", '"2024"^^xsd:gYear',
                  "SELECT", "bgt:indicator"):  # fmt: skip
        assert known in system, known
    assert len(system) < 40_000
    assert server.paths == ["/v1/chat/completions"] and server.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("said", [
    "```sparql\n{}\n```",
    "Here is the query:\n```\n{}\n```\nIt lists the large projects. Let me know!",
    "Sure! Here it is:\n\n{}\nLIMIT 50\n\nThis selects projects whose amount is large; see WHERE.",
    "<think>First SELECT ?x { nothing } comes to mind.</think>\n{}",
    "```sparql\n{}",
])  # fmt: skip
def test_prose_and_fences_around_the_query_do_no_harm(
    services: Services, server: StandIn, refusal: Answer, said: str
) -> None:
    got = ask(services, server, refusal, said.replace("{}", GOOD, 1))
    assert got.machine and len(got.rows) == len(services.generation.store.select(GOOD)), got.answer


HOSTILE = {
    "update": "INSERT DATA { <https://w3id.org/yusuan/id/x> a bgt:Project }",
    "update behind a select": "SELECT ?item { ?item a bgt:Project } ; DELETE WHERE { ?s ?p ?o }",
    "fenced update": "```sparql\nDROP ALL\n```",
    "service": "SELECT ?item { SERVICE <http://127.0.0.1:9/> { ?item ?p ?o } }",
    "construct": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "ask": "ASK { ?s a bgt:Project }",
    "unknown property": "SELECT ?item { ?item bgt:bribe ?value }",
    "unknown prefix": "SELECT ?item { ?item evil:x ?value }",
    "declared prefix": "PREFIX e: <http://evil.example/>\nSELECT ?item { ?item a bgt:Project ; e:x ?value }",
    "unknown thing": "SELECT ?item { BIND(<https://w3id.org/yusuan/id/projects/none> AS ?item) ?item ?p ?value }",
    "foreign function": "SELECT ?item { ?item a bgt:Project FILTER(<http://evil.example/f>(?item)) }",
    "unknown datatype": 'SELECT ?item { ?item bgt:fiscalYear "2024"^^<http://evil.example/t> }',
    "escaped": "SELECT ?item { ?item a bgt:Project ; <https://w3id.org/yusuan/ontology#\\u0062ribe> ?value }",
    "from": "SELECT ?item FROM <http://evil.example/g> { ?item a bgt:Project }",
    "base": "BASE <https://w3id.org/yusuan/ontology#> SELECT ?item { ?item a <Project> }",
    "no query": "I would rather talk about the weather.",
    "none": "NONE",
    "empty": "",
    "syntax": "SELECT ?item WHERE { ?item a bgt:Project",
    "deep": "SELECT ?item { " + "{" * 5000 + "}" * 5000 + " }",
    "long": "SELECT ?item { # " + "x" * 100_000 + "\n ?item a bgt:Project }",
    "nul": "SELECT ?item { ?item a bgt:Project \x00 }",
    "no rows": "SELECT ?item ?value { ?item a bgt:Project ; bgt:amount ?value FILTER(?value < 0) }",
    "counts nothing": "SELECT (COUNT(?item) AS ?value) { ?item a bgt:Project ; bgt:amount ?a FILTER(?a < 0) }",
    "invented number": "SELECT ?item (987654321 AS ?value) { ?item a bgt:Project }",
    "invented sum": "SELECT ?item (1 + 1 AS ?value) { ?item a bgt:Project }",
    "invented name": 'SELECT ?item ?label { ?item a bgt:Project BIND("贪污" AS ?label) }',
    "invented values": "SELECT ?item ?value { ?item a bgt:Project VALUES ?value { 1 } }",
    "from nothing": 'SELECT ("x" AS ?other) { }',
    "no evidence": "SELECT ?label { ?concept a skos:Concept ; skos:prefLabel ?label }",
    "too many rows": "SELECT ?item ?b { ?item ?p ?o . ?b a bgt:Project }",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_query_that_may_not_run_leaves_the_refusal_with_one_sentence(
    services: Services, server: StandIn, refusal: Answer, name: str
) -> None:
    before = len(services.generation.store)
    got = ask(services, server, refusal, HOSTILE[name])
    assert (got.status, got.machine, got.rows, got.sparql) == ("not_understood", False, (), None)
    assert got.answer.startswith(refusal.answer) and len(got.answer) > len(refusal.answer)
    assert (got.unknown, got.suggestions) == (refusal.unknown, refusal.suggestions)
    assert len(server.asked) == 2  # one more try, told what was wrong
    assert len(services.generation.store) == before


def test_the_model_may_mend_its_query_once(services: Services, server: StandIn, refusal: Answer) -> None:
    got = ask(services, server, refusal, HOSTILE["unknown property"], GOOD)
    assert got.machine and len(server.asked) == 2
    *_, said, told = server.asked[1]["messages"]
    assert said == {"role": "assistant", "content": HOSTILE["unknown property"]}
    assert "bgt:bribe" in told["content"]


FAILURES: dict[str, dict[str, int | bytes]] = {
    "status 500": {"status": 500, "body": f"internal {KEY}".encode()},
    "status 401": {"status": 401, "body": b'{"error": "key"}'},
    "redirect": {"status": 307, "body": b""},
    "not JSON": {"body": b"<html>hello</html>"},
    "deep JSON": {"body": b"[" * 100_000},
    "another form": {"body": b'{"choices": []}'},
    "no text": {"body": b'{"choices": [{"message": {"content": null}}]}'},
    "list": {"body": b"[1, 2]"},
    "not UTF-8": {"body": b"\xff\xfe\x00\xd8"},
    "huge": {"body": b" " * (client.MOST_BYTES + 10)},
    "empty": {"body": b""},
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_server_that_fails_leaves_the_refusal_with_one_sentence(
    services: Services, server: StandIn, refusal: Answer, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    for field, value in FAILURES[name].items():
        setattr(server, field, value)
    with caplog.at_level(logging.DEBUG):
        got = ask(services, server, refusal, "unused")
    assert got.status == "not_understood" and not got.machine
    assert got.answer.startswith(refusal.answer) and len(got.answer) > len(refusal.answer)
    assert len(server.asked) == 1, "a failing server is not asked again"
    assert KEY not in caplog.text + got.answer and caplog.records


def test_a_slow_server_is_cut_off_in_time(services: Services, server: StandIn, refusal: Answer) -> None:
    server.drip = 0.2  # each byte comes well within the limit, all of them never do
    got = ask(services, server, refusal, GOOD, seconds=1.0)
    assert not got.machine and "1 秒" in got.answer
    assert server.sent < len(GOOD)  # cut off, and not waited for


def test_a_server_that_is_not_there(services: Services, refusal: Answer) -> None:
    with stand_in() as gone:
        model = gone.model()
    assert not translated(refusal, services.generation, model).machine


def test_only_so_many_requests_are_under_way_together(
    services: Services, server: StandIn, refusal: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    full = threading.BoundedSemaphore(1)
    full.acquire()
    monkeypatch.setattr(client, "_TURNS", full)
    got = ask(services, server, refusal, GOOD)
    assert not got.machine and "正忙" in got.answer and not server.asked


def test_a_count_rests_on_what_was_counted(services: Services, server: StandIn, refusal: Answer) -> None:
    got = ask(services, server, refusal, "SELECT (COUNT(?p) AS ?value) (SUM(?a) AS ?total) { ?p a bgt:Project ; bgt:amount ?a }")
    assert got.machine and got.evidence and got.rows[0].get("total") > 0
    assert got.rows[0].value == len(services.generation.store.select("SELECT ?p { ?p a bgt:Project ; bgt:amount ?a }"))
    assert got.rows[0].unit is None


def test_a_sum_of_amounts_is_in_yuan(services: Services, server: StandIn, refusal: Answer) -> None:
    got = ask(services, server, refusal, "SELECT (SUM(?a) AS ?value) { ?p a bgt:Project ; bgt:amount ?a }")
    assert got.machine and got.rows[0].unit == "元"


def test_odd_variables_do_no_harm(services: Services, server: StandIn, refusal: Answer) -> None:
    odd = """SELECT ?item ?name (STR(?item) AS ?value) ("x" AS ?year) ?category ?说明 { ?item a bgt:Project ; skos:prefLabel ?name .
      OPTIONAL { ?item bgt:purpose ?说明 } OPTIONAL { ?item bgt:none2 ?category } } LIMIT 3""".replace("bgt:none2", "bgt:goal")
    got = ask(services, server, refusal, odd)
    assert got.machine, got.answer
    assert all(row.label and row.value is None and row.year is None for row in got.rows)
    json.dumps(got.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("question", ["苇湾区有几个项目", "公用经费", "正定县的预算是多少"])
def test_what_the_grammar_reads_goes_to_no_model(services: Services, server: StandIn, question: str) -> None:
    asking = Services(services.settings.with_changes(llm=server.model()))
    answer = asking.ask(question)
    assert asking.translated(answer) is answer and not server.asked
    (part, *_) = answer.reading or [None]
    if part is not None:
        left = asking.ask(question, None, [(0, len(question))])
        assert asking.translated(left) is left and not server.asked


def test_it_is_off_by_default(services: Services, refusal: Answer) -> None:
    assert Settings().llm is None and from_environment({}).llm is None
    assert services.translated(refusal) is refusal


@pytest.mark.parametrize(("url", "full"), [
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions"),
    ("https://llm.example/v1/", "https://llm.example/v1/chat/completions"),
    ("https://llm.example/api/v4/chat/completions", "https://llm.example/api/v4/chat/completions"),
])  # fmt: skip
def test_the_address_may_be_that_of_the_server_or_in_full(url: str, full: str) -> None:
    found = from_environment({"YUSUAN_LLM_URL": url, "YUSUAN_LLM_KEY": KEY, "YUSUAN_LLM_MODEL": "m"}).llm
    assert found == LanguageModel(full, "m", KEY)
    assert KEY not in repr(found) and KEY not in repr(Settings(llm=found))


@pytest.mark.parametrize("settings", [
    {"YUSUAN_LLM_URL": "ftp://x"}, {"YUSUAN_LLM_URL": "file:///etc/passwd"}, {"YUSUAN_LLM_URL": f"http://u:{KEY}@h/"},
    {"YUSUAN_LLM_URL": "http://h:99999/"}, {"YUSUAN_LLM_URL": "h"}, {"YUSUAN_LLM_URL": "http://"},
    {"YUSUAN_LLM_URL": "http://h", "YUSUAN_LLM_KEY": f"{KEY}\r\nX: y"}, {"YUSUAN_LLM_URL": "http://h", "YUSUAN_LLM_KEY": "密"},
    {"YUSUAN_LLM_URL": "http://h", "YUSUAN_LLM_SECONDS": "x"},
])  # fmt: skip
def test_settings_that_cannot_be_are_refused_without_the_key(settings: dict[str, str]) -> None:
    with pytest.raises(UsageError) as error:
        from_environment(settings)
    assert KEY not in str(error.value)


def test_no_query_in_what_was_said() -> None:
    for said in ("", "NONE", "```\n```", "<think>never ending"):
        with pytest.raises(ModelFailed):
            query_in(said)
