"""A sketch as a file of each format that counties publish."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from as_docx import PrintedCell, add_table
from as_html import AFTER, BEFORE
from sketch import Grid, Sketch, cut

Writer = Callable[[Sketch], bytes]


def as_txt_rows(sketch: Sketch) -> bytes:
    """Tab-separated rows; every position that a merged cell covers is blank."""
    return "".join(
        f"{part}\n" if isinstance(part, str) else "\n" + "".join(map(_tabbed, part.filled())) + "\n"
        for part in sketch
    ).encode()


def _tabbed(row: list[str]) -> str:
    return "\t".join(row) + "\n"


def as_txt_cells(sketch: Sketch) -> bytes:
    """One cell a line, each begun by a tab, a blank line after each row."""
    return "".join(
        f"{part}\n"
        if isinstance(part, str)
        else "\n" + "".join("".join(f"\t{words}\n" for words in row) + "\n" for row in part.filled())
        for part in sketch
    ).encode()


def as_csv(sketch: Sketch) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    for part in sketch:
        rows.writerows([[part]] if isinstance(part, str) else part.filled())
    return out.getvalue().encode("gb18030")


def as_docx(sketch: Sketch) -> bytes:
    from docx import Document as new

    file = new()
    for part in sketch:
        if isinstance(part, str):
            file.add_paragraph(part)
        else:
            add_table(file, part.cells)
            file.add_paragraph("")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def as_html(sketch: Sketch) -> bytes:
    title = next(part for part in sketch if isinstance(part, str))
    parts = [f"<p>{escape(part)}</p>" if isinstance(part, str) else _table(part) for part in sketch]
    return (BEFORE.format(title=escape(title)) + "\n".join(parts) + AFTER).encode()


def _table(grid: Grid) -> str:
    rows = "\n".join("<tr>" + "".join(map(_td, row)) + "</tr>" for row in grid.rows())
    return f'<table border="1">\n{rows}\n</table>'


def _td(cell: PrintedCell) -> str:
    spans = f' rowspan="{cell.rowspan}"' * (cell.rowspan > 1) + f' colspan="{cell.colspan}"' * (
        cell.colspan > 1
    )
    return f"<td{spans}>{escape(cell.text) or '&nbsp;'}</td>"


def as_xlsx(sketch: Sketch) -> bytes:
    """One sheet; everything is text."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("公开")
    for row, at, column, down, right, words in _ranges(sketch):
        if down > 1 or right > 1:
            sheet.merge_range(row + at, column, row + at + down - 1, column + right - 1, words)
        elif words:
            sheet.write_string(row + at, column, words)
    book.close()
    return out.getvalue()


def as_xls(sketch: Sketch) -> bytes:
    import xlwt

    out = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("公开")
    for row, at, column, down, right, words in _ranges(sketch):
        if down > 1 or right > 1:
            sheet.write_merge(row + at, row + at + down - 1, column, column + right - 1, words)
        elif words:
            sheet.write(row + at, column, words)
    book.save(out)
    return out.getvalue()


def _ranges(sketch: Sketch) -> Iterator[tuple[int, int, int, int, int, str]]:
    row = 0
    for part in sketch:
        if isinstance(part, str):
            yield row, 0, 0, 1, 1, part
            row += 1
        else:
            for cell in part.cells:
                yield row, cell.row, cell.column, cell.rowspan, cell.colspan, cell.text
            row += part.height + 1


PAGE = (842.0, 595.0)
MARGIN, SIZE, LEADING, TITLE = 40.0, 9.0, 13.0, 16.0


def as_pdf(sketch: Sketch) -> bytes:
    """Ruled tables on landscape pages, words wrapped in their columns; a table that a page cuts repeats its header."""
    return _Pages().drawn(sketch)


