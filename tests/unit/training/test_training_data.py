"""What the embedding is trained on: a dictionary's senses, words that it adds, pairs that structure gives."""

from __future__ import annotations

import gzip
import lzma
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))
from training.cedict import entries  # noqa: E402
from training.pairs import TextPair, neighbours, synonyms, titles  # noqa: E402
from training.vocabulary import grown  # noqa: E402

from yusuan.search.cutter import Cutter  # noqa: E402

DICTIONARY = """# made up for this test
路燈 路灯 [lu4 deng1] /street lamp (Tw)/CL:盞|盏[zhan3]/
街燈 街灯 [jie1 deng1] /street lamp; lamp in a street/
燈 灯 [deng1] /variant of 鐙|镫[deng1]/lamp/
某 某 [Mou3] /surname Mou/
"""
CORPUS = "\x1eDLC/地方性法规/青石县路灯条例(2020-01-01)\n第一条 路灯应当明亮。第二条 街灯应当节约。\n\n（一）节约用电。\n"


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "dictionary.txt.gz"
    path.write_bytes(gzip.compress(DICTIONARY.encode()))
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.txt.xz"
    path.write_bytes(lzma.compress(CORPUS.encode()))
    return path


def test_senses_are_plain_words_and_references_are_none(dictionary: Path) -> None:
    assert list(entries(dictionary)) == [
        ("路灯", ["street lamp"]),
        ("街灯", ["street lamp", "lamp in a street"]),
        ("灯", ["lamp"]),
    ]


def test_words_of_one_sense_are_a_pair(dictionary: Path) -> None:
    assert list(synonyms(dictionary)) == [("路灯", "街灯")]


def test_neighbours_and_titles_lose_their_numbers_and_shelf_marks(corpus: Path) -> None:
    expected: list[TextPair] = [("路灯应当明亮", "街灯应当节约"), ("街灯应当节约", "节约用电")]
    assert list(neighbours([corpus])) == expected
    assert list(titles([corpus])) == [("青石县路灯条例", "路灯应当明亮。街灯应当节约。节约用电")]


def test_a_word_that_is_added_changes_no_text_until_it_is_trained(dictionary: Path) -> None:
    rows = {char: row.astype(np.float32) for char, row in zip("路街灯", np.eye(3), strict=True)}
    known = grown(rows, list(entries(dictionary)), Cutter(), chinese=10, least=2, weight=1e-3)
    assert np.allclose(known["路灯"], rows["路"] + rows["灯"])


def test_an_english_word_starts_near_the_words_that_it_explains(dictionary: Path) -> None:
    rows = {char: row.astype(np.float32) for char, row in zip("路街灯", np.eye(3), strict=True)}
    known = grown(rows, list(entries(dictionary)), Cutter(), chinese=10, least=2, weight=1.0)
    assert known["lamp"] @ rows["灯"] > 0 > known["street"] @ rows["灯"]
    assert "in" not in known
    assert 0 < np.linalg.norm(known["q"]) < 0.1 * np.linalg.norm(known["lamp"])
