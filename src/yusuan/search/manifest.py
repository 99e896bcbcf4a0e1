"""Are the files of a folder those that were written?

A folder is sealed once with the size and SHA-256 of each file. Opening compares sizes, which costs next to
nothing and finds what is missing or cut off; ``verify`` reads every byte.
"""

from __future__ import annotations

import json
from hashlib import file_digest
from pathlib import Path

from yusuan.errors import IndexDamaged, YusuanError, reason_of
from yusuan.system_errors import refused

NAME = "manifest.json"


def seal(directory: Path) -> None:
    """Writes down every file of ``directory``; to be called when nothing writes to it any more."""
    files = sorted(path for path in directory.iterdir() if path.is_file() and path.name != NAME)
    entries = {path.name: {"bytes": path.stat().st_size, "sha256": sha256_of(path)} for path in files}
    (directory / NAME).write_text(json.dumps(entries, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def check_sizes(directory: Path) -> None:
    """Raises IndexDamaged where a file is missing or of another size than when it was sealed."""
    for name, entry in _entries(directory).items():
        path = directory / name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise damaged(path, error) from error
        if size != entry["bytes"]:
            raise damaged(path, ValueError(f"{size} bytes, expected {entry['bytes']}"))


def verify(directory: Path) -> None:
    """Raises IndexDamaged where a file is missing or a byte of it has changed."""
    check_sizes(directory)
    for name, entry in _entries(directory).items():
        if sha256_of(directory / name) != entry["sha256"]:
            raise damaged(directory / name, ValueError("not what was written"))


def damaged(path: Path, error: BaseException) -> YusuanError:
    """The error that says which part of the index does not read, and what mends it: StorageRefused where the system would not
    let it be read, else IndexDamaged."""
    reason = reason_of(error)
    return refused(path, error) or IndexDamaged(
        f"检索索引 {path} 缺失或已损坏({reason});请运行 yusuan check --repair 重建。",
        f"The search index {path} is missing or damaged ({reason}); run yusuan check --repair to rebuild it.",
    )


def _entries(directory: Path) -> dict[str, dict[str, int | str]]:
    try:
        entries = json.loads((directory / NAME).read_text(encoding="utf-8"))
        if not all({"bytes", "sha256"} <= entry.keys() for entry in entries.values()):
            raise ValueError("incomplete entry")
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise damaged(directory / NAME, error) from error
    found: dict[str, dict[str, int | str]] = entries
    return found


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
