"""Where does a fact stand? Excerpt IRIs (RFC 5147 fragments) as places in a document's text, with line and words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from yusuan.graph.iris import excerpt_parts


@dataclass(frozen=True, slots=True, order=True)
class ExcerptPlace:
    """Characters ``start`` to ``end`` of document ``document`` (SHA-256): their words ``text``, on line ``line``."""

    document: str
    start: int
    end: int
    text: str = ""
    line: int = 0


class ExcerptPlaces:
    """Turns excerpt IRIs into places. ``read_text`` gives a document's canonical text; each is read once."""

    def __init__(self, read_text: Callable[[str], str]) -> None:
        self.text = cache(read_text)
        self._breaks: dict[str, list[int]] = {}

    def at(self, document: str, start: int, end: int) -> ExcerptPlace:
        """The place of these characters."""
        return ExcerptPlace(document, start, end, self.text(document)[start:end], self.line(document, start))

    def line(self, document: str, offset: int) -> int:
        """The line, from 1, on which ``offset`` stands."""
        if document not in self._breaks:
            self._breaks[document] = [at for at, char in enumerate(self.text(document)) if char == "\n"]
        return bisect_right(self._breaks[document], offset - 1) + 1

    def of(self, iris: Iterable[str]) -> tuple[ExcerptPlace, ...]:
        """The places of those ``iris`` that are excerpts, in order of document and position, each once."""
        found = (parts for parts in map(excerpt_parts, iris) if parts is not None)
        return tuple(sorted({self.at(sha256, start, end) for _, sha256, start, end in found}))
