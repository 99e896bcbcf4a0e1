"""Which numbers stand in a text, and which of them count nothing: ordinals, section numbers, dates, citations.

What the other numbers mean is for extraction; whether a value holds them is for coverage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.model.document import Block, Heading, Span, Table
from yusuan.reading.text.page_marks import page_marks
from yusuan.values.clean import fold

_NUMBER = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_ORDINAL = re.compile(r"(?:^|(?<=[\t\n]))[ \-*#•]*[(（]?\d{1,2}(?:[、)）]|[.．](?!\d))")
_ORDINAL_INSIDE = re.compile(r"(?<=[。；;：:，\s])[(（]?\d{1,2}(?:[、)）]|[.．](?!\d))")
_CITATION = re.compile(
    r"《[^》\n]{0,200}》|[一-鿿]{1,12}[〔［\[（(]\d{4}[〕］\])）]\s*第?\d+\s*号|第\s*\d+\s*[条款项章号]"
)
_MONTH = re.compile(r"\d{1,2}\s*月\s*(?:份|底|末)?")
_DATE = re.compile(
    r"\d{4}\s*[-—~至到]\s*\d{4}\s*年|\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_CONTACT = re.compile(
    r"(?:电话|传真|联系方式|邮编|邮政编码)[:： ]{0,3}[\d\-—() ]{5,30}|\b\d{3,4}[-—]\d{7,8}\b"
)
_LISTED = re.compile(
    r"(?:内设|下设|下属|所属|设置|设有|设|等|共)[一-鿿]{0,10}\d+\s*个(?:内设|下属|所属|事业|独立核算|行政|职能)*(?:机构|科室|股室|单位|部门)?"
    r"|\d+\s*个(?:科室|股室|内设机构|(?:下属|所属|直属)?(?:事业|行政)?单位)"
    r"|(?:机构|科室|股室|单位)(?:共|共有|共计)?\s*\d+\s*个"
)
_RATE = re.compile(
    r"(?:完成|占|为|增长|下降|增加|减少|降低|提高|上升|压减|压缩|幅度?|比[重例])[^，。；;\d\n]{0,16}\d+(?:\.\d+)?\s?[%％](?:、\d+(?:\.\d+)?\s?[%％])*"
)
_PAGE = re.compile(r"^[ \-—–]*\d{1,3}[ \-—–]*$|^ *第? *\d{1,3} *[页/](?: *共? *\d{1,3} *页?)? *$", re.M)


@dataclass(frozen=True, slots=True)
class NumberAt:
    """A number as printed, where it starts and ends, and its 1-based line."""

    text: str
    start: int
    end: int
    line: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Spans:
    """Spans, asked whether one of them covers another: ``reach`` is the furthest end up to each start."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.reach: list[int] = []
        for span in sorted(set(spans)):
            self.starts.append(span.start)
            self.reach.append(max(span.end, self.reach[-1] if self.reach else 0))

    def cover(self, span: Span) -> bool:
        """Whether one of the spans holds the whole of ``span``."""
        index = bisect_right(self.starts, span.start) - 1
        return index >= 0 and self.reach[index] >= span.end


def numbers_in(text: str) -> Iterator[NumberAt]:
    """Every number of ``text``, full-width ones too: digits with thousands separators and decimals."""
    line, at = 1, 0
    for match in _NUMBER.finditer("".join(map(fold, text))):
        line += text.count("\n", at, match.start())
        at = match.start()
        yield NumberAt(text[match.start() : match.end()], match.start(), match.end(), line)


def ordinals(text: str) -> Spans:
    """The ordinals that begin a line or a cell (1、 （2） 3.): they count nothing, whatever holds them."""
    return _matches("".join(map(fold, text)), _ORDINAL)


def countless(text: str, parts: Sequence[Block]) -> Sequence[tuple[str, Spans]]:
    """(reason, spans) pairs of ``text``, whose blocks are ``parts``: a number in such a span that no value holds
    needs none. The first reason that fits is the one to give."""
    folded = "".join(map(fold, text))
    return (
        ("ordinal", _matches(folded, _ORDINAL_INSIDE)),
        ("page number", Spans([*page_marks(text), *(Span(*m.span()) for m in _PAGE.finditer(folded))])),
        ("date in a title", Spans(_title_dates(folded, parts))),
        ("section number", Spans(block.span for block in parts if isinstance(block, Heading))),
        ("legal citation", _matches(folded, _CITATION)),
        ("column heading", Spans(_headers(folded, parts))),
        ("count of units", _matches(folded, _LISTED)),
        ("contact", _matches(folded, _CONTACT)),
        ("rate", _matches(folded, _RATE)),
        ("reference date", _matches(folded, _DATE)),
    )


def _matches(text: str, *patterns: re.Pattern[str]) -> Spans:
    return Spans(Span(*match.span()) for pattern in patterns for match in pattern.finditer(text))


def _title_dates(text: str, parts: Sequence[Block]) -> Iterator[Span]:
    for block in parts:
        if isinstance(block, Heading):
            for match in _DATE.finditer(text, block.span.start, block.span.end):
                yield Span(*match.span())


def _headers(text: str, parts: Sequence[Block]) -> Iterator[Span]:
    """Cells that name a column or a row: the first row, the first column, and months of a plan."""
    for block in parts:
        if not isinstance(block, Table):
            continue
        for cell in block.cells():
            words = text[cell.span.start : cell.span.end]
            names = any(not (c.isdigit() or c in ".,，%-— ") for c in words)
            if names and (cell.row == 0 or cell.column == 0 or _MONTH.fullmatch(words)):
                yield cell.span
