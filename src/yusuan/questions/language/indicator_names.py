"""Which indicators' names say what a question asks how many of: 制作多少证件 is 计划制作证件."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yusuan.questions.language.segment import words_in


def meant(texts: Sequence[str], names: Iterable[str]) -> list[str]:
    """The names that hold every word of ``texts`` and are made of them by half at least."""
    words = [word for text in texts for word in words_in(text)]
    said = sum(len(word) for word in words)
    if said < 3:
        return []
    return sorted(name for name in names if said * 2 >= len(name) and all(word in name for word in words))
