"""Whether two pieces of prose are one sentence that a page or a line end cut.

A cut shows in what stands at its edge: a word that goes on beyond it (支|出), an open bracket, a comma, a preposition, a
number without its unit. A line that merely lacks its full stop is left alone: lists of duties often do.
"""

from __future__ import annotations

import re

from yusuan.values.ordinals import leading_ordinal

_CLOSED = tuple("。！？；：!?;:”》）)】…")
_OPEN_END = re.compile(
    r"(?:[，、,（(《“]|[以向为对把将从由与和及或在于按使被让给的至到并且其之即如若因凭经据]|根据|按照|通过|关于|进行了|包括)$"
)
_UNIT_START = re.compile(r"\s*(?:[\d.．%％]|亿元|万元|元|年|月|日|个|人|次|台|辆|平方米)")
_NEAR = 400
"""Characters looked at on either side: what opened a bracket further off does not say that the sentence goes on."""
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"))


def cut_between(before: str, after: str) -> bool:
    """Whether ``after`` goes on with the sentence that ``before`` begins."""
    before, after = before[-_NEAR:].rstrip(), after[:_NEAR].lstrip()
    if not before or not after or leading_ordinal(after) or after[0] in "-－":
        return False
    if after[0] in "，。、；：）》”,;)":
        return True
    if before.endswith(_CLOSED):
        return False
    if _OPEN_END.search(before) or any(_open(before, *pair) for pair in _PAIRS):
        return True
    if before[-1].isdigit() and _UNIT_START.match(after):
        return True
    return _word_across(before, after)


def _open(text: str, opening: str, closing: str) -> bool:
    return text.count(opening) > text.count(closing)


def _word_across(before: str, after: str) -> bool:
    import rjieba  # a quarter of a second to load: only where a line has no end

    left = re.split(r"[^㐀-鿿]", before)[-1][-8:]
    right = re.split(r"[^㐀-鿿]", after)[0][:8]
    position = 0
    for word in rjieba.cut(left + right, hmm=False):
        if position < len(left) < position + len(word):
            return True
        position += len(word)
    return False
