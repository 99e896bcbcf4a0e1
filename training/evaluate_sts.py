"""How well does a model rank Chinese sentence pairs by likeness?

Spearman's correlation (times 100) between the cosine of two sentences and the likeness people gave them, on
the test sets of STS-B and SOHU-dd and, for choosing between models, the validation set of STS-B.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yusuan.search.meaning.embedding import Encoder, open_encoder

Pair = tuple[str, str, float]


def tab_separated(lines: Iterable[str]) -> Iterator[Pair]:
    """Pairs of lines that hold two sentences and a likeness, separated by tabs."""
    for line in lines:
        first, second, likeness = line.rstrip("\n").split("\t")
        yield first, second, float(likeness)


def json_lines(lines: Iterable[str]) -> Iterator[Pair]:
    """Pairs of lines that hold an object with sentence1, sentence2 and label."""
    for record in map(json.loads, lines):
        yield record["sentence1"], record["sentence2"], float(record["label"])


SETS: tuple[tuple[str, str, Callable[[Iterable[str]], Iterator[Pair]]], ...] = (
    ("STS-B test", "STS-B.test.data", tab_separated),
    ("SOHU-dd test", "dd-test.jsonl", json_lines),
    ("STS-B validation", "STS-B.valid.data", tab_separated),
)


def ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 0; equal values share the mean of their ranks."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count) - 1
    result: NDArray[np.float64] = (last - (count - 1) / 2)[place]
    return result


def spearman(encoder: Encoder, pairs: list[Pair]) -> float:
    """Correlation of ranks times 100, from -100 to 100."""
    first = encoder.encode([pair[0] for pair in pairs])
    second = encoder.encode([pair[1] for pair in pairs])
    cosines = np.einsum("nd,nd->n", first, second).astype(np.float64)
    likeness = np.array([pair[2] for pair in pairs])
    return float(np.corrcoef(ranks(cosines), ranks(likeness))[0, 1]) * 100


def scores(encoder: Encoder, folder: Path) -> list[tuple[str, int, float]]:
    """Label, number of pairs and Spearman of every set that is in the folder."""
    found = []
    for label, file, read in SETS:
        if (folder / file).is_file():
            with (folder / file).open(encoding="utf-8") as lines:
                pairs = list(read(lines))
            found.append((label, len(pairs), spearman(encoder, pairs)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", help="model directory or name (default: the model that ships)")
    parser.add_argument(
        "--sts", type=Path, default=Path("../shared/sts"), help="folder of the sentence pairs"
    )
    chosen = parser.parse_args()
    for label, pairs, score in scores(open_encoder(chosen.model), chosen.sts):
        print(f"{label}\t{pairs}\t{score:.2f}")


if __name__ == "__main__":
    main()
