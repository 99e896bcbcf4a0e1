"""Which amount of a category did the prose state last? What a later sentence compares, or says to be the whole of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from yusuan.extraction.statement import Said, Statement


@dataclass(slots=True)
class Latest:
    """The amounts that readers of sections stated last, by category."""

    _amounts: dict[str, Statement] = field(default_factory=dict)

    def note(self, said: Said) -> None:
        """Remember what was just said, where it is an amount; that there is none only where nothing was said before."""
        if not isinstance(said, Statement) or said.about is not None:
            return
        if said.measure == "amount":
            self._amounts[said.category] = said
        elif said.measure == "none":
            self._amounts.setdefault(said.category, said)

    def amount(self, category: str) -> Statement | None:
        """The amount of ``category`` that was stated last."""
        return self._amounts.get(category)
