"""Bad files cost themselves only: each is refused with one sentence that names it, the rest is ingested."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.settings import Settings

BAD = {
    "empty.txt": b"",
    "spaces.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "report.pdf": b"%PDF-1.7\n",
    "notes.xyz": "部门预算".encode(),
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
