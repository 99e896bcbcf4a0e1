"""Which tokens does a text become, and on which characters do they stand?

Two kinds of token, for two kinds of field. *Grams* carry positions: every Chinese character and every pair
of neighbours, every number and every Latin run, so that any run of characters is found as a phrase whatever
a cutter would have done with it. *Words* carry none: jieba's plain cut together with the shorter words
inside longer ones (their overlap would break positions), so that a match on word boundaries weighs more.
Cutting itself is in search/cutter; the engines under search/fulltext only store and match what is made here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from yusuan.model.record import Record
from yusuan.values.clean import clean

FIELDS = ("name", "code", "purpose", "goal", "indicator", "text")
"""The fields a query can name; a passage's field ``duty`` is read as ``text``."""
CONTEXT = "context"
"""Names of the department and the divisions: they narrow a query of several words, but find nothing alone."""
SEPARATOR = "|"
"""The token of punctuation: it keeps characters on its two sides from being neighbours."""

_PASSAGE_GAP = 8
# A passage is read several times in a row: for its grams, its words, its snippet.
_RECENT = 512
_FULL_WIDTH_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3})")
_UNIT = re.compile(
    r"(?P<number>(?<![\d.,a-z])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\da-z])(?!\.\d))"
    r"|(?P<latin>[a-z\d\u00df-\u024f]+)"
    r"|(?P<wide>[^\W_])"
    # Quotes, brackets and hyphens are printed or left out at will (“三公”经费, 出国（境）费, 723-0403).
    r"|(?P<silent>[\s\"'“”‘’「」『』《》〈〉()（）\[\]［］【】_/\\·•‐‑–—-])"
    r"|(?P<mark>.)",
    re.S,
)
_CODE = re.compile(r"(?<![a-z\d])[a-z\d]+(?:[-_/][a-z\d]+)+")


class Cuts(Protocol):
    """What cuts a text into words; ``yusuan.search.cutter.Cutter`` does."""

    def cut(self, text: str) -> list[str]:
        """The words of ``text`` in order."""
        ...


@dataclass(frozen=True, slots=True)
class TextUnit:
    """The smallest thing that has a position: a Chinese character, a number, a Latin run or a separator.

    ``start`` and ``end`` count in the text as given."""

    text: str
    start: int
    end: int
    wide: bool = False


@lru_cache(maxsize=_RECENT)
def regular(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` cleaned and in lower case, and the offset in ``text`` of each of its characters."""
    cleaned = clean(_FULL_WIDTH_COMMA.sub(",", text))
    return "".join(low if len(low := c.lower()) == 1 else c for c in cleaned.text), cleaned.offsets


@lru_cache(maxsize=_RECENT)
def units(text: str) -> tuple[TextUnit, ...]:
    """The units of ``text`` in order, without separators at the ends; 1,050.00 and １０５０ become 1050."""
    folded, offsets = regular(text)
    found: list[TextUnit] = []
    for match in _UNIT.finditer(folded):
        kind = match.lastgroup
        start, end = offsets[match.start()], offsets[match.end() - 1] + 1
        if kind == "mark":
            if found and found[-1].text != SEPARATOR:
                found.append(TextUnit(SEPARATOR, start, end))
        elif kind != "silent":
            token = _number(match.group()) if kind == "number" else match.group()
            found.append(TextUnit(token, start, end, wide=kind == "wide"))
    if found and found[-1].text == SEPARATOR:
        found.pop()
    return tuple(found)


def _number(printed: str) -> str:
    digits = printed.replace(",", "")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def grams(sequence: Sequence[TextUnit], first: int = 0) -> list[tuple[str, int]]:
    """(token, position) pairs to index: each unit, and each two neighbouring characters at the first one's
    place."""
    pairs: list[tuple[str, int]] = []
    for place, unit in enumerate(sequence):
        pairs.append((unit.text, first + place))
        after = sequence[place + 1] if place + 1 < len(sequence) else None
        if unit.wide and after is not None and after.wide:
            pairs.append((unit.text + after.text, first + place))
    return pairs


def phrase(sequence: Sequence[TextUnit]) -> tuple[str, ...]:
    """The fewest tokens at consecutive positions that stand where ``sequence`` stands."""
    tokens: list[str] = []
    for place, unit in enumerate(sequence):
        after = sequence[place + 1] if place + 1 < len(sequence) else None
        if unit.wide and after is not None and after.wide:
            tokens.append(unit.text + after.text)
        elif not (unit.wide and after is None and place and sequence[place - 1].wide):
            tokens.append(unit.text)
    return tuple(tokens)


@dataclass(frozen=True)
class Analyzer:
    """Turns records into the tokens of an index and query words into terms; ``cutter`` loads at its first
    cut."""

    cutter: Cuts

    def plain_words(self, text: str) -> list[str]:
        """The words of ``text`` in order, each Chinese one as cut, numbers and Latin runs as units."""
        folded, _ = regular(text)
        chinese = (word for word in self.cutter.cut(folded) if not word.isascii())
        other = (unit.text for unit in units(text) if not unit.wide and unit.text != SEPARATOR)
        return [*chinese, *other, *_CODE.findall(folded)]

    def search_words(self, text: str) -> list[str]:
        """The plain words and, after each long one, the words of two and three characters inside it."""
        return [each for word in self.plain_words(text) for each in self._overlapping(word)]

    def grams_of(self, record: Record) -> dict[str, list[tuple[str, int]]]:
        """(token, position) pairs by field; passages of one field follow each other with a gap no phrase
        bridges."""
        fields: dict[str, list[tuple[str, int]]] = {}
        for field, text in texts_of(record):
            pairs = fields.setdefault(field, [])
            pairs.extend(grams(units(text), pairs[-1][1] + _PASSAGE_GAP if pairs else 0))
        return fields

    def words_of(self, record: Record) -> list[str]:
        """The search words of everything the record says, its department's and divisions' names left out."""
        return [
            word for field, text in texts_of(record) if field != CONTEXT for word in self.search_words(text)
        ]

    def _overlapping(self, word: str) -> Iterable[str]:
        yield word
        if len(word) < 3 or word.isascii():
            return
        for width in (2, 3):
            if len(word) > width:
                pieces = (word[at : at + width] for at in range(len(word) - width + 1))
                yield from (piece for piece in pieces if self.is_word(piece))

    @cached_property
    def is_word(self) -> Callable[[str], bool]:
        """Whether the cutter keeps a piece of text whole."""
        cut = self.cutter.cut
        return lru_cache(maxsize=1 << 16)(lambda piece: len(cut(piece)) == 1)


def texts_of(record: Record) -> list[tuple[str, str]]:
    """(field, text) pairs to index: the passages, the label and code where no passage says them, the
    context."""
    texts = [(p.field if p.field in FIELDS else "text", p.text) for p in record.passages]
    fields = {field for field, _ in texts}
    if record.label and "name" not in fields:
        texts.append(("name", record.label))
    if record.code and "code" not in fields:
        texts.append(("code", record.code))
    context = dict.fromkeys(name for name in (record.department, record.division, *record.divisions) if name)
    return texts + [(CONTEXT, name) for name in context]
