"""Excel workbooks of the OOXML kind (.xlsx, .xlsm): every sheet as the words it shows, read as a stream.

Read here and not by calamine because number formats, error values and hidden rows decide what a sheet shows, and because a
used range of 1,048,576 × 16,384 with two cells in it must cost two cells.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from decimal import InvalidOperation

from yusuan.reading.sheets.model import (
    MOST_CELLS,
    MOST_CHARACTERS,
    Range,
    Sheet,
    SheetTooLarge,
    encrypted,
    parse_xml,
)
from yusuan.reading.sheets.number_formats import BUILT_IN, exact, shown

_PIECE = 64 * 1024
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_MERGED = 200_000
_MOST_SEEN = 3 * MOST_CELLS
"""Cells that a workbook may list, blank ones that only have a style among them."""


def read_xlsx(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook in order. What it raises for a broken one, ``refusals`` puts into a sentence."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise encrypted(name)
        return _Workbook(archive).sheets()


class _Workbook:
    """One open workbook: its strings, number formats and sheets."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {
            entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in archive.infolist()
        }
        self._strings: list[str] = []
        self._forms: list[str] = []
        self._from_1904 = False
        self._cells = self._seen = self._characters = 0

    def sheets(self) -> list[Sheet]:
        """Every sheet that holds cells, hidden ones too."""
        root = next(
            (t for kind, t in self._related("", "").values() if kind == "officeDocument"), "xl/workbook.xml"
        )
        related = self._related(posixpath.dirname(root), posixpath.basename(root))
        listed: list[tuple[str, str, str]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                listed.append(
                    (attributes.get("name", ""), attributes.get("state", ""), attributes.get("id", ""))
                )
            elif tag == "workbookPr":
                self._from_1904 = attributes.get("date1904", "") in ("1", "true")

        parse_xml(self._pieces(root), start)
        for kind, target in related.values():
            if kind == "sharedStrings":
                self._read_strings(target)
            elif kind == "styles":
                self._read_forms(target)
        found = []
        for title, state, key in listed:
            kind, target = related.get(key, ("", ""))
            if kind == "worksheet":
                found.append(self._sheet(Sheet(title, state.lower() in ("hidden", "veryhidden")), target))
        return found

    def _pieces(self, part: str) -> Iterator[bytes]:
        with self._archive.open(self._parts[part.lower()]) as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def _related(self, folder: str, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (kind, path in the archive) of a part."""
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                path = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], path)

        path = posixpath.join(folder, "_rels", f"{part}.rels")
        if path.lower() in self._parts:
            parse_xml(self._pieces(path), start)
        return found

    def _read_strings(self, part: str) -> None:
        pieces: list[str] = []
        inside, phonetic = [False], [0]

        def start(tag: str, _: dict[str, str]) -> None:
            if tag == "si":
                pieces.clear()
            phonetic[0] += tag == "rPh"
            inside[0] = tag == "t" and not phonetic[0]

        def end(tag: str) -> None:
            inside[0] = False
            phonetic[0] -= tag == "rPh"
            if tag == "si":
                self._strings.append(_unescaped("".join(pieces)))

        parse_xml(self._pieces(part), start, end, lambda text: pieces.append(text) if inside[0] else None)

    def _read_forms(self, part: str) -> None:
        own: dict[int, str] = {}
        at = [""]

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "numFmt":
                own[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
            elif tag in ("cellXfs", "cellStyleXfs", "dxfs"):
                at[0] = tag
            elif tag == "xf" and at[0] == "cellXfs":
                number = int(attributes.get("numFmtId", "0"))
                self._forms.append(own.get(number, BUILT_IN.get(number, "")))

        parse_xml(self._pieces(part), start)

    def _sheet(self, sheet: Sheet, part: str) -> Sheet:
        cell = _Cell()
        place = [0, 0]  # row and column of the next cell that does not say its own

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "c":
                reference = _REFERENCE.fullmatch(attributes.get("r", ""))
                if reference:
                    place[:] = [int(reference[2]) - 1, _column(reference[1])]
                cell.begin(attributes.get("t", "n"), int(attributes.get("s", "0")))
            elif tag in ("v", "t", "f"):
                cell.tag = tag
            elif tag == "row":
                place[:] = [int(attributes["r"]) - 1 if "r" in attributes else place[0] + 1, 0]
                if attributes.get("hidden") in ("1", "true"):
                    sheet.hidden_rows.add(place[0])
            elif tag == "rPh":
                cell.phonetic = True
            elif tag == "col" and attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
                sheet.hidden_columns.update(range(first, min(last, first + 1000) + 1))
            elif tag == "mergeCell" and len(sheet.merged) < _MOST_MERGED:
                merged = _range(attributes.get("ref", ""))
                if merged is not None:
                    sheet.merged.append(merged)

        def end(tag: str) -> None:
            cell.tag = ""
            if tag == "rPh":
                cell.phonetic = False
            elif tag == "c":
                self._put(sheet, place, cell)
                place[1] += 1

        place[0] = -1
        parse_xml(self._pieces(part), start, end, cell.text)
        return sheet

    def _put(self, sheet: Sheet, place: list[int], cell: _Cell) -> None:
        self._seen += 1
        if self._seen > _MOST_SEEN:
            raise SheetTooLarge
        words = self._words(sheet, cell)
        if words.strip():
            self._cells += 1
            self._characters += len(words)
            if self._cells > MOST_CELLS or self._characters > MOST_CHARACTERS:
                raise SheetTooLarge
            sheet.put(place[0], place[1], words)

    def _words(self, sheet: Sheet, cell: _Cell) -> str:
        value = "".join(cell.value)
        if not value:
            sheet.uncomputed += cell.formula
            return ""
        if cell.kind == "s":
            return self._strings[int(value)]
        if cell.kind in ("str", "inlineStr"):
            return _unescaped(value)
        if cell.kind == "e":
            sheet.errors.append(value)
            return value
        if cell.kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if cell.kind == "d":
            return value.removesuffix("T00:00:00").removesuffix("Z").replace("T", " ")
        try:
            number = exact(value)
        except InvalidOperation:
            return value
        form = self._forms[cell.style] if 0 <= cell.style < len(self._forms) else ""
        result = shown(number, form, self._from_1904)
        sheet.rounded += result.rounded
        return result.text


class _Cell:
    """The cell being read."""

    def __init__(self) -> None:
        self.begin("n", 0)

    def begin(self, kind: str, style: int) -> None:
        self.kind, self.style = kind, style
        self.value: list[str] = []
        self.tag = ""
        self.formula = False
        self.phonetic = False

    def text(self, text: str) -> None:
        if self.tag == "f":
            self.formula = True
        elif self.tag and not self.phonetic:
            self.value.append(text)


def _unescaped(text: str) -> str:
    """Characters that OOXML writes as _x000D_ read back; line ends as one."""
    if "_x" in text:
        text = (
            _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).encode("utf-8", "ignore").decode("utf-8")
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _range(reference: str) -> Range | None:
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    first, last = corners[0], corners[1]
    return (int(first[2]) - 1, _column(first[1]), int(last[2]) - 1, _column(last[1]))
