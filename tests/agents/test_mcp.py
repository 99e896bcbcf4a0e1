"""Agents ask through the Model Context Protocol: a client of the protocol's own package talks to ``yusuan mcp``."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult, ListToolsResult, TextContent

import yusuan
from yusuan.agents.results import MOST_CHARACTERS, MOST_ROWS
from yusuan.agents.server import server
from yusuan.app import Services, search_json, similar_json
from yusuan.model.record import Filters
from yusuan.settings import QueryLimits

T = TypeVar("T")
SOURCE = str(Path(yusuan.__file__).resolve().parents[1])
SECONDS = 60
TOOLS = {"ask", "search", "similar", "sparql", "documents", "document"}


@pytest.fixture
def talk(services: Services) -> Callable[[Callable[[Client], Awaitable[Any]]], Any]:
    """Runs a conversation with a server of its own process over standard input and output."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "yusuan.cli", "mcp", "--indexes", str(services.settings.indexes.resolve())],
        env={"PYTHONPATH": SOURCE},
    )

    def run(conversation: Callable[[Client], Awaitable[T]]) -> T:
        async def connected() -> T:
            async with Client(server, read_timeout_seconds=SECONDS) as client:
                return await conversation(client)

        return asyncio.run(connected())

    return run


def told(result: CallToolResult) -> dict[str, Any]:
    """What a call gave: structured, and the same as text for clients that read only that."""
    assert not result.is_error, result.content
    assert result.structured_content is not None
    (text,) = [each.text for each in result.content if isinstance(each, TextContent)]
    assert json.loads(text) == result.structured_content
    return dict(result.structured_content)


def test_the_tools_are_typed_described_in_both_languages_and_read_only(talk: Callable[..., Any]) -> None:
    listed: ListToolsResult = talk(lambda client: client.list_tools())
    assert {tool.name for tool in listed.tools} == TOOLS
    for tool in listed.tools:
        assert tool.description is not None and any("一" <= each <= "鿿" for each in tool.description)
        assert any(word.isascii() and len(word) > 3 for word in tool.description.split())
        assert tool.annotations is not None and tool.annotations.read_only_hint
        for name, schema in tool.input_schema["properties"].items():
            assert "description" in schema and ("type" in schema or "anyOf" in schema or "enum" in schema), (tool.name, name)
        assert tool.output_schema is not None


def test_each_tool_gives_what_its_command_gives(talk: Callable[..., Any], services: Services) -> None:
    question = "2024年苇湾区预算超过50万元的项目有哪些"
    count = "SELECT ?p { ?p a bgt:Project }"
    answer = services.ask(question)
    code = next(row.code for row in answer.rows if row.code)

    async def conversation(client: Client) -> list[CallToolResult]:
        asked: tuple[tuple[str, dict[str, Any]], ...] = (
            ("ask", {"question": question}),
            ("search", {"query": "培训", "mode": "keyword", "kind": "project", "limit": 3}),
            ("similar", {"project": code, "other_divisions": True, "limit": 2}),
            ("sparql", {"query": count}),
            ("documents", {}),
        )
        return [await client.call_tool(name, arguments) for name, arguments in asked]

    got, hits, like, rows, held = map(told, talk(conversation))
    expected = answer.to_json()
    assert got["answer"] == expected["answer"] and got["rows"] == expected["rows"] and got["sparql"] == expected["sparql"]
    assert got["rows_total"] == len(answer.rows) and got["evidence"] == expected["evidence"][:20]
    assert hits == json.loads(json.dumps(search_json(services.search("培训", "keyword", Filters(kind="project"), 3))))
    assert like == json.loads(json.dumps(similar_json(*services.similar(code, True, 2))))
    assert rows["total"] == len(services.generation.store.select(count)) and rows["variables"] == ["p"]
    assert [each["id"] for each in held["documents"]] == [each["id"] for each in services.status()["documents"]]


def test_evidence_is_found_in_the_document(talk: Callable[..., Any], services: Services) -> None:
    async def conversation(client: Client) -> None:
        answer = told(await client.call_tool("ask", {"question": "防汛物资储备的预算是多少"}))
        assert answer["evidence"]
        for each in answer["evidence"]:
            arguments = {"document": each["document"], "start": each["start"], "end": each["end"]}
            assert told(await client.call_tool("document", arguments))["text"] == each["text"]
        whole = told(await client.call_tool("document", {"document": answer["evidence"][0]["document"]}))
        assert whole["text"] == services.text(whole["id"])[:MOST_CHARACTERS] and whole["start"] == 0

    talk(conversation)


