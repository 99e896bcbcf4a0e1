"""Which numbers of a document the graph accounts for: every one stands in a value, is set aside with a reason, or is listed.

A number is accounted for when it lies inside an excerpt that a record of the graph was derived from. Remarks and issues
do not count: they keep words, they do not say what the words mean.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.library import Generation
from yusuan.model.document import Block, Heading, Span, Table
from yusuan.reading.blocks import blocks
from yusuan.values.clean import fold

_NUMBER = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_ORDINAL = re.compile(r"(?:^|(?<=[\t\n]))[ \-*#•]*[(（]?\d{1,2}(?:[、)）]|[.．](?!\d))")
_ORDINAL_INSIDE = re.compile(r"(?<=[。；;：:，\s])[(（]?\d{1,2}(?:[、)）]|[.．](?!\d))")
_CITATION = re.compile(r"《[^》]*》|[一-鿿]{1,12}[〔［\[（(]\d{4}[〕］\])）]\s*第?\d+\s*号|第\s*\d+\s*[条款项章]")
_MONTH = re.compile(r"\d{1,2}\s*月\s*(?:份|底|末)?")
_DATE = re.compile(r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")

REASONS = {
    "ordinal": ("序号", "an ordinal"),
    "section number": ("标题中的数字", "a number in a heading"),
    "date in a title": ("标题中的年份", "a year in a title"),
    "legal citation": ("法规文件的名称或文号", "part of a cited document's name or number"),
    "column heading": ("表头或行名中的数字", "part of the name of a column or row"),
    "reference date": ("正文中的日期", "a date in prose that dates no value"),
}
"""Why a number is set aside, in zh and en."""


@dataclass(frozen=True, slots=True)
class NumberAt:
    """A number as printed, where it starts, and its 1-based line."""

    text: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of one document by what became of them; ``set_aside`` pairs each with a key of REASONS."""

    document: str
    accounted: tuple[NumberAt, ...]
    set_aside: tuple[tuple[NumberAt, str], ...]
    unaccounted: tuple[NumberAt, ...]

    @property
    def numbers(self) -> int:
        """How many numbers the document holds."""
        return len(self.accounted) + len(self.set_aside) + len(self.unaccounted)

    @property
    def share(self) -> float:
        """The share of the numbers not set aside that are accounted for, 0 to 1; 1 where there are none."""
        counted = len(self.accounted) + len(self.unaccounted)
        return len(self.accounted) / counted if counted else 1.0

    def to_json(self) -> dict[str, object]:
        """The form that interfaces rely on."""
        return {
            "document": self.document,
            "numbers": self.numbers,
            "accounted": len(self.accounted),
            "set_aside": [{"text": n.text, "start": n.start, "reason": reason} for n, reason in self.set_aside],
            "unaccounted": [{"text": n.text, "start": n.start, "line": n.line} for n in self.unaccounted],
        }


def coverage(generation: Generation, documents: Iterable[str] | None = None) -> list[Coverage]:
    """The coverage of the given documents (SHA-256), or of all, in order of SHA-256."""
    wanted = sorted(generation.manifest["documents"] if documents is None else documents)
    return [_of(generation, sha256) for sha256 in wanted]


def _of(generation: Generation, sha256: str) -> Coverage:
    text = generation.document_text(sha256)
    values = _Spans(Span(e.start, e.end) for e in generation.store.value_excerpts(sha256))
    aside = _aside(text)
    accounted: list[NumberAt] = []
    set_aside: list[tuple[NumberAt, str]] = []
    unaccounted: list[NumberAt] = []
    for number in numbers_in(text):
        span = Span(number.start, number.end)
        if aside[0][1].cover(span):
            set_aside.append((number, aside[0][0]))
            continue
        if values.cover(span):
            accounted.append(number)
            continue
        reason = next((name for name, spans in aside if spans.cover(span)), None)
        if reason is None:
            unaccounted.append(number)
        else:
            set_aside.append((number, reason))
    return Coverage(sha256, tuple(accounted), tuple(set_aside), tuple(unaccounted))


def numbers_in(text: str) -> Iterator[NumberAt]:
    """Every number of ``text``, full-width ones too: digits with thousands separators and decimals."""
    line, at = 1, 0
    for match in _NUMBER.finditer("".join(map(fold, text))):
        line += text.count("\n", at, match.start())
        at = match.start()
        yield NumberAt(text[match.start() : match.end()], match.start(), match.end(), line)


class _Spans:
    """Spans, asked whether one of them covers another span: ``reach`` is the furthest end up to each start."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.reach: list[int] = []
        for span in sorted(set(spans)):
            self.starts.append(span.start)
            self.reach.append(max(span.end, self.reach[-1] if self.reach else 0))

    def cover(self, span: Span) -> bool:
        index = bisect_right(self.starts, span.start) - 1
        return index >= 0 and self.reach[index] >= span.end


def _aside(text: str) -> Sequence[tuple[str, _Spans]]:
    folded = "".join(map(fold, text))
    parts = blocks(text)
    return (
        ("ordinal", _matches(folded, _ORDINAL)),
        ("ordinal", _matches(folded, _ORDINAL_INSIDE)),
        ("date in a title", _Spans(_title_dates(folded, parts))),
        ("section number", _Spans(block.span for block in parts if isinstance(block, Heading))),
        ("legal citation", _matches(folded, _CITATION)),
        ("column heading", _Spans(_headers(folded, parts))),
        ("reference date", _matches(folded, _DATE)),
    )


def _matches(text: str, *patterns: re.Pattern[str]) -> _Spans:
    return _Spans(Span(*match.span()) for pattern in patterns for match in pattern.finditer(text))


def _title_dates(text: str, parts: Sequence[Block]) -> Iterator[Span]:
    for block in parts:
        if isinstance(block, Heading):
            for match in _DATE.finditer(text, block.span.start, block.span.end):
                yield Span(*match.span())


def _headers(text: str, parts: Sequence[Block]) -> Iterator[Span]:
    """Cells that name a column or a row: the first row, the first column, and months of a plan."""
    for block in parts:
        if not isinstance(block, Table):
            continue
        for cell in block.cells():
            words = text[cell.span.start : cell.span.end]
            names = any(not (c.isdigit() or c in ".,，%-— ") for c in words)
            if names and (cell.row == 0 or cell.column == 0 or _MONTH.fullmatch(words)):
                yield cell.span
