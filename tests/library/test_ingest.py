"""Bad files cost themselves only: each is refused with one sentence that names it, the rest is ingested."""

from __future__ import annotations

import io
import json
import os
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.extraction import extract
from yusuan.ingest import gathering
from yusuan.library.entry import prepared
from yusuan.model.document import Document, Part, Span
from yusuan.reading import read
from yusuan.settings import ReadingLimits, Settings

pytestmark = pytest.mark.slow

BAD = {
    "empty.txt": b"",
    "spaces.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "report.pdf": b"%PDF-1.7\n",
    "notes.xyz": "周三下午三点开会，带上水杯。".encode(),  # no such format: read as what it holds
    "recipe.txt": "番茄炒蛋：番茄两个，鸡蛋三个，先炒蛋，再炒番茄，加盐。\n".encode(),
    "endless.txt": "部门预算\t公开\n".encode() * 250_000,
    "broken.txt": "部门预算公开情况说明".encode() + b"\xff\xfe\xff" * 10,
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_each_bad_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    outcome = Services(Settings(indexes=tmp_path / "indexes", jobs=1)).ingest([path])
    assert [Path(refusal.path).name for refusal in outcome.refused] == [name]
    error = outcome.refused[0].error
    assert name in error.zh and name in error.en
    assert "\n" not in error.zh
    assert not outcome.added


def test_the_rest_is_ingested(tmp_path: Path, examples: Path) -> None:
    for name, data in BAD.items():
        (tmp_path / name).write_bytes(data)
    good = next(iter(sorted(examples.glob("*.txt"))))
    (tmp_path / good.name).write_bytes(good.read_bytes())
    services = Services(Settings(indexes=tmp_path / "ix" / "indexes", jobs=1))
    outcome = services.ingest([tmp_path, tmp_path / "missing.txt"])
    assert len(outcome.added) == 1
    assert len(outcome.refused) == len(BAD) + 1
    assert len(services.generation.store.documents()) == 1


def test_many_files_are_read_by_several_processes(tmp_path: Path, examples: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for path in examples.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    for number in range(3):
        (folder / f"bad{number}.txt").write_bytes(b"\x00" * 100)
    outcome = Services(Settings(indexes=tmp_path / "indexes", jobs=2)).ingest([folder])
    assert len(outcome.added) == 7 and len(outcome.refused) == 3


def test_an_excerpt_in_a_table_says_its_row_and_column(services: Services) -> None:
    rows = services.generation.store.select(
        "SELECT ?exact ?row ?column { ?e bgt:tableRow ?row ; bgt:tableColumn ?column ;"
        " oa:hasSelector/oa:exact ?exact FILTER(?exact = '105-2023-QSN-4A7K') }"
    )
    assert [(row["row"].value, row["column"].value) for row in rows] == [("1", "2")]


def archive(examples: Path, folder: str = "柳塘县/财政局") -> bytes:
    """Two of the examples and a bad file as an archive inside an archive."""
    inner, outer = io.BytesIO(), io.BytesIO()
    first, second, *_ = sorted(examples.glob("*.txt"))
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr(f"{folder}/{first.name}", first.read_bytes())
    with zipfile.ZipFile(outer, "w") as made:
        made.writestr("内.zip", inner.getvalue())
        made.writestr(second.name, second.read_bytes())
    return outer.getvalue()


def test_an_archive_is_read_member_by_member_and_not_unpacked_again(
    tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "云川市"
    folder.mkdir()
    (folder / "预算.zip").write_bytes(archive(examples))
    services = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    outcome = services.ingest([folder])
    assert len(outcome.added) == 2 and not outcome.refused
    places = {entry["path"].rpartition("/云川市/")[2] for entry in services.generation.manifest["documents"].values()}
    first, second, *_ = sorted(path.name for path in examples.glob("*.txt"))
    assert places == {f"预算.zip!内.zip/柳塘县/财政局/{first}", f"预算.zip!{second}"}
    monkeypatch.setattr(gathering, "_listed", None)  # opening it again would fail
    again = services.ingest([folder])
    assert len(again.unchanged) == 2 and not again.added and not again.refused


def test_an_archive_with_a_bad_member_costs_that_member(tmp_path: Path, examples: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        good = sorted(examples.glob("*.txt"))[0]
        made.writestr(good.name, good.read_bytes())
        made.writestr("坏/空.txt", b"")
        made.writestr("large.txt", bytes(3 * 1024**2))
    limits = ReadingLimits(file_bytes=2 * 1024**2)
    services = Services(Settings(indexes=tmp_path / "ix", jobs=1, reading=limits))
    for _ in range(2):
        outcome = services.ingest([tmp_path / "a.zip"])
        assert sorted(refusal.path.rpartition("/")[2] for refusal in outcome.refused) == ["a.zip", "空.txt"]
        assert {"large.txt" in refusal.error.zh for refusal in outcome.refused} == {True, False}
    assert len(outcome.unchanged) == 1


def test_folders_are_told_from_the_path_that_was_named(tmp_path: Path) -> None:
    for name in ("柳塘县/财政局/预算.txt", "柳塘县/.git/x.txt", "柳塘县/页面.html", "柳塘县/页面_files/logo.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    limits = ReadingLimits()
    found = gathering.gather([tmp_path / "柳塘县"], limits).items
    assert {item.name: item.folders for item in found} == {
        "预算.txt": ("柳塘县", "财政局"),
        "页面.html": ("柳塘县",),
    }
    (one,) = gathering.gather([tmp_path / "柳塘县" / "财政局" / "预算.txt"], limits).items
    assert one.folders == ("财政局",)


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    found = gathering.gather([tmp_path], ReadingLimits())
    assert not found.items and len(found.refused) == 2
    assert all("普通文件" in refusal.error.zh for refusal in found.refused)


def test_names_that_cannot_be_encoded_are_kept_printable(tmp_path: Path, examples: Path) -> None:
    good = sorted(examples.glob("*.txt"))[0]
    path = os.fsencode(tmp_path) + b"/" + "预算".encode("gb18030") + b".txt"
    try:
        Path(os.fsdecode(path)).write_bytes(good.read_bytes())
    except OSError:
        pytest.skip("this file system takes no names that are not UTF-8")
    services = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    services.ingest([Path(os.fsdecode(path))])
    (entry,) = services.generation.manifest["documents"].values()
    assert entry["name"] == "预算.txt"


def test_page_sheet_and_confidence_of_an_excerpt_reach_graph_and_export(tmp_path: Path, examples: Path) -> None:
    document = read(sorted(examples.glob("*.txt"))[0].read_bytes(), "预算.txt")
    half = len(document.text) // 2
    parts = (
        Part(Span(0, half), page=3, sheet="表一", confidence=Decimal("0.870")),
        Part(Span(half, len(document.text)), page=4),
    )
    paged = Document(document.source, document.text, document.blocks, parts=parts)
    services = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    from yusuan.library import publication

    with publication(services.library) as made:
        made.put(prepared(extract(paged), paged, services.settings.base), "预算.txt")
        made.commit()
    (exported,) = json.loads(services.export("json"))
    evidence = exported["document"]["evidence"][0]
    assert (evidence["page"], evidence["sheet"], evidence["confidence"]) == (3, "表一", "0.87")
    rows = services.generation.store.select(
        "SELECT ?x ?page ?machine { ?x a bgt:Excerpt ; bgt:page ?page OPTIONAL { ?x bgt:readByMachine ?machine } }"
    )
    assert {(row["page"].value, "machine" in row) for row in rows} == {("3", True), ("4", False)}
    assert services.validate() == []


def test_what_a_reader_met_is_among_the_issues(tmp_path: Path, examples: Path) -> None:
    path = sorted(examples.glob("*.txt"))[0]
    page = read(path.read_bytes(), path.name).text.replace("\n", "<br>\n")
    (tmp_path / "预算.xls").write_text(f"<html><body>{page}</body></html>", "utf-8")
    services = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    assert not services.ingest([tmp_path / "预算.xls"]).refused
    assert "format.mismatch" in [group.code for group in services.issues()]
