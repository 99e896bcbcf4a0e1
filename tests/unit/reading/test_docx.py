"""What a Word file prints: the words of its paragraphs, list numbers, tables, text boxes, notes, headers and pages."""

from __future__ import annotations

import pytest
from docx_parts import abstract, docx, num, p, r, root, tbl, tc, tr, zipped

from yusuan.model.document import Document, Heading, Paragraph, Span, Table
from yusuan.reading import read_text
from yusuan.reading.docx import read_docx


def read(body: str, **parts: str) -> Document:
    return read_docx(docx(body, **parts), "document.docx")


def lines(document: Document) -> list[str]:
    """The lines of the text that are not blank."""
    return [line for line in document.text.split("\n") if line.strip()]


def grid(table: Table, document: Document) -> list[list[tuple[str, int, int, int]]]:
    """(words, column, rowspan, colspan) of each cell, row by row."""
    return [
        [(document.words(cell.span), cell.column, cell.rowspan, cell.colspan) for cell in row]
        for row in table.rows
    ]


def only_table(document: Document) -> list[list[tuple[str, int, int, int]]]:
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return grid(table, document)


# --- words


def test_paragraphs_and_tables_in_reading_order() -> None:
    document = read(
        p("青石县教育局2024年部门预算") + tbl(tr("收入", "12")) + p("一、部门职责") + p("负责教育。")
    )
    assert [type(block) for block in document.blocks] == [Paragraph, Table, Heading, Paragraph]
    assert document.text == "青石县教育局2024年部门预算\n收入\t12\n\n一、部门职责\n负责教育。\n"
    assert document.source.media_type.endswith("wordprocessingml.document")


def test_a_file_made_of_a_text_file_line_by_line_gives_its_blocks() -> None:
    text = (
        "一、机构设置\n\n单位名称\t单位性质\n教育局\t行政\n\n1、培训费绩效目标表\n\t360001教育局\n\t单位：万元\n\n"
        "\t项目编码\n\t\n\n\t\n\tA1\n- 3 -\n职责\n  缩进。\n"
    )
    made = read("".join(p(*_with_tabs(line)) for line in text.removesuffix("\n").split("\n")))
    plain = read_text(text.encode("utf-8"), "a.txt")
    assert made.text == text
    assert made.blocks == plain.blocks
    assert made.margins == plain.margins != ()


def _with_tabs(line: str) -> list[str]:
    pieces = [r(piece) if piece else "" for piece in line.split("\t")]
    return ["<w:r><w:tab/></w:r>".join(pieces)] if "\t" in line else [r(line)]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:ins>{kept}</w:ins><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>", "新"),
        ("<w:moveTo>{kept}</w:moveTo><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>", "新"),
        ('<w:hyperlink r:id="x">{kept}</w:hyperlink>', "新"),
        ("<w:smartTag><w:customXml>{kept}</w:customXml></w:smartTag>", "新"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>{kept}</w:sdtContent></w:sdt>", "新"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{kept}</w:sdtContent></w:sdt>后", "后"),
        ('<w:fldSimple w:instr="DATE">{kept}</w:fldSimple>', "新"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText></w:r><w:r><w:t>令</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{kept}<w:r><w:fldChar w:fldCharType="end"/></w:r>尾',
            "新尾",
        ),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r>', "≥95%"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/></w:r>", "1-2"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase>{kept}</w:rubyBase></w:ruby></w:r>",
            "新",
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>{kept}", "新"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>', "明"),
    ],
)
def test_what_a_paragraph_prints(runs: str, text: str) -> None:
    runs = runs.format(kept=r("新"))
    for end in ("后", "尾"):
        runs = runs.replace(f">{end}", f">{r(end)}") if runs.endswith(end) else runs
    assert read(f"<w:p>{runs}</w:p>").text == text + "\n"


