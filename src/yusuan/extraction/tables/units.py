"""Which unit of money is in force at a place of a document: the nearest declaration before it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from yusuan.extraction.stated import clean_at
from yusuan.model.document import Block, Document, Span, Table
from yusuan.values.money import declared_unit

ASSUMED = "万元"
"""What budgets are printed in where they say nothing; using it is reported as an Issue."""


@dataclass(frozen=True, slots=True)
class Units:
    """The declarations of a document ("单位：万元"), by offset."""

    offsets: tuple[int, ...]
    names: tuple[str, ...]

    def at(self, offset: int) -> str | None:
        """The unit declared last before ``offset``; ``None`` where none is."""
        index = bisect_right(self.offsets, offset) - 1
        return self.names[index] if index >= 0 else None


def declared_units(document: Document) -> Units:
    """Every declaration of a unit in ``document``."""
    found: list[tuple[int, str]] = []
    for block in document.blocks:
        for span in _pieces(block):
            words = document.words(span)
            if "单位" not in words:
                continue
            text = clean_at(document, span)
            declaration = declared_unit(text.text)
            if declaration:
                found.append((text.offsets[declaration[1]], declaration[0]))
    return Units(tuple(offset for offset, _ in found), tuple(name for _, name in found))


def _pieces(block: Block) -> list[Span]:
    if isinstance(block, Table):
        return [cell.span for cell in block.cells() if not cell.blank]
    return [block.span]
