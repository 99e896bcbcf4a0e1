"""What the whole document tells about one paragraph: the period its headings say, and which functional items it lists."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from yusuan.extraction.stated import clean_at
from yusuan.extraction.statements.amounts.words.functional_items import (
    FunctionalItem,
    ListedBranches,
    is_list,
    items,
    listing,
)
from yusuan.extraction.statements.amounts.words.periods import Period, Periods, periods
from yusuan.model.document import Document, Heading, Paragraph

_LONGEST_TITLE = 60
"""Characters of a sentence that may say what the list below it is sorted by."""


@dataclass(frozen=True, slots=True)
class ProseContext:
    """``own`` is the disclosure's year; ``lists`` say, by offset, whether functional items are listed from there on."""

    own: int | None
    periods: Periods
    listing: ListedBranches
    lists: tuple[tuple[int, bool], ...]

    @property
    def county(self) -> bool:
        """Whether a whole county's money is told."""
        return self.periods.county

    def period(self, offset: int) -> Period:
        """What the headings above ``offset`` say."""
        return self.periods.at(offset)

    def year(self, offset: int) -> int | None:
        """The year of what is told at ``offset``."""
        said = self.periods.at(offset).year
        return said.value if said else self.own

    def items(self, text: str, offset: int) -> tuple[FunctionalItem, ...]:
        """The functional items in the cleaned ``text`` of the paragraph at ``offset``."""
        at = bisect_right(self.lists, (offset, True)) - 1
        return tuple(items(text, at >= 0 and self.lists[at][1], self.listing))


def prose_context(document: Document, year: int | None, stage: str) -> ProseContext:
    """The context of the paragraphs of ``document``, which is of ``year`` and ``stage``."""
    lists: list[tuple[int, bool]] = []
    texts: list[str] = []
    for block in document.blocks:
        if not isinstance(block, Heading | Paragraph):
            continue
        text = clean_at(document, block.span).text
        says = is_list(text) if len(text) <= _LONGEST_TITLE else None
        if says is not None:
            lists.append((block.span.start, says))
        elif (
            isinstance(block, Heading)
            and block.number
            and lists
            and lists[-1][1]
            and len(text) <= _LONGEST_TITLE
        ):
            lists.append((block.span.start, block.level > 3))
        if isinstance(block, Paragraph):
            texts.append(text)
    return ProseContext(year, periods(document, year, stage), listing(texts), tuple(lists))
