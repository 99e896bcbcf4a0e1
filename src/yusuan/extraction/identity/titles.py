"""Which words are a document's title, and which year do they name?

A title may stand below a site's furniture (您当前位置, 发布时间), below 附件1, below a file's name or a table of contents, be cut over
lines, share its line with a table of contents, or be missing. The places are tried in that order; last come numbered
headings, a table's own title, and the words in running text that name a year's budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.extraction.identity.names_in_titles import ABOUT, YEAR, is_name, joined_above
from yusuan.extraction.stated import clean_at, text_at, text_of
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Block, Document, Heading, Paragraph, Span, Table
from yusuan.values.clean import CleanText
from yusuan.values.divisions import find_in
from yusuan.values.ordinals import chinese_number, leading_ordinal

FILE_NAME = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|csv|txt|html?|zip|rar|ofd)\s*$", re.I)
FURNITURE = re.compile(
    r"当前(?:所在)?位置|首页|[>＞»]|发布(?:时间|日期|机构|单位)|信息来源|来源[:：]|字号|访问量|浏览|索引号|索\s*引\s*号|文\s*号|打印|责任编辑|联系方式"
)
"""Lines that a site prints around a document."""
_BLOCKS = 60
_LONGEST = 80
_LONGEST_ABOVE = 40
_SENTENCE = re.compile(r"[。；;！？]|[，,].*[，,]|如下|[：:]$|\d万?元")
_CONTENTS = re.compile(r"目录")
_ATTACHED = re.compile(r"附件[\d一二三四五六七八九十]*[:：]?")
_ENDS = re.compile(r"(?:公开)?(?:有关)?(?:情况|事项)?的?(?:说明|公告|公示|报告|公开|公开表|表)")
_GOES_ON = re.compile(
    r"(?:的|情况|和|及|与|暨|预算|决算|算|执行|收支|支出|收入|安排|[“\"]?三公|草案|公开|信息)[^。；，：]{0,30}"
)
_KIND = re.compile(
    r"(?:部门|单位|政府|财政)(?:综合)?(?:预算|决算|预决算)|三公.?经费|绩效(?:目标|自评)|(?:预算|决算)(?:信息)?公开"
)
_YEAR_LINE = re.compile(r"[(（]?\s*(?:20\d\d|二[〇○零Ｏ]..)\s*年度?\s*[)）]?")
_DATE_AFTER = re.compile(r"\s*度?\d{1,2}月")
_PHRASE = re.compile(
    r"(?P<words>(?:[^\s，。；：、,;:!！？?“”\d]{0,24})(?:20\d\d)年度?(?!\d{1,2}月)[^，。；,;？！\n]{0,60}?(?:预决算|决算|预算|“?三公”?经费|绩效目标|绩效自评|分配)"
    r"(?:(?!如下|公布)[^，。；：:,;\d\s为完]){0,16})"
)
_PHRASE_TEXT = 1200
_ZEROS = str.maketrans("○零Ｏ", "〇〇〇")


@dataclass(frozen=True, slots=True)
class DocumentTitle:
    """The title's words; its lines (the name above first) as regular text; ``formal`` where it is a line of its own that
    names a year's budget or accounts, not words of running text."""

    text: Text
    lines: tuple[CleanText, ...]
    above: tuple[Span, ...]
    end: int
    formal: bool


def find_title(document: Document) -> DocumentTitle:
    """The title of ``document``, which has at least one block."""
    head = document.blocks[:_BLOCKS]
    for find in (
        _cover,
        _line,
        _file_name_with_year,
        _part,
        _year_below,
        _yearless,
        _numbered,
        _table_title,
        _phrase,
        _file_name,
    ):
        found = find(document, head)
        if found is not None:
            return found
    first = next((b for b in head if not _furniture(clean_at(document, b.span).text)), head[0])
    span = first.rows[0][0].span if isinstance(first, Table) else first.span
    span = span if span.end > span.start else first.span
    text = clean_at(document, Span(span.start, min(span.end, span.start + 200)))
    return DocumentTitle(
        text_at(document, Span(span.start, min(span.end, span.start + 200))), (text,), (), span.end, False
    )


def is_title(text: str) -> bool:
    """Whether a line's words are those of a title: a year, what it is about, and no sentence."""
    year = YEAR.search(text)
    return bool(
        year
        and not _DATE_AFTER.match(text, year.end())
        and ABOUT.search(text)
        and len(text) <= _LONGEST
        and not _SENTENCE.search(text)
        and not _furniture(text)
    )


