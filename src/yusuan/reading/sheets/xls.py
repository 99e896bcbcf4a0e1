"""Excel workbooks of 1995–2003 (.xls): every sheet as the words it shows, from the records of its stream.

Read here and not by calamine because number formats, error values and hidden rows decide what a sheet shows, because
calamine holds the whole used range, and because a damaged record makes it end the process.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from yusuan.errors import SourceRefused
from yusuan.reading.compound import CompoundFile
from yusuan.reading.sheets.biff import biff8_string, byte_string, codec_of, shared_strings
from yusuan.reading.sheets.model import MOST_CELLS, MOST_CHARACTERS, Sheet, SheetTooLarge, broken, encrypted
from yusuan.reading.sheets.number_formats import BUILT_IN, exact, shown

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_BIFF8 = 0x600
_MOST_MERGED = 200_000

BiffRecord = tuple[int, bytes]


def read_xls(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook in order. What it raises for a broken one, ``refusals`` puts into a sentence."""
    return _Book(_stream(data, name), name).sheets()


def _stream(data: bytes, name: str) -> bytes:
    compound = CompoundFile(data)
    if "EncryptedPackage" in compound.names:
        raise encrypted(name)
    for stream in ("Workbook", "Book", "WORKBOOK", "BOOK"):
        if stream in compound.names:
            return compound.stream(stream)
    if len(compound.names) < 2:
        raise broken(name)
    raise SourceRefused(
        f"{name}：不是表格文件（里面没有工作簿），无法读取；请检查扩展名。",
        f"{name}: not a spreadsheet (there is no workbook in it); check the file's suffix.",
    )


