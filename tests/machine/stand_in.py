"""A stand-in for a server that speaks the OpenAI protocol: answers what a test tells it to, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from yusuan.settings import LanguageModel

KEY = "sk-never-to-be-seen"


@dataclass
class StandIn:
    """``says`` are the texts to answer with, the last again and again; ``body`` and ``status`` override them;
    ``drip`` is how many seconds pass between single bytes, ``sent`` how many of those were."""

    says: list[str] = field(default_factory=list)
    status: int = 200
    body: bytes | None = None
    drip: float = 0.0
    sent: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    def model(self, seconds: float = 10.0) -> LanguageModel:
        """This server as the settings name it."""
        return LanguageModel(f"{self.url}/v1/chat/completions", "stand-in", KEY, seconds)

    def next_body(self) -> bytes:
        """The body of the next answer."""
        if self.body is not None:
            return self.body
        content = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """A StandIn that serves on a free local port until the block ends."""
    held = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            held.paths.append(self.path)
            held.keys.append(self.headers.get("Authorization"))
            held.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = held.next_body()
            try:
                self.send_response(held.status)
                self.send_header("Content-Type", "application/json")
                if held.status in (301, 307):
                    self.send_header("Location", f"{held.url}/elsewhere")
                self.end_headers()
                self._send(body)
            except OSError:
                return  # the client had enough

        def _send(self, body: bytes) -> None:
            if not held.drip:
                self.wfile.write(body)
                return
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                self.wfile.flush()
                held.sent += 1
                if held.done.wait(held.drip):
                    return

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    held.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        held.done.set()
        server.shutdown()
        server.server_close()
        thread.join()
