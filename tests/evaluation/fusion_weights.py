"""Which weights of search/hybrid are best? ``python -m tests.evaluation.fusion_weights`` tries them on the judged queries that are not
held out, one constant after the other, and prints what each value gives; it changes nothing.

A value is better by the mean of nDCG@10 and MRR@10 over hybrid and semantic search. Queries about nothing must go on finding
nothing: a value that lets one through is passed over.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from retrieval_corpus import Query, queries, write_disclosures
from retrieval_measures import measures

from yusuan.app import Services
from yusuan.model.record import Filters
from yusuan.search.hybrid import Weights
from yusuan.search.index import SearchIndex
from yusuan.settings import from_environment

GRID = {
    "wordwise": (0.2, 0.3, 0.4, 0.5, 0.6, 0.8),
    "topic": (0.1, 0.2, 0.3, 0.4),
    "words": (0.0, 0.05, 0.1, 0.15, 0.2, 0.3),
    "place": (0.0, 0.05, 0.1, 0.15, 0.2, 0.3),
    "floor": (1.0, 1.5, 2.0, 2.5),
    "alone": (2.6, 2.8, 3.0, 3.2, 3.4, 3.6),
    "share": (0.3, 0.4, 0.5, 0.6, 0.7),
}
ROUNDS = 2


def main() -> None:
    """Prints the best weights found."""
    with TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        services = Services(from_environment().with_changes(indexes=Path(folder) / "indexes"))
        services.ingest(write_disclosures(texts))
        index = services.generation.search
        tuned = [query for query in queries() if not query.held_out]
        best = Weights()
        reached = goodness(index, best, tuned)
        print(f"{reached:.4f}  {asdict(best)}")
        for _ in range(ROUNDS):
            for name, values in GRID.items():
                for value in values:
                    tried = replace(best, **{name: value})
                    found = goodness(index, tried, tuned)
                    print(f"{found:.4f}  {name} {value}")
                    if found > reached + 1e-6:
                        best, reached = tried, found
        print(f"{reached:.4f}  {asdict(best)}")


def goodness(index: SearchIndex, weights: Weights, judged: list[Query]) -> float:
    """The mean of nDCG and MRR over hybrid and semantic search, less 1 for each query about nothing that finds something."""
    index.weights = weights
    total = 0.0
    for mode in ("hybrid", "semantic"):
        found = {
            query.text: [
                hit.record.code or "" for hit in index.search(query.text, mode, Filters("project"), 20).hits
            ]
            for query in judged
        }
        measured = measures([(query.relevant, found[query.text]) for query in judged if query.relevant])
        total += (measured.ndcg + measured.mrr) / 4
        total -= sum(bool(found[query.text]) for query in judged if not query.relevant)
    return total


if __name__ == "__main__":
    main()
