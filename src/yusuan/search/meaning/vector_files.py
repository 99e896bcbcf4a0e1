"""What is written of the vectors of a generation, and in which form?

``matrix.npy`` and ``scales.npy`` hold the rows (quantised.py), ``keys.npy`` the record and the passage of each, ``hashes.npy`` a
hash of each passage's text, ``fields.npy`` the number of its field, ``lists.faiss`` the inverted lists where there are many
rows (lists.py), ``meta.json`` the model and the form, ``manifest.json`` the sizes and hashes of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from yusuan.search.manifest import seal
from yusuan.search.meaning.arrays import write_array
from yusuan.search.meaning.inverted_lists import Lists
from yusuan.search.meaning.model_identity import ModelIdentity
from yusuan.search.meaning.quantised import Quantised
from yusuan.search.meaning.vector_meta import VectorMeta

Key = tuple[int, int]

HASH_BYTES = 16
EXACT_MOST = 200_000
"""Rows up to which every one is compared with a query, which takes about 10 ms; above it the index has inverted lists."""
MATRIX, SCALES, KEYS, HASHES, FIELDS = "matrix.npy", "scales.npy", "keys.npy", "hashes.npy", "fields.npy"
LISTS = "lists.faiss"


def passage_hash(text: str) -> bytes:
    """Sixteen bytes that stand for a passage's text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def write_vectors(
    directory: Path,
    keys: Sequence[Key],
    matrix: NDArray[np.floating[Any]],
    *,
    identity: ModelIdentity,
    hashes: Sequence[bytes] = (),
    fields: Sequence[int] = (),
    exact_most: int = EXACT_MOST,
) -> None:
    """Writes the vectors of passages: each a key (record, passage ordinal) and a float row.

    Keys may come in any order but only once; rows have length 1 (or 0, for a text without a known word). `fields` numbers
    the field of each passage (0 to 255; all 0 where not given). More than `exact_most` rows get inverted lists. Raises
    ValueError where the parts do not fit together.
    """
    pairs = np.asarray(keys, dtype=np.int64).reshape(-1, 2)
    fitting = all(len(each) in (0, len(pairs)) for each in (hashes, fields))
    if matrix.shape != (len(pairs), identity.dimension) or not fitting:
        raise ValueError(
            f"{len(pairs)} keys, {len(hashes)} hashes, {len(fields)} fields and a {matrix.shape} matrix do not fit"
        )
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    pairs = pairs[order]
    if len(pairs) > 1 and bool((pairs[1:] == pairs[:-1]).all(axis=1).any()):
        raise ValueError("a key occurs twice")
    digests = np.frombuffer(b"".join(hashes), dtype=np.uint8).reshape(-1, HASH_BYTES)
    quantised = Quantised.of(matrix)
    quantised = Quantised(quantised.codes[order], quantised.scales[order])
    directory.mkdir(parents=True, exist_ok=True)
    write_array(directory / MATRIX, quantised.codes)
    write_array(directory / SCALES, quantised.scales)
    write_array(directory / KEYS, pairs)
    write_array(directory / HASHES, digests[order] if hashes else digests)
    numbers = np.asarray(fields if fields else np.zeros(len(pairs)), dtype=np.uint8)
    write_array(directory / FIELDS, numbers[order])
    listed = len(pairs) > exact_most
    if listed:
        Lists.build(directory / LISTS, len(pairs), identity.dimension, quantised.floats)
    VectorMeta(identity, len(pairs), "int8", "ivf" if listed else "exact", exact_most).write(directory)
    seal(directory)


def mapped(path: Path) -> NDArray[Any]:
    """The array in a file, read when it is used."""
    # An empty array cannot be mapped: its file ends where the numbers would begin.
    mode: Literal["r"] | None = "r" if path.stat().st_size > 128 else None
    array: NDArray[Any] = np.load(path, mmap_mode=mode, allow_pickle=False)
    return array
