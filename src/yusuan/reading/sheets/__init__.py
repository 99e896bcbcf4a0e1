"""Spreadsheets (.xlsx .xlsm .xls .xlsb .ods): every sheet as lines and tables, as a reader of it sees them.

Which kind a file is, its first bytes say: many files named .xls are web pages or XML. What is merged stands once, what is
hidden is read and said, and blank rows part one table from the next.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.reading.canvas import Canvas
from yusuan.reading.captions import put
from yusuan.reading.compound import MAGIC
from yusuan.reading.sheets.bands import bands
from yusuan.reading.sheets.model import Sheet, refusals

_WORKBOOK = "application/vnd.ms-excel"
_OPEN_XML = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_SAYS_NOTHING = re.compile(r"(?:sheet|工作表|表格?|table|page|book)?[\s_\-()（）.\d]*", re.I)
_NUMBERING = re.compile(r"^[\W\d_]+|[\W_]+$")
_FIRST_CELLS = 12


def read_sheets(data: bytes, name: str) -> Document:
    """The Document of a spreadsheet. Raises SourceRefused, with one sentence, for one that cannot be read."""
    opening = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.startswith((b"PK", MAGIC[:4])):
        if opening.startswith(b"mime-version") or b"multipart/related" in opening:
            from yusuan.reading.html.mhtml import read_mhtml

            return read_mhtml(data, name)
        if b"urn:schemas-microsoft-com:office:spreadsheet" in opening and b"<html" not in opening:
            return _document(data, name, _by_kind(data, name, "xml"), _WORKBOOK)
        if (
            opening.startswith((b"<", b"\xff\xfe<", b"\xfe\xff"))
            or b"<table" in opening
            or b"<html" in opening
        ):
            from yusuan.reading.html import read_html

            return read_html(data, name)
        from yusuan.reading.sheets.delimited import read_delimited

        return read_delimited(data, name)
    kind = "xls" if data.startswith(MAGIC[:4]) else _zip_kind(data)
    media = {"xls": _WORKBOOK, "xlsb": _WORKBOOK, "ods": _OPEN_DOCUMENT}.get(kind, _OPEN_XML)
    return _document(data, name, _by_kind(data, name, kind), media)


def _zip_kind(data: bytes) -> str:
    if b"opendocument.spreadsheet" in data[:200] or b"content.xml" in data[:4096]:
        return "ods"
    return "xlsb" if b"xl/workbook.bin" in data else "xlsx"


def _by_kind(data: bytes, name: str, kind: str) -> list[Sheet]:
    with refusals(name):
        if kind == "xls":
            from yusuan.reading.sheets.xls import read_xls

            return read_xls(data, name)
        if kind == "xlsx":
            from yusuan.reading.sheets.xlsx import read_xlsx

            return read_xlsx(data, name)
        from yusuan.reading.sheets.other import read_ods, read_xlsb, read_xml_2003

        return {"ods": read_ods, "xlsb": read_xlsb, "xml": read_xml_2003}[kind](data, name)


def _document(data: bytes, name: str, sheets: Iterable[Sheet], media: str) -> Document:
    canvas = Canvas()
    rounded = 0
    for sheet in sheets:
        if sheet.cells:
            with refusals(name):
                _write(canvas, sheet)
            rounded += sheet.rounded
    if canvas.length == 0:
        raise SourceRefused(
            f"{name}：工作簿里没有文字或数字，没有可读取的内容；请换成有内容的文件。",
            f"{name}: the workbook shows no words and no numbers; give one with content.",
        )
    if rounded:
        canvas.note(
            "sheet.rounded",
            f"有 {rounded} 个数字按单元格格式四舍五入，与表格显示的一致；单元格里存有更多位小数。",
            f"{rounded} numbers were rounded as their cells show them; the cells hold more decimals.",
        )
    return canvas.document(Source(hashlib.sha256(data).hexdigest(), name, media, ""))


def _write(canvas: Canvas, sheet: Sheet) -> None:
    canvas.place(sheet=sheet.name)
    told = "".join("".join(words.split()) for _, words in sorted(sheet.cells.items())[:_FIRST_CELLS])
    core = _NUMBERING.sub("", "".join(sheet.name.split()))
    if not _SAYS_NOTHING.fullmatch(sheet.name.strip()) and core and core not in told:
        canvas.line(sheet.name.strip())
    for rows in bands(sheet):
        put(canvas, rows)
    _notes(canvas, sheet)


def _notes(canvas: Canvas, sheet: Sheet) -> None:
    def note(code: str, zh: str, en: str) -> None:
        canvas.note(code, f"工作表“{sheet.name}”{zh}", f"Sheet “{sheet.name}” {en}")

    if sheet.hidden:
        note("sheet.hidden", "是隐藏工作表，内容已读取。", "is hidden; its content was read.")
    rows = sum(any(place[0] == row for place in sheet.cells) for row in sorted(sheet.hidden_rows)[:1000])
    columns = len({column for _, column in sheet.cells} & sheet.hidden_columns)
    if rows or columns:
        note(
            "sheet.hidden-cells",
            f"有隐藏的行（{rows}）或列（{columns}），内容已读取。",
            f"has hidden rows ({rows}) or columns ({columns}); their content was read.",
        )
    if sheet.errors:
        kinds = "、".join(sorted(set(sheet.errors))[:4])
        note(
            "sheet.error-values",
            f"有 {len(sheet.errors)} 个单元格是错误值（{kinds}），按原样保留。",
            f"has {len(sheet.errors)} cells with error values ({kinds}), kept as they are.",
        )
    if sheet.uncomputed:
        note(
            "sheet.uncomputed",
            f"有 {sheet.uncomputed} 个公式没有保存结果，读作空白；请用表格软件打开并保存后再导入。",
            f"has {sheet.uncomputed} formulas without a saved result, read as blank; open and save it in a spreadsheet program.",
        )
