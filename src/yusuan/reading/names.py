"""File names: which of a folder's or an archive's files are documents, and how is any name printed on one line?"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Sequence

_FOLDERS = frozenset(("__macosx", "$recycle.bin"))
_FILES = frozenset(("thumbs.db", "desktop.ini"))
_COMPANION = re.compile(r"(.+?)(?:_files|\.files)", re.I)
_LONGEST = 200


def printable(name: str) -> str:
    """``name`` on one line and encodable: names of other encodings (GBK) are found out, control characters go."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape") if _escaped(name) else name.encode("utf-8", "replace")
        name = _decoded(raw)
    kept = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in name)
    return " ".join(kept.split())[:_LONGEST] or "?"


def is_document(path: Sequence[str], pages: Collection[str] = ()) -> bool:
    """Whether the file ``path`` (names of folders, then its own) may be a disclosure: not hidden, no README, not a
    file of the system or of an office program, and not a picture or script saved beside a web page.

    ``pages`` are the paths of web pages without suffix, lower case, on the same ground as ``path``.
    """
    *folders, name = path
    if any(folder.startswith(".") or folder.lower() in _FOLDERS for folder in folders):
        return False
    if name.startswith((".", "~$")) or name.lower() in _FILES or name.upper().startswith("README"):
        return False
    return not any(
        (found := _COMPANION.fullmatch(folder)) and "/".join((*folders[:depth], found[1])).lower() in pages
        for depth, folder in enumerate(folders)
    )


def _escaped(name: str) -> bool:
    return all("\udc80" <= each <= "\udcff" for each in name if "\ud800" <= each <= "\udfff")


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def place_of(path: str | os.PathLike[str]) -> str:
    """A path as it is written down: every name of it printable."""
    return os.sep.join(printable(part) if part else "" for part in os.fspath(path).split(os.sep))
