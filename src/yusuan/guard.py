"""How is a function run on material that may be hostile? In child processes that are bound in time, memory and output.

A child that hangs, crashes, or eats all memory costs its own task and nothing else: the caller is given a ``Loss`` in
place of the result, and another child takes over. Children are warm: they serve many tasks, one after another, and are
forked from a server process that has imported everything once. Each leads a process group of its own, so that programs
it started die with it, and has the guard's private temporary folder, so that nothing it wrote is left behind.

pebble's pool was tried first: one pipe shared by all workers, and a worker that dies before its acknowledgement is read
breaks the whole pool. Here each worker has its own pipe, and the kernel keeps its time.
"""

from __future__ import annotations

import heapq
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection, wait
from types import ModuleType, TracebackType
from typing import Any

from yusuan import guard_child
from yusuan.guard_child import Loss, allow_more_time
from yusuan.settings import ReadingLimits

__all__ = ["Guard", "Loss", "allow_more_time"]

_AHEAD = 2
"""Tasks a worker holds: the one it works on, and the next, so that it need not wait for the caller."""
_WINDOW = 256
"""Tasks that may be finished before an earlier one is; their results together stay below the bytes of one."""
_GRACE = 15.0
"""Seconds after which a worker that the kernel should have stopped is stopped from outside."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: Any
    connection: Connection
    tasks: deque[int]
    since: list[float]  # when the first of the tasks was begun

    def stop(self) -> int | None:
        """End it and all that it started; returns the exit code it had by itself, if any."""
        self.process.join(0.5 if self.connection.closed else 0)
        code: int | None = self.process.exitcode
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        if code is None:
            self.process.kill()
        self.process.join()
        return code


class Guard:
    """A few warm children. Use as a context manager; ``preload`` names the modules that tasks need."""

    def __init__(self, limits: ReadingLimits, workers: int, preload: Sequence[str] = ()) -> None:
        self.limits = limits
        self._most = max(1, workers)
        self._workers: list[_Worker] = []
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._folder = tempfile.mkdtemp(prefix="yusuan-")
        with _bare_main(), _uninterrupted():
            forkserver.ensure_running()

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.connection.close()  # an idle child leaves by itself
        for worker in self._workers:
            worker.stop()
        self._workers.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def map(self, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        """``function(*task)`` for each task, in order; a ``Loss`` for each that did not come back.

        ``function`` and what it takes and gives must be picklable. One call at a time.
        """
        waiting = list(range(len(tasks)))  # a heap: what a lost worker had not begun comes back
        done: dict[int, bytes | Loss] = {}
        for at in range(len(tasks)):
            while at not in done:
                self._feed(function, tasks, waiting, at, done)
                self._collect(done, waiting)
            self._feed(function, tasks, waiting, at + 1, done)
            result = done.pop(at)
            yield result if isinstance(result, Loss) else pickle.loads(result)

    def _feed(
        self,
        function: Callable[..., Any],
        tasks: Sequence[tuple[Any, ...]],
        waiting: list[int],
        first: int,
        done: dict[int, bytes | Loss],
    ) -> None:
        """Give each worker its next tasks, unless so much is finished that the caller has to catch up."""
        held = sum(len(result) for result in done.values() if isinstance(result, bytes))
        for depth in range(_AHEAD):
            while len(waiting) > depth * self._most and waiting[0] < first + _WINDOW:
                if held > self.limits.result_bytes and waiting[0] != first:
                    return
                worker = self._least_busy(depth)
                if worker is None:
                    break
                at = heapq.heappop(waiting)
                if not worker.tasks:
                    worker.since[0] = time.monotonic()
                worker.tasks.append(at)
                try:
                    worker.connection.send((function, tasks[at]))
                except (BrokenPipeError, ConnectionResetError):
                    return  # it has died; its end is collected next

    def _least_busy(self, depth: int) -> _Worker | None:
        """A worker that holds ``depth`` tasks; a new one where all hold more and there may be more of them."""
        for worker in self._workers:
            if len(worker.tasks) == depth:
                return worker
        return self._start() if depth == 0 and len(self._workers) < self._most else None

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=guard_child.serve, args=(theirs, self.limits, self._folder), daemon=True
        )
        with _bare_main():
            process.start()
        theirs.close()
        worker = _Worker(process, ours, deque(), [time.monotonic()])
        self._workers.append(worker)
        return worker

    def _collect(self, done: dict[int, bytes | Loss], waiting: list[int]) -> None:
        """Wait until at least one worker has something to say, or is overdue."""
        busy = [worker for worker in self._workers if worker.tasks]
        most = (self.limits.seconds + self.limits.scan_seconds) * self.limits.patience + _GRACE
        overdue = min(worker.since[0] for worker in busy) + most - time.monotonic()
        ready = wait([worker.connection for worker in busy], timeout=max(0.0, overdue))
        for worker in busy:
            if worker.connection in ready:
                self._hear(worker, done, waiting)
            elif time.monotonic() - worker.since[0] > most:
                self._lose(worker, Loss("time"), done, waiting)

    def _hear(self, worker: _Worker, done: dict[int, bytes | Loss], waiting: list[int]) -> None:
        try:
            result = worker.connection.recv_bytes()
        except (EOFError, OSError):
            self._lose(worker, None, done, waiting)
            return
        worker.since[0] = time.monotonic()
        loss = guard_child.loss_in(result)
        if loss is not None and loss.fatal:
            self._lose(worker, loss, done, waiting)
        else:
            done[worker.tasks.popleft()] = loss or result

    def _lose(
        self, worker: _Worker, loss: Loss | None, done: dict[int, bytes | Loss], waiting: list[int]
    ) -> None:
        """Put the end of a worker down to the task it was at; what it had not begun is done by another."""
        self._workers.remove(worker)
        worker.connection.close()
        code = worker.stop()
        if worker.tasks and (loss or code != guard_child.RETIRED):
            done[worker.tasks.popleft()] = loss or guard_child.loss_of(code)
        for at in worker.tasks:
            heapq.heappush(waiting, at)


@contextmanager
def _bare_main() -> Iterator[None]:
    """Hide the main module while a child starts, so that a script without a main guard is not run again in it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start what is started here deaf to Ctrl+C: only the caller hears it, and ends the others without a word of theirs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
