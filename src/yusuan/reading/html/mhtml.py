"""Web pages saved as one file (.mht, .mhtml, and .xls or .doc files saved as such): the pages in a mail message."""

from __future__ import annotations

import email
import email.policy
import hashlib
import posixpath
from collections.abc import Iterator
from email.message import Message

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.reading.canvas import Canvas
from yusuan.reading.html import nothing, write_page
from yusuan.reading.html.encoding import Decoded, decode_page
from yusuan.reading.html.tree import MOST_BYTES, Element, WebPage

_MOST_PAGES = 200


def read_mhtml(data: bytes, name: str) -> Document:
    """The Document of a saved web page: all its HTML parts in order, each sheet of a workbook a page of its own."""
    if len(data) > 2 * MOST_BYTES:
        raise SourceRefused(
            f"{name}：网页存档超过 {2 * MOST_BYTES // 1024**2} MB，不像一份公开文件，未读取；请拆分后再导入。",
            f"{name}: more than {2 * MOST_BYTES // 1024**2} MB, too large for one saved page; split it.",
        )
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
    except RecursionError as error:
        raise nothing(name, WebPage(Element("body", {}))) from error
    canvas = Canvas()
    page = WebPage(Element("body", {}))
    encodings: list[str] = []
    for place, decoded in _pages(message, name):
        if "sheet" in place.lower():
            canvas.place(sheet=posixpath.splitext(posixpath.basename(place))[0])
        page = write_page(canvas, decoded.text, name)
        encodings.append(decoded.encoding)
        for note in decoded.notes:
            canvas.note(*note)
    if canvas.length == 0:
        raise nothing(name, page)
    encoding = encodings[0] if len(set(encodings)) == 1 else ""
    return canvas.document(Source(hashlib.sha256(data).hexdigest(), name, "multipart/related", encoding))


def _pages(message: Message, name: str) -> Iterator[tuple[str, Decoded]]:
    """(location, characters) of every HTML part."""
    for count, part in enumerate(each for each in _parts(message) if each.get_content_type() == "text/html"):
        if count >= _MOST_PAGES:
            return
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            place = str(part.get("Content-Location", ""))
            yield place, decode_page(body, name, part.get_content_charset() or "")


def _parts(message: Message) -> Iterator[Message]:
    """Every part, without recursion."""
    stack = [message]
    while stack:
        part = stack.pop()
        yield part
        below = part.get_payload()
        if isinstance(below, list):
            stack += [each for each in reversed(below) if isinstance(each, Message)]
