"""What any sentence-transformers model is asked: its own pooling, its own prompts, its own dimension, and no network."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from yusuan.errors import ModelError
from yusuan.search.meaning.embedding import Encoder, SentenceTransformerEncoder, open_encoder
from yusuan.search.meaning.model_identity import require_same
from yusuan.search.meaning.vector_files import write_vectors
from yusuan.search.meaning.vectors import VectorIndex, encode_passages

pytestmark = pytest.mark.slow
TEXTS = ["内网维护", "道路养护与路灯", "培训"]
MakeModel = Callable[..., Path]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> MakeModel:
    """Makes a transformer of one layer that reads single characters, untrained but always the same."""

    def make(pooling: str = "mean", dimension: int = 32, prompts: dict[str, str] | None = None) -> Path:
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
        from transformers import BertConfig, BertModel, BertTokenizer

        torch.manual_seed(1)
        bare = tmp_path_factory.mktemp("bare")
        characters = sorted(set("".join(TEXTS)) | set("为检索问文：query: passage"))
        (bare / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]))
        BertTokenizer(vocab=str(bare / "vocab.txt")).save_pretrained(bare)
        config = BertConfig(
            vocab_size=len(characters) + 5,
            hidden_size=dimension,
            num_hidden_layers=1,
            num_attention_heads=4,
            intermediate_size=64,
        )
        BertModel(config).save_pretrained(bare)
        modules = [Transformer(str(bare)), Pooling(dimension, pooling_mode=pooling)]
        model = SentenceTransformer(modules=modules, prompts=prompts, device="cpu")
        directory = tmp_path_factory.mktemp("models") / f"{pooling}-{dimension}-{len(prompts or {})}"
        model.save(str(directory))
        return directory

    return make


@pytest.fixture(scope="module")
def mean(make: MakeModel) -> Path:
    return make()


@pytest.fixture(scope="module")
def cls(make: MakeModel) -> Path:
    return make("cls")


@pytest.fixture(scope="module")
def prompted(make: MakeModel) -> Path:
    return make(prompts={"query": "问：", "passage": "文："})


def written(directory: Path, encoder: Encoder) -> VectorIndex:
    """An index of TEXTS by an encoder."""
    matrix, hashes = encode_passages(TEXTS, encoder)
    write_vectors(
        directory, [(at, 0) for at in range(len(TEXTS))], matrix, identity=encoder.identity, hashes=hashes
    )
    return VectorIndex.open(directory)


def test_rows_are_unit_vectors_of_the_models_dimension_and_pooling(mean: Path, make: MakeModel) -> None:
    for path, dimension in ((mean, 32), (make(dimension=16), 16)):
        encoder = open_encoder(str(path))
        assert (encoder.identity.dimension, encoder.identity.pooling) == (dimension, "mean")
        rows = encoder.encode(TEXTS)
        assert rows.shape == (3, dimension) and rows.dtype == np.float32
        assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
        assert not encoder.encode([" "]).any()


def test_an_index_by_another_pooling_is_refused_though_all_sizes_agree(
    mean: Path, cls: Path, tmp_path: Path
) -> None:
    index = written(tmp_path, open_encoder(str(mean)))
    other = open_encoder(str(cls))
    assert other.identity.dimension == index.identity.dimension
    with pytest.raises(ModelError, match=r"mean.*cls"):
        require_same(index.identity, other.identity)


def test_other_vectors_of_another_pooling_are_not_used_again(mean: Path, cls: Path, tmp_path: Path) -> None:
    index, other = written(tmp_path, open_encoder(str(mean))), open_encoder(str(cls))
    matrix, _ = encode_passages(TEXTS, other, index)
    assert np.allclose(matrix, other.encode(TEXTS), atol=1e-5)
    assert not np.allclose(matrix, index.rows(range(3)), atol=0.05)


def test_prompts_go_before_queries_and_documents_as_the_model_asks(mean: Path, prompted: Path) -> None:
    bare, asks = open_encoder(str(mean)), open_encoder(str(prompted))
    assert (asks.identity.query_prompt, asks.identity.document_prompt) == ("问：", "文：")
    assert np.allclose(asks.encode(TEXTS, query=True), bare.encode(["问：" + t for t in TEXTS]), atol=1e-5)
    assert np.allclose(asks.encode(TEXTS), bare.encode(["文：" + t for t in TEXTS]), atol=1e-5)
    assert not np.allclose(asks.encode(TEXTS), bare.encode(TEXTS), atol=1e-3)


def test_an_instruction_that_only_the_card_names_is_used(mean: Path, tmp_path: Path) -> None:
    bge = shutil.copytree(mean, tmp_path / "bge-small-zh-v1.5")
    encoder, bare = open_encoder(str(bge)), open_encoder(str(mean))
    instruction = "为这个句子生成表示以用于检索相关文章："
    assert encoder.identity.query_prompt == instruction
    assert np.allclose(encoder.encode(TEXTS, query=True), bare.encode([instruction + t for t in TEXTS]), atol=1e-5)
    assert np.allclose(encoder.encode(TEXTS), bare.encode(TEXTS), atol=1e-5)


def test_given_prompts_replace_the_models(prompted: Path, mean: Path) -> None:
    encoder = open_encoder(str(prompted), query_prompt="", document_prompt="检索：")
    assert np.allclose(encoder.encode(TEXTS, query=True), open_encoder(str(mean)).encode(TEXTS), atol=1e-5)
    assert encoder.identity.document_prompt == "检索："


def test_a_model_without_a_file_it_needs_is_refused_by_name(mean: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(mean, tmp_path / "broken")
    (broken / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="broken"):
        SentenceTransformerEncoder(str(broken))


def test_faiss_and_torch_work_in_one_process(mean: Path, tmp_path: Path) -> None:
    encoder = open_encoder(str(mean))
    rows = np.random.default_rng(1).normal(size=(2000, 32)).astype(np.float32)
    write_vectors(
        tmp_path, [(at, 0) for at in range(2000)], rows, identity=encoder.identity, exact_most=100
    )
    query = encoder.encode(["内网"], query=True)[0]
    index = VectorIndex.open(tmp_path)
    assert index.meta.search == "ivf"
    assert len(index.search(query, 2000)) == 2000
    assert np.allclose(encoder.encode(["内网"], query=True)[0], query, atol=1e-6)
