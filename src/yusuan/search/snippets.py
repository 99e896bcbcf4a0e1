"""Which words of a record are shown for a hit, and which of them are marked?

The passage with the most of the query's terms, cut to a window around them. A snippet reads as printed,
without the white space that a page put between Chinese words; its excerpt is the document's own characters,
untouched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.model.record import Excerpt, Passage, Record
from yusuan.search.analysis import FIELDS, regular, units
from yusuan.search.fulltext.engine import Term
from yusuan.values.clean import fold

WIDTH = 120
"""Characters of a snippet, about."""
_BEFORE = 24
_BOUNDARY = "。；;！!？?\n"
_SHOWN_ALREADY = ("name", "code")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """``text`` to show, ``marks`` in it, the ``excerpt`` it stands for."""

    text: str
    marks: tuple[Span, ...]
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Match:
    """A passage and where (start, end in its text) each term stands in it."""

    passage: Passage
    places: dict[Term, tuple[Span, ...]]

    def marks(self) -> list[Span]:
        """What to mark: informative terms, and of the others (的, 年) only those that touch one before them."""
        strong = [span for term, spans in self.places.items() if not term.weak for span in spans]
        weak = [span for term, spans in self.places.items() if term.weak for span in spans]
        ends = {end for _, end in strong}
        return [*strong, *(span for span in weak if span[0] in ends)] if strong else weak


def matches(record: Record, terms: Sequence[Term]) -> list[Match]:
    """The passages of ``record`` in which a term stands, the one to show first at the front."""
    own = {term for term in terms if any(_places(passage, [term]) for passage in record.passages)}
    # A long word that the record does not have is looked for in parts.
    wanted = [each for term in terms for each in ((term,) if term in own else term.parts)]
    found = [Match(each, places) for each in record.passages if (places := _places(each, wanted))]
    return sorted(found, key=lambda match: (-_worth(match), record.passages.index(match.passage)))


def snippet(passage: Passage, places: Sequence[Span] = (), width: int = WIDTH) -> Snippet:
    """The part of ``passage`` around ``places``, about ``width`` characters, marked."""
    shown, offsets = _printed(passage.text)
    inside = [mark for place in places if (mark := _shown_at(offsets, place))]
    start, end = _window(shown, inside, width)
    while start < end and shown[start].isspace():
        start += 1
    marks = _merged([(max(a, start), min(b, end)) for a, b in inside if a < end and b > start])
    head, tail = "…" * (start > 0), "…" * (end < len(shown))
    shift = len(head) - start
    source = Excerpt(passage.document, passage.start, passage.start, "")
    if start < end:
        a, b = offsets[start], offsets[end - 1] + 1
        source = Excerpt(passage.document, passage.start + a, passage.start + b, passage.text[a:b])
    return Snippet(head + shown[start:end] + tail, tuple((a + shift, b + shift) for a, b in marks), source)


def _worth(match: Match) -> float:
    informative = sum(0.1 if term.weak else 1.0 for term in match.places)
    # The label stands above the snippet anyway: prose that says as much tells more.
    return informative - (0.5 if match.passage.field in _SHOWN_ALREADY else 0.0)


def _places(passage: Passage, terms: Sequence[Term]) -> dict[Term, tuple[Span, ...]]:
    field = passage.field if passage.field in FIELDS else "text"
    sequence = units(passage.text)
    tokens = [unit.text for unit in sequence]
    found: dict[Term, tuple[Span, ...]] = {}
    for term in terms:
        if field in term.fields and term.tokens:
            wanted = [unit.text for unit in units(term.text)]
            spans = tuple((sequence[a].start, sequence[b - 1].end) for a, b in _runs(tokens, wanted))
            if spans:
                found[term] = spans
    return found


def _runs(tokens: list[str], wanted: list[str]) -> Iterator[Span]:
    size = len(wanted)
    at = 0
    while size and at + size <= len(tokens):
        if tokens[at : at + size] == wanted:
            yield at, at + size
            at += size
        else:
            at += 1


def _printed(raw: str) -> tuple[str, tuple[int, ...]]:
    """``raw`` without page cuts and mark-up, characters as printed, and the offset in ``raw`` of each."""
    text, offsets = regular(raw)
    pairs = zip(text, offsets, strict=True)
    # A character that mark-up stood for (\geq) has no printed form of its own.
    shown = (
        raw[o] if fold(raw[o]).lower() == c or raw[o].lower() == c or raw[o] in "，" else c for c, o in pairs
    )
    return "".join(shown), offsets


def _shown_at(offsets: tuple[int, ...], place: Span) -> Span | None:
    inside = [at for at, offset in enumerate(offsets) if place[0] <= offset < place[1]]
    return (inside[0], inside[-1] + 1) if inside else None


def _window(shown: str, marks: list[Span], width: int) -> Span:
    if len(shown) <= width:
        return 0, len(shown)
    first = min(
        marks,
        key=lambda mark: (-sum(mark[0] <= a and b <= mark[0] + width - _BEFORE for a, b in marks), mark),
        default=(0, 0),
    )
    start = max(0, min(first[0] - _BEFORE, len(shown) - width))
    if first[1] - start > width:
        start = first[0]
    # Begin after the end of a sentence where one is near.
    boundary = max(shown.rfind(mark, max(0, start - 12), first[0]) for mark in _BOUNDARY)
    start = boundary + 1 if boundary >= 0 else start
    return start, min(len(shown), start + width)


def _merged(marks: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