class _Pages:
    """Draws a sketch page by page."""

    def __init__(self) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self._out = io.BytesIO()
        self._canvas: Any = Canvas(self._out, pagesize=PAGE)
        self._page, self._y = 0, 0.0
        self._new_page(first=True)

    def drawn(self, sketch: Sketch) -> bytes:
        for at, part in enumerate(sketch):
            if isinstance(part, Grid):
                self._grid(part)
            elif part.strip():
                first = not any(isinstance(each, str) and each.strip() for each in sketch[:at])
                self._line(part.strip(), TITLE if first else SIZE, isinstance((*sketch, "")[at + 1], Grid))
        self._foot()
        self._canvas.save()
        return self._out.getvalue()

    def _line(self, words: str, size: float, above_table: bool) -> None:
        """A paragraph, indented by two characters; the title and what stands above a table in the middle."""
        middle = above_table or size == TITLE
        leading = size + 8
        for at, line in enumerate(
            _wrapped("\u3000\u3000" * (not middle) + words, PAGE[0] - 2 * MARGIN, size)
        ):
            self._room(leading)
            self._canvas.setFont("STSong-Light", size)
            if middle:
                self._canvas.drawCentredString(PAGE[0] / 2, self._y - size, line)
            else:
                self._canvas.drawString(
                    MARGIN + (0 if at else 2 * size), self._y - size, line.lstrip("\u3000")
                )
            self._y -= leading
        self._canvas.setFont("STSong-Light", SIZE)

    def _new_page(self, first: bool = False) -> None:
        if not first:
            self._foot()
            self._canvas.showPage()
        self._page += 1
        self._y = PAGE[1] - MARGIN
        self._canvas.setFont("STSong-Light", SIZE)

    def _foot(self) -> None:
        self._canvas.drawCentredString(PAGE[0] / 2, 20, f"- {self._page} -")

    def _room(self, height: float) -> bool:
        if self._y - height >= MARGIN:
            return False
        self._new_page()
        return True

    def _grid(self, grid: Grid, widths: list[float] | None = None) -> None:
        """Draws the table from here on; its columns stand alike on every page."""
        widths = widths or _widths(grid)
        heights = [LEADING + 5.0] * grid.height
        for cell in sorted(grid.cells, key=lambda cell: cell.rowspan):
            wide = sum(widths[cell.column : cell.column + cell.colspan]) - 6
            need = len(_wrapped(cell.text, wide)) * LEADING + 5
            short = need - sum(heights[cell.row : cell.row + cell.rowspan])
            if short > 0:
                heights[cell.row + cell.rowspan - 1] += short
        fits, used = 0, 0.0
        while fits < grid.height and used + heights[fits] <= self._y - MARGIN:
            used += heights[fits]
            fits += 1
        if fits <= grid.head:
            self._new_page()
            self._grid(grid, widths)
            return
        if fits < grid.height:
            first, rest = cut(grid, fits, header=True)
            self._draw(first, widths, heights)
            self._new_page()
            self._grid(rest, widths)
            return
        self._draw(grid, widths, heights)
        self._y -= 8

    def _draw(self, grid: Grid, widths: list[float], heights: list[float]) -> None:
        for cell in grid.cells:
            x = MARGIN + sum(widths[: cell.column])
            top = self._y - sum(heights[: cell.row])
            wide = sum(widths[cell.column : cell.column + cell.colspan])
            high = sum(heights[cell.row : cell.row + cell.rowspan])
            self._canvas.rect(x, top - high, wide, high)
            for at, line in enumerate(_wrapped(cell.text, wide - 6)):
                self._canvas.drawString(x + 3, top - 3 - SIZE - at * LEADING, line)
        self._y -= sum(heights[: grid.height])


def _widths(grid: Grid) -> list[float]:
    """The columns by how long their longest words are, between a least and a fair share."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    whole = PAGE[0] - 2 * MARGIN
    wanted = [36.0] * grid.width
    for cell in grid.cells:
        if cell.colspan == 1:
            width = min(stringWidth(cell.text, "STSong-Light", SIZE) + 8, 140)
            wanted[cell.column] = max(wanted[cell.column], width)
    scale = whole / sum(wanted)
    return [width * scale for width in wanted]


def _wrapped(words: str, width: float, size: float = SIZE) -> list[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines = [""]
    for piece in _unbroken(words):
        if lines[-1] and stringWidth(lines[-1] + piece, "STSong-Light", size) > width:
            lines.append("")
        lines[-1] += piece
    return lines if words else []


def _unbroken(words: str) -> Iterator[str]:
    """Characters; numbers and Latin words stay whole."""
    held = ""
    for character in words:
        if character.isascii() and character not in " \n":
            held += character
            continue
        if held:
            yield held
            held = ""
        yield character.replace("\n", " ")
    if held:
        yield held


FORMATS: dict[str, tuple[str, Writer]] = {
    "rows": ("txt", as_txt_rows),
    "cells": ("txt", as_txt_cells),
    "docx": ("docx", as_docx),
    "html": ("html", as_html),
    "pdf": ("pdf", as_pdf),
    "xlsx": ("xlsx", as_xlsx),
    "xls": ("xls", as_xls),
    "csv": ("csv", as_csv),
}
"""Each format's suffix and writer."""
