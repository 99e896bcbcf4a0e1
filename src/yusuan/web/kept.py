"""What is worked out once for each generation? First page, examples, coverage, similar projects, answers.

A generation never changes, so what was read from it stays true. What was kept goes with its generation.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from yusuan.library import Generation

MOST = 512
"""Results kept of one generation; the oldest goes first."""

Result = TypeVar("Result")
_KEPT: WeakKeyDictionary[Generation, dict[Hashable, object]] = WeakKeyDictionary()
_LOCK = Lock()


def once(held: Generation, key: Hashable, make: Callable[[], Result]) -> Result:
    """What ``make`` gives, made only once for this ``key`` and generation. What ``make`` raises is not kept."""
    with _LOCK:
        results = _KEPT.setdefault(held, {})
        if key in results:
            return cast(Result, results[key])
    made = make()
    with _LOCK:
        while len(results) >= MOST:
            results.pop(next(iter(results)))
        results[key] = made
    return made
