"""How do the full-text engines compare? Builds and queries generated records with each, in one run.

    python benchmarks/fulltext.py [RECORDS]

Prints milliseconds and the ratio of each to the first engine; the ratio is what carries from one machine to another.
"""

from __future__ import annotations

import math
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from yusuan.deadline import Deadline
from yusuan.model.record import Filters, Passage, Record
from yusuan.search.analysis import Analyzer
from yusuan.search.cutter import Cutter
from yusuan.search.fulltext import ENGINES, engine_named
from yusuan.search.fulltext.query import parse
from yusuan.vocabulary.dictionary import user_words

REPEATS = 5
WORDS = user_words()
KINDS = ("project", "indicator", "activity", "budget-line")


def generated(count: int, seed: int = 7) -> list[Record]:
    """``count`` records of about 130 characters, from words of the dictionary, frequent ones more often."""
    chance = random.Random(seed)

    def text(words: int) -> str:
        return "".join(
            WORDS[int(len(WORDS) * chance.random() ** 2)] + chance.choice("，、的和") for _ in range(words)
        )

    records = []
    for number in range(count):
        texts = [
            ("name", text(2)),
            ("goal", text(10)),
            ("text", text(12) + f"{chance.randrange(9999):,}.00元"),
        ]
        passages = tuple(Passage(field, words, "doc", 0, len(words)) for field, words in texts)
        records.append(
            Record(f"r{number:07}", chance.choice(KINDS), texts[0][1], "doc", year=chance.choice((2023, 2024)),
                   passages=passages)
        )  # fmt: skip
    return records


def queries(seed: int = 8) -> dict[str, list[tuple[str, Filters]]]:
    """Twenty queries of each sort."""
    chance = random.Random(seed)

    def word() -> str:
        return WORDS[int(len(WORDS) * chance.random() ** 2)]

    sorts = {
        "one word": [(word(), Filters()) for _ in range(20)],
        "three words": [(f"{word()} {word()} {word()}", Filters()) for _ in range(20)],
        "phrase": [(f'"{word()}"', Filters()) for _ in range(20)],
        "words + facet": [(f"{word()} {word()}", Filters(kind="project", year=2024)) for _ in range(20)],
    }
    return sorts


def measured(name: str, records: list[Record], analyzer: Analyzer) -> dict[str, float]:
    """Milliseconds by task: the build, and the median of each sort of query."""
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_named(name)
        start = time.perf_counter()
        engine.build(Path(folder, "text"), records, analyzer)
        figures = {"build": (time.perf_counter() - start) * 1000}
        index = engine.open(Path(folder, "text"))
        for sort, asked in queries().items():
            times = []
            for text, filters in asked * REPEATS:
                query = parse(text, analyzer)
                start = time.perf_counter()
                index.search(query, filters, Deadline(math.inf))
                times.append((time.perf_counter() - start) * 1000)
            figures[sort] = median(times)
    return figures


def main() -> None:
    """Measures and prints the table."""
    records = generated(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    analyzer = Analyzer(Cutter(WORDS))
    analyzer.search_words("预热")
    figures = {name: measured(name, records, analyzer) for name in ENGINES}
    first, *others = ENGINES
    print(f"{len(records)} records, milliseconds\n{'':15}{first:>10}", *(f"{name:>10}{'ratio':>8}" for name in others), sep="")
    for task, base in figures[first].items():
        beside = [f"{figures[name][task]:10.2f}{figures[name][task] / base:8.1f}" for name in others]
        print(f"{task:15}{base:10.2f}", *beside, sep="")


if __name__ == "__main__":
    main()
