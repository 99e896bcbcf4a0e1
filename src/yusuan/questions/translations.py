"""English words of subject matters in Chinese, as ``translations.toml`` lists them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from yusuan.questions.lexicon import is_idle


@cache
def translations() -> dict[str, tuple[str, ...]]:
    """English words of subject matters, with the Chinese words that stand for them in the documents."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {english: tuple(chinese) for english, chinese in read["words"].items()}


def translation(phrase: str) -> list[tuple[str, ...]]:
    """What an English phrase is in Chinese: for the whole, or for each of its words, the words any of which will do.
    Empty where some word is not known."""
    whole = _translated(phrase)
    if whole:
        return [whole]
    words = [word for word in phrase.split() if not is_idle(word)]
    found = [_translated(word) for word in words]
    return [each for each in found if each] if words and all(found) else []


def _translated(word: str) -> tuple[str, ...]:
    known = translations()
    return known.get(word) or known.get(word.removesuffix("s")) or known.get(word.removesuffix("es")) or ()
