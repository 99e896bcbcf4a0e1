"""A story of a .docx (its body, a header, a note) as lines and grids in reading order.

Paragraphs and tables stand as they follow each other, text boxes after the paragraph they hang on, with the numbers that
lists print. A table that only frames running text is the lines and tables inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yusuan.reading.docx.numbering import Numbering
from yusuan.reading.docx.styles import Styles
from yusuan.reading.docx.tables import CellContent, WordTable, cells_of, grid_of, is_frame, rows_of
from yusuan.reading.docx.text import Pages, ParagraphText
from yusuan.reading.docx.xml import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST = 12
"""Tables in cells in tables, and text boxes in text boxes."""

_OPEN = frozenset(("sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice"))
_CONTENTS = frozenset(("Table of Contents", "目录"))


class TooDeep(Exception):
    """Tables or text boxes inside each other deeper than any printed document has them."""


@dataclass(slots=True)
class BodyParagraph:
    """A paragraph's text (several lines where it breaks them), the offsets where pages begin, and whether it is a line of
    the table of contents."""

    text: str
    pages: list[tuple[int, int]] = field(default_factory=list)
    contents: bool = False


class Story:
    """Reads the parts of one file in order; lists and pages count on from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering, breaks: list[str]) -> None:
        self.pages = Pages()
        self.notes: dict[tuple[str, str], None] = {}
        """The notes that were referred to, in order: (kind, identifier)."""
        self.hidden = 0
        self.pictures = 0
        self._styles = styles
        self._numbering = numbering
        self._breaks = breaks[1:]  # a section's kind says how it begins, not how it ends
        self._words = ParagraphText(self.pages)

    def items(self, container: Element, depth: int = 0, contents: bool = False) -> Iterator[BodyParagraph | WordTable]:
        """The lines and grids inside ``container``, in order. Raises TooDeep, TooWide."""
        if depth > DEEPEST:
            raise TooDeep
        stack = [(iter(container), contents)]
        carried = ""
        while stack:
            children, contents = stack[-1]
            element = next(children, None)
            if element is None:
                stack.pop()
                continue
            name = local(element)
            if name == "p":
                line, boxes, joined = self._paragraph(element, contents)
                line.text, carried = carried + line.text, ""
                if joined:
                    carried = line.text
                else:
                    yield line
                for box in boxes:
                    yield from self._box(box, depth)
            elif name == "tbl":
                yield from self._table(element, depth)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None and child(element, "sdtPr", "showingPlcHdr") is None:
                    gallery = attribute(child(element, "sdtPr", "docPartObj", "docPartGallery"), "val")
                    stack.append((iter(content), contents or gallery in _CONTENTS))
            elif name == "AlternateContent":
                chosen = next((each for each in element if local(each) in ("Choice", "Fallback")), None)
                if chosen is not None:
                    stack.append((iter(chosen), contents))
            elif name in _OPEN:
                stack.append((iter(element), contents))
        if carried:
            yield BodyParagraph(carried)

    def _paragraph(self, element: Element, contents: bool) -> tuple[BodyParagraph, list[Element], bool]:
        """The paragraph, its text boxes, and whether its end was deleted so that it goes on in the next."""
        properties = child(element, "pPr")
        first: list[tuple[int, int]] = []
        if _on(child(properties, "pageBreakBefore")) and not (self.pages.fresh and self.pages.number == 1):
            self.pages.set_break()
            first = [(0, self.pages.number)]
        found = self._words.of(element)
        joined = child(properties, "rPr", "del") is not None
        label = "" if joined and not found.text else self._numbering.label(properties)
        indent = len(found.text) - len(found.text.lstrip("\t"))
        text = found.text[:indent] + label + found.text[indent:]
        if label:
            self.pages.printed()
        pages = [
            (offset + len(label) if offset > indent else offset, number) for offset, number in found.pages
        ]
        section = child(properties, "sectPr")
        if section is not None and self._breaks and self._breaks.pop(0) != "continuous":
            self.pages.set_break()
            pages.append((len(text) + 1, self.pages.number))
        self.notes.update(dict.fromkeys(found.notes))
        self.hidden += found.hidden
        self.pictures += found.pictures
        listed = contents or self._styles.is_contents(self._styles.of(properties))
        return BodyParagraph(text.rstrip(" ") if label else text, first + pages, listed), found.boxes, joined

    def _box(self, box: Element, depth: int) -> Iterator[BodyParagraph | WordTable]:
        if local(box) == "textpath":
            yield BodyParagraph(attribute(box, "string") or "")
        else:
            yield from self.items(box, depth + 1)

    def _table(self, table: Element, depth: int) -> Iterator[BodyParagraph | WordTable]:
        if depth >= DEEPEST:
            raise TooDeep
        if is_frame(table):
            for row in rows_of(table):
                for cell in cells_of(row):
                    yield from self.items(cell, depth + 1)
            return
        yield grid_of(table, lambda cell: self._cell(cell, depth), lambda: self.pages.number)

    def _cell(self, cell: Element, depth: int) -> list[CellContent]:
        """What a cell holds; blank lines inside it say nothing."""
        pieces: list[CellContent] = []
        for item in self.items(cell, depth + 1):
            if isinstance(item, WordTable):
                pieces.append(item)
            elif item.text.strip():
                pieces.append(item.text)
        return pieces


def _on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val", "1") not in ("0", "false", "off")
