"""Which words of documents does an answer rest on, as a page shows them?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.browse.places import ExcerptPlace
from yusuan.graph.iris import Iris
from yusuan.model.document import Span
from yusuan.questions.answer import Answer
from yusuan.web.answering import CONTENT
from yusuan.web.context import generation, nodes, services, t
from yusuan.web.pages import overview

_SHORT, _AROUND, _LONG = 20, 30, 160
"""A quotation of fewer than ``_SHORT`` characters is shown with ``_AROUND`` of its line on either side."""

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words of a document as a page shows them, with the characters of ``marks`` highlighted: few words inside their
    line, of many the stretch that holds the question's. ``where`` says page, sheet and how surely a machine read them."""

    place: ExcerptPlace
    title: str
    where: tuple[str, ...]
    text: str
    marks: tuple[tuple[int, int], ...]


def quotes(answer: Answer) -> list[QuotedWords]:
    """The evidence of an answer, each with the title of its document."""
    titles = {entry.sha256: entry.title for entry in overview(generation()).documents}
    words = [part.label for part in answer.reading if part.slot in CONTENT]
    return [
        _quote(nodes().places.at(each.document, each.start, each.end), titles.get(each.document, ""), words)
        for each in answer.evidence
    ]


def where(place: ExcerptPlace) -> tuple[str, ...]:
    """On which page and sheet of the source words stand, and how surely a machine read them, as far as known."""
    iris = Iris(services().settings.base)
    excerpt = iris.excerpt(iris.disclosure(place.document), Span(place.start, place.end))
    page, sheet, confidence = nodes().where(excerpt)
    said = (("document.page", page), ("document.sheet", sheet), ("document.confidence", confidence))
    return tuple(t(key, value=value) for key, value in said if value)


def _quote(place: ExcerptPlace, title: str, words: Sequence[str]) -> QuotedWords:
    short = len(place.text) < _SHORT and "\n" not in place.text
    text, marks = _in_line(place) if short else _around(place.text, words)
    return QuotedWords(place, title, where(place), text, marks)


def _in_line(place: ExcerptPlace) -> tuple[str, Marks]:
    """The words with what stands before and after them on their line."""
    text = nodes().places.text(place.document)
    begin = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    before = text[begin : place.start]
    after = text[place.end : len(text) if end < 0 else end]
    before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
    after = after if len(after) <= _AROUND else after[:_AROUND] + "…"
    return before + place.text + after, ((len(before), len(before) + len(place.text)),)


def _around(text: str, words: Sequence[str]) -> tuple[str, Marks]:
    """At most ``_LONG`` characters of ``text``, on one line, where ``words`` stand, which are marked."""
    line = " ".join(text.split())
    found = [hit.span() for word in words for hit in re.finditer(re.escape(word), line)]
    first = min(found)[0] if found else 0
    begin = max(0, min(first - _AROUND, len(line) - _LONG)) if first > _LONG - _AROUND else 0
    head, tail = "…" if begin else "", "…" if len(line) > begin + _LONG else ""
    shift = len(head) - begin
    kept = [(a + shift, b + shift) for a, b in found if a >= begin and b <= begin + _LONG]
    return head + line[begin : begin + _LONG] + tail, tuple(kept)
