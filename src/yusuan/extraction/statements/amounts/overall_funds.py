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

from yusuan.extraction.statement import Said, Statement
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
_NEAR = Decimal("0.1")
"""Percentage points that a printed percentage may be off."""


@dataclass(frozen=True, slots=True)
class _Pair:
    path: str
    label: Span
    number: Span
    value: Decimal
    percent: Decimal | None


def overall_funds(document: Document, span: Span) -> Iterator[Said]:
    """The money of the form in ``span``; nothing where that is none."""
    text = document.words(span)
    pairs = list(_pairs(document, span)) if _FORM.search(text) else []
    if len(pairs) < _LEAST_PAIRS:
        return
    unit = declared_unit("".join(text.split()))
    name = unit[0] if unit else "万元"
    total = next((pair.value for pair in pairs if pair.percent == 100), None)
    for pair in pairs:
        meant = _meant(pair, total)
        yield from _doubts(document.words(pair.number), pair, total, meant)
        printed = Stated(document.words(pair.number), (pair.number,))
        label = Stated("".join(document.words(pair.label).split()), (pair.label,))
        value = Stated(in_yuan(pair.value if meant is None else meant, name), (pair.number,))
        yield Statement("overall-funds", "amount", pair.path, label, value, printed)


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


def _doubtful(pair: _Pair, total: Decimal | None) -> bool:
    """Whether a number with a percentage is more than what it is a part of."""
    return bool(total and pair.percent is not None and pair.value > total)


def _meant(pair: _Pair, total: Decimal | None) -> Decimal | None:
    """The number with a decimal point where the percentage comes out; ``None`` where the printed one stands."""
    if not _doubtful(pair, total):
        return None
    assert total is not None and pair.percent is not None
    readings = (pair.value.scaleb(-places) for places in range(1, _MOST_PLACES))
    return next((each for each in readings if abs(each / total * 100 - pair.percent) < _NEAR), None)


def _doubts(printed: str, pair: _Pair, total: Decimal | None, meant: Decimal | None) -> Iterator[Issue]:
    """What is to be said where the number that is meant is not the one printed."""
    if " " in printed:
        yield Issue(
            "number.joined",
            pair.number,
            f"“{printed}”中间断开，按 {pair.value} 收录。",
            f"'{printed}' is broken by a space; read as {pair.value}.",
        )
    if _doubtful(pair, total):
        zh = f"，按占比应为 {meant}，已按此收录" if meant else "，与占比不符，按原样收录"
        en = f"; by its percentage it must be {meant}, and is read so" if meant else "; kept as printed"
        yield Issue(
            "number.doubtful",
            pair.number,
            f"“{printed}”大于合计 {total}{zh}。",
            f"'{printed}' is more than the total {total}{en}.",
        )
