"""Which word of the index was meant by one that neither it nor the dictionary has?

A query's 内往 is read as 内网 where the index says 内网: one character off, and written with the same sound, or standing beside
its neighbour in the query as it does in a document (清洁取暧: 清洁取暖). A word that the dictionary knows is never read as another one:
whoever asks for 火星 does not mean 火化.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from yusuan.deadline import Deadline
from yusuan.model.record import Filters, Record
from yusuan.search.analysis import CONTEXT, Analyzer, phrase, units
from yusuan.search.fulltext.engine import Term, TextIndex, TextQuery
from yusuan.search.fulltext.plan import frequency
from yusuan.search.manifest import check_sizes, damaged, seal

_FORMAT = 1
_FILE = "frequencies.json"
_RETROFLEX = re.compile(r"^([zcs])h")
_NASAL = re.compile(r"(?<=[aei])ng$")
_LATIN_AT_LEAST = 5
"""Letters that a Latin word must have: among shorter ones nearly every word is one letter off another."""


@dataclass(frozen=True, slots=True)
class Correction:
    """``word`` of the query was read as ``read_as``."""

    word: str
    read_as: str


class CountingAnalyzer(Analyzer):
    """An analyzer that counts in how many records each word stands, while an engine asks for the tokens of each once.

    Neighbouring characters are counted too: they are the words of no dictionary (内网)."""

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter()

    @cached_property
    def _pairs(self) -> Counter[str]:
        return Counter()

    @property
    def frequencies(self) -> Counter[str]:
        """How many of the records seen so far hold each word."""
        return self._words | self._pairs  # a word of two characters is a pair of neighbours as well

    def words_of(self, record: Record) -> list[str]:
        """See ``Analyzer.words_of``."""
        words = super().words_of(record)
        self._words.update(set(words))
        return words

    def grams_of(self, record: Record) -> dict[str, list[tuple[str, int]]]:
        """See ``Analyzer.grams_of``."""
        fields = super().grams_of(record)
        own = (pairs for field, pairs in fields.items() if field != CONTEXT)
        self._pairs.update({token for pairs in own for token, _ in pairs if len(token) == 2})
        return fields


def write_spelling(directory: Path, frequencies: Mapping[str, int]) -> None:
    """Writes the words that a correction may choose from, with the number of records that hold each."""
    directory.mkdir(parents=True, exist_ok=True)
    kept = {word: count for word, count in sorted(frequencies.items()) if len(word) > 1 and word.isalpha()}
    told = {"format": _FORMAT, "frequencies": kept}
    (directory / _FILE).write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
    seal(directory)


class Spelling:
    """The words of one index, read when a query has a word that it lacks."""

    def __init__(self, directory: Path, text: TextIndex, analyzer: Analyzer) -> None:
        check_sizes(directory)
        self._directory, self._text, self._analyzer = directory, text, analyzer

    def corrections(self, query: TextQuery, deadline: Deadline) -> list[Correction]:
        """The words of ``query`` that are to be read as others; empty for nearly every query. Raises QueryStopped after
        ``deadline``."""
        terms = query.words
        found = []
        for at, term in enumerate(terms):
            if self._is_strange(term):
                before = terms[at - 1].text if at else ""
                after = terms[at + 1].text if at + 1 < len(terms) else ""
                meant = self._meant(term.text.lower(), before, after, deadline)
                if meant is not None:
                    found.append(Correction(term.text, meant))
        return found

    def _is_strange(self, term: Term) -> bool:
        word = term.text
        long_enough = len(word) >= (_LATIN_AT_LEAST if word.isascii() else 2)
        if term.weak or not long_enough or not word.isalpha():
            return False
        if any(frequency(each, self._text) for each in (term, *term.parts)):
            return False
        return word.isascii() or not self._analyzer.is_word(word)

    def _meant(self, word: str, before: str, after: str, deadline: Deadline) -> str | None:
        """The most frequent of the likeliest words one character off; ``None`` where nothing speaks for any."""
        likely = [
            (self._evidence(word, other, before, after, deadline), self._words[other], other)
            for other in deadline.each(self._close(word))
        ]
        best = max(likely, key=lambda each: (each[0], each[1], each[2]), default=None)
        return best[2] if best is not None and best[0] > 0 else None

    def _evidence(self, word: str, other: str, before: str, after: str, deadline: Deadline) -> int:
        if word.isascii():
            return 1
        beside = any(
            self._together(pair, deadline)
            for pair in (before and before + other, after and other + after)
            if pair
        )
        return 2 * beside + same_sound(word, other)

    def _together(self, text: str, deadline: Deadline) -> bool:
        term = Term(text, phrase(units(text)))
        query = TextQuery(required=(term,))
        return frequency(term, self._text) > 0 and bool(self._text.search(query, Filters(), deadline, 1).hits)

    def _close(self, word: str) -> Iterator[str]:
        pattern = [re.escape(word[:at]) + "." + re.escape(word[at + 1 :]) for at in range(len(word))]
        pattern += [
            re.escape(word[:at] + word[at + 1] + word[at] + word[at + 2 :]) for at in range(len(word) - 1)
        ]
        if len(word) > 2:
            pattern += [re.escape(word[:at] + word[at + 1 :]) for at in range(len(word))]
            pattern += [re.escape(word[:at]) + "." + re.escape(word[at:]) for at in range(len(word) + 1)]
        wanted = re.compile("|".join(pattern))
        return (other for other in self._words if other != word and wanted.fullmatch(other))

    @cached_property
    def _words(self) -> dict[str, int]:
        try:
            told = json.loads((self._directory / _FILE).read_text(encoding="utf-8"))
            if told["format"] != _FORMAT:
                raise ValueError(f"format {told['format']}, expected {_FORMAT}")
            words: dict[str, int] = told["frequencies"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise damaged(self._directory / _FILE, error) from error
        return words


def same_sound(word: str, other: str) -> bool:
    """Whether two words of equal length can be read aloud alike, tones aside, as typed by sound."""
    return len(word) == len(other) and all(map(_sounds_meet, word, other))


def _sounds_meet(one: str, other: str) -> bool:
    return one == other or bool(_sounds(one) & _sounds(other))


@lru_cache(maxsize=4096)
def _sounds(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # half a second to import, and hardly any query is misspelt

    read = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    # What southern speakers and input methods do not tell apart.
    return frozenset(_NASAL.sub("n", _RETROFLEX.sub(r"\1", each)) for each in read)
