"""Compound files (OLE 2: .xls, .doc and encrypted .xlsx): which streams are in one, and what bytes are they?"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_END = 0xFFFFFFF0
"""Sector numbers from here on are marks, not sectors."""
_MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file, by name. Raises ValueError or struct.error for bytes that are none."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC) or len(data) < _HEADER:
            raise ValueError("not a compound file")
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("not a compound file")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        (directory,) = struct.unpack_from("<I", data, 48)
        self._cutoff, mini_fat, _, more, _ = struct.unpack_from("<IIIII", data, 56)
        self._fat = self._table(self._fat_sectors(more))
        self._mini_fat = self._table(self._chain(mini_fat, self._fat))
        self._entries = self._directory(b"".join(map(self._sector, self._chain(directory, self._fat))))
        root = next((each for each in self._entries.values() if each.kind == 5), None)
        self._mini = self._read(root.start, root.size) if root else b""

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and folders."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises KeyError for one that is not there."""
        entry = self._entries[name]
        if entry.size >= self._cutoff:
            return self._read(entry.start, entry.size)
        pieces = [
            self._mini[at * self._mini_size : (at + 1) * self._mini_size]
            for at in self._chain(entry.start, self._mini_fat)
        ]
        return b"".join(pieces)[: entry.size]

    def _read(self, start: int, size: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._fat)))[:size]

    def _sector(self, at: int) -> bytes:
        start = (at + 1) * self._size
        return self._data[start : start + self._size]

    def _chain(self, start: int, table: list[int]) -> list[int]:
        found: list[int] = []
        seen: set[int] = set()
        while start < len(table) and start < _END and start not in seen:
            seen.add(start)
            found.append(start)
            start = table[start]
        return found

    def _table(self, sectors: list[int]) -> list[int]:
        joined = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4]))

    def _fat_sectors(self, more: int) -> list[int]:
        sectors = [each for each in struct.unpack_from("<109I", self._data, 76) if each < _END]
        seen: set[int] = set()
        while more < _END and more not in seen:
            seen.add(more)
            block = self._sector(more)
            if len(block) < self._size:
                break
            *numbers, more = struct.unpack(f"<{self._size // 4}I", block)
            sectors += [each for each in numbers if each < _END]
        return [each for each in sectors if (each + 1) * self._size < len(self._data)]

    def _directory(self, data: bytes) -> dict[str, _Entry]:
        found: dict[str, _Entry] = {}
        for at in range(0, min(len(data) - 127, 128 * _MOST_ENTRIES), 128):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            if kind in (1, 2, 5) and 2 <= length <= 64:
                name = data[at : at + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", data, at + 116)
                found.setdefault(name, _Entry(kind, start, size))
        return found
