"""Which topics does a query mean, though it says none of their words?

A topic is as near to a query as the nearest of its words and phrases (``ontology/topics.ttl``, ``topic-phrases.ttl``),
which are embedded by the index's own model when the index is written. Their cosines among each other also tell what a
cosine of that model is worth: how near two texts are that have nothing to do with each other.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yusuan.search.manifest import check_sizes, damaged, seal
from yusuan.search.meaning.arrays import write_array
from yusuan.search.meaning.embedding import Encoder
from yusuan.vocabulary.concepts import in_scheme
from yusuan.vocabulary.phrases import phrases_of

_FORMAT = 1
_META, _MATRIX = "meta.json", "matrix.npy"
_PAIRS = 50_000

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Background:
    """Mean and standard deviation of the cosine of two texts about different things, of one model."""

    mean: float
    deviation: float

    def above(self, cosine: float) -> float:
        """A cosine on a scale where 0 is the mean of unrelated texts and 1 identity."""
        return (cosine - self.mean) / (1.0 - self.mean)


def topic_words() -> list[tuple[str, str]]:
    """The path of each topic with each of its words and phrases."""
    return [
        (topic.path, word)
        for topic in in_scheme("topic")
        for word in dict.fromkeys((*topic.words_zh, *topic.words_en, *phrases_of(topic.path)))
    ]


def write_anchors(directory: Path, encoder: Encoder, previous: Path | None = None) -> None:
    """Writes the topics' vectors; those in the folder ``previous`` are taken where model and thesaurus are the same."""
    anchors = topic_words()
    told = json.dumps([astuple(encoder.identity), anchors], ensure_ascii=False)
    source = sha256(told.encode("utf-8")).hexdigest()
    matrix = _kept(previous, source) if previous is not None else None
    if matrix is None:
        matrix = encoder.encode([word for _, word in anchors]).astype(np.float16)
    directory.mkdir(parents=True, exist_ok=True)
    write_array(directory / _MATRIX, matrix)
    paths = [path for path, _ in anchors]
    background = _background(matrix, paths)
    about = {
        "format": _FORMAT,
        "source": source,
        "paths": paths,
        "background": [background.mean, background.deviation],
    }
    (directory / _META).write_text(json.dumps(about, ensure_ascii=False) + "\n", encoding="utf-8")
    seal(directory)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The topics' vectors of one index, open for reading."""

    topics: tuple[str, ...]
    background: Background
    _matrix: Vector
    _starts: NDArray[np.intp]

    @classmethod
    def open(cls, directory: Path) -> Anchors:
        """The anchors in ``directory``. Raises IndexDamaged where a part is missing or does not read."""
        check_sizes(directory)
        try:
            about = json.loads((directory / _META).read_text(encoding="utf-8"))
            if about["format"] != _FORMAT:
                raise ValueError(f"format {about['format']}, expected {_FORMAT}")
            matrix = np.load(directory / _MATRIX, allow_pickle=False).astype(np.float32)
            topics, starts = np.unique(np.array(about["paths"], dtype=np.str_), return_index=True)
            if len(matrix) != len(about["paths"]):
                raise ValueError("the files do not belong together")
            mean, deviation = map(float, about["background"])
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise damaged(directory, error) from error
        return cls(tuple(topics.tolist()), Background(mean, deviation), matrix, starts)

    def near(self, vector: Vector) -> dict[str, float]:
        """The cosine of every topic with a query's vector, by path."""
        best = np.maximum.reduceat(self._matrix @ vector, self._starts)
        return dict(zip(self.topics, map(float, best), strict=True))


def _kept(previous: Path, source: str) -> NDArray[np.float16] | None:
    """The matrix that stands in ``previous``, if it was made from the same; ``None`` where it was not or does not read."""
    try:
        if json.loads((previous / _META).read_text(encoding="utf-8"))["source"] != source:
            return None
        kept: NDArray[np.float16] = np.load(previous / _MATRIX, allow_pickle=False)
        return kept
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None


def _background(matrix: NDArray[np.float16], paths: list[str]) -> Background:
    """Over random pairs of words of different topics, the same ones each time."""
    owners = np.unique(np.array(paths, dtype=np.str_), return_inverse=True)[1]
    one, other = np.random.default_rng(0).integers(0, len(paths), (2, _PAIRS))
    apart = owners[one] != owners[other]
    rows = matrix.astype(np.float32)
    cosines = np.einsum("ij,ij->i", rows[one[apart]], rows[other[apart]])
    return Background(round(float(cosines.mean()), 4), round(float(cosines.std()), 4))
