"""The words of ``lexicon.toml``: which cue does a word of a question give, and which words say nothing?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from yusuan.questions.language.tokens import Candidate, Sense
from yusuan.vocabulary.wording import folded

FILE = Path(__file__).with_name("lexicon.toml")
CUE_SCORE = 1.0
IDLE_WEIGHT = 0.9
OPAQUE_WEIGHT = 1.05


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    read = tomllib.loads(FILE.read_text("utf-8"))
    cues: dict[str, list[str]] = {}
    for slot, words in read["cues"].items():
        for word in words:
            cues.setdefault(folded(word), []).append(slot)
    idle = frozenset(folded(word) for words in read["idle"].values() for word in words)
    return {word: tuple(slots) for word, slots in cues.items()}, idle


def slots() -> frozenset[str]:
    """Every slot that a cue can fill."""
    return frozenset(slot for each in _tables()[0].values() for slot in each)


def cues_of(word: str) -> tuple[str, ...]:
    """The cues that a word of its own gives."""
    return _tables()[0].get(word, ())


def is_idle(word: str) -> bool:
    """Whether a word of its own says nothing."""
    return word in _tables()[1]


def is_opaque(word: str) -> bool:
    """Whether a word of its own asks for what no disclosure tells."""
    return word in _opaque()


@cache
def alone(where: str) -> frozenset[str]:
    """Words that say nothing where they stand alone ``where``: "before-projects" or "behind-places"."""
    read = tomllib.loads(FILE.read_text("utf-8"))
    return frozenset(folded(word) for word in read["alone"][where])


@cache
def _opaque() -> frozenset[str]:
    read = tomllib.loads(FILE.read_text("utf-8"))
    return frozenset(folded(word) for words in read["opaque"].values() for word in words)


@cache
def _by_start() -> dict[str, tuple[str, ...]]:
    cues, idle = _tables()
    heads: dict[str, list[str]] = {}
    for word in {*cues, *idle, *_opaque()}:
        if len(word) > 1 or word.isascii():
            heads.setdefault(word[0], []).append(word)
    return {head: tuple(sorted(words)) for head, words in heads.items()}


def candidates(text: str) -> Iterator[Candidate]:
    """Cues and idle words in ``text`` (folded). Single Chinese characters are left to the tokeniser: they are part
    of other words too often."""
    cues, idle = _tables()
    for at, character in enumerate(text):
        for word in _by_start().get(character, ()):
            if not text.startswith(word, at) or not stands(text, at, at + len(word)):
                continue
            if _cuts_project(text, at, at + len(word)):
                continue
            for slot in cues.get(word, ()):
                yield Candidate(at, at + len(word), Sense(slot, None, CUE_SCORE))
            if word in _opaque():
                yield Candidate(at, at + len(word), Sense("unknown", None, 0.0), OPAQUE_WEIGHT)
            if word in idle:
                yield Candidate(at, at + len(word), Sense("", None, 0.0), IDLE_WEIGHT)


def _cuts_project(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` takes one half of the word 项目: 各项 of 各项目, 目的 of 项目的."""
    return text[start - 1 : start + 1] == "项目" or text[end - 1 : end + 1] == "项目"


_LATIN = re.compile(r"[a-z0-9]")


def stands(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` does not cut a Latin word in two."""
    before = start > 0 and _LATIN.match(text[start - 1]) and _LATIN.match(text[start])
    after = end < len(text) and _LATIN.match(text[end]) and _LATIN.match(text[end - 1])
    return not (before or after)
