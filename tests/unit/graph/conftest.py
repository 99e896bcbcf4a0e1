"""The sample disclosure as a graph, in memory."""

from __future__ import annotations

import pytest
import sample

from yusuan.graph.iris import Iris
from yusuan.graph.store import GraphStore
from yusuan.graph.triples import disclosure_triples


@pytest.fixture
def iris() -> Iris:
    return Iris("https://data.example/id/")


@pytest.fixture
def store(iris: Iris) -> GraphStore:
    """A store that holds the sample disclosure."""
    held = GraphStore.in_memory()
    one = sample.disclosure()
    held.replace(iris.disclosure(one.source.sha256), disclosure_triples(one, sample.TEXT, iris))
    return held
