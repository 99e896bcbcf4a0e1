"""Which passages are nearest to a vector?

The vectors of one generation of the index: a matrix with one row a passage, memory-mapped and searched
exactly. Rows are ordered by record and passage, so that the best passage of every record is one pass over
the scores. A hash of each passage's text stands beside its row, so that a text that did not change is not
encoded again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yusuan.errors import IndexDamaged
from yusuan.search.embedding import Encoder, Matrix
from yusuan.search.manifest import sha256_of

Key = tuple[int, int]
Neighbour = tuple[int, int, float]

HASH_BYTES = 16
_FORMAT = 1
_META, _MATRIX, _KEYS, _HASHES = "meta.json", "matrix.npy", "keys.npy", "hashes.npy"
_CHUNK = 65_536


def passage_hash(text: str) -> bytes:
    """Sixteen bytes that stand for a passage's text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def encode_passages(
    texts: Sequence[str], encoder: Encoder, previous: VectorIndex | None = None
) -> tuple[Matrix, list[bytes]]:
    """One row and one hash per text; texts that `previous` holds, made by the same model, are copied from it.

    A text that occurs twice is encoded once.
    """
    hashes = [passage_hash(text) for text in texts]
    usable = previous if previous is not None and previous.model == encoder.name else None
    known = usable.rows_by_hash if usable else {}
    fresh = {digest: text for digest, text in zip(hashes, texts, strict=True) if digest not in known}
    encoded = encoder.encode(list(fresh.values()))
    place = {digest: row for row, digest in enumerate(fresh)}
    matrix = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for row, digest in enumerate(hashes):
        matrix[row] = (
            encoded[place[digest]] if digest in place or usable is None else usable.vector(known[digest])
        )
    return matrix, hashes


