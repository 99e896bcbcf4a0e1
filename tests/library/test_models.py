"""An index and its model: it opens its own, refuses every other, and embeds again only what it must."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from safetensors.numpy import save_file

from yusuan.app import Services
from yusuan.cli.main import main
from yusuan.errors import ModelError
from yusuan.search.meaning.embedding import Matrix, StaticEncoder
from yusuan.search.meaning.topic_vectors import topic_words
from yusuan.settings import Settings

pytestmark = pytest.mark.slow
WORDS = ["培训", "教师", "道路", "维修", "网络", "内网", "资金", "项目", "学校", "设备", "数量", "质量", "完成", "群众", "满意度"]


def static_model(directory: Path, dimension: int, seed: int = 1) -> Path:
    """A static model of a few words; another seed is another training."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "words.txt").write_text("\n".join(WORDS), encoding="utf-8")
    vocabulary = {word: place for place, word in enumerate(["[UNK]", *WORDS])}
    (directory / "tokenizer.json").write_text(json.dumps({"model": {"vocab": vocabulary}}), encoding="utf-8")
    description = {"format": 1, "name": "tiny", "cutter": "rjieba"}
    digest = sha256((directory / "words.txt").read_bytes()).hexdigest()
    (directory / "yusuan.json").write_text(json.dumps({**description, "words_sha256": digest}))
    rows = np.random.default_rng(seed).normal(size=(len(vocabulary), dimension)).astype(np.float32)
    save_file({"embedding.weight": rows}, directory / "model.safetensors")
    return directory


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return static_model(tmp_path / "tiny", 16)


