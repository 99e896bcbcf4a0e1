"""Which format is a file in? Its content decides, then its suffix: many files called .xls are web pages.

A format is a word: a key of ``READERS`` ("docx", "pdf"), "zip" for an archive of files, or one of ``UNREADABLE``.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import PurePath

from yusuan.reading.compound import MAGIC, CompoundFile

SUFFIXES: dict[str, str] = {
    **dict.fromkeys(("", ".txt", ".text", ".md"), "text"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "delimited"),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml", ".jhtml"), "html"),
    **dict.fromkeys((".mht", ".mhtml"), "mhtml"),
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt"), "doc"),
    ".rtf": "rtf",
    **dict.fromkeys((".odt", ".ott"), "odt"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), "xlsx"),
    **dict.fromkeys((".xls", ".xlt", ".et", ".ett"), "xls"),
    ".xlsb": "xlsb",
    **dict.fromkeys((".ods", ".ots"), "ods"),
    ".pdf": "pdf",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp"), "image"),
    ".zip": "zip",
}
"""What a suffix, lower case, promises."""

UNREADABLE: dict[str, tuple[str, str]] = {
    "archive": (
        "这种压缩包（rar、7z、gz、tar 等）不能读取；请先解压，再导入解压后的文件或文件夹。",
        "archives of this kind (rar, 7z, gz, tar …) are not read; unpack it and ingest the files or the folder.",
    ),
    "encrypted": (
        "文件有密码，无法读取；请去掉密码后再导入。",
        "the file is protected by a password; remove it and ingest again.",
    ),
    "ofd": (
        "还不能读取 OFD 版式文件；请另存为 PDF 后再导入。",
        "OFD files cannot be read yet; save it as PDF and ingest again.",
    ),
    "slides": (
        "还不能读取演示文稿；请另存为 PDF 后再导入。",
        "presentations cannot be read yet; save it as PDF and ingest again.",
    ),
    "program": ("这是程序，不是文档，未读取。", "this is a program, not a document; it was not read."),
}
"""Formats that are known and not read: the rest of their sentence, in zh and en."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"\x7fELF", "program"),
)
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "slides"),
)
_MEMBERS = (
    ("word/", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/", "xlsx"),
    ("ppt/", "slides"),
    ("OFD.xml", "ofd"),
)
_OPEN_DOCUMENT = (
    ("opendocument.text", "odt"),
    ("opendocument.spreadsheet", "ods"),
    ("opendocument.pres", "slides"),
)
_TOLD_BY_SUFFIX = frozenset(("delimited", "html", "mhtml"))
"""Formats of characters that may begin like any text: where nothing tells them, their suffix does."""
_ARCHIVE = b"PK"
_HEAD = 8192
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|center|meta|style|h[1-6]|font)\b", re.I)
_MHTML = re.compile(r"^(?:mime-version|from|content-type|subject|date|snapshot-content-location)\s*:", re.I)


def sniff(data: bytes, name: str) -> str:
    """The format of a file with these bytes and this name."""
    suffix = PurePath(name).suffix.lower()
    promised = SUFFIXES.get(suffix, "text")
    if data.startswith(_ARCHIVE) and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return _zip(data, promised)
    if data.startswith(MAGIC):
        return _compound(data, promised)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if data.lstrip(b" \t\r\n").startswith(magic):
            return kind
    if data[:2] == b"BM" and data[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0"):
        return "image"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[:2] == b"MZ" and data[2:64].count(0) > 16:
        return "program"
    if data[257:262] == b"ustar":
        return "archive"
    return _text(_opening(data), promised)


def is_zip_of_files(names: list[str]) -> bool:
    """Whether a zip with these members is an archive of files, not one document."""
    return _document_in(names) is None


def _zip(data: bytes, promised: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            found = _document_in(names)
            if found == "opendocument":
                found = _open_document(archive)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, struct.error, EOFError):
        return promised if promised in ("docx", "xlsx", "xlsb", "ods", "odt", "ofd") else "zip"
    return found or "zip"


def _open_document(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument package says that it is; a text where it says nothing."""
    if "mimetype" not in archive.namelist():
        return "odt"
    with archive.open("mimetype") as stream:
        said = stream.read(200).decode("ascii", "replace")
    return next((kind for mark, kind in _OPEN_DOCUMENT if mark in said), "odt")


def _document_in(names: list[str]) -> str | None:
    held = set(names[:2000])
    if "content.xml" in held and ("mimetype" in held or "META-INF/manifest.xml" in held):
        return "opendocument"
    if "[Content_Types].xml" not in held and "OFD.xml" not in held:
        return None
    return next((kind for mark, kind in _MEMBERS if any(each.startswith(mark) for each in held)), None)


def _compound(data: bytes, promised: str) -> str:
    try:
        names = CompoundFile(data).names
    except (ValueError, struct.error, IndexError):
        names = frozenset()
    found = next((kind for stream, kind in _STREAMS if stream in names), None)
    return found or ("xls" if promised in ("xls", "xlsx", "xlsb") else "doc")


def _opening(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if head.count(0) > len(head) // 5:
        return head.replace(b"\0", b"").decode("latin-1")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _text(opening: str, promised: str) -> str:
    opening = opening.lstrip("﻿ \t\r\n\x00")
    if _MHTML.match(opening) and re.search(
        r"^content-type:\s*multipart/|^mime-version:", opening, re.I | re.M
    ):
        return "mhtml"
    if opening.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in opening and not re.search(
            "<html", opening, re.I
        ):
            return "sheetxml"
        if re.search(r"<w:wordDocument|<pkg:package|progid=\"Word\.Document\"", opening):
            return "wordxml"
        if _PAGE.search(opening):
            return "html"
    if promised in _TOLD_BY_SUFFIX:
        return promised
    return "delimited" if promised in ("xls", "xlsx") else "text"
