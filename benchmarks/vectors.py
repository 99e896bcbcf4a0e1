"""What do bytes for numbers and inverted lists cost in recall, and gain in space and time? Sentences of laws, one run.

Recall is the part of the ten nearest rows by float32, all compared, that is found; queries are sentences that are not in the
index. Times are of one search of a warm index on one core, its ten best.
"""

from __future__ import annotations

import argparse
import lzma
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yusuan.search.meaning.embedding import Encoder, Matrix, open_encoder
from yusuan.search.meaning.vector_files import EXACT_MOST, write_vectors
from yusuan.search.meaning.vectors import VectorIndex

LAWS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "laws.txt.xz"
NEAREST = 10
Search = Callable[[Matrix], "set[int]"]


def sentences(corpus: Path) -> Iterator[str]:
    """The sentences of 8 to 200 characters of a corpus, each once, in its order."""
    seen: set[str] = set()
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            for sentence in re.split(r"(?<=[。；！？])", line.strip()):
                if 8 <= len(sentence) <= 200 and sentence not in seen:
                    seen.add(sentence)
                    yield sentence


def embedded(encoder: Encoder, corpus: Path, most: int) -> Matrix:
    """The vectors of up to ``most`` sentences, in an order by chance that is the same at every run."""
    texts = np.array(list(sentences(corpus)), dtype=object)
    np.random.default_rng(1).shuffle(texts)
    rows = encoder.encode(list(texts[:most]))
    known: Matrix = rows[np.linalg.norm(rows, axis=1) > 0.5]  # not those without a known word
    return known


def index_of(directory: Path, rows: Matrix, encoder: Encoder, exact_most: int) -> tuple[VectorIndex, float]:
    """An index of the rows, each a record, and the seconds it took to write."""
    start = time.perf_counter()
    keys = [(at, 0) for at in range(len(rows))]
    write_vectors(directory, keys, rows, identity=encoder.identity, exact_most=exact_most)
    return VectorIndex.open(directory), time.perf_counter() - start


def in_floats(matrix: NDArray[np.floating]) -> Search:
    """Search of a matrix of floats, 65,536 rows at a time: how float16 was searched before bytes were kept."""

    def search(query: Matrix) -> set[int]:
        parts = (matrix[start : start + 65_536] for start in range(0, len(matrix), 65_536))
        scores = np.concatenate([np.asarray(part, dtype=np.float32) @ query for part in parts])
        return set(np.argpartition(-scores, NEAREST)[:NEAREST].tolist())

    return search


def in_index(index: VectorIndex) -> Search:
    """Search of an index as the program does it."""
    return lambda query: {record for record, _, _ in index.search(query, NEAREST)}


def measured(search: Search, queries: Matrix, wanted: list[set[int]]) -> tuple[float, float]:
    """Milliseconds a search (the median), and recall."""
    times, found = [], 0
    for query, best in zip(queries, wanted, strict=True):
        start = time.perf_counter()
        got = search(query)
        times.append(time.perf_counter() - start)
        found += len(got & best)
    return float(np.median(times)) * 1000, found / (NEAREST * len(queries))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=LAWS, help="text compressed with xz")
    parser.add_argument("--rows", type=int, default=200_000, help="rows of the index without inverted lists")
    parser.add_argument("--many", type=int, default=380_000, help="rows of the index with them")
    parser.add_argument("--queries", type=int, default=300)
    chosen = parser.parse_args()
    if not chosen.corpus.is_file():
        print(f"not measured: no corpus {chosen.corpus.name}")
        return
    encoder = open_encoder()
    everything = embedded(encoder, chosen.corpus, chosen.many + chosen.queries)
    queries, rows = everything[: chosen.queries], everything[chosen.queries :]
    with tempfile.TemporaryDirectory() as folder:
        _storage(Path(folder), encoder, rows[: chosen.rows], queries)
        _lists(Path(folder), encoder, rows, queries)


def _storage(folder: Path, encoder: Encoder, rows: Matrix, queries: Matrix) -> None:
    exact = in_floats(rows)
    wanted = [exact(query) for query in queries]
    index, _ = index_of(folder / "exact", rows, encoder, exact_most=len(rows))
    half = rows.astype(np.float16)
    ways: list[tuple[str, int, Search]] = [
        ("float32", rows.nbytes, exact),
        ("float16", half.nbytes, in_floats(half)),
        ("int8, as kept", index.quantised.codes.nbytes + index.quantised.scales.nbytes, in_index(index)),
    ]
    print(f"{len(rows):,} rows of {rows.shape[1]} numbers, every row compared\n")
    print("| kept as | bytes a row | ms a search | recall@10 |\n|---|---|---|---|")
    results = []
    for name, size, search in ways:
        milliseconds, recall = measured(search, queries, wanted)
        results.append((size, milliseconds))
        print(f"| {name} | {size / len(rows):.0f} | {milliseconds:.1f} | {recall:.4f} |")
    (was, slow), (now, quick) = results[1:]
    print(f"| int8 is better than float16 by | {was / now:.1f}× | {slow / quick:.1f}× | |\n")


def _lists(folder: Path, encoder: Encoder, rows: Matrix, queries: Matrix) -> None:
    exact = in_floats(rows)
    wanted = [exact(query) for query in queries]
    print(f"{len(rows):,} rows; above {EXACT_MOST:,} an index has inverted lists\n")
    print("| search | written in s | bytes a row | ms a search | recall@10 |\n|---|---|---|---|---|")
    times = []
    for name, most in (("every row compared", len(rows)), ("inverted lists", EXACT_MOST)):
        index, seconds = index_of(folder / name, rows, encoder, exact_most=most)
        size = sum(path.stat().st_size for path in index.directory.glob("*") if path.name in ("matrix.npy", "scales.npy", "lists.faiss"))
        milliseconds, recall = measured(in_index(index), queries, wanted)
        times.append(milliseconds)
        print(f"| {name} | {seconds:.1f} | {size / len(rows):.0f} | {milliseconds:.2f} | {recall:.4f} |")
    print(f"| lists are quicker by | | | {times[0] / times[1]:.1f}× | |")


if __name__ == "__main__":
    main()
