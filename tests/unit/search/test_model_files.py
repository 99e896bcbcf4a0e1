"""A model is known by its files, wherever they lie and whatever they are called; its prompts come from it, its card, or us."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from yusuan.errors import ModelError
from yusuan.search.meaning.model_files import SHIPPED_MODEL, ModelFiles, Prompts, located
from yusuan.search.meaning.model_identity import ModelIdentity, require_same

MADE = ModelIdentity("/models/one", "0123456789abcdef", 256, "mean", "", "")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The files of a model whose weights take more than what is read whole."""
    directory = tmp_path / "some-model"
    (directory / "1_Pooling").mkdir(parents=True)
    (directory / "1_Pooling" / "config.json").write_text('{"pooling_mode": "mean"}')
    (directory / "config.json").write_text('{"hidden_size": 32}')
    (directory / "README.md").write_text("A card.")
    (directory / "model.safetensors").write_bytes(bytes(range(256)) * 8192)
    return directory


def test_the_shipped_model_is_the_default_and_has_a_name() -> None:
    assert located() == located("yusuan-static-zh") == located(str(SHIPPED_MODEL))
    assert located().name == "yusuan-static-zh" and located().static


def test_a_directory_is_known_by_its_full_path(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(model.parent)
    assert located("some-model") == located(f"./{model.name}") == ModelFiles(str(model.resolve()), model.resolve())
    assert not located("some-model").static


def test_a_downloaded_model_is_found_by_its_name(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = "0" * 40
    cached = tmp_path / "hub" / "models--someone--some-model"
    shutil.copytree(model, cached / "snapshots" / commit)
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text(commit)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    found = located("someone/some-model")
    assert found.name == "someone/some-model"
    assert found.fingerprint == located(str(model)).fingerprint


@pytest.mark.parametrize("name", ["someone/no-such-model", "no-such-model", "./no/such/model", "不是 名字"])
def test_a_model_that_is_not_here_is_named_with_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", "/nonexistent")
    with pytest.raises(ModelError) as refused:
        located(name)
    for said in (refused.value.zh, refused.value.en):
        assert name in said and "--model" in said and "--mode keyword" in said


def test_the_same_files_elsewhere_are_the_same_model(model: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(model, tmp_path / "copy")
    (copy / "README.md").write_text("Another card.")
    (copy / "onnx").mkdir()
    (copy / "onnx" / "config.json").write_text("{}")
    (copy / "pytorch_model.bin").write_bytes(b"the same weights in the old form")
    assert located(str(copy)).fingerprint == located(str(model)).fingerprint


def other_weights(model: Path) -> None:
    (model / "model.safetensors").write_bytes(bytes(range(255, -1, -1)) * 8192)


def more_weights(model: Path) -> None:
    path = model / "model.safetensors"
    path.write_bytes(path.read_bytes() + b"\0")


def other_pooling(model: Path) -> None:
    (model / "1_Pooling" / "config.json").write_text('{"pooling_mode": "cls"}')


def weights_of_another_kind(model: Path) -> None:
    (model / "model.safetensors").unlink()
    (model / "pytorch_model.bin").write_bytes(b"weights")


@pytest.mark.parametrize("change", [other_weights, more_weights, other_pooling, weights_of_another_kind])
def test_other_files_at_the_same_place_are_another_model(model: Path, change: Callable[[Path], None]) -> None:
    before = located(str(model)).fingerprint
    change(model)
    assert located(str(model)).fingerprint != before


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ({"query": "问：", "document": "文："}, Prompts("问：", "文：")),
        ({"query": "query: ", "passage": "passage: ", "document": ""}, Prompts("query: ", "passage: ")),
        ({"query": "", "document": ""}, Prompts()),
        ({"classification": "Classify: "}, Prompts()),
        (None, Prompts()),
    ],
)
def test_prompts_are_those_the_model_names(
    model: Path, written: dict[str, str] | None, asked: Prompts
) -> None:
    (model / "config_sentence_transformers.json").write_text(json.dumps({"prompts": written}))
    assert located(str(model)).prompts() == asked


@pytest.mark.parametrize(
    ("name", "query", "document"),
    [
        ("BAAI/bge-small-zh-v1.5", "为这个句子生成表示以用于检索相关文章：", ""),
        ("/srv/models/bge-large-zh", "为这个句子生成表示以用于检索相关文章：", ""),
        ("BAAI/bge-base-en-v1.5", "Represent this sentence for searching relevant passages: ", ""),
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("BAAI/bge-m3", "", ""),
        ("someone/bge-small-zh-v1.5-tuned", "", ""),
    ],
)
def test_instructions_that_only_cards_name_are_known(model: Path, name: str, query: str, document: str) -> None:
    assert ModelFiles(name, model).prompts() == Prompts(query, document)


def test_a_model_that_names_prompts_is_believed_before_our_table(model: Path) -> None:
    (model / "config_sentence_transformers.json").write_text('{"prompts": {"query": "Q: "}}')
    assert ModelFiles("BAAI/bge-small-zh-v1.5", model).prompts() == Prompts("Q: ", "")


def test_given_prompts_come_before_all_others_also_where_they_are_nothing(model: Path) -> None:
    bge = ModelFiles("BAAI/bge-small-zh-v1.5", model)
    assert bge.prompts(query="") == Prompts()
    assert bge.prompts(document="文：") == Prompts("为这个句子生成表示以用于检索相关文章：", "文：")


def test_broken_prompts_are_refused(model: Path) -> None:
    (model / "config_sentence_transformers.json").write_text("{")
    with pytest.raises(ModelError, match="some-model"):
        located(str(model)).prompts()


@pytest.mark.parametrize(
    "used",
    [
        replace(MADE, fingerprint="fedcba9876543210"),
        replace(MADE, dimension=512),
        replace(MADE, pooling="cls"),
        replace(MADE, document_prompt="文："),
        replace(MADE, name="/models/two", fingerprint="fedcba9876543210"),
    ],
)
def test_another_model_dimension_pooling_or_prompt_is_refused_saying_both(used: ModelIdentity) -> None:
    with pytest.raises(ModelError) as refused:
        require_same(MADE, used)
    for lang, said in (("zh", refused.value.zh), ("en", refused.value.en)):
        assert MADE.said(lang) in said and used.said(lang) in said and MADE.said(lang) != used.said(lang)
        assert ("check --repair" if used.name == MADE.name else "ingest --model") in said
        assert "--mode keyword" in said


def test_another_name_or_query_prompt_is_no_other_model() -> None:
    require_same(MADE, replace(MADE, name="/moved/here", query_prompt="问："))
