"""A list of projects by unit in one line (序号单位项目金额1…) → its table, where the printed sums prove how it is cut. Its columns
are called as the layouts of lists call them.

"小计502某某市" is 50, the sum of the amounts before it, and the number 2 of the next county; without sums that come out
nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from yusuan.extraction.layouts import Layout, layouts
from yusuan.extraction.recovery.cells import grid, trimmed
from yusuan.extraction.recovery.vocabulary import BRACKET, printed
from yusuan.model.document import Block, Document, Paragraph, Span

_COLUMNS = ("ignore", "unit", "name", "amount")
_REGION = re.compile(r"[一-鿿]{1,6}?(?:自治县|[县市区旗乡镇])")
_ITEM = re.compile(r"(?P<name>[^\d]{2,80}?)(?P<amount>\d+(?:\.\d+)?)")
_MOST_ITEMS = 500


@dataclass(slots=True)
class _List:
    """The list while it is read: rows of spans (``None`` for a blank), the sums so far."""

    text: str
    at: int
    rows: list[list[tuple[int, int] | None]] = field(default_factory=list)
    number: int = 0
    group: Decimal = Decimal(0)
    total: Decimal = Decimal(0)

    def read(self) -> bool:
        """Whether the list could be read to its total."""
        for _ in range(_MOST_ITEMS):
            lead = self._group()
            match = _ITEM.match(self.text, self.at)
            if match is None:
                return False
            name = match["name"].strip()
            if name in ("小计", "合计", "总计"):
                if not self._sum(match, name):
                    return False
                if name != "小计":
                    return True
                continue
            end = self._end(match)
            amount = Decimal(self.text[match.start("amount") : end])
            self.group, self.total = self.group + amount, self.total + amount
            self.rows.append([*lead, match.span("name"), (match.start("amount"), end)])
            self.at = end
        return False

    def _group(self) -> list[tuple[int, int] | None]:
        """The number and the county that begin a group here, or two blanks."""
        digits = str(self.number + 1)
        region = _REGION.match(self.text, self.at + len(digits))
        if not self.text.startswith(digits, self.at) or region is None:
            return [None, None]
        start = self.at
        self.number, self.group, self.at = self.number + 1, Decimal(0), region.end()
        return [(start, start + len(digits)), region.span()]

    def _end(self, match: re.Match[str]) -> int:
        """Where an amount ends that the number of the next group may follow."""
        after = str(self.number + 1)
        if match["amount"].endswith(after) and len(match["amount"]) > len(after):
            rest = self.text[match.end() :]
            if _REGION.match(rest) and not rest.startswith(("小计", "合计")):
                return match.end() - len(after)
        return match.end()

    def _sum(self, match: re.Match[str], name: str) -> bool:
        """Take a printed sum that the amounts before it come to; what stands behind it is the next number."""
        wanted = self.group if name == "小计" else self.total
        for end in range(match.end("amount"), match.start("amount"), -1):
            words = self.text[match.start("amount") : end]
            if not words.endswith(".") and Decimal(words) == wanted:
                self.rows.append([match.span("name"), None, None, (match.start("amount"), end)])
                self.at = end
                return True
        return False


def listed(document: Document, block: Paragraph) -> list[Block]:
    """``block`` as it is, or the table of the list that stands in it with the paragraphs around it."""
    span = block.span
    text = document.words(span)
    header = _header().search(text)
    told = _List(text, header.end()) if header else None
    if header is None or told is None or not told.read():
        return [block]
    columns = (header.span(kind) for kind in _COLUMNS)
    rows = [[Span(span.start + a, span.start + b) for a, b in columns]]
    for row in told.rows:
        first = next(cell for cell in row if cell)[0] + span.start
        rows.append([Span(span.start + c[0], span.start + c[1]) if c else Span(first, first) for c in row])
    around = (Span(span.start, span.start + header.start()), Span(span.start + told.at, span.end))
    before, after = (
        [Paragraph(trimmed(document, part))] if document.words(part).strip() else [] for part in around
    )
    return [*before, grid(rows), *after]


def _header() -> re.Pattern[str]:
    return _header_of(layouts())


@lru_cache(maxsize=4)
def _header_of(known: Collection[Layout]) -> re.Pattern[str]:
    """The columns of a list as the layouts of lists call them, in this order: a number (a column that says nothing), the
    unit, the project, the amount."""
    lists = [layout for layout in known if layout.kind == "list"]
    columns = (
        printed(label for layout in lists for label, key in layout.project_columns.items() if key == kind)
        for kind in _COLUMNS
    )
    return re.compile("".join(f"(?P<{kind}>(?:{words}){BRACKET})" for kind, words in zip(_COLUMNS, columns, strict=True)))