def test_hidden_words_are_said() -> None:
    document = read(p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗处</w:t></w:r>", r("明处")))
    assert [(note.code, "2" in note.zh) for note in document.notes] == [("docx.hidden", True)]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    assert read(p("安排", properties="<w:rPr><w:del/></w:rPr>") + p("12万元。")).text == "安排12万元。\n"


def test_content_controls_around_paragraphs_and_tables() -> None:
    inside = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = inside.format(tr("甲", inside.format(tc("乙"))))
    document = read(inside.format(p("前") + inside.format(tbl(row))))
    assert lines(document) == ["前", "甲\t乙"]


# --- numbers of lists

CHINESE = ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")


def test_the_numbers_of_lists_are_printed() -> None:
    lists = abstract(0, *CHINESE) + num(1, 0)
    body = (
        p("部门职责", number="1")
        + p("办文", number="1", level=1)
        + p("会务", number="1", level=1)
        + p("会议", number="1", level=2)
        + p("预算说明", number="1")
        + p("收入", number="1", level=1)
        + p("不编号", number="0")
    )
    assert lines(read(body, numbering=lists)) == [
        "一、部门职责",
        "（一）办文",
        "（二）会务",
        "1. 会议",
        "二、预算说明",
        "（一）收入",
        "不编号",
    ]
    levels = [block.level for block in read(body, numbering=lists).blocks if isinstance(block, Heading)]
    assert levels == [1, 2, 2, 3, 1, 2]


def test_lists_of_one_definition_count_on_and_may_begin_anew() -> None:
    lists = abstract(0, ("decimal", "%1、")) + num(1, 0) + num(2, 0) + num(3, 0, start=1)
    body = p("甲", number="1") + p("乙", number="2") + p("丙", number="3") + p("丁", number="3")
    assert lines(read(body, numbering=lists)) == ["1、甲", "2、乙", "1、丙", "2、丁"]


def test_a_number_by_style() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
        '</w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="H2"/><w:lvlText w:val="（%2）"/></w:lvl>'
        "</w:abstractNum>" + num(1, 0)
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
    )
    body = p("甲", style="H1") + p("乙", style="H2") + p("丙", style="Own") + p("丁", style="Round")
    assert lines(read(body, numbering=lists, styles=styles)) == ["一、甲", "（一）乙", "二、丙", "丁"]


@pytest.mark.parametrize(
    ("form", "text", "third"),
    [
        ("chineseCounting", "第%1部分 ", "第三部分 内容"),
        ("ideographTraditional", "%1、", "丙、内容"),
        ("decimalEnclosedCircleChinese", "%1", "③ 内容"),
        ("upperRoman", "%1.", "III. 内容"),
        ("lowerLetter", "%1)", "c) 内容"),
        ("decimalZero", "%1.", "03. 内容"),
        ("decimalFullWidth", "（%1）", "（３）内容"),
        ("chineseLegalSimplified", "%1、", "叁、内容"),
        ("bullet", "\uf06c", "• 内容"),
        ("bullet", "●", "● 内容"),
        ("none", "", "内容"),
        ("aFormOfTomorrow", "%1、", "3、内容"),
    ],
)
def test_forms_of_numbers(form: str, text: str, third: str) -> None:
    lists = abstract(0, (form, text)) + num(1, 0)
    assert lines(read(p("内容", number="1") * 3, numbering=lists))[2] == third


def test_chinese_numbers_beyond_ten() -> None:
    lists = abstract(0, ("chineseCountingThousand", "%1、")) + num(1, 0)
    got = lines(read(p("。", number="1") * 111, numbering=lists))
    assert [got[at - 1] for at in (9, 10, 11, 20, 21, 99, 100, 101, 110, 111)] == [
        f"{word}、。"
        for word in (
            "九",
            "十",
            "十一",
            "二十",
            "二十一",
            "九十九",
            "一百",
            "一百零一",
            "一百一十",
            "一百一十一",
        )
    ]


def test_legal_and_nested_numbers() -> None:
    lists = abstract(0, ("chineseCounting", "%1、"), ("decimal", "%1.%2")).replace(
        '<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>'
    ) + num(1, 0)
    body = p("甲", number="1") + p("乙", number="1", level=1) + p("丙", number="1", level=1)
    assert lines(read(body, numbering=lists)) == ["一、甲", "1.1 乙", "1.2 丙"]


def test_numbers_in_cells_and_before_indents() -> None:
    lists = abstract(0, ("decimal", "%1")) + num(1, 0)
    row = tr(tc(p(number="1")), "甲")
    assert lines(read(tbl(row, row), numbering=lists)) == ["1\t甲", "2\t甲"]


# --- tables