def test_long_answers_are_cut_and_say_so(talk: Callable[..., Any]) -> None:
    async def conversation(client: Client) -> None:
        rows = told(await client.call_tool("sparql", {"query": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 5000"}))
        assert rows["total"] == 5000 and rows["truncated"] and len(rows["rows"]) == MOST_ROWS
        graph = told(await client.call_tool("sparql", {"query": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 2000"}))
        assert graph["truncated"] and len(graph["turtle"]) == MOST_CHARACTERS
        assert told(await client.call_tool("sparql", {"query": "ASK { ?p a bgt:Project }"})) == {"boolean": True}

    talk(conversation)


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("sparql", {"query": "DROP ALL"}, "不能更新"),
    ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE"),
    ("sparql", {"query": "SELECT ?s WHERE { ?s"}, "语法"),
    ("similar", {"project": "没有这个项目"}, "there is no project"),
    ("document", {"document": "ffffffff"}, "没有收录文档"),
    ("document", {"document": "苇湾区水利局2024年部门预算.txt", "start": 10_000_000}, "没有第"),
    ("ask", {"question": "  "}, "问题应为"),
    ("ask", {"question": "项" * 301}, "300"),
    ("search", {"query": "培训", "mode": "magic"}, "mode"),
    ("search", {"query": "培训", "limit": 10_000}, "limit"),
    ("ask", {}, "question"),
    ("ingest", {"paths": ["/etc"]}, "ingest"),
]


def test_what_cannot_be_is_an_error_and_the_server_goes_on(talk: Callable[..., Any]) -> None:
    async def conversation(client: Client) -> None:
        for name, arguments, said in WRONG:
            try:
                result = await client.call_tool(name, arguments)
            except Exception as error:  # the client refuses some itself
                assert said in str(error), (name, arguments, error)
                continue
            assert result.is_error, (name, arguments)
            text = "".join(each.text for each in result.content if isinstance(each, TextContent))
            assert said in text and "Traceback" not in text, (name, text)
        assert told(await client.call_tool("ask", {"question": "苇湾区有几个项目"}))["status"] == "answered"

    talk(conversation)


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yusuan.cli", "mcp", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env={**os.environ, "PYTHONPATH": SOURCE, **environment},
        check=False,
    )


def test_without_an_index_there_is_no_server(tmp_path: Path) -> None:
    got = command("--indexes", str(tmp_path))
    assert got.returncode == 3 and not got.stdout and "yusuan ingest" in got.stderr


def test_without_the_package_it_says_what_to_install(services: Services, tmp_path: Path) -> None:
    (tmp_path / "mcp.py").write_text("raise ModuleNotFoundError('No module named mcp', name='mcp')\n", "utf-8")
    got = command("--indexes", str(services.settings.indexes), PYTHONPATH=f"{tmp_path}{os.pathsep}{SOURCE}")
    assert got.returncode == 2 and not got.stdout
    assert "pip install 'yusuan[mcp]'" in got.stderr and "Traceback" not in got.stderr


def test_help_and_questions_do_not_import_it() -> None:
    script = "import sys; from yusuan.cli import main; import yusuan.app; print([m for m in ('mcp', 'pydantic') if m in sys.modules])"
    got = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": SOURCE}, check=True
    )
    assert got.stdout.strip() == "[]"


def test_what_takes_longer_than_allowed_is_an_error_that_names_the_limit(services: Services) -> None:
    hurried = Services(services.settings.with_changes(limits=QueryLimits(seconds=0)))
    project = next(iter(services.generation.search.records("project"))).iri
    asked = [("search", {"query": "防汛"}), ("ask", {"question": "苇湾区有哪些项目？"}), ("similar", {"project": project})]

    async def conversation() -> list[CallToolResult]:
        async with Client(server(hurried)) as client:
            return [await client.call_tool(name, arguments) for name, arguments in asked]

    for result in asyncio.run(conversation()):
        (said,) = result.content
        assert result.is_error and isinstance(said, TextContent)
        assert "0 秒的限制" in said.text and "limit of 0 seconds" in said.text
    hurried.generation.close()
