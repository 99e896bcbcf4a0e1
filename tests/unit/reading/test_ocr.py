"""Scanned pages and pictures: read by machine with a confidence, as tables where lines are drawn, or refused in a sentence."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

import pytest
from pdf_made import both, pdf, plain, ruled, words

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Table
from yusuan.reading.geometry.page import Glyph, Page
from yusuan.reading.pdf import read_pdf
from yusuan.reading.pdf import scanned as pdf_scanned
from yusuan.reading.scans import ocr
from yusuan.reading.scans.ocr import read_image

pytest.importorskip("reportlab", reason="reportlab makes the PDF files of these tests")
SIZE = (420.0, 260.0)
ROWS = [["科目名称", "预算数", "决算数"], ["教育支出", "1,204.50", "1,198.36"], ["卫生健康支出", "", "86.20"]]
TITLE = "青石县教育局支出决算表"
SHEET = both(
    words((130, 50, TITLE)),
    ruled((40, 190, 280, 380), (80, 110, 140, 170), plain(ROWS), size=14),
)
needs_engine = pytest.mark.skipif(not ocr.installed(), reason="the extra `ocr` is not installed")


DRAW = """
import sys, pypdfium2
page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[0]
page.render(scale=2.5).to_pil().convert("RGB").save(sys.stdout.buffer, "PNG")
"""


def picture_of(data: bytes) -> Any:
    """The first page as a picture, drawn by a process of its own: this one may have read a PDF, and then draws boxes (pdf_fonts)."""
    from PIL import Image

    drawn = subprocess.run([sys.executable, "-c", DRAW], input=data, capture_output=True, check=True)
    return Image.open(io.BytesIO(drawn.stdout))


@pytest.fixture(scope="module")
def sheet() -> Any:
    """A picture of the sheet; a machine without Chinese fonts draws nothing where the words should be."""
    title = picture_of(pdf(words((130, 50, TITLE)), size=SIZE))
    if title.convert("L").getextrema()[0] == 255:
        pytest.skip("no Chinese font is installed to draw the picture with")
    return picture_of(pdf(SHEET, size=SIZE))


def saved(image: Any, kind: str) -> bytes:
    held = io.BytesIO()
    image.save(held, kind)
    return held.getvalue()


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[document.words(cell.span) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def blank_scan(*, text: str = "") -> bytes:
    """A page with a grey picture over all of it, and perhaps a page of text after it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def scan(canvas: Any) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), (200, 200, 200))), 0, 0, 595, 842)

    return pdf(scan, *([words((60, 100, text))] if text else []))


@needs_engine
def test_a_scanned_page_gives_its_table_with_page_and_confidence(sheet: Any) -> None:
    from reportlab.lib.utils import ImageReader

    def scan(canvas: Any) -> None:
        canvas.drawImage(ImageReader(sheet), 0, 0, *SIZE)

    document = read_pdf(pdf(words((40, 60, "第一页是文字，第二页是扫描件。")), scan, size=SIZE), "a.pdf")
    assert tables(document) == [ROWS]
    assert TITLE in document.text
    cell = next(cell for cell in document.cells() if document.words(cell.span) == "1,198.36")
    part = document.part(cell.span)
    assert part is not None and part.page == 2
    assert part.confidence is not None and 0.8 < part.confidence <= 1
    assert part.confidence == round(part.confidence, 2)
    assert document.parts[0].page == 1 and document.parts[0].confidence is None
    assert [note.zh for note in document.notes if note.code == "reading.machine"] == [
        "第 2 页是扫描或图片，文字由机器识别，可能有误。"
    ]


@needs_engine
def test_a_picture_laid_askew_gives_the_same_table(sheet: Any) -> None:
    askew = sheet.rotate(1.5, fillcolor="white", resample=3)
    document = read_image(saved(askew, "JPEG"), "扫描.jpg")
    assert tables(document) == [ROWS]
    assert document.source.media_type == "image/jpeg"
    assert all(part.confidence is not None for part in document.parts)


@needs_engine
def test_a_damaged_picture_and_one_without_text_are_refused() -> None:
    from PIL import Image

    for data, said in (
        (b"\x89PNG\r\n\x1a\nbroken", "已损坏"),
        (saved(Image.new("RGB", (300, 200), "white"), "PNG"), "没有认出文字"),
    ):
        with pytest.raises(SourceRefused, match=said):
            read_image(data, "扫描.png")


@needs_engine
def test_a_huge_picture_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    monkeypatch.setattr(ocr, "MOST_PIXELS", 1_000)
    with pytest.raises(SourceRefused, match="像素"):
        read_image(saved(Image.new("RGB", (300, 200), "white"), "PNG"), "扫描.png")


def test_without_the_extra_the_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: False)
    monkeypatch.setattr(pdf_scanned, "installed", lambda: False)
    for read, data in ((read_image, b"\x89PNG"), (read_pdf, blank_scan())):
        with pytest.raises(SourceRefused, match=r"pip install 'yusuan\[ocr\]'"):
            read(data, "扫描.pdf")


def test_without_the_extra_the_other_pages_are_read_and_a_note_names_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_scanned, "installed", lambda: False)
    document = read_pdf(blank_scan(text="这一页是文字。"), "a.pdf")
    assert document.text.strip() == "这一页是文字。"
    (note,) = document.notes
    assert note.code == "reading.unread" and note.zh.startswith("第 1 页")


def test_only_so_many_pages_are_read_and_a_note_names_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_line(picture: Any, number: int, width: float, height: float) -> Page:
        return Page(number, width, height, (Glyph("字", 60.0, 72.0, 100.0 + number, 12.0, confidence=0.5),))

    monkeypatch.setattr(pdf_scanned, "installed", lambda: True)
    monkeypatch.setattr(pdf_scanned, "MOST_SCANNED", 1)
    monkeypatch.setattr(pdf_scanned, "read_picture", one_line)
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for _ in range(3):
        whole.import_pages(pypdfium2.PdfDocument(blank_scan()))
    held = io.BytesIO()
    whole.save(held)
    document = read_pdf(held.getvalue(), "a.pdf")
    assert document.text.strip() == "字"
    assert str(document.parts[0].confidence) == "0.50"
    assert [note.zh[:7] for note in document.notes] == ["第 1 页是扫", "第 2–3 页"]
