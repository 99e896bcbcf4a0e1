"""Which names are said in part? Stretches of the question that one name holds, or begins with letters left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from yusuan.questions.language.names import GRAM, Names, without_everywhere
from yusuan.questions.language.tokens import Candidate, WordSense
from yusuan.questions.language.words import lexicon
from yusuan.questions.weights import (
    INDICATOR_PART_COVER,
    PART_COVERED,
    PART_OF_INDICATOR,
    PART_OF_PROJECT,
    PLAIN_COVER,
)

_SAYS_NOTHING = re.compile(r"(?:[\d年度月 -]|补助|补贴|专项|资金|经费|项目|工程|建设|管理|服务|费用|费|的)+")
"""Parts of projects' names that name no project."""


def parts_of_names(text: str, names: Names) -> Iterator[Candidate]:
    """Stretches of four characters or more that are part of the names of projects or indicators."""
    for start, end, found in _common(text, names.project_grams):
        meant = {names.project_words[name] for name in found}
        if len(meant) == 1 and not _SAYS_NOTHING.fullmatch(text[start:end]):
            iris = next(iter(meant))
            score = part_score((end - start) / len(found[0]))
            yield Candidate(start, end, WordSense("project", iris, score, found[0]), PLAIN_COVER)
    for start, end, name in _abridged(text, names.project_heads):
        iris = names.project_words[name]
        score = part_score((end - start) / len(name))
        yield Candidate(start, end, WordSense("project", iris, score, name), PLAIN_COVER)
    for start, end, _ in _common(text, names.indicator_grams):
        said = text[start:end]
        yield Candidate(start, end, WordSense("indicator-part", said, PART_OF_INDICATOR, said), INDICATOR_PART_COVER)


def part_score(covered: float) -> float:
    """How sure a project is of whose name a part between 0 and 1 is said."""
    return PART_OF_PROJECT + covered * PART_COVERED


_LEAST_ABRIDGED, _LEAST_PART = 4, 0.45


def _abridged(text: str, heads: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int, str]]:
    """Stretches that begin like one project's name and go on with letters left out: 大值班系统."""
    for start in range(len(text) - _LEAST_ABRIDGED + 1):
        found: dict[int, set[str]] = {}
        for name in heads.get(text[start : start + 2], ()):
            for form in {name, without_everywhere(name)}:
                if form[:2] == text[start : start + 2]:
                    length = _follows(text[start:], form)
                    if length >= _LEAST_ABRIDGED and length >= _LEAST_PART * len(form):
                        found.setdefault(length, set()).add(name)
        longest = max(found, default=0)
        if longest and len(found[longest]) == 1 and lexicon.stands(text, start, start + longest):
            yield start, start + longest, next(iter(found[longest]))


def _follows(text: str, name: str) -> int:
    """How many characters from the start of ``text`` stand in ``name`` in that order."""
    at = 0
    for length, character in enumerate(text):
        at = name.find(character, at) + 1
        if at == 0:
            return length
    return len(text)


_NO_BEGINNING = frozenset("的了和与及、在")


def _common(text: str, grams: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int, list[str]]]:
    """The longest stretch from each place that some name holds, with the names that do; none inside another."""
    last = 0
    for start in range(len(text) - GRAM + 1):
        holding = grams.get(text[start : start + GRAM])
        if not holding:
            continue
        if text[start] in _NO_BEGINNING:
            continue
        end = start + GRAM
        while end < len(text) and any(text[start : end + 1] in name for name in holding):
            end += 1
        if end >= last and lexicon.stands(text, start, end):
            yield (
                start,
                end,
                [name for name in holding if text[start:end] in name and text[start:end] != name],
            )
            last = end
