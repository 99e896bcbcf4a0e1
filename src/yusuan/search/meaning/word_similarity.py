"""How near are the words of a query to the words of a record?

Every word of the query looks for the nearest word of the record; the mean of these cosines, each weighted by how much its
word says, is what a vector of the whole text loses: a long record has one word that answers (官司: 诉讼) among hundreds that
do not. It is the late interaction of O. Khattab and M. Zaharia, "ColBERT" (SIGIR 2020), over word vectors, where it equals
the relaxed word mover's distance of M. Kusner et al., "From word embeddings to document distances" (ICML 2015).

Only a static model has vectors of words; an index made with another has no such file, and its meaning is the vectors' alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yusuan.search.manifest import check_sizes, damaged, seal
from yusuan.search.meaning.arrays import write_array
from yusuan.search.meaning.embedding import Encoder, Matrix, WordVectors

_FORMAT = 1
_META, _WORDS, _STARTS = "meta.json", "words.npy", "starts.npy"

WordPlaces = NDArray[np.int64]


def write_words(directory: Path, texts: Iterable[str], encoder: Encoder) -> None:
    """Writes which of the model's words each record's text holds, for records in order; nothing for a model without
    word vectors."""
    if not isinstance(encoder, WordVectors):
        return
    directory.mkdir(parents=True, exist_ok=True)
    held = [np.unique(encoder.places_of(text)) for text in texts]
    starts = np.cumsum([0, *(len(each) for each in held)], dtype=np.int64)
    write_array(directory / _WORDS, np.concatenate(held or [np.zeros(0, np.int32)]))
    write_array(directory / _STARTS, starts)
    (directory / _META).write_text(json.dumps({"format": _FORMAT}) + "\n", encoding="utf-8")
    seal(directory)


@dataclass(frozen=True, slots=True)
class RecordWords:
    """The words of every record of one index, open for reading."""

    _words: NDArray[np.int32]
    _starts: WordPlaces

    @classmethod
    def open(cls, directory: Path) -> RecordWords | None:
        """The words in ``directory``; ``None`` where the index was made without. Raises IndexDamaged."""
        if not directory.exists():
            return None
        check_sizes(directory)
        try:
            about = json.loads((directory / _META).read_text(encoding="utf-8"))
            if about["format"] != _FORMAT:
                raise ValueError(f"format {about['format']}, expected {_FORMAT}")
            words, starts = (np.load(directory / name, allow_pickle=False) for name in (_WORDS, _STARTS))
            if not len(starts) or starts[-1] != len(words):
                raise ValueError("the files do not belong together")
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise damaged(directory, error) from error
        return cls(words, starts)

    def nearness(self, query: str, records: Collection[int], encoder: WordVectors) -> dict[int, float]:
        """The mean best cosine of the query's words with those of each record, 0 where either has none."""
        order = sorted(records)
        asked = np.unique(encoder.places_of(query))
        counts = [int(self._starts[at + 1] - self._starts[at]) for at in order]
        holding = [at for at, count in zip(order, counts, strict=True) if count]
        if not len(asked) or not holding:
            return dict.fromkeys(order, 0.0)
        held = np.concatenate([self._words[self._starts[at] : self._starts[at + 1]] for at in holding])
        distinct, position = np.unique(held, return_inverse=True)
        wanted, worth = _directions(encoder.rows(asked))
        cosines = _directions(encoder.rows(distinct))[0] @ wanted.T
        begins = np.cumsum([0, *(count for count in counts if count)][:-1])
        best = np.maximum.reduceat(cosines[position], begins, axis=0)
        means = best @ (worth / max(float(worth.sum()), 1e-12))
        return dict.fromkeys(order, 0.0) | dict(zip(holding, map(float, means), strict=True))


def _directions(rows: Matrix) -> tuple[Matrix, NDArray[np.float32]]:
    """Rows of length 1, and the lengths they had: what training made of how much a word says."""
    lengths = np.linalg.norm(rows, axis=1).astype(np.float32)
    directions: Matrix = (rows / np.maximum(lengths, np.float32(1e-12))[:, None]).astype(np.float32)
    return directions, lengths
