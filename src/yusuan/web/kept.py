"""What is worked out once for each generation? First page, examples, coverage, similar projects, answers.

A generation never changes, so what was read from it stays true. What was kept goes with its generation.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast
from weakref import ref

from yusuan.library import Generation

MOST = 512
"""Results kept of one generation; the oldest goes first."""

Result = TypeVar("Result")
_Results = dict[Hashable, object]
_KEPT: dict[int, tuple[ref[Generation], _Results]] = {}
"""By identity: an index that was deleted and made anew has generations of the same names."""
_LOCK = Lock()


def once(held: Generation, key: Hashable, make: Callable[[], Result]) -> Result:
    """What ``make`` gives, made only once for this ``key`` and generation. What ``make`` raises is not kept."""
    with _LOCK:
        results = _results(held)
        if key in results:
            return cast(Result, results[key])
    made = make()
    with _LOCK:
        while len(results) >= MOST:
            results.pop(next(iter(results)))
        results[key] = made
    return made


def _results(held: Generation) -> _Results:
    entry = _KEPT.get(id(held))
    if entry is not None and entry[0]() is held:
        return entry[1]
    for number in [number for number, (each, _) in _KEPT.items() if each() is None]:
        del _KEPT[number]
    results: _Results = {}
    _KEPT[id(held)] = (ref(held), results)
    return results
