"""The child process that runs the queries of strangers: ``python -m yusuan.graph.sparql.worker STORE MEMORY``.

Reads one JSON object a line from standard input ({"query", "base", "format", "rows", "seconds", "graphs"}), writes one JSON
object a line and, after an answer, its bytes. It opens the store read-only, has no network, may be killed at any time, and
imports little, since it starts anew after every kill.
"""

from __future__ import annotations

import json
import math
import sys
from typing import IO, Any

import pyoxigraph as ox

from yusuan import network
from yusuan.graph.engine_errors import is_of_store
from yusuan.graph.sparql.answers import FormatUnfit, TooManyRows, write_answer
from yusuan.vocabulary.terms import PREFIXES


def main(folder: str, memory: int) -> None:
    """Answer requests until standard input ends; ``memory`` is in bytes above what the idle worker uses."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    try:
        store = ox.Store.read_only(folder)
    except (OSError, RuntimeError) as error:
        _reply(replies, {"error": "files", "message": str(error)})
        return
    network.deny()
    _bound_memory(memory)
    _reply(replies, {"ready": True})
    for line in requests:
        request: dict[str, Any] = json.loads(line)
        _bound_time(request["seconds"])
        head, body = answer(store, request)
        _reply(replies, head, body)


def answer(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """(head, body) for one request; a head with "error" says what went wrong and has no body."""
    query = request["query"]
    unknown = next((each for each in request["graphs"] if not _held(store, each)), None)
    if unknown is not None:
        return {"error": "graph", "message": unknown}, b""
    try:
        result = store.query(query, base_iri=request["base"], prefixes=PREFIXES)
        body, media_type = write_answer(result, request["format"], request["rows"], query)
    except SyntaxError as error:
        return _syntax(store, query, request["base"], str(error)), b""
    except TooManyRows:
        return {"error": "rows"}, b""
    except FormatUnfit as error:
        return {"error": "format", "message": str(error)}, b""
    except MemoryError:
        return {"error": "memory"}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"error": _kind_of(error), "message": str(error)}, b""
    return {"media_type": media_type, "length": len(body)}, body


def _kind_of(error: Exception) -> str:
    """Whether the store's files failed, something else of the machine, or the query asks for what there is not."""
    if is_of_store(error):
        return "files"
    return "failed" if isinstance(error, OSError) else "refused"


def _held(store: ox.Store, iri: str) -> bool:
    try:
        return store.contains_named_graph(ox.NamedNode(iri))
    except ValueError:  # no IRI at all
        return False


def _syntax(store: ox.Store, query: str, base: str, message: str) -> dict[str, Any]:
    from yusuan.graph.sparql.syntax import locate

    mistake = locate(query, message, lambda text: store.query(text, base_iri=base, prefixes=PREFIXES))
    return {
        "error": "syntax",
        "line": mistake.line,
        "column": mistake.column,
        "found": mistake.found,
        "expected": mistake.expected,
    }


def _reply(stream: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    stream.write(json.dumps(head).encode() + b"\n" + body)
    stream.flush()


def _bound_memory(memory: int) -> None:
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as pages:
            now = int(pages.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, resource.RLIM_INFINITY))
    except (ImportError, OSError, ValueError):
        return  # no such limit on this system: time and rows still bound a query


def _bound_time(seconds: float) -> None:
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + seconds) + 1, hard))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
