"""The commands as a user types them: exit statuses, clean JSON on standard output, sentences on standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from yusuan.app import Services
from yusuan.cli.main import main
from yusuan.reading import read
from yusuan.settings import Settings


def run(services: Services, *words: str) -> Result:
    return CliRunner().invoke(
        main, list(words), env={"YUSUAN_INDEXES": str(services.settings.indexes), "YUSUAN_LANG": "zh"}
    )


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_explains_itself_in_both_languages(command: str) -> None:
    shown = CliRunner().invoke(main, [command, "--help"])
    assert shown.exit_code == 0
    assert any("一" <= character <= "鿿" for character in shown.output) and "--indexes" in shown.output


def test_search_json_has_the_agreed_form(services: Services) -> None:
    shown = run(services, "search", "内网", "--mode", "keyword", "--kind", "project", "--json")
    found = json.loads(shown.stdout)
    assert set(found) >= {"query", "mode", "total", "hits"}
    assert found["total"] == len(found["hits"]) > 0
    hit = found["hits"][0]
    assert set(hit) >= {
        "iri",
        "kind",
        "label",
        "code",
        "department",
        "division",
        "year",
        "score",
        "snippet",
        "why",
        "evidence",
    }
    for excerpt in hit["evidence"]:
        assert services.text(excerpt["document"])[excerpt["start"] : excerpt["end"]] == excerpt["text"]


def test_search_says_what_widened_it_and_can_be_kept_to_its_words(services: Services) -> None:
    shown = run(services, "search", "内往", "--limit", "2").stderr
    assert "按“内网”检索" in shown and "相关主题" in shown
    kept = json.loads(run(services, "search", "内往", "--mode", "keyword", "--no-expand", "--json").stdout)
    assert (kept["total"], kept["expansion"]["spelling"]) == (0, [])


def test_sparql_answers_in_each_format(services: Services) -> None:
    query = "SELECT (COUNT(?p) AS ?n) { ?p a bgt:Project }"
    assert (
        json.loads(run(services, "sparql", query, "--format", "json").stdout)["results"]["bindings"][0]["n"][
            "value"
        ]
        == "33"
    )
    assert run(services, "sparql", query, "--format", "csv").stdout.split() == ["n", "33"]
    assert "33" in run(services, "sparql", query).stdout


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELEC ?x { }", 2, "1"),
        ("DELETE WHERE { ?s ?p ?o }", 2, "不能更新"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", 2, "SERVICE"),
        ("SELECT * { " + "{" * 3000, 2, "嵌套"),
    ],
)
def test_queries_that_are_not_run_say_why(services: Services, query: str, status: int, said: str) -> None:
    shown = run(services, "sparql", query)
    assert shown.exit_code == status
    assert said in shown.stderr and shown.stdout == ""


def test_a_missing_index_is_status_3_and_names_the_command(tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["status", "--indexes", str(tmp_path)])
    assert shown.exit_code == 3
    assert "yusuan ingest" in shown.stderr


def test_refused_files_are_status_1(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 99)
    shown = CliRunner().invoke(
        main, ["ingest", str(tmp_path / "bad.txt"), "--indexes", str(tmp_path / "ix"), "--json"]
    )
    assert shown.exit_code == 1
    assert len(json.loads(shown.stdout)["refused"]) == 1
    assert shown.stderr.count("bad.txt") == 2  # one sentence, in two languages


def test_wrong_usage_is_status_2() -> None:
    assert CliRunner().invoke(main, ["search"]).exit_code == 2
    assert CliRunner().invoke(main, ["search", "x", "--limit", "0"]).exit_code == 2
    assert CliRunner().invoke(main, ["sparql"]).exit_code == 2


def test_text_is_what_offsets_count_on(services: Services) -> None:
    name = next(iter(services.generation.manifest["documents"].values()))["name"]
    assert run(services, "text", name).stdout == services.text(name)


@pytest.mark.slow
def test_validate_check_coverage_and_status(services: Services) -> None:
    assert run(services, "validate").exit_code == 0
    assert run(services, "check", "--json").stdout.strip() == "[]"
    assert len(json.loads(run(services, "coverage", "--json").stdout)) == 7
    assert len(json.loads(run(services, "status", "--json").stdout)["documents"]) == 7


def test_exported_evidence_reads_as_the_document(services: Services) -> None:
    exported = json.loads(run(services, "export", "--format", "json").stdout)
    checked = 0

    def walk(value: object, text: str) -> None:
        nonlocal checked
        if isinstance(value, dict):
            if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
                assert text[value["start"] : value["end"]] == value["text"]
                checked += 1
            for each in value.values():
                walk(each, text)
        elif isinstance(value, list):
            for each in value:
                walk(each, text)

    for disclosure in exported:
        walk(disclosure, services.text(disclosure["document"]["id"]))
    assert checked > 1000


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["status"],
        ["search", "内网", "--mode", "keyword"],
        ["search", "内网"],
        ["sparql", "ASK { ?s ?p ?o }"],
        ["ask", "一共有多少个项目？"],
    ],
)
def test_torch_is_not_imported_for(services: Services, words: list[str]) -> None:
    numbers = [] if words == ["search", "内网"] else ["numpy"]  # only meaning needs vectors
    code = (
        f"import sys; from yusuan.cli.main import main; numbers = {numbers}\n"
        f"try: main({words!r})\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'gensim', 'faiss', *numbers} & set(sys.modules)\n"
        "print(heavy, file=sys.stderr); sys.exit(bool(heavy))"
    )
    env = os.environ | {"YUSUAN_INDEXES": str(services.settings.indexes)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_issues_are_listed_by_frequency(services: Services) -> None:
    found = json.loads(run(services, "issues", "--json").stdout)
    assert [group["count"] for group in found] == sorted((group["count"] for group in found), reverse=True)
    for group in found:
        example = group["example"]
        held = services.text(example["document"])
        assert held[example["start"] : example["end"]] == example["text"]
        assert held.count("\n", 0, example["start"]) + 1 == example["line"]
        assert group["zh"] and group["en"] and group["documents"] <= group["count"]
    shown = run(services, "issues")
    assert shown.exit_code == 0 and all(group["code"] in shown.stdout for group in found)


def test_unknown_tables_are_grouped_by_their_header(tmp_path: Path, examples: Path) -> None:
    rows = "\n本表：\n\n路灯编号\t灯杆高度\t安装街道\nA1\t8\t东街\nA2\t9\t西街\n"
    for number, path in enumerate(sorted(examples.glob("*.txt"))[:2]):
        text = read(path.read_bytes(), path.name).text
        (tmp_path / f"{number}.txt").write_text(f"{text.rstrip()}\n{rows}", "utf-8")
    opened = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    opened.ingest([tmp_path / "0.txt", tmp_path / "1.txt"])
    found = [group for group in opened.issues() if group.header and "灯杆高度" in group.header]
    assert [(group.code, group.count, group.documents) for group in found] == [("table.unknown", 2, 2)]


def test_inspect_shows_how_a_file_is_read(tmp_path: Path, examples: Path) -> None:
    path = sorted(examples.glob("*.txt"))[0]
    shown = CliRunner().invoke(main, ["inspect", str(path), "--json"])
    assert shown.exit_code == 0
    seen = json.loads(shown.stdout)
    assert seen["source"]["format"] == "text/plain" and seen["refused"] is None
    assert seen["disclosure"]["counts"]["projects"] > 0
    tables = [block for block in seen["blocks"] if block["kind"] == "table"]
    assert any(table["layouts"] for table in tables) and all(table["first"] for table in tables)
    lines = read(path.read_bytes(), path.name).text.split("\n")
    for block in seen["blocks"]:
        assert block["text"].split()[0] in lines[block["line"] - 1]
    plain = CliRunner().invoke(main, ["inspect", str(path)])
    assert path.name in plain.stdout and "projects" in plain.stdout


def test_inspect_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("番茄两个，鸡蛋三个。\n", "utf-8")
    shown = CliRunner().invoke(main, ["inspect", str(recipe), "--json"])
    assert shown.exit_code == 0 and "recipe.txt" in json.loads(shown.stdout)["refused"]["zh"]
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 9)
    for name in ("noise.txt", "missing.txt"):
        shown = CliRunner().invoke(main, ["inspect", str(tmp_path / name)])
        assert shown.exit_code == 1 and name in shown.stderr


@pytest.mark.parametrize("words", [("search", "防汛"), ("similar", ""), ("ask", "苇湾区有哪些项目？")])
def test_what_takes_longer_than_allowed_is_stopped(services: Services, words: tuple[str, str]) -> None:
    command, about = words
    about = about or next(iter(services.generation.search.records("project"))).iri
    env = {"YUSUAN_INDEXES": str(services.settings.indexes), "YUSUAN_QUERY_SECONDS": "0"}
    shown = CliRunner().invoke(main, [command, about], env=env)
    assert shown.exit_code == 1 and shown.stdout == ""
    assert "0 秒的限制" in shown.stderr and "limit of 0 seconds" in shown.stderr
