"""Content tells the format, then the suffix; what a suffix promised in vain is noted."""

from __future__ import annotations

import io
import zipfile

import pytest

from yusuan.errors import SourceRefused
from yusuan.reading import read
from yusuan.reading.sniff import sniff


def zipped(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), mimetype if name == "mimetype" else "x")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PAGE = "<html><body><p>柳塘县部门预算</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", "柳塘县".encode(), "text"),
        ("a.预算", "柳塘县".encode(), "text"),
        ("a.csv", b"1,2", "delimited"),
        ("a.xls", b"1\t2", "delimited"),
        ("a.xls", PAGE.encode("gb18030"), "html"),
        ("a.txt", PAGE.encode("utf-16"), "html"),
        ("a.html", "没有标签".encode(), "html"),
        ("a.doc", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "html"),
        ("a.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "mhtml"),
        ("a.mht", b"From: <Saved by>\r\nContent-Type: multipart/related", "mhtml"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "sheetxml",
        ),
        (
            "a.doc",
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
            "wordxml",
        ),
        ("a.doc", b"{\\rtf1 x}", "rtf"),
        ("a.doc", zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.doc", zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.bin"), "xlsb"),
        ("a.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml"), "slides"),
        (
            "a.ods",
            zipped("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "ods",
        ),
        (
            "a.ods",
            zipped("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "odt",
        ),
        ("a.ofd", zipped("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        ("a.docx", zipped("a.txt"), "zip"),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml")[:60], "docx"),
        ("a.zip", zipped(), "zip"),
        ("a.doc", OLE, "doc"),
        ("a.xls", OLE, "xls"),
        ("a.txt", b"\n%PDF-1.4", "pdf"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "image"),
        ("a.txt", b"\xff\xd8\xff\xe0", "image"),
        ("a.rar", b"Rar!\x1a\x07", "archive"),
        ("a.tar.gz", b"\x1f\x8b\x08", "archive"),
        ("a.tar", b"a" * 257 + b"ustar", "archive"),
        ("a.txt", b"BM is a word", "text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_formats(name: str, data: bytes, expected: str) -> None:
    assert sniff(data, name) == expected


def test_a_page_called_a_workbook_is_read_as_a_page_and_says_so() -> None:
    document = read(PAGE.encode(), "预算.xls", ("云川市",))
    assert "柳塘县部门预算" in document.text and "<p>" not in document.text
    note = document.notes[0]
    assert note.code == "format.mismatch" and ".xls" in note.zh and ".xls" in note.en
    assert document.words(note.span)
    assert document.source.folders == ("云川市",)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.csv", "a.2023年预算"])
def test_no_note_where_the_suffix_is_kept(name: str) -> None:
    assert not [
        note for note in read("柳塘县,部门预算\n1,2\n".encode(), name).notes if note.code == "format.mismatch"
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Rar!\x1a\x07", "解压"),
        (zipped("[Content_Types].xml", "ppt/x.xml"), "演示"),
        (zipped("OFD.xml"), "OFD"),
        (zipped("a.txt"), "压缩包"),
        (b"\x7fELF" + bytes(99), "程序"),
        (b"", "空"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_formats_that_are_not_read_say_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(SourceRefused) as caught:
        read(data, "文件")
    assert caught.value.zh.startswith("文件：") and said in caught.value.zh and "\n" not in caught.value.en
