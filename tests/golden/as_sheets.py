"""A disclosure that is a text file, as the workbook a finance office would keep it as: one sheet a section, prose in
single cells, tables as ranges."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from as_html import Grid, prose_and_tables, spanned

from yusuan.model.document import Document

_SECTION = re.compile(r"^[一二三四五六七八九十]+、")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_AMOUNT = re.compile(r"\d{1,6}(?:\.\d{1,4})?")


def sheets(document: Document) -> Iterator[tuple[str, list[str | Grid]]]:
    """(name, contents) of each section's sheet."""
    parts: list[list[str | Grid]] = [[]]
    for part in prose_and_tables(document):
        if isinstance(part, str) and _SECTION.match(part) and parts[-1]:
            parts.append([])
        parts[-1].append(part)
    for at, contents in enumerate(parts, 1):
        first = contents[0]
        name = _FORBIDDEN.sub("", first)[:25] if isinstance(first, str) else "表"
        yield f"{at}.{name}", contents


def as_xlsx(document: Document, merged: bool = False) -> bytes:
    """``document`` as .xlsx; amounts are numbers with two decimals, everything else is text."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    two = book.add_format({"num_format": "#,##0.00"})
    for name, contents in sheets(document):
        sheet = book.add_worksheet(name)
        row = 0
        for part in contents:
            if isinstance(part, str):
                sheet.write_string(row, 0, part)
                row += 1
                continue
            row += 1
            for at, (column, words, high, wide) in _cells(part, merged):
                if high > 1 or wide > 1:
                    sheet.merge_range(row + at, column, row + at + high - 1, column + wide - 1, words)
                elif _AMOUNT.fullmatch(words) and words == f"{float(words):.2f}":
                    sheet.write_number(row + at, column, float(words), two)
                elif words:
                    sheet.write_string(row + at, column, words)
            row += len(part) + 1
    book.close()
    return out.getvalue()


def as_xls(document: Document, merged: bool = False) -> bytes:
    """``document`` as .xls."""
    import xlwt

    out = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    two = xlwt.easyxf(num_format_str="#,##0.00")
    for name, contents in sheets(document):
        sheet = book.add_sheet(name)
        row = 0
        for part in contents:
            if isinstance(part, str):
                sheet.write(row, 0, part)
                row += 1
                continue
            row += 1
            for at, (column, words, high, wide) in _cells(part, merged):
                if high > 1 or wide > 1:
                    sheet.write_merge(row + at, row + at + high - 1, column, column + wide - 1, words)
                elif _AMOUNT.fullmatch(words) and words == f"{float(words):.2f}":
                    sheet.write(row + at, column, float(words), two)
                elif words:
                    sheet.write(row + at, column, words)
            row += len(part) + 1
    book.save(out)
    return out.getvalue()


def _cells(grid: Grid, merged: bool) -> Iterator[tuple[int, tuple[int, str, int, int]]]:
    """(row, (column, words, rowspan, colspan)) of each cell."""
    if not merged:
        for at, row in enumerate(grid):
            yield from ((at, (column, words, 1, 1)) for column, words in enumerate(row))
        return
    taken: set[tuple[int, int]] = set()
    for at, cells in enumerate(spanned(grid)):
        column = 0
        for words, high, wide in cells:
            while (at, column) in taken:
                column += 1
            taken |= {(at + down, column + right) for down in range(high) for right in range(wide)}
            yield at, (column, words, high, wide)
            column += wide
