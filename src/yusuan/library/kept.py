"""What was worked out about one generation and stays true as long as it serves: names, first page, answers.

A generation never changes, so what was read from it is read once. It is kept in the generation itself and goes with it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar, cast

MOST = 512
"""Results kept; the one that nobody asked for longest goes first."""

Result = TypeVar("Result")


class Kept:
    """Results by key, for any number of threads."""

    def __init__(self) -> None:
        self._promised: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def once(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """What ``make`` gives, made only once for ``key``: who asks meanwhile waits for it. What it raises is raised to all who
        wait, and is not kept."""
        promise, is_ours = self._promise(key)
        if is_ours:
            self._fulfil(key, promise, make)
        return cast(Result, promise.result())

    def _promise(self, key: Hashable) -> tuple[Future[Any], bool]:
        """The result that is or will be there for ``key``, and whether it is for the caller to make."""
        with self._lock:
            is_new = key not in self._promised
            promise = self._promised.setdefault(key, Future())
            self._promised.move_to_end(key)
            while len(self._promised) > MOST:
                self._promised.popitem(last=False)
            return promise, is_new

    def _fulfil(self, key: Hashable, promise: Future[Any], make: Callable[[], Any]) -> None:
        try:
            promise.set_result(make())
        except BaseException as error:
            with self._lock:
                if self._promised.get(key) is promise:
                    del self._promised[key]
            promise.set_exception(error)
