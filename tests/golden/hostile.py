"""Hostile files, made anew the same way each time: bombs, loops, lies about size, deep nesting, broken and encrypted files.

``write`` puts them all into a folder. None holds anything real; each is small on disk.
"""

from __future__ import annotations

import io
import os
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from layouts import Project, rows_layout

Made = Iterator[tuple[str, bytes]]
GOOD = rows_layout(Project())
"""A disclosure that is read."""
_SUFFIXES = (
    ".txt", ".md", ".csv", ".tsv", ".html", ".mhtml", ".docx", ".doc", ".wps", ".rtf", ".odt", ".xlsx", ".xls", ".ods",
    ".pdf", ".png", ".jpg", ".gif", ".tif", ".bmp", ".zip",
)  # fmt: skip
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def write(folder: Path) -> list[str]:
    """Write every hostile file into ``folder``; returns their names."""
    names = []
    for make in (archives, word_files, spreadsheets, pages, documents, pictures, texts, by_suffix):
        for name, data in make():
            (folder / name).write_bytes(data)
            names.append(name)
    return names + odd_files(folder)


# ---------------------------------------------------------------- archives


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], level: int = 9) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=level)
    return out.getvalue()


def archives() -> Made:
    """Zips that unpack without end, lie, or try to write elsewhere."""
    zeros = bytes(30 * 1024**2)
    yield "bomb-flat.zip", zipped(("zeros.txt", bytes(80 * 1024**2)), level=1)
    yield "bomb-ratio.zip", zipped(("zeros.txt", zeros))
    noise = (random.Random(1).randbytes(64) + bytes(2000)) * 1500
    yield "bomb-total.zip", zipped(*((f"{at}.txt", noise) for at in range(30)), level=1)
    nested = zipped(("zeros.txt", bytes(1024**2)))
    for _ in range(6):
        nested = zipped(*((f"{at}.zip", nested) for at in range(4)))
    yield "bomb-nested.zip", nested
    deep = zipped(("x.txt", b"x"))
    for _ in range(60):
        deep = zipped(("again.zip", deep))
    yield "deep.zip", deep
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for at in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{at}.txt"), b"")
    yield "many.zip", many.getvalue()
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    yield "symlink.zip", zipped((link, b"/etc/passwd"))
    locked = bytearray(zipped(("locked.txt", b"secret" * 20)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1
    yield "encrypted.zip", bytes(locked)
    odd = bytearray(zipped(("odd.txt", b"odd" * 20)))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        odd[odd.index(mark) + at] = 97
    yield "method.zip", bytes(odd)
    yield "truncated.zip", zipped(("a.txt", GOOD.encode()))[:-30]
    spoiled = bytearray(zipped(("a.txt", GOOD.encode())))
    spoiled[60:90] = bytes(30)
    yield "spoiled.zip", bytes(spoiled)
    yield "nothing.zip", zipped()
    yield "traversal.zip", zipped(
        ("../../../../tmp/yusuan-traversal.txt", b"x"), ("/etc/yusuan.txt", b"x"), ("C:\\yusuan.txt", b"x")
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # two members of one name, on purpose
        names = zipped(
            ("换\n行\x00.txt", b"x"), ("same.txt", b"tomatoes"), ("same.txt", b"eggs"), ("长" * 5000 + ".txt", b"x")
        )
    yield "names.zip", names


# ---------------------------------------------------------------- Office Open XML and the older formats


def docx(body: str, prolog: str = "") -> bytes:
    """A .docx whose document.xml has this body, after this prolog."""
    return zipped(
        (
            "[Content_Types].xml",
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.document.main+xml"/></Types>',
        ),
        (
            "_rels/.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            b'Target="word/document.xml"/></Relationships>',
        ),
        ("word/document.xml", f'{prolog}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode()),
    )


def _laughs() -> str:
    rows = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    return f'<!DOCTYPE d [<!ENTITY l0 "笑笑笑">{rows}]>'


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_files() -> Made:
    """Word files."""
    yield "laughs.docx", docx(_paragraph("&l11;"), _laughs())
    yield "outside.docx", docx(_paragraph("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    yield "dtd.docx", docx(_paragraph("x"), '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">')
    yield "tables.docx", docx("<w:tbl><w:tr><w:tc>" * 3000 + _paragraph("x") + "</w:tc></w:tr></w:tbl>" * 3000)
    yield "wide.docx", docx(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 100_000}</w:tr></w:tbl>")
    yield "span.docx", docx(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    )
    yield "long.docx", docx(_paragraph("预算" * 40) * 150_000)
    yield "broken.docx", docx(_paragraph("部门预算")) [:-200]
    yield "noxml.docx", docx("<w:p>")
    yield "locked.docx", compound("EncryptedPackage", random.Random(2).randbytes(9000))
    yield "garbage.doc", compound("WordDocument", random.Random(3).randbytes(9000))
    yield "cut.doc", compound("WordDocument", bytes(9000))[:700]
    yield "loop.xls", _looped(compound("Workbook", bytes(9000)))
    yield "nested.rtf", b"{\\rtf1 " + b"{" * 300_000
    yield "picture.rtf", b"{\\rtf1 {\\pict\\wmetafile8 " + b"ff" * 500_000


def compound(stream: str, data: bytes) -> bytes:
    """A compound (OLE 2) file with one stream."""
    data = data.ljust(-(-max(len(data), 4096) // 512) * 512, b"\0")
    sectors = len(data) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header = header[:76] + struct.pack("<109I", *[0, *[0xFFFFFFFF] * 108])
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + _entry(stream, 2, 2, len(data), 0xFFFFFFFF)
    return header + struct.pack("<128I", *fat) + (entries + bytes(256)) + data


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    ids = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1) + ids + bytes(36) + struct.pack(
        "<IQ", start, size
    )


def _looped(data: bytes) -> bytes:
    """The same file with a stream whose sectors go round."""
    looped = bytearray(data)
    struct.pack_into("<I", looped, 512 + 4 * 10, 2)
    return bytes(looped)


# ---------------------------------------------------------------- spreadsheets


def xlsx(sheet: str, prolog: str = "") -> bytes:
    """A .xlsx whose only sheet has this content."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        (
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>'.encode(),
        ),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'.encode(),
        ),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{_S}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="s"/></sheets>'
            "</workbook>".encode(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="s" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        ),
        ("xl/worksheets/sheet1.xml", f'{prolog}<worksheet xmlns="{_S}">{sheet}</worksheet>'.encode()),
    )


def _ods(table: str) -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = f"<office:document-content {names}><office:body><office:spreadsheet>{table}</office:spreadsheet>"
    return zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", f"{content}</office:body></office:document-content>".encode()),
    )


def spreadsheets() -> Made:
    """Workbooks and tables of text."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield "dimension.xlsx", xlsx(f'<dimension ref="A1:XFD1048576"/><sheetData>{far}</sheetData>')
    row = "".join(f'<c t="n"><v>{at}</v></c>' for at in range(1000))
    yield "million.xlsx", xlsx(f"<sheetData>{f'<row>{row}</row>' * 1500}</sheetData>")
    yield "laughs.xlsx", xlsx('<sheetData><row r="1"><c r="A1"><v>&l11;</v></c></row></sheetData>', _laughs())
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield "merged.xlsx", xlsx(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>{merged}')
    yield "broken.xlsx", xlsx("<sheetData>")[:900]
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>部门预算</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    yield "repeated.ods", _ods(f"<table:table>{rows}</table:table>")
    yield "columns.csv", b"1," * 1_000_000
    yield "quotes.csv", '"部门预算'.encode() + b'",""' * 300_000
    yield "rows.csv", ("部门预算,1\n" * 200_000).encode()
    yield "spreadsheet.xml.xls", (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">' + "<Row>" * 50_000
    ).encode()


# ---------------------------------------------------------------- web pages


def pages() -> Made:
    """Web pages, alone and saved with their parts."""
    yield "nested.html", b"<html><body>" + b"<div>" * 200_000 + "部门预算".encode()
    yield "tables.html", b"<html><body>" + b"<table><tr><td>" * 20_000 + b"x"
    wide = '<html><body><table><tr><td colspan="999999999" rowspan="999999999">部门预算</td></tr></table>'
    yield "span.html", wide.encode()
    yield "fonts.html", b"<html><body>" + b"<font><b><i>" * 30_000 + "部门预算".encode()
    yield "attributes.html", b"<html><body><p " + b'a="' * 300_000
    yield "entities.html", b"<html><body>" + b"&#x10ffff;&amp" * 100_000
    yield "line.html", b"<html><body><p>" + "部门预算5万元，".encode() * 100_000
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(3000))
    yield "nested.mhtml", f"MIME-Version: 1.0\n{parts}".encode()
    yield "boundary.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n" * 200_000


# ---------------------------------------------------------------- PDF


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, trailer, start,
    )  # fmt: skip


def _stream(data: bytes, rest: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), rest, packed)


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>"
_ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def documents() -> Made:
    """PDF files."""
    yield "header.pdf", b"%PDF-1.7\n"
    yield "loop.pdf", pdf(_CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
    yield "count.pdf", pdf(_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", _PAGE, _stream(b""))
    kids = b"3 0 R " * 60_000
    yield "pages.pdf", pdf(_CATALOG, b"<</Type/Pages/Kids[%s]/Count 60000>>" % kids, _PAGE, _stream(b""))
    yield "flate.pdf", pdf(_CATALOG, _ONE_PAGE, _PAGE, _stream(bytes(100 * 1024**2)))
    lines = b"".join(b"%d 0 m 0 %d l S\n" % (at % 595, at % 842) for at in range(200_000))
    yield "lines.pdf", pdf(_CATALOG, _ONE_PAGE, _PAGE, _stream(lines))
    yield "arrays.pdf", pdf(_CATALOG, b"[" * 100_000)
    yield "nested-forms.pdf", pdf(
        _CATALOG,
        _ONE_PAGE,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        _stream(b"/F Do " * 9),
        _stream(b"/F Do " * 9, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"),
    )
    yield "box.pdf", pdf(_CATALOG, _ONE_PAGE, _PAGE.replace(b"595 842", b"9999999 9999999"), _stream(b""))
    locked = b"/Root 1 0 R/Encrypt 5 0 R/ID[<00><00>]"
    key = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32)
    yield "locked.pdf", pdf(_CATALOG, _ONE_PAGE, _PAGE, _stream(b"BT ET"), key, trailer=locked)
    yield "cut.pdf", pdf(_CATALOG, _ONE_PAGE, _PAGE, _stream(lines[:5000]))[:400]


# ---------------------------------------------------------------- pictures


def pictures() -> Made:
    """Pictures."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0))
    yield "huge.png", b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")
    yield "packed.png", b"\x89PNG\r\n\x1a\n" + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**8)))
    yield "huge.gif", b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0xF7, 0, 0) + bytes(800) + b";"
    yield "loop.tif", b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 0) + struct.pack("<I", 8)
    bmp = struct.pack("<IiiHHIIiiII", 40, 100_000, 100_000, 1, 24, 0, 0, 0, 0, 0, 0)
    yield "huge.bmp", b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + bmp
    yield "cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)


# ---------------------------------------------------------------- text


def texts() -> Made:
    """Text that is hard on decoding, on patterns, and on what joins lines."""
    opening = GOOD.split("一、")[0]
    yield "no-mark.txt", "部门预算公开".encode("utf-16-le") * 50
    yield "zeros.txt", "部门预算".encode() + bytes(300_000)
    yield "line.txt", ("部门预算" + "三公经费5万元" * 150_000).encode()
    yield "too-long.txt", "部门预算\n".encode() * 900_000
    for name, run in {
        "digits": "1234567890" * 10_000,
        "commas": "1,234," * 10_000,
        "lists": "公务接待费、" * 10_000,
        "brackets": "（" * 25_000,
        "pairs": "（）" * 15_000,
        "colons": "：" * 25_000,
        "spaces": "项 目 " * 15_000,
        "tabs": "\t1" * 25_000,
        "pipes": "| a " * 15_000 + "\n" + "|---" * 15_000,
        "years": "2023年度至2024年" * 5_000,
        "marks": "《" * 15_000 + "》" * 15_000,
    }.items():
        yield f"run-{name}.txt", f"{opening}\n\n一、“三公”经费预算情况\n\n{run}\n\n二、名词解释\n\n{run}".encode()
    yield "lines.txt", (opening + "\n项目名称\n1万元\n" * 10_000).encode()
    yield "headings.txt", (opening + "".join(f"\n（{at}）、{at}、\n" for at in range(10_000))).encode()


def by_suffix() -> Made:
    """Nothing, noise, and text under every suffix."""
    chance = random.Random(4)
    for suffix in _SUFFIXES:
        yield f"empty{suffix}", b""
        yield f"noise{suffix}", chance.randbytes(3000)
        yield f"text{suffix}", "番茄炒蛋：番茄两个，鸡蛋三个，先炒蛋，再炒番茄，加盐。\n".encode()


def odd_files(folder: Path) -> list[str]:
    """Files that are none, and names that cannot be printed; as far as the file system allows."""

    def pipe(path: bytes) -> None:
        os.mkfifo(path)

    def text(path: bytes) -> None:
        Path(os.fsdecode(path)).write_bytes(b"tomatoes and eggs")

    made: dict[bytes, Callable[[bytes], None]] = {
        b"pipe.txt": pipe,
        b"gone.txt": lambda path: os.symlink(b"/nowhere/at/all", path),
        b"endless.txt": lambda path: os.symlink(b"/dev/zero", path),
        b"round.txt": lambda path: os.symlink(path, path),
        b"two\nlines.txt": text,
        "名称".encode("gb18030") + b".txt": text,
        b"half\xff\xfe.txt": text,
    }
    names = []
    for name, make in made.items():
        try:
            make(os.fsencode(folder) + b"/" + name)
        except OSError:
            continue  # this file system has no such files or names
        names.append(os.fsdecode(name))
    return names
