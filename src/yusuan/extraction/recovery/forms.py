"""Where in a run of cells does a form stand, and whose? The labels say it, by what tells the layouts apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.extraction.recovery.assemble import Form, form_of
from yusuan.extraction.recovery.cells import Fragment
from yusuan.extraction.recovery.vocabulary import (
    Vocabulary,
    is_level,
    is_name,
    tells_of_unknown_form,
    told_by,
)
from yusuan.model.document import Document

_REACH = 10
"""How many fragments without a label may stand between two labels of one form, so that a goal may be told in several lines."""


def forms_in(document: Document, fragments: Sequence[Fragment]) -> Iterator[tuple[int, Form]]:
    """(where it begins, the form) of every form in ``fragments``, in order; what is like one and is no layout's has no table."""
    at = 0
    while (first := _next_name(fragments, at)) is not None:
        end = _cluster(fragments, first)
        vocabulary = told_by([fragment.label for fragment in fragments[first:end]])
        if vocabulary is None:
            if tells_of_unknown_form([fragment.label for fragment in fragments[first:end]]):
                yield first, Form(None, end - first, (fragments[first].span.to(fragments[end - 1].span),))
            at = end
            continue
        form = form_of(document, fragments[first : _next_form(fragments, first, vocabulary)], vocabulary)
        yield first, form
        at = first + max(1, form.end)


def _next_name(fragments: Sequence[Fragment], at: int) -> int | None:
    return next((here for here in range(at, len(fragments)) if is_name(fragments[here].label)), None)


def _cluster(fragments: Sequence[Fragment], first: int) -> int:
    """The index after the last label that stands within reach of those before it."""
    last = first
    for at in range(first, len(fragments)):
        if at - last > _REACH:
            break
        if is_name(fragments[at].label) or is_level(fragments[at].label):
            last = at
    return last + 1


def _next_form(fragments: Sequence[Fragment], first: int, vocabulary: Vocabulary) -> int:
    """Where the next form of the same layout begins: with the first label by which one may begin, once more after a
    header, or after it has stood before."""
    start = vocabulary.layout.start
    begun: set[str] = set()
    for at in range(first, len(fragments)):
        label = fragments[at].label.rstrip(":")
        if label in start:
            if label in begun:
                return at
            begun.add(label)
    return len(fragments)
