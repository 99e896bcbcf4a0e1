"""Other kinds of spreadsheets: OpenDocument (.ods), XML of Excel 2003, and Excel's binary workbooks (.xlsb)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from yusuan.reading.html.encoding import decode_page
from yusuan.reading.sheets.model import (
    MOST_CELLS,
    MOST_UNPACKED,
    Sheet,
    SheetTooLarge,
    broken,
    encrypted,
    parse_xml,
)
from yusuan.reading.sheets.number_formats import words_of

_PIECE = 64 * 1024
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
"""Left out once the text is decoded: the XML parser knows no Chinese encoding."""
_WIDEST = 1024
_TALLEST = 1_048_576


class _Grid:
    """Where the next cell of a sheet stands, for formats that count repeats and spans."""

    def __init__(self) -> None:
        self.sheet: Sheet | None = None
        self.sheets: list[Sheet] = []
        self.row = self.column = 0
        self.cells = 0

    def begin(self, name: str, hidden: bool = False) -> None:
        self.sheet = Sheet(name, hidden)
        self.sheets.append(self.sheet)
        self.row = self.column = 0

    def put(self, words: str, down: int, right: int, repeats: int = 1) -> None:
        """Write ``words`` at the next place, merged ``down`` and ``right``, ``repeats`` times side by side."""
        assert self.sheet is not None
        for at in range(self.column, min(self.column + repeats, _WIDEST) if words.strip() else self.column):
            self.cells += 1
            if self.cells > MOST_CELLS:
                raise SheetTooLarge
            self.sheet.put(self.row, at, words)
        if (down > 1 or right > 1) and self.row + down <= _TALLEST:
            self.sheet.merged.append(
                (self.row, self.column, self.row + down - 1, min(self.column + right, _WIDEST) - 1)
            )


def read_ods(data: bytes, name: str) -> list[Sheet]:
    """The sheets of an OpenDocument spreadsheet, each cell in the words it shows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {entry.filename: entry for entry in archive.infolist()}
        manifest = names.get("META-INF/manifest.xml")
        if manifest is not None and b"encryption-data" in archive.open(manifest).read(1_000_000):
            raise encrypted(name)
        grid, cell = _Grid(), _OdsCell()
        styles: set[str] = set()  # table styles that hide
        style = [""]

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "style":
                style[0] = attributes.get("name", "")
            elif tag == "table-properties" and attributes.get("display") == "false":
                styles.add(style[0])
            elif tag == "table" and "name" in attributes:
                grid.begin(attributes["name"], attributes.get("style-name") in styles)
            elif tag == "table-row":
                cell.rows = _count(attributes, "number-rows-repeated")
                grid.column = 0
                if grid.sheet and attributes.get("visibility") in ("collapse", "filter"):
                    grid.sheet.hidden_rows.update(range(grid.row, grid.row + min(cell.rows, 1000)))
            elif tag in ("table-cell", "covered-table-cell"):
                cell.begin(attributes)
            else:
                cell.open(tag, attributes)

        def end(tag: str) -> None:
            if tag in ("table-cell", "covered-table-cell") and grid.sheet:
                words = "" if tag.startswith("covered") else cell.words()
                if words.startswith("#") and cell.error():
                    grid.sheet.errors.append(words)
                grid.put(words, cell.down, cell.right, cell.repeats)
                grid.column += cell.repeats
                cell.inside = False
            elif tag == "table-row":
                grid.row += cell.rows
            else:
                cell.close(tag)

        parse_xml(_pieces(archive, names["content.xml"]), start, end, cell.text)
        return grid.sheets


class _OdsCell:
    """The cell of an OpenDocument sheet being read: its paragraphs without comments, and how often it repeats."""

    def __init__(self) -> None:
        self.rows = 1
        self.inside = False
        self.begin({})

    def begin(self, attributes: dict[str, str]) -> None:
        self.inside = True
        self.repeats = _count(attributes, "number-columns-repeated")
        self.down = _count(attributes, "number-rows-spanned")
        self.right = _count(attributes, "number-columns-spanned")
        self.value = attributes.get("value", "")
        self.lines: list[str] = []
        self.paragraph = self.note = 0

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        self.note += tag == "annotation"
        if tag == "p" and not self.note:
            self.paragraph += 1
            self.lines.append("")
        elif self.paragraph and self.lines:
            self.lines[-1] += {
                "s": " " * min(_count(attributes, "c"), 100),
                "tab": " ",
                "line-break": "\n",
            }.get(tag, "")

    def close(self, tag: str) -> None:
        self.note -= tag == "annotation"
        if tag == "p" and self.paragraph:
            self.paragraph -= 1

    def text(self, text: str) -> None:
        if self.inside and self.paragraph and not self.note and self.lines:
            self.lines[-1] += text

    def words(self) -> str:
        words = "\n".join(self.lines)
        return words.replace(",", "") if self.value and words.replace(",", "") == self.value else words

    def error(self) -> bool:
        return self.words().rstrip("!?").isupper() or self.words().startswith("#")


