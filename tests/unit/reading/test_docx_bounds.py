"""Word files that are damaged, hostile or something else: one sentence each, and nothing is unpacked or built for them."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest
from docx_parts import W, docx, num, p, r, relationships, root, tbl, tc, tr, zipped

from yusuan.errors import SourceRefused
from yusuan.reading.compound import MAGIC
from yusuan.reading.docx import package as docx_package
from yusuan.reading.docx import read_docx
from yusuan.reading.docx.tables import MOST_COLUMNS

MAIN = {"_rels/.rels": relationships({"r": ("officeDocument", "word/document.xml")})}


def said(data: bytes) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(SourceRefused) as refused:
        read_docx(data, "a.docx")
    assert refused.value.zh.startswith("a.docx：")
    assert refused.value.en.startswith("a.docx: ")
    assert "\n" not in refused.value.zh
    return refused.value.zh


def deep(table: str, times: int) -> str:
    """A table in a cell of a table, and so on."""
    inside = p("底")
    for _ in range(times):
        inside = table.format(inside)
    return inside


FRAME = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
GRID = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize("table", [FRAME, GRID], ids=["frames", "grids"])
@pytest.mark.parametrize("times", [40, 2_000])
def test_tables_nested_too_deeply(table: str, times: int) -> None:
    assert "嵌套过深" in said(docx(deep(table, times)))


@pytest.mark.parametrize("table", [FRAME, GRID], ids=["frames", "grids"])
def test_tables_nested_as_documents_do(table: str) -> None:
    assert "底" in read_docx(docx(deep(table, 5)), "a.docx").text


def test_text_boxes_nested_too_deeply() -> None:
    inside = p("底")
    for _ in range(20):
        inside = p(f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>")
    assert "嵌套过深" in said(docx(inside))


def test_runs_nested_deeply_need_no_stack() -> None:
    body = "<w:p>" + "<w:ins>" * 200 + r("底") + "</w:ins>" * 200 + "</w:p>"
    assert read_docx(docx(body), "a.docx").text == "底\n"
    assert "嵌套过深" in said(docx("<w:p>" + "<w:ins>" * 3_000 + r("底") + "</w:ins>" * 3_000 + "</w:p>"))


@pytest.mark.parametrize("span", [MOST_COLUMNS + 1, 10**9, 10**30])
def test_a_cell_over_more_columns_than_there_are(span: int) -> None:
    assert "行列数" in said(docx(tbl(tr(tc("甲", span=span), "乙"))))


def test_many_wide_rows() -> None:
    assert "行列数" in said(docx(tbl(*[tr(tc("甲", span=900), "乙")] * 1_200)))


def test_tables_in_cells_that_multiply() -> None:
    inside = p("叶")
    for _ in range(5):
        inside = tbl(tr(*[tc(inside)] * 5))
    assert "行列数" in said(docx(inside))


def test_a_tall_merged_table_is_read_in_one_pass() -> None:
    rows = [
        tr(*[tc("甲" if at == 0 else "", merge="restart" if at == 0 else "continue")] * 40)
        for at in range(300)
    ]
    document = read_docx(docx(tbl(*rows)), "a.docx")
    assert [(cell.rowspan, cell.column) for cell in document.cells()] == [(300, at) for at in range(40)]


@pytest.mark.parametrize("count", ["x", "-5", ""])
def test_spans_that_are_no_numbers(count: str) -> None:
    row = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{count}"/></w:tcPr>{p("甲")}</w:tc>{tc("乙")}</w:tr>'
    assert read_docx(docx(tbl(row)), "a.docx").text.strip() == "甲\t乙"


def test_numbers_of_lists_beyond_reason() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999999"/><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="{"%1" * 500}"/></w:lvl></w:abstractNum>'
    )
    text = read_docx(docx(p("甲", number="1") * 2, numbering=levels + num(1, 0)), "a.docx").text
    assert len(text) < 1_000


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MOST_XML_BYTES", 100_000)
    assert "解压后超过" in said(docx(p("零" * 100_000)))


def test_a_declared_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MOST_XML_BYTES", 100_000)
    data = bytearray(docx(p("零" * 100_000)))
    at = data.index(b"PK\x01\x02", data.rindex(b"word/document.xml") - 60)
    struct.pack_into("<I", data, at + 24, 50)
    said(bytes(data))


def test_too_many_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MOST_TAGS", 1_000)
    assert "标记" in said(docx("<w:p/>" * 1_000))


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MOST_MEMBERS", 10)
    assert "压缩包内文件" in said(zipped({**MAIN, **{f"a{at}": "" for at in range(20)}}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_declaration(encoding: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", xml.encode(encoding))
    assert "DTD" in said(written.getvalue())


def test_a_truncated_file() -> None:
    data = docx(p("青石县教育局2024年部门预算"))
    for cut in (0, 3, 30, len(data) // 2, len(data) - 3):
        assert "不完整" in said(data[:cut])


def test_flipped_bytes_never_crash() -> None:
    data = docx(p("一、部门职责") + tbl(tr("甲", "1")), numbering=num(1, 0))
    chance = random.Random(3)
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(4):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_docx(bytes(broken), "a.docx")
        except SourceRefused as refused:
            assert refused.zh.startswith("a.docx：")


def test_a_damaged_part_costs_itself_only() -> None:
    whole = docx(p("甲", number="1"), numbering=num(1, 0))
    assert read_docx(whole, "a.docx").notes == ()
    damaged = read_docx(docx(p("甲", number="1"), numbering="<w:num"), "a.docx")
    assert (damaged.text, [note.code for note in damaged.notes]) == ("甲\n", ["docx.part-damaged"])


def test_other_files_under_the_name() -> None:
    book = {
        "_rels/.rels": relationships({"r": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": "<a/>",
    }
    assert ".xlsx" in said(zipped(book))
    assert ".odt" in said(
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    )
    assert "没有 Word 正文" in said(zipped({"a.txt": "甲"}))
    assert "不完整" in said(MAGIC + b"\0" * 600)
    assert "不完整" in said(b"<html>")


def test_nothing_in_it() -> None:
    assert "没有内容" in said(docx(p() + p(" ")))
    assert "没有内容" in said(zipped({**MAIN, "word/document.xml": root("document", "")}))
    assert "图片" in said(docx(p('<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>')))
    assert "另一个文件" in said(docx('<w:altChunk r:id="x"/>'))


def test_relationships_that_lead_nowhere_or_out() -> None:
    members = {
        **MAIN,
        "word/document.xml": root("document", f"<w:body>{p('甲', number='1')}</w:body>"),
        "word/_rels/document.xml.rels": relationships(
            {
                "a": ("numbering", "NULL"),
                "b": ("styles", "../../../etc/passwd"),
                "c": ("footnotes", "/word/none.xml"),
            }
        ),
    }
    assert read_docx(zipped(members), "a.docx").text == "甲\n"


def test_the_strict_form_and_other_part_names() -> None:
    usual = root("document", f"<w:body>{p('甲')}</w:body>")
    strict = usual.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    members = {
        "_rels/.rels": relationships({"r": ("officeDocument", "/Word\\Document2.xml")}),
        "word/document2.xml": strict,
    }
    assert read_docx(zipped(members), "a.docx").text == "甲\n"
