"""When are two labels of a form the same? Widths, quotes, numbering, units and remarks in brackets set aside."""

from __future__ import annotations

import re
from functools import lru_cache

from yusuan.extraction.stated import normal

_LEADING = re.compile(
    r"(?:其中[:,]?|[*★☆△▲●◆■·\-—]+|\([一二三四五六七八九十\d]{1,2}\)|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[,.)])+"
)
_BRACKETS = re.compile(r"\([^()]{0,40}\)[:]?$")
_COLON = re.compile(r"[:：]")
_LONGEST_LABEL = 24
_BLANKS = re.compile(r"_{2,}$")


def key_of(label: str) -> str:
    """The label as layouts compare it: as ``normal`` has it, without a colon at its end."""
    return normal(label).rstrip(":")


@lru_cache(maxsize=16384)
def variants(label: str) -> tuple[str, ...]:
    """The keys to look ``label`` up by, the most faithful first: whole, without what stands in brackets at its end,
    without numbering and 其中 at its beginning."""
    whole = key_of(label)
    bare = _BLANKS.sub("", whole)
    shorter = _BRACKETS.sub("", bare).rstrip(":")
    shortest = _BRACKETS.sub("", shorter)
    found: list[str] = []
    for each in (whole, bare, shorter, shortest):
        for form in (each, _LEADING.sub("", each, count=1) if _LEADING.match(each) else each):
            if form and form not in found:
                found.append(form)
    return tuple(found)


@lru_cache(maxsize=4096)
def keys_of(text: str) -> tuple[str, ...]:
    """The keys of a cell: of all its words, and of what stands before a colon ("年度资金总额：100万元")."""
    if len(text) > 400:
        return ()
    found = list(variants(text)) if len(text) <= 2 * _LONGEST_LABEL else []
    for at in colons(text):
        found += [each for each in variants(text[:at]) if each not in found]
    return tuple(found)


def colons(text: str) -> list[int]:
    """Where a colon stands that may end a label at the beginning of ``text``."""
    return [match.start() for match in _COLON.finditer(text[: 2 * _LONGEST_LABEL])]
