"""Guarded children: what hangs, crashes or eats memory costs its own task; the rest comes back in order."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from yusuan.errors import SourceRefused
from yusuan.guard import Guard, Loss, allow_more_time
from yusuan.settings import ReadingLimits

MB = 1024**2
LIMITS = ReadingLimits(seconds=1.0, scan_seconds=1.0, patience=3.0, memory=200 * MB, result_bytes=MB)
_kept: list[bytearray] = []


def _deep(depth: int) -> int:
    return _deep(depth + 1)


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def do(what: str, value: str = "") -> object:
    """What a task may do."""
    if what == "sleep":
        time.sleep(60)
    elif what == "pattern":
        re.match(
            r"(a+)+$", "a" * 60 + "b"
        )  # keeps the interpreter's lock and takes no signal handler of Python
    elif what == "memory":
        return len("x" * (1024 * MB))
    elif what == "abort":
        ctypes.CDLL(None).abort()
    elif what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "read nothing":
        ctypes.string_at(0)
    elif what == "nesting":
        return _deep(0)
    elif what == "result":
        return bytes(2 * MB)
    elif what == "error":
        raise ValueError("first line\nsecond line")
    elif what == "leave":
        os._exit(0)
    elif what == "file":
        with tempfile.TemporaryFile() as file:
            file.truncate(300 * MB)
    elif what == "program":
        program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        Path(value).write_text(str(program.pid))
        time.sleep(60)
    elif what == "work":
        _work(60)
    elif what == "more time":
        allow_more_time(1.0)
        _work(1.5)
    elif what == "wait its turn":
        time.sleep(1.5)
    elif what == "C++ memory":
        raise ValueError("Status Message: std::bad_alloc\n")
    elif what == "too much time":
        allow_more_time(60.0)
        _work(60)
    elif what == "leak":
        _kept.append(bytearray(60 * MB))
    elif what == "temporary":
        return tempfile.gettempdir()
    elif what == "speak":
        print("words of a library")
        os.write(1, b"words of a native library")
    return what


def test_each_loss_costs_its_own_task_and_says_why() -> None:
    kinds = {
        "sleep": "time",
        "pattern": "time",
        "memory": "memory",
        "abort": "abort",
        "C++ memory": "memory",
        "work": "time",
        "killed": "memory",
        "read nothing": "crash",
        "nesting": "nesting",
        "result": "result",
        "error": "error",
        "leave": "crash",
        "file": "error",
        "too much time": "time",
    }
    tasks = [(word,) for kind in kinds for word in (kind, "fine")]
    with Guard(LIMITS, 2) as guard:
        found = list(guard.map(do, tasks))
    assert found[1::2] == ["fine"] * len(kinds)
    assert {kind: loss.kind for kind, loss in zip(kinds, found[::2], strict=True)} == kinds
    assert found[2 * list(kinds).index("error")].detail == "ValueError: first line second line"


def test_a_task_may_ask_for_more_time() -> None:
    with Guard(LIMITS, 1) as guard:
        assert list(guard.map(do, [("more time",)])) == ["more time"]
    allow_more_time(5)  # outside of a child: nothing happens


def test_waiting_for_the_processor_costs_patience_only() -> None:
    with Guard(LIMITS, 1) as guard:
        assert list(guard.map(do, [("wait its turn",)])) == ["wait its turn"]


def test_work_is_ended_by_the_processors_time_however_much_patience_there_is() -> None:
    with Guard(replace(LIMITS, patience=1e6), 1) as guard:
        (loss,) = guard.map(do, [("pattern",)])
    assert loss == Loss("time")


def test_a_loss_of_time_names_both_limits() -> None:
    told = Loss("time").refusal("预算.pdf", replace(LIMITS, seconds=60, patience=5))
    assert "60 秒的处理器时间" in told.zh and "300 秒" in told.zh and "60 s of processor time" in told.en
    assert "200 MB" in Loss("abort").refusal("预算.pdf", LIMITS).zh


def test_children_are_warm_and_start_anew_when_they_keep_too_much() -> None:
    with Guard(LIMITS, 1) as guard:
        pids = list(guard.map(_pid, [()] * 50))
        assert len(set(pids)) == 1
        assert list(guard.map(do, [("leak",)] * 6)) == ["leak"] * 6
        assert set(guard.map(_pid, [()])) != set(pids)


def _pid() -> int:
    return os.getpid()


def test_programs_that_were_started_die_with_the_child(tmp_path: Path) -> None:
    with Guard(LIMITS, 1) as guard:
        (loss,) = guard.map(do, [("program", str(tmp_path / "pid"))])
    assert loss.kind == "time"
    assert _gone(int((tmp_path / "pid").read_text()))


def _gone(pid: int) -> bool:
    for _ in range(1200):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_temporary_files_lie_in_a_folder_that_goes_with_the_guard() -> None:
    with Guard(LIMITS, 1) as guard:
        (folder,) = guard.map(do, [("temporary",)])
        assert Path(folder).is_dir() and Path(folder) != Path(tempfile.gettempdir())
    assert not Path(folder).exists()


def test_what_libraries_print_does_not_reach_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    with Guard(LIMITS, 1) as guard:
        list(guard.map(do, [("speak",)]))
    assert capfd.readouterr().out == ""


def test_more_tasks_than_are_held_at_once_come_back_in_order() -> None:
    with Guard(LIMITS, 2) as guard:
        assert list(guard.map(do, [("fine", str(at)) for at in range(600)])) == ["fine"] * 600
        assert list(guard.map(do, [])) == []


@pytest.mark.parametrize("kind", ["time", "memory", "abort", "nesting", "result", "crash", "error"])
def test_a_loss_is_one_sentence_that_names_the_file(kind: str) -> None:
    refusal = Loss(kind, "SIGSEGV").refusal("预算.pdf", LIMITS)  # type: ignore[arg-type]
    assert isinstance(refusal, SourceRefused)
    assert refusal.zh.startswith("预算.pdf：") and refusal.en.startswith("预算.pdf: ")
    assert "{" not in refusal.zh + refusal.en


def test_a_script_without_a_main_guard_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os\nfrom yusuan.guard import Guard\nfrom yusuan.settings import ReadingLimits\nprint('begun')\n"
        "with Guard(ReadingLimits(), 1) as guard:\n    print(list(guard.map(os.path.basename, [('/a/b',)])))\n"
    )
    said = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.split() == ["begun", "['b']"]
