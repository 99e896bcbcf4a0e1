"""Web pages: bytes → characters. In which encoding is a page written, whatever it says of itself?

A byte-order mark decides; else bytes that only UTF-8 gives decide; else what the page declares (XML declaration, meta
element, or the mail part it came in), gb2312 and gbk being read as the GB18030 that contains them; else the same search as
for a text file. A declaration that does not fit the bytes is overruled, and that is said.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from yusuan.errors import SourceRefused
from yusuan.reading.text.decode import decode

_DECLARED = (
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']?([\w.:-]{2,30})", re.I),
    re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I),
)
_HEAD = 8192
"""A declaration stands at the beginning; some pages put scripts before it."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "latin_1": "cp1252"}
"""Declared names and the encoding that browsers read instead: it holds the declared one and what pages use beyond it."""
_MOST_BROKEN = 500
"""One character in so many may be broken (a page that was cut, or pasted together) before the page is refused."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's characters, the encoding, and what has to be said about it (code, zh, en)."""

    text: str
    encoding: str
    notes: tuple[tuple[str, str, str], ...] = ()


def decode_page(data: bytes, name: str, transport: str = "") -> Decoded:
    """The characters of a web page; ``transport`` is the encoding that the message around it declares.

    Raises SourceRefused for an empty or binary file and for bytes in no known encoding.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict_or_mended(data[len(mark) :], encoding, name)
    declared = _declared(data[:_HEAD]) or transport.lower()
    codec = _codec(declared)
    if codec is None or codec.startswith(
        "utf-16"
    ):  # a page whose declaration can be read as ASCII is not UTF-16
        text, encoding = decode(data, name)
        return Decoded(text, encoding, _overruled(declared, encoding) if declared else ())
    if codec != "utf-8" and not data.isascii() and _fits(data, "utf-8"):
        return Decoded(_lines(data.decode("utf-8")), "utf-8", _overruled(declared, "utf-8"))
    if _fits(data, codec) and (codec in ("utf-8", "gb18030") or _reads_as_chinese(data.decode(codec))):
        return Decoded(_lines(data.decode(codec)), codec)
    try:
        text, encoding = decode(data, name)
    except SourceRefused:
        return _strict_or_mended(data, codec, name)
    return Decoded(text, encoding, _overruled(declared, encoding))


def _declared(head: bytes) -> str:
    for form in _DECLARED:
        match = form.search(head)
        if match:
            return match.group(1).decode("ascii", "replace").lower()
    return ""


def _codec(declared: str) -> str | None:
    """Python's name of the encoding that ``declared`` stands for; ``None`` for none or an unknown one."""
    if not declared:
        return None
    if declared == "unicode":  # Word's name for UTF-16
        return "utf-16"
    try:
        found = codecs.lookup(declared).name.replace("iso8859-1", "latin_1")
    except LookupError:
        return None
    return _WIDER.get(found, found)


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeDecodeError, LookupError, TypeError):  # TypeError: a codec that is no text encoding
        return False
    return True


def _reads_as_chinese(text: str) -> bool:
    return len(_CHINESE.findall(text)) * 10 >= sum(ord(character) > 127 for character in text)


def _strict_or_mended(data: bytes, codec: str, name: str) -> Decoded:
    """``data`` read as ``codec``; a few broken characters become U+FFFD, which is said; many refuse the page."""
    text = data.decode(codec, "replace") if _text_codec(codec) else ""
    broken = text.count("\ufffd")
    if not text.strip() or broken * _MOST_BROKEN > len(text):
        raise SourceRefused(
            f"{name}：网页的编码无法识别（声明为 {codec}，与字节不符，也不是 UTF-8 或 GB18030）；请用浏览器另存为 UTF-8。",
            f"{name}: the page's encoding cannot be told (it says {codec}, which does not fit, nor do UTF-8 and GB18030);"
            " save it as UTF-8 in a browser.",
        )
    notes: tuple[tuple[str, str, str], ...] = ()
    if broken:
        notes = (
            (
                "html.broken-characters",
                f"网页里有 {broken} 个字符的字节不完整，读作“\ufffd”。",
                f"{broken} characters of the page have broken bytes and are read as U+FFFD.",
            ),
        )
    return Decoded(_lines(text), codec, notes)


def _text_codec(codec: str) -> bool:
    return codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs")


def _overruled(declared: str, encoding: str) -> tuple[tuple[str, str, str], ...]:
    if _codec(declared) == encoding or (_codec(declared) or "").startswith(encoding[:6]):
        return ()
    return (
        (
            "html.encoding-overruled",
            f"网页声明的编码是 {declared}，与字节不符，按 {encoding} 读取。",
            f"The page declares the encoding {declared}, which does not fit its bytes; it was read as {encoding}.",
        ),
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
