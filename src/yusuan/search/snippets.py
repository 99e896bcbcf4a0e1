"""Which words of a record are shown for a hit, and which of them are marked?

The passage with the most of the query's terms, cut to a window around them. A snippet reads as printed,
without the white space that a page put between Chinese words; its excerpt is the document's own characters,
untouched.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
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
    return sorted(found, key=lambda match: -_worth(match))  # equal ones stay in the record's order


def snippet(passage: Passage, places: Sequence[Span] = (), width: int = WIDTH) -> Snippet:
    """The part of ``passage`` around ``places``, about ``width`` characters, marked."""
    shown = _Shown(passage.text, *regular(passage.text))
    inside = [mark for place in places if (mark := shown.at(place))]
    start, end = _window(shown, inside, width)
    printed = shown.printed(start, end)
    start += len(printed) - len(printed.lstrip())
    marks = _merged([(max(a, start), min(b, end)) for a, b in inside if a < end and b > start])
    head, tail = "…" * (start > 0), "…" * (end < len(shown))
    shift = len(head) - start
    source = Excerpt(passage.document, passage.start, passage.start, "")
    if start < end:
        a, b = shown.offsets[start], shown.offsets[end - 1] + 1
        source = Excerpt(passage.document, passage.start + a, passage.start + b, passage.text[a:b])
    return Snippet(head + printed.lstrip() + tail, tuple((a + shift, b + shift) for a, b in marks), source)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A passage as it is shown: ``raw`` without page cuts and mark-up. ``text`` is that in regular form, and ``offsets``, which
    rise, are where each of its characters stands in ``raw``. Only the part that is shown is ever printed."""

    raw: str
    text: str
    offsets: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def at(self, place: Span) -> Span | None:
        """Where the characters of ``place`` are shown; ``None`` where none is."""
        start, end = (bisect_left(self.offsets, edge) for edge in place)
        return (start, end) if start < end else None

    def printed(self, start: int, end: int) -> str:
        """The characters as printed."""
        raw, pairs = self.raw, zip(self.text[start:end], self.offsets[start:end], strict=True)
        # A character that mark-up stood for (\geq) has no printed form of its own.
        return "".join(
            raw[o] if fold(raw[o]).lower() == c or raw[o].lower() == c or raw[o] in "，" else c for c, o in pairs
        )


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
        try:
            at = tokens.index(wanted[0], at, len(tokens) - size + 1)
        except ValueError:
            return
        if tokens[at : at + size] == wanted:
            yield at, at + size
            at += size
        else:
            at += 1


def _window(shown: _Shown, marks: list[Span], width: int) -> Span:
    if len(shown) <= width:
        return 0, len(shown)
    within = _within(marks, width - _BEFORE)
    first = min(marks, key=lambda mark: (-within(mark[0]), mark), default=(0, 0))
    start = max(0, min(first[0] - _BEFORE, len(shown) - width))
    if first[1] - start > width:
        start = first[0]
    # Begin after the end of a sentence where one is near.
    near = max(0, start - 12)
    before = shown.printed(near, first[0])
    start = near + boundary + 1 if (boundary := max(map(before.rfind, _BOUNDARY))) >= 0 else start
    return start, min(len(shown), start + width)


def _within(marks: Sequence[Span], reach: int) -> Callable[[int], int]:
    """How many of ``marks`` lie in the ``reach`` characters from a place on: those that end there less those that begin
    before it, which, being short enough to lie there at all, end there too."""
    short = [mark for mark in marks if mark[1] - mark[0] <= reach]
    starts, ends = sorted(start for start, _ in short), sorted(end for _, end in short)
    return lambda at: bisect_right(ends, at + reach) - bisect_left(starts, at)


def _merged(marks: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
