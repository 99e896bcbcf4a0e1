"""A list of projects with their indicators whose cells stand one after the other → its rows under its one header.

The cells of a project (unit, name, amount, goal) stand before its first indicator and are merged over the others; a unit that
is merged over several projects is not printed again: what is there stands at the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from yusuan.extraction.layouts import layouts
from yusuan.extraction.layouts.keys import variants
from yusuan.extraction.recovery.vocabulary import is_column
from yusuan.extraction.tables.alignment import level_depth
from yusuan.model.document import Span

Piece = tuple[Span, str]
_LEVELS = ("一级指标", "二级指标")
_LEAST_COLUMNS = 6


def project_header(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    """(start, end) of the header of a list whose columns of indicators begin at ``at``; (at, at) where there is none: it names
    projects and has nothing but columns."""
    start = at
    while start and _column(pieces[start - 1][1]):
        start -= 1
    end = at
    while end < len(pieces) and is_column(pieces[end][1]):
        end += 1
    named = any(_column(label) == "name" for _, label in pieces[start:at])
    return (start, end) if named and at - start > 1 and end - start >= _LEAST_COLUMNS else (at, at)


def project_rows(pieces: Sequence[Piece], header: Sequence[str]) -> list[list[Span]]:
    """The rows of ``pieces`` under ``header`` (labels)."""
    own = next(at for at, label in enumerate(header) if label.startswith(_LEVELS))
    depth = sum(label.startswith(_LEVELS) for label in header)
    rows: list[list[Span]] = []
    at = 0
    while at < len(pieces):
        before = _until(pieces, at, level=True)
        unit = pieces[at:before][:-own]  # above its projects: its name and the sum
        rows += [_spans(unit)] if unit else []
        project = [span for span, _ in pieces[at:before][-own:]] if before > at else []
        levels = _until(pieces, before, level=False, most=depth)
        behind = min(_until(pieces, levels, level=True), levels + len(header) - own - depth)
        blanks = [Span(pieces[at][0].start, pieces[at][0].start)] * (
            own - len(project) + depth - (levels - before)
        )
        if levels > before:
            rows.append(
                [
                    *blanks[: own - len(project)],
                    *project,
                    *blanks[own - len(project) :],
                    *_spans(pieces[before:behind]),
                ]
            )
        else:
            rows.append(_spans(pieces[at:before]))
        at = max(behind, before, at + 1)
    return rows


def _spans(cells: Sequence[Piece]) -> list[Span]:
    return [span for span, _ in cells]


def _until(pieces: Sequence[Piece], at: int, *, level: bool, most: int | None = None) -> int:
    """The index of the first piece from ``at`` on that is a level, or is none."""
    end = at
    while (
        end < len(pieces) and bool(level_depth(pieces[end][1])) != level and (most is None or end - at < most)
    ):
        end += 1
    return end


def _column(label: str) -> str | None:
    return next((_columns()[form] for form in variants(label) if form in _columns()), None) if label else None


@cache
def _columns() -> dict[str, str]:
    return {
        label: key
        for layout in layouts()
        if layout.id == "project-list"
        for label, key in layout.project_columns.items()
    }
