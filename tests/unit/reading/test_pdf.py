"""What stands where in a PDF: paragraphs, page furniture, ruled tables over page ends, rows without ruling."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
from pdf_made import FONT, HEIGHT, both, pdf, plain, ruled, words

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Heading, Paragraph, Table
from yusuan.reading.pdf import MOST_PAGES, read_pdf

pytest.importorskip("reportlab", reason="reportlab makes the PDF files of these tests")

XS = (60.0, 200.0, 300.0, 400.0)
FULL = "一二三四五六七八九十" * 3 + "一二三四五六七八"


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[document.words(cell.span) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def paragraphs(document: Document) -> list[str]:
    return [document.words(b.span) for b in document.blocks if isinstance(b, Paragraph | Heading)]


def refused(data: bytes) -> str:
    with pytest.raises(SourceRefused) as caught:
        read_pdf(data, "青石县.pdf")
    assert str(caught.value).count("\n") == 0
    return str(caught.value)


def body(first: str, *rest: str, top: float = 100) -> list[tuple[float, float, str]]:
    """Lines of a paragraph, the first set in by two characters."""
    return [(84, top, first), *((60, top + 18 * (at + 1), line) for at, line in enumerate(rest))]


def test_a_paragraph_is_whole_and_the_next_is_another() -> None:
    lines = body(FULL[:36], FULL, "到这里结束。") + body("第二段另起一行。", top=154)
    assert paragraphs(read_pdf(pdf(words(*lines)), "a.pdf")) == [
        FULL[:36] + FULL + "到这里结束。",
        "第二段另起一行。",
    ]


def test_a_sentence_that_a_page_cut_is_whole_and_each_half_knows_its_page() -> None:
    data = pdf(
        words(*body(FULL[:36], FULL, top=700), (290, 815, "— 1 —")),
        words((60, 72, "本页接着写完。"), *body("下一段。", top=90), (290, 815, "— 2 —")),
    )
    document = read_pdf(data, "a.pdf")
    assert paragraphs(document) == [FULL[:36] + FULL + "本页接着写完。", "下一段。"]
    assert "—" not in document.text
    half = document.text.index("本页")
    parts = [p.page for p in document.parts if p.span.start <= half < p.span.end]
    assert parts == [2]
    assert document.parts[0].page == 1
    assert [note.code for note in document.notes] == ["reading.furniture"]
    assert "2 处" in document.notes[0].zh


def test_running_headers_and_a_watermark_are_no_text_but_units_of_amounts_are() -> None:
    def page(number: int) -> Any:
        def draw(canvas: Any) -> None:
            words(
                (220, 40, "柳塘县水利局部门预算"),
                (60, 90, f"第{'一二三四'[number]}部分的内容各不相同。"),
                (480, 62, "单位：万元"),
                (280, 810, f"第 {number + 1} 页 共 4 页"),
            )(canvas)
            canvas.saveState()
            canvas.translate(200, 300)
            canvas.rotate(45)
            canvas.drawString(0, 0, "内部资料")
            canvas.restoreState()

        return draw

    document = read_pdf(pdf(*(page(at) for at in range(4))), "a.pdf")
    assert document.text.count("单位：万元") == 4
    assert document.text.count("柳塘县水利局部门预算") == 1
    assert [document.words(span) for span in document.margins] == ["柳塘县水利局部门预算"]
    assert "内部资料" not in document.text and "共 4 页" not in document.text
    assert {note.code for note in document.notes} == {"reading.furniture", "reading.watermark"}


def test_merged_cells_stand_once_at_their_true_column() -> None:
    cells = [
        (0, 0, 2, 1, "科目名称"),
        (0, 1, 1, 2, "支出"),
        (1, 1, 1, 1, "预算数"),
        (1, 2, 1, 1, "决算数"),
        (2, 0, 1, 1, "教育支出"),
        (2, 1, 1, 1, "1,200.50"),
        (2, 2, 1, 1, ""),
    ]
    document = read_pdf(pdf(ruled(XS, (100, 120, 140, 160), cells)), "a.pdf")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [(c.column, c.rowspan, c.colspan) for c in table.rows[0]] == [(0, 2, 1), (1, 1, 2)]
    assert [(c.column, document.words(c.span)) for c in table.rows[1]] == [(1, "预算数"), (2, "决算数")]
    assert tables(document)[0][2] == ["教育支出", "1,200.50", ""]


def test_a_narrow_cell_breaks_no_word_and_no_number() -> None:
    cells = plain([["附属单\n位上缴\n收入", "1,10\n0.91", "备注"]])
    document = read_pdf(pdf(ruled((60, 96, 122, 200), (100, 150), cells)), "a.pdf")
    assert tables(document) == [[["附属单位上缴收入", "1,100.91", "备注"]]]


def test_words_too_wide_for_their_cell_stay_in_it() -> None:
    cells = plain([["机关事业单位基本养老保险缴费支出", "", "8.50"], ["住房公积金", "3.00", "9.00"]])
    document = read_pdf(pdf(ruled((60, 180, 260, 360), (100, 120, 140), cells)), "a.pdf")
    assert tables(document)[0][0] == ["机关事业单位基本养老保险缴费支出", "", "8.50"]


def test_a_table_goes_on_on_the_next_page_with_its_header_said_once() -> None:
    header = ["科目", "预算数", "决算数"]
    one = plain([header, ["教育支出", "10.00", "9.50"]])
    two = plain([header, ["卫生支出", "20.00", "19.50"]])
    data = pdf(
        both(words((60, 60, "支出决算表")), ruled(XS, (720, 745, 770), one)),
        both(ruled(XS, (72, 97, 122), two), words((60, 200, "表后的说明。"))),
    )
    document = read_pdf(data, "a.pdf")
    assert tables(document) == [[header, ["教育支出", "10.00", "9.50"], ["卫生支出", "20.00", "19.50"]]]
    pages = {document.words(c.span): document.part(c.span) for c in document.cells()}
    assert [getattr(pages[word], "page", None) for word in ("教育支出", "卫生支出", "19.50")] == [1, 2, 2]
    assert "表后的说明。" in paragraphs(document)


def test_a_title_between_two_pages_parts_two_tables() -> None:
    rows = plain([["科目", "预算数", "决算数"], ["教育支出", "10.00", "9.50"]])
    data = pdf(
        ruled(XS, (720, 745, 770), rows),
        both(words((60, 60, "项目支出决算表")), ruled(XS, (72, 97, 122), rows)),
    )
    assert len(tables(read_pdf(data, "a.pdf"))) == 2


def test_a_row_that_the_page_cut_is_one_row() -> None:
    xs = (60, 118, 180, 260)
    one = plain([["产出指标", "人次", "年度计划"], ["服务对象满", "≥95%", "问卷"]])
    two = plain([["意度指标", "", ""], ["成本指标", "≤3", "合同"]])
    data = pdf(ruled(xs, (720, 745, 770), one), ruled(xs, (72, 97, 122), two))
    assert tables(read_pdf(data, "a.pdf")) == [
        [
            ["产出指标", "人次", "年度计划"],
            ["服务对象满意度指标", "≥95%", "问卷"],
            ["成本指标", "≤3", "合同"],
        ]
    ]


def test_a_merged_label_that_the_page_cut_is_one_cell() -> None:
    one = [(0, 0, 2, 1, "产出指标"), *((r, c, 1, 1, f"{r}{c}甲") for r in (0, 1) for c in (1, 2))]
    two = [(0, 0, 2, 1, ""), *((r, c, 1, 1, f"{r}{c}乙") for r in (0, 1) for c in (1, 2))]
    document = read_pdf(pdf(ruled(XS, (720, 745, 770), one), ruled(XS, (72, 97, 122), two)), "a.pdf")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [(document.words(c.span), c.rowspan) for row in table.rows for c in row if c.column == 0] == [
        ("产出指标", 4)
    ]


def test_two_tables_that_share_an_edge_are_taken_apart_at_the_title_inside() -> None:
    cells = [
        *plain([["科目", "预算数", "决算数"], ["教育支出", "1.00", "2.00"]]),
        (2, 0, 1, 3, "政府性基金收支表"),
        *plain([["项目", "收入", "支出"], ["土地出让", "3.00", "4.00"]], start=3),
    ]
    document = read_pdf(pdf(ruled(XS, (100, 120, 140, 160, 180, 200), cells)), "a.pdf")
    assert [table[0][0] for table in tables(document)] == ["科目", "项目"]
    assert any("政府性基金收支表" in text for text in paragraphs(document))


def test_tables_side_by_side_stay_two() -> None:
    left = ruled((60, 120, 180), (100, 120, 140), plain([["甲", "1"], ["乙", "2"]]))
    right = ruled((300, 360, 420), (100, 120, 140), plain([["丙", "3"], ["丁", "4"]]))
    assert tables(read_pdf(pdf(both(left, right)), "a.pdf")) == [
        [["甲", "1"], ["乙", "2"]],
        [["丙", "3"], ["丁", "4"]],
    ]


def test_a_frame_around_text_is_no_table() -> None:
    frame = ruled((60, 400), (100, 160), [(0, 0, 1, 1, "框里的一句话。\n框里的第二句。")])
    document = read_pdf(pdf(frame), "a.pdf")
    assert tables(document) == []
    assert "框里的一句话。" in document.text and "框里的第二句。" in document.text


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    def draw(canvas: Any) -> None:
        for top in (100, 120, 140):
            canvas.line(60, HEIGHT - top, 400, HEIGHT - top)
        for x in (200, 300):
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 140)
        words((64, 114, "科目"), (204, 114, "预算数"), (304, 114, "决算数"))(canvas)
        words((64, 134, "教育支出"), (204, 134, "5.00"), (304, 134, "6.00"))(canvas)

    assert tables(read_pdf(pdf(draw), "a.pdf")) == [
        [["科目", "预算数", "决算数"], ["教育支出", "5.00", "6.00"]]
    ]


def test_rows_without_ruling_keep_their_blank_cells() -> None:
    lines = [
        (60, 100, "科目"), (200, 100, "预算数"), (330, 100, "决算数"),
        (60, 120, "教育支出"), (200, 120, "10.00"), (330, 120, "9.50"),
        (60, 140, "卫生支出"), (330, 140, "8.00"),
        (60, 160, "农林水支出"), (200, 160, "7.00"),
    ]  # fmt: skip
    assert tables(read_pdf(pdf(words(*lines)), "a.pdf")) == [
        [
            ["科目", "预算数", "决算数"],
            ["教育支出", "10.00", "9.50"],
            ["卫生支出", "", "8.00"],
            ["农林水支出", "7.00", ""],
        ]
    ]


def test_a_turned_page_reads_like_an_upright_one() -> None:
    cells = plain([["科目", "预算数", "决算数"], ["教育支出", "10.00", "9.50"]])

    def lying(canvas: Any) -> None:
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        ruled(XS, (347, 372, 397), cells)(canvas)

    def drawn_sideways(canvas: Any) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        ruled(XS, (347, 372, 397), cells)(canvas)

    for page in (lying, drawn_sideways):
        assert tables(read_pdf(pdf(page), "a.pdf")) == [
            [["科目", "预算数", "决算数"], ["教育支出", "10.00", "9.50"]]
        ]


def test_words_printed_twice_to_look_bold_stand_once() -> None:
    document = read_pdf(pdf(words((60, 100, "青石县教育局"), (60.4, 100, "青石县教育局"))), "a.pdf")
    assert document.text.count("青石县教育局") == 1


def test_files_that_cannot_be_read_are_refused_in_one_sentence() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    good = pdf(words((60, 100, "青石县教育局")))
    locked = pdf(words((60, 100, "青石县教育局")), encrypt=StandardEncryption("open", "own"))
    assert "密码" in refused(locked)
    assert "不是完整的 PDF" in refused(b"%PDF-1.7\nnothing more")
    assert "不是完整的 PDF" in refused(b"no pdf at all")
    assert "没有文字" in refused(pdf(lambda canvas: None))
    assert "页" in refused(pdf(*[lambda canvas: None] * (MOST_PAGES + 1)))
    assert "大得不像纸张" in refused(pdf(words((60, 100, "大")), size=(20_000, 400)))
    empty_password = pdf(words((60, 100, "青石县教育局")), encrypt=StandardEncryption("", "own"))
    assert read_pdf(empty_password, "a.pdf").text == read_pdf(good, "a.pdf").text


def test_a_file_cut_short_says_so() -> None:
    data = pdf(*(words((60, 100, f"第{at}页的话。")) for at in "一二三"))
    document = read_pdf(data[: data.rindex(b"%%EOF")], "a.pdf")
    assert "第一页的话。" in document.text
    assert "reading.truncated" in [note.code for note in document.notes]


def test_a_page_full_of_lines_takes_no_time_and_loses_no_text() -> None:
    def draw(canvas: Any) -> None:
        for at in range(4_000):
            canvas.rect(at % 500, at // 8, 3.9 + at % 7, 3.7)
        canvas.setFont(FONT, 12)
        words((60, 60, "图旁边的一句话。"))(canvas)

    assert "图旁边的一句话。" in read_pdf(pdf(draw), "a.pdf").text


def test_scripts_and_attachments_are_not_looked_at() -> None:
    plain_pdf = pdf(words((60, 100, "青石县教育局")))
    scripted = plain_pdf.replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    )
    assert read_pdf(scripted, "a.pdf").text == read_pdf(plain_pdf, "a.pdf").text


def test_a_character_alone_on_its_line_is_not_lost_where_no_chinese_font_is_installed() -> None:
    """PDFium drops it where its font is neither in the file nor on the machine: the box font stands in."""
    cells = [
        (0, 0, 1, 1, "其中：财政资\n金"),
        (0, 1, 1, 1, "126.00"),
        (1, 0, 1, 1, "其他资\n金"),
        (1, 1, 1, 1, "4.00"),
    ]
    document = read_pdf(pdf(ruled((40, 110, 180), (80, 120, 160), cells)), "a.pdf")
    assert tables(document) == [[["其中：财政资金", "126.00"], ["其他资金", "4.00"]]]


def test_the_box_font_is_what_its_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fontTools", reason="fontTools makes the font")
    monkeypatch.syspath_prepend(str(Path(__file__).parents[3]))
    script = importlib.import_module("scripts.build_box_font")
    assert script.TARGET.read_bytes() == script.box_font()
