"""What does the graph's engine mean by an error? Another writer, a refusal of the system, or damage: it says so only in words.

RocksDB begins every message with the kind of failure and ends it with the system's own sentence, where there is one; a file's
path may hold any word between the two.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from yusuan.errors import IndexBusy, IndexDamaged, YusuanError
from yusuan.system_errors import refused

_LOCKED = re.compile(
    rf"IO error: (?:While lock file: .*: {re.escape(os.strerror(errno.EAGAIN))}|lock hold by current process, .*)", re.S
)
_OF_STORE = re.compile(r"(?:IO error|Corruption): ")
_CORRUPT = re.compile(r"Corruption: ")


def is_about_files(error: BaseException) -> bool:
    """Whether an error of the engine is about its files, and not about the query at hand."""
    return isinstance(error, OSError) or (
        isinstance(error, RuntimeError) and _CORRUPT.match(str(error)) is not None
    )


def is_of_store(error: BaseException) -> bool:
    """Whether an error of a query is about the store's files: that of a SERVICE which could not be reached is the system's too."""
    return is_about_files(error) and _OF_STORE.match(str(error)) is not None


def explained(path: Path, error: Exception) -> YusuanError:
    """The error to raise for what the engine said about its files in the folder ``path``: IndexBusy, StorageRefused, or
    IndexDamaged with the command that mends it."""
    said = str(error)
    if _LOCKED.fullmatch(said):
        return IndexBusy(
            f"另一个进程正在写 {path}，请等它结束后再试。",
            f"Another process is writing {path}; try again when it has finished.",
        )
    return refused(path, error) or IndexDamaged(
        f"图数据库 {path} 已损坏（{said}），请运行 yusuan check --repair。",
        f"The graph store {path} is damaged ({said}); run yusuan check --repair.",
    )
