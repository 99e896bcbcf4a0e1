"""Which words must the tokeniser keep whole? The words of topics, categories, levels and sources."""

from __future__ import annotations

from functools import cache
from pathlib import Path

USER_DICTIONARY = Path(__file__).with_name("user_dictionary.txt")


@cache
def user_words() -> tuple[str, ...]:
    """The words of the jieba user dictionary, sorted, each once."""
    return tuple(USER_DICTIONARY.read_text(encoding="utf-8").split())
