"""Page marks of a text: 1-based numbers that a printer put between lines or, in text taken from a PDF, between words.

"- 3 -", "— 3 —" and "第3页 共9页" are page marks wherever they stand apart; a bare number on a line of its own is one only
at the start or end of the text or inside a cut sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.model.document import Span
from yusuan.reading.text.lines import trimmed
from yusuan.reading.text.sentences import cut_between

_DASH = "[-—–－―]"
_MARK = re.compile(
    rf"(?:(?<=\s)|^)(?:一|{_DASH})?{_DASH}[ \u3000]?(?P<number>\d{{1,3}})[ \u3000]?{_DASH}(?:一|{_DASH})?(?=\s|$)"
    r"|^[ \u3000]*第 ?\d{1,3} ?页(?:[ ,，/]*共 ?\d{1,3} ?页)?[ \u3000]*$",
    re.M,
)
_BARE = re.compile(r"^[ \u3000]*\d{1,3}[ \u3000]*$", re.M)
_LONGEST_LINE = 400
"""Of a line next to a bare number, what is looked at."""


def page_marks(text: str) -> tuple[Span, ...]:
    """The spans of the page marks of ``text``, in order."""
    return tuple(sorted({*_dashed(text), *_bare(text)}))


def _dashed(text: str) -> Iterator[Span]:
    for match in _MARK.finditer(text):
        yield trimmed(match.group(), match.start())


def _bare(text: str) -> Iterator[Span]:
    for match in _BARE.finditer(text):
        before = text[max(0, match.start() - _LONGEST_LINE) : match.start()].rstrip()
        after = text[match.end() : match.end() + _LONGEST_LINE].lstrip()
        outermost = not before or not after
        if outermost or _cut(before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]):
            yield trimmed(match.group(), match.start())


def _cut(before: str, after: str) -> bool:
    """Whether a sentence goes on from one line to the other: long lines without a bar or a tab, the first without an end."""
    if any(mark in before + after for mark in "\t|") or len(before) < 12 or len(after) < 6:
        return False
    return cut_between(before, after)
