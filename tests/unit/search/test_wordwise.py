"""The words of a query, each beside the nearest word of a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.errors import IndexDamaged
from yusuan.search.meaning.embedding import WordVectors, open_encoder
from yusuan.search.meaning.word_similarity import RecordWords, write_words

TEXTS = ["为困难群众提供诉讼代理和法律咨询", "购置消防水带、头盔和防护服", "", "法律咨询" + "，各乡镇的会议、培训、印刷、差旅和接待" * 5]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> RecordWords:
    directory = tmp_path_factory.mktemp("words") / "words"
    write_words(directory, TEXTS, open_encoder())
    opened = RecordWords.open(directory)
    assert opened is not None
    return opened


def encoder() -> WordVectors:
    opened = open_encoder()
    assert isinstance(opened, WordVectors)
    return opened


def test_a_word_finds_the_word_that_means_it(words: RecordWords) -> None:
    near = words.nearness("打官司", [0, 1, 2], encoder())
    assert near[0] > near[1] > near[2] == 0.0


def test_the_same_words_are_as_near_as_can_be_however_much_stands_around_them(words: RecordWords) -> None:
    near = words.nearness("法律咨询", [0, 1, 3], encoder())
    assert near[3] == pytest.approx(1.0, abs=1e-3)
    assert near[0] == pytest.approx(1.0, abs=1e-3)
    assert near[1] < 0.6


def test_a_query_without_a_known_word_is_near_to_nothing(words: RecordWords) -> None:
    assert words.nearness("…", [0, 1], encoder()) == {0: 0.0, 1: 0.0}
    assert words.nearness("法律", [], encoder()) == {}


def test_words_are_known_by_more_than_their_letters() -> None:
    assert encoder().knows("电子 police") and not encoder().knows("qwerty uiop") and not encoder().knows("")


def test_both_ways_of_running_a_static_model_give_the_same_words(words: RecordWords) -> None:
    other = open_encoder(implementation="sentence-transformers")
    assert isinstance(other, WordVectors)
    assert words.nearness("打官司", [0, 1], other) == words.nearness("打官司", [0, 1], encoder())


def test_a_model_without_words_writes_nothing_and_damage_is_said(tmp_path: Path) -> None:
    class Plain:
        identity = open_encoder().identity

        def encode(self, texts: object, query: bool = False) -> None: ...

    write_words(tmp_path / "none", TEXTS, Plain())  # type: ignore[arg-type]
    assert RecordWords.open(tmp_path / "none") is None
    write_words(tmp_path / "words", TEXTS, open_encoder())
    (tmp_path / "words/starts.npy").write_bytes(b"")
    with pytest.raises(IndexDamaged):
        RecordWords.open(tmp_path / "words")
