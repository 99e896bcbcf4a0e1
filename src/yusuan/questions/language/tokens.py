"""A question as tokens: the words that name something or ask for something, each with everything it can mean.

``WordSense`` is one meaning: a slot ("year", "department", "max" …) and what fills it. What no vocabulary knows is a
token too, of the slot "text"; it is for a pattern to find a use for it, or for the answer to say that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class WordSense:
    """One meaning of a token: ``slot``, ``value`` (``None`` for a plain cue) and how sure it is."""

    slot: str
    value: Any = None
    score: float = 1.0
    label: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionToken:
    """``text`` stands at ``start`` to ``end`` of the question and can mean any of ``senses``."""

    start: int
    end: int
    text: str
    senses: tuple[WordSense, ...]

    def slots(self) -> frozenset[str]:
        """The slots that this token can fill."""
        return frozenset(sense.slot for sense in self.senses)

    def sense(self, slot: str) -> WordSense | None:
        """The meaning for a slot, or ``None``."""
        return next((each for each in self.senses if each.slot == slot), None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible token, before the best cover of the question is chosen; ``weight`` is per character."""

    start: int
    end: int
    sense: WordSense
    weight: float = 1.0
