"""Lines of a canonical text and what form each has: prose, a tab-separated row, or one cell on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.model.document import Span

_INDENT = " \u3000\xa0"


@dataclass(frozen=True, slots=True)
class Line:
    """``span`` is without the line end; ``blank`` is a line with nothing at all on it."""

    span: Span
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip() and "\t" not in self.text

    @property
    def row(self) -> bool:
        """A tab-separated row: a tab after something, or more than one tab."""
        body = self.text.lstrip(_INDENT)
        return "\t" in body[1:] or (not body.startswith("\t") and "\t" in body)

    @property
    def cell(self) -> bool:
        """One cell on a line: a tab first, and no other."""
        body = self.text.lstrip(_INDENT)
        return body.startswith("\t") and "\t" not in body[1:]

    def stripped(self) -> Span:
        """The span without white space at both ends."""
        return trimmed(self.text, self.span.start)


def trimmed(text: str, start: int) -> Span:
    """The span of ``text``, which begins at ``start``, without white space at both ends."""
    left = len(text) - len(text.lstrip())
    return Span(start + left, start + max(left, len(text.rstrip())))


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """Every line of ``text``, which begins at offset ``start``, in order."""
    for line in text.split("\n"):
        yield Line(Span(start, start + len(line)), line)
        start += len(line) + 1
