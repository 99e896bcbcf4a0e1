"""What a reader puts down is what the Document says: text, spans, merged cells, pages, margins, notes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.model.document import Document, Heading, Paragraph, Source, Span, Table
from yusuan.reading.canvas import Canvas, GridCell
from yusuan.reading.text.blocks import blocks

SOURCE = Source("0" * 64, "a.docx", "application/x", "")


def made(canvas: Canvas) -> Document:
    return canvas.document(SOURCE)


def words(document: Document, table: Table) -> list[list[str]]:
    return [[document.words(cell.span) for cell in row] for row in table.rows]


def test_lines_become_the_blocks_a_text_file_would_give() -> None:
    canvas = Canvas()
    for line in ("青石县水利局2024年部门预算", "一、部门职责", "负责全县水资源的统一管理。"):
        canvas.line(line)
    document = made(canvas)
    assert document.blocks == blocks(document.text)
    assert [type(block) for block in document.blocks] == [Paragraph, Heading, Paragraph]


def test_a_grid_is_written_a_row_a_line_with_its_merged_cells_once() -> None:
    canvas = Canvas()
    canvas.line("一、收支总表")
    canvas.grid(
        [
            [GridCell("项目", 0, rowspan=2), GridCell("支出", 1, colspan=2)],
            [GridCell("基本", 1), GridCell("项目", 2)],
            [GridCell("教育", 0), GridCell("", 1), GridCell(" 1.5 ", 2)],
        ]
    )
    document = made(canvas)
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert words(document, table) == [["项目", "支出"], ["基本", "项目"], ["教育", "", "1.5"]]
    assert [(c.column, c.rowspan, c.colspan) for c in table.rows[0]] == [(0, 2, 1), (1, 1, 2)]
    assert document.text == "一、收支总表\n项目\t支出\t\n\t基本\t项目\n教育\t\t1.5\n\n"
    assert table.rows[2][1].blank


def test_a_grid_with_nothing_in_it_is_not_written() -> None:
    canvas = Canvas()
    assert canvas.grid([[GridCell(" ", 0), GridCell("", 1)]]) is None
    assert made(canvas).text == ""


def test_a_tab_or_a_control_character_inside_a_cell_parts_nothing() -> None:
    canvas = Canvas()
    table = canvas.grid([[GridCell("甲\t乙\x07", 0), GridCell("1\r\n2", 1)]])
    document = made(canvas)
    assert table is not None
    assert words(document, table) == [["甲 乙", "1\n2"]]


def test_pages_begin_where_they_are_said_to_also_inside_a_table() -> None:
    canvas = Canvas()
    canvas.place(page=1)
    canvas.line("第一页的话。")
    table = canvas.grid([[GridCell("a", 0), GridCell("b", 1)], [GridCell("c", 0), GridCell("d", 1)]], {1: 2})
    canvas.line("还在第二页。")
    document = made(canvas)
    assert table is not None
    pages = [document.part(cell.span) for cell in table.cells()]
    assert [part.page for part in pages if part] == [1, 1, 2, 2]
    last = document.part(document.blocks[-1].span)
    assert last is not None
    assert last.page == 2
    assert [part.span for part in document.parts] == [Span(0, 11), Span(11, len(document.text))]


def test_a_sentence_that_a_page_cut_is_one_paragraph() -> None:
    canvas = Canvas()
    canvas.place(page=1)
    canvas.line("公务接待费预算为5万元，")
    canvas.place(page=2)
    canvas.line("比上年减少2万元。")
    assert [type(block) for block in made(canvas).blocks] == [Paragraph]


def test_margins_are_in_the_text_but_in_no_block() -> None:
    canvas = Canvas()
    canvas.line("正文。")
    canvas.margin("青石县财政局")
    canvas.line("又是正文。")
    document = made(canvas)
    assert [document.words(span) for span in document.margins] == ["青石县财政局"]
    assert [document.words(block.span) for block in document.blocks] == ["正文。", "又是正文。"]


def test_machine_reading_keeps_its_confidence() -> None:
    canvas = Canvas()
    canvas.place(page=1, confidence=Decimal("0.87"))
    span = canvas.line("三公经费 5万元")
    part = made(canvas).part(span)
    assert part is not None
    assert part.confidence == Decimal("0.87")


@pytest.mark.parametrize("written", ["", "一些字"])
def test_a_note_always_points_into_the_text(written: str) -> None:
    canvas = Canvas()
    canvas.line("表")
    if written:
        canvas.line(written)
    canvas.note("sheet.hidden", "有隐藏的工作表。", "a sheet is hidden.")
    document = made(canvas)
    (note,) = document.notes
    assert 0 <= note.span.start < note.span.end <= len(document.text)
