"""Fictional records, and an encoder that knows a few meanings, for tests of whole-index search."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from yusuan.model.record import Passage, Record
from yusuan.search.cutter import Cutter
from yusuan.search.meaning.embedding import Matrix
from yusuan.search.meaning.model_identity import ModelIdentity

MEANINGS = [
    {"内网", "网络", "机房", "线路"},
    {"车辆", "用车", "汽车"},
    {"食堂", "用餐", "饭菜"},
    {"培训", "讲课"},
]


class MeaningEncoder:
    """One direction a meaning; a text leans towards the meanings of its words, half of each direction its own."""

    def __init__(self, name: str = "meanings") -> None:
        self.identity = ModelIdentity(name, name, len(MEANINGS), "mean")
        self.encoded: list[str] = []
        self._cutter = Cutter(["内网"])

    def encode(self, texts: Sequence[str], query: bool = False) -> Matrix:
        self.encoded.extend(texts)
        rows = [[sum(w in meaning for w in self._cutter.cut(text)) for meaning in MEANINGS] for text in texts]
        matrix = np.array(rows, dtype=np.float32).reshape(len(texts), len(MEANINGS))
        unit: Matrix = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), np.float32(1e-9))
        return unit


def project(
    code: str, name: str, purpose: str, goal: str, indicators: Sequence[str], county: int, *topics: str
) -> Record:
    texts = [
        ("name", name),
        ("purpose", purpose),
        ("goal", goal),
        *(("indicator", each) for each in indicators),
    ]
    passages, at = [], 0
    for field, text in texts:
        passages.append(Passage(field, text, f"doc{county}", at, at + len(text)))
        at += len(text) + 1
    return Record(
        f"https://example.org/id/{code}",
        "project",
        name,
        f"doc{county}",
        code=code,
        department=f"{county}号县县委办公室",
        department_iri=f"dept/{county}",
        division=f"{county}号县",
        division_code=f"99010{county}",
        divisions=(f"99010{county}", f"{county}号县", "云岭市"),
        year=2022 + county,
        topics=topics,
        passages=tuple(passages),
    )


@pytest.fixture(scope="session")
def records() -> list[Record]:
    intranet = "topic/e-government-intranet"
    return [
        project("P1", "电子政务内网建设", "机房改造", "完成内网升级", ["网络可用率", "覆盖单位数量"], 1, intranet),
        project("P2", "线路租赁", "租用网络线路", "保障线路畅通", ["租用期限"], 2, intranet),
        project("P3", "政务内网维护", "机房维护", "内网稳定运行", ["故障次数", "覆盖单位数量"], 1, intranet),
        project("P4", "公务用车更新", "购置车辆", "满足用车需要", ["购置数量"], 2),
        project("P5", "食堂改造", "改善用餐", "饭菜可口", ["满意度"], 2),
        Record("https://example.org/id/note", "passage", "汽车停放说明", "doc2", division="2号县", year=2024,
               passages=(Passage("text", "汽车一律停放在院内", "doc2", 90, 99),)),
        *(Record(f"https://example.org/id/{code}/indicators/2", "indicator", "覆盖单位数量", "doc1",
                 passages=(Passage("name", "覆盖单位数量", "doc1", at, at + 6),)) for code, at in (("P1", 190), ("P3", 290))),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def encoder() -> type[MeaningEncoder]:
    return MeaningEncoder
