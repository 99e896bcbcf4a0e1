"""Running text in one piece → headings and paragraphs: a PDF's text often comes as one line with every number inside it.

The text is cut before a number (一、 （一） 1. 第二部分) that goes on with the numbers before it, or begins with one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.model.document import Block, Document, Heading, Paragraph, Span
from yusuan.values.ordinals import Ordinal, leading_ordinal

_NUMBER = re.compile(
    r"(?:(?<=[\s。；;：:》）)])|\A)(?=第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|目\s*录(?:\s|\Z))"
)
_CONTENTS = re.compile(r"目\s*录")
_LABEL = re.compile(r"(?P<title>[^，。；;：:\d]{2,14})[：:]\s*(?=\S{6})")
_TITLED = re.compile(
    r"(?P<title>[^，。；;：:]{2,40}?(?:情况|说明|职责|职能|设置|构成|概况|解释)(?=\s+\S{6})"
    r"|[^，。；;：:]{2,40}?(?:经费|采购|资产|收入|支出|预算|决算|绩效|目标|信息|事项)(?=\s+(?:20\d\d\s*年|截[至止]|根据|按照|本[部单]|我[局办委单镇乡])))\s+"
)
"""A title that only a space parts from its text: it ends in a word of titles, and of those that sentences hold too, what
follows must begin a sentence."""
_LEAST_NUMBERS = 4
_LEAST_LENGTH = 120
_LONGEST_TITLE = 50
_LONGEST_ORDINAL = 12
_SENTENCE = re.compile("[。；;，,！？]")


def split(document: Document, block: Paragraph) -> list[Block]:
    """The headings and paragraphs that ``block`` holds; itself where it holds no run of numbers."""
    words = document.words(block.span)
    if len(words) < _LEAST_LENGTH:
        return [block]
    cuts = _cuts(words)
    if len(cuts) < _LEAST_NUMBERS:
        return [block]
    starts = sorted({0, *(at for at, _ in cuts)})
    numbers = dict(cuts)
    found: list[Block] = []
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        span = _trimmed(document, Span(block.span.start + start, block.span.start + end))
        if span.start < span.end:
            found += _blocks(document, span, numbers.get(start))
    return found


def _cuts(words: str) -> list[tuple[int, Ordinal | None]]:
    """Where the text is cut, and the number that stands there: the next one of its level, or a first one."""
    found: list[tuple[int, Ordinal | None]] = []
    last: dict[int, int] = {}
    for match in _NUMBER.finditer(words):
        at = match.start()
        if _CONTENTS.match(words, at):
            found.append((at, None))
            continue
        ordinal = leading_ordinal(words[at : at + _LONGEST_ORDINAL])
        if ordinal is None or ordinal.number not in (1, last.get(ordinal.level, 0) + 1):
            continue
        last = {level: number for level, number in last.items() if level < ordinal.level}
        last[ordinal.level] = ordinal.number
        found.append((at, ordinal))
    return found


def _trimmed(document: Document, span: Span) -> Span:
    """``span`` without white space and page marks at its ends."""
    marks: Sequence[Span] = document.margins
    while True:
        words = document.words(span)
        start = span.start + len(words) - len(words.lstrip())
        end = max(start, span.start + len(words.rstrip()))
        start = next((mark.end for mark in marks if mark.start == start and mark.end <= end), start)
        end = next((mark.start for mark in marks if mark.end == end and mark.start >= start), end)
        if (start, end) == (span.start, span.end):
            return span
        span = Span(start, max(start, end))


def _blocks(document: Document, span: Span, ordinal: Ordinal | None) -> list[Block]:
    words = document.words(span)
    if ordinal is None:
        return [Paragraph(span)]
    title = words[ordinal.length :]
    number = words[: ordinal.length].strip()
    if len(title) <= _LONGEST_TITLE and not _SENTENCE.search(title) and not re.search("[：:].", title):
        return [Heading(span, ordinal.level, "".join(title.split()).rstrip("：:"), number)]
    label = _LABEL.match(title) or _TITLED.match(title)
    if label and ordinal.level <= 2:
        end = span.start + ordinal.length + label.end("title")
        rest = span.start + ordinal.length + label.end()
        return [
            Heading(Span(span.start, end), ordinal.level, "".join(label["title"].split()), number),
            Paragraph(Span(rest, span.end)),
        ]
    return [Paragraph(span)]
