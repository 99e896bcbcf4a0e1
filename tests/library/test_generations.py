"""A generation is published whole or not at all; the same input gives the same bytes whatever the order."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.errors import IndexBusy, IndexDamaged, IndexMissing, NotFound
from yusuan.graph.export import FORMATS
from yusuan.library import publication
from yusuan.model.record import Filters
from yusuan.settings import Settings

pytestmark = pytest.mark.slow


@pytest.fixture
def fresh(tmp_path: Path) -> Services:
    return Services(Settings(indexes=tmp_path / "indexes", jobs=1))


def files(examples: Path, count: int) -> list[Path]:
    return sorted(examples.glob("*.txt"))[:count]


def test_same_bytes_again_change_nothing(fresh: Services, examples: Path) -> None:
    first = fresh.ingest(files(examples, 2))
    before = fresh.export("nquads")
    again = fresh.ingest(files(examples, 2))
    assert len(first.added) == 2 and len(again.unchanged) == 2
    assert not again.added and again.generation is None
    assert fresh.export("nquads") == before


def test_order_of_ingest_does_not_matter(tmp_path: Path, examples: Path) -> None:
    one, other = (Services(Settings(indexes=tmp_path / name, jobs=1)) for name in ("one", "other"))
    chosen = files(examples, 3)
    one.ingest(chosen)
    for path in reversed(chosen):
        other.ingest([path])
    for export_format in FORMATS:
        assert one.export(export_format) == other.export(export_format), export_format


def test_changed_bytes_replace_the_old_graph(fresh: Services, examples: Path, tmp_path: Path) -> None:
    source = next(path for path in files(examples, 7) if "大河口" in path.name)
    copy = tmp_path / source.name
    text = source.read_text("utf-8")
    copy.write_text(text, "utf-8")
    first = fresh.ingest([copy])
    copy.write_text(text + "\n补充说明：本次公开补充了一段说明文字，供公众查阅。\n", "utf-8")
    second = fresh.ingest([copy])
    assert len(first.added) == 1 and len(second.replaced) == 1
    assert list(fresh.generation.store.documents()) == list(second.replaced)
    assert fresh.search("补充了一段说明文字", mode="keyword").total == 1


def test_removed_documents_are_gone_from_graph_text_and_vectors(fresh: Services, examples: Path) -> None:
    chosen = files(examples, 2)
    fresh.ingest(chosen)
    gone = fresh.remove([chosen[0].name])
    assert gone[0] not in fresh.generation.store.documents()
    assert all(record.document != gone[0] for record in fresh.generation.search.records("project"))
    with pytest.raises(NotFound):
        fresh.text(gone[0])
    assert fresh.check() == []


def test_an_interrupted_ingest_leaves_the_old_generation(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 1))
    name, before = fresh.generation.name, fresh.export("nquads")
    with pytest.raises(RuntimeError), publication(fresh.library) as made:
        made.remove(next(iter(made.documents)))
        raise RuntimeError("cut off")
    assert fresh.library.current_name() == name
    assert fresh.export("nquads") == before
    assert not list((fresh.settings.indexes / "generations").glob(".building-*"))


def test_a_reader_keeps_its_generation_while_the_next_is_published(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 1))
    held = fresh.generation
    assert len(held.store.documents()) == 1
    Services(fresh.settings).ingest(files(examples, 2))
    assert len(held.store.documents()) == 1
    assert len(fresh.generation.store.documents()) == 2


def test_one_writer_at_a_time(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 1))
    with publication(fresh.library), pytest.raises(IndexBusy):
        fresh.ingest(files(examples, 2))


def test_another_text_engine_builds_the_index_again(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 1))
    found = fresh.search("满意度", mode="keyword").total
    whoosh = Services(fresh.settings.with_changes(text_engine="whoosh"))
    outcome = whoosh.ingest(files(examples, 1))
    assert outcome.unchanged and outcome.generation == whoosh.library.current_name()
    assert whoosh.status()["text_engine"] == "whoosh"
    assert whoosh.search("满意度", mode="keyword").total == found > 0


@pytest.mark.slow
def test_the_index_remembers_its_model(fresh: Services, examples: Path, tmp_path: Path) -> None:
    from yusuan.search.meaning.embedding import SHIPPED_MODEL

    copy = shutil.copytree(SHIPPED_MODEL, tmp_path / "another-model")
    fresh.ingest(files(examples, 1))
    other = Services(fresh.settings.with_changes(model=str(copy), encoder="sentence-transformers"))
    assert other.ingest(files(examples, 1)).generation is not None
    later = Services(fresh.settings)
    assert later.status()["model"] == str(copy)
    assert later.search("教师培训", mode="semantic").total > 0


def test_no_index_is_said_with_the_command_that_makes_one(fresh: Services) -> None:
    with pytest.raises(IndexMissing, match="yusuan ingest"):
        fresh.status()


@pytest.mark.parametrize("part", ["search", "documents", "graph", "manifest.json"])
def test_damage_is_found_and_named(fresh: Services, examples: Path, part: str) -> None:
    fresh.ingest(files(examples, 1))
    target = fresh.generation.directory / part
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.write_text("{", "utf-8")
    opened = Services(fresh.settings)
    found = opened.check()
    assert found and all(damage.zh and damage.en for damage in found)


@pytest.mark.parametrize("part", ["search/vectors", "search/text", "search/records", "search"])
def test_ingest_mends_what_it_builds_anyway(fresh: Services, examples: Path, part: str) -> None:
    fresh.ingest(files(examples, 1))
    shutil.rmtree(fresh.generation.directory / part)
    mending = Services(fresh.settings)
    mending.ingest(files(examples, 1))
    assert mending.check() == []


def test_an_index_made_again_under_the_same_name_is_noticed(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 1))
    first = fresh.export("nquads")
    shutil.rmtree(fresh.settings.indexes)
    Services(fresh.settings).ingest(files(examples, 2)[1:])
    assert fresh.library.current_name() == "000001"
    assert fresh.export("nquads") != first


@pytest.mark.parametrize("part", ["documents", "graph", "manifest.json"])
def test_what_ingest_cannot_mend_is_built_anew_on_request(fresh: Services, examples: Path, part: str) -> None:
    fresh.ingest(files(examples, 1))
    target = fresh.generation.directory / part
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
    later = Services(fresh.settings)
    with pytest.raises((IndexDamaged, IndexMissing)):
        later.ingest(files(examples, 2))
    later.ingest(files(examples, 2), fresh=True)
    assert later.check() == [] and len(later.generation.store.documents()) == 2


def test_a_killed_ingest_leaves_the_old_generation(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 1))
    before = fresh.export("nquads")
    code = (
        "import os, signal; from yusuan.library import Library, publication; from yusuan.settings import *\n"
        "from pathlib import Path\n"
        f"with publication(Library(Settings(indexes=Path({str(fresh.settings.indexes)!r})))) as made:\n"
        "    made.remove(next(iter(made.documents))); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    opened = Services(fresh.settings)
    assert opened.check() == [] and opened.export("nquads") == before
    opened.ingest(files(examples, 2))
    assert not list((fresh.settings.indexes / "generations").glob(".building-*"))


def test_repair_builds_text_and_vectors_from_the_graph(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 1))
    shutil.rmtree(fresh.generation.directory / "search")
    mended = Services(fresh.settings)
    mended.repair()
    assert mended.check() == []
    assert mended.search("项目", mode="keyword").total > 0


def test_a_current_that_names_nothing_is_damage(fresh: Services, examples: Path) -> None:
    fresh.ingest(files(examples, 1))
    (fresh.settings.indexes / "CURRENT").write_text("999999\n", "ascii")
    with pytest.raises(IndexDamaged, match="repair"):
        Services(fresh.settings).status()


@pytest.mark.parametrize("written", ["86.40", "86.4", "８６．４０", "86.40万元"])
def test_a_project_is_found_by_its_amount_however_it_is_written(services: Services, written: str) -> None:
    hits = services.search(written, mode="keyword").hits
    assert "电子政务内网运行维护" in [hit.record.label for hit in hits if hit.record.kind == "project"]


def test_indicators_are_found_by_their_level(services: Services) -> None:
    found = services.search("满意度指标", "keyword", Filters(kind="indicator"), limit=200)
    stated = services.generation.store.select(
        "SELECT ?i { ?i bgt:level1 <https://w3id.org/yusuan/concept/level/satisfaction> }"
    )
    assert found.total >= len(stated) > 5
