"""Where does one form end and the next begin? The rows of a document's tables, cut into the tables that forms fill.

A table that a page cut goes on in the next one; one table may hold several forms, one below the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yusuan.extraction.layouts import (
    Layout,
    budget_scores,
    generic,
    known_labels,
    labels_in,
    layouts,
    recognising_labels,
)
from yusuan.extraction.layouts.keys import key_of
from yusuan.extraction.stated import clean_at, normal
from yusuan.extraction.statements.projects.form import starts_with
from yusuan.extraction.statements.projects.list_header import ListHeader, list_header
from yusuan.extraction.tables.rows import Row, rows_of
from yusuan.model.document import Block, Document, Heading, Span, Table

_TITLE = re.compile(
    r"(?:绩效|项目|专项|预算|决算|支出|收入|自评|资金|情况).{0,24}表(?:\([^()]{0,16}\)|[\d一二三四五六七八九十]{0,3})*$"
)
_LONGEST_TITLE = 50
_PROCUREMENT = "政府采购"
_HEADER_ROWS = 4


@dataclass(slots=True)
class Segment:
    """The rows of one form, the words of its title, the header of a list in it (``heads``: in which rows), whether the
    tables mark merged cells, and whether they are ``foreign``: lists of purchases, which name projects too."""

    rows: list[Row] = field(default_factory=list)
    title: str = ""
    listed: ListHeader | None = None
    trusted: bool = False
    begun: set[str] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    foreign: bool = False

    @property
    def span(self) -> Span:
        """From the first cell to the last."""
        return self.rows[0][0].cell.span.to(self.rows[-1][-1].cell.span)


def segments(document: Document, blocks: Sequence[Block]) -> Iterator[Segment]:
    """Every run of rows that one form fills, in order."""
    start = frozenset(label for layout in (*layouts(), generic()) for label in layout.start)
    title, current = "", Segment()
    for block in blocks:
        if not isinstance(block, Table):
            words = normal(clean_at(document, block.span).text) if _short(block.span) else ""
            titled = bool(words) and bool(_TITLE.search(words))
            if isinstance(block, Heading) or titled:
                if current.rows:
                    yield current
                title, current = words or title, Segment(title=words)
            continue
        rows = rows_of(document, block)
        fresh = True
        trusted = any(cell.rowspan > 1 or cell.colspan > 1 for cell in block.cells())
        foreign = _foreign(rows)
        for at, row in enumerate(rows):
            cut = None if foreign and not fresh else _begins(document, rows, at, current, start, fresh)
            if cut is not None:
                if current.rows:
                    yield current
                current = Segment(title=cut or (title if not current.rows else ""))
            _add(current, rows, at, row, start, trusted)
            current.foreign |= foreign
            fresh = False
    if current.rows:
        yield current


def _short(span: Span) -> bool:
    return span.end - span.start <= _LONGEST_TITLE


def _add(
    segment: Segment, rows: Sequence[Row], at: int, row: Row, start: frozenset[str], trusted: bool
) -> None:
    label = starts_with(row, start)
    if label is not None:
        segment.begun.add(label)
    listed = _list_at(rows, at)
    if listed is not None:
        segment.listed = listed
        segment.heads.append(len(segment.rows))
    segment.trusted |= trusted
    segment.rows.append(row)


def _begins(
    document: Document, rows: Sequence[Row], at: int, current: Segment, start: frozenset[str], fresh: bool
) -> str | None:
    """The title ("" where it has none) of a form that begins at this row; ``None`` where none begins."""
    row = rows[at]
    title = title_of(row)
    if title is not None:
        return title if current.rows else None
    if not current.rows or all(title_of(each) is not None or _bare(each) for each in current.rows):
        return None
    header = _list_at(rows, at)
    if header is not None:
        return None if current.listed and current.listed.labels == header.labels else ""
    label = starts_with(row, start)
    if label is not None and (label in current.begun or current.listed is not None or fresh):
        return ""
    if fresh and (current.foreign or _foreign(rows)):
        return ""
    if fresh and budget_scores(rows) and not (labels_in(rows) & recognising_labels()):
        return ""
    return None


def _foreign(rows: Sequence[Row]) -> bool:
    return any(_PROCUREMENT in entry.label for row in rows[:_HEADER_ROWS] for entry in row)


def _list_at(rows: Sequence[Row], at: int) -> ListHeader | None:
    found = (list_header(rows, at, layout) for layout in layouts() if layout.kind == "list")
    best = max((each for each in found if each), key=lambda each: each.score(), default=None)
    return best


def title_of(row: Row) -> str | None:
    """The title that a row of one printed cell is; ``None`` where it is none."""
    printed = {entry.label for entry in row if not entry.blank}
    if len(printed) != 1:
        return None
    (words,) = printed
    titled = len(words) <= _LONGEST_TITLE and _TITLE.search(words) and key_of(words) not in known_labels()
    return words if titled else None


def _bare(row: Row) -> bool:
    """Whether a row before the form says nothing of it: one cell, or the unit of money."""
    printed = [entry for entry in row if not entry.blank]
    return len(printed) <= 1 or any(entry.label.startswith(("单位:", "金额单位")) for entry in printed)


def layout_of(segment: Segment) -> tuple[Layout, float] | None:
    """The layout that fits best, with its score; ``None`` where none does."""
    labels = labels_in(segment.rows)
    titles = " ".join(filter(None, (segment.title, *(title_of(row) for row in segment.rows[:3]))))
    best: tuple[Layout, float] | None = None
    for layout in layouts():
        score = layout.score(labels, titles)
        if score and layout.kind == "list" and segment.foreign:
            score = 0
        elif score and layout.kind == "list":
            header = next(filter(None, (list_header(segment.rows, at, layout) for at in segment.heads)), None)
            score = score + header.score() if header else 0
        elif score and segment.listed is not None:
            score = 0 if not layout.titled(titles) else score
        if score and (best is None or score > best[1]):
            best = layout, score
    return best
