"""Which concepts does a text speak of, and in which of its characters?

The longest word wins where words overlap; a word in Latin letters must stand as a word of its own.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from yusuan.vocabulary.concepts import in_scheme
from yusuan.vocabulary.wording import folded


class Mention(NamedTuple):
    """``text[start:end]`` is ``word``, which names the concept at ``path``."""

    path: str
    word: str
    start: int
    end: int


def topics_in(text: str) -> list[Mention]:
    """The topics that ``text`` names, in order of place, each mention once."""
    return concepts_in(text, "topic")


def topic_paths(text: str) -> tuple[str, ...]:
    """The paths of the topics that ``text`` names, each once, in order of first mention."""
    return tuple(dict.fromkeys(mention.path for mention in topics_in(text)))


def concepts_in(text: str, scheme: str) -> list[Mention]:
    """The concepts of ``scheme`` that ``text`` names, leftmost first, longest first, not overlapping."""
    words = _words_by_start(scheme)
    plain_text = folded(text)
    found: list[Mention] = []
    at = 0
    while at < len(plain_text):
        hit = next((pair for pair in words.get(plain_text[at], ()) if _stands(pair[0], plain_text, at)), None)
        if hit is None:
            at += 1
        else:
            word, path = hit
            found.append(Mention(path, text[at : at + len(word)], at, at + len(word)))
            at += len(word)
    return found


def _stands(word: str, text: str, at: int) -> bool:
    """Whether ``word`` stands at ``at`` and does not cut a run of Latin letters or digits in two."""
    end = at + len(word)
    if not text.startswith(word, at):
        return False
    cut_before = at > 0 and _latin(text[at - 1]) and _latin(word[0])
    cut_after = end < len(text) and _latin(text[end]) and _latin(word[-1])
    return not (cut_before or cut_after)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def _words_by_start(scheme: str) -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for each in in_scheme(scheme):
        for word in {folded(word) for word in (*each.words_zh, *each.words_en)}:
            table.setdefault(word[0], []).append((word, each.path))
    return {
        start: tuple(sorted(words, key=lambda pair: (-len(pair[0]), pair))) for start, words in table.items()
    }
