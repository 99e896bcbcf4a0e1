"""A sheet's cells → the bands of rows that blank rows part, each as a grid: where does one table end and the next begin?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.reading.canvas import GridCell
from yusuan.reading.captions import GridRows
from yusuan.reading.sheets.model import MOST_CELLS, Range, Sheet, SheetTooLarge

_NUMBER = re.compile(r"[-+−]?[\d,]+(?:\.\d+)?[%％]?")
_MOST_BLANK_ROWS = 3
"""A table may leave so many rows blank and go on."""


def bands(sheet: Sheet) -> Iterator[GridRows]:
    """The rows of ``sheet`` without blank rows and columns around them, a list for each stretch that blank rows part.

    Where the row after the gap has numbers under the numbers before it, the table goes on and the gap is left out.
    """
    spans = _spans(sheet)
    rows = sorted(
        {row for row, _ in sheet.cells}
        | {r for top, _, last, _ in spans.values() for r in range(top, last + 1)}
    )
    by_row: dict[int, dict[int, str]] = {row: {} for row in rows}
    for (row, column), words in sheet.cells.items():
        by_row[row][column] = words
    stretches: list[list[int]] = []
    for row in rows:
        if stretches and (row == stretches[-1][-1] + 1 or _goes_on(by_row, stretches[-1], row)):
            stretches[-1].append(row)
        else:
            stretches.append([row])
    for stretch in stretches:
        yield _grid(stretch, by_row, spans)


def _spans(sheet: Sheet) -> dict[tuple[int, int], Range]:
    """Merged ranges by their first cell; words that lie in one but not at its first cell are not shown, and go."""
    spans: dict[tuple[int, int], Range] = {}
    last_row = max((row for row, _ in sheet.cells), default=0)
    last_column = max((column for _, column in sheet.cells), default=0)
    for top, left, bottom, right in sheet.merged:
        bottom, right = min(bottom, last_row), min(right, last_column)
        if (top, left) in sheet.cells and bottom >= top and right >= left and (bottom, right) != (top, left):
            spans[top, left] = (top, left, bottom, right)
    area = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in spans.values())
    if area > MOST_CELLS:
        raise SheetTooLarge
    for top, left, bottom, right in spans.values():
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    sheet.cells.pop((row, column), None)
    return {place: span for place, span in spans.items() if place in sheet.cells}


def _goes_on(by_row: dict[int, dict[int, str]], stretch: list[int], row: int) -> bool:
    """Whether ``row``, after blank ones, is another row of the table before: the same columns hold numbers."""
    if row - stretch[-1] > _MOST_BLANK_ROWS + 1:
        return False
    last, this = by_row[stretch[-1]], by_row[row]
    numbers = [
        {column for column, words in each.items() if _NUMBER.fullmatch(words.strip())}
        for each in (last, this)
    ]
    words = [set(each) - found for each, found in zip((last, this), numbers, strict=True)]
    return bool(numbers[0] & numbers[1]) and not (numbers[0] & words[1] or numbers[1] & words[0])


def _grid(stretch: list[int], by_row: dict[int, dict[int, str]], spans: dict[tuple[int, int], Range]) -> GridRows:
    place = {row: at for at, row in enumerate(stretch)}
    columns = sorted({column for row in stretch for column in by_row[row]})
    if len(columns) * len(stretch) > 4 * MOST_CELLS:
        raise SheetTooLarge
    covered: set[tuple[int, int]] = set()
    found: GridRows = []
    for row in stretch:
        cells: list[GridCell] = []
        for column in columns:
            if (row, column) in covered:
                continue
            span = spans.get((row, column))
            if span is None:
                cells.append(GridCell(by_row[row].get(column, ""), column))
                continue
            _, _, bottom, right = span
            below = [each for each in range(row, bottom + 1) if each in place]
            covered |= {(each, across) for each in below for across in range(column, right + 1)}
            cells.append(GridCell(by_row[row].get(column, ""), column, len(below), right - column + 1))
        found.append(cells)
    return found
