"""A search stops between its steps once its time is over; the clock here moves one second each time it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from yusuan.deadline import Deadline
from yusuan.errors import QueryStopped
from yusuan.model.record import Record
from yusuan.search.index import SearchIndex
from yusuan.search.meaning.embedding import Encoder
from yusuan.settings import QueryLimits, Settings


class Clock:
    """Counts how often it is read."""

    def __init__(self) -> None:
        self.reads = 0

    def __call__(self) -> float:
        self.reads += 1
        return self.reads


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def index(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    records: list[Record],
    encoder: type[Encoder],
) -> Iterator[SearchIndex]:
    """An index whose model, vectors and topics are open."""
    directory = tmp_path_factory.mktemp("timed")
    SearchIndex.build(directory, records, Settings(text_engine=request.param), encoder)
    made = SearchIndex.open(directory, Settings(), encoder)
    made.search("内网")
    made.similar(records[0])
    yield made


ASKED: dict[str, Callable[[SearchIndex, Record, Deadline], object]] = {
    "keyword": lambda index, _, deadline: index.search("内网", "keyword", deadline=deadline),
    "semantic": lambda index, _, deadline: index.search("网络", "semantic", deadline=deadline),
    "hybrid": lambda index, _, deadline: index.search("内网 用车 食堂", deadline=deadline),
    "required": lambda index, _, deadline: index.search('"内网" -食堂', "keyword", deadline=deadline),
    "similar": lambda index, record, deadline: index.similar(record, deadline=deadline),
}


@pytest.mark.parametrize("way", ASKED)
def test_time_is_asked_for_between_all_steps(index: SearchIndex, records: list[Record], way: str) -> None:
    clock = Clock()
    expected = ASKED[way](index, records[0], Deadline(10_000, clock))
    steps = clock.reads
    assert steps > 2
    for seconds in range(steps - 2 * (way in ("semantic", "hybrid", "similar"))):
        with pytest.raises(QueryStopped):
            ASKED[way](index, records[0], Deadline(seconds, Clock()))
    assert ASKED[way](index, records[0], Deadline(steps, Clock())) == expected


def test_every_hit_is_a_step(index: SearchIndex) -> None:
    def steps(limit: int) -> int:
        clock = Clock()
        assert len(index.search("内网", "keyword", limit=limit, deadline=Deadline(10_000, clock)).hits) == limit
        return clock.reads

    assert steps(2) - steps(1) == 1


def test_the_limit_of_the_settings_holds_where_none_is_given(
    tmp_path: Path, records: list[Record], encoder: type[Encoder]
) -> None:
    SearchIndex.build(tmp_path, records, Settings(), encoder)
    index = SearchIndex.open(tmp_path, Settings(limits=QueryLimits(seconds=0)), encoder)
    for call in (lambda: index.search("内网"), lambda: index.similar(records[0])):
        with pytest.raises(QueryStopped, match="0 seconds"):
            call()


def test_opening_the_model_does_not_count(
    tmp_path: Path, records: list[Record], encoder: type[Encoder]
) -> None:
    clock = Clock()

    def slow() -> Encoder:
        clock.reads += 1_000_000
        return encoder()

    SearchIndex.build(tmp_path, records, Settings(), encoder)
    index = SearchIndex.open(tmp_path, Settings(), slow)
    assert index.search("网络", "semantic", deadline=Deadline(1_000, clock)).hits
    assert clock.reads > 1_000_000
