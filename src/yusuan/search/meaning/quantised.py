"""How are unit vectors kept in a byte a number, and compared with a query?

Each row is divided by its own greatest number and rounded to −127 … 127; its scale makes the rounded row a unit vector
again, so that cosines stay cosines. Rounding a row that was kept this way gives the same bytes again. What it costs in
recall and gains in speed is measured by benchmarks/vectors.py (docs/adr/0018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Rows = slice | NDArray[np.intp]
"""Rows one after another, or those at given places."""

_MOST = 127
_BLOCK = 1024
"""Rows turned into floats at a time: 1 MB of 256 numbers stays in a core's cache, which halves the time."""


@dataclass(frozen=True, slots=True)
class Quantised:
    """Unit vectors (or zeros): ``codes`` int8 [n, dimension] and the ``scales`` float32 [n] that make them floats again."""

    codes: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def of(cls, matrix: NDArray[np.floating[Any]]) -> Quantised:
        """The nearest rows of bytes; lengths are lost, for a row stands for its direction."""
        codes = np.zeros(matrix.shape, dtype=np.int8)
        scales = np.zeros(len(matrix), dtype=np.float32)
        for start in range(0, len(matrix), _BLOCK):
            block = np.asarray(matrix[start : start + _BLOCK], dtype=np.float32)
            greatest = np.abs(block).max(axis=1, keepdims=True, initial=0.0)
            rounded = np.rint(block * (_MOST / np.maximum(greatest, np.float32(1e-12))))
            lengths = np.linalg.norm(rounded, axis=1)
            codes[start : start + _BLOCK] = rounded
            scales[start : start + _BLOCK] = np.where(lengths > 0, 1 / np.maximum(lengths, 1), 0)
        return cls(codes, scales)

    def __len__(self) -> int:
        return len(self.scales)

    def floats(self, rows: Rows) -> Matrix:
        """The rows as float32, [n, dimension]."""
        result: Matrix = self.codes[rows].astype(np.float32) * self.scales[rows][:, np.newaxis]
        return result

    def cosines(self, query: Matrix, rows: Rows) -> Matrix:
        """The cosine of each of the rows with a unit vector."""
        codes = (
            self.codes[rows] if isinstance(rows, slice) else None
        )  # a view; places are gathered block by block
        count = len(codes) if codes is not None else len(self.scales[rows])
        scores = np.empty(count, dtype=np.float32)
        block = np.empty((min(_BLOCK, count), self.codes.shape[1]), dtype=np.float32)
        for start in range(0, count, _BLOCK):
            end = min(start + _BLOCK, count)
            floats = block[: end - start]
            floats[...] = codes[start:end] if codes is not None else self.codes[rows[start:end]]  # type: ignore[index]
            np.dot(floats, query, out=scores[start:end])
        scores *= self.scales[rows]
        return scores
