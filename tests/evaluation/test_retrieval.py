"""What search finds on the judged corpus, by mode and kind of query, beside what it found when results.json was written.

``YUSUAN_RECORD=1 make evaluate`` writes results.json anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from retrieval_corpus import HERE, Query, project_codes, queries, write_disclosures
from retrieval_measures import DEEP, Measures, measures

from yusuan.app import Services
from yusuan.model.record import Filters
from yusuan.settings import Settings

pytestmark = pytest.mark.slow

RESULTS = HERE / "results.json"
MODES = ("keyword", "semantic", "hybrid")
MOST_LOST = 0.02
"""How much nDCG of hybrid may fall below results.json before it counts as a loss."""
Runs = dict[tuple[str, str], list[str]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder: Path = tmp_path_factory.mktemp("retrieval")
    texts = folder / "texts"
    texts.mkdir()
    opened = Services(Settings(indexes=folder / "indexes"))
    opened.ingest(write_disclosures(texts))
    return opened


@pytest.fixture(scope="module")
def runs(corpus: Services) -> Runs:
    """The codes that each query finds in each mode, best first."""
    only = Filters(kind="project")
    return {
        (mode, query.text): [
            hit.record.code or "" for hit in corpus.search(query.text, mode, only, DEEP).hits
        ]
        for query in queries()
        for mode in MODES
    }


def test_the_corpus_is_read_whole_and_judged_enough(corpus: Services) -> None:
    codes = project_codes()
    assert len(codes) >= 150 and len(queries()) >= 120
    assert sorted(record.code or "" for record in corpus.generation.search.records("project")) == sorted(
        codes
    )
    assert all(code in codes for query in queries() for code in query.relevant)
    assert all(max(query.relevant.values()) == 3 for query in queries() if query.relevant)


def table(runs: Runs) -> dict[str, dict[str, Measures]]:
    """Measures by group of queries (all, held out, each kind) and mode."""
    judged = [query for query in queries() if query.relevant]
    groups: dict[str, list[Query]] = {
        "all": judged,
        "held-out": [query for query in judged if query.held_out],
    }
    for kind in sorted({query.kind for query in judged}):
        groups[kind] = [query for query in judged if query.kind == kind]
    return {name: {mode: measured(runs, mode, group) for mode in MODES} for name, group in groups.items()}


def measured(runs: Runs, mode: str, group: Iterable[Query]) -> Measures:
    return measures([(query.relevant, runs[mode, query.text]) for query in group])


def test_hybrid_is_not_worse_than_recorded(runs: Runs) -> None:
    found = table(runs)
    now = {
        name: {
            mode: {"ndcg": round(m.ndcg, 3), "mrr": round(m.mrr, 3), "recall": round(m.recall, 3)}
            for mode, m in modes.items()
        }
        for name, modes in found.items()
    }
    before = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    print("\n".join(lines(now, before)))
    if os.environ.get("YUSUAN_RECORD"):
        RESULTS.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
        return
    for group in ("all", "held-out"):
        assert now[group]["hybrid"]["ndcg"] >= before[group]["hybrid"]["ndcg"] - MOST_LOST


def lines(
    now: dict[str, dict[str, dict[str, float]]], before: dict[str, dict[str, dict[str, float]]]
) -> list[str]:
    """A line for each group and mode; what moved since results.json is said in brackets."""
    told = [f"{'':12} {'':9} nDCG@10  MRR@10  recall@20"]
    for group, modes in now.items():
        for mode, values in modes.items():
            old = before.get(group, {}).get(mode, values)
            moved = "  ".join(
                f"{value:.3f}" + (f" ({value - old[name]:+.3f})" if value != old[name] else "")
                for name, value in values.items()
            )
            told.append(f"{group:12} {mode:9} {moved}")
    return told


def test_hybrid_is_better_than_words_alone_and_than_meaning_alone(runs: Runs) -> None:
    found = table(runs)
    for group in ("all", "held-out"):
        hybrid, others = found[group]["hybrid"], [found[group][mode] for mode in ("keyword", "semantic")]
        assert hybrid.ndcg > max(other.ndcg for other in others)


def test_queries_about_nothing_in_the_corpus_find_next_to_nothing(runs: Runs) -> None:
    nonsense = [query.text for query in queries() if not query.relevant]
    finding = [text for text in nonsense if runs["hybrid", text]]
    assert len(nonsense) >= 8
    assert len(finding) <= len(nonsense) // 8