class _Book:
    """The records of a workbook's stream: first what all sheets share, then each sheet from its offset."""

    def __init__(self, stream: bytes, name: str) -> None:
        self._stream = stream
        self._forms: dict[int, str] = {}
        self._styles: list[int] = []
        self._strings: list[str] = []
        self._listed: list[tuple[str, bool, int]] = []
        self._from_1904 = False
        self._codec = "gb18030"
        self._wide = True
        self._cells = self._characters = 0
        if len(stream) < 8 or struct.unpack_from("<H", stream)[0] != _BOF:
            raise broken(name)
        shared: list[bytes] = []
        last = 0
        for kind, body in self._records(0):
            if kind == 0x2F:
                raise encrypted(name)
            if kind == 0xFC or (kind == _CONTINUE and last == 0xFC):
                shared.append(body)
                last = 0xFC
                continue
            last = kind
            self._global(kind, body)
        if shared:
            self._strings = shared_strings(shared)

    def sheets(self) -> list[Sheet]:
        """Every worksheet, hidden ones too."""
        found = []
        for title, hidden, offset in self._listed:
            sheet = Sheet(title, hidden)
            self._read(sheet, offset)
            found.append(sheet)
        return found

    def _records(self, at: int) -> Iterator[BiffRecord]:
        """The records of the part that begins at ``at``; those of charts inside it are left out."""
        depth = 0
        while at + 4 <= len(self._stream):
            kind, size = struct.unpack_from("<HH", self._stream, at)
            depth += kind == _BOF
            if kind == _EOF:
                depth -= 1
                if depth <= 0:
                    return
            if depth == 1:
                yield kind, self._stream[at + 4 : at + 4 + size]
            at += 4 + size

    def _global(self, kind: int, body: bytes) -> None:
        if kind == _BOF and len(body) >= 2:
            self._wide = struct.unpack_from("<H", body)[0] >= _BIFF8
        elif kind == 0x42 and len(body) >= 2:
            self._codec = codec_of(struct.unpack_from("<H", body)[0])
        elif kind == 0x85 and len(body) > 7 and body[5] == 0:
            words = (
                biff8_string(body[7:], body[6]) if self._wide else byte_string(body[7:], body[6], self._codec)
            )
            self._listed.append((words, body[4] & 3 != 0, struct.unpack_from("<I", body)[0]))
        elif kind == 0x41E and len(body) > 4:
            length = struct.unpack_from("<H", body, 2)[0] if self._wide else body[2]
            words = (
                biff8_string(body[4:], length) if self._wide else byte_string(body[3:], length, self._codec)
            )
            self._forms[struct.unpack_from("<H", body)[0]] = words
        elif kind == 0xE0 and len(body) >= 4:
            self._styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == 0x22 and len(body) >= 2:
            self._from_1904 = body[0] == 1

    def _read(self, sheet: Sheet, offset: int) -> None:
        awaited: tuple[int, int] | None = None  # the cell of a formula whose text comes in the next record
        for kind, body in self._records(offset):
            if kind == 0x207 and awaited is not None:
                self._put(sheet, *awaited, self._text(body, 0))
                awaited = None
            elif kind == 0xBD and len(body) >= 6:
                row, column = struct.unpack_from("<HH", body)
                for at in range((len(body) - 6) // 6):
                    style, packed = struct.unpack_from("<HI", body, 4 + 6 * at)
                    self._put(sheet, row, column + at, self._number(sheet, _unpacked(packed), style))
            elif kind == 0x208 and len(body) >= 14 and struct.unpack_from("<H", body, 12)[0] & 0x20:
                sheet.hidden_rows.add(struct.unpack_from("<H", body)[0])
            elif kind == 0x7D and len(body) >= 10 and struct.unpack_from("<H", body, 8)[0] & 1:
                first, last = struct.unpack_from("<HH", body)
                sheet.hidden_columns.update(range(first, min(last, 255) + 1))
            elif kind == 0xE5 and len(body) >= 2 and len(sheet.merged) < _MOST_MERGED:
                for at in range(2, len(body) - 7, 8):
                    top, bottom, left, right = struct.unpack_from("<HHHH", body, at)
                    sheet.merged.append((top, left, bottom, right))
            elif len(body) >= 6:
                row, column, style = struct.unpack_from("<HHH", body)
                if kind == 0x06 and body[12:14] == b"\xff\xff" and body[6] == 0:
                    awaited = (row, column)
                else:
                    self._put(sheet, row, column, self._cell(sheet, kind, body, style))

    def _cell(self, sheet: Sheet, kind: int, body: bytes, style: int) -> str:
        """The words of a record that is one cell; "" for any other."""
        if kind == 0xFD and len(body) >= 10:
            at = struct.unpack_from("<I", body, 6)[0]
            return self._strings[at] if at < len(self._strings) else ""
        if kind in (0x204, 0xD6):
            return self._text(body, 6)
        if kind == 0x203 and len(body) >= 14:
            return self._number(sheet, struct.unpack_from("<d", body, 6)[0], style)
        if kind == 0x27E and len(body) >= 10:
            return self._number(sheet, _unpacked(struct.unpack_from("<I", body, 6)[0]), style)
        if kind == 0x205 and len(body) >= 8:
            return self._truth_or_error(sheet, body[7] != 0, body[6])
        if kind == 0x06 and len(body) >= 14:
            if body[12:14] != b"\xff\xff":
                return self._number(sheet, struct.unpack_from("<d", body, 6)[0], style)
            if body[6] in (1, 2):
                return self._truth_or_error(sheet, body[6] == 2, body[8])
        return ""

    def _text(self, body: bytes, at: int) -> str:
        if len(body) < at + 3:
            return ""
        length = struct.unpack_from("<H", body, at)[0]
        return (
            biff8_string(body[at + 2 :], length)
            if self._wide
            else byte_string(body[at + 2 :], length, self._codec)
        )

    def _truth_or_error(self, sheet: Sheet, error: bool, value: int) -> str:
        if not error:
            return "TRUE" if value else "FALSE"
        sheet.errors.append(_ERRORS.get(value, "#ERROR"))
        return sheet.errors[-1]

    def _number(self, sheet: Sheet, value: float | Decimal, style: int) -> str:
        try:
            number = exact(str(value))
        except InvalidOperation:
            return ""
        form = self._styles[style] if style < len(self._styles) else 0
        result = shown(number, self._forms.get(form, BUILT_IN.get(form, "")), self._from_1904)
        sheet.rounded += result.rounded
        return result.text

    def _put(self, sheet: Sheet, row: int, column: int, words: str) -> None:
        if words.strip():
            self._cells += 1
            self._characters += len(words)
            if self._cells > MOST_CELLS or self._characters > MOST_CHARACTERS:
                raise SheetTooLarge
            sheet.put(row, column, words)


def _unpacked(packed: int) -> float | Decimal:
    """The number in an RK value: 30 bits of a double or of an integer, perhaps a hundredth of it."""
    if packed & 2:
        whole = (packed >> 2) - (1 << 30 if packed & 0x80000000 else 0)
        return Decimal(whole) / 100 if packed & 1 else Decimal(whole)
    value: float = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value
