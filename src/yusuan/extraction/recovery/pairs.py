"""The upper part of a form, cell after cell → its rows: each label with its value, labels over values, money in a grid."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from yusuan.extraction.recovery.cells import Piece, blank_at
from yusuan.extraction.recovery.vocabulary import Vocabulary
from yusuan.model.document import Span

_AMOUNT = re.compile(r"[-—–－/]*|-?\d[\d,]*(?:\.\d+)?[%％]?")
_MONTH = re.compile(r"(?:\d{4}年)?\d{1,2}月[底末初份]?|[一二三四]季度|第[一二三四]季度")
_LEAST_MONEY = 3


def pair_rows(pieces: Sequence[Piece], vocabulary: Vocabulary) -> tuple[list[list[Span]], list[Span]]:
    """The rows of ``pieces``, which are labels, their values and grids of money, and the grids that could not be cut."""
    rows: list[list[Span]] = []
    lost: list[Span] = []
    at = 0
    while at < len(pieces):
        end = _running_money(pieces, at, vocabulary)
        if end > at:
            lost.append(pieces[at].span.to(pieces[end - 1].span))
            at = end
            continue
        found, end = _money_rows(pieces, at, vocabulary)
        if not found:
            found, end = _labelled(pieces, at, vocabulary)
        rows += found
        at = end
    return rows, lost


def _running_money(pieces: Sequence[Piece], at: int, vocabulary: Vocabulary) -> int:
    """The index after a grid of money in running text that begins at ``at``, where nothing parts its numbers (8680.8494%);
    ``at`` where none does."""
    if not _money_at(pieces, at, vocabulary):
        return at
    end = at
    while end < len(pieces) and vocabulary.money(pieces[end].label):
        end += 1
    rows = end
    while end + 1 < len(pieces) and pieces[end + 1].running and vocabulary.announces_money(pieces[end].label):
        end += 2
    return end if end > rows else at


def _labelled(pieces: Sequence[Piece], at: int, vocabulary: Vocabulary) -> tuple[list[list[Span]], int]:
    """The rows of the labels that follow one another at ``at`` and of the values behind them, and the index after them."""
    names = _while(pieces, at, lambda i: vocabulary.names(pieces[i].label), vocabulary)
    labels = pieces[at : at + names]
    values = _while(pieces, at + names, lambda i: not vocabulary.names(pieces[i].label), vocabulary)
    told = pieces[at + names : at + names + values]
    end = at + max(1, names + values)
    if not labels:
        return [[piece.span for piece in pieces[at:end]]], end
    plan = _plan(labels[-1], told, vocabulary)
    if plan:
        return [*_each(labels[:-1], vocabulary), *plan], end
    apart = values == names and vocabulary.group(labels[0].label)  # 收入构成 财政拨款 1180 98.3%
    if names >= 2 and values >= 2 and values in (names, names - 1) and not apart:
        blanks = [blank_at(told[0].span)] * (names - values)
        return [[piece.span for piece in labels], [*blanks, *(piece.span for piece in told)]], end
    rows = _each(labels, vocabulary)
    rows[-1] += [piece.span for piece in told]
    return rows, end


def _each(labels: Sequence[Piece], vocabulary: Vocabulary) -> list[list[Span]]:
    """A row for each label; one that stands over others shares the row of the next. A label that another follows has a
    blank value."""
    rows: list[list[Span]] = []
    open_row: list[Span] = []
    for at, piece in enumerate(labels):
        open_row.append(piece.span)
        if at == len(labels) - 1 or not vocabulary.group(piece.label):
            rows.append(open_row)
            open_row = []
    return rows


def _plan(label: Piece, told: Sequence[Piece], vocabulary: Vocabulary) -> list[list[Span]]:
    """The two rows of a plan of payments: months beside its label, as many shares below them."""
    sense = vocabulary.sense(label.label)
    months = next((at for at, piece in enumerate(told) if not _MONTH.fullmatch(piece.label)), len(told))
    if sense is None or sense.key != "payments" or not months or len(told) != 2 * months:
        return []
    spans = [piece.span for piece in told]
    return [[label.span, *spans[:months]], [blank_at(spans[months]), *spans[months:]]]


def _money_rows(
    pieces: Sequence[Piece], at: int, vocabulary: Vocabulary
) -> tuple[list[list[Span]], int]:
    """The rows of a grid of money whose header begins at ``at``, and the index after them; none where none begins there."""
    end = at
    while end < len(pieces) and vocabulary.money(pieces[end].label):
        end += 1
    width = end - at
    if width < _LEAST_MONEY:
        return [], at
    rows = [[blank_at(pieces[at].span), *(piece.span for piece in pieces[at:end])]]
    while end + 1 < len(pieces) and pieces[end].label and not _AMOUNT.fullmatch(pieces[end].label):
        cells: list[Span] = []
        while len(cells) < width and end + 1 + len(cells) < len(pieces):
            cell = pieces[end + 1 + len(cells)]
            if not _AMOUNT.fullmatch(cell.label):
                break
            cells.append(cell.span)
        if not any(span.start < span.end for span in cells):
            break
        rows.append([pieces[end].span, *cells])
        end += 1 + len(cells)
    return (rows, end) if len(rows) > 1 else ([], at)


def _while(
    pieces: Sequence[Piece], at: int, wanted: Callable[[int], bool], vocabulary: Vocabulary
) -> int:
    """How many pieces from ``at`` on are ``wanted``, up to the header of a grid of money."""
    count = 0
    while at + count < len(pieces) and wanted(at + count) and not _money_at(pieces, at + count, vocabulary):
        count += 1
    return count


def _money_at(pieces: Sequence[Piece], at: int, vocabulary: Vocabulary) -> bool:
    header = pieces[at : at + _LEAST_MONEY]
    return len(header) == _LEAST_MONEY and all(vocabulary.money(piece.label) for piece in header)
