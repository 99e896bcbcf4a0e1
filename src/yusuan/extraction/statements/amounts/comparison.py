"""What an amount is compared with: 比2022年 and the verbs 增加, 减少 make a change of it, 年初预算 something else."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.extraction.statements.amounts.words.tokens import Token


@dataclass(slots=True)
class ComparisonBasis:
    """The comparison in force: ``direction`` +1 or -1 after a verb, ``begun`` the first of its words in the clause,
    ``since`` what it is made with, ``against`` whether that is a plan rather than a year."""

    direction: int = 0
    begun: Token | None = None
    since: Token | None = None
    against: bool = False

    def compare(self, token: Token) -> None:
        """比2022年, 较上年: the year it is compared with."""
        self.begun = self.since = token
        self.against = False

    def turn(self, token: Token, sign: int) -> None:
        """增加, 减少."""
        self.direction = sign
        if self.begun is None:
            self.begun = token

    def now(self) -> None:
        """增加到, 降至: what follows is the new amount, not a change."""
        self.direction, self.begun = 0, None

    def clause(self, token: Token) -> None:
        """A comma ends what a verb reaches; 、 does not end the comparison."""
        self.direction = 0
        if token.text != "、":
            self.begun = None

    def part(self) -> None:
        """A semicolon."""
        self.direction, self.begun, self.against = 0, None, False

    def stop(self) -> None:
        """The end of a sentence."""
        self.part()
        self.since = None

    def of(self) -> Token | None:
        """The word whose year an amount right after it is of: "比2022年6万元减少1万元"."""
        return self.begun if self.begun and self.begun.kind in ("since", "from") else None

    def places(self, after: int, token: Token) -> list[tuple[int, int]]:
        """(start, end) of the words that tell a change which ends at ``token``: from its first word that stands at or
        behind ``after``, and of what it is compared with where that stands apart."""
        start = self.begun.start if self.begun and self.begun.start >= after else token.start
        found = [(start, token.end)]
        if self.since is not None and self.since.end <= start:
            found.append((self.since.start, self.since.end))
        return found