def _furniture(text: str) -> bool:
    return bool(FURNITURE.search(text))


# ------------------------------------------------------------ where titles stand


def _line(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    """A line of its own, with the lines of the name above it and the one that ends it below."""
    for at, block in enumerate(head):
        if isinstance(block, Table) or (isinstance(block, Heading) and block.number):
            continue
        text = _before_contents(clean_at(document, block.span))
        if not is_title(text.text) or FILE_NAME.search(text.text):
            continue
        after = _continued(document, text, head[at + 1 : at + 2])
        above = joined_above(document, _spans_above(document, head[:at])) if YEAR.match(text.text) else []
        return _title(document, [_of(document, text), *after], above, text)
    return None


def _cover(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    """A title page with the year on a line of its own: 云溪县教育局 / 2022年度 / 部门决算, in this order or the year first."""
    for at, block in enumerate(head[:12]):
        if isinstance(block, Table) or not _YEAR_LINE.fullmatch(clean_at(document, block.span).text):
            continue
        lines = [block.span]
        for below in head[at + 1 : at + 4]:
            text = clean_at(document, below.span).text
            if (
                isinstance(below, Table)
                or len(text) > _LONGEST_ABOVE
                or _SENTENCE.search(text)
                or YEAR.search(text)
            ):
                break
            lines.append(below.span)
            if ABOUT.search(text):
                above = joined_above(document, _spans_above(document, head[:at])) if len(lines) == 2 else []
                return _title(document, lines, above)
    return None


def _continued(document: Document, text: CleanText, below: Sequence[Block]) -> list[Span]:
    for block in below:
        words = clean_at(document, block.span).text
        if (
            isinstance(block, Paragraph)
            and not is_title(words)
            and (
                _ENDS.fullmatch(words)
                or (_GOES_ON.fullmatch(words) and not re.search(r"(?:说明|公开|报告|表|公告)$", text.text))
            )
        ):
            return [block.span]
        if isinstance(block, Paragraph) and len(words) <= _LONGEST_ABOVE and words.startswith("情况和"):
            return [block.span]
    return []


def _spans_above(document: Document, blocks: Sequence[Block]) -> list[Span]:
    found: list[Span] = []
    for block in blocks[-8:]:
        numbered = isinstance(block, Heading) and block.number
        words = document.words(block.span)
        if isinstance(block, Table) or numbered or FILE_NAME.search(words) or _furniture(words):
            found.clear()
        else:
            found.append(block.span)
    return found


def _file_name_with_year(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    """The name of the file as the first line, where it reads like a title."""
    found = _file_name(document, head)
    return found if found and YEAR.search(found.lines[0].text) and is_title(found.lines[0].text) else None


def _file_name(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    for block in head[:3]:
        text = clean_at(document, block.span)
        ending = FILE_NAME.search(text.text)
        if ending and len(text.text) <= _LONGEST and ABOUT.search(text.text):
            return _title(document, [_of(document, text.piece(0, ending.start()))])
    return None


def _part(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    """第一部分 林城镇人民政府2022年部门预算说明: the title as the heading of a part."""
    for block in head:
        if (
            isinstance(block, Heading)
            and block.number
            and block.level == 0
            and is_title(clean_at(document, block.span).text)
        ):
            return _title(document, [_unnumbered(document, block)])
    return None


def _year_below(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    """项目支出绩效目标表 with （2020年度） on the line below."""
    for block, below in pairwise(head):
        text = clean_at(document, block.span).text
        if (
            not isinstance(block, Table)
            and ABOUT.search(text)
            and len(text) <= _LONGEST_ABOVE
            and not _furniture(text)
            and not isinstance(below, Table)
            and re.fullmatch(r"[(（]?20\d\d年度?[)）]?", clean_at(document, below.span).text)
        ):
            return _title(document, [block.span, below.span])
    return None


def _yearless(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    """部门预算公开表: a line at the very top that says what the document is, but not of which year."""
    for block in head[:4]:
        text = clean_at(document, block.span).text if isinstance(block, Paragraph) else ""
        if (
            _KIND.search(text)
            and len(text) <= _LONGEST_ABOVE
            and not (_SENTENCE.search(text) or FILE_NAME.search(text) or _furniture(text))
        ):
            return _title(document, [block.span])
    return None


def _numbered(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    for block in head:
        if isinstance(block, Heading) and block.number and is_title(clean_at(document, block.span).text):
            return _title(document, [_unnumbered(document, block)])
    return None


def _table_title(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    """A cell of a table's first rows, or one that is alone in its row."""
    for block in head:
        if isinstance(block, Table):
            for at, row in enumerate(block.rows):
                printed = [cell for cell in row if not cell.blank]
                if printed and (at < 2 or len(printed) == 1):
                    words = clean_at(document, printed[0].span)
                    if is_title(words.text):
                        return _title(document, [printed[0].span])
    return None


def _phrase(document: Document, head: Sequence[Block]) -> DocumentTitle | None:
    """The words of running text that name a year's budget: "…经汇总，|2024年一般公共预算“三公”经费支出预算|为…"."""
    for block in head:
        if isinstance(block, Table):
            continue
        text = clean_at(
            document, Span(block.span.start, min(block.span.end, block.span.start + _PHRASE_TEXT))
        )
        contents = re.search(r"目录", text.text)
        match = _PHRASE.search(
            text.text, 0, contents.start() if contents else len(text.text)
        ) or _PHRASE.search(text.text)
        if match:
            piece = _without_verb(text.piece(*match.span("words")))
            opening = match.start() <= 8
            found = _title(document, [_of(document, piece)], formal=opening)
            return found
    return None


# ------------------------------------------------------------ pieces


def _title(
    document: Document,
    lines: Sequence[Span],
    above: Sequence[Span] = (),
    first: CleanText | None = None,
    formal: bool = True,
) -> DocumentTitle:
    texts = [clean_at(document, span) for span in lines]
    if above:
        texts.insert(0, clean_at(document, above[0].to(above[-1])))
    whole = text_at(document, *above, *lines)
    return DocumentTitle(whole, tuple(texts), tuple(above), max(span.end for span in lines), formal)


def _of(document: Document, text: CleanText) -> Span:
    return text_of(document, text).evidence[0]


def _before_contents(text: CleanText) -> CleanText:
    """The part of a line before the table of contents that shares it, without 附件1 before it."""
    contents = _CONTENTS.search(text.text)
    if contents and contents.start() > 8 and len(text.text) > _LONGEST_ABOVE:
        text = text.piece(0, contents.start())
    return _trimmed(text)


def _trimmed(text: CleanText) -> CleanText:
    attached = _ATTACHED.match(text.text)
    text = text.piece(attached.end() if attached else 0, len(text.text)).strip()
    page = re.search(r"[-—–]\s*\d+\s*[-—–]\D{0,2}$", text.text)
    return text.piece(0, page.start()).strip() if page else text


def _without_verb(text: CleanText) -> CleanText:
    """The words from the name before the year on; from the year on where no name stands before it."""
    year = YEAR.search(text.text)
    before = text.text[: year.start()] if year else ""
    return text if find_in(before) or is_name(before) else text.piece(len(before), len(text.text))


def _unnumbered(document: Document, heading: Heading) -> Span:
    words = document.words(heading.span)
    ordinal = leading_ordinal(words)
    return Span(heading.span.start + (ordinal.length if ordinal else 0), heading.span.end)


# ------------------------------------------------------------ the year


def years(texts: Sequence[CleanText]) -> Iterator[tuple[CleanText, re.Match[str], Stated[int]]]:
    """Every year that the texts name, with its place."""
    for text in texts:
        for match in YEAR.finditer(text.text):
            group = 1 if match.group(1) else 2
            start, end = text.span(*match.span(group))
            yield text, match, Stated(_number(match.group(group)), (Span(start, end),))


def year_of(texts: Sequence[CleanText]) -> Stated[int] | None:
    """The fiscal year of a title: that of the budget where it also names the year before's execution (2021年预算执行情况和2022年预算草案),
    else the first."""
    found = list(years(texts))
    if len({each[2].value for each in found}) > 1:
        joined = "".join(text.text for text in texts)
        if re.search(r"执行", joined) and re.search(r"预算(?!执行)[^年]*$|草案", joined):
            return max((each[2] for each in found), key=lambda stated: stated.value)
    return found[0][2] if found else None


def _number(words: str) -> int:
    return int(words) if words.isdigit() else chinese_number(words.translate(_ZEROS))
