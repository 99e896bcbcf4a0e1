"""A token of the question in the slot that a pattern read it in."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.questions.language.tokens import QuestionToken, WordSense


@dataclass(frozen=True, slots=True)
class Filled:
    """A token in the slot it was read in."""

    token: QuestionToken
    sense: WordSense

    @property
    def slot(self) -> str:
        """The slot."""
        return self.sense.slot
