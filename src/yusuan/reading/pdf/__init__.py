"""PDF files: what is printed on their pages, in reading order, with ruled tables as grids and page furniture left out.

Scanned pages are read by machine where the extra ``ocr`` is installed (see ``ocr``). Scripts, attachments and forms' actions
in the file are never looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.reading.geometry.layout import layout
from yusuan.reading.geometry.write import write, write_machine_notes
from yusuan.reading.pdf.fonts import use_box_for_absent_fonts
from yusuan.reading.pdf.page import RawPage, read_page
from yusuan.reading.pdf.scanned import Machine, machine_read
from yusuan.reading.scans.ocr import MISSING

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 400
"""Pages of one file: the longest disclosures have about two hundred."""
MOST_CHARACTERS = 1_000_000
_END = b"%%EOF"
_LARGEST = 15_000.0
"""Points of a page's side: twice the largest paper there is."""


def read_pdf(data: bytes, name: str) -> Document:
    """The Document of a PDF file.

    Raises SourceRefused, with one sentence naming the file, for one that is damaged, needs a password, has no pages or no
    text, or is of a size that no disclosure has.
    """
    import pypdfium2

    pdf = _opened(data, name)
    try:
        count = len(pdf)
        if not count:
            raise _refused(name, "没有一页，请换成完整的文件", "it has no pages; give the whole file")
        if count > MOST_PAGES:
            raise _refused(
                name,
                f"有 {count} 页，不像一份公开文件，未读取；请拆分后再导入",
                f"{count} pages, too long for one disclosure; split it",
            )
        try:
            raw = list(_pages(pdf, count, name))
        except pypdfium2.PdfiumError as error:
            raise _refused(
                name, "有损坏的页，请重新下载后再导入", "a page is damaged; download it again"
            ) from error
        found = machine_read(pdf, raw)
    finally:
        pdf.close()
    return _document(data, name, found, cut=any(each.cut for each in raw))


def _opened(data: bytes, name: str) -> Any:
    import pypdfium2
    import pypdfium2.raw as constants

    use_box_for_absent_fonts()
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (constants.FPDF_ERR_PASSWORD, constants.FPDF_ERR_SECURITY):
            raise _refused(
                name, "加了密码，打不开；请去掉密码后再导入", "needs a password; remove it and ingest again"
            ) from error
        raise _refused(
            name,
            "不是完整的 PDF 文件，打不开；请重新下载后再导入",
            "is no whole PDF file and cannot be opened; download it again",
        ) from error


def _pages(pdf: Any, count: int, name: str) -> Iterator[RawPage]:
    characters = 0
    for index in range(count):
        width, height = pdf.get_page_size(index)
        if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
            raise _refused(
                name,
                f"第 {index + 1} 页大得不像纸张，未读取；请核对文件",
                f"page {index + 1} is larger than any paper; check the file",
            )
        page = read_page(pdf, index)
        characters += len(page.page.glyphs)
        if characters > MOST_CHARACTERS:
            raise _refused(
                name,
                f"文字超过 {MOST_CHARACTERS // 10_000} 万字，不像一份公开文件，未读取；请拆分后再导入",
                f"more than {MOST_CHARACTERS:,} characters, too long for one disclosure; split it",
            )
        yield page


def _document(data: bytes, name: str, found: Machine, *, cut: bool) -> Document:
    if not any(page.glyphs for page in found.pages):
        if found.missing:
            raise _refused(name, *MISSING)
        raise _refused(name, "里面没有文字，请换成有内容的文件", "it holds no text; give a file with content")
    canvas = write(layout(found.pages))
    write_machine_notes(canvas, found.read, found.more, found.missing)
    if cut:
        canvas.note(
            "reading.cut",
            "有的页上的字或线多得不像公开文件，多出的未读取。",
            "A page holds more characters or lines than any disclosure's; those beyond were not read.",
        )
    if _END not in data[-2_048:]:
        canvas.note(
            "reading.truncated",
            "文件结尾不完整，可能没有下载完；已读取能读的页。",
            "The end of the file is missing, it may not be whole; the pages that are there were read.",
        )
    return canvas.document(Source(hashlib.sha256(data).hexdigest(), name, MEDIA_TYPE, ""))


def _refused(name: str, zh: str, en: str) -> SourceRefused:
    return SourceRefused(f"{name}：{zh}。", f"{name}: {en}.")
