"""Where in a run of cells does a form stand, and whose? The labels say it, by what tells the layouts apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.extraction.recovery.assemble import Form, form_of
from yusuan.extraction.recovery.cells import Piece
from yusuan.extraction.recovery.vocabulary import Vocabulary, is_level, is_name, told_by
from yusuan.model.document import Document

_REACH = 10
"""How many pieces without a label may stand between two labels of one form, so that a goal may be told in several lines."""


def forms_in(document: Document, pieces: Sequence[Piece]) -> Iterator[tuple[int, Form]]:
    """(where it begins, the form) of every form in ``pieces``, in order."""
    at = 0
    while (first := _next_name(pieces, at)) is not None:
        end = _cluster(pieces, first)
        vocabulary = told_by([piece.label for piece in pieces[first:end]])
        if vocabulary is None:
            at = end
            continue
        form = form_of(document, pieces[first : _next_form(pieces, first, vocabulary)], vocabulary)
        yield first, form
        at = first + max(1, form.end)


def _next_name(pieces: Sequence[Piece], at: int) -> int | None:
    return next((here for here in range(at, len(pieces)) if is_name(pieces[here].label)), None)


def _cluster(pieces: Sequence[Piece], first: int) -> int:
    """The index after the last label that stands within reach of those before it."""
    last = first
    for at in range(first, len(pieces)):
        if at - last > _REACH:
            break
        if is_name(pieces[at].label) or is_level(pieces[at].label):
            last = at
    return last + 1


def _next_form(pieces: Sequence[Piece], first: int, vocabulary: Vocabulary) -> int:
    """Where the next form of the same layout begins: with the first label by which one may begin, once more after a
    header, or after it has stood before."""
    start = vocabulary.layout.start
    begun: set[str] = set()
    for at in range(first, len(pieces)):
        label = pieces[at].label.rstrip(":")
        if label in start:
            if label in begun:
                return at
            begun.add(label)
    return len(pieces)
