"""A workbook is read as its sheets show it: numbers by their formats, merged cells once, what is hidden read and said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Table
from yusuan.reading.sheets import read_sheets

XML = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
SHEET = "xl/worksheets/sheet1.xml"


def xlsx(write: Callable[[Any], object]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    write(book)
    book.close()
    return out.getvalue()


def xls(write: Callable[[Any], object]) -> bytes:
    import xlwt

    out = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    write(book)
    book.save(out)
    return out.getvalue()


def rows(book: Any, *values: tuple[object, ...], name: str = "Sheet1", top: int = 0, left: int = 0) -> Any:
    sheet = book.add_worksheet(name)
    for at, row in enumerate(values):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(top + at, left + column, value)
    return sheet


def with_part(data: bytes, part: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[document.words(cell.span) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def codes(document: Document) -> set[str]:
    return {note.code for note in document.notes}


TWO = (("项目", "金额"), ("教育", 1.5))


# numbers as they are shown


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (12.3, "General", "12.3"),
        (12.300000000000001, "General", "12.3"),
        (0.1 + 0.2, "", "0.3"),
        (660464, "General", "660464"),
        (2010301, "0", "2010301"),
        (12345.678, "#,##0.00", "12345.68"),
        (0.05, "0%", "5%"),
        (0.4378, "0.00%", "43.78%"),
        (-3.5, "0.00_);(0.00)", "-3.50"),
        (-3.5, "#,##0.00;[Red]-#,##0.00", "-3.50"),
        (7, "0000", "0007"),
        (2024, '0"年"', "2024年"),
        (92.5, '0.00"万元"', "92.50万元"),
        (12345, "#,##0,", "12"),
        (0, '#,##0.00;-#,##0.00;"-"', "-"),
        (1.5, "# ?/?", "1.5"),
        (1.5, "0.00E+00", "1.5"),
        (3.25, "0.##", "3.25"),
        (3, "0.##", "3"),
        (5, '[>1]0.0;"少"', "5"),
        (45296, "yyyy-mm-dd", "2024-01-05"),
        (45296, 'yyyy"年"m"月"d"日"', "2024-01-05"),
        (45296, "m/d/yy", "2024-01-05"),
        (45296, 'yyyy"年"m"月"', "2024年1月"),
        (45296, "yyyy", "2024"),
        (45296, 'm"月"d"日"', "1月5日"),
        (45296.5, "yyyy-mm-dd h:mm", "2024-01-05 12:00"),
        (0.375, "h:mm", "09:00"),
    ],
)
def test_a_number_is_printed_as_its_cell_shows_it(value: float, form: str, shown: str) -> None:
    def new(book: Any) -> None:
        style = book.add_format({"num_format": form or "General"})
        rows(book, ("项目", "数"), ("甲",)).write_number(1, 1, value, style)

    def old(book: Any) -> None:
        import xlwt

        sheet = book.add_sheet("Sheet1")
        for at, words in ((0, "项目"), (1, "甲")):
            sheet.write(at, 0, words)
        sheet.write(0, 1, "数")
        sheet.write(1, 1, value, xlwt.easyxf(num_format_str=form or "General"))

    for data, name in ((xlsx(new), "a.xlsx"), (xls(old), "a.xls")):
        assert tables(read_sheets(data, name)) == [[["项目", "数"], ["甲", shown]]], name


def test_rounding_by_a_format_is_said() -> None:
    def write(book: Any) -> None:
        rows(book, *TWO).write(1, 1, 1.2345, book.add_format({"num_format": "0.00"}))

    assert "sheet.rounded" in codes(read_sheets(xlsx(write), "a.xlsx"))


def test_codes_that_are_text_stay_as_they_are() -> None:
    document = read_sheets(xlsx(lambda book: rows(book, ("类", "款", "项"), ("201", "03", "01"))), "a.xlsx")
    assert tables(document) == [[["类", "款", "项"], ["201", "03", "01"]]]


def test_formulas_give_their_saved_results_and_errors_stay_words() -> None:
    def write(book: Any) -> None:
        sheet = rows(book, ("项目", "数"), ("甲",), ("乙",), ("丙",), ("丁",))
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(2, 1, "=A9", None, "#REF!")
        sheet.write_formula(3, 1, '="是"', None, "是")
        sheet.write_boolean(4, 1, True)

    document = read_sheets(xlsx(write), "a.xlsx")
    assert [row[1] for row in tables(document)[0]] == ["数", "2", "#REF!", "是", "TRUE"]
    assert codes(document) == {"sheet.error-values"}
    bare = (
        XML
        + '<sheetData><row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1"><f>1+1</f></c></row></sheetData></worksheet>'
    )
    assert codes(read_sheets(with_part(xlsx(lambda b: rows(b, *TWO)), SHEET, bare), "a.xlsx")) == {
        "sheet.uncomputed"
    }


# the shape of sheets


def test_titles_units_and_notes_are_lines_and_blank_rows_part_tables() -> None:
    def write(book: Any) -> None:
        sheet = rows(book, name="01")
        sheet.merge_range(2, 1, 2, 3, "部门收支总表")
        sheet.write_row(3, 1, ["部门：青石县水利局", "", "单位：万元"])
        sheet.write_row(4, 1, ["项目", "预算数", "备注"])
        sheet.write_row(5, 1, ["教育", 1.5, ""])
        sheet.write_row(7, 1, ["水利", 2.5, ""])
        sheet.write(8, 1, "注：本表不含结转。")
        sheet.write_row(10, 1, ["车辆", "数量"])
        sheet.write_row(11, 1, ["轿车", 2])

    document = read_sheets(xlsx(write), "a.xlsx")
    assert document.text.split("\n")[:3] == ["部门收支总表", "部门：青石县水利局", "单位：万元"]
    assert "注：本表不含结转。" in document.text.split("\n")
    assert tables(document) == [
        [["项目", "预算数", "备注"], ["教育", "1.5", ""], ["水利", "2.5", ""]],
        [["车辆", "数量"], ["轿车", "2"]],
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_merged_ranges_are_one_cell(suffix: str) -> None:
    def new(book: Any) -> None:
        sheet = book.add_worksheet("收支总表")
        sheet.merge_range(0, 0, 1, 0, "项目")
        sheet.merge_range(0, 1, 0, 2, "支出")
        sheet.write_row(1, 1, ["基本", "项目"])
        sheet.write_row(2, 0, ["教育", "1.5", "2"])

    def old(book: Any) -> None:
        sheet = book.add_sheet("收支总表")
        sheet.write_merge(0, 1, 0, 0, "项目")
        sheet.write_merge(0, 0, 1, 2, "支出")
        for at, row in ((1, ["", "基本", "项目"]), (2, ["教育", "1.5", "2"])):
            for column, words in enumerate(row):
                if words:
                    sheet.write(at, column, words)

    document = read_sheets(xlsx(new) if suffix == "xlsx" else xls(old), f"a.{suffix}")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert document.text.startswith("收支总表\n")
    assert [
        [(document.words(c.span), c.column, c.rowspan, c.colspan) for c in row] for row in table.rows
    ] == [
        [("项目", 0, 2, 1), ("支出", 1, 1, 2)],
        [("基本", 1, 1, 1), ("项目", 2, 1, 1)],
        [("教育", 0, 1, 1), ("1.5", 1, 1, 1), ("2", 2, 1, 1)],
    ]
    part = document.part(table.span)
    assert part is not None and part.sheet == "收支总表"


def test_a_sheet_name_is_a_line_only_where_it_says_something_new() -> None:
    def write(book: Any) -> None:
        rows(book, *TWO, name="Sheet2")
        rows(book, ("2、三公经费表",), *TWO, name="三公经费表")
        rows(book, *TWO, name="政府采购")

    lines = read_sheets(xlsx(write), "a.xlsx").text.split("\n")
    assert [line for line in lines if line and "\t" not in line] == ["2、三公经费表", "政府采购"]


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_hidden_sheets_and_rows_are_read_and_said(suffix: str) -> None:
    def new(book: Any) -> None:
        rows(book, *TWO, name="甲").set_row(1, None, None, {"hidden": True})
        book.worksheets()[0].set_column(1, 1, None, None, {"hidden": True})
        rows(book, *TWO, name="乙").hide()

    def old(book: Any) -> None:
        for name in ("甲", "乙"):
            sheet = book.add_sheet(name)
            for at, row in enumerate(TWO):
                for column, value in enumerate(row):
                    sheet.write(at, column, value)
        book.get_sheet("甲").row(1).hidden = True
        book.get_sheet("甲").col(1).hidden = True
        book.get_sheet("乙").visibility = 1

    document = read_sheets(xlsx(new) if suffix == "xlsx" else xls(old), f"a.{suffix}")
    assert len(tables(document)) == 2
    assert codes(document) == {"sheet.hidden", "sheet.hidden-cells"}
    said = next(note for note in document.notes if note.code == "sheet.hidden-cells")
    assert "“甲”有隐藏的行（1）或列（1）" in said.zh
    assert 0 <= said.span.start < said.span.end <= len(document.text)


def test_long_texts_of_old_workbooks_cross_records_unharmed() -> None:
    words = [f"第{n}项：" + "保障机关运转abc" * (n % 50 + 1) for n in range(1500)]
    document = read_sheets(xls(lambda book: [book.add_sheet("A").write(0, 0, "项目")] + [
        book.get_sheet(0).write(at + 1, column, each) for at, each in enumerate(words) for column in (0, 1)
    ]), "a.xls")  # fmt: skip
    (table,) = tables(document)
    assert [row[1] for row in table] == words


# files that are not what their suffix says


def test_a_web_page_named_xls_is_read_as_one() -> None:
    data = "<html><meta charset=gb2312><table><tr><td>项目<td x:num>1.5<tr><td>教育的<td>2</table>".encode(
        "gb18030"
    )
    document = read_sheets(data, "a.xls")
    assert (
        tables(document) == [[["项目", "1.5"], ["教育的", "2"]]] and document.source.media_type == "text/html"
    )


def test_tabbed_text_named_xls_is_read_as_one() -> None:
    assert tables(read_sheets("项目\t金额\n教育的\t2\n".encode("gb18030"), "a.xls")) == [
        [["项目", "金额"], ["教育的", "2"]]
    ]


def test_xml_of_excel_2003_is_read() -> None:
    data = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="收支"><Table><Row><Cell ss:MergeAcross="1">'
        '<Data ss:Type="String">收支总表</Data></Cell></Row><Row ss:Index="3"><Cell><Data ss:Type="String">教育</Data></Cell>'
        '<Cell ss:Index="2"><Data ss:Type="Number">1.5</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    declared = data.replace('"1.0"', '"1.0" encoding="gb2312"')
    for document in (read_sheets(data.encode(), "a.xls"), read_sheets(declared.encode("gb18030"), "a.xls")):
        assert tables(document) == [[["教育", "1.5"]]] and document.text.startswith("收支总表\n")


def test_open_document_sheets_show_what_they_print() -> None:
    content = (
        '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:style="urn:s">'
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
        '<table:table table:name="乙" table:style-name="h"><table:table-row><table:table-cell table:number-rows-spanned="2">'
        "<text:p>项目</text:p></table:table-cell><table:table-cell><text:p>执行率</text:p></table:table-cell></table:table-row>"
        '<table:table-row><table:covered-table-cell/><table:table-cell office:value="0.05"><office:annotation><text:p>批注</text:p>'
        '</office:annotation><text:p>5%</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:document-content>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    document = read_sheets(out.getvalue(), "a.ods")
    assert tables(document) == [[["项目", "执行率"], ["5%"]]]
    assert codes(document) == {"sheet.hidden"}


def test_calamine_reads_the_same_values() -> None:
    from python_calamine import CalamineWorkbook

    def write(book: Any) -> None:
        sheet = book.add_sheet("A")
        for at in range(200):
            sheet.write(at, 0, f"第{at}项")
            sheet.write(at, 1, at * 1.25)
            sheet.write(at, 2, at * 1000)

    data = xls(write)
    read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    found = [[row[0], float(row[1]), float(row[2])] for row in tables(read_sheets(data, "a.xls"))[0]]
    assert found == [[row[0], float(str(row[1])), float(str(row[2]))] for row in read]


# what is refused


def test_a_used_range_of_a_whole_sheet_with_two_cells_costs_two_cells() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "甲的")
        sheet.write(1048575, 16383, "乙的")

    assert read_sheets(xlsx(write), "a.xlsx").text == "甲的\n乙的\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "cells",
    [
        "".join(f'<row r="{n}">' + '<c t="n"><v>1</v></c>' * 500 + "</row>" for n in range(1, 2100)),
        "<row>" + '<c s="1"/>' * 3_100_000 + "</row>",
        "".join(f'<row r="{n}"><c r="{"ABCDEFGHIJ"[n % 10]}{"ABCDEFGHIJ"[n // 10 % 10]}{"ABCDEFGHIJ"[n // 100 % 10]}{n}"><v>1</v></c></row>'
                for n in range(1, 9000)),
    ],
    ids=["a million cells", "millions of blank cells", "cells far apart"],
)  # fmt: skip
def test_a_workbook_beyond_any_real_one_is_refused(cells: str) -> None:
    data = with_part(
        xlsx(lambda book: rows(book, *TWO)), SHEET, f"{XML}<sheetData>{cells}</sheetData></worksheet>"
    )
    with pytest.raises(SourceRefused, match="过大"):
        read_sheets(data, "a.xlsx")


@pytest.mark.slow
def test_a_part_that_unpacks_without_end_is_refused() -> None:
    data = with_part(xlsx(lambda book: rows(book, *TWO)), SHEET, XML + " " * 210_000_000)
    assert len(data) < 1_000_000
    with pytest.raises(SourceRefused, match="过大"):
        read_sheets(data, "a.xlsx")


def test_a_document_type_is_refused() -> None:
    bad = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>' + XML + "<sheetData/></worksheet>"
    with pytest.raises(SourceRefused, match="DTD"):
        read_sheets(with_part(xlsx(lambda book: rows(book, *TWO)), SHEET, bad), "a.xlsx")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.95])
def test_cut_workbooks_are_refused(share: float) -> None:
    new = xlsx(lambda book: rows(book, *TWO * 50))
    old = xls(
        lambda book: (
            [book.add_sheet("A").write(0, 0, "甲")]
            + [book.get_sheet(0).write(n, 1, f"乙{n}") for n in range(900)]
        )
    )
    for data, name in ((new, "a.xlsx"), (old, "a.xls")):
        with pytest.raises(SourceRefused, match="损坏"):
            read_sheets(data[: int(len(data) * share)], name)


def test_workbooks_with_a_password_are_refused() -> None:
    def protected(book: Any) -> None:
        book.add_sheet("A").write(0, 0, "甲")

    data = bytearray(xls(protected))
    at = data.find(b"\xe1\x00\x02\x00")  # INTERFACEHDR, made FILEPASS
    data[at : at + 2] = b"\x2f\x00"
    with pytest.raises(SourceRefused, match="密码"):
        read_sheets(bytes(data), "a.xls")
    package = bytes(data).replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")[:16])
    entry = package.find("Encrypte".encode("utf-16-le"))
    whole = "EncryptedPackage".encode("utf-16-le")
    package = (
        package[:entry]
        + whole
        + package[entry + len(whole) : entry + 64]
        + b"\x22\x00"
        + package[entry + 66 :]
    )
    with pytest.raises(SourceRefused, match="密码"):
        read_sheets(package, "a.xlsx")


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(SourceRefused, match="没有文字"):
        read_sheets(xlsx(lambda book: book.add_worksheet()), "a.xlsx")


def test_dates_are_dates_in_either_kind_of_workbook() -> None:
    def write(book: Any) -> None:
        rows(book, ("项目", "日期"), ("甲",)).write_datetime(
            1, 1, date(2023, 12, 31), book.add_format({"num_format": 14})
        )

    assert tables(read_sheets(xlsx(write), "a.xlsx"))[0][1] == ["甲", "2023-12-31"]
