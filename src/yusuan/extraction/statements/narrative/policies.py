"""Cited laws and documents: 《…规定》, with its number (国发〔2020〕1号) where one follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.extraction.stated import clean_at, span_of, text_of
from yusuan.model.disclosure import Policy, Stated
from yusuan.model.document import Block, Document, Table
from yusuan.values.clean import CleanText

_KIND = re.compile(
    r"(?:法|条例|规定|办法|细则|规则|规程|通知|意见|决定|方案|规划|计划|纲要|准则|标准|批复|函|章程)(?:[（(〔].{1,12}[）)〕])?$"
)
_NUMBER = re.compile(r"\s*[（(]?(?P<number>[一-鿿]{1,12}[〔［\[（(]\d{4}[〕］\])）]\s*(?:第)?\d+\s*号)")


def policies(document: Document) -> tuple[Policy, ...]:
    """The documents that ``document`` cites by title, each once, in order of first mention."""
    found: dict[str, Policy] = {}
    for block in document.blocks:
        for text in _texts(document, block):
            for start, end in _titles(text.text):
                title = text.text[start:end]
                if _KIND.search(title) and title not in found:
                    found[title] = _policy(document, text, start, end)
    return tuple(found.values())


def _texts(document: Document, block: Block) -> Sequence[CleanText]:
    if isinstance(block, Table):
        return [clean_at(document, cell.span) for cell in block.cells() if not cell.blank]
    return [clean_at(document, block.span)]


def _titles(text: str) -> list[tuple[int, int]]:
    """(start, end) of the words inside each outermost 《》 pair."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character == "《":
            depth += 1
            start = at + 1 if depth == 1 else start
        elif character == "》" and depth:
            depth -= 1
            if depth == 0 and at > start:
                found.append((start, at))
    return found


def _policy(document: Document, text: CleanText, start: int, end: int) -> Policy:
    number = _NUMBER.match(text.text, end + 1)
    stated = text_of(document, text, *number.span("number")) if number else None
    return Policy(Stated(text.text[start:end], (span_of(text, start, end),)), stated)
