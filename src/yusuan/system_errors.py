"""Why would the operating system not let a file be read or written? No permission, a read-only or a full disk, too many open
files: none of these says that the file is damaged.

Python tells these apart by ``errno``. What RocksDB, faiss and Rust libraries say has to be read out of their words, which end
in the system's own sentence for the number (RocksDB, faiss) or hold the number (Rust).
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from yusuan.errors import SourceRefused, StorageRefused

_NO_RIGHT = ("没有权限", "no permission", "请检查权限", "check the permissions")
_FULL = ("磁盘已满", "the disk is full", "请腾出空间后再试", "make room and try again")
_READ_ONLY = ("磁盘是只读的", "the disk is read-only", "请换一个可写的位置", "use a place that can be written")
_TOO_MANY = ("打开的文件太多", "too many open files", "请调大 ulimit -n", "raise ulimit -n")
_REASONS: dict[int, tuple[str, str, str, str]] = {
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: (
        "文件超过系统允许的大小",
        "the file is larger than the system allows",
        "请调大 ulimit -f",
        "raise ulimit -f",
    ),
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOMEM: ("内存不足", "there is not enough memory", "请关闭其他程序后再试", "close other programs"),
}
"""What is the matter, and what to do, in zh and en each."""

_ROCKSDB = re.compile(r"IO error: .*: ([^:]+)", re.S)
_FAISS = re.compile(r"Error in .* write error in .* \(([^()]+)\)", re.S)
_SENTENCES = {os.strerror(number): number for number in _REASONS}
_RUST = re.compile(r"\bOs \{ code: (\d+), kind: \w+, message: |\(os error (\d+)\)")
_OXIGRAPH_FILES = re.compile(r"Oxigraph needs at least \d+ file descriptors ")


def errno_of(error: BaseException) -> int | None:
    """The system's number for what went wrong; ``None`` where it is none of those that have a sentence here."""
    if isinstance(error, OSError) and error.errno is not None:
        number: int | None = error.errno
    else:
        number = _errno_said(str(error))
    return number if number in _REASONS else None


def _errno_said(words: str) -> int | None:
    if sentence := _ROCKSDB.fullmatch(words) or _FAISS.fullmatch(words):
        return _SENTENCES.get(sentence[1])
    if rust := _RUST.search(words):
        return int(rust[1] or rust[2])
    return errno.EMFILE if _OXIGRAPH_FILES.match(words) else None


def refused(path: Path, error: BaseException) -> StorageRefused | None:
    """The error to raise where the system would not let ``path`` (or the file that ``error`` names) be read or written;
    ``None`` where it is not to blame, as where a file is missing or holds something else."""
    number = errno_of(error)
    if number is None:
        return None
    zh, en, do, what = _REASONS[number]
    place = error.filename if isinstance(error, OSError) and error.filename else path
    return StorageRefused(f"无法读写 {place}：{zh}；{do}。", f"{place} cannot be read or written: {en}; {what}.")


def unwritten(path: Path, error: OSError) -> StorageRefused:
    """The same for whatever the system says while something new is written at ``path``."""
    place, said = error.filename or path, error.strerror or str(error)
    return refused(path, error) or StorageRefused(f"无法写入 {place}：{said}。", f"{place} cannot be written: {said}.")


def unread(name: str, error: OSError) -> SourceRefused:
    """Why the document or folder ``name``, somebody's own, cannot be read."""
    number = errno_of(error)
    said = error.strerror or str(error)
    zh, en = _REASONS[number][:2] if number is not None else (said, said)
    return SourceRefused(f"{name}：无法读取（{zh}）。", f"{name}: cannot be read ({en}).")
