"""Lines of a canonical text and what form each has: prose, a tab-separated row, or one cell on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def printed_width(text: str) -> int:
    """How wide ``text`` is on paper: a Chinese character is 2, a Latin one 1."""
    return sum(2 if character > "⺀" else 1 for character in text.strip())


def wrap_width(run: Sequence[Line]) -> int | None:
    """The width at which a printer broke the lines of running text, or ``None`` where lines end where sentences do."""
    widths = sorted(
        width
        for line in run
        if "\t" not in line.text and (width := printed_width(line.text[:_LONGEST_LINE])) >= _NARROWEST
    )
    if len(widths) < _LEAST_WRAPPED or widths[-1] > _WIDEST:
        return None
    full = widths[int(len(widths) * 0.9)]
    near = sum(full - _RAGGED <= width <= full + _RAGGED for width in widths)
    return full if near >= len(widths) * 0.6 else None


_NARROWEST, _WIDEST, _RAGGED = 36, 120, 6
"""In the measure of ``printed_width``: lines that may be wrapped, and how far their ends lie apart."""
_LEAST_WRAPPED = 6
_LONGEST_LINE = 200


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """Every line of ``text``, which begins at offset ``start``, in order."""
    for line in text.split("\n"):
        yield Line(Span(start, start + len(line)), line)
        start += len(line) + 1
