"""How do people say a topic who do not know its words? Phrases for the vectors to compare with; never for matching."""

from __future__ import annotations

from yusuan.vocabulary.phrase_table import PHRASES


def phrases_of(path: str) -> tuple[str, ...]:
    """The phrases of the topic at ``path``, Chinese and English; empty where it has none."""
    return PHRASES.get(path, ())
