"""Which amount does a cell of a project table state? The number, and its unit by cell, label, header or declaration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yusuan.extraction.stated import span_of, text_at
from yusuan.extraction.tables.rows import Entry
from yusuan.extraction.tables.units import ASSUMED, Units
from yusuan.model.disclosure import Number, Stated, Text
from yusuan.model.document import Document
from yusuan.model.issue import Issue
from yusuan.values.money import UNIT_PATTERN, in_yuan
from yusuan.values.numbers import PATTERN, is_blank, parse_number

_MONEY = re.compile(
    rf"(?:人民币|[¥￥约])?\s*(?P<number>[-−–—]?\s*(?:{PATTERN}))\s*\(?(?P<unit>{UNIT_PATTERN})?\)?(?:整)?[。；;]?"
)


@dataclass(slots=True)
class AmountReader:
    """Reads amounts of one table. ``unit`` is what its own labels declared last (资金情况(万元))."""

    document: Document
    units: Units
    issues: list[Issue]
    unit: str | None = None

    def amount(self, entry: Entry, unit: str | None = None) -> tuple[Number, Text] | None:
        """The amount in a cell, in yuan, and its words; ``unit`` is what its own label declares. A cell that says
        nothing gives ``None``, one that should be an amount and is not gives an Issue too."""
        text = entry.text.strip()
        if is_blank(text.text):
            return None
        match = _MONEY.fullmatch(text.text)
        number = parse_number(match["number"]) if match else None
        if match is None or number is None:
            self._unreadable(entry, text.text)
            return None
        of = (
            match["unit"] or unit or self.unit or self.units.at(entry.cell.span.start) or self._assumed(entry)
        )
        span = span_of(text, 0, len(text.text))
        return Stated(in_yuan(number, of), (span,)), text_at(self.document, span)

    def looks(self, entry: Entry) -> bool:
        """Whether a cell is an amount, or blank."""
        text = entry.text.text.strip()
        return is_blank(text) or bool(_MONEY.fullmatch(text)) or plain_number(entry) is not None

    def _unreadable(self, entry: Entry, words: str) -> None:
        self.issues.append(
            Issue(
                "amount.unreadable",
                entry.cell.span,
                f"这一格应是金额，读不出数字：“{words[:30]}”。",
                f"this cell should hold an amount, no number can be read: '{words[:30]}'.",
            )
        )

    def _assumed(self, entry: Entry) -> str:
        self.issues.append(
            Issue(
                "unit.assumed",
                entry.cell.span,
                f"没有写明金额单位，按{ASSUMED}读取。",
                "no unit of money is declared; read as 10,000 yuan (万元).",
            )
        )
        return ASSUMED


def plain_number(entry: Entry) -> Number | None:
    """A number, a percentage or points, as printed."""
    text = entry.text.strip()
    value = parse_number(text.text.rstrip("%分").strip()) if not is_blank(text.text) else None
    return None if value is None else Stated(value, (span_of(text, 0, len(text.text)),))


def percent(rate: Number, adjusted: Number | None, executed: Number | None) -> Number:
    """A rate of execution as percent: 0.98 printed for 98 % is told by the amounts it is the quotient of."""
    whole, part = (adjusted.value if adjusted else Decimal(0)), (executed.value if executed else Decimal(0))
    if whole and part and 0 < rate.value < 2 and abs(rate.value - part / whole) < Decimal("0.01"):
        return Stated(rate.value * 100, rate.evidence)
    return rate
