"""Word documents (.docx, .docm, .dotx): what is printed, in reading order, with merged cells, list numbers and page ends.

Page headers and footers and the table of contents are in the text but in no block; footnotes follow the body. A file that
some tool made from a text file line by line, with tabs and blank paragraphs, gives the blocks that the text file gives.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.reading.canvas import Canvas
from yusuan.reading.docx.body import BodyParagraph, Story, TooDeep
from yusuan.reading.docx.numbering import Numbering
from yusuan.reading.docx.package import Package
from yusuan.reading.docx.styles import Styles
from yusuan.reading.docx.tables import TooWide, WordTable
from yusuan.reading.docx.xml import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_CHARACTERS = 1_000_000
"""As much text as the longest disclosures hold, many times over."""

_FURNITURE = re.compile(r"[\s\d\-—–－―·•.~〜/|第共页,，:：()（）]*|(?:Page)?\s*\d+\s*(?:of|/)\s*\d+\s*", re.I)
"""A header or footer that holds only the page's number."""


def read_docx(data: bytes, name: str, source: Source | None = None) -> Document:
    """The Document of a Word file. ``source`` says where the bytes came from where they were converted from another format.

    Raises SourceRefused, with one sentence naming the file, for one that is damaged, encrypted, no Word document, or of a
    size or depth that no disclosure has.
    """
    package = Package(data, name)
    try:
        return _document(package, source or Source(hashlib.sha256(data).hexdigest(), name, MEDIA_TYPE, ""))
    except TooDeep as error:
        raise package.refused(
            "表格或文本框嵌套过深，未读取；请另存后再导入", "nested too deeply; save it anew"
        ) from error
    except TooWide as error:
        raise package.refused(
            "有表格的行列数不像公开表格，未读取；请核对文件",
            "a table is larger than any disclosure's; check the file",
        ) from error


def _document(package: Package, source: Source) -> Document:
    body = child(package.main, "body")
    sections = [] if body is None else list(body.iter("{*}sectPr"))
    styles = Styles(package.related("styles"))
    kinds = [attribute(child(each, "type"), "val") or "nextPage" for each in sections]
    story = Story(styles, Numbering(package.related("numbering"), styles), kinds)
    canvas = Canvas()
    paged = body is not None and _has_pages(package, body)
    if paged:
        canvas.place(page=1)
    wordless = True
    for item in story.items(body) if body is not None else ():
        _put(canvas, item, paged)
        _bound(package, canvas)
        wordless = wordless and not _flat(item).strip()
    if wordless:
        raise _wordless(package, story, body)
    _put_notes(package, canvas, story)
    if paged:
        canvas.place()
    _put_margins(package, canvas, story, sections)
    _say(package, canvas, story)
    return canvas.document(source)


def _put(canvas: Canvas, item: BodyParagraph | WordTable, paged: bool) -> None:
    start = canvas.length
    if isinstance(item, WordTable):
        canvas.grid(item.rows, item.pages if paged else None)
    elif item.contents:
        canvas.margin(item.text)
    else:
        canvas.line(item.text)
        for offset, page in item.pages if paged else ():
            canvas.place(page=page, at=min(start + offset, canvas.length))


def _has_pages(package: Package, body: Element) -> bool:
    """Whether the file says where its pages end: by what the last printing left behind, or by breaks that an author set,
    unless more pages were printed than these part."""
    if next(body.iter("{*}lastRenderedPageBreak"), None) is not None:
        return True
    breaks = sum(attribute(each, "type") == "page" for each in body.iter("{*}br"))
    breaks += sum(1 for _ in body.iter("{*}pageBreakBefore"))
    return breaks > 0 and package.printed_pages <= breaks + sum(1 for _ in body.iter("{*}sectPr"))


def _bound(package: Package, canvas: Canvas) -> None:
    if canvas.length > MOST_CHARACTERS:
        raise package.refused(
            f"文字超过 {MOST_CHARACTERS // 10_000} 万字，不像一份公开文件，未读取；请拆分后再导入",
            f"more than {MOST_CHARACTERS:,} characters, too long for one disclosure; split it",
        )


def _wordless(package: Package, story: Story, body: Element | None) -> SourceRefused:
    if story.pictures:
        return package.refused(
            "里面只有图片，没有文字；请另存为 PDF，按扫描件导入",
            "holds only pictures; save it as PDF and read it as a scan",
        )
    if child(body, "altChunk") is not None:
        return package.refused(
            "正文是嵌在里面的另一个文件；请用 Word 打开后另存再导入",
            "its text is another file inside it; save it anew with Word",
        )
    return package.refused("文件没有内容，请换成有内容的文件", "the document is empty; give one with content")


def _put_notes(package: Package, canvas: Canvas, story: Story) -> None:
    """Footnotes and endnotes, in the order in which the body refers to them."""
    for kind, identifier in list(story.notes):
        root = package.related(f"{kind}s")
        note = next((e for e in (root if root is not None else ()) if attribute(e, "id") == identifier), None)
        for item in story.items(note) if note is not None else ():
            _put(canvas, item, paged=False)
            _bound(package, canvas)


def _put_margins(package: Package, canvas: Canvas, story: Story, sections: list[Element]) -> None:
    seen: set[str] = set()
    for identifier in dict.fromkeys(_margin_parts(sections)):
        root = package.part(identifier)
        lines = [] if root is None else [_flat(item) for item in story.items(root)]
        text = "\n".join(line.strip() for line in lines if line.strip())
        if text not in seen and not _FURNITURE.fullmatch(text):
            seen.add(text)
            canvas.margin(text)


def _margin_parts(sections: list[Element]) -> Iterator[str]:
    for section in sections:
        for each in section:
            if local(each) in ("headerReference", "footerReference"):
                yield attribute(each, "id") or ""


def _flat(item: BodyParagraph | WordTable) -> str:
    if isinstance(item, BodyParagraph):
        return item.text
    return "\n".join(" ".join(cell.text for cell in row if cell.text) for row in item.rows)


def _say(package: Package, canvas: Canvas, story: Story) -> None:
    if story.hidden:
        canvas.note(
            "docx.hidden",
            f"文中有 {story.hidden} 个隐藏文字，打印时不出现，未读取。",
            f"{story.hidden} hidden characters, which are not printed, were not read.",
        )
    if story.pictures:
        canvas.note(
            "docx.picture",
            f"文中有 {story.pictures} 张图片，图片里的文字未读取。",
            f"The words in {story.pictures} pictures were not read.",
        )
    for part in package.damaged:
        canvas.note(
            "docx.part-damaged",
            f"文件的一部分（{part}）已损坏，未读取。",
            f"A damaged part ({part}) was not read.",
        )
