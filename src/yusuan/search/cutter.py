"""How is a text cut into words?

One home for cutting, used by the full-text index and by the embedding alike: jieba's plain cut, without its
hidden Markov model, with words of our own added. Two engines hold the same algorithm and dictionary: rjieba
(Rust, the default) and jieba (Python). What a token means to an index (filters, numbers, fields) is decided
in search/analysis, not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import Literal

CutterEngine = Literal["rjieba", "jieba"]
PlacedToken = tuple[str, int, int]

# Full-width forms have half-width twins at a constant distance; the ideographic space is the only other one.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# Numbers with their separators, then runs of letters and digits that are not Chinese (codes, Latin words).
_RUN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?(?![a-z\d])|\d+\.\d+(?![a-z\d])|[a-z\d\u00df-\u024f]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Endings of inflected English words and of British spellings, and what the word that dictionaries list ends with
# instead; the first that gives a known word counts, and a spelling may be left of an inflection (organisations).
_INFLECTIONS = (("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))
_SPELLINGS = (
    ("isation", "ization"), ("isation", "ize"), ("ization", "ize"), ("ise", "ize"), ("yse", "yze"), ("our", "or"),
    ("tre", "ter"), ("mme", "m"), ("ence", "ense"), ("ogue", "og"),
)  # fmt: skip
# High enough to win over any way of cutting the word into the dictionary's own words, low enough that a
# neighbour cut into two good words is not broken for it (境内|网络 stays whole beside the user word 内网).
_USER_WORD_FREQUENCY = 2000


def fold(text: str) -> str:
    """The text in half-width forms and lower case, code point for code point."""
    narrow = text.translate(_HALF_WIDTH)
    lowered = narrow.lower()
    if len(lowered) == len(narrow):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in narrow)


def number_class(word: str) -> str:
    """A word as a word vector knows it: years, other numbers and codes each become one word of their class.

    Counts of one or two digits stay themselves; there are few, and 2 officers are not 30.
    """
    if not any(char.isdigit() for char in word) or len(word) < 3:
        return word
    if _YEAR.fullmatch(word):
        return "<year>"
    if _NUMBER.fullmatch(word):
        return "<number>"
    return "<code>" if sum(char.isdigit() for char in word) > 3 else word


def known_words(words: Iterable[str], vocabulary: Container[str]) -> Iterator[str]:
    """The words of a vocabulary that stand for the given words, in order.

    A Chinese word that is not in the vocabulary becomes the longest pieces of it that are, from the left,
    single characters if need be. A Latin word that is not becomes its plain form (roads: road, centre: center), else its
    letters.
    """
    for word in map(number_class, words):
        if word in vocabulary:
            yield word
        elif word.isascii():
            yield from _plain_form(word, vocabulary) or (char for char in word if char in vocabulary)
        else:
            yield from _pieces(word, vocabulary)


def _plain_form(word: str, vocabulary: Container[str]) -> tuple[str, ...]:
    """The plain form of an English word, alone; nothing where no form of it is known."""
    inflected = list(_with_endings(word, _INFLECTIONS))
    spelt = (form for each in (word, *inflected) for form in _with_endings(each, _SPELLINGS))
    forms = chain(inflected, spelt)
    return tuple(islice((form for form in forms if len(form) > 2 and form in vocabulary), 1))


def _with_endings(word: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (word.removesuffix(ending) + instead for ending, instead in endings if word.endswith(ending))


def _pieces(word: str, vocabulary: Container[str]) -> Iterator[str]:
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = word[start:end]
            if piece in vocabulary and (end - start > 1 or not piece.isascii()):
                yield piece
                break
        start = end


class Cutter:
    """Cuts texts into words; the dictionary is loaded at the first cut and kept.

    `words` are added to the dictionary (folded like the text); `engine` names the implementation.
    """

    def __init__(self, words: Sequence[str] = (), engine: CutterEngine = "rjieba") -> None:
        if engine not in ("rjieba", "jieba"):
            raise ValueError(f"unknown cutter engine {engine!r}: use 'rjieba' or 'jieba'")
        self.engine: CutterEngine = engine
        self.words = tuple(sorted({folded for word in words if len(folded := fold(word.strip())) > 1}))

    def cut(self, text: str) -> list[str]:
        """The words of a text in order, folded; punctuation and spaces are left out."""
        return [word for word, _, _ in self.cut_spans(text)]

    def cut_spans(self, text: str) -> list[PlacedToken]:
        """The words of a text as (word, start, end): code points of the text as given, end exclusive."""
        folded = fold(text)
        pieces = _joined(folded, self._cut(folded))
        return [(folded[a:b], a, b) for a, b in pieces if any(char.isalnum() for char in folded[a:b])]

    @cached_property
    def _cut(self) -> Callable[[str], list[str]]:
        return _rjieba_cut(self.words) if self.engine == "rjieba" else _jieba_cut(self.words)


def _joined(text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end of every piece, where pieces of one number or one Latin run are made one again."""
    inside = {place for run in _RUN.finditer(text) for place in range(run.start() + 1, run.end())}
    spans: list[tuple[int, int]] = []
    start = end = 0
    for piece in pieces:
        end += len(piece)
        if end not in inside:
            spans.append((start, end))
            start = end
    return spans


def _rjieba_cut(words: Sequence[str]) -> Callable[[str], list[str]]:
    import rjieba

    engine = rjieba.Jieba()
    for word in words:
        engine.add_word(word, max(int(engine.suggest_freq(word)), _USER_WORD_FREQUENCY), None)

    def cut(text: str) -> list[str]:
        return list(engine.cut(text, hmm=False))

    return cut


def _jieba_cut(words: Sequence[str]) -> Callable[[str], list[str]]:
    import jieba

    engine = jieba.Tokenizer()
    # Tokenizer.initialize() would unmarshal a cache file from the shared temporary folder, which anybody
    # may have written; reading the packaged dictionary costs half a second and trusts nobody.
    engine.FREQ, engine.total = engine.gen_pfdict(engine.get_dict_file())
    engine.initialized = True
    for word in words:
        engine.add_word(word, max(engine.suggest_freq(word, False), _USER_WORD_FREQUENCY))

    def cut(text: str) -> list[str]:
        return list(engine.cut(text, HMM=False))

    return cut
