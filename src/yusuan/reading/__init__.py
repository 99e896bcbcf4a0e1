"""Bytes → Document: the registry of readers, one file a format. Readers say what stands where, not what it means."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import PurePath

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.reading.blocks import blocks
from yusuan.reading.text import decode

Reader = Callable[[bytes, str], Document]


MOST_TEXT_BYTES = 4 * 1024**2
"""The longest disclosures hold a few hundred kB of text; one that a bomb could hide in is not read."""


def read_text(data: bytes, name: str) -> Document:
    """The Document of a plain text file; SourceRefused for one that is far too long to be a disclosure."""
    if len(data) > MOST_TEXT_BYTES:
        raise SourceRefused(
            f"{name}：文本超过 {MOST_TEXT_BYTES // 1024**2} MB，不像一份公开文件，未读取；请拆分后再导入。",
            f"{name}: more than {MOST_TEXT_BYTES // 1024**2} MB of text, too long for one disclosure; split it.",
        )
    text, encoding = decode(data, name)
    source = Source(hashlib.sha256(data).hexdigest(), name, "text/plain", encoding)
    return Document(source, text, blocks(text))


READERS: dict[str, Reader] = {".txt": read_text, ".text": read_text, ".md": read_text, "": read_text}
"""Readers by file suffix, lower case. docs/howto/add-a-reader.md says how to add one."""

_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP/Office"),
    (b"\xd0\xcf\x11\xe0", "Office 97–2003"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)


def read(data: bytes, name: str) -> Document:
    """The Document of ``data``, by the suffix of ``name`` and the first bytes.

    Raises SourceRefused with one sentence naming the file for anything no reader takes.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise _unknown(name, kind)
    suffix = PurePath(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise _unknown(name, suffix)
    return reader(data, name)


def _unknown(name: str, kind: str) -> SourceRefused:
    known = " ".join(sorted(suffix for suffix in READERS if suffix))
    return SourceRefused(
        f"{name}：还不能读取这种格式（{kind}）；目前支持 {known}，请转换后再导入。",
        f"{name}: this format ({kind}) cannot be read yet; supported are {known}: convert it and ingest again.",
    )
