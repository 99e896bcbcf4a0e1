"""What is done with one file, in a guarded child: its bytes are read, what it says is extracted, and made ready to store."""

from __future__ import annotations

from yusuan.errors import YusuanError
from yusuan.extraction import extract_recovered, recovered
from yusuan.ingest.gathering import Item
from yusuan.library.entry import IndexEntry, prepared
from yusuan.reading import read
from yusuan.reading.archive import member_bytes
from yusuan.settings import ReadingLimits
from yusuan.system_errors import unread


def take(item: Item, base: str, limits: ReadingLimits) -> IndexEntry | YusuanError:
    """The entry of one item, or why there is none."""
    try:
        document = recovered(read(_bytes(item, limits), item.name, item.folders))
        return prepared(extract_recovered(document), document, base)
    except YusuanError as error:
        return error


def _bytes(item: Item, limits: ReadingLimits) -> bytes:
    if item.at:
        return member_bytes(item.path, item.at, limits)
    try:
        with open(item.path, "rb") as file:
            return file.read(limits.file_bytes)
    except OSError as error:
        raise unread(item.name, error) from error
