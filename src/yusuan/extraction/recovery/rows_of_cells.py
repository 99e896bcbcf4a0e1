"""Cells one after the other → rows of a grid whose header is known: indicators with their levels, money with its sources.

Merged cells are lost in such copies, and blank ones often: a row begins where a level or a source begins, and what its cells
are (numbers, words) tells how many it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.extraction.recovery.vocabulary import form_words
from yusuan.extraction.tables.alignment import level_depth
from yusuan.model.document import Span

Piece = tuple[Span, str]
"""A cell and its label form; a blank cell has the label ""."""
_AMOUNT = re.compile(r"[-—–－/]*|-?\d[\d,]*(?:\.\d+)?[%％]?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?%?|[-—–－/]|")
_WEIGHED = re.compile(r"分值|权重|得分|自评分")
_LEVELS = ("一级指标", "二级指标")


def indicators_end(pieces: Sequence[Piece], header: Sequence[str]) -> int:
    """The index after the cells of the indicators: at a total, at words that end forms, or after the last row's cells."""
    cells = len(header) - _depth(header)
    since = 0
    for at, (_, label) in enumerate(pieces):
        if label in form_words().totals or any(
            label == end or label.startswith(end + ":") for end in form_words().ends
        ):
            return at
        since = 0 if level_depth(label) else since + 1
        if since > cells and not any(level_depth(each) for _, each in pieces[at : at + 3 * cells]):
            return at
    return len(pieces)


def level_rows(pieces: Sequence[Piece], header: Sequence[str]) -> list[list[Span]]:
    """The rows of ``pieces`` below ``header`` (labels), each under its columns, blanks put where merged cells were."""
    depth = _depth(header)
    rows: list[list[Span]] = []
    at = 0
    while at < len(pieces):
        levels: list[Piece] = []
        while at < len(pieces) and level_depth(pieces[at][1]) and len(levels) < max(depth, 1):
            levels.append(pieces[at])
            at += 1
        end = at
        while end < len(pieces) and not level_depth(pieces[end][1]):
            end += 1
        for nth, chunk in enumerate(_chunks(pieces[at:end], header[depth:])):
            rows.append(
                [*_under(levels if nth == 0 else [], depth, chunk[0][0]), *(span for span, _ in chunk)]
            )
        at = max(end, at + (not levels and end == at))
    return rows


def money_rows(pieces: Sequence[Piece], at: int) -> tuple[list[list[Span]], int]:
    """The rows of a grid of money whose header begins at ``at``, and the index after them; none where none begins there."""
    words = form_words().money
    end = at
    while end < len(pieces) and pieces[end][1] in words:
        end += 1
    width = end - at
    if width < 3:
        return [], at
    rows = [[_blank(pieces[at][0]), *(span for span, _ in pieces[at:end])]]
    while end + 1 < len(pieces) and pieces[end][1] and not _AMOUNT.fullmatch(pieces[end][1]):
        label = pieces[end]
        cells: list[Span] = []
        while len(cells) < width and end + 1 + len(cells) < len(pieces):
            cell = pieces[end + 1 + len(cells)]
            if not _AMOUNT.fullmatch(cell[1]):
                break
            cells.append(cell[0])
        if not any(span.start < span.end for span in cells):
            break
        rows.append([label[0], *cells])
        end += 1 + len(cells)
    return (rows, end) if len(rows) > 1 else ([], at)


def _depth(header: Sequence[str]) -> int:
    return sum(any(label.startswith(level) for label in header) for level in _LEVELS)


def _under(levels: Sequence[Piece], depth: int, at: Span) -> list[Span]:
    """The cells of the columns of levels: one of the second level stands under the second column."""
    blanks = [_blank(at)] * (depth - len(levels))
    if len(levels) == 1 and depth == 2 and level_depth(levels[0][1]) == 1:
        return [levels[0][0], *blanks]
    return [*blanks, *(span for span, _ in levels)]


def _chunks(cells: Sequence[Piece], header: Sequence[str]) -> list[Sequence[Piece]]:
    """The cells of several indicators of one level: with numbers where weights and scores stand, else of equal size, as many
    as the header has or fewer."""
    if not cells:
        return []
    whole = len(header)
    points = max((at for at, word in enumerate(header) if _WEIGHED.search(word)), default=0) + 1
    if points > 2:
        return _by_points(cells, header, points)
    for size in range(whole, max(1, whole - 3), -1):
        chunks = [cells[at : at + size] for at in range(0, len(cells), size)]
        if (len(cells) % size == 0 or len(chunks) == 1) and all(_weighed(chunk, header) for chunk in chunks):
            return chunks
    return [cells]


def _by_points(cells: Sequence[Piece], header: Sequence[str], points: int) -> list[Sequence[Piece]]:
    """Each chunk ends with its score, the last of ``points`` cells, and what of the columns behind it is printed."""
    found: list[Sequence[Piece]] = []
    start = 0
    while start < len(cells):
        end = min(start + points, len(cells))
        while end < min(start + len(header), len(cells)):
            after = cells[end : end + points]
            if len(after) == points and after[0][1] and _weighed(after, header):
                break
            end += 1
        found.append(cells[start:end])
        start = end
    return found


def _weighed(cells: Sequence[Piece], header: Sequence[str]) -> bool:
    return all(
        bool(_POINTS.fullmatch(label)) == bool(_WEIGHED.search(word)) or not label
        for (_, label), word in zip(cells, header, strict=False)
        if _WEIGHED.search(word)
    )


def _blank(span: Span) -> Span:
    return Span(span.start, span.start)