def test_merged_cells_stand_once() -> None:
    document = read(
        tbl(
            tr(tc("科目", span=2), tc("合计", merge="restart"), "备注"),
            tr("编码", "名称", tc(merge="continue"), ""),
            tr(tc("201", merge="restart"), "服务", "12", "甲"),
            tr(tc(merge="continue"), "其他", tc("3", span=2)),
        )
    )
    assert only_table(document) == [
        [("科目", 0, 1, 2), ("合计", 2, 2, 1), ("备注", 3, 1, 1)],
        [("编码", 0, 1, 1), ("名称", 1, 1, 1), ("", 3, 1, 1)],
        [("201", 0, 2, 1), ("服务", 1, 1, 1), ("12", 2, 1, 1), ("甲", 3, 1, 1)],
        [("其他", 1, 1, 1), ("3", 2, 1, 2)],
    ]


def test_columns_left_out_at_the_left_and_old_horizontal_merges() -> None:
    old = '<w:tc><w:tcPr><w:hMerge w:val="{}"/></w:tcPr>{}</w:tc>'
    document = read(
        tbl(
            tr("甲", before=2),
            tr(old.format("restart", p("乙")), old.format("continue", p()), "丙"),
        )
    )
    assert only_table(document) == [[("甲", 2, 1, 1)], [("乙", 0, 1, 2), ("丙", 2, 1, 1)]]


def test_a_deleted_row_is_left_out() -> None:
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("旧") + tc("1") + "</w:tr>"
    assert lines(read(tbl(tr("新", "2"), gone))) == ["新\t2"]


def test_lines_and_tabs_in_a_cell() -> None:
    cell = tc("1、甲", "", "2、乙", p("<w:r><w:t>丙</w:t><w:tab/><w:t>丁</w:t></w:r>"))
    document = read(tbl(tr("目标", cell)))
    assert only_table(document) == [[("目标", 0, 1, 1), ("1、甲\n2、乙\n丙 丁", 1, 1, 1)]]


def test_a_table_in_a_cell_is_part_of_the_outer_table() -> None:
    inner = tbl(tr("一级指标", "指标值"), tr("产出指标", "3个"))
    document = read(
        tbl(
            tr("项目", tc("路灯", span=2)),
            tr("绩效指标", tc(p("如下"), inner, p("以上"), span=2)),
            tr("备注", "无", ""),
        )
    )
    assert only_table(document) == [
        [("项目", 0, 1, 1), ("路灯", 1, 1, 2)],
        [("绩效指标", 0, 4, 1), ("如下", 1, 1, 2)],
        [("一级指标", 1, 1, 1), ("指标值", 2, 1, 1)],
        [("产出指标", 1, 1, 1), ("3个", 2, 1, 1)],
        [("以上", 1, 1, 2)],
        [("备注", 0, 1, 1), ("无", 1, 1, 1), ("", 2, 1, 1)],
    ]


def test_a_table_in_a_narrow_cell_widens_its_column() -> None:
    inner = tbl(tr("数量", "质量", "时效"))
    document = read(tbl(tr("甲", tc(inner), "乙"), tr("丙", "丁", "戊")))
    assert only_table(document) == [
        [("甲", 0, 1, 1), ("数量", 1, 1, 1), ("质量", 2, 1, 1), ("时效", 3, 1, 1), ("乙", 4, 1, 1)],
        [("丙", 0, 1, 1), ("丁", 1, 1, 3), ("戊", 4, 1, 1)],
    ]


def test_two_tables_side_by_side_in_a_frame() -> None:
    income, spending = tbl(tr("收入", "8"), tr("合计", "8")), tbl(tr("支出", "7"))
    document = read(tbl(tr(tc(income), tc(spending))))
    assert lines(document) == ["收入\t8\t支出\t7", "合计\t8\t\t"]


def test_a_table_that_only_frames_text_is_its_lines() -> None:
    document = read(
        tbl(tr(tc(p("一、部门职责"), p("负责教育。"), tbl(tr("收入", "1")))), tr(tc("二、预算", span=3)))
    )
    assert [type(block) for block in document.blocks] == [Heading, Paragraph, Table, Heading]
    assert lines(document) == ["一、部门职责", "负责教育。", "收入\t1", "二、预算"]


# --- text boxes, notes, margins


def box(words: str) -> str:
    """A text box as word processors write it: twice, for new and for old programs."""
    content = f"<w:txbxContent>{p(words)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    assert lines(read(p("前", box("框里的话"), r("后")) + p("再"))) == ["前后", "框里的话", "再"]
    assert only_table(read(tbl(tr("甲", tc(p("乙", box("丙"))))))) == [[("甲", 0, 1, 1), ("乙\n丙", 1, 1, 1)]]


