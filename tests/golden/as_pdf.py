"""A text disclosure as PDF, made in two ways: set with wrapped paragraphs and ruled tables, or printed line by line.

The words are the text file's; what differs is what a PDF differs in: lines end where the paper does, pages cut sentences,
tables and rows, every page has its number, and no character says where a table begins.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from yusuan.model.document import Document, Heading, Table
from yusuan.reading import read

FONT = "STSong-Light"
_SIZE = 10.5
_STOP = 36.0


def set_in_type(path: Path, *, width: float = 595.0, height: float = 842.0) -> bytes:
    """The disclosure at ``path`` with paragraphs wrapped, tables ruled and pages numbered."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    _register()
    document = read(path.read_bytes(), path.name)
    running = ParagraphStyle(
        "running", fontName=FONT, fontSize=_SIZE, leading=17, wordWrap="CJK", firstLineIndent=21
    )
    heading = ParagraphStyle("heading", parent=running, fontSize=_SIZE + 1.5, firstLineIndent=0)
    story: list[Any] = []
    for block in document.blocks:
        if isinstance(block, Table):
            story += [_ruled(document, block, width - 120), Spacer(1, 12)]
        else:
            style = heading if isinstance(block, Heading) else running
            story.append(Paragraph(escape(_words(document, block)), style))
    held = io.BytesIO()
    template = SimpleDocTemplate(
        held,
        pagesize=(width, height),
        leftMargin=60,
        rightMargin=60,
        topMargin=60,
        bottomMargin=60,
        invariant=1,
    )
    template.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return held.getvalue()


def printed(path: Path, *, lines_per_page: int = 60) -> bytes:
    """The disclosure at ``path`` line by line as its text file has them, tabs to the next stop."""
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    _register()
    lines = read(path.read_bytes(), path.name).text.splitlines()
    widest = max(stringWidth(line.expandtabs(16), FONT, _SIZE) for line in lines)
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(widest + 400, lines_per_page * 16 + 120), invariant=1)
    for start in range(0, len(lines), lines_per_page):
        canvas.setFont(FONT, _SIZE)
        for at, line in enumerate(lines[start : start + lines_per_page]):
            x, y = 60.0, lines_per_page * 16 + 40 - at * 16
            for number, piece in enumerate(line.split("\t")):
                if number:
                    x = 60 + _STOP * ((x + 0.1 - 60) // _STOP + 1)
                canvas.drawString(x, y, piece)
                x += stringWidth(piece, FONT, _SIZE)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _register() -> None:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont

    if FONT not in getRegisteredFontNames():
        registerFont(UnicodeCIDFont(FONT))


def _words(document: Document, block: Any) -> str:
    return "".join(line.strip() for line in document.words(block.span).split("\n"))


def _ruled(document: Document, table: Table, width: float) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph
    from reportlab.platypus import Table as RuledTable

    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    columns = max(len(row) for row in table.rows)
    rows = [
        [Paragraph(escape("".join(document.words(cell.span).split("\n"))), style) for cell in row]
        + [""] * (columns - len(row))
        for row in table.rows
    ]
    return RuledTable(
        rows,
        colWidths=[width / columns] * columns,
        style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )


def _numbered(canvas: Any, template: Any) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(template.pagesize[0] / 2, 30, f"— {canvas.getPageNumber()} —")
