"""The upper part of a form, cell after cell → its rows: each label with its value, labels over values, money in a grid."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from yusuan.extraction.recovery.cells import Fragment, blank_at
from yusuan.extraction.recovery.vocabulary import Vocabulary
from yusuan.model.document import Span

_AMOUNT = re.compile(r"[-—–－/]*|-?\d[\d,]*(?:\.\d+)?[%％]?")
MONTH = re.compile(r"(?:\d{4}年)?\d{1,2}月[底末初份]?|[一二三四]季度|第[一二三四]季度")
_LEAST_MONEY = 3


def pair_rows(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> tuple[list[list[Span]], list[Span]]:
    """The rows of ``fragments``, which are labels, their values and grids of money, and the grids that could not be cut."""
    rows: list[list[Span]] = []
    lost: list[Span] = []
    at = 0
    while at < len(fragments):
        end = _running_money(fragments, at, vocabulary)
        if end > at:
            lost.append(fragments[at].span.to(fragments[end - 1].span))
            at = end
            continue
        found, end = _money_rows(fragments, at, vocabulary)
        if not found:
            found, end = _labelled(fragments, at, vocabulary)
        rows += found
        at = end
    return rows, lost


def _running_money(fragments: Sequence[Fragment], at: int, vocabulary: Vocabulary) -> int:
    """The index after a grid of money in running text that begins at ``at``, where nothing parts its numbers (8680.8494%);
    ``at`` where none does."""
    if not _money_at(fragments, at, vocabulary):
        return at
    end = at
    while end < len(fragments) and vocabulary.money(fragments[end].label):
        end += 1
    rows = end
    while end + 1 < len(fragments) and fragments[end + 1].running and vocabulary.announces_money(fragments[end].label):
        end += 2
    return end if end > rows else at


def _labelled(fragments: Sequence[Fragment], at: int, vocabulary: Vocabulary) -> tuple[list[list[Span]], int]:
    """The rows of the labels that follow one another at ``at`` and of the values behind them, and the index after them."""
    names = _while(fragments, at, lambda i: vocabulary.names(fragments[i].label), vocabulary)
    labels = fragments[at : at + names]
    values = _while(fragments, at + names, lambda i: not vocabulary.names(fragments[i].label), vocabulary)
    told = fragments[at + names : at + names + values]
    end = at + max(1, names + values)
    if not labels:
        return [[fragment.span for fragment in fragments[at:end]]], end
    plan = _plan(labels[-1], told, vocabulary)
    if plan:
        return [*_each(labels[:-1], vocabulary), *plan], end
    apart = values == names and vocabulary.group(labels[0].label)  # 收入构成 财政拨款 1180 98.3%
    if names >= 2 and values >= 2 and values in (names, names - 1) and not apart:
        blanks = [blank_at(told[0].span)] * (names - values)
        return [[fragment.span for fragment in labels], [*blanks, *(fragment.span for fragment in told)]], end
    rows = _each(labels, vocabulary)
    rows[-1] += [fragment.span for fragment in told]
    return rows, end


def _each(labels: Sequence[Fragment], vocabulary: Vocabulary) -> list[list[Span]]:
    """A row for each label; one that stands over others shares the row of the next. A label that another follows has a
    blank value."""
    rows: list[list[Span]] = []
    open_row: list[Span] = []
    for at, fragment in enumerate(labels):
        open_row.append(fragment.span)
        if at == len(labels) - 1 or not vocabulary.group(fragment.label):
            rows.append(open_row)
            open_row = []
    return rows


def _plan(label: Fragment, told: Sequence[Fragment], vocabulary: Vocabulary) -> list[list[Span]]:
    """The two rows of a plan of payments: months beside its label, as many shares below them."""
    sense = vocabulary.sense(label.label)
    months = next((at for at, fragment in enumerate(told) if not MONTH.fullmatch(fragment.label)), len(told))
    if months < len(told) and not told[months].label and len(told) == 2 * months + 1:
        told = [*told[:months], *told[months + 1 :]]  # the label is merged over both rows
    if sense is None or sense.key != "payments" or not months or len(told) != 2 * months:
        return []
    spans = [fragment.span for fragment in told]
    return [[label.span, *spans[:months]], [blank_at(spans[months]), *spans[months:]]]


def _money_rows(
    fragments: Sequence[Fragment], at: int, vocabulary: Vocabulary
) -> tuple[list[list[Span]], int]:
    """The rows of a grid of money whose header begins at ``at``, and the index after them; none where none begins there."""
    end = at
    while end < len(fragments) and vocabulary.money(fragments[end].label):
        end += 1
    width = end - at
    if width < _LEAST_MONEY:
        return [], at
    rows = [[blank_at(fragments[at].span), *(fragment.span for fragment in fragments[at:end])]]
    while end + 1 < len(fragments) and fragments[end].label and not _AMOUNT.fullmatch(fragments[end].label):
        cells: list[Span] = []
        while len(cells) < width and end + 1 + len(cells) < len(fragments):
            cell = fragments[end + 1 + len(cells)]
            if not _AMOUNT.fullmatch(cell.label):
                break
            cells.append(cell.span)
        if not any(span.start < span.end for span in cells):
            break
        rows.append([fragments[end].span, *cells])
        end += 1 + len(cells)
    return (rows, end) if len(rows) > 1 else ([], at)


def _while(
    fragments: Sequence[Fragment], at: int, wanted: Callable[[int], bool], vocabulary: Vocabulary
) -> int:
    """How many fragments from ``at`` on are ``wanted``, up to the header of a grid of money."""
    count = 0
    while at + count < len(fragments) and wanted(at + count) and not _money_at(fragments, at + count, vocabulary):
        count += 1
    return count


def _money_at(fragments: Sequence[Fragment], at: int, vocabulary: Vocabulary) -> bool:
    header = fragments[at : at + _LEAST_MONEY]
    return len(header) == _LEAST_MONEY and all(vocabulary.money(fragment.label) for fragment in header)
