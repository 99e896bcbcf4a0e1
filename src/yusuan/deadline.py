"""Until when may one search or one question go on? Passed to whatever works on it, and asked between its steps.

Python cannot be interrupted inside a call of compiled code, so a step may overrun what is left by as long as it takes.
What may take long and can be killed (a SPARQL query) is given ``left()`` seconds instead.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from yusuan.errors import QueryStopped

T = TypeVar("T")


class Deadline:
    """``seconds`` from now on, by ``clock``; for one caller, in one thread."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds that remain, 0 where none do."""
        return max(0.0, self._end - self._clock())

    def check(self) -> None:
        """Nothing while time remains; raises QueryStopped, naming the limit, where none does."""
        if self._clock() >= self._end:
            raise self.passed()

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """``items``, each only while time remains. Raises QueryStopped."""
        for item in items:
            self.check()
            yield item

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that does not count: opening what then stays open (a model, the names of the data) is no part of the search, and
        were it stopped, no search would ever come to its end."""
        begin = self._clock()
        try:
            yield
        finally:
            self._end += self._clock() - begin

    def passed(self) -> QueryStopped:
        """The error that says so."""
        return QueryStopped(
            f"用时超过 {self.seconds:g} 秒的限制，已停止；请用更少、更具体的词语，或限定县区、年度后再试。",
            f"It took longer than the limit of {self.seconds:g} seconds and was stopped; use fewer, more specific words, "
            "or name a county or a year, and try again.",
        )
