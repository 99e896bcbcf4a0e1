"""The graph's engine tells only in words whether it is locked, refused or damaged: each is told as what it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from yusuan.errors import IndexBusy, IndexDamaged, StorageRefused
from yusuan.graph.sparql.queries import QueryRunner
from yusuan.graph.store import GraphStore
from yusuan.settings import QueryLimits

EVERYTHING = "SELECT * { ?s ?p ?o }"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A finished store whose folder is named like what the engine might complain about."""
    folder = tmp_path / "lock Corruption: IO error: No space left on device"
    store = GraphStore.open(folder)
    thing = ox.NamedNode("http://example.org/thing")
    store.load(
        [(f"http://example.org/{n}", ox.serialize(
            [ox.Triple(thing, thing, ox.Literal(f"{n}-{at}")) for at in range(2000)], format=ox.RdfFormat.N_TRIPLES
        ) or b"") for n in range(3)]
    )  # fmt: skip
    store.close()
    return folder


def _spoil(folder: Path) -> None:
    for file in folder.glob("*.sst"):
        data = bytearray(file.read_bytes())
        data[100::500] = bytes(byte ^ 1 for byte in data[100::500])
        file.write_bytes(data)


def test_a_block_that_does_not_match_is_damage_and_not_a_lock(graph: Path) -> None:
    _spoil(graph)
    with pytest.raises(IndexDamaged, match="check --repair"):
        GraphStore.open_read_only(graph).select(EVERYTHING)
    with QueryRunner(graph, QueryLimits()) as runner, pytest.raises(IndexDamaged, match="check --repair"):
        runner.run(EVERYTHING)


def test_a_file_that_is_gone_is_damage(graph: Path) -> None:
    max(graph.glob("*.sst"), key=lambda file: file.stat().st_size).unlink()
    with pytest.raises(IndexDamaged):
        GraphStore.open_read_only(graph).select(EVERYTHING)


def test_another_writer_is_told_as_one(graph: Path) -> None:
    held = GraphStore.open(graph)
    with pytest.raises(IndexBusy):
        GraphStore.open(graph)
    program = f"import sys; from yusuan.graph.store import *; GraphStore.open(Path({str(graph)!r}))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "IndexBusy" in said.stderr
    held.close()


def test_a_full_disk_is_told_as_one(graph: Path, tmp_path: Path) -> None:
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "from yusuan.graph.store import *\n"
        f"GraphStore.open_read_only(Path({str(graph)!r})).backup(Path({str(tmp_path / 'copy')!r}))\n"
        f"store = GraphStore.open(Path({str(tmp_path / 'new')!r}))\n"
        "a = ox.NamedNode('http://a.example/')\n"
        "store.replace('http://g.example/', [ox.Triple(a, a, ox.Literal(str(n) * 99)) for n in range(999)])\n"
    )
    pytest.importorskip("resource", reason="needs limits on processes, which this system has not")
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "StorageRefused" in said.stderr and "ulimit -f" in said.stderr


def test_a_store_that_is_discarded_writes_nothing_out(tmp_path: Path) -> None:
    store = GraphStore.open(tmp_path / "graph")
    shutil.rmtree(tmp_path / "graph")
    store.discard()
    store.discard()
    assert not (tmp_path / "graph").exists()


def test_too_many_open_files_are_told_as_such(graph: Path) -> None:
    resource = pytest.importorskip("resource", reason="needs limits on processes, which this system has not")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (80, before[1]))
    try:
        with pytest.raises(StorageRefused, match="ulimit -n"):
            GraphStore.open_read_only(graph)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
