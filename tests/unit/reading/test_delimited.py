"""Tables as text: the delimiter and the encoding are found out, quotes kept together, lines over the table apart."""

from __future__ import annotations

import pytest

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Table
from yusuan.reading.sheets.delimited import delimiter_of, read_delimited


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[document.words(cell.span) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_delimiter_and_the_encoding_are_found_out(delimiter: str, encoding: str) -> None:
    text = "".join(
        delimiter.join(row) + "\r\n"
        for row in (("项目", "预算数", "备注"), ("教育", "1.5", ""), ("水利", "2", "含上年"))
    )
    document = read_delimited(text.encode(encoding), "a.csv")
    assert tables(document) == [[["项目", "预算数", "备注"], ["教育", "1.5", ""], ["水利", "2", "含上年"]]]


def test_quotes_keep_commas_line_ends_and_quotes_together() -> None:
    document = read_delimited('项目,用途\n教育,"购置,维修\n和""其他"""\n'.encode(), "a.csv")
    assert tables(document) == [[["项目", "用途"], ["教育", '购置,维修\n和"其他"']]]


def test_lines_over_and_under_the_table_are_lines() -> None:
    text = "青石县水利局2024年收支总表,,\n,,单位：万元\n项目,预算数,上年数\n教育,1.5,1\n注：不含结转。,,\n"
    document = read_delimited(text.encode(), "a.csv")
    assert tables(document) == [[["项目", "预算数", "上年数"], ["教育", "1.5", "1"]]]
    assert document.text.split("\n")[:2] == ["青石县水利局2024年收支总表", "单位：万元"]
    assert "注：不含结转。" in document.text.split("\n")


def test_blank_lines_part_tables() -> None:
    document = read_delimited("甲,乙\n丙的,1\n\n丁,戊\n己,2\n".encode(), "a.csv")
    assert [len(table) for table in tables(document)] == [2, 2]


def test_a_line_that_names_the_delimiter_is_obeyed_and_not_read() -> None:
    document = read_delimited("sep=;\n项目;金额,元\n教育的;1\n".encode(), "a.csv")
    assert tables(document) == [[["项目", "金额,元"], ["教育的", "1"]]]


def test_a_comma_in_a_sentence_does_not_decide() -> None:
    assert delimiter_of("说明,本表\n项目;数;用途\n甲;1;购置,维修\n乙;2;差旅\n") == ";"


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\xff\x01" * 400, ("," * 900_000 + "的\n" + "的,1\n" * 100).encode(), b"a,b\n" * 5_000_000],
    ids=["empty", "binary", "wide", "long"],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(SourceRefused) as refusal:
        read_delimited(data, "坏表.csv")
    assert refusal.value.zh.startswith("坏表.csv：")