def test_an_old_text_box_and_an_ornamental_title() -> None:
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("旧框")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    title = "<w:r><w:pict><v:shape><v:textpath string='青石县教育局'/></v:shape></w:pict></w:r>"
    assert lines(read(p(title) + p(old))) == ["青石县教育局", "旧框"]


def test_footnotes_follow_the_body_in_order() -> None:
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{key}">{p("<w:r><w:footnoteRef/></w:r>", r(words))}</w:footnote>'
        for key, words in (("1", "甲注。"), ("2", "乙注。"), ("9", "无人引用。"))
    )
    document = read(p("正文", refer.format(2), refer.format(1), r("。")), footnotes=notes)
    assert lines(document) == ["正文。", "乙注。", "甲注。"]


def test_headers_and_footers_stand_once_and_in_no_block() -> None:
    section = '<w:sectPr><w:headerReference r:id="rheader1"/><w:footerReference r:id="rfooter1"/></w:sectPr>'
    document = read(
        p("正文。", properties=section) + p("再。") + section,
        header1=p("青石县财政局2024年部门预算"),
        footer1=p("第 ", '<w:fldSimple w:instr="PAGE">' + r("3") + "</w:fldSimple>", r(" 页 共 9 页")),
    )
    assert [document.words(span) for span in document.margins] == ["青石县财政局2024年部门预算"]
    assert [document.words(block.span) for block in document.blocks] == ["正文。", "再。"]
    assert document.text.count("青石县财政局") == 1


def test_a_table_of_contents_is_in_no_block() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    entry = p("一、部门职责", "<w:r><w:tab/><w:t>3</w:t></w:r>", style="11")
    built = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + p("二、预算说明 5")
        + "</w:sdtContent></w:sdt>"
    )
    document = read(entry + built + p("一、部门职责"), styles=styles)
    assert [document.words(block.span) for block in document.blocks] == ["一、部门职责"]
    assert [document.words(span) for span in document.margins] == ["一、部门职责\t3", "二、预算说明 5"]


# --- pages

BREAK = '<w:r><w:br w:type="page"/></w:r>'
PRINTED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def pages(document: Document, *words: str) -> list[int | None]:
    found = []
    for each in words:
        at = document.text.index(each)
        part = document.part(Span(at, at + len(each)))
        found.append(part.page if part else None)
    return found


def test_pages_by_breaks() -> None:
    document = read(
        p("甲", BREAK) + p(PRINTED, r("乙"), PRINTED, r("丙")) + p("丁", properties="<w:pageBreakBefore/>")
    )
    assert pages(document, "甲", "乙", "丙", "丁") == [1, 2, 3, 4]


def test_no_pages_where_the_file_says_nothing_of_them() -> None:
    assert read(p("甲") + p("乙")).parts == ()


def test_breaks_that_are_not_all_page_ends_are_no_pages() -> None:
    members = {
        "word/document.xml": root("document", f"<w:body>{p('甲', BREAK)}{p('乙')}</w:body>"),
        "docProps/app.xml": "<Properties><Pages>9</Pages></Properties>",
    }
    assert read_docx(zipped(members), "a.docx").parts == ()
    members["docProps/app.xml"] = (
        "<Properties><Pages>1</Pages></Properties>"  # saved before the break was set
    )
    assert [part.page for part in read_docx(zipped(members), "a.docx").parts] == [1, 2]


def test_sections_begin_pages() -> None:
    def section(kind: str) -> str:
        return f'<w:sectPr><w:type w:val="{kind}"/></w:sectPr>'

    body = (
        p("甲", properties=section("nextPage"))
        + p("乙", properties=section("continuous"))
        + p("丙", BREAK)
        + p("丁")
        + section("nextPage")
    )
    assert pages(read(body), "甲", "乙", "丙", "丁") == [1, 1, 2, 3]


def test_pages_of_rows() -> None:
    document = read(
        tbl(
            tr("甲", "一"),
            tr(tc(p(PRINTED, r("乙"))), "二"),
            tr("丙", tc(p("三", PRINTED, r("四")))),
            tr("丁", "五"),
        )
    )
    assert pages(document, "甲", "乙", "丙", "丁") == [1, 2, 2, 3]


def test_margins_stand_on_no_page() -> None:
    section = '<w:sectPr><w:headerReference r:id="rheader1"/></w:sectPr>'
    document = read(p("甲", BREAK) + p("乙") + section, header1=p("青石县财政局"))
    assert pages(document, "乙", "青石县财政局") == [2, None]
