"""A text disclosure as a Word file that says the same: line by line, or with real tables and merged cells.

So the same documents prove that a format changes nothing but where a value stands.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from yusuan.model.disclosure import Disclosure, Stated
from yusuan.model.document import Document, Span, Table

_PLAN = "资金支出计划"
_LEVELS = "一级指标"
_WHOLE_ROW = ("绩效目标",)


def line_by_line(document: Document) -> bytes:
    """Each line of the text a paragraph: tabs inside it, blank lines as blank paragraphs."""
    from docx import Document as new

    file = new()
    for line in document.text.removesuffix("\n").split("\n"):
        file.add_paragraph(line)
    return _saved(file)


def with_tables(document: Document, merged: bool = True) -> bytes:
    """Each line a paragraph, but tables as tables; ``merged`` cells where a printed form merges them."""
    from docx import Document as new

    file = new()
    for piece in _pieces(document):
        if isinstance(piece, str):
            file.add_paragraph(piece)
        else:
            add_table(file, _printed_cells(piece, merged))
            file.add_paragraph("")
    return _saved(file)


@dataclass(frozen=True)
class PrintedCell:
    """A cell as a form prints it."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


def printed_tables(document: Document, merged: bool = True) -> Iterator[str | list[PrintedCell]]:
    """The lines of ``document`` and its tables as the cells a form would print, in order."""
    for piece in _pieces(document):
        yield piece if isinstance(piece, str) else _printed_cells(piece, merged)


def _pieces(document: Document) -> Iterator[str | list[list[str]]]:
    at = 0
    tables = [block for block in document.blocks if isinstance(block, Table)]
    while tables:
        run = [tables.pop(0)]
        while tables and not document.text[run[-1].span.end : tables[0].span.start].strip():
            run.append(tables.pop(0))  # one table of a form that the text parts by a blank line
        start = document.text.rfind("\n", 0, run[0].span.start) + 1
        yield from document.text[at:start].removesuffix("\n").split("\n") if at < start else ()
        at = document.text.find("\n", run[-1].span.end) + 1 or len(document.text)
        yield [[document.words(cell.span) for cell in row] for table in run for row in table.rows]
    if document.text[at:].strip():
        yield from document.text[at:].removesuffix("\n").split("\n")


def _printed_cells(rows: list[list[str]], merged: bool) -> list[PrintedCell]:
    """The cells of a table: the spare columns of a short row belong to its wide cell, blanks to what they go on with."""
    width = max(map(len, rows))
    form = any("".join(cell.split()).startswith(("项目编码", _LEVELS)) for row in rows for cell in row[:1])
    placed = [_row(row, at, width, merged and form) for at, row in enumerate(rows)]
    for at in range(1, len(rows)) if merged and form else ():
        if _is_shares(rows, at):
            placed[at] = [  # the shares stand below the months, however wide these are
                PrintedCell(
                    " ".join(rows[at][cell.column : cell.column + cell.colspan]).strip(),
                    at,
                    cell.column,
                    1,
                    cell.colspan,
                )
                if len(rows[at]) == width
                else PrintedCell(rows[at][index], at, cell.column, 1, cell.colspan)
                for index, cell in enumerate(placed[at - 1])
            ]
    cells = [cell for row in placed for cell in row]
    shares = {at for at in range(1, len(rows)) if _is_shares(rows, at)}
    return _down(cells, shares) if merged and form else cells


def _is_shares(rows: list[list[str]], at: int) -> bool:
    return rows[at - 1][0].startswith(_PLAN) and not rows[at][0] and len(rows[at]) == len(rows[at - 1])


def _row(row: Sequence[str], at: int, width: int, merged: bool) -> list[PrintedCell]:
    if not merged:
        return [PrintedCell(text, at, column) for column, text in enumerate(row)]
    filled = [column for column, text in enumerate(row) if text]
    label = "".join(row[0].split())
    whole = (
        len(filled) <= 2
        and all(column <= 1 for column in filled)
        and (len(filled) < 2 or label in _WHOLE_ROW)
    )
    if whole and len(row) > 1:
        return [PrintedCell(row[0], at, 0), PrintedCell(row[1], at, 1, 1, width - 1)]
    if len(row) < width:
        return _stretched(row, at, width)
    cells: list[PrintedCell] = []
    pairs = label == "项目编码" or label.startswith(_PLAN)
    for column, text in enumerate(row):
        trailing = column == width - 1 and column > 0 and not text and label != "预算规模及资金用途"
        if cells and not text and (trailing or (pairs and column > 1)):
            last = cells[-1]
            cells[-1] = PrintedCell(last.text, at, last.column, 1, last.colspan + 1)
        else:
            cells.append(PrintedCell(text, at, column))
    return cells


def _stretched(row: Sequence[str], at: int, width: int) -> list[PrintedCell]:
    """A row of fewer cells than the table has columns: its last cells are wider."""
    spare, cells, column = width - len(row), [], 0
    for index, text in enumerate(row):
        after = len(row) - index
        wide = 1 + (spare // after if index else 0)
        if index == len(row) - 1:
            wide = width - column
        elif index:
            spare -= wide - 1
        cells.append(PrintedCell(text, at, column, 1, wide))
        column += wide
    return cells


def _down(cells: list[PrintedCell], shares: set[int]) -> list[PrintedCell]:
    """Blank cells at the left edge are part of the cell above; so are blank second levels."""
    kept: dict[tuple[int, int], PrintedCell] = {}
    for cell in cells:
        above = next(
            (k for k in kept.values() if k.column == cell.column and k.row + k.rowspan == cell.row), None
        )
        edge = cell.column == 0 or (cell.column == 1 and (cell.row, 0) not in kept and cell.row not in shares)
        if not cell.text and edge and above is not None and above.text and above.colspan == cell.colspan:
            kept[above.row, above.column] = PrintedCell(
                above.text, above.row, above.column, above.rowspan + 1, above.colspan
            )
        else:
            kept[cell.row, cell.column] = cell
    return list(kept.values())


def add_table(file: Any, cells: Sequence[PrintedCell]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    height = max(cell.row + cell.rowspan for cell in cells)
    width = max(cell.column + cell.colspan for cell in cells)
    table = file.add_table(rows=height, cols=width)
    places = [list(row.cells) for row in table.rows]
    for cell in cells:
        place = places[cell.row][cell.column]
        if cell.rowspan > 1 or cell.colspan > 1:
            place = place.merge(places[cell.row + cell.rowspan - 1][cell.column + cell.colspan - 1])
        lines = cell.text.split("\n")
        place.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            place.add_paragraph(line)
        for extra in [p for p in place.paragraphs[len(lines) :] if not p.text]:
            extra._p.getparent().remove(extra._p)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single")
        borders.append(border)
    table._tbl.tblPr.append(borders)


def _saved(file: Any) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def values(disclosure: Disclosure) -> dict[str, Any]:
    """Everything that a disclosure says, without where it stands: no source, no spans, no white space in words."""
    said = _plain(disclosure)
    assert isinstance(said, dict)
    del said["source"]
    said["issues"] = sorted(issue.code for issue in disclosure.issues)
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, Stated):
        return _plain(value.value)
    if isinstance(value, Span):
        return None
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "".join(value.split()) if isinstance(value, str) else value
