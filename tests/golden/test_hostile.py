"""A batch of hostile files: each costs itself only, with one sentence that names it, within time and memory."""

from __future__ import annotations

import gc
import importlib.util
import multiprocessing
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="needs limits on processes, which this system has not")

import hostile

from yusuan.app import Services
from yusuan.ingest import Outcome
from yusuan.reading import READERS
from yusuan.reading.names import place_of
from yusuan.settings import ReadingLimits, Settings

pytestmark = pytest.mark.slow

MB = 1024**2
LIMITS = ReadingLimits(
    seconds=4, scan_seconds=4, memory=700 * MB, file_bytes=32 * MB, archive_bytes=48 * MB, members=2000
)
FEW = 12
"""Files that may have to be stopped at the limit of so small a time; 8 are, which hold millions of lines or cells."""
SEVERAL = frozenset(("names.zip", "traversal.zip"))
"""Archives whose members are documents of their own."""


@dataclass(frozen=True)
class Run:
    """What came of the batch."""

    names: list[str]
    folder: Path
    outcome: Outcome
    services: Services
    grown: int


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The batch, ingested once with two workers and small limits."""
    folder = tmp_path_factory.mktemp("hostile")
    names = hostile.write(folder)
    (folder / "good.txt").write_text(hostile.GOOD, "utf-8")
    services = Services(Settings(indexes=tmp_path_factory.mktemp("ix"), jobs=2, reading=LIMITS))
    warm = Services(Settings(indexes=tmp_path_factory.mktemp("warm"), jobs=2, reading=LIMITS))
    warm.ingest([folder / "good.txt"])  # what any ingest loads and keeps is not the batch's
    gc.collect()
    before = _resident()
    outcome = services.ingest([folder])
    grown = _resident() - before
    return Run(names, folder, outcome, services, grown)


def _resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _refused(run: Run, name: str) -> list[str]:
    place = place_of((run.folder / name).absolute())
    resolved = place_of(run.folder.resolve() / name)
    return [
        refusal.error.zh
        for refusal in run.outcome.refused
        if refusal.path in (place, resolved) or refusal.path.startswith(f"{resolved}!")
    ]


def test_there_are_enough_of_them(run: Run) -> None:
    assert len(run.names) >= 50
    assert len(set(run.names)) == len(run.names)


def test_each_is_refused_once_or_read_harmlessly(run: Run) -> None:
    held = Counter(entry["path"].partition("!")[0] for entry in run.services.generation.manifest["documents"].values())
    for name in run.names:
        said = _refused(run, name)
        if name in SEVERAL:
            assert said, name
        elif len(said) != 1:
            assert not said and held[place_of(run.folder.resolve() / name)] == 1, (name, said)


def test_each_sentence_names_its_file_in_both_languages_on_one_line(run: Run) -> None:
    for refusal in run.outcome.refused:
        name = refusal.path.rpartition("/")[2]
        inner = refusal.path.rpartition("!")[0].rpartition("/")[2]
        for sentence in (refusal.error.zh, refusal.error.en):
            assert "\n" not in sentence
            assert name.split("!")[-1] in sentence or (inner and inner in sentence), (refusal.path, sentence)
            sentence.encode("utf-8")
        assert any("一" <= character <= "鿿" for character in refusal.error.zh)


def test_no_reader_fails_in_a_way_it_did_not_expect(run: Run) -> None:
    missing = {
        kind
        for kind, place in READERS.items()
        if importlib.util.find_spec(place.partition(":")[0]) is None
    }
    failed = [refusal.error.zh for refusal in run.outcome.refused if "程序出错" in refusal.error.zh]
    assert not [zh for zh in failed if not (missing and "No module named" in zh)]


def test_the_good_file_is_ingested(run: Run) -> None:
    names = [entry["name"] for entry in run.services.generation.manifest["documents"].values()]
    assert "good.txt" in names
    assert run.services.check() == []


def test_hardly_any_has_to_be_stopped_and_memory_stays_flat(run: Run) -> None:
    stopped = [name for name in run.names if any("处理器时间" in said for said in _refused(run, name))]
    assert len(stopped) <= FEW, stopped
    assert run.grown < 250 * MB


def test_no_child_is_left_and_nothing_was_written_outside(run: Run) -> None:
    assert not multiprocessing.active_children()
    for path in ("/tmp/yusuan-traversal.txt", "/etc/yusuan.txt"):
        assert not Path(path).exists()
