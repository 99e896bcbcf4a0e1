"""The judged corpus (retrieval/): projects of fictional counties as disclosures, and the queries asked of them.

``projects.tsv`` has a project a line: goals and indicators parted by ；and |, an indicator as second level/name/target, the amount in
万元. ``queries.tsv`` has a query a line: its kind, its words, and the projects that answer it with grades, 3 what was meant, 2 also
useful, 1 touches it. What is not listed is 0; a nonsense query has none. A query whose words' CRC-32 is odd is held out: weights
are chosen on the others.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from zlib import crc32

HERE = Path(__file__).parent / "retrieval"
_LEVEL1 = {"效益": "效果指标", "满意度": "满意度指标"}
_LEVEL2 = {"效益": "社会效益指标", "满意度": "服务对象满意度指标"}


@dataclass(frozen=True, slots=True)
class Query:
    """One judged query: ``relevant`` maps project codes to grades 1 to 3."""

    kind: str
    text: str
    relevant: dict[str, int]

    @property
    def held_out(self) -> bool:
        """Whether the query only measures."""
        return crc32(self.text.encode()) % 2 == 1


def queries() -> list[Query]:
    """All judged queries."""
    return [
        Query(row["kind"], row["query"], {code: int(grade) for code, _, grade in _graded(row["relevant"])})
        for row in _rows("queries.tsv")
    ]


def _graded(listed: str) -> Iterator[tuple[str, str, str]]:
    return (each.partition(":") for each in listed.split())


def project_codes() -> list[str]:
    """The codes of all projects."""
    return [row["id"] for row in _rows("projects.tsv")]


def write_disclosures(folder: Path) -> list[Path]:
    """A text file for each department and year; returns their paths."""
    rows = sorted(_rows("projects.tsv"), key=lambda row: (row["county"], row["department"], row["year"]))
    written = []
    for (county, department, year), projects in groupby(
        rows, key=lambda row: (row["county"], row["department"], row["year"])
    ):
        path = folder / f"{county}{department}{year}.txt"
        tables = "\n\n".join(_table(row) for row in projects)
        path.write_text(
            f"{county}{department}{year}年部门预算公开\n\n预算项目绩效目标\n\n{tables}\n", "utf-8"
        )
        written.append(path)
    return written


def _table(row: dict[str, str]) -> str:
    name, amount = row["name"], row["amount"]
    goals = row["goals"].split("；")
    lines = [
        f"{name}绩效目标表",
        "单位：万元",
        f"项目编码\t{row['id']}\t项目名称\t{name}",
        f"预算规模及资金用途\t预算数\t{amount}\t其中：财政资金\t{amount}\t其他资金\t",
        f"\t{row['purpose']}。",
        f"绩效目标\t1、{goals[0]}。",
        *(f"\t{number}、{goal}。" for number, goal in enumerate(goals[1:], 2)),
        "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据",
    ]
    for each in row["indicators"].split("|"):
        level, indicator, target = each.split("/", 2)
        first, second = _LEVEL1.get(level, "产出指标"), _LEVEL2.get(level, f"{level}指标")
        lines.append(f"{first}\t{second}\t{indicator}\t{indicator}\t{target}\t工作计划")
    return "\n".join(lines)


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
