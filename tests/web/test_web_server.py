"""The server that `yusuan serve` runs: it binds what it is told, and words its refusals for people."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.search.meaning.embedding import Encoder, open_encoder
from yusuan.settings import Settings
from yusuan.web.server import prepare_behind

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="gunicorn does not run on Windows")
_SERVE = """import sys
from pathlib import Path
from yusuan.app import Services
from yusuan.settings import Settings
from yusuan.web.server import serve
serve(Services(Settings(indexes=Path(sys.argv[1]))), "127.0.0.1", int(sys.argv[2]), 1)"""


@pytest.fixture(scope="module")
def port(services: Services) -> Iterator[int]:
    """The port of a server of its own process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-c", _SERVE, str(services.settings.indexes), str(free)])
    try:
        _wait(free, process)
        yield free
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            break
        try:
            if ask(port, b"/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def ask(port: int, address: bytes) -> tuple[int, str]:
    """(status, body) of a GET of ``address``, sent as it is."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(b"GET " + address + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        response = http.client.HTTPResponse(connection)
        response.begin()
        return response.status, response.read().decode("utf-8")


def test_pages_are_served(port: int) -> None:
    assert ask(port, b"/")[0] == 200


def test_an_address_that_is_too_long_is_refused_in_a_styled_page(port: int) -> None:
    status, body = ask(port, b"/search?q=" + b"%E5%9F%B9" * 4000)
    assert status == 414
    assert "8190" in body and "bundled/site.css" in body


def test_an_address_may_be_typed_as_it_is_read(port: int) -> None:
    encoded = ask(port, b"/search?q=%E5%9F%B9%E8%AE%AD")
    assert encoded[0] == 200 and ask(port, "/search?q=培训".encode()) == encoded
    assert ask(port, "/divisions/云岭市桐岭县".encode())[0] == 200


def test_an_address_with_control_characters_is_refused_in_a_styled_page(port: int) -> None:
    status, body = ask(port, b"/search?q=a\x01b")
    assert status == 400
    assert "百分号" in body and "bundled/site.css" in body


def test_a_query_that_runs_too_long_or_too_deep_leaves_the_server_standing(port: int) -> None:
    assert ask(port, b"/sparql?query=" + b"%7B" * 2500)[0] == 400
    assert ask(port, b"/healthz")[0] == 200


def test_what_a_first_search_waits_for_is_opened_behind_the_start(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Services(services.settings)
    prepare_behind(own).join()

    def opened_late(*_: object) -> None:
        raise AssertionError("the model was not open yet")

    monkeypatch.setattr("yusuan.search.meaning.embedding.open_encoder", opened_late)
    assert own.search("学校房屋修缮", mode="semantic").total > 0


def test_requests_that_come_while_the_model_is_opened_open_it_once(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def slowly(*given: str | None) -> Encoder:
        opened.append(given)
        time.sleep(0.2)
        return open_encoder(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("yusuan.search.meaning.embedding.open_encoder", slowly)
    own = Services(services.settings)
    with ThreadPoolExecutor(4) as pool:
        preparing = prepare_behind(own)
        found = list(pool.map(lambda _: own.search("学校房屋修缮", mode="semantic").total, range(4)))
        preparing.join()
    assert len(opened) == 1 and len(set(found)) == 1


def test_what_cannot_be_opened_is_logged_and_stops_nothing(
    tmp_path: Path, services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    prepare_behind(Services(Settings(indexes=tmp_path))).join()
    assert "yusuan ingest" in caplog.text

    def broken(_: Services) -> None:
        raise MemoryError("no room")

    monkeypatch.setattr(Services, "prepare", broken)
    prepare_behind(services).join()
    assert "no room" in caplog.text
