"""English words of subject matters in Chinese, as ``translations.toml`` lists them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from yusuan.questions.language.words.lexicon import is_idle
from yusuan.questions.tables import check_word_lists

FILE = Path(__file__).with_suffix(".toml")


@cache
def translations() -> dict[str, tuple[str, ...]]:
    """English words of subject matters, with the Chinese words that stand for them in the documents."""
    return check_word_lists(FILE, "words")


def translation(phrase: str) -> list[tuple[str, ...]]:
    """What an English phrase is in Chinese: for each of its parts, the longest first, the words any of which will do.
    Empty where some word is not known."""
    words, found, at = phrase.split(), [], 0
    while at < len(words):
        if is_idle(words[at]):
            at += 1
            continue
        for end in range(min(len(words), at + _LONGEST), at, -1):
            meant = _translated(" ".join(words[at:end]))
            if meant:
                found.append(meant)
                at = end
                break
        else:
            return []
    return found


_LONGEST = 5


def _translated(word: str) -> tuple[str, ...]:
    known = translations()
    return known.get(word) or known.get(word.removesuffix("s")) or known.get(word.removesuffix("es")) or ()
