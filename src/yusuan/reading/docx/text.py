"""The words of one paragraph of a .docx as they are printed, and what hangs on it: text boxes, notes, page ends.

Tracked insertions are kept and deletions left out; a field prints its result; of two versions of a drawing one is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yusuan.reading.docx.xml import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOT_PRINTED = frozenset(
    ("pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "rt")
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {
    "symbol": {
        0xA3: "≤",
        0xB3: "≥",
        0xB9: "≠",
        0xBB: "≈",
        0xB4: "×",
        0xB8: "÷",
        0xB1: "±",
        0xB7: "•",
        0xE5: "∑",
        0xA5: "∞",
    },
    "wingdings": {
        0xFE: "☑",
        0x52: "☑",
        0xA8: "□",
        0x6F: "□",
        0xFC: "√",
        0xFB: "×",
        0x6C: "●",
        0x6E: "■",
        0x75: "◆",
    },
    "wingdings 2": {0x52: "☑", 0xA3: "□", 0x50: "√", 0x4F: "×", 0x54: "☒"},
}
"""What the characters of the usual symbol fonts look like."""


@dataclass(slots=True)
class Pages:
    """On which page the text stands, from 1: counts the breaks an author set and those the last printing left behind."""

    number: int = 1
    _fresh: bool = True  # nothing was printed since the page began

    def set_break(self) -> None:
        """A break that the author set."""
        self.number += 1
        self._fresh = True

    def printed_break(self) -> None:
        """A page end that the last printing left behind; one right after a set break is the same page end."""
        if not self._fresh:
            self.number += 1
        self._fresh = True

    def printed(self) -> None:
        """Something was printed on the page."""
        self._fresh = False

    @property
    def fresh(self) -> bool:
        """Whether nothing was printed on the page yet."""
        return self._fresh


@dataclass(slots=True)
class Content:
    """One paragraph: its text, the offsets in it where pages begin, its text boxes, the notes it refers to (kind and
    identifier), and how many of its characters are hidden."""

    text: str = ""
    pages: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: int = 0
    pictures: int = 0


class ParagraphText:
    """Reads paragraphs in order, and counts the pages they stand on."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def of(self, paragraph: Element) -> Content:
        """What the paragraph prints."""
        found = Content()
        pieces: list[str] = []
        length = 0
        fields: list[bool] = []  # open fields, True while their instruction goes on
        stack = [iter(paragraph)]
        runs: list[bool] = [False]  # whether what is on the stack is hidden
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                runs.pop()
                continue
            name = local(element)
            if name == "fldChar":
                _field(fields, attribute(element, "fldCharType"))
                continue
            if name in ("lastRenderedPageBreak", "br") or name in _CHARACTERS or name in ("t", "sym"):
                piece = self._piece(element, name, found, length)
                if runs[-1]:
                    found.hidden += len(piece.strip())
                elif not any(fields):
                    pieces.append(piece)
                    length += len(piece)
                    if piece.strip():
                        self._pages.printed()
            elif name in ("footnoteReference", "endnoteReference"):
                found.notes.append((name.removesuffix("Reference"), attribute(element, "id") or ""))
            elif name in ("txbxContent", "textpath"):
                found.boxes.append(element)
            elif name == "AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    stack.append(iter(chosen))
                    runs.append(runs[-1])
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None and child(element, "sdtPr", "showingPlcHdr") is None:
                    stack.append(iter(content))
                    runs.append(runs[-1])
            elif name not in _NOT_PRINTED:
                found.pictures += name in ("blip", "imagedata")
                stack.append(iter(element))
                runs.append(runs[-1] or (name == "r" and _hidden(element)))
        found.text = "".join(pieces)
        return found

    def _piece(self, element: Element, name: str, found: Content, length: int) -> str:
        if name == "t":
            text = (element.text or "").replace("\n", " ").replace("\r", " ").replace("\t", " ")
            return text if attribute(element, "space") == "preserve" else text.strip(" ")
        if name == "sym":
            return _symbol(element)
        if name == "br" and attribute(element, "type") == "page":
            self._pages.set_break()
        elif name == "lastRenderedPageBreak":
            self._pages.printed_break()
        else:
            return "\n" if name == "br" else _CHARACTERS[name]
        found.pages.append((length, self._pages.number))
        return "\n" if name == "br" and length else ""


def _field(fields: list[bool], kind: str | None) -> None:
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _hidden(run: Element) -> bool:
    said = child(run, "rPr", "vanish")
    return said is not None and attribute(said, "val", "1") not in ("0", "false", "off")


def _chosen(element: Element) -> Element | None:
    """Of the versions of a drawing the first that holds words, else the first."""
    versions = [each for each in element if local(each) in ("Choice", "Fallback")]
    worded = (each for each in versions if any(local(inner) == "t" for inner in each.iter()))
    return next(worded, versions[0] if versions else None)


def _symbol(element: Element) -> str:
    font = (attribute(element, "font") or "").lower()
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return ""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    known = _SYMBOLS.get(font, {}).get(low)
    if known is not None:
        return known
    return chr(low) if font == "symbol" and low < 0x80 else chr(code)
