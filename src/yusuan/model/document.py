"""A disclosure as blocks of its text, whatever file it came in: headings, paragraphs and tables with spans.

Offsets count Unicode code points of ``Document.text``, 0-based, end exclusive. A reader makes the
Document; what the blocks mean is left to extraction.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal

from yusuan.model.issue import Issue
from yusuan.model.span import Span as Span
from yusuan.values.clean import CleanText


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: SHA-256 of its bytes, file name, media type, text encoding ("" where the format has
    none of its own), and the names of the folders and archives it lay in, outermost first."""

    sha256: str
    name: str
    media_type: str
    encoding: str
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or standing title. ``level`` 0 is the document's title, 1 is 一、, 2 （一）, 3 1、."""

    span: Span
    level: int
    title: str
    """The words without the number."""
    number: str = ""
    """The number as printed: 一、 / （一） / 1、; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A sentence that a page cut is one paragraph; its span covers the cut."""

    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. ``span`` is empty (start == end) for a blank cell."""

    span: Span
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1

    @property
    def blank(self) -> bool:
        """True where nothing is printed in the cell."""
        return self.span.start == self.span.end


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells; ``rows`` may be of unequal length where the source's rows are."""

    span: Span
    rows: tuple[tuple[Cell, ...], ...]

    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Part:
    """Where a stretch of the text stands in the file: 1-based ``page``, name of the ``sheet``, and, where a machine
    read it from a picture, its ``confidence`` from 0 to 1."""

    span: Span
    page: int | None = None
    sheet: str | None = None
    confidence: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One read file: its source, its canonical text and the blocks of it in order.

    ``parts`` say, in order and without overlap, on which page or sheet the text stands; ``margins`` are page headers and
    footers, which are in the text but in no block; ``notes`` is what the reader met and has to say. ``cleaned`` keeps the
    regular text of the spans that were asked for (extraction's ``clean_at``) for as long as the document lives.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    _: KW_ONLY
    parts: tuple[Part, ...] = ()
    margins: tuple[Span, ...] = ()
    notes: tuple[Issue, ...] = ()
    cleaned: dict[Span, CleanText] = field(default_factory=dict, init=False, repr=False, compare=False)

    def cells(self) -> Iterator[Cell]:
        """Every cell of every table that is not blank, in order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from (cell for cell in block.cells() if not cell.blank)

    def words(self, span: Span) -> str:
        """The characters of ``span``, exactly as they stand."""
        return self.text[span.start : span.end]

    def part(self, span: Span) -> Part | None:
        """The part in which ``span`` begins."""
        at = bisect_right(self.parts, span.start, key=lambda part: part.span.start) - 1
        return self.parts[at] if at >= 0 and span.start < self.parts[at].span.end else None
