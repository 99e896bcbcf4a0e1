"""How high does a query find the project that it means, in Chinese and in English?

Mean reciprocal rank times 100 of every query of `queries.tsv` among all its project names. The queries were written
before any model was tried on them, and say in other words what the project is.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from yusuan.search.meaning.embedding import Encoder, open_encoder

QUERIES = Path(__file__).with_name("queries.tsv")


def reciprocal_ranks(encoder: Encoder, queries: list[str], names: list[str]) -> float:
    """Mean reciprocal rank times 100; the n-th query means the n-th name."""
    likeness = encoder.encode(queries, query=True) @ encoder.encode(names).T
    better = (likeness >= likeness.diagonal()[:, None]).sum(axis=1)
    return float((1 / better).mean()) * 100


def scores(encoder: Encoder) -> list[tuple[str, int, float]]:
    """Language, number of queries and mean reciprocal rank."""
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        chinese, english, names = map(list, zip(*list(csv.reader(lines, delimiter="\t"))[1:], strict=True))
    return [
        ("queries zh", len(names), reciprocal_ranks(encoder, chinese, names)),
        ("queries en", len(names), reciprocal_ranks(encoder, english, names)),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", help="model directory or name (default: the model that ships)")
    for label, count, score in scores(open_encoder(parser.parse_args().model)):
        print(f"{label}\t{count}\t{score:.1f}")


if __name__ == "__main__":
    main()
