"""A disk that is read-only or full is told as such; the index stays searchable, and nothing is left of what was being made."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.errors import StorageRefused
from yusuan.search.index import SearchIndex
from yusuan.settings import Settings

pytestmark = pytest.mark.slow

FULL = os.strerror(errno.ENOSPC)


@pytest.fixture
def fresh(tmp_path: Path) -> Services:
    return Services(Settings(indexes=tmp_path / "indexes", jobs=1))


def files(examples: Path, count: int) -> list[Path]:
    return sorted(examples.glob("*.txt"))[:count]


def left_behind(services: Services) -> list[str]:
    """What lies in the index folder beside the serving generation, the lock and CURRENT."""
    root = services.settings.indexes
    serving = services.library.current_name()
    names = [path.name for path in (*root.iterdir(), *(root / "generations").iterdir())]
    return [name for name in names if name not in ("CURRENT", "LOCK", "generations", serving)]


# ---------------------------------------------------------------- read-only


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def read_only(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, examples: Path
) -> Iterator[Path]:
    """An index that nobody may write, whichever engine made it."""
    root = tmp_path_factory.mktemp("read-only") / "indexes"
    Services(Settings(indexes=root, jobs=1, text_engine=request.param)).ingest(files(examples, 2))
    paths = [root, *root.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & 0o555)
    yield root
    for path in paths:
        path.chmod(path.stat().st_mode | 0o700)


def unprivileged() -> list[str]:
    """What to put before a command so that permissions hold for it: nothing, unless we are root."""
    if os.geteuid() != 0:
        return []
    if (setpriv := shutil.which("setpriv")) is None:
        pytest.skip("root may write everything, and setpriv is not installed")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search,-fowner", "--"]


def command(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*unprivileged(), sys.executable, "-m", "yusuan.cli", *words, "--indexes", str(root)],
        capture_output=True,
        text=True,
        env={**os.environ, "YUSUAN_LANG": "zh"},
    )


@pytest.mark.parametrize(
    "words",
    [
        ["search", "经费", "--mode", "keyword"],
        ["search", "经费"],
        ["ask", "有哪些部门"],
        ["sparql", "ASK { ?s ?p ?o }"],
        ["export", "--format", "csv"],
        ["status"],
        ["check"],
        ["issues"],
        ["coverage"],
        ["validate"],
    ],
    ids=" ".join,
)
def test_everything_that_reads_reads_a_read_only_index(read_only: Path, words: list[str]) -> None:
    done = command(read_only, *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout or "索引完好" in done.stderr or "符合约束" in done.stderr


def test_a_read_only_index_has_similar_projects(read_only: Path) -> None:
    project = next(Services(Settings(indexes=read_only)).generation.search.records("project"))
    assert command(read_only, "similar", project.iri).returncode == 0


@pytest.mark.parametrize("words", [["ingest", __file__], ["remove", "x"], ["check", "--repair"]], ids=" ".join)
def test_what_would_write_says_that_it_may_not(read_only: Path, words: list[str]) -> None:
    done = command(read_only, *words)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "没有权限" in done.stderr or "没有收录" in done.stderr
    assert "损坏" not in done.stderr


def test_what_may_not_be_read_is_no_damage(read_only: Path) -> None:
    text = next((read_only / "generations").glob("*/documents/*.txt"))
    text.chmod(0)
    try:
        done = command(read_only, "check")
    finally:
        text.chmod(0o444)
    assert done.returncode == 1 and "没有权限" in done.stderr and "损坏" not in done.stderr


def test_a_folder_or_file_that_may_not_be_read_is_refused_and_the_rest_is_not(tmp_path: Path, examples: Path) -> None:
    for name, source in zip(("open", "closed"), files(examples, 2), strict=True):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / source.name).write_bytes(source.read_bytes())
    (tmp_path / "in" / "file.txt").write_text("x")
    (tmp_path / "in" / "file.txt").chmod(0)
    (tmp_path / "in" / "closed").chmod(0)
    try:
        done = command(tmp_path / "ix", "ingest", str(tmp_path / "in"), str(tmp_path / "in" / "closed" / "x"), "--json")
    finally:
        (tmp_path / "in" / "closed").chmod(0o755)
    told = json.loads(done.stdout)
    assert done.returncode == 1 and len(told["added"]) == 1
    assert [each["zh"] for each in told["refused"]] == [
        "file.txt：无法读取（没有权限）。",
        "closed：无法读取（没有权限）。",
        "x：无法读取（没有权限）。",
    ]


# ---------------------------------------------------------------- full


@pytest.mark.parametrize("kilobytes", [1, 200, 5000])
def test_a_file_size_limit_leaves_the_old_generation_and_nothing_else(
    fresh: Services, examples: Path, kilobytes: int
) -> None:
    fresh.ingest(files(examples, 1))
    resource = pytest.importorskip("resource", reason="needs limits on processes, which this system has not")
    program = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024},) * 2)\n"
        "from yusuan.cli import main; main()"
    )
    assert resource
    done = subprocess.run(
        [sys.executable, "-c", program, "ingest", str(examples), "--indexes", str(fresh.settings.indexes)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "ulimit -f" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and "损坏" not in done.stderr
    assert left_behind(fresh) == [] and fresh.check() == []


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, FULL),
        ValueError(f"An IO error occurred: '{FULL} (os error 28)'"),
        RuntimeError(f"Error in faiss: write error in lists.faiss: 4 != 8 ({FULL})"),
    ],
    ids=["numpy", "tantivy", "faiss"],
)
def test_a_disk_that_fills_up_late_leaves_nothing_either(
    fresh: Services, examples: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    fresh.ingest(files(examples, 1))

    def full(directory: Path, *_: object, **__: object) -> None:
        directory.mkdir()
        (directory / "begun").write_bytes(b"half")
        raise error

    monkeypatch.setattr(SearchIndex, "build", full)
    with pytest.raises(StorageRefused, match="磁盘已满"):
        fresh.ingest(files(examples, 2))
    assert left_behind(fresh) == [] and fresh.check() == []


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_fills_up_while_publishing_leaves_the_old_generation(
    fresh: Services, examples: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    fresh.ingest(files(examples, 1))
    calls = []
    real = getattr(os, failing)

    def full(*given: object) -> None:
        calls.append(given)
        if len(calls) == 2:  # the manifest first, then CURRENT
            raise OSError(errno.ENOSPC, FULL)
        real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(f"yusuan.library.publish.os.{failing}", full)
        with pytest.raises(StorageRefused, match="磁盘已满"):
            fresh.ingest(files(examples, 2))
    assert left_behind(fresh) == [] and fresh.check() == []
    assert len(fresh.ingest(files(examples, 2)).added) == 1


# ---------------------------------------------------------------- cut


def test_a_document_cut_inside_a_character_is_a_finding_that_names_it(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 2))
    for sha256, entry in fresh.generation.manifest["documents"].items():
        path = fresh.generation.directory / "documents" / f"{sha256}.txt"
        data = path.read_bytes()
        cut = next(at for at in range(len(data) // 2, len(data)) if data[at] & 0xC0 == 0x80)
        path.write_bytes(data[:cut])
        found = [damage for damage in fresh.check() if damage.part == "documents"]
        assert any(entry["name"] in damage.zh and str(path) in damage.en for damage in found)
    assert len(found) == 2  # each is named, not only the first
