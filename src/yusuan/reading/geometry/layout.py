"""Pages → what a reader sees from top to bottom: paragraphs, rows of tables without ruling, and ruled tables, over page ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.reading.geometry.continued_tables import WholeTable, append, same_edges, whole
from yusuan.reading.geometry.furniture import Furniture, PageLines, furniture
from yusuan.reading.geometry.page import Page, TextLine, text_lines
from yusuan.reading.geometry.paragraphs import Edges, FlowLine, FlowParagraph, edges, paragraphs, pitch
from yusuan.reading.geometry.tab_stops import TabStops, tab_stops, tabbed
from yusuan.reading.geometry.tables import PageTable, Region, page_tables
from yusuan.reading.geometry.unruled_tables import aligned_rows

_CONTINUED = re.compile(r"[（(]?\s*(?:续\s*表|接\s*上\s*[页表]|续\s*上\s*[页表]|续)\s*\d*\s*[)）]?")


@dataclass(frozen=True, slots=True)
class TabRows:
    """Rows of a table without ruling, blank cells included."""

    page: int
    rows: tuple[tuple[str, ...], ...]
    confidence: float | None


PageBlock = FlowParagraph | TabRows | WholeTable
_Piece = FlowLine | TabRows | PageTable


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What the pages hold in reading order, and what was left out for the pages' sake."""

    items: tuple[PageBlock, ...]
    furniture: Furniture
    slanted: int


@dataclass(frozen=True, slots=True)
class _Content:
    page: Page
    lines: list[TextLine]
    tables: list[PageTable]
    frames: list[Region]


@dataclass(frozen=True, slots=True)
class _Body:
    """How the text of pages of one size is set: its edges, how far apart its lines stand, its tab stops if it has any,
    and the first and last height at which a line stands."""

    edges: Edges
    step: float
    stops: TabStops | None
    top: float
    bottom: float


def layout(pages: Sequence[Page]) -> PageLayout:
    """Everything printed on ``pages``, in reading order."""
    contents = [_content(page) for page in pages]
    left_out = furniture([PageLines(c.page.number, c.page.height, tuple(c.lines)) for c in contents])
    for content in contents:
        number = content.page.number
        content.lines[:] = [
            line for at, line in enumerate(content.lines) if (number, at) not in left_out.lines
        ]
    pieces = _pieces(contents)
    return PageLayout(tuple(_items(pieces)), left_out, sum(page.slanted for page in pages))


def _content(page: Page) -> _Content:
    tables, frames, rest = page_tables(page)
    return _Content(page, text_lines(rest), tables, frames)


def _pieces(contents: Sequence[_Content]) -> list[_Piece]:
    """Lines, rows and tables of all pages from top to bottom."""
    step = pitch(content.lines for content in contents)
    sizes: defaultdict[tuple[int, int], list[TextLine]] = defaultdict(list)
    for content in contents:
        sizes[_size(content.page)] += _free(content)
    by_size = {size: _body(lines, size[0], step) for size, lines in sizes.items()}
    found: list[_Piece] = []
    for content in contents:
        found += _page_pieces(content, by_size[_size(content.page)])
    return found


def _body(lines: Sequence[TextLine], width: float, step: float) -> _Body:
    found = edges(lines, 0.0, width)
    top, bottom = min((line.y for line in lines), default=0.0), max((line.y for line in lines), default=0.0)
    return _Body(found, step, tab_stops(lines, found.left), top, bottom)


def _size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _free(content: _Content) -> Iterator[TextLine]:
    for line in content.lines:
        if not any(frame.holds(line) for frame in content.frames):
            yield line


def _page_pieces(content: _Content, body: _Body) -> Iterator[_Piece]:
    tables = sorted(content.tables, key=lambda table: (round(table.top), table.xs[0]))
    start = 0
    for table in [*tables, None]:
        end = start
        while end < len(content.lines) and (table is None or content.lines[end].y <= table.top + 2):
            end += 1
        yield from _lines(content, content.lines[start:end], body)
        start = end
        if table is not None:
            yield table


def _lines(content: _Content, lines: Sequence[TextLine], body: _Body) -> Iterator[_Piece]:
    if body.stops is not None:
        yield from (_flow(content, line, body) for line in tabbed(lines, body.stops))
        return
    at = 0
    for table in aligned_rows(lines):
        yield from (_flow(content, line, body) for line in lines[at : table.start])
        sure = [line.confidence for line in lines[table.start : table.end] if line.confidence is not None]
        yield TabRows(content.page.number, table.rows, sum(sure) / len(sure) if sure else None)
        at = table.end
    yield from (_flow(content, line, body) for line in lines[at:])


def _flow(content: _Content, line: TextLine, body: _Body) -> FlowLine:
    place = content.page.number
    for frame in content.frames:
        if frame.holds(line):
            inside = edges((each for each in content.lines if frame.holds(each)), frame.x0, frame.x1)
            return FlowLine(place, line, inside, body.step)
    if body.stops is None:
        return FlowLine(place, line, body.edges, body.step)
    return FlowLine(place, line, body.edges, body.step, (line.y - body.top, body.bottom - line.y))


def _items(pieces: Sequence[_Piece]) -> Iterator[PageBlock]:
    """Paragraphs and tables made whole over page ends."""
    tables = [piece for piece in pieces if isinstance(piece, PageTable)]
    known = {"".join(cell.text.split()) for each in tables for row in each.rows for cell in row}
    lines: list[FlowLine] = []
    over: list[str] = []  # what stands over the table on its page
    table: WholeTable | None = None
    last_page = 0
    for piece in pieces:
        if isinstance(piece, FlowLine):
            lines.append(piece)
            continue
        if isinstance(piece, TabRows):
            if table is not None:
                yield table
            table = None
            yield from paragraphs(lines)
            lines = []
            yield piece
            continue
        if (
            table is not None
            and piece.page == last_page + 1
            and same_edges(table, piece)
            and _only_over(lines, over, last_page)
        ):
            append(table, piece, known)
            lines, last_page = [], piece.page
            continue
        if table is not None:
            yield table
        yield from paragraphs(lines)
        over = [_bare(line) for line in lines if line.page == piece.page]
        lines, table, last_page = [], whole(piece), piece.page
    if table is not None:
        yield table
    yield from paragraphs(lines)


def _only_over(lines: Sequence[FlowLine], over: Sequence[str], last_page: int) -> bool:
    """Whether nothing stands between two parts of a table but what stands over its first part too."""
    return all(
        line.page == last_page + 1 and (_bare(line) in over or _CONTINUED.fullmatch(line.line.text.strip()))
        for line in lines
    )


def _bare(line: FlowLine) -> str:
    words = "".join(line.line.text.split())
    return re.sub(r"[（(]续表?[)）]|第\d+页|共\d+页", "", words)