def write_vectors(
    directory: Path,
    keys: Sequence[Key],
    matrix: NDArray[np.floating[Any]],
    *,
    model: str,
    hashes: Sequence[bytes] = (),
) -> None:
    """Writes the vectors of passages: each a key (record, passage ordinal) and a float row.

    Keys may come in any order but only once; rows have length 1 (or 0, for a text without a known word).
    Raises ValueError where the parts do not fit together.
    """
    pairs = np.asarray(keys, dtype=np.int64).reshape(-1, 2)
    if matrix.ndim != 2 or len(matrix) != len(pairs) or (hashes and len(hashes) != len(pairs)):
        raise ValueError(f"{len(pairs)} keys, {len(hashes)} hashes and a {matrix.shape} matrix do not fit")
    if matrix.dtype not in (np.float32, np.float16):
        raise ValueError(f"a matrix of {matrix.dtype}: use float32 or float16")
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    pairs = pairs[order]
    if len(pairs) > 1 and bool((pairs[1:] == pairs[:-1]).all(axis=1).any()):
        raise ValueError("a key occurs twice")
    digests = np.frombuffer(b"".join(hashes), dtype=np.uint8).reshape(-1, HASH_BYTES)
    directory.mkdir(parents=True, exist_ok=True)
    np.save(directory / _MATRIX, np.ascontiguousarray(matrix[order]))
    np.save(directory / _KEYS, pairs)
    np.save(directory / _HASHES, digests[order] if hashes else digests)
    meta = {
        "format": _FORMAT,
        "model": model,
        "count": len(pairs),
        "dimension": int(matrix.shape[1]),
        "sha256": {name: sha256_of(directory / name) for name in (_MATRIX, _KEYS, _HASHES)},
    }
    (directory / _META).write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class VectorIndex:
    """The vectors of one generation, open for reading; any number of processes and threads may share them."""

    directory: Path
    model: str
    dimension: int
    keys: NDArray[np.int64]
    matrix: NDArray[Any]
    hashes: NDArray[np.uint8]

    @classmethod
    def open(cls, directory: Path) -> VectorIndex:
        """Maps the files of a directory; IndexDamaged where one is missing or they do not fit together."""
        try:
            meta = json.loads((directory / _META).read_text(encoding="utf-8"))
            if meta["format"] != _FORMAT:
                raise ValueError(f"format {meta['format']}, expected {_FORMAT}")
            matrix, keys, hashes = (_mapped(directory / name) for name in (_MATRIX, _KEYS, _HASHES))
            count, dimension = int(meta["count"]), int(meta["dimension"])
            if (
                matrix.shape != (count, dimension)
                or keys.shape != (count, 2)
                or len(hashes) not in (0, count)
            ):
                raise ValueError("the files do not belong together")
            return cls(directory, str(meta["model"]), dimension, np.asarray(keys), matrix, hashes)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise _damaged(directory, error) from error

    def __len__(self) -> int:
        return len(self.keys)

    def check(self) -> None:
        """Reads every byte and compares it with what was written; IndexDamaged where it differs."""
        try:
            meta = json.loads((self.directory / _META).read_text(encoding="utf-8"))
            for name, digest in meta["sha256"].items():
                if sha256_of(self.directory / name) != digest:
                    raise ValueError(f"{name} is not what was written")
        except (OSError, ValueError, KeyError, AttributeError) as error:
            raise _damaged(self.directory, error) from error

    def vector(self, row: int) -> NDArray[np.float32]:
        """One row, float32."""
        result: NDArray[np.float32] = np.asarray(self.matrix[row], dtype=np.float32)
        return result

    def floats(self, rows: range) -> Matrix:
        """The rows of a range, float32."""
        result: Matrix = np.asarray(self.matrix[rows.start : rows.stop], dtype=np.float32)
        return result

    def rows_of(self, record: int) -> range:
        """The rows of a record's passages; empty where it has none."""
        start, end = np.searchsorted(self.keys[:, 0], [record, record + 1])
        return range(int(start), int(end))

    def search(self, query: ArrayLike, limit: int, allowed: Collection[int] | None = None) -> list[Neighbour]:
        """The records nearest to a vector: record ordinal, its best passage's ordinal, and cosine.

        Nearest first; records equally near keep the order of their ordinals. `allowed` keeps the search to
        some records. A query of zeros (no word of it known) is near to nothing.
        """
        wanted = np.asarray(query, dtype=np.float32).reshape(-1)
        if wanted.shape != (self.dimension,):
            raise ValueError(f"a query of {wanted.size} numbers for vectors of {self.dimension}")
        length = float(np.linalg.norm(wanted))
        if not len(self) or limit <= 0 or length == 0.0:
            return []
        scores = self._scores(wanted / length)
        records, starts = self._groups
        best = np.maximum.reduceat(scores, starts)
        candidates = _positions(records, allowed)
        # lexsort's last key leads: the cosine first, then the record's ordinal.
        ranked = candidates[_leading(best[candidates], limit)]
        ranked = ranked[np.lexsort((records[ranked], -best[ranked]))][:limit]
        return [self._neighbour(int(place), scores) for place in ranked]

    @cached_property
    def rows_by_hash(self) -> dict[bytes, int]:
        """Row by hash of the passage's text; empty where the index was written without hashes."""
        return {digest.tobytes(): row for row, digest in enumerate(self.hashes)}

    @cached_property
    def _groups(self) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        records, starts = np.unique(self.keys[:, 0], return_index=True)
        return records, starts

    def _scores(self, query: NDArray[np.float32]) -> NDArray[np.float32]:
        scores = np.empty(len(self), dtype=np.float32)
        for start in range(0, len(self), _CHUNK):
            scores[start : start + _CHUNK] = (
                np.asarray(self.matrix[start : start + _CHUNK], dtype=np.float32) @ query
            )
        return scores

    def _neighbour(self, place: int, scores: NDArray[np.float32]) -> Neighbour:
        records, starts = self._groups
        end = int(starts[place + 1]) if place + 1 < len(starts) else len(self)
        row = int(starts[place]) + int(np.argmax(scores[starts[place] : end]))
        return int(records[place]), int(self.keys[row, 1]), float(scores[row])


def _positions(records: NDArray[np.int64], allowed: Collection[int] | None) -> NDArray[np.intp]:
    if allowed is None:
        return np.arange(len(records), dtype=np.intp)
    wanted: Iterable[int] = allowed
    return np.flatnonzero(np.isin(records, np.fromiter(wanted, dtype=np.int64, count=len(allowed))))


def _leading(scores: NDArray[np.float32], limit: int) -> NDArray[np.intp]:
    """Places of all scores that are not below the `limit`-th, in any order."""
    if len(scores) <= limit:
        return np.arange(len(scores), dtype=np.intp)
    threshold = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    return np.flatnonzero(scores >= threshold)


def _mapped(path: Path) -> NDArray[Any]:
    # An empty array cannot be mapped: its file ends where the numbers would begin.
    mode: Literal["r"] | None = "r" if path.stat().st_size > 128 else None
    mapped: NDArray[Any] = np.load(path, mmap_mode=mode, allow_pickle=False)
    return mapped


def _damaged(directory: Path, error: Exception) -> IndexDamaged:
    reason = " ".join(str(error).split())[:200]
    return IndexDamaged(
        f"向量索引 {directory} 已损坏或不完整（{reason}）；请运行 yusuan check --repair 重建。",
        f"The vector index {directory} is damaged or incomplete ({reason}); "
        "run yusuan check --repair to rebuild it.",
    )
