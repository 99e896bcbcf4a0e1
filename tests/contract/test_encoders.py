"""What every encoder promises, whichever library computes it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from tests.steps import effort

from yusuan.errors import ModelError
from yusuan.search.meaning.embedding import (
    SHIPPED_MODEL,
    Encoder,
    Implementation,
    SentenceTransformerEncoder,
    StaticEncoder,
    open_encoder,
)

TEXTS = [
    "电子政务内网运行维护，保障全县网络畅通",
    "内网设备更新与线路租用 120.50万元",
    "中小学校舍维修改造",
    "组织全县干部培训３期",
    "购置A4纸、硒鼓等办公用品",
    "龘龘乡路灯",
    "Road maintenance and street lamps",
    "zzyzx",
]

IMPLEMENTATIONS = [
    pytest.param("static", id="static"),
    pytest.param("sentence-transformers", id="sentence-transformers", marks=pytest.mark.slow),
]


@cache
def shipped(implementation: Implementation) -> Encoder:
    """The shipped model, opened once a test run: torch takes seconds to import."""
    return open_encoder(None, implementation)


@pytest.fixture(params=IMPLEMENTATIONS)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return shipped(request.param)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped model, to be damaged."""
    return Path(shutil.copytree(SHIPPED_MODEL, tmp_path / "model"))


def test_rows_are_unit_vectors_of_the_stated_dimension(encoder: Encoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), encoder.identity.dimension)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.identity.dimension)


@pytest.mark.parametrize("text", ["", " \n", "——、。", "🙂"])
def test_a_text_without_a_known_word_is_a_row_of_zeros_among_others(encoder: Encoder, text: str) -> None:
    rows = encoder.encode([TEXTS[0], text, TEXTS[1]])
    assert not rows[1].any()
    assert np.allclose(rows[[0, 2]], encoder.encode(TEXTS[:2]), atol=1e-6)


def test_a_text_has_the_same_row_alone_and_among_others(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)


def test_width_and_case_do_not_matter(encoder: Encoder) -> None:
    rows = encoder.encode(["购置A4纸１２０包", "购置ａ４纸120包"])
    assert np.array_equal(rows[0], rows[1])


def test_related_texts_are_nearer_than_unrelated_ones(encoder: Encoder) -> None:
    network, devices, school = encoder.encode(TEXTS[:3], query=False)
    assert network @ devices > network @ school
    question = encoder.encode(["学校房屋修缮"], query=True)[0]
    assert question @ school > max(question @ network, question @ devices)


def test_english_is_near_its_chinese_meaning(encoder: Encoder) -> None:
    network, devices, school = encoder.encode(TEXTS[:3])
    question = encoder.encode(["repair of school buildings"], query=True)[0]
    assert question @ school > max(question @ network, question @ devices)
    plural, singular = encoder.encode(["training of cadres", "training of cadre"])
    assert plural @ singular > 0.9


def test_a_word_that_nobody_taught_it_says_something_and_little(encoder: Encoder) -> None:
    unknown, mixed, plain = encoder.encode(["zzyzx", "zzyzx 内网", "内网"])
    assert unknown.any()
    assert mixed @ plain > 0.8


def test_amounts_do_not_decide_what_is_near(encoder: Encoder) -> None:
    rows = encoder.encode(["道路养护经费1,050.00万元", "道路养护经费37.25万元", "公务接待费1,050.00万元"])
    assert rows[0] @ rows[1] > 0.99
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


@pytest.mark.parametrize("implementation", IMPLEMENTATIONS)
def test_prompts_are_read_as_words_before_the_text(implementation: Implementation) -> None:
    plain, prompted = shipped(implementation), open_encoder(None, implementation, "查询项目", "文件")
    assert np.allclose(prompted.encode(TEXTS[:3], query=True), plain.encode(["查询项目，" + t for t in TEXTS[:3]]), atol=1e-3)
    assert np.allclose(prompted.encode(TEXTS[:3]), plain.encode(["文件，" + t for t in TEXTS[:3]]), atol=1e-3)
    assert not prompted.encode(["——、。"]).any()


@pytest.mark.slow
def test_both_implementations_agree_on_a_static_model() -> None:
    one, other = shipped("static"), shipped("sentence-transformers")
    assert one.identity == other.identity
    assert np.allclose(one.encode(TEXTS), other.encode(TEXTS), atol=1e-3)


def test_the_shipped_model_is_read_without_torch_and_in_a_moment() -> None:
    program = (
        "import sys; from yusuan.search.meaning.embedding import open_encoder;"
        "open_encoder().encode(['内网']); assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    opened, parsed = (
        min(effort(task) for _ in range(3))
        for task in (
            lambda: StaticEncoder(SHIPPED_MODEL),
            lambda: json.loads((SHIPPED_MODEL / "tokenizer.json").read_text("utf-8")),
        )
    )
    assert opened < 10 * parsed  # its rows stay on disk


def test_the_shipped_model_keeps_within_its_size() -> None:
    assert sum(file.stat().st_size for file in SHIPPED_MODEL.rglob("*") if file.is_file()) <= 32_000_000


def missing_rows(model: Path) -> None:
    (model / "model.safetensors").unlink()


def cut_rows(model: Path) -> None:
    path = model / "model.safetensors"
    path.write_bytes(path.read_bytes()[:5000])


def broken_vocabulary(model: Path) -> None:
    (model / "tokenizer.json").write_text("{}")


def other_words(model: Path) -> None:
    (model / "words.txt").write_text("别的词\n", encoding="utf-8")


def later_format(model: Path) -> None:
    path = model / "yusuan.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))


@pytest.mark.parametrize("damage", [missing_rows, cut_rows, broken_vocabulary, other_words, later_format])
def test_a_damaged_model_is_refused_by_name(copied: Path, damage: Callable[[Path], None]) -> None:
    damage(copied)
    with pytest.raises(ModelError, match="--model") as refused:
        open_encoder(str(copied))
    assert str(copied) in refused.value.zh
    assert str(copied) in refused.value.en


def test_a_folder_that_is_no_static_model_is_refused_as_one(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        open_encoder(str(tmp_path), "static")


@pytest.mark.slow
def test_a_model_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="no-such-model"):
        SentenceTransformerEncoder(str(tmp_path / "no-such-model"))
