"""Topics that a query means without naming them, and what a cosine of a model is worth."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from yusuan.errors import IndexDamaged
from yusuan.search.meaning.embedding import open_encoder
from yusuan.search.meaning.topic_vectors import Anchors, Background, write_anchors
from yusuan.vocabulary.concepts import in_scheme
from yusuan.vocabulary.phrases import phrases_of


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("anchors") / "anchors"
    write_anchors(directory, open_encoder())
    return directory


def nearest(directory: Path, query: str) -> str:
    near = Anchors.open(directory).near(open_encoder().encode([query], query=True)[0])
    return max(near, key=lambda path: near[path])


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("请不起律师的人打官司", "topic/justice-and-legal-aid"),
        ("马路上的灯夜里不亮", "topic/street-lighting"),
        ("free lunches for pupils", "topic/school-meals"),
    ],
)
def test_a_query_comes_nearest_to_the_topic_it_means(directory: Path, query: str, topic: str) -> None:
    assert topic in {each.path for each in in_scheme("topic")}
    assert nearest(directory, query) == topic


def test_every_topic_has_an_anchor_and_phrases_in_both_languages(directory: Path) -> None:
    topics = [each.path for each in in_scheme("topic")]
    assert sorted(Anchors.open(directory).topics) == sorted(topics)
    for path in topics:
        said = phrases_of(path)
        assert any(each.isascii() for each in said) and any(not each.isascii() for each in said), path


def test_the_background_puts_unrelated_texts_at_0_and_equal_ones_at_1(directory: Path) -> None:
    background = Anchors.open(directory).background
    assert background.above(background.mean) == 0.0
    assert background.above(1.0) == 1.0
    assert 0.0 < background.deviation < 0.2
    assert Background(0.5, 0.1).above(0.75) == 0.5


def test_anchors_of_the_same_model_are_taken_over_and_of_another_are_made_again(directory: Path, tmp_path: Path) -> None:
    class Silent:
        identity = open_encoder().identity

        def encode(self, texts: object, query: bool = False) -> np.ndarray:
            raise AssertionError("nothing is to be encoded")

    write_anchors(tmp_path / "again", Silent(), directory)
    assert (tmp_path / "again/matrix.npy").read_bytes() == (directory / "matrix.npy").read_bytes()
    with pytest.raises(AssertionError):
        write_anchors(tmp_path / "anew", Silent(), tmp_path / "nothing here")


def test_damage_is_said(directory: Path, tmp_path: Path) -> None:
    write_anchors(tmp_path / "anchors", open_encoder(), directory)
    meta = tmp_path / "anchors/meta.json"
    meta.write_text(json.dumps({"format": 99}), "utf-8")
    with pytest.raises(IndexDamaged):
        Anchors.open(tmp_path / "anchors")
