"""Strings in the records of .xls workbooks: how are they packed, and how do long lists of them cross records?"""

from __future__ import annotations

import struct

from yusuan.reading.sheets.model import MOST_CHARACTERS, SheetTooLarge

_CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8", 1252: "cp1252"}


def codec_of(code_page: int) -> str:
    """Python's name for a code page; that of mainland China where it says none that is known (1200 is Unicode)."""
    return _CODE_PAGES.get(code_page, "gb18030")


def biff8_string(body: bytes, length: int) -> str:
    """A string of ``length`` characters: a byte that says how wide they are, then the characters."""
    if not body:
        return ""
    if body[0] & 1:
        return body[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return body[1 : 1 + length].decode("latin-1")


def byte_string(body: bytes, length: int, codec: str) -> str:
    """A string of ``length`` bytes, as workbooks before 1997 have them."""
    return body[:length].decode(codec, "replace")


def shared_strings(records: list[bytes]) -> list[str]:
    """The strings of the table that a workbook's cells share: its record and those that continue it."""
    (count,) = struct.unpack_from("<I", records[0], 4)
    reader = _Reader(records, 8)
    found: list[str] = []
    total = 0
    while len(found) < count and not reader.done:
        found.append(reader.string())
        total += len(found[-1])
        if total > MOST_CHARACTERS:
            raise SheetTooLarge
    return found


class _Reader:
    """Reads on through records; where one ends inside a string, the next begins with a byte that says how wide the
    characters are from there."""

    def __init__(self, records: list[bytes], at: int) -> None:
        self._records = records
        self._record = 0
        self._at = at

    @property
    def done(self) -> bool:
        """Whether all records are read."""
        self._skip_empty()
        return self._record >= len(self._records)

    def string(self) -> str:
        """The next string, without its formatting."""
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._bytes(4))[0] if flags & 4 else 0
        pieces: list[str] = []
        while length and self._record < len(self._records):
            left = self._records[self._record][self._at :]
            if not left:
                self._record, self._at = self._record + 1, 0
                flags = self._bytes(1)[0]
                continue
            wide = 2 if flags & 1 else 1
            taken = min(length, len(left) // wide)
            piece = left[: taken * wide]
            pieces.append(piece.decode("utf-16-le", "replace") if wide == 2 else piece.decode("latin-1"))
            length -= taken
            self._at += max(1, taken * wide)
        self._bytes(4 * runs + extra)
        return "".join(pieces)

    def _bytes(self, size: int) -> bytes:
        """The next bytes, over the ends of records; what is missing at the end reads as zero."""
        pieces: list[bytes] = []
        missing = size
        while missing and not self.done:
            piece = self._records[self._record][self._at : self._at + missing]
            pieces.append(piece)
            self._at += len(piece)
            missing -= len(piece)
        return b"".join(pieces) + bytes(missing if missing < 16 else 0)

    def _skip_empty(self) -> None:
        while self._record < len(self._records) and self._at >= len(self._records[self._record]):
            self._record, self._at = self._record + 1, 0
