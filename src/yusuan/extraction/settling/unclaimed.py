"""What no step claimed: paragraphs are kept as remarks so that they can be found, tables become Issues."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from yusuan.extraction.outline.contents import contents
from yusuan.extraction.stated import clean_at, text_at
from yusuan.model.disclosure import Disclosure, Remark, Stated
from yusuan.model.document import Document, Paragraph, Span, Table
from yusuan.model.issue import Issue

_SHORTEST = 6
"""Characters below which a paragraph ("无。", "单位：万元") says nothing worth finding."""


def remarks(document: Document, disclosure: Disclosure) -> Disclosure:
    """``disclosure`` with a remark for each paragraph that lies in no record's evidence as a whole and in no table of
    contents."""
    claimed = _Claimed(spans_of(disclosure))
    listed = contents(document)
    kept = tuple(
        Remark(text_at(document, block.span))
        for at, block in enumerate(document.blocks)
        if isinstance(block, Paragraph)
        and at not in listed
        and block.span.end - block.span.start >= _SHORTEST
        and not claimed.mostly(block.span)
        and not claimed.wholly(block.span)
    )
    return replace(disclosure, remarks=(*disclosure.remarks, *kept))


def unknown_tables(document: Document, disclosure: Disclosure) -> Disclosure:
    """``disclosure`` with an Issue for each table of which nothing was read and which is not blank."""
    claimed = _Claimed(spans_of(disclosure))
    missed = tuple(
        _unknown(document, block)
        for block in document.blocks
        if isinstance(block, Table) and not claimed.any(block.span) and _says_something(document, block)
    )
    return replace(disclosure, issues=(*disclosure.issues, *missed))


def _says_something(document: Document, table: Table) -> bool:
    """Whether a table holds a number outside its header: an empty form does not."""
    return any(
        character.isdigit()
        for row in table.rows[1:]
        for cell in row
        for character in clean_at(document, cell.span).text
    )


def _unknown(document: Document, table: Table) -> Issue:
    header = " | ".join(document.words(cell.span) for cell in table.rows[0] if not cell.blank)
    return Issue(
        "table.unknown",
        table.span,
        f"没有版式认得这张表，表头：{header[:80]}",
        f"no layout knows this table; its header: {header[:80]}",
    )


def spans_of(value: object) -> Iterator[Span]:
    """Every span that states a value anywhere in a disclosure or a record; remarks and issues state none."""
    if isinstance(value, Stated):
        yield from value.evidence
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_of(each)
    elif is_dataclass(value) and not isinstance(value, type | Issue | Remark):
        for each_field in fields(value):
            yield from spans_of(getattr(value, each_field.name))


class _Claimed:
    """Spans that records rest on."""

    def __init__(self, spans: Iterator[Span]) -> None:
        self.spans = sorted(set(spans))
        self.starts = [span.start for span in self.spans]

    def _within(self, span: Span) -> list[Span]:
        return [each for each in self.spans[: bisect_right(self.starts, span.end)] if each.end > span.start]

    def any(self, span: Span) -> bool:
        return bool(self._within(span))

    def mostly(self, span: Span) -> bool:
        """Whether one record's evidence covers at least two thirds of ``span``."""
        size = span.end - span.start
        return any(
            min(e.end, span.end) - max(e.start, span.start) >= size * 2 / 3 for e in self._within(span)
        )

    def wholly(self, span: Span) -> bool:
        """Whether several records' evidence covers all of ``span``: a unit's code and its name on one line."""
        at = span.start
        for each in self._within(span):
            if each.start > at:
                return False
            at = max(at, each.end)
        return at >= span.end
