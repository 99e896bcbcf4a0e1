"""Canonical text → blocks: headings, paragraphs and tables, each with its span.

Where a page cut a sentence the two lines become one paragraph whose span covers the cut.
"""

from __future__ import annotations

import re
from collections.abc import Container

from yusuan.model.document import Block, Heading, Paragraph, Span
from yusuan.reading.text.bar_tables import barred, take_barred
from yusuan.reading.text.lines import Line, lines, printed_width, wrap_width
from yusuan.reading.text.sentences import cut_between
from yusuan.reading.text.tab_tables import row_table, take_cells, take_rows
from yusuan.values.ordinals import leading_ordinal

_BULLET = re.compile(r"(?:[-*•·●]|#{1,6})\s+")
_LONGEST_HEADING = 50
_TAIL = 400
"""Of a sentence that goes on and on, what is looked at to see whether it goes on."""


def blocks(text: str, start: int = 0, margins: Container[Span] = ()) -> tuple[Block, ...]:
    """The blocks of ``text``, which begins at offset ``start``, in order; every character that is not white space is in
    one of them, but for the lines that are ``margins``."""
    found: list[Block] = []
    run = [line for line in lines(text, start) if not margins or line.stripped() not in margins]
    at = 0
    wrapped = wrap_width(run)
    while at < len(run):
        line = run[at]
        if line.row:
            end = take_rows(run, at)
            found.append(row_table(run[at:end]))
            at = end
        elif line.cell and not _indented_prose(run, at):
            table, at = take_cells(run, at)
            found.append(table)
        elif line.blank:
            at += 1
        elif (barred := take_barred(run, at)) is not None:
            table, at = barred
            found.append(table)
        else:
            block, at = _prose(run, at, wrapped)
            found.append(block)
    return tuple(found)


def _indented_prose(run: list[Line], at: int) -> bool:
    """Whether a line that begins with a tab is a paragraph set in by it, not a cell: a section's heading or a sentence,
    with no cell after it that is neither."""
    if not _sentence_like(run[at].text.strip()):
        return False
    after = run[at + 1] if at + 1 < len(run) else None
    return after is None or not after.cell or _sentence_like(after.text.strip())


def _sentence_like(text: str) -> bool:
    ordinal = leading_ordinal(text)
    return text.endswith(("。", "；")) or (ordinal is not None and ordinal.level <= 2)


def _prose(run: list[Line], at: int, wrapped: int | None) -> tuple[Block, int]:
    span = _without_bullet(run[at])
    text = run[at].text.strip()
    heading = _heading(text, span)
    at += 1
    while True:
        after = at
        while after < len(run) and run[after].blank:
            after += 1
        if after >= len(run) or "\t" in run[after].text:
            break
        if not cut_between(text, run[after].text) and not (
            after == at and wrapped and _wrapped(run[at - 1], run[at], wrapped)
        ):
            break
        if (
            heading is not None
            and not heading.number
            and after == at
            and not text.endswith(tuple("的，、（"))
        ):
            break
        span = span.to(run[after].stripped())
        text = (text + run[after].text.strip())[-_TAIL:]
        heading = _heading(text, span) if heading else None
        at = after + 1
    return heading or Paragraph(span), at


def _wrapped(line: Line, after: Line, width: int) -> bool:
    """Whether ``line`` is as full as lines get and its sentence goes on in the next."""
    if printed_width(line.text) < width - 4 or line.text.rstrip().endswith(tuple("。！？；;")):
        return False
    return leading_ordinal(after.text.strip()) is None and not barred(after)


def _without_bullet(line: Line) -> Span:
    span = line.stripped()
    bullet = _BULLET.match(line.text.strip())
    return Span(span.start + bullet.end(), span.end) if bullet else span


def _heading(text: str, span: Span) -> Heading | None:
    text = _BULLET.sub("", text, count=1)
    if len(text) > _LONGEST_HEADING or text.endswith(tuple("。；;，,！？")):
        return None
    ordinal = leading_ordinal(text)
    title = text[ordinal.length :] if ordinal else text
    if ordinal and title and not title.endswith(("：", ":")) and "：" not in title:
        return Heading(span, ordinal.level, title, text[: ordinal.length].strip())
    if title.endswith(("：", ":")) and len(title) <= 20 and not any(c in title for c in "，。；,"):
        return Heading(
            span,
            ordinal.level if ordinal else 5,
            title.rstrip("：:"),
            text[: ordinal.length].strip() if ordinal else "",
        )
    return None
