"""Which passages are nearest to a vector?

The vectors of one generation of the index: a row of bytes a passage (quantised.py), memory-mapped. Up to EXACT_MOST rows every
one is compared with a query; above that inverted lists (lists.py) propose rows, which are then compared exactly. Rows are
ordered by record and passage, so that the best passage of every record is one pass over the scores. A hash of each
passage's text stands beside its row, so that a text that did not change is not encoded again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yusuan.search.manifest import check_sizes, verify
from yusuan.search.meaning.embedding import Encoder, Matrix
from yusuan.search.meaning.inverted_lists import Lists
from yusuan.search.meaning.model_identity import ModelIdentity
from yusuan.search.meaning.quantised import Quantised, Rows
from yusuan.search.meaning.vector_files import (
    FIELDS,
    HASHES,
    KEYS,
    LISTS,
    MATRIX,
    SCALES,
    mapped,
    passage_hash,
)
from yusuan.search.meaning.vector_meta import VectorMeta, vectors_damaged

Neighbour = tuple[int, int, float]


def encode_passages(
    texts: Sequence[str], encoder: Encoder, previous: VectorIndex | None = None
) -> tuple[Matrix, list[bytes]]:
    """One row and one hash per text; texts that `previous` holds, made by the same model, are copied from it.

    A text that occurs twice is encoded once.
    """
    hashes = [passage_hash(text) for text in texts]
    usable = previous is not None and encoder.identity.embeds_like(previous.identity)
    known = previous.rows_by_hash if previous is not None and usable else {}
    fresh = {digest: text for digest, text in zip(hashes, texts, strict=True) if digest not in known}
    matrix = np.zeros((len(texts), encoder.identity.dimension), dtype=np.float32)
    new = np.array([digest in fresh for digest in hashes], dtype=np.bool_)
    place = {digest: row for row, digest in enumerate(fresh)}
    matrix[new] = encoder.encode(list(fresh.values()))[
        [place[digest] for digest in hashes if digest in fresh]
    ]
    if previous is not None and usable:
        matrix[~new] = previous.rows(np.array([known[d] for d in hashes if d not in fresh], dtype=np.intp))
    return matrix, hashes


@dataclass(frozen=True)
class VectorIndex:
    """The vectors of one generation, open for reading; any number of processes and threads may share them."""

    directory: Path
    meta: VectorMeta
    keys: NDArray[np.int64]
    quantised: Quantised
    hashes: NDArray[np.uint8]
    fields: NDArray[np.uint8]
    lists: Lists | None

    @classmethod
    def open(cls, directory: Path) -> VectorIndex:
        """Maps the files of a directory; IndexDamaged where one is missing or they do not fit together."""
        meta = VectorMeta.read(directory)
        check_sizes(directory)
        try:
            codes, scales, keys, hashes, fields = (
                mapped(directory / name) for name in (MATRIX, SCALES, KEYS, HASHES, FIELDS)
            )
            shapes = (meta.count, meta.identity.dimension), (meta.count,), (meta.count, 2)
            if (codes.shape, scales.shape, keys.shape) != shapes or len(hashes) not in (0, meta.count):
                raise ValueError("the files do not belong together")
            if len(fields) != meta.count:
                raise ValueError("the files do not belong together")
            lists = Lists.open(directory / LISTS) if meta.search == "ivf" else None
            quantised = Quantised(codes, np.asarray(scales))
            return cls(directory, meta, np.asarray(keys), quantised, hashes, np.asarray(fields), lists)
        except (OSError, EOFError, ValueError, RuntimeError) as error:
            raise vectors_damaged(directory, error) from error

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        return self.meta.identity.dimension

    @property
    def identity(self) -> ModelIdentity:
        """The model that made them."""
        return self.meta.identity

    def check(self) -> None:
        """Reads every byte and compares it with what was written; IndexDamaged where it differs."""
        verify(self.directory)

    def vector(self, row: int) -> NDArray[np.float32]:
        """One row, float32."""
        return self.rows(range(row, row + 1)).reshape(-1)

    def rows(self, which: range | NDArray[np.intp]) -> Matrix:
        """The rows of a range (of step 1) or at some places, float32 [n, dimension]."""
        return self.quantised.floats(slice(which.start, which.stop) if isinstance(which, range) else which)

    def rows_of(self, record: int) -> range:
        """The rows of a record's passages; empty where it has none."""
        start, end = np.searchsorted(self.keys[:, 0], [record, record + 1])
        return range(int(start), int(end))

    def search(self, query: ArrayLike, limit: int, allowed: Collection[int] | None = None) -> list[Neighbour]:
        """The records nearest to a vector: record ordinal, its best passage's ordinal, and cosine.

        Nearest first; records equally near keep the order of their ordinals. `allowed` keeps the search to
        some records. A query of zeros (no word of it known) is near to nothing.
        """
        wanted = self._unit(query)
        if not len(self) or limit <= 0 or wanted is None:
            return []
        places = self._places(allowed)
        if self.lists is not None and self._count(places) > self.meta.exact_most:
            places = self._proposed(self.lists, wanted, limit, places, allowed is not None)
        scores, starts = self._scores(wanted, places)
        if not len(places):
            return []
        best = np.maximum.reduceat(scores, starts)
        # lexsort's last key leads: the cosine first, then the record's ordinal.
        ranked = _leading(best, limit)
        ranked = ranked[np.lexsort((places[ranked], -best[ranked]))][:limit]
        return [self._neighbour(int(places[at]), scores[starts[at] :]) for at in ranked]

    @cached_property
    def rows_by_hash(self) -> dict[bytes, int]:
        """Row by hash of the passage's text; empty where the index was written without hashes."""
        return {digest.tobytes(): row for row, digest in enumerate(self.hashes)}

    @cached_property
    def _records(self) -> NDArray[np.int64]:
        """The records that have rows; the place of one among them says which group of rows is its own."""
        return np.unique(self.keys[:, 0])

    @cached_property
    def _starts(self) -> NDArray[np.intp]:
        return np.searchsorted(self.keys[:, 0], self._records).astype(np.intp)

    @cached_property
    def _lengths(self) -> NDArray[np.intp]:
        return np.diff(self._starts, append=len(self)).astype(np.intp)

    def _unit(self, query: ArrayLike) -> Matrix | None:
        """The query at length 1; None for zeros."""
        wanted = np.asarray(query, dtype=np.float32).reshape(-1)
        if wanted.shape != (self.dimension,):
            raise ValueError(f"a query of {wanted.size} numbers for vectors of {self.dimension}")
        length = float(np.linalg.norm(wanted))
        return None if length == 0.0 else wanted / np.float32(length)

    def _places(self, allowed: Collection[int] | None) -> NDArray[np.intp]:
        if allowed is None:
            return np.arange(len(self._records), dtype=np.intp)
        wanted = np.fromiter(allowed, dtype=np.int64, count=len(allowed))
        return np.flatnonzero(np.isin(self._records, wanted))

    def _count(self, places: NDArray[np.intp]) -> int:
        return int(self._lengths[places].sum())

    def _scores(self, query: Matrix, places: NDArray[np.intp]) -> tuple[Matrix, NDArray[np.intp]]:
        """The cosines of all rows of the records at some places, and where each record's begin among them."""
        lengths = self._lengths[places]
        starts = np.cumsum(lengths) - lengths
        whole = len(places) == len(self._records)
        rows: Rows = (
            slice(0, len(self))
            if whole
            else np.repeat(self._starts[places] - starts, lengths) + np.arange(lengths.sum())
        )
        return self.quantised.cosines(query, rows), starts

    def _proposed(
        self, lists: Lists, query: Matrix, limit: int, places: NDArray[np.intp], narrowed: bool
    ) -> NDArray[np.intp]:
        """Places of records, at least `limit` where there are so many, of which a row is likely among the nearest."""
        allowed: NDArray[np.bool_] | None = None
        if narrowed:
            allowed = np.repeat(np.isin(np.arange(len(self._records)), places), self._lengths)
        least = min(limit, len(places))

        def of_rows(rows: NDArray[np.intp]) -> NDArray[np.intp]:
            return np.unique(np.searchsorted(self._starts, rows, side="right") - 1)

        return of_rows(lists.candidates(query, 4 * limit, allowed, lambda rows: len(of_rows(rows)) >= least))

    def _neighbour(self, place: int, scores: Matrix) -> Neighbour:
        best = int(np.argmax(scores[: self._lengths[place]]))
        row = int(self._starts[place]) + best
        return int(self._records[place]), int(self.keys[row, 1]), float(scores[best])


def _leading(scores: Matrix, limit: int) -> NDArray[np.intp]:
    """Places of all scores that are not below the `limit`-th, in any order."""
    if len(scores) <= limit:
        return np.arange(len(scores), dtype=np.intp)
    threshold = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    return np.flatnonzero(scores >= threshold)
