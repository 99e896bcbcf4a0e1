"""Which words does the model know beside those of the skip-gram corpus, and where do their rows start?

Chinese words of CC-CEDICT that the cutter keeps whole start as the sum of their pieces, which changes no text; English words of its
senses start as the mean of the Chinese words that they explain; letters start near nothing.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from yusuan.search.cutter import Cutter, known_words

Rows = NDArray[np.float32]
Entries = Sequence[tuple[str, list[str]]]
WordRows = dict[str, Rows]

_LETTER_LENGTH = 0.02


def grown(
    rows: WordRows, entries: Entries, cutter: Cutter, chinese: int, least: int, weight: float
) -> WordRows:
    """The rows with those of dictionary words added: the `chinese` most frequent, and every English word that at
    least `least` entries hold. `weight` is the a of smooth inverse frequency, a/(a + p(word))."""
    known = dict(rows)
    words = chinese_words(entries, cutter, rows, chinese)
    known.update({word: row for word in sorted(words) if (row := row_of([word], rows)) is not None})
    known.update(english_rows(entries, cutter, known, least, weight))
    for word, senses in entries:
        if word in words and word not in known:
            row = row_of(senses[0].split(), known)
            known |= {word: _unit(row)} if row is not None else {}
    return known


def chinese_words(entries: Entries, cutter: Cutter, known: Mapping[str, Rows], most: int) -> set[str]:
    """The unknown of the cutter's own words and of the dictionary's characters, and the dictionary's `most` frequent
    unknown words of those that the cutter keeps whole."""
    offered = {word for word, _ in entries if word not in known and not word.isascii()}
    characters = {word for word in offered if len(word) == 1}
    whole = [word for word in sorted(offered - characters) if cutter.cut(word) == [word]]
    frequency = _frequencies()
    own = {word for word in cutter.words if word not in known and not word.isascii()}
    return own | characters | set(sorted(whole, key=lambda word: -frequency.get(word, 0))[:most])


def english_rows(entries: Entries, cutter: Cutter, known: WordRows, least: int, weight: float) -> WordRows:
    """A row for every English word that enough entries hold: the mean of their headwords, where a sense of few
    words counts for more, less what all English rows share, scaled by how much the word says."""
    sums: dict[str, Rows] = {}
    held: dict[str, set[str]] = defaultdict(set)
    counts = Counter(word for _, senses in entries for sense in senses for word in sense.split())
    for headword, senses in entries:
        row = row_of(cutter.cut(headword), known)
        if row is None:
            continue
        for sense in senses:
            words = sense.split()
            for word in words:
                held[word].add(headword)
                sums[word] = sums.get(word, np.float32(0)) + _unit(row) / np.float32(len(words))
    words = [word for word in sorted(sums) if len(held[word]) >= least and len(word) > 1]
    rows = np.array([_unit(sums[word]) for word in words], dtype=np.float32)
    rows -= rows.mean(axis=0)
    share = np.array([counts[word] for word in words]) / counts.total()
    rows *= (weight / (weight + share) / np.linalg.norm(rows, axis=1))[:, None].astype(np.float32)
    letters = {
        letter: _unit(known[letter] if letter in known else rows.sum(axis=0))
        for letter in string.ascii_lowercase
    }
    return dict(zip(words, rows, strict=True)) | {each: row * _LETTER_LENGTH for each, row in letters.items()}


def damped(rows: WordRows, weight: float) -> WordRows:
    """The rows times a/(a + p(word)), where p is how frequent a word is in general and not in law: 怎么 or 有人
    are rare in the corpora and say as little. `weight` is the a."""
    frequency = _frequencies()
    total = sum(frequency.values())
    factors = {word: weight / (weight + frequency.get(word, 0) / total) for word in rows}
    return {word: (row * np.float32(factors[word])).astype(np.float32) for word, row in rows.items()}


def row_of(words: Sequence[str], known: Mapping[str, Rows]) -> Rows | None:
    """The sum of the rows of the known pieces of the words; nothing where none is known."""
    found = [known[piece] for piece in known_words(words, known)]
    return np.sum(found, axis=0, dtype=np.float32) if found else None


def _unit(row: Rows) -> Rows:
    result: Rows = row / max(float(np.linalg.norm(row)), 1e-12)
    return result


def _frequencies() -> dict[str, int]:
    """How often the cutter's dictionary met each word."""
    import jieba

    cutter = jieba.Tokenizer()
    frequencies: dict[str, int] = cutter.gen_pfdict(cutter.get_dict_file())[0]
    return frequencies
