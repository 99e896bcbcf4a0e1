"""Which numbers of a document the graph accounts for: every one stands in a value, is set aside with a reason, or is listed.

A number is accounted for when it lies inside an excerpt that a record of the graph was derived from. Remarks and issues
do not count: they keep words, they do not say what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yusuan.coverage.numbers import NumberAt, Spans, countless, numbers_in, ordinals
from yusuan.model.document import Span
from yusuan.reading.text.blocks import blocks

if TYPE_CHECKING:
    from yusuan.library import Generation

REASONS = {
    "ordinal": ("序号", "an ordinal"),
    "page number": ("页码", "a page number"),
    "section number": ("标题中的数字", "a number in a heading"),
    "date in a title": ("标题中的年份", "a year in a title"),
    "legal citation": ("法规文件的名称或文号", "part of a cited document's name or number"),
    "column heading": ("表头或行名中的数字", "part of the name of a column or row"),
    "count of units": ("所列机构的个数", "how many units a list names"),
    "contact": ("电话、邮编等联系方式", "a telephone number or post code"),
    "rate": ("与金额并列的百分比", "a percentage that follows from amounts"),
    "reference date": ("正文中的日期", "a date in prose that dates no value"),
}
"""Why a number is set aside, in zh and en."""


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
            "set_aside": [
                {"text": n.text, "start": n.start, "reason": reason} for n, reason in self.set_aside
            ],
            "unaccounted": [{"text": n.text, "start": n.start, "line": n.line} for n in self.unaccounted],
        }


def coverage(generation: Generation, documents: Iterable[str] | None = None) -> list[Coverage]:
    """The coverage of the given documents (SHA-256), or of all, in order of SHA-256."""
    wanted = sorted(generation.manifest["documents"] if documents is None else documents)
    return [
        account(
            sha256,
            generation.document_text(sha256),
            (Span(e.start, e.end) for e in generation.store.value_excerpts(sha256)),
        )
        for sha256 in wanted
    ]


def account(document: str, text: str, values: Iterable[Span]) -> Coverage:
    """The coverage of ``text`` by the spans of its ``values``; ``document`` is its SHA-256."""
    held, counting, reasons = Spans(values), ordinals(text), countless(text, blocks(text))
    accounted: list[NumberAt] = []
    set_aside: list[tuple[NumberAt, str]] = []
    unaccounted: list[NumberAt] = []
    for number in numbers_in(text):
        span = number.span
        if counting.cover(span):
            set_aside.append((number, "ordinal"))
        elif held.cover(span):
            accounted.append(number)
        elif reason := next((name for name, spans in reasons if spans.cover(span)), None):
            set_aside.append((number, reason))
        else:
            unaccounted.append(number)
    return Coverage(document, tuple(accounted), tuple(set_aside), tuple(unaccounted))
