"""What does meaning cost a search? Queries one index of generated records by words, by meaning and by both, in one run.

    python benchmarks/search.py [RECORDS]

Prints milliseconds a search and ratios to search by words; the ratios carry from one machine to another.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.fulltext import generated, queries
from yusuan.search.index import SearchIndex
from yusuan.search.meaning.embedding import open_encoder
from yusuan.settings import Settings

MODES = ("keyword", "semantic", "hybrid")
RECORDS = 20_000


def main() -> None:
    """Prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        SearchIndex.build(Path(folder), generated(count), Settings(), open_encoder)
        print(f"{count:,} records of three passages, built in {time.perf_counter() - start:.0f} s\n")
        index = SearchIndex.open(Path(folder), Settings(), open_encoder)
        print("| query | " + " | ".join(f"{mode}, ms" for mode in MODES) + " | hybrid × keyword |")
        print("|---|" + "---|" * (len(MODES) + 1))
        for sort, asked in queries().items():
            taken = {}
            for mode in MODES:
                index.search(asked[0][0], mode)  # opens what it needs
                times = []
                for text, filters in asked:
                    begun = time.perf_counter()
                    index.search(text, mode, filters, 20)
                    times.append((time.perf_counter() - begun) * 1000)
                taken[mode] = median(times)
            cells = " | ".join(f"{taken[mode]:.1f}" for mode in MODES)
            print(f"| {sort} | {cells} | {taken['hybrid'] / taken['keyword']:.1f} |")


if __name__ == "__main__":
    main()
