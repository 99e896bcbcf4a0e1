"""What is a full-text engine? The seam on one screen; tantivy.py and whoosh.py stand behind it.

An engine stores the tokens that search/analysis makes and matches a TextQuery against them. It keeps record
ordinals only; records stand beside it. What is found is the same on every engine (tests/contract); scores
are each its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from yusuan.deadline import Deadline
from yusuan.model.record import Filters, Record
from yusuan.search.analysis import FIELDS, Analyzer

WORDS = "words"
"""The field of every engine that holds the search words, without positions."""
ORDINAL = "ordinal"
"""The field of every engine that holds the record's ordinal."""
FACETS = ("kind", "division", "year", "department", "document")
"""The untokenised fields of every engine that filters ask for."""
WEIGHTS = {
    "name": 4.0,
    "code": 4.0,
    "goal": 2.5,
    "purpose": 2.0,
    "indicator": 1.5,
    "text": 1.0,
    "context": 0.3,
}
"""How much a match in a field counts: what a thing is called over what it is for, over what is measured,
over prose."""
WORD_WEIGHT = 1.0
"""Added where a term is a word of the text, not just characters that happen to meet (内网 in 境内网络)."""
RUN_WEIGHT = 2.0
"""Added, times the field's weight, where all of a query's run of characters stands together."""


@dataclass(frozen=True, slots=True)
class Term:
    """Something to find: ``tokens`` at consecutive positions in one of ``fields``.

    ``text`` is the user's words; ``word`` the token of the word field, where the term is one word; ``weak``
    terms (single characters, question words) rank but are not counted among the informative ones; ``parts``
    stand for a long word that no record has (车辆维修: 车辆, 维修)."""

    text: str
    tokens: tuple[str, ...]
    fields: tuple[str, ...] = FIELDS
    word: str | None = None
    weak: bool = False
    parts: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class TextQuery:
    """``words``: found by all of them, or by half (see plan.py). ``required``: phrases and words of a
    field, every one of them. ``excluded``: none of them. ``runs``: unbroken runs of several words, which
    rank and do not find."""

    words: tuple[Term, ...] = ()
    required: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    runs: tuple[Term, ...] = ()

    @property
    def shown(self) -> tuple[Term, ...]:
        """The terms whose places are to be highlighted."""
        return (*self.required, *self.words)


@dataclass(frozen=True, slots=True)
class TextMatches:
    """``total`` counts every match; ``hits`` are (record ordinal, score), best first, equal scores by
    ordinal."""

    total: int
    hits: tuple[tuple[int, float], ...]


class TextIndex(Protocol):
    """An open index; any number of processes and threads may read one."""

    @property
    def count(self) -> int:
        """Records in the index."""
        ...

    def frequency(self, token: str, fields: tuple[str, ...]) -> int:
        """In how many records ``token`` stands, in that of ``fields`` where it is most frequent."""
        ...

    def search(
        self, query: TextQuery, filters: Filters, deadline: Deadline, limit: int | None = None
    ) -> TextMatches:
        """The ``limit`` best matches (``None``: all). Raises IndexDamaged where a file cannot be read, and QueryStopped after
        ``deadline``, which is asked as often as the engine lets itself be asked."""
        ...


class TextEngine(Protocol):
    """Writes and opens indexes of one kind."""

    name: str

    def build(self, directory: Path, records: Iterable[Record], analyzer: Analyzer) -> int:
        """Writes an index of ``records``, numbered from 0 in order, into an empty directory; how many there
        were."""
        ...

    def open(self, directory: Path) -> TextIndex:
        """The index in ``directory``. Raises IndexDamaged where it is missing or does not read."""
        ...
