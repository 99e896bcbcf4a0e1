"""What is remembered about a generation: made once, bounded, and gone with it."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from yusuan.app import Services
from yusuan.library import Generation
from yusuan.library.kept import MOST, Kept
from yusuan.settings import Settings


def test_what_is_kept_belongs_to_one_generation_and_is_bounded(tmp_path: Path) -> None:
    first, again = (Generation("000001", tmp_path, Settings(indexes=tmp_path)) for _ in range(2))
    assert first.kept.once("key", lambda: 1) == 1 and first.kept.once("key", lambda: 2) == 1
    assert again.kept.once("key", lambda: 2) == 2
    for number in range(MOST):
        first.kept.once(number, lambda: None)
    assert first.kept.once("key", lambda: 3) == 3


def test_what_is_asked_for_stays() -> None:
    kept = Kept()
    kept.once("key", lambda: 1)
    for number in range(2 * MOST):
        kept.once(number, lambda: None)
        assert kept.once("key", lambda: 2) == 1


def test_what_fails_is_tried_again() -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.once("key", lambda: 1 // 0)
    assert kept.once("key", lambda: 4) == 4


@pytest.mark.parametrize("fails", [False, True])
def test_who_asks_while_a_thing_is_made_waits_for_it(fails: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, go = threading.Semaphore(0), threading.Event()

    class Promise(Future[Any]):
        def result(self, timeout: float | None = None) -> Any:
            waiting.release()
            return super().result(timeout)

    monkeypatch.setattr("yusuan.library.kept.Future", Promise)
    held, made, got = Kept(), list[str](), list[str]()

    def make() -> str:
        made.append("made")
        go.wait(60)
        if fails:
            raise ZeroDivisionError
        return "it"

    def ask() -> None:
        try:
            got.append(held.once("key", make))
        except ZeroDivisionError:
            got.append("failed")

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    both = [waiting.acquire(timeout=60) for _ in threads[1:]]
    go.set()
    for thread in threads:
        thread.join()
    assert all(both) and made == ["made"] and got == ["failed" if fails else "it"] * 3


@pytest.mark.slow
def test_an_index_made_again_is_asked_by_its_own_names(tmp_path: Path, examples: Path) -> None:
    services = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    first, second = sorted(examples.glob("*.txt"))[:2]
    services.ingest([first])
    before = services.generation
    department = next(iter(services.generation.manifest["documents"].values()))["department"]
    assert department in services.ask("有哪些部门？").answer
    assert services.ask(f"{department}有哪些项目？").status == "answered"
    shutil.rmtree(tmp_path / "indexes")
    services.ingest([second])
    assert services.generation.name == before.name
    now = next(iter(services.generation.manifest["documents"].values()))["department"]
    assert now != department
    assert services.ask(f"{now}有哪些项目？").status == "answered"
    assert services.ask(f"{department}有哪些项目？").status != "answered"


@pytest.mark.slow
def test_nothing_holds_a_generation_that_was_followed(tmp_path: Path, examples: Path) -> None:
    services = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    sources = sorted(examples.glob("*.txt"))[:2]
    services.ingest(sources[:1])
    held = weakref.ref(services.generation)
    names = weakref.ref(services.generation.kept)
    services.ask("有哪些部门？")
    services.search("经费")
    services.ingest(sources[1:])
    services.ask("有哪些部门？")
    gc.collect()
    assert held() is None and names() is None
