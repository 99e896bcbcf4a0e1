"""How does gunicorn take addresses typed as they are read, and word its refusals for people?"""

from __future__ import annotations

import re
import socket
from typing import Any

from flask import Flask
from gunicorn.http.errors import InvalidRequestLine, LimitRequestLine
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import ThreadWorker

from yusuan.web.failures import page_of

_DRAINED = 1024 * 1024
"""Bytes of the refused request that are read before it is answered, so that the answer is not lost."""


_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class EncodedRequest(Request):  # type: ignore[misc]
    """A request whose address may hold Chinese characters as they are: they are percent-encoded first."""

    def parse_request_line(self, line_bytes: bytes) -> None:
        """Read the method, the address and the version."""
        super().parse_request_line(_BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line_bytes))


class Worker(ThreadWorker):  # type: ignore[misc]
    """A gunicorn thread worker that reads addresses leniently and words its refusals for people."""

    def init_process(self) -> None:
        """Begin to serve, with our way to read a request."""
        RequestParser.mesg_class = EncodedRequest
        super().init_process()

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer an address that is too long or holds control characters; leave the rest to gunicorn."""
        if not isinstance(self.wsgi, Flask) or not isinstance(exc, LimitRequestLine | InvalidRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        key, status = ("error.414", 414) if isinstance(exc, LimitRequestLine) else ("error.address", 400)
        self.log.info("%s refused: %s", status, type(exc).__name__)
        with self.wsgi.test_request_context("/"):
            body = page_of(status, key).encode("utf-8")
        head = (
            f"HTTP/1.1 {status} Refused\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:\r\n"
            f"X-Content-Type-Options: nosniff\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            _drain(client)
            client.sendall(head.encode("ascii") + body)
        except OSError:
            self.log.debug("the client left before it was answered")


def _drain(client: socket.socket) -> None:
    client.settimeout(0.2)
    left = _DRAINED
    try:
        while left > 0 and (read := client.recv(65536)):
            left -= len(read)
    except TimeoutError:
        pass
    client.settimeout(5)
