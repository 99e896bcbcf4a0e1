"""The cells of one form → its table: labels with their values, money in a grid, and the rows of indicators below their header."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.extraction.recovery.cells import grid, is_number
from yusuan.extraction.recovery.indicator_rows import indicator_rows
from yusuan.extraction.recovery.pieces import Piece
from yusuan.extraction.recovery.project_rows import project_header, project_rows
from yusuan.extraction.recovery.rows_of_cells import indicators_end, level_rows, money_rows
from yusuan.extraction.recovery.vocabulary import form_words, is_column, is_group, is_level
from yusuan.model.document import Block, Document, Span

_INDICATORS = ("一级指标", "三级指标")
LEAST_COLUMNS = 3


def first_label(pieces: Sequence[Piece]) -> int | None:
    """The first label of a form, or ``None`` where the pieces are none."""
    labels = {piece.label for piece in pieces if piece.names}
    if len(labels) < form_words().least or not any(label.startswith(_INDICATORS) for label in labels):
        return None
    return next(at for at, piece in enumerate(pieces) if piece.names)


def end_of(document: Document, pieces: Sequence[Piece]) -> int:
    """The index after the last row of indicators: their rows go on while a level begins them."""
    header, width = header_at(pieces, 0)
    if header is None:
        return len(pieces)
    end = header + width
    if project_header(_cells_of(pieces), header)[0] < header:
        return _list_end(pieces)
    labels = [piece.label for piece in pieces[header:end]]
    if not _regular(pieces[end:], labels):
        end += indicators_end(_cells_of(pieces[end:]), labels)
        if end < len(pieces) and pieces[end].label in form_words().totals:
            end += 1
            while end < len(pieces) and is_number(document.words(pieces[end].span)):
                end += 1
        return end
    while end + width <= len(pieces) and any(is_level(piece.label) for piece in pieces[end : end + 2]):
        end += width
    return end if end > header + width else len(pieces)


def _list_end(pieces: Sequence[Piece]) -> int:
    """The index after the last row of a list of projects: before words that end forms."""
    ends = [end for end in form_words().ends if not is_column(end)]
    return next(
        (
            at
            for at, piece in enumerate(pieces)
            if any(piece.label == end or piece.label.startswith(f"{end}:") for end in ends)
        ),
        len(pieces),
    )


def header_at(pieces: Sequence[Piece], start: int) -> tuple[int | None, int]:
    """Where the headers of the indicators stand from ``start`` on, and how many they are."""
    for at in range(start, len(pieces)):
        if is_column(pieces[at].label) and at + 1 < len(pieces) and is_column(pieces[at + 1].label):
            width = 0
            while at + width < len(pieces) and is_column(pieces[at + width].label):
                width += 1
            if width >= LEAST_COLUMNS:
                return at, width
    return None, 0


def tables_of(document: Document, pieces: Sequence[Piece]) -> list[Block]:
    """The table of the form that ``pieces`` are."""
    header, width = header_at(pieces, 0)
    start, end = project_header(_cells_of(pieces), header) if header is not None else (0, 0)
    if start < end:
        labels = [piece.label for piece in pieces[start:end]]
        return [
            grid(
                [[piece.span for piece in pieces[start:end]], *project_rows(_cells_of(pieces[end:]), labels)]
            )
        ]
    upper = pieces[: header if header is not None else len(pieces)]
    rows = _pairs(upper)
    if header is not None:
        below = _cells_of(pieces[header + width :])
        labels = [piece.label for piece in pieces[header : header + width]]
        rows += [[piece.span for piece in pieces[header : header + width]]]
        if any(label == "|" for _, label in below) or _regular(pieces[header + width :], labels):
            rows += indicator_rows(document, below, labels)
        else:
            end = indicators_end(below, labels)
            rows += level_rows(below[:end], labels)
            rows += [[span for span, _ in below[end:]]] if end < len(below) else []
    return [grid(rows)] if rows else []


def _cells_of(pieces: Sequence[Piece]) -> list[tuple[Span, str]]:
    return [(piece.span, piece.label) for piece in pieces]


def _regular(pieces: Sequence[Piece], header: Sequence[str]) -> bool:
    """Whether the cells below a ``header`` (labels) stand in rows of its width, with levels in the columns of levels."""
    width = len(header)
    own = {at for at, label in enumerate(header) if label.startswith(("一级指标", "二级指标"))} | {0}
    rows = [pieces[at : at + width] for at in range(0, len(pieces), width)]
    last = max((at for at, row in enumerate(rows) if any(is_level(piece.label) for piece in row)), default=0)
    return all(
        (is_level(row[0].label) or not row[0].label)
        and not any(is_level(piece.label) for at, piece in enumerate(row) if at not in own)
        for row in rows[: last + 1]
    )


def _pairs(pieces: Sequence[Piece]) -> list[list[Span]]:
    """Labels and values as rows: each label with its value, or a row of labels over a row of values."""
    rows: list[list[Span]] = []
    at = 0
    while at < len(pieces):
        grid_rows, end = money_rows(_cells_of(pieces), at)
        if grid_rows:
            rows += grid_rows
            at = end
            continue
        labels = _run(pieces, at, True)
        values = _run(pieces, at + labels, False)
        spans = [piece.span for piece in pieces[at : at + labels + values]]
        apart = values == labels and is_group(pieces[at].label)  # 收入构成 财政拨款 1180 98.3%
        if labels >= 2 and values >= 2 and values in (labels, labels - 1) and not apart:
            rows.append(spans[:labels])
            blank = [Span(spans[labels].start, spans[labels].start)] * (labels - values)
            rows.append([*blank, *spans[labels:]])
        else:
            start = 0
            for last in range(labels):
                if last == labels - 1 or not is_group(pieces[at + last].label):
                    rows.append(spans[start : last + 1])
                    start = last + 1
            rows[-1:] = [[*(rows[-1] if labels else []), *spans[labels:]]]
        if not labels + values:
            rows.append([pieces[at].span])
        at += max(1, labels + values)
    return rows


def _money_at(pieces: Sequence[Piece], at: int) -> bool:
    return all(piece.label in form_words().money for piece in pieces[at : at + 3]) and at + 3 <= len(pieces)


def _run(pieces: Sequence[Piece], at: int, names: bool) -> int:
    count = 0
    while (
        at + count < len(pieces) and pieces[at + count].names == names and not _money_at(pieces, at + count)
    ):
        count += 1
    return count
