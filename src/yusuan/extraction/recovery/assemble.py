"""The cells of one form, in order → its table: labels with their values, money in a grid, rows under their header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.recovery.cells import Fragment, grid, is_number
from yusuan.extraction.recovery.indicator_rows import indicator_rows
from yusuan.extraction.recovery.pairs import pair_rows
from yusuan.extraction.recovery.rows_of_cells import rows_of
from yusuan.extraction.recovery.vocabulary import Vocabulary, indicator_header, is_level, list_header
from yusuan.model.document import Document, Span, Table

_LEVELS = ("level1", "level2")
_MONEY = ("amount", "adjusted", "executed", "total_investment")
_LONGEST_CELL = 60
_AIMED = re.compile(r"[<>=≥≤＞＜＝≧≦]\s*\d|\d[\d.]*[%％]")
_MOST_UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Form:
    """The ``table`` of a form, how many fragments it holds (``end``), and what of them no reading could cut (``lost``)."""

    table: Table | None
    end: int
    lost: tuple[Span, ...] = ()


def form_of(document: Document, fragments: Sequence[Fragment], vocabulary: Vocabulary) -> Form:
    """The form with which ``fragments`` begin, as the layout of ``vocabulary`` has it."""
    if vocabulary.layout.kind == "list":
        return _list(fragments, vocabulary)
    rows: list[list[Span]] = []
    lost: list[Span] = []
    at = 0
    while at < len(fragments):
        header, kinds = header_from(fragments, at, vocabulary)
        upper = header if kinds else _last(fragments, at, vocabulary)
        pairs, missed = pair_rows(fragments[at:upper], vocabulary)
        rows += pairs
        lost += missed
        at = upper
        if not kinds:
            break
        below, at, missed = _below(document, fragments, header, kinds, vocabulary)
        rows += below
        lost += missed
        if missed or at >= len(fragments) or not _goes_on(fragments[at:], vocabulary):
            break
    return Form(grid(rows) if any(span.start < span.end for row in rows for span in row) else None, at, tuple(lost))


def header_from(
    fragments: Sequence[Fragment], at: int, vocabulary: Vocabulary
) -> tuple[int, list[str]]:
    """Where the header of rows of indicators stands from ``at`` on, and the properties of its columns; none where none
    does."""
    labels = [fragment.label for fragment in fragments]
    for start in range(at, len(fragments)):
        kinds = indicator_header(labels[start:], vocabulary) if vocabulary.column(labels[start]) else []
        if kinds:
            return start, _named(kinds)
    return len(fragments), []


def _named(kinds: Sequence[str]) -> list[str]:
    """The kinds with what 指标内容 is, and the deepest level as the name, where no column is called a name."""
    kinds = ["name" if kind == "content" and "name" not in kinds else kind for kind in kinds]
    deepest = next((level for level in reversed(_LEVELS) if level in kinds), None)
    return kinds if "name" in kinds else ["name" if kind == deepest else kind for kind in kinds]


def _below(
    document: Document, fragments: Sequence[Fragment], header: int, kinds: list[str], vocabulary: Vocabulary
) -> tuple[list[list[Span]], int, list[Span]]:
    """The rows below the header at ``header`` with it, the index after them, and what could not be cut."""
    begin = header + len(kinds)
    heads = [fragment.span for fragment in fragments[header:begin]]
    body = fragments[begin:]
    if any(fragment.running for fragment in body):
        stop = next((at for at, p in enumerate(body) if not p.running and not is_level(p.label)), len(body))
        rows, lost = indicator_rows(document, body[:stop], kinds)
        return [heads, *rows], begin + stop, lost
    stop = _stop(body, kinds, vocabulary)
    merged = range(1, 1 + sum(kind in _LEVELS for kind in kinds))
    more = _more_columns(body[:stop])
    rows, end = rows_of(body[more:stop], [*kinds, *[""] * more], merged)
    end += more if rows else 0
    if not rows and more:
        rows, end = rows_of(body[:stop], kinds, merged)
    elif more:
        heads += [fragment.span for fragment in body[:more]]
    lost = _missed(body[end:stop], end)
    if end == stop and stop < len(body) and vocabulary.total(body[stop].label):
        end = stop + 1
        while end < len(body) and is_number(document.words(body[end].span)):
            end += 1
        rows.append([fragment.span for fragment in body[stop:end]])
    return [heads, *rows], begin + max(end, stop if lost else 0), lost


def _more_columns(body: Sequence[Fragment]) -> int:
    """How many columns behind the known ones the header seems to have: blanks, or words before the first level."""
    levels = next((at for at, fragment in enumerate(body) if is_level(fragment.label)), 0)
    blanks = next((at for at, fragment in enumerate(body) if fragment.label), 0)
    return levels if 0 < levels <= _MOST_UNKNOWN and not any(is_number(p.label) for p in body[:levels]) else blanks


def _missed(rest: Sequence[Fragment], taken: int) -> list[Span]:
    """The fragments below a header that are no rows: of some account where none is, or where a level or a target is among them."""
    if not rest or (taken and not any(is_level(fragment.label) or _AIMED.match(fragment.label) for fragment in rest)):
        return []
    return [rest[0].span.to(rest[-1].span)]


def _stop(body: Sequence[Fragment], kinds: Sequence[str], vocabulary: Vocabulary) -> int:
    """The index after the cells that may be rows: at a total, at a label, at words that end forms, at a sentence, or where no
    level stands any more."""
    levels = [at for at, fragment in enumerate(body) if is_level(fragment.label)]
    cells = len(kinds) - sum(kind in _LEVELS for kind in kinds)
    for at, fragment in enumerate(body):
        label = fragment.label
        sense = vocabulary.sense(label)
        if len(label) > _LONGEST_CELL and label.endswith("。"):
            return at
        if vocabulary.total(label) or vocabulary.ends(label):
            return at
        if sense is not None and not is_level(label):
            return at
        since = at - max((each for each in levels if each <= at), default=-1)
        if levels and since > cells and not any(at <= each < at + 3 * cells for each in levels):
            return at
    return len(body)


def _goes_on(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> bool:
    """Whether the form goes on with labels below its rows."""
    label = fragments[0].label
    return vocabulary.sense(label) is not None and not vocabulary.ends(label)


_REACH = 8
"""How many fragments without a label may stand between two labels of one form."""
_TOLD = ("block", "value")


def _last(fragments: Sequence[Fragment], at: int, vocabulary: Vocabulary) -> int:
    """The index after the last label's value, where no header follows."""
    last = at
    for here in range(at, len(fragments)):
        if here - last > _REACH:
            break
        if vocabulary.names(fragments[here].label):
            last = here
    return min(last + 2, len(fragments))


def _list(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> Form:
    labels = [fragment.label for fragment in fragments]
    kinds = list_header(labels, vocabulary)
    body = fragments[len(kinds) :]
    ends = (
        at for at, p in enumerate(body) if vocabulary.ends(p.label) and not vocabulary.project_column(p.label)
    )
    stop = next(ends, len(body))
    project = kinds.index("project")
    own = next((at for at, kind in enumerate(kinds) if kind in (*_LEVELS, "name", "content")), len(kinds))
    depth = sum(kind in _LEVELS for kind in kinds)
    merged = [*range(1, project + 1), *(range(own, own + depth + 1) if own < len(kinds) else ())]
    sums = [(word, at) for at, kind in enumerate(kinds) if kind in _MONEY for word in {0, project} if word < at]
    rows, end = rows_of(body[:stop], kinds, merged, sums)
    if not rows:
        return Form(None, len(kinds) + stop, (fragments[0].span.to(fragments[len(kinds) + stop - 1].span),))
    lost = _missed(body[end:stop], end)
    header = [fragment.span for fragment in fragments[: len(kinds)]]
    return Form(grid([header, *rows]), len(kinds) + (stop if lost else end), tuple(lost))
