"""Runs the SPARQL queries of strangers, safely: checked first, then in a child process that can be killed.

Our own queries for a question run in such children too, unchecked, because nothing else can stop one that takes long.

A query that takes too long, too much memory or too many rows is stopped and told which limit it met; the runner
lives on and starts a new worker when one has died.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

import yusuan
from yusuan.deadline import Deadline
from yusuan.errors import QueryStopped, UsageError
from yusuan.graph.engine_errors import explained
from yusuan.graph.sparql.failures import error_of
from yusuan.graph.sparql.safety import check_query
from yusuan.graph.store import rows_of
from yusuan.graph.terms import RdfTerm
from yusuan.settings import DEFAULT_BASE, QueryLimits

FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld", "rdfxml")
START_SECONDS = 30.0
"""How long a worker may take to open the store."""


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The bytes of an answer and their media type."""

    body: bytes
    media_type: str


class QueryRunner:
    """Runs queries on the store in ``folder``; safe to share between threads, ``size`` queries at a time.

    ``base`` is what relative IRIs are relative to. Workers start when first needed; ``close`` ends them. Also a context
    manager.
    """

    def __init__(self, folder: Path, limits: QueryLimits, size: int = 2, base: str = DEFAULT_BASE) -> None:
        self.limits = limits
        self._base = base
        self._folder = folder.resolve()
        self._closed = False
        self._slots: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._slots.put(None)

    def __enter__(self) -> QueryRunner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, query: str, format: str = "json") -> QueryAnswer:
        """The answer in ``format``, one of FORMATS. A graph asked for as json, table or xml comes as jsonld,
        turtle or rdfxml.

        QueryRefused, QuerySyntax (with line and column), QueryStopped (names the limit), UsageError for a format
        that does not fit, and what the files of the graph are worth (IndexDamaged, StorageRefused).
        """
        if format not in FORMATS:
            raise UsageError(
                f"没有 {format} 格式，可用：{', '.join(FORMATS)}。",
                f"There is no format {format}; use one of {', '.join(FORMATS)}.",
            )
        checked = check_query(query, self.limits, self._base)
        with self._worker(self.limits.seconds) as worker:
            request = self._request(checked.text, format, self.limits.rows, self.limits.seconds, checked.graphs)
            head, body = worker.ask(request, self.limits.seconds)
        if "error" in head:
            raise error_of(head, self.limits, format, self._folder)
        return QueryAnswer(body, head["media_type"])

    def within(self, deadline: Deadline) -> BoundedStore:
        """The store for our own queries, up to ``deadline``."""
        return BoundedStore(self, deadline)

    def select(self, query: str, deadline: Deadline) -> list[dict[str, RdfTerm]]:
        """What ``GraphStore.select`` gives for one of our own queries, however many rows. QueryStopped where ``deadline`` passes
        or the memory is not enough, IndexDamaged."""
        deadline.check()
        with self._worker(deadline.left()) as worker:
            seconds = deadline.left()
            head, body = worker.ask(self._request(query, "json", sys.maxsize, seconds), seconds)
        if head.get("error") == "time":
            raise deadline.passed()
        if "error" in head:
            raise error_of(head, self.limits, "json", self._folder)
        found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        return rows_of(found)

    @contextmanager
    def _worker(self, seconds: float) -> Iterator[_Worker]:
        """A worker of one's own, waited for ``seconds``; it serves others after."""
        worker = self._take(seconds)
        try:
            if worker is None or not worker.alive:
                worker = _Worker(self._folder, self.limits)
            yield worker
        finally:
            if worker is not None and (self._closed or not worker.alive):
                worker.end()
                worker = None
            self._slots.put(worker)

    def close(self) -> None:
        """End the idle workers; busy ones end with their query."""
        self._closed = True
        for _ in range(self._slots.qsize()):
            try:
                worker = self._slots.get_nowait()
            except queue.Empty:
                break
            if worker is not None:
                worker.end()
            self._slots.put(None)

    def _take(self, seconds: float) -> _Worker | None:
        try:
            return self._slots.get(timeout=seconds)
        except queue.Empty:
            raise QueryStopped(
                f"查询太多，等了 {seconds:.3g} 秒仍未轮到，请稍后再试。",
                f"Too many queries: no turn came in {seconds:.3g} seconds; try again later.",
            ) from None

    def _request(
        self, query: str, format: str, rows: int, seconds: float, graphs: Sequence[str] = ()
    ) -> dict[str, Any]:
        return {
            "query": query,
            "base": self._base,
            "format": format,
            "rows": rows,
            "seconds": seconds,
            "graphs": graphs,
        }


@dataclass(frozen=True, slots=True)
class BoundedStore:
    """A graph store as our own queries read it for one question: each runs where it can be stopped when ``deadline`` passes."""

    runner: QueryRunner
    deadline: Deadline

    def select(self, query: str) -> list[dict[str, RdfTerm]]:
        """See ``GraphStore.select``. Raises what ``QueryRunner.select`` raises."""
        return self.runner.select(query, self.deadline)


class _Worker:
    """One child process; ``ask`` one thing at a time."""

    def __init__(self, folder: Path, limits: QueryLimits) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "yusuan.graph.sparql.worker", str(folder), str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(yusuan.__file__).resolve().parents[1],
        )
        head, _ = self._exchange(None, START_SECONDS)
        if "error" in head:
            self.end()
            raise explained(folder, OSError(head.get("message", "the worker did not start")))

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """(head, body) of the reply; a head with "error": "time" or "crash" where there was none."""
        return self._exchange(json.dumps(request).encode() + b"\n", seconds)

    def end(self) -> None:
        """Kill the process and forget its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was left to write has no reader any more

    def _exchange(self, request: bytes | None, seconds: float) -> tuple[dict[str, Any], bytes]:
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None and sink is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            if request is not None:
                sink.write(request)
                sink.flush()
            line = source.readline()
            head: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {"error": "crash"}
            body = source.read(head.get("length", 0))
            if len(body) < head.get("length", 0):
                head = {"error": "crash"}
        except OSError:
            head, body = {"error": "crash"}, b""
        finally:
            timer.cancel()
        if late.is_set() or head.get("error") == "crash":
            self._process.kill()
            self._process.wait()
        if head.get("error") == "crash" and (late.is_set() or self._process.returncode == -_SIGXCPU):
            head = {"error": "time"}
        return head, body


_SIGXCPU = 24
