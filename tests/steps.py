"""How much work is a call? Never by the clock: a busy machine must pass too.

Byte codes of Python are the same number on every machine; what runs inside one call of C (a search in a list, a sort) counts as one.
The processor's time of this process is not: compare it with that of something ordinary in the same run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[[], object]) -> int:
    """The byte codes that ``call`` runs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def effort(call: Callable[[], object]) -> float:
    """The seconds of the processor's time that ``call`` takes, whatever else the machine does."""
    start = time.process_time()
    call()
    return time.process_time() - start
