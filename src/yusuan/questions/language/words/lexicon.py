"""The words of ``lexicon.toml``: which cue does a word of a question give, and which words say nothing?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yusuan.questions.language.tokens import Candidate, WordSense
from yusuan.questions.tables import check_among, check_keys, check_words
from yusuan.questions.weights import CUE, IDLE, IDLE_COVER, OPAQUE_COVER, PLAIN_COVER
from yusuan.toml_files import read_toml
from yusuan.vocabulary.wording import folded

FILE = Path(__file__).with_name("lexicon.toml")
LANGUAGES = ("en", "zh")
PLACES = ("before-projects", "behind-places")
"""Where words may stand that say nothing there."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, folded: ``cues`` with the slots that they give, the surest first; the others say nothing (``idle``), say
    nothing in a place (``alone``), or ask for what no disclosure tells (``opaque``)."""

    cues: dict[str, tuple[str, ...]]
    idle: frozenset[str]
    alone: dict[str, frozenset[str]]
    opaque: frozenset[str]


def lexicon_of(path: Path) -> Lexicon:
    """What a file of this form says. ValueError (with table and key) where it is not well formed."""
    read = read_toml(path)
    tables = ("cues", "before", "idle", "alone", "opaque")
    check_keys(path.name, read, dict.fromkeys(tables, dict), tables)
    for table, keys in (("idle", LANGUAGES), ("alone", PLACES), ("opaque", LANGUAGES)):
        check_keys(f"{path.name}: {table}", read[table], dict.fromkeys(keys, list), keys)
    for table in tables:
        for key, words in read[table].items():
            check_words(f"{path.name}: {table}: {key}", words)
    for slot, later in read["before"].items():
        for each in (slot, *later):
            check_among(f"{path.name}: before: {slot}", each, read["cues"], "cue")
    cues: dict[str, list[str]] = {}
    for slot, words in read["cues"].items():
        for word in words:
            cues.setdefault(folded(word), []).append(slot)
    return Lexicon(
        cues={word: _in_order(slots, read["before"]) for word, slots in cues.items()},
        idle=_folded(word for words in read["idle"].values() for word in words),
        alone={where: _folded(words) for where, words in read["alone"].items()},
        opaque=_folded(word for words in read["opaque"].values() for word in words),
    )


def _in_order(slots: list[str], before: dict[str, list[str]]) -> tuple[str, ...]:
    """Slots by name, each moved before those that it goes before."""
    found: list[str] = []
    for slot in sorted(slots):
        places = [at for at, other in enumerate(found) if other in before.get(slot, [])]
        found.insert(min(places, default=len(found)), slot)
    return tuple(found)


def _folded(words: Iterator[str] | list[str]) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


@cache
def _read() -> Lexicon:
    return lexicon_of(FILE)


def slots() -> frozenset[str]:
    """Every slot that a cue can fill."""
    return frozenset(slot for each in _read().cues.values() for slot in each)


def cues_of(word: str) -> tuple[str, ...]:
    """The cues that a word of its own gives: in the order that the lexicon says."""
    return _read().cues.get(word, ())


def is_idle(word: str) -> bool:
    """Whether a word of its own says nothing."""
    return word in _read().idle


def is_opaque(word: str) -> bool:
    """Whether a word of its own asks for what no disclosure tells."""
    return word in _read().opaque


def alone(where: str) -> frozenset[str]:
    """Words that say nothing where they stand alone ``where``, one of ``PLACES``."""
    return _read().alone[where]


@cache
def _by_start() -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = {}
    for word in {*_read().cues, *_read().idle, *_read().opaque}:
        if len(word) > 1 or word.isascii():
            heads.setdefault(word[0], []).append(word)
    return {head: tuple(sorted(words)) for head, words in heads.items()}


def candidates(text: str) -> Iterator[Candidate]:
    """Cues and idle words in ``text`` (folded). Single Chinese characters are left to the tokeniser: they are part
    of other words too often."""
    for at, character in enumerate(text):
        for word in _by_start().get(character, ()):
            end = at + len(word)
            if text.startswith(word, at) and stands(text, at, end) and not _cuts_project(text, at, end):
                yield from _meanings(word, at, end)


def _meanings(word: str, start: int, end: int) -> Iterator[Candidate]:
    for slot in cues_of(word):
        yield Candidate(start, end, WordSense(slot, None, CUE), PLAIN_COVER)
    if is_opaque(word):
        yield Candidate(start, end, WordSense("unknown", None, IDLE), OPAQUE_COVER)
    if is_idle(word):
        yield Candidate(start, end, WordSense("", None, IDLE), IDLE_COVER)


def _cuts_project(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` takes one half of the word 项目: 各项 of 各项目, 目的 of 项目的."""
    return text[start - 1 : start + 1] == "项目" or text[end - 1 : end + 1] == "项目"


_LATIN = re.compile(r"[a-z0-9]")


def stands(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` does not cut a Latin word in two."""
    before = start > 0 and _LATIN.match(text[start - 1]) and _LATIN.match(text[start])
    after = end < len(text) and _LATIN.match(text[end]) and _LATIN.match(text[end - 1])
    return not (before or after)
