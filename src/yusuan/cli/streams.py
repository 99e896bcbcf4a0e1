"""What becomes of standard output and error where a terminal cannot show a character, a disk is full, or the caller closed them?"""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.system_errors import unwritten

STANDARD_OUTPUT = "标准输出 standard output"


class _StandardOutput(io.FileIO):
    """Standard output that puts its name to what goes wrong with it."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            error.filename = STANDARD_OUTPUT
            raise


def prepare() -> None:
    """Make standard output and error take every character, and stand for something where the caller closed them."""
    _hold_closed_places()
    out = sys.stdout
    below = getattr(out, "buffer", None)  # unbuffered, it is the file itself
    if isinstance(getattr(below, "raw", below), io.FileIO) and out.fileno() == 1:
        out.flush()
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(_StandardOutput(1, "w", closefd=False)),
            encoding=out.encoding,
            line_buffering=out.isatty(),
        )
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_SHOWN)


def _hold_closed_places() -> None:
    """Put the null device where standard input, output or error is closed, so that no file comes to stand there."""
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(opened, True)
    os.close(opened)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


_SHOWN = "yusuan.shown"
_LOOK_ALIKE = {"¶": "§", "▦": "■", "↔": "~", "−": "-", "•": "·"}


def _shown(error: UnicodeError) -> tuple[str, int]:
    """For characters that a terminal cannot show: a sign like ours that most can, else the number of the character."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown, at = [], error.start
    for character in error.object[error.start : error.end]:
        like = _LOOK_ALIKE.get(character, "")
        try:
            like.encode(error.encoding)
        except UnicodeEncodeError:
            like = ""
        shown.append(like or character.encode("ascii", "backslashreplace").decode("ascii"))
        at += 1
    return "".join(shown), at


codecs.register_error(_SHOWN, _shown)


def cut_short(error: OSError) -> YusuanError:
    """What to say where a command could not go on: the file it met, or standard output where that takes no more.

    What standard output has not taken then goes nowhere, so that leaving the process does not fail for it again."""
    if error.filename == STANDARD_OUTPUT:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return unwritten(Path("."), error)
