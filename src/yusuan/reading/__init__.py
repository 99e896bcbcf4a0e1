"""Bytes → Document: the registry of readers, one file a format. Readers say what stands where, not what it means."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.model.issue import Issue
from yusuan.reading.sniff import SUFFIXES, UNREADABLE, sniff
from yusuan.reading.text.blocks import blocks
from yusuan.reading.text.decode import decode
from yusuan.reading.text.lines import trimmed
from yusuan.reading.text.page_marks import page_marks

Reader = Callable[[bytes, str], Document]

READERS: dict[str, str] = {
    "text": "yusuan.reading:read_text",
    "delimited": "yusuan.reading.sheets.delimited:read_delimited",
    "html": "yusuan.reading.html:read_html",
    "mhtml": "yusuan.reading.html.mhtml:read_mhtml",
    "docx": "yusuan.reading.docx:read_docx",
    **dict.fromkeys(("doc", "rtf", "odt", "wordxml"), "yusuan.reading.docx.office:read_office"),
    **dict.fromkeys(("xlsx", "xls", "xlsb", "ods", "sheetxml"), "yusuan.reading.sheets:read_sheets"),
    "pdf": "yusuan.reading.pdf:read_pdf",
    "image": "yusuan.reading.scans.ocr:read_image",
}
"""Format → "module:function" that reads it, imported when it is needed. docs/howto/add-a-reader.md says how to add one."""

_SAME = (frozenset(("text", "delimited")), frozenset(("xls", "sheetxml")), frozenset(("doc", "wordxml")))
"""Formats of which one under the suffix of the other surprises nobody."""
MOST_TEXT_BYTES = 4 * 1024**2
"""The longest disclosures hold a few hundred kB of text; one that a bomb could hide in is not read."""


def read(data: bytes, name: str, folders: Sequence[str] = ()) -> Document:
    """The Document of ``data``, by its content and then by the suffix of ``name``.

    ``folders`` are the names of the folders and archives it lay in, outermost first. Raises SourceRefused with one
    sentence naming the file for anything no reader takes.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceRefused(
            f"{name}：文件是空的，请换成有内容的文件。", f"{name}: the file is empty; give one with content."
        )
    found = sniff(data, name)
    if found in UNREADABLE:
        zh, en = UNREADABLE[found]
        raise SourceRefused(f"{name}：{zh}", f"{name}: {en}")
    if found == "zip":
        raise SourceRefused(
            f"{name}：这是压缩包，不是一份文件，或者已经损坏；请解压后再导入。",
            f"{name}: this is an archive, not one document, or it is damaged; unpack it and ingest again.",
        )
    document = _reader(found)(data, name)
    source = replace(document.source, folders=tuple(folders))
    return replace(document, source=source, notes=(*_mismatch(document, name, found), *document.notes))


def read_text(data: bytes, name: str) -> Document:
    """The Document of a plain text file; SourceRefused for one that is far too long to be a disclosure."""
    if len(data) > MOST_TEXT_BYTES:
        raise SourceRefused(
            f"{name}：文本超过 {MOST_TEXT_BYTES // 1024**2} MB，不像一份公开文件，未读取；请拆分后再导入。",
            f"{name}: more than {MOST_TEXT_BYTES // 1024**2} MB of text, too long for one disclosure; split it.",
        )
    text, encoding = decode(data, name)
    source = Source(hashlib.sha256(data).hexdigest(), name, "text/plain", encoding)
    margins = page_marks(text)
    return Document(source, text, blocks(text, margins=frozenset(margins)), margins=margins)


def _reader(found: str) -> Reader:
    module, _, function = READERS[found].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def _mismatch(document: Document, name: str, found: str) -> tuple[Issue, ...]:
    """The note that a file is not what its suffix says."""
    suffix = PurePath(name).suffix.lower()
    promised = SUFFIXES.get(suffix)
    if (
        promised in (None, found)
        or any({promised, found} <= same for same in _SAME)
        or not document.text.strip()
    ):
        return ()
    start = len(document.text) - len(document.text.lstrip())
    span = trimmed(document.text[start:].split("\n", 1)[0], start)
    return (
        Issue(
            "format.mismatch",
            span,
            f"文件的后缀是“{suffix}”，内容却是 {found}，已按内容读取。",
            f"The suffix is '{suffix}', the content is {found}; it was read by its content.",
        ),
    )
