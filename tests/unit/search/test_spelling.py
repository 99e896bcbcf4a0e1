"""A word that the index lacks, read as one that it has; on both engines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yusuan.model.record import Record
from yusuan.search.index import SearchIndex
from yusuan.search.meaning.embedding import Encoder
from yusuan.search.spelling import same_sound
from yusuan.settings import Settings


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def index(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    records: list[Record],
    encoder: Callable[..., Encoder],
) -> SearchIndex:
    directory = tmp_path_factory.mktemp("spelling")
    settings = Settings(text_engine=request.param)
    SearchIndex.build(directory, records, settings, encoder)
    return SearchIndex.open(directory, settings, encoder)


@pytest.mark.parametrize(
    ("query", "word", "read_as"),
    [
        ("内往", "内往", "内网"),  # the same sound
        ("政务内往维护", "内往", "内网"),
        ("租用县路", "县路", "线路"),  # the same sound
        ("饭莱可口", "饭莱", "饭菜"),  # another sound, but beside its neighbour
    ],
)
def test_a_misspelt_word_is_read_as_the_word_of_the_index_and_said(
    index: SearchIndex, query: str, word: str, read_as: str
) -> None:
    result = index.search(query, "keyword")
    assert result.expansion.spelling == ((word, read_as),)
    assert result.hits and any(read_as in excerpt.text for excerpt in result.hits[0].evidence)


@pytest.mark.parametrize("query", ["火星", "内网", "食糖", "P1", "2024", "内往建设", "xyzzy"])
def test_words_of_the_dictionary_and_words_that_stand_are_left(index: SearchIndex, query: str) -> None:
    told = index.search(query, "keyword").expansion.spelling
    assert told == ((("内往", "内网"),) if query == "内往建设" else ())


def test_correction_can_be_switched_off(index: SearchIndex) -> None:
    result = index.search("内往", "keyword", expand=False)
    assert (result.total, result.expansion.spelling) == (0, ())


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [("内往", "内网", True), ("直班", "值班", True), ("授助", "援助", False), ("内网", "内网建", False)],
)
def test_words_of_one_sound(word: str, other: str, same: bool) -> None:
    assert same_sound(word, other) is same
