"""A table that goes on on the next page as one table: same columns, headers once, and the row that the page cut whole."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from yusuan.reading.geometry.page import joined
from yusuan.reading.geometry.tables import PageTable, TableCell
from yusuan.reading.text.sentences import cut_between
from yusuan.values.ordinals import leading_ordinal

_NEAR = 4.0
"""Points that the columns of two pages may lie apart."""
_AMOUNT = re.compile(r"[-−–+]?[\d,，]+(?:[.．]\d+)?[%％]?")
_DIGIT = re.compile(r"\d")
_MOST_HEADER = 6
_ENDED = tuple("。；！？")

TableRow = list[TableCell]


@dataclass(slots=True)
class WholeTable:
    """The rows of a table over all its pages, and for each row its page."""

    xs: tuple[float, ...]
    rows: list[TableRow]
    pages: list[int]
    confidences: dict[int, float | None] = field(default_factory=dict)


def whole(table: PageTable) -> WholeTable:
    """The table that begins with ``table``."""
    rows = [list(row) for row in table.rows]
    return WholeTable(table.xs, rows, [table.page] * len(rows), {table.page: table.confidence})


def same_edges(above: WholeTable, below: PageTable) -> bool:
    """Whether ``below`` can be the rest of ``above``: it is as wide. Its rows may be merged in another way."""
    return abs((above.xs[-1] - above.xs[0]) - (below.xs[-1] - below.xs[0])) <= _NEAR


def append(above: WholeTable, below: PageTable, known: Container[str]) -> None:
    """Add the rows of ``below``, which has the ``same_edges``, to ``above``; ``known`` are the words of all cells of the
    document, without white space."""
    shifted = _shifted(above, below)
    both = _united(above.xs, shifted)
    if len(both) > len(above.xs):
        above.rows = [_moved(row, above.xs, both) for row in above.rows]
        above.xs = both
    rows = [_moved(row, shifted, above.xs) for row in map(list, below.rows)]
    rows = rows[_repeated_header(above.rows, rows) :]
    above.confidences[below.page] = below.confidence
    if not rows:
        return
    if _cut_row(above.rows, rows[0]):
        _complete(above.rows, rows[0])
        rows = rows[1:]
    else:
        _carry_on(above.rows, rows[0], known)
    above.rows += rows
    above.pages += [below.page] * len(rows)


def _shifted(above: WholeTable, below: PageTable) -> tuple[float, ...]:
    shift = above.xs[0] - below.xs[0]
    return tuple(x + shift for x in below.xs)


def _united(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    """The column lines of both parts; one that stands near one of ``one`` is that one."""
    new = [x for x in other if all(abs(x - each) > _NEAR for each in one)]
    return tuple(sorted([*one, *new]))


def _moved(row: TableRow, old: Sequence[float], new: Sequence[float]) -> TableRow:
    """The cells of ``row`` between the lines ``old`` as cells between the lines ``new``."""

    def nearest(x: float) -> int:
        return min(range(len(new)), key=lambda at: abs(new[at] - x))

    found = []
    for cell in row:
        first, last = nearest(old[cell.column]), nearest(old[cell.column + cell.colspan])
        found.append(replace(cell, column=first, colspan=max(1, last - first)))
    return found


def _repeated_header(above: Sequence[TableRow], rows: Sequence[TableRow]) -> int:
    """How many first rows of the rest say again what the table's header says."""
    best = 0
    for start in range(len(above)):
        count = 0
        while (
            count < min(len(rows), _MOST_HEADER)
            and start + count < len(above)
            and _said(rows[count])
            and _said(above[start + count]) == _said(rows[count])
        ):
            count += 1
        if count > best and (start == 0 or _header_like(rows[0])):
            best = count
    return best


def _said(row: TableRow) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, "".join(cell.text.split())) for cell in row if cell.text.strip())


def _header_like(row: TableRow) -> bool:
    """Whether a row can only be a header: several words and no digit."""
    said = _said(row)
    return len(said) >= 3 and not any(_DIGIT.search(text) for _, text in said)


def _last_cells(rows: Sequence[TableRow]) -> dict[int, tuple[int, TableCell]]:
    """The cells that reach to the last row, by column, each with the row in which it begins."""
    found: dict[int, tuple[int, TableCell]] = {}
    for at, row in enumerate(rows):
        for cell in row:
            if at + cell.rowspan >= len(rows):
                found[cell.column] = (at, cell)
    return found


def _cut_row(above: Sequence[TableRow], row: TableRow) -> bool:
    """Whether ``row``, the first on a page, is the rest of the last row on the page before."""
    last = _last_cells(above)
    pairs = [(last.get(cell.column, (0, None))[1], cell) for cell in row]
    if any(old is None or old.colspan != cell.colspan for old, cell in pairs):
        return False
    printed = [(old, cell) for old, cell in pairs if old is not None and cell.text.strip()]
    if not printed or any(
        _amount(cell.text) or leading_ordinal(cell.text) is not None for _, cell in printed
    ):
        return False
    height = max((old.lines for old, _ in pairs if old is not None and old.rowspan == 1), default=0)
    going = [
        (old, cell)
        for old, cell in printed
        if old.goes_on_in(cell)
        and 2 * old.lines >= height  # what the page cut fills its part of the row
        and not old.text.rstrip().endswith(_ENDED)
        and not _amount(old.text)
    ]
    if not going:
        return False
    if any(cut_between(old.text, cell.text) for old, cell in going):
        return all(not old.text.strip() or old.goes_on_in(cell) for old, cell in printed)
    held = sum(bool(old and old.text.strip()) for old, _ in pairs)
    return len(going) == len(printed) and (len(printed) < held or all(old.lines > 1 for old, _ in going))


def _amount(text: str) -> bool:
    return bool(_AMOUNT.fullmatch(text.strip()))


def _complete(above: Sequence[TableRow], row: TableRow) -> None:
    last = _last_cells(above)
    for cell in row:
        at, old = last[cell.column]
        text = joined(old.text, cell.text, filled=True)
        rowspan = old.rowspan + cell.rowspan - 1
        room, lines = (cell.room, old.lines + cell.lines) if cell.lines else (old.room, old.lines)
        _put(above[at], old, replace(old, text=text, rowspan=rowspan, room=room, lines=lines))


def _carry_on(above: Sequence[TableRow], row: TableRow, known: Container[str]) -> None:
    """A merged cell that the page cut is one cell again: one of its parts is blank, or the words go on in the other."""
    last = _last_cells(above)
    for cell in list(row):
        at, old = last.get(cell.column, (0, None))
        if old is None or old.colspan != cell.colspan or _amount(old.text) or _amount(cell.text):
            continue
        if old.text.strip() and cell.text.strip():
            one = cell.column == 0 and len(row) > 1 and _one_label(old, cell, known)
        else:
            one = bool(old.text.strip() or (cell.text.strip() and old.rowspan > 1)) and (
                max(old.rowspan, cell.rowspan) > 1
            )
        if one:
            text = joined(old.text, cell.text, filled=True)
            _put(above[at], old, replace(old, text=text, rowspan=old.rowspan + cell.rowspan))
            row.remove(cell)


def _one_label(old: TableCell, cell: TableCell, known: Container[str]) -> bool:
    """Whether a label that stands beside several rows is cut: its words go on, or stand whole in another cell."""
    if not old.goes_on_in(cell) or leading_ordinal(cell.text) is not None:
        return False
    return "".join((old.text + cell.text).split()) in known or cut_between(old.text, cell.text)


def _put(row: TableRow, old: TableCell, new: TableCell) -> None:
    row[row.index(old)] = new
