"""A list of projects by county in one line (序号单位项目金额1…) → its table, where the printed sums prove how it is cut.

"小计502某某市" is 50, the sum of the amounts before it, and the number 2 of the next county; without sums that come out
nothing is cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.extraction.recovery.cells import grid
from yusuan.model.document import Document, Span, Table

_HEADER = re.compile(
    r"(?P<number>序号)(?P<unit>单位|县[(（]?市、?区[)）]?|区县|地区|乡镇)(?P<item>项目(?:名称)?)(?P<amount>(?:分配|补助|下达|安排)?(?:金额|资金))"
)
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


def listed(document: Document, span: Span) -> tuple[Table, Span] | None:
    """The table of the list that stands in ``span`` and the span it covers; ``None`` where there is none."""
    text = document.words(span)
    header = _HEADER.search(text)
    if header is None:
        return None
    told = _List(text, header.end())
    if not told.read():
        return None
    spans = [[Span(span.start + a, span.start + b) for a, b in (header.span(g) for g in header.groupdict())]]
    for row in told.rows:
        first = next(cell for cell in row if cell)[0] + span.start
        spans.append([Span(span.start + c[0], span.start + c[1]) if c else Span(first, first) for c in row])
    return grid(spans), Span(span.start + header.start(), span.start + told.at)
