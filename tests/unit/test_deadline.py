"""Until when something may go on, by a clock that moves one second each time it is read."""

from __future__ import annotations

from itertools import count

import pytest

from yusuan.deadline import Deadline
from yusuan.errors import QueryStopped


def ticking(seconds: float) -> Deadline:
    return Deadline(seconds, clock=count().__next__)


def test_time_is_over_when_the_clock_says_so() -> None:
    deadline = ticking(3)
    deadline.check()
    assert deadline.left() == 1
    with pytest.raises(QueryStopped) as stopped:
        deadline.check()
    assert "3 秒" in stopped.value.zh and "3 seconds" in stopped.value.en
    assert deadline.left() == 0


def test_each_is_given_while_time_remains() -> None:
    given = []
    with pytest.raises(QueryStopped):
        for item in ticking(4).each("abcdef"):
            given.append(item)
    assert given == ["a", "b", "c"]


def test_a_pause_does_not_count() -> None:
    deadline = ticking(3)
    with deadline.paused():
        for _ in range(5):
            deadline.left()
    deadline.check()
    with pytest.raises(ZeroDivisionError), deadline.paused():
        raise ZeroDivisionError
    assert Deadline(0).left() == 0
