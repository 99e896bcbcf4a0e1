"""Sections of numbered prose → clauses: duties, overall goals, safeguards. One clause a numbered paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from yusuan.extraction.outline import Section
from yusuan.extraction.stated import clean_at, text_at
from yusuan.model.disclosure import Clause
from yusuan.model.document import Document, Heading, Paragraph, Span
from yusuan.values.ordinals import leading_ordinal

_INTRODUCES = re.compile(r"(?:如下|职责是|职责为|职责|职能|包括|主要是)[:：]$")
_DUTIES_TOLD = re.compile(r"(?:职能|职责)(?:概述|简介|描述|情况|说明)?")
_DOES = re.compile(
    r"(?:负责|承担|组织|拟订|拟定|制定|指导|贯彻|协调|协助|完成|做好|加强|推进|管理|监督|督促|围绕|统筹|研究|参与|执行|编制|承办)"
)
_LISTED_LEVEL, _LEAST_LISTED = 2, 3
_LABEL = re.compile(r"^(?:部门|主要|单位)?(?:职责|职能)[:：]\s*(?=\S)")
_OPENS_DUTIES = re.compile(r"(?:职责|职能)(?:是|为|如下|包括)?[:：]$")
_LONGEST_PREAMBLE = 3
"""Paragraphs that may stand before the sentence that opens the duties and are none."""


def clauses(document: Document, sections: Iterable[Section]) -> tuple[Clause, ...]:
    """The clauses of the sections in order, counted from 1; the printed number is not part of the text.

    Where some paragraphs are numbered, one that is not goes on with the clause before it; a sentence that only
    introduces the list is none.
    """
    found: list[list[Span]] = []
    for section in sections:
        found += _grouped(document, [b for b in section.blocks if isinstance(b, Heading | Paragraph)])
    return tuple(Clause(ordinal, text_at(document, *spans)) for ordinal, spans in enumerate(found, 1))


def duties_untitled(document: Document, sections: Iterable[Section]) -> tuple[Clause, ...]:
    """The duties of a document whose title of them was lost or stands inside a form (部门职能概述): the first run of at
    least three paragraphs numbered from （一） on, most of which begin with what a body does."""
    if not _DUTIES_TOLD.search(document.text):
        return ()
    run: list[Span] = []
    for section in sections:
        for block in section.blocks:
            ordinal = (
                leading_ordinal(clean_at(document, block.span).text) if isinstance(block, Paragraph) else None
            )
            if ordinal is not None and ordinal.level == _LISTED_LEVEL and ordinal.number == len(run) + 1:
                run.append(_without_ordinal(document, block.span))
            elif len(run) >= _LEAST_LISTED:
                break
            else:
                run = []
    doing = sum(bool(_DOES.match(document.words(span))) for span in run)
    if len(run) < _LEAST_LISTED or doing * 2 <= len(run):
        return ()
    return tuple(Clause(at, text_at(document, span)) for at, span in enumerate(run, 1))


def _grouped(document: Document, blocks: Sequence[Heading | Paragraph]) -> list[list[Span]]:
    blocks = [piece for block in blocks for piece in _items(document, block)]
    levels = [_level(document, block.span) for block in blocks]
    numbered = [level for level in levels if level]
    top = min(numbered, default=0)
    groups: list[list[Span]] = []
    for block, level in zip(blocks, levels, strict=True):
        span = _without_ordinal(document, block.span) if level == top else block.span
        if _introduces(document, span):
            if len(groups) <= _LONGEST_PREAMBLE and _OPENS_DUTIES.search(document.words(span).strip()):
                groups.clear()  # 第一条 to 第三条 of a decree on the body: why it was made, what it is
            continue
        if numbered and groups and level != top:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _items(document: Document, block: Heading | Paragraph) -> list[Heading | Paragraph]:
    """A numbered paragraph in which the next item follows on the same line ("（七）负责…。（八）负责…"), as one each."""
    ordinal = leading_ordinal(document.words(block.span))
    if not isinstance(block, Paragraph) or ordinal is None or ordinal.level != _LISTED_LEVEL:
        return [block]
    starts, number = [block.span.start], ordinal.number
    for mark in re.finditer(r"(?<=[。；;])\s*(?=[(（])", document.words(block.span)):
        following = leading_ordinal(document.words(block.span)[mark.end() :])
        if following and following.level == _LISTED_LEVEL and following.number == number + 1:
            starts.append(block.span.start + mark.end())
            number += 1
    ends = [*starts[1:], block.span.end]
    return [Paragraph(Span(start, end)) for start, end in zip(starts, ends, strict=True)]


def _level(document: Document, span: Span) -> int:
    ordinal = leading_ordinal(clean_at(document, span).text)
    return ordinal.level if ordinal else 0


def _without_ordinal(document: Document, span: Span) -> Span:
    words = document.words(span)
    ordinal = leading_ordinal(words)
    return Span(span.start + ordinal.length, span.end) if ordinal else span


def _introduces(document: Document, span: Span) -> bool:
    return bool(_INTRODUCES.search(document.words(span).strip()))
