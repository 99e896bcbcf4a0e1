"""Which projects does an allotment list? A fund's name stands in the document and not with each project: 防汛专项资金."""

from __future__ import annotations

import re

from yusuan.questions.grammar.filled import Filled
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, filter_of
from yusuan.vocabulary.wording import folded

_FUND = re.compile(r"\s*((?:专项)?(?:补助|转移支付)?资金|专项(?:补助)?|补助资金|转移支付)")


def fund_filters(reading: Reading, said: Filled, question: str) -> list[list[Filter]]:
    """The projects that are listed under others in a document which names the fund: ``said`` with 专项资金 behind it."""
    behind = _FUND.match(question[said.token.end :])
    if behind is None or said.token.text.isascii() or not reading.has("project-noun"):
        return []
    name = folded(said.token.text.strip() + behind[1])
    return [[filter_of("document-of-project", word=name), filter_of("allotted")]]


def document_filters(reading: Reading, said: Filled, *, listed: bool) -> list[list[Filter]]:
    """Of projects that are named by whom they are allotted to, or by their place, those whose document says it."""
    if not (listed or reading.has("listed-unit", "named-place")) or said.token.text.isascii():
        return []
    return [[filter_of("document-of-project", word=folded(said.token.text.strip()))]]
