"""The money of a form of overall goals whose cells a PDF's text scattered: "合计 523.6 100% 基本支出 423.6 80.9% …".

A label that a number follows is read; which 合计 is income and which expenditure its place tells. The printed percentages
are the test: a number that broke at a space is joined, one that lost its decimal point is read so that the percentage
comes out, each with an Issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan.extraction.settling.ledger import Ledger
from yusuan.model.disclosure import Stated
from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue
from yusuan.values.money import declared_unit, in_yuan

_FORM = re.compile(r"收入构成|支出构成|总体资金情况")
_PAIR = re.compile(
    r"(?P<label>财政拨款|其他资金|合\s?计|基本支出|项目支出)\s+(?P<number>\d[\d,]*(?:\.\d+(?: \d{1,2}(?=\s))?)?)(?![\d.])"
    r"(?:\s*(?P<percent>\d{1,3}(?:\.\d+)?)\s?[%％])?"
)
_PATHS = {
    "财政拨款": "income/fiscal",
    "其他资金": "income/other",
    "基本支出": "expenditure/basic",
    "项目支出": "expenditure/project",
}
_LEAST_PAIRS = 3
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class _Pair:
    path: str
    label: Span
    number: Span
    value: Decimal
    percent: Decimal | None


def read_overall_funds(document: Document, span: Span, ledger: Ledger) -> bool:
    """Take the money of the form in ``span`` into ``ledger``; whether it is one."""
    text = document.words(span)
    if not _FORM.search(text):
        return False
    pairs = list(_pairs(document, span))
    if len(pairs) < _LEAST_PAIRS:
        return False
    unit = declared_unit("".join(text.split()))
    name = unit[0] if unit else "万元"
    total = next((pair.value for pair in pairs if pair.percent == 100), None)
    for pair in pairs:
        value = _told(document, pair, total, ledger)
        printed = Stated(document.words(pair.number), (pair.number,))
        label = Stated("".join(document.words(pair.label).split()), (pair.label,))
        ledger.amount(pair.path, label, Stated(in_yuan(value, name), (pair.number,)), printed)
    return True


def _pairs(document: Document, span: Span) -> Iterator[_Pair]:
    text = document.words(span)
    spent = False
    for match in _PAIR.finditer(text):
        label = "".join(match["label"].split())
        spent = spent or label in ("基本支出", "项目支出")
        path = _PATHS.get(label) or ("expenditure" if spent else "income")
        yield _Pair(
            path,
            Span(span.start + match.start("label"), span.start + match.end("label")),
            Span(span.start + match.start("number"), span.start + match.end("number")),
            Decimal(match["number"].replace(" ", "").replace(",", "")),
            Decimal(match["percent"]) if match["percent"] else None,
        )


def _told(document: Document, pair: _Pair, total: Decimal | None, ledger: Ledger) -> Decimal:
    """The number that is meant, with an Issue where that is not the one printed."""
    printed = document.words(pair.number)
    value = pair.value
    if " " in printed:
        ledger.issues.append(
            Issue(
                "number.joined",
                pair.number,
                f"“{printed}”中间断开，按 {value} 收录。",
                f"'{printed}' is broken by a space; read as {value}.",
            )
        )
    if total and pair.percent is not None and value > total:
        meant = next(
            (
                value.scaleb(-places)
                for places in range(1, _MOST_PLACES)
                if abs(value.scaleb(-places) / total * 100 - pair.percent) < Decimal("0.1")
            ),
            None,
        )
        reads = f"，按占比应为 {meant}，已按此收录" if meant else "，与占比不符，按原样收录"
        in_english = (
            f"; by its percentage it must be {meant}, and is read so" if meant else "; kept as printed"
        )
        ledger.issues.append(
            Issue(
                "number.doubtful",
                pair.number,
                f"“{printed}”大于合计 {total}{reads}。",
                f"'{printed}' is more than the total {total}{in_english}.",
            )
        )
        return meant or value
    return value
