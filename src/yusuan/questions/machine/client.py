"""What does the language model say? One request to a server that speaks the OpenAI protocol, bounded in every way.

No redirect is followed and nothing that the server says becomes part of an error: only its status does.
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from yusuan.errors import ModelFailed
from yusuan.settings import LanguageModel

MOST_BYTES = 256 * 1024
"""Of an answer; a query has at most some thousands."""
MOST_AT_ONCE = 2
"""Requests of one process under way together: a server with few threads must go on answering others."""

Message = dict[str, str]
_TURNS = threading.BoundedSemaphore(MOST_AT_ONCE)


def reply(model: LanguageModel, messages: Sequence[Message], seconds: float) -> str:
    """The text that the model answers ``messages`` with, within ``seconds``. Raises ModelFailed."""
    if seconds <= 0:
        raise _late(model)
    if not _TURNS.acquire(blocking=False):
        raise ModelFailed(
            "语言模型正忙，请稍后再试。", "The language model is busy; try again in a moment."
        )
    try:
        status, body = _exchange(model, messages, seconds)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError):
            raise _late(model) from None
        raise ModelFailed(
            "语言模型的服务器连接不上，或中途断开。",
            "The server of the language model cannot be reached, or broke off.",
        ) from None
    finally:
        _TURNS.release()
    if status != 200:
        raise ModelFailed(
            f"语言模型的服务器回答了状态 {status}。", f"The server of the language model answered with status {status}."
        )
    return _content(body)


def _late(model: LanguageModel) -> ModelFailed:
    return ModelFailed(
        f"语言模型没有在 {model.seconds:g} 秒之内回答。",
        f"The language model did not answer within {model.seconds:g} seconds.",
    )


def _exchange(model: LanguageModel, messages: Sequence[Message], seconds: float) -> tuple[int, bytes]:
    """Status and body. TimeoutError where the whole takes too long, however slowly bytes come."""
    parts = urlsplit(model.url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    late = threading.Event()
    end = time.monotonic() + seconds
    try:
        connection.connect()
        assert connection.sock is not None
        timer = threading.Timer(max(0.0, end - time.monotonic()), _cut, (connection.sock, late))
        timer.daemon = True
        timer.start()
        try:
            connection.request("POST", parts.path, _request(model, messages), _headers(model))
            response = connection.getresponse()
            return response.status, _bounded(response.read(MOST_BYTES + 1))
        finally:
            timer.cancel()
            if late.is_set():
                raise TimeoutError
    finally:
        connection.close()


def _cut(held: socket.socket, late: threading.Event) -> None:
    """End a connection that lasts too long, however slowly bytes come; whoever reads it meets its end."""
    late.set()
    try:
        socket.socket.shutdown(held, socket.SHUT_RDWR)
    except OSError:
        return  # it ended by itself in this moment


def _bounded(body: bytes) -> bytes:
    if len(body) > MOST_BYTES:
        raise ModelFailed("语言模型的回答过长。", "The answer of the language model is too long.")
    return body


def _request(model: LanguageModel, messages: Sequence[Message]) -> bytes:
    asked: dict[str, Any] = {"messages": list(messages), "temperature": 0, "stream": False}
    if model.model is not None:
        asked["model"] = model.model
    return json.dumps(asked).encode()


def _headers(model: LanguageModel) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    return headers if model.key is None else {**headers, "Authorization": f"Bearer {model.key}"}


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        content = None
    if not isinstance(content, str):
        raise ModelFailed(
            "语言模型的服务器没有按 OpenAI 的格式回答。",
            "The server of the language model did not answer in the form of the OpenAI protocol.",
        )
    return content
