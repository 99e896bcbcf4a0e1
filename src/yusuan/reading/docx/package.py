"""A .docx as its parts: what may be opened at all, where the main part lies, and each part as parsed XML.

A part is unpacked only when it is wanted, and never beyond a bound on the bytes that really come out; XML with a document
type declaration is refused before it is parsed. Parts are opened here rather than by python-docx because that unpacks
everything, pictures too, and knows neither bounds nor the part names and relationships that other word processors write.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yusuan.errors import SourceRefused
from yusuan.reading.compound import MAGIC, CompoundFile
from yusuan.reading.docx.xml import Declared, attribute, child, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_MEMBERS = 20_000
MOST_XML_BYTES = 48 * 1024**2
MOST_TAGS = 2_000_000
"""Of all parts that are opened together: a disclosure of a hundred pages has some ten MB of XML and 400,000 tags."""

_TOO_DEEP = re.compile(r"Excessive depth in document: ")
"""How libxml2 begins to say so; its number for it (XML_ERR_RESOURCE_LIMIT) stands for other bounds too."""
_FOREIGN = (
    ("xl/", "Excel 工作簿", "an Excel workbook", ".xlsx"),
    ("ppt/", "PowerPoint 演示文稿", "a PowerPoint presentation", ".pptx"),
    ("content.xml", "OpenDocument 文件", "an OpenDocument file", ".odt"),
)


class Package:
    """The parts of one .docx (also .docm, .dotx, .dotm). Raises SourceRefused, with one sentence, for one not to be read."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.damaged: list[str] = []
        """Names of parts beside the main one that could not be parsed and are left out."""
        self._bytes = self._tags = 0
        self._zip = self._opened(data)
        self._members = {
            info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()
        }
        self._main = self._main_name()
        self._related = self._relationships(self._main)
        self.main = self._parsed(self._main)
        self._parsed_parts: dict[str, Element | None] = {}

    def related(self, kind: str) -> Element | None:
        """The root of the first part that the main part is related to as ``kind`` ("numbering"), if there is one."""
        return next((root for key, root in self._roots() if key == kind and root is not None), None)

    def part(self, identifier: str | None) -> Element | None:
        """The root of the part that the main part calls by this relationship identifier, if there is one."""
        kind, target = self._related.get(identifier or "", ("", ""))
        return self._root(target) if kind else None

    @property
    def printed_pages(self) -> int:
        """How many pages the word processor counted when it saved the file; 0 where it does not say."""
        said = child(self._root("docprops/app.xml"), "Pages")
        text = (said.text or "").strip() if said is not None else ""
        return int(text) if text.isdecimal() and len(text) < 6 else 0

    def _roots(self) -> Iterator[tuple[str, Element | None]]:
        for kind, target in self._related.values():
            if kind in ("numbering", "styles", "footnotes", "endnotes"):
                yield kind, self._root(target)

    def _root(self, target: str) -> Element | None:
        if target not in self._parsed_parts:
            self._parsed_parts[target] = self._parsed_or_none(target)
        return self._parsed_parts[target]

    def _parsed_or_none(self, target: str) -> Element | None:
        from lxml import etree

        if target not in self._members:
            return None
        try:
            return self._xml(self._unpacked(target))
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError):
            self.damaged.append(target)
            return None

    def _opened(self, data: bytes) -> zipfile.ZipFile:
        if data.startswith(MAGIC):
            raise self._old(data)
        entries, directory = _directory(data)
        if entries > MOST_MEMBERS or directory > MOST_MEMBERS * 100:
            raise self.refused(
                f"压缩包内文件超过 {MOST_MEMBERS} 个，不像 Word 文档，未读取",
                "far too many files in the package",
            )
        try:
            return zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, RuntimeError) as error:
            raise self._truncated() from error

    def _old(self, data: bytes) -> SourceRefused:
        """The refusal of a compound file: a package under a password, or a file of Word 97."""
        try:
            if "EncryptedPackage" in CompoundFile(data).names:
                return encrypted(self.name)
        except (ValueError, IndexError, struct.error):
            return self._truncated()
        return self.refused(
            "内容是旧版 Office 文件，不是 .docx；请把后缀改为 .doc 后再导入",
            "is an old Office file; rename it to .doc",
        )

    def _truncated(self) -> SourceRefused:
        return self.refused(
            "Word 文件不完整或已损坏，请重新下载", "damaged or truncated Word file; download it again"
        )

    def _main_name(self) -> str:
        for kind, target in self._relationships("").values():
            if kind == "officeDocument" and target in self._members:
                main = target
                break
        else:
            main = "word/document.xml"
        foreign = next((each for each in _FOREIGN if main.startswith(each[0])), None)
        if main not in self._members:
            foreign = foreign or next(
                (each for each in _FOREIGN if any(name.startswith(each[0]) for name in self._members)), None
            )
            if foreign is None:
                raise self.refused(
                    "压缩包里没有 Word 正文，不是 Word 文档；请核对文件格式后再导入",
                    "no Word document in the package; check the file's format",
                )
        if foreign is not None:
            raise self.refused(
                f"内容是 {foreign[1]}，不是 Word 文档；请把后缀改为 {foreign[3]} 后再导入",
                f"is {foreign[2]}, not a Word document; rename it to {foreign[3]}",
            )
        return main

    def _relationships(self, source: str) -> dict[str, tuple[str, str]]:
        """Identifier → (kind, part name) of the parts inside the package that ``source`` is related to."""
        folder, file = posixpath.split(source)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        root = self._parsed_or_none(path)
        found: dict[str, tuple[str, str]] = {}
        for each in root if root is not None else ():
            if attribute(each, "TargetMode") == "External":
                continue
            target = (attribute(each, "Target") or "").replace("\\", "/")
            place = target if target.startswith("/") else posixpath.join(folder, target)
            kind = (attribute(each, "Type") or "").rpartition("/")[2]
            found[attribute(each, "Id") or ""] = (kind, posixpath.normpath(place).lstrip("/").lower())
        return found

    def _parsed(self, member: str) -> Element:
        from lxml import etree

        try:
            return self._xml(self._unpacked(member))
        except etree.XMLSyntaxError as error:
            if _TOO_DEEP.match(error.msg or ""):
                raise self.refused(
                    "正文嵌套过深，未读取；请另存后再导入", "nested too deeply; save it anew"
                ) from error
            raise self._truncated() from error
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise self._truncated() from error

    def _xml(self, data: bytes) -> Element:
        self._tags += data.count(b"<")
        if self._tags > MOST_TAGS:
            raise self._too_large()
        try:
            return parsed(data)
        except Declared as error:
            raise self.refused(
                "含有文档类型声明（DTD），可能有害，未读取；请用 Word 另存后再导入",
                "holds a document type declaration (DTD), which may do harm; save it anew with Word",
            ) from error

    def _unpacked(self, member: str) -> bytes:
        info = self._members[member]
        if info.flag_bits & 1:
            raise encrypted(self.name)
        try:
            with self._zip.open(info) as file:
                data = file.read(
                    MOST_XML_BYTES - self._bytes + 1
                )  # what really comes out, not what the header says
        except (NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise self._truncated() from error
        self._bytes += len(data)
        if self._bytes > MOST_XML_BYTES:
            raise self._too_large()
        return data

    def _too_large(self) -> SourceRefused:
        return self.refused(
            f"解压后超过 {MOST_XML_BYTES // 1024**2} MB 或 {MOST_TAGS // 10_000} 万个标记，不像一份公开文件，未读取；"
            "请拆分后再导入",
            f"unpacks to more than {MOST_XML_BYTES // 1024**2} MB or {MOST_TAGS:,} tags, too much for one disclosure; "
            "split it",
        )

    def refused(self, zh: str, en: str) -> SourceRefused:
        """The refusal of this file in one sentence."""
        return SourceRefused(f"{self.name}：{zh}。", f"{self.name}: {en}.")


def encrypted(name: str) -> SourceRefused:
    """The refusal of a file under a password."""
    return SourceRefused(
        f"{name}：文件已加密，无法读取；请取消密码另存后再导入。",
        f"{name}: the file is encrypted; save it without a password and ingest again.",
    )


def _directory(data: bytes) -> tuple[int, int]:
    """(entries, bytes) of the archive's directory as its end record says; (0, 0) where there is none."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or at + 22 > len(data):
        return 0, 0
    entries, size = struct.unpack_from("<HI", data, at + 10)
    return entries, size