def read_xml_2003(data: bytes, name: str) -> list[Sheet]:
    """The sheets of an XML spreadsheet of Excel 2003, which some budget systems export with the suffix .xls."""
    grid = _Grid()
    state = {"down": 0, "right": 0, "data": False, "error": False}
    pieces: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Worksheet":
            grid.begin(attributes.get("Name", ""))
            grid.row = -1
        elif tag == "Visible" and grid.sheet:
            grid.sheet.hidden = True
        elif tag == "Row" and grid.sheet:
            grid.row = int(attributes.get("Index", grid.row + 2)) - 1
            grid.column = -1
            if attributes.get("Hidden") == "1":
                grid.sheet.hidden_rows.add(grid.row)
        elif tag == "Cell":
            grid.column = int(attributes.get("Index", grid.column + 2)) - 1
            state["down"], state["right"] = (
                int(attributes.get("MergeDown", 0)),
                int(attributes.get("MergeAcross", 0)),
            )
            pieces.clear()
        elif tag == "Data":
            state["data"], state["error"] = True, attributes.get("Type") == "Error"

    def end(tag: str) -> None:
        if tag == "Data":
            state["data"] = False
        elif tag == "Cell" and grid.sheet:
            words = "".join(pieces)
            if state["error"]:
                grid.sheet.errors.append(words)
                state["error"] = False
            grid.put(words.removesuffix("T00:00:00.000"), int(state["down"]) + 1, int(state["right"]) + 1)
            grid.column += int(state["right"])

    def text(text: str) -> None:
        if state["data"]:
            pieces.append(text)

    words = _DECLARATION.sub("", decode_page(data, name).text.lstrip(), count=1)
    parse_xml(iter([words.encode("utf-8")]), start, end, text)
    return grid.sheets


def read_xlsb(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a binary workbook by calamine, which knows no number formats: numbers are exact, not as shown."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.file_size > MOST_UNPACKED:
                raise SheetTooLarge
            if "worksheets/" in entry.filename and entry.filename.endswith(".bin"):
                _bound_records(b"".join(_pieces(archive, entry)))
    return read_by_calamine(data, name)


def read_by_calamine(data: bytes, name: str) -> list[Sheet]:
    """The sheets of any workbook that calamine reads, with exact numbers; the caller has bounded its size."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    found = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in workbook.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = Sheet(about.name, about.visible != SheetVisibleEnum.Visible)
            read = workbook.get_sheet_by_name(about.name)
            top, left = read.start or (0, 0)
            sheet.merged = [(*first, *last) for first, last in read.merged_cell_ranges or []]
            for row, values in enumerate(read.to_python(skip_empty_area=True), top):
                for column, value in enumerate(values, left):
                    sheet.put(row, column, words_of(value))
            found.append(sheet)
    except BaseException as error:  # the library's own errors, and its panics, which are no Exception
        if isinstance(error, MemoryError | KeyboardInterrupt | SystemExit):
            raise
        raise broken(name) from error
    return found


def _bound_records(part: bytes) -> None:
    """Raise TooLarge where the cells of a binary sheet lie so far apart that holding all between would not be safe."""
    at = row = last_row = last_column = 0
    while at < len(part):
        kind, at = _varint(part, at, 2)
        size, at = _varint(part, at, 4)
        if kind == 0 and size >= 4:
            (row,) = struct.unpack_from("<I", part, at)
        elif 1 < kind <= 11 and size >= 4:
            last_row = max(last_row, row)
            last_column = max(last_column, struct.unpack_from("<I", part, at)[0])
            if (last_row + 1) * (last_column + 1) > 4 * MOST_CELLS:
                raise SheetTooLarge
        at += size


def _varint(part: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for shift in range(most):
        if at >= len(part):
            break
        byte = part[at]
        at += 1
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            break
    return value, at


def _count(attributes: dict[str, str], key: str) -> int:
    words = attributes.get(key, "1")
    return max(1, int(words)) if words.isascii() and words.isdigit() and len(words) < 9 else 1


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            yield piece
