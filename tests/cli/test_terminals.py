"""Commands on terminals, disks and pipes as they are: each failure is one sentence and an exit status, never a traceback."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.model.record import Record
from yusuan.settings import Settings

pytestmark = pytest.mark.slow

RARE = "😀𠮷"
"""In a name: a face, and a Chinese character beyond the first plane."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """An index of one document, one of whose projects has a name that GBK lacks and another one that is a formula."""
    folder = tmp_path_factory.mktemp("terminals")
    source = next(path for path in sorted(examples.glob("*.txt")) if "青石县县委办公室2024" in path.name)
    text = source.read_text("utf-8")
    names = [project.label for project in _projects(folder / "first", source)][:2]
    text = text.replace(names[0], names[0] + RARE).replace(names[1], "=1+1" + names[1])
    (folder / source.name).write_text(text, "utf-8")
    Services(Settings(indexes=folder / "ix", jobs=1)).ingest([folder / source.name])
    return folder / "ix"


def _projects(indexes: Path, source: Path) -> list[Record]:
    services = Services(Settings(indexes=indexes, jobs=1))
    services.ingest([source])
    return list(services.generation.search.records("project"))


def start(*words: str, **more: object) -> subprocess.Popen[bytes]:
    told = {"YUSUAN_LANG": "zh", "PYTHONIOENCODING": str(more.pop("encoding", "utf-8"))}
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "yusuan.cli", *words], env={**os.environ, **told}, **given
    )


def run(*words: str, **more: object) -> tuple[int, bytes, str]:
    """(exit status, standard output, standard error) of a command in a process of its own."""
    process = start(*words, **more)
    out, error = process.communicate()
    said = error.decode("gbk" if more.get("encoding") == "gbk" else "utf-8", "replace")
    assert "Traceback" not in said and "Exception ignored" not in said
    return process.returncode, out or b"", said


# ---------------------------------------------------------------- terminals


@pytest.mark.parametrize("words", [["search", "经费"], ["issues"], ["coverage"], ["ask", "有哪些项目"]], ids=" ".join)
@pytest.mark.parametrize("encoding", ["gbk", "latin-1"])
def test_a_terminal_that_lacks_characters_gets_readable_lines(index: Path, words: list[str], encoding: str) -> None:
    status, out, _ = run(*words, "--indexes", str(index), encoding=encoding)
    assert status == 0 and out.decode(encoding)


def test_a_name_is_told_with_the_numbers_of_what_cannot_be_shown(index: Path) -> None:
    _, out, _ = run("ask", "有哪些项目", "--indexes", str(index), encoding="gbk")
    assert "\\U0001f600\\U00020bb7" in out.decode("gbk")


def test_signs_of_ours_are_shown_by_others_like_them(index: Path, examples: Path) -> None:
    _, out, _ = run("inspect", str(sorted(examples.glob("*.txt"))[0]), encoding="gbk")
    assert "§ " in out.decode("gbk") and "■ " in out.decode("gbk")


def test_json_loses_nothing_on_a_terminal_that_lacks_characters(index: Path) -> None:
    words = ("ask", "有哪些项目", "--json", "--indexes", str(index))
    assert json.loads(run(*words, encoding="gbk")[1].decode("gbk")) == json.loads(run(*words)[1])
    assert RARE in json.dumps(json.loads(run(*words, encoding="gbk")[1]), ensure_ascii=False)


def test_a_table_of_sparql_is_written_as_the_terminal_reads(index: Path) -> None:
    _, out, _ = run("sparql", f"SELECT ?n {{ ?p ?l ?n FILTER(STRENDS(STR(?n), '{RARE}')) }}", "--indexes", str(index), encoding="gbk")
    assert "\\U0001f600" in out.decode("gbk")


# ---------------------------------------------------------------- full, closed, taken


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "words",
    [["export", "--format", "csv"], ["status"], ["status", "--json"], ["sparql", "ASK {}"], ["coverage"]],
    ids=" ".join,
)
def test_a_full_device_is_told_in_a_sentence(index: Path, words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        status, _, said = run(*words, "--indexes", str(index), stdout=full)
    assert status == 1 and "标准输出" in said and "磁盘已满" in said and "the disk is full" in said
    status, _, said = run("export", "--format", "csv", "--indexes", str(index), "-o", "/dev/full")
    assert status == 1 and "/dev/full" in said and "磁盘已满" in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_help_on_a_full_device_too() -> None:
    with open("/dev/full", "wb") as full:
        assert run("--help", stdout=full)[0] == 1


def test_an_export_that_cannot_be_finished_leaves_no_half(index: Path, tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="needs limits on processes, which this system has not")
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9999, 9999)); from yusuan.cli import main; main()"
    )
    words = ["export", "--format", "nquads", "--indexes", str(index), "-o", str(tmp_path / "out.nq")]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True)
    assert done.returncode == 1 and "out.nq" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "out.nq").exists()


@pytest.mark.parametrize("words", [["export", "--format", "nquads"], ["coverage"]], ids=" ".join)
def test_a_reader_that_has_enough_is_left_quietly(index: Path, words: list[str]) -> None:
    process = start(*words, "--indexes", str(index))
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait()


@pytest.mark.parametrize("words", [["export", "--format", "csv"], ["status"]], ids=" ".join)
def test_closed_output_is_nothing_to_stumble_over(index: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "yusuan.cli", *words, "--indexes", str(index)]
    done = subprocess.run(["sh", "-c", 'exec "$@" >&- <&-', "sh", *command], capture_output=True, text=True)
    assert done.returncode == 0 and "Traceback" not in done.stderr


def test_a_port_in_use_is_told_at_once(index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        status, _, said = run("serve", "--port", port, "--indexes", str(index))
    assert status == 2 and f"端口 {port} 已被占用" in said and "in use" in said and "http://" not in said
    status, _, said = run("serve", "--host", "192.0.2.1", "--indexes", str(index))
    assert status == 2 and "192.0.2.1" in said and "--host" in said


def test_ctrl_c_is_one_word(tmp_path: Path, examples: Path) -> None:
    process = start("ingest", str(examples), "--jobs", "1", "--indexes", str(tmp_path / "ix"), start_new_session=True)
    generations = tmp_path / "ix" / "generations"
    while process.poll() is None and not (generations.exists() and any(generations.iterdir())):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of the group
    said = process.communicate()[1].decode()
    assert said.split() == ["Aborted!"] and not any(generations.iterdir())


# ---------------------------------------------------------------- what is given


@pytest.mark.parametrize("words", [["ask"], ["search"], ["sparql"], ["text"], ["similar"], ["coverage"]], ids=" ".join)
def test_words_in_another_encoding_are_wrong_usage(index: Path, words: list[str]) -> None:
    status, _, said = run(*words, os.fsdecode("经费".encode("gbk")), "--indexes", str(index))
    assert status == 2 and "UTF-8" in said


def test_a_file_in_place_of_a_folder_and_the_reverse(index: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    status, _, said = run("status", "--indexes", str(tmp_path / "file"))
    assert status == 2 and "不是文件夹" in said and "损坏" not in said
    status, _, said = run("inspect", str(tmp_path))
    assert status == 1 and "不是文件" in said
    status, _, said = run("export", "--format", "csv", "--indexes", str(index), "-o", str(tmp_path / "no" / "x"))
    assert status == 1 and "无法写入" in said


# ---------------------------------------------------------------- CSV


def test_formulas_in_csv_are_text_and_a_mark_is_put_on_wish(index: Path) -> None:
    plain, marked = (run("export", "--format", "csv", "--indexes", str(index), *more)[1] for more in ([], ["--bom"]))
    assert marked == b"\xef\xbb\xbf" + plain
    rows = list(csv.DictReader(io.StringIO(plain.decode(), newline="")))
    assert any(cell.startswith("'=1+1") for row in rows for cell in row.values())
    assert not any(cell[:1] in "=@\t\r" for row in rows for cell in row.values() if cell and len(cell) > 1)
    status, _, said = run("export", "--format", "json", "--bom", "--indexes", str(index))
    assert status == 2 and "--bom" in said


def test_sparql_gives_csv_as_it_stands_or_for_a_spreadsheet(index: Path) -> None:
    words = ("sparql", "SELECT ('=1+1' AS ?a) (-12.5 AS ?b) {}", "--format", "csv", "--indexes", str(index))
    assert run(*words)[1] == b"a,b\r\n=1+1,-12.5\r\n"
    assert run(*words, "--bom")[1] == "\ufeffa,b\r\n'=1+1,-12.5\r\n".encode()
    assert run("sparql", "ASK {}", "--bom", "--indexes", str(index))[0] == 2
