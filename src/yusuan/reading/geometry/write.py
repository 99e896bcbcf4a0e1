"""What pages hold, in reading order → the canonical text, with the page and the confidence of every piece."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from yusuan.reading.canvas import Canvas, GridCell
from yusuan.reading.captions import TableRows, TextBlock, taken_apart
from yusuan.reading.geometry.continued_tables import WholeTable
from yusuan.reading.geometry.layout import PageLayout, TabRows
from yusuan.reading.geometry.paragraphs import FlowParagraph

_CONTENTS = re.compile(r".{2,60}?\s*(?:[.．·•]\s*){4,}\s*\d{1,3}|.{2,60}?\s*…{2,}[.…\s]*\d{1,3}")
"""A line of the table of contents: dots lead to a page number."""


def write(found: PageLayout, canvas: Canvas | None = None) -> Canvas:
    """Put everything down, then what was left out for the pages' sake, said in notes."""
    canvas = canvas or Canvas()
    before: object = None
    for item in found.items:
        if isinstance(item, TabRows) != isinstance(before, TabRows) and before is not None:
            canvas.line("")  # a line next to rows would be read as one of their cells
        if isinstance(item, FlowParagraph):
            _paragraph(canvas, item)
        elif isinstance(item, TabRows):
            canvas.place(page=item.page, confidence=_places(item.confidence))
            for row in item.rows:
                canvas.line("\t".join(cell.replace("\t", " ") for cell in row))
        else:
            _table(canvas, item)
        before = item
    _say(canvas, found)
    return canvas


def _paragraph(canvas: Canvas, paragraph: FlowParagraph) -> None:
    (_, page, sure), *others = paragraph.pieces
    canvas.place(page=page, confidence=_places(sure))
    if _CONTENTS.fullmatch(paragraph.text):
        canvas.margin(paragraph.text)
        return
    if paragraph.blank_before:
        canvas.line("")
    start = canvas.length
    canvas.line(paragraph.text)
    for offset, page, sure in others:
        canvas.place(page=page, confidence=_places(sure), at=min(start + offset, canvas.length))
    if paragraph.lines > 1 and "\t" not in paragraph.text:
        canvas.line("")  # its lines are joined: it goes on in no other


def _table(canvas: Canvas, table: WholeTable) -> None:
    rows = [[GridCell(c.text, c.column, c.rowspan, c.colspan) for c in row] for row in table.rows]
    at = used = 0
    for item in taken_apart(rows):
        while at < len(rows) - 1 and not _printed(rows[at]):
            at += 1
        canvas.place(page=table.pages[at], confidence=_places(table.confidences.get(table.pages[at])))
        if isinstance(item, TextBlock):
            canvas.line(item.text)
            used += 1
            if used >= _printed(rows[at]):
                at, used = min(at + 1, len(rows) - 1), 0
        else:
            _grid(canvas, item, table, table.pages[at : at + len(item.rows)])
            at = min(at + len(item.rows), len(rows) - 1)


def _printed(row: Sequence[GridCell]) -> int:
    return sum(bool(cell.text.strip()) for cell in row)


def _grid(canvas: Canvas, grid: TableRows, table: WholeTable, pages: Sequence[int]) -> None:
    written = canvas.grid(grid.rows)
    if written is None:
        return
    for row, (before, page) in enumerate(itertools.pairwise(pages), 1):
        first = next((cell for each in written.rows[row:] for cell in each), None)
        if page != before and first is not None:
            sure = _places(table.confidences.get(page))
            canvas.place(page=page, confidence=sure, at=first.span.start - first.column)


def _places(sure: float | None) -> Decimal | None:
    return (
        None if sure is None else Decimal(str(round(min(max(sure, 0.0), 1.0), 2))).quantize(Decimal("0.01"))
    )


def _say(canvas: Canvas, found: PageLayout) -> None:
    left_out = found.furniture
    canvas.place()
    for text in left_out.running:
        canvas.margin(text)
    if left_out.numbers or left_out.repeated:
        canvas.note(
            "reading.furniture",
            f"页码 {left_out.numbers} 处、各页重复的页眉页脚 {left_out.repeated} 行不计入正文。",
            f"{left_out.numbers} page numbers and {left_out.repeated} repeated header or footer lines are not in the text.",
        )
    if found.slanted:
        canvas.note(
            "reading.watermark",
            f"斜印的水印 {found.slanted} 字不计入正文。",
            f"{found.slanted} slanted characters of a watermark are not in the text.",
        )


def write_machine_notes(
    canvas: Canvas, read: Sequence[int], more: Sequence[int] = (), missing: Sequence[int] = ()
) -> None:
    """Say which pages (1-based) a machine read, and which it did not as they are too many or nothing can read them."""
    for numbers, code, zh, en in (
        (
            read,
            "reading.machine",
            "是扫描或图片，文字由机器识别，可能有误",
            "a scan or picture; a machine read it and may err",
        ),
        (
            more,
            "reading.unread",
            "是扫描或图片，超出一次识别的页数，未读取",
            "a scan or picture beyond those read at once",
        ),
        (
            missing,
            "reading.unread",
            "是扫描或图片，未读取；要读取请安装 yusuan[ocr]",
            "a scan or picture; install yusuan[ocr]",
        ),
    ):
        if numbers:
            canvas.note(
                code, f"第 {_ranges(numbers, '、')} 页{zh}。", f"Page {_ranges(numbers, ', ')}: {en}."
            )


def _ranges(numbers: Sequence[int], between: str) -> str:
    """1, 2, 3, 5 → 1–3, 5."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return between.join(str(g[0]) if len(g) == 1 else f"{g[0]}–{g[-1]}" for g in groups)
