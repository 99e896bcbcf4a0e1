"""How is the application served? By gunicorn, workers and threads, inside this process's command."""

from __future__ import annotations

import errno
import logging
import socket
from threading import Thread
from typing import Any

from flask import Flask

from yusuan.app import Services
from yusuan.errors import UsageError, YusuanError, reason_of
from yusuan.web.application import create_app

_LOG = logging.getLogger("yusuan.web")
THREADS = 4
SECONDS = 60
"""After which a worker that does not answer is replaced; longer than any query may run."""


def serve(services: Services, host: str, port: int, workers: int = 2) -> None:
    """Serve ``services`` at ``host``:``port`` until stopped. OSError-like exits of gunicorn come as SystemExit."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn with its settings given in code; each worker makes an application of its own."""

        def load_config(self) -> None:
            for name, value in _settings(host, port, workers).items():
                if name in self.cfg.settings:  # control_socket is newer than the oldest gunicorn we run on
                    self.cfg.set(name, value)

        def load(self) -> Flask:
            own = Services(services.settings)
            prepare_behind(own)
            return create_app(own)

    Server().run()


def require_free(host: str, port: int) -> None:
    """Raises UsageError where the address cannot be listened at: gunicorn would try five times, in English only."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            tried.listen()
    except (OSError, UnicodeError) as error:
        raise _unheard(host, port, error) from error


def _unheard(host: str, port: int, error: Exception) -> UsageError:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return UsageError(
            f"端口 {port} 已被占用；请用 --port 换一个，或停掉占用它的程序。",
            f"port {port} is in use; choose another with --port, or stop the program that uses it.",
        )
    if number in (errno.EACCES, errno.EPERM):
        return UsageError(
            f"没有权限监听端口 {port}；请用 --port 换一个 1024 以上的端口。",
            f"no permission to listen at port {port}; choose one above 1023 with --port.",
        )
    return UsageError(
        f"无法监听 {host}（{reason_of(error)}）；请用 --host 给出本机的一个地址。",
        f"{host} cannot be listened at ({reason_of(error)}); name an address of this machine with --host.",
    )


def prepare_behind(services: Services) -> Thread:
    """Import and open in a thread what a first search would wait for; what fails is logged and told to who asks for it."""

    def prepare() -> None:
        try:
            services.prepare()
        except YusuanError as error:
            _LOG.error("%s", error)
        except Exception:
            _LOG.exception("could not prepare for the first search")

    thread = Thread(target=prepare, name="prepare", daemon=True)
    thread.start()
    return thread


def _settings(host: str, port: int, workers: int) -> dict[str, Any]:
    bracketed = f"[{host}]" if ":" in host else host
    return {
        "bind": f"{bracketed}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "yusuan.web.worker.Worker",
        "timeout": SECONDS,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "errorlog": "-",
        "accesslog": None,
        "limit_request_line": 8190,
        "control_socket_disable": True,
        "proc_name": "yusuan",
    }
