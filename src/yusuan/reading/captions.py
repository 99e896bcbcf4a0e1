"""What stands over and under a table inside its own grid: its title, its unit, its notes. Are they rows or lines?

Spreadsheets and web pages print a table's title, the unit of its amounts and its notes as rows of the same grid. They are
lines about the table, not rows of it, and are put down as lines, as any other format prints them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.reading.canvas import Canvas, GridCell

GridRows = list[list[GridCell]]

_UNIT = re.compile(
    r"(?:金额)?\s*(?:计量)?\s*单\s*位\s*[：:]?\s*[（(]?\s*(?:人民币)?\s*[百千万亿]*元"
    r"|^\s*公开\s*\d+\s*表|^\s*附[表件]\s*\d*[：:]?\s*$"
)
_LABELLED = re.compile(r"^[^：:]{2,12}[：:]\s*\S")
_TITLE = re.compile(r"(?:表|表格)\s*(?:[（(][^（）()]{1,20}[)）])?\s*$")
_PART = re.compile(r"(?:指标|明细|资金|进度)\s*表\s*$")
"""Captions of parts of a form (绩效项目指标表): what follows belongs to the rows above."""
_NOTE = re.compile(
    r"^\s*(?:注|备注|说明|填表说明|附注|\*)\s*\d?\s*[：:、.]|^\s*(?:填报人|填表人|制表人|联系人|单位负责人)\s*[：:]"
)
_SECTION = re.compile(r"^\s*第\s*[一二三四五六七八九十]+\s*(?:部分|章)|(?:说明|情况)\s*$")
_YEAR = re.compile(r"^\s*[（(]?\s*(?:19|20)\d\d\s*年度?\s*[)）]?\s*$")
_LONGEST_TITLE = 50
_MOST_LEADING = 3
"""Cells that a row over a table may hold: who, when and the unit of amounts."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A line of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one table; ``cut`` where its reader left out columns beyond any table's width."""

    rows: GridRows
    cut: bool = False


def put(canvas: Canvas, rows: GridRows) -> None:
    """Write ``rows``, one table or several with what stands over and under them."""
    for item in taken_apart(rows):
        if isinstance(item, TextBlock):
            canvas.line(item.text)
        else:
            canvas.grid(item.rows)


def taken_apart(rows: GridRows) -> Iterator[TextBlock | TableRows]:
    """The lines and grids that ``rows`` are, in order. A title in the middle begins the next table."""
    rows = compact(rows)
    start = 0
    for at in range(1, len(rows)):
        if _begins_another(rows, at):
            yield from _one(rows[start:at])
            start = at
    yield from _one(rows[start:])


def _one(rows: GridRows) -> Iterator[TextBlock | TableRows]:
    start, end = 0, len(rows)
    while start < end and _over(rows[start], rows[start + 1 : end]):
        start += 1
    while end > start and _under(rows[end - 1]):
        end -= 1
    yield from _lines(rows[:start])
    if start < end:
        yield TableRows(compact(_from_top(rows[start:end])))
    yield from _lines(rows[end:])


def _lines(rows: GridRows) -> Iterator[TextBlock]:
    for row in rows:
        for cell in _printed(row):
            yield TextBlock(cell.text.strip())


def _printed(row: Sequence[GridCell]) -> list[GridCell]:
    return [cell for cell in row if cell.text.strip()]


def _over(row: Sequence[GridCell], below: GridRows) -> bool:
    """Whether a first row stands over the table: blank, one cell, or words such as the unit of amounts."""
    printed = _printed(row)
    if any(cell.rowspan > 1 for cell in printed):
        return False
    if len(printed) <= 1:
        return not printed or _alone(printed[0])
    wider = bool(below) and len(_printed(below[0])) > len(printed)
    return (
        len(printed) <= _MOST_LEADING
        and any(_UNIT.search(cell.text) for cell in printed)
        and all(wider or _UNIT.search(cell.text) or _LABELLED.match(cell.text) for cell in printed)
    )


def _alone(cell: GridCell) -> bool:
    """Whether the only cell of a row is a line: it begins the row or is merged, or says what lines over tables say."""
    return (
        cell.column == 0 or cell.colspan > 1 or any(form.search(cell.text) for form in (_UNIT, _TITLE, _YEAR))
    )


def _under(row: Sequence[GridCell]) -> bool:
    """Whether a last row stands under the table: blank, a note, who filled it in, a sentence or the title of a section
    from its left edge."""
    printed = _printed(row)
    if not printed:
        return True
    if len(printed) == 1 and printed[0].column == 0:
        words = printed[0].text.strip()
        if words.endswith("。") or _SECTION.search(words):
            return True
    return len(printed) <= _MOST_LEADING and all(_NOTE.match(cell.text) for cell in printed)


def _begins_another(rows: GridRows, at: int) -> bool:
    """Whether row ``at`` is the title of the next table: alone in its row, named a table, under no merged cell, and
    with a row of several cells after it."""
    printed = _printed(rows[at])
    if len(printed) != 1 or printed[0].rowspan > 1:
        return False
    words = printed[0].text.strip()
    if len(words) > _LONGEST_TITLE or not _TITLE.search(words) or _PART.search(words):
        return False
    if not any(len(_printed(row)) > 1 for row in rows[at + 1 : at + 5]):
        return False
    return not any(each.rowspan > at - above for above in range(max(0, at - 200), at) for each in rows[above])


def _from_top(rows: GridRows) -> GridRows:
    """``rows`` without leading and trailing blank ones."""
    start, end = 0, len(rows)
    while start < end and not _printed(rows[start]):
        start += 1
    while end > start and not _printed(rows[end - 1]):
        end -= 1
    return rows[start:end]


def compact(rows: GridRows) -> GridRows:
    """``rows`` without columns in which no cell begins: those that only make a merged cell wide; spans shrink with
    them, and reach no further than the last row."""
    begun = sorted({cell.column for row in rows for cell in row})
    place = {column: at for at, column in enumerate(begun)}

    def moved(cell: GridCell, at: int) -> GridCell:
        end = cell.column + cell.colspan
        last = _first_from(begun, end)
        column = place[cell.column]
        return GridCell(cell.text, column, min(cell.rowspan, len(rows) - at), max(1, last - column))

    return [[moved(cell, at) for cell in row] for at, row in enumerate(rows)]


def _first_from(begun: Sequence[int], column: int) -> int:
    """The index of the first of ``begun`` that is not below ``column``."""
    return bisect_left(begun, column)
