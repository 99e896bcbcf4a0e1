"""Which blocks are a table of contents? They name sections and begin none; nothing in them is said about the department.

It stands below 目录, or is a run of headings and short lines of which most come again as headings further down; it ends where its
first entry comes again. Dots and page numbers behind an entry do not count as its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.extraction.stated import clean_at
from yusuan.model.document import Block, Document, Heading, Paragraph, Table
from yusuan.values.ordinals import leading_ordinal

_MARK = re.compile(r"(?:.{0,24}目\s*录|目次|录|contents)", re.I)
_LEADER = re.compile(r"(?:[.．·…‥⋯_—\-]\s*){3,}[\s(（]*\d{0,3}[)）]?\s*$|(?<=[一-鿿）)》”])\s*\d{1,3}\s*$")
_SEEN = re.compile(r"[(（](?:详见|见|附)[^)）]*[)）]|[《》“”\"\s，,。.、:：]")
_LONGEST = 48
_OPENING = 160
"""Blocks in which a table of contents may stand."""
_LEAST_RUN = 5


def contents(document: Document) -> frozenset[int]:
    """The positions, in ``document.blocks``, of its table of contents with its title."""
    blocks = document.blocks[:_OPENING]
    keys = [_key(document, block) for block in blocks]
    for at, block in enumerate(blocks):
        if not isinstance(block, Table) and _MARK.fullmatch(_words(document, block)):
            end = _end(blocks, keys, at + 1)
            if end - at > 2:
                return frozenset(range(at, end))
    at = 0
    while at < len(blocks):
        run = at
        while run < len(blocks) and keys[run] is not None:
            run += 1
        if run - at >= _LEAST_RUN:
            end = _end(blocks, keys, at)
            later = {key for key in keys[end:] if key} | _headings_after(document, len(blocks))
            entries = [key for key in keys[at:end] if key]
            if end - at >= _LEAST_RUN and sum(key in later for key in entries) * 5 >= len(entries) * 3:
                return frozenset(range(at, end))
        at = run + 1
    return frozenset()


def _words(document: Document, block: Block) -> str:
    return clean_at(document, block.span).text if block.span.end - block.span.start <= 80 else ""


def _key(document: Document, block: Block) -> str | None:
    """An entry's words for comparing; ``None`` where the block is no entry: a table, a sentence, a long paragraph."""
    words = _words(document, block)
    if isinstance(block, Table) or not words:
        return None
    words = _LEADER.sub("", words)
    if isinstance(block, Paragraph) and (
        len(words) > _LONGEST or re.search(r"[。；;！]|[，,].*[，,]", words)
    ):
        return None
    ordinal = leading_ordinal(words)
    return _SEEN.sub("", words[ordinal.length if ordinal else 0 :])


def _end(blocks: Sequence[Block], keys: Sequence[str | None], start: int) -> int:
    """Where the entries that begin at ``start`` end: before the first of them that comes again, else before what is no
    entry (the headings right above that are its own)."""
    seen: dict[str, int] = {}
    at = start
    while at < len(blocks) and keys[at] is not None:
        key = keys[at] or ""
        again = seen.get(key)
        if again is not None and (
            again == start or again <= start + 2 or not _repeats_inside(keys, again, at)
        ):
            return at
        if key:
            seen.setdefault(key, at)
        at += 1
    if at == len(blocks):
        return at
    while at > start + 1 and isinstance(blocks[at - 1], Heading) and _above(blocks[at - 2], blocks[at - 1]):
        at -= 1
    return max(start, at - 1) if isinstance(blocks[at - 1], Heading) else at


def _repeats_inside(keys: Sequence[str | None], first: int, again: int) -> bool:
    """Whether an entry merely stands twice in the contents (a table and its explanation): what follows differs."""
    return keys[first + 1 : first + 2] != keys[again + 1 : again + 2]


def _above(one: Block, other: Block) -> bool:
    return isinstance(one, Heading) and isinstance(other, Heading) and one.level < other.level


def _headings_after(document: Document, at: int) -> set[str]:
    return {
        key for block in document.blocks[at:] if isinstance(block, Heading) and (key := _key(document, block))
    }