@pytest.fixture
def index(tiny: Path, tmp_path: Path, examples: Path) -> Services:
    """An index of two samples by the tiny model; its settings name no model."""
    settings = Settings(indexes=tmp_path / "indexes", jobs=1)
    Services(settings.with_changes(model=str(tiny))).ingest(sorted(examples.glob("*.txt"))[:2])
    return Services(settings)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that any static model is asked to encode from now on."""
    seen: list[str] = []
    encode = StaticEncoder.encode

    def remembered(self: StaticEncoder, texts: Sequence[str], query: bool = False) -> Matrix:
        seen.extend(texts)
        return encode(self, texts, query)

    monkeypatch.setattr(StaticEncoder, "encode", remembered)
    return seen


def asking(index: Services, model: Path | str) -> Services:
    return Services(index.settings.with_changes(model=str(model)))


def run(index: Services, *words: str, **env: str) -> Result:
    return CliRunner().invoke(main, [*words, "--indexes", str(index.settings.indexes)], env=env)


def first_project(index: Services) -> str:
    return next(iter(index.generation.search.records("project"))).iri


def test_the_index_says_its_model_and_opens_it_unasked(index: Services, tiny: Path) -> None:
    status = index.status()
    assert status["model"] == str(tiny)
    assert status["vectors"]["dimension"] == 16 and status["vectors"]["pooling"] == "mean"
    assert index.search("教师培训", mode="semantic").total > 0
    assert index.search("教师培训").total > 0
    assert "16" in run(index, "status").stderr + run(index, "status").stdout


@pytest.mark.parametrize("mode", ["semantic", "hybrid"])
@pytest.mark.parametrize("dimension", [16, 24])
def test_another_model_is_refused_and_words_are_still_found(
    index: Services, tmp_path: Path, mode: str, dimension: int
) -> None:
    other = static_model(tmp_path / "other", dimension, seed=2)
    said = run(index, "search", "教师培训", "--mode", mode, "--model", str(other), "--json")
    assert said.exit_code == 1 and said.stdout == ""
    assert str(tmp_path / "tiny") in said.stderr and str(other) in said.stderr and f"{dimension} 维" in said.stderr
    by_environment = run(index, "search", "教师培训", "--mode", mode, YUSUAN_MODEL=str(other))
    assert by_environment.exit_code == 1
    assert run(index, "search", "教师培训", "--mode", "keyword", "--model", str(other)).exit_code == 0


def test_similar_and_serve_refuse_another_model_too(index: Services, tmp_path: Path, tiny: Path) -> None:
    project, other = first_project(index), static_model(tmp_path / "other", 24)
    assert run(index, "similar", project).exit_code == 0
    assert run(index, "similar", project, "--model", str(tiny)).exit_code == 0
    assert run(index, "similar", project, "--model", str(other)).exit_code == 1
    assert run(index, "serve", "--model", str(other), "--port", "0").exit_code == 1


def test_other_files_under_the_same_name_are_refused(index: Services, tiny: Path) -> None:
    static_model(tiny, 16, seed=2)
    with pytest.raises(ModelError, match=tiny.name):
        index.search("教师培训", mode="semantic")
    assert index.search("培训", mode="keyword").total > 0
    with pytest.raises(ModelError, match="check --repair"):
        asking(index, tiny).similar(first_project(index))
    index.repair()
    assert index.search("教师培训", mode="semantic").total > 0


def test_the_model_may_move(index: Services, tiny: Path, tmp_path: Path) -> None:
    before = index.search("教师培训", mode="semantic")
    moved = shutil.move(tiny, tmp_path / "moved")
    assert asking(index, moved).search("教师培训", mode="semantic").hits == before.hits


def test_without_its_model_an_index_says_so_and_still_finds_words(index: Services, tiny: Path) -> None:
    shutil.rmtree(tiny)
    gone = Services(index.settings)
    with pytest.raises(ModelError, match=str(tiny)):
        gone.search("教师培训")
    assert gone.search("培训", mode="keyword").total > 0
    assert gone.similar(first_project(gone), limit=1)[1]
    assert gone.status()["model"] == str(tiny)


def test_ingest_with_another_model_embeds_everything_again_and_reads_nothing(
    index: Services, tmp_path: Path, examples: Path, encoded: list[str]
) -> None:
    other = asking(index, static_model(tmp_path / "other", 24))
    stages: set[str] = set()
    outcome = other.ingest(sorted(examples.glob("*.txt"))[:2], lambda stage, done, total: stages.add(stage))
    assert len(outcome.unchanged) == 2 and outcome.generation is not None and "read" not in stages
    vectors = index.status()["vectors"]
    assert vectors["dimension"] == 24
    anchors = Counter(word for _, word in topic_words())
    passages = Counter(encoded) - anchors
    assert len(passages) > 50 and set(passages.values()) == {1}
    assert index.search("教师培训", mode="semantic").total > 0
    assert index.check() == []


def test_ingest_after_the_files_changed_embeds_again(index: Services, tiny: Path, examples: Path) -> None:
    static_model(tiny, 16, seed=2)
    assert index.ingest(sorted(examples.glob("*.txt"))[:2]).generation is not None
    assert index.search("教师培训", mode="semantic").total > 0


def test_ingest_with_another_prompt_for_documents_embeds_again(index: Services, examples: Path) -> None:
    prompted = Services(index.settings.with_changes(document_prompt="项目"))
    with pytest.raises(ModelError, match="项目"):
        prompted.search("教师培训", mode="semantic")
    assert prompted.ingest(sorted(examples.glob("*.txt"))[:2]).generation is not None
    assert prompted.status()["vectors"]["document_prompt"] == "项目"
    assert prompted.search("教师培训", mode="semantic").total > 0


def test_ingest_with_the_same_model_embeds_new_passages_only(
    index: Services, examples: Path, encoded: list[str]
) -> None:
    assert index.ingest(sorted(examples.glob("*.txt"))[:2]).generation is None
    held = {p.text for record in index.generation.search.records() for p in record.passages}
    index.ingest(sorted(examples.glob("*.txt"))[2:3])
    assert encoded and not held & set(encoded)


def test_the_web_page_refuses_visibly_and_offers_words(index: Services, tmp_path: Path) -> None:
    from yusuan.web.application import create_app

    app = create_app(asking(index, static_model(tmp_path / "other", 24)))
    page = app.test_client().get("/search?q=培训")
    assert page.status_code == 503
    assert "24 维" in page.text and "mode=keyword" in page.text
    assert app.test_client().get("/search?q=培训&mode=keyword").status_code == 200
