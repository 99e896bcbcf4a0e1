"""Recall is complete: whatever run of Chinese characters a record holds finds it, on both engines alike."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.deadline import Deadline
from yusuan.model.record import Filters, Passage, Record
from yusuan.search.analysis import Analyzer
from yusuan.search.cutter import Cutter
from yusuan.search.fulltext import ENGINES, engine_named
from yusuan.search.fulltext.query import parse

ANALYZER = Analyzer(Cutter(["内网", "电子政务", "指挥调度"]))
# Words that a cutter likes, characters that tear them apart, punctuation, digits and what a page leaves behind.
PIECES = ["内网", "电子政务", "指挥调度", "建设", "资金", "项目", "保障", "有限公司", "的", "和", "境", "费", "不", "一",
          "，", "。", "（", "）", "、", "“", "”", "\n", "\n\n", " ", "\u3000", "2024", "１０５０", "5G", "%"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=2, max_size=25).map("".join)
RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


def records(texts: list[str]) -> list[Record]:
    return [
        Record(f"r{n}", "project", "x", "doc", passages=(Passage("goal", text, "doc", 0, len(text)),))
        for n, text in enumerate(texts)
    ]


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
def test_any_run_of_characters_finds_its_record(texts: list[str], data: st.DataObject) -> None:
    runs = [(n, run) for n, text in enumerate(texts) for run in RUN.findall("".join(text.split()))]
    if not runs:
        return
    ordinal, run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 2))
    piece = run[start : data.draw(st.integers(start + 2, len(run)))]
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for name in ENGINES:
            engine = engine_named(name)
            engine.build(Path(folder, name), records(texts), ANALYZER)
            index = engine.open(Path(folder, name))
            for query in (piece, f'"{piece}"', f"goal:{piece}"):
                found[name, query] = {hit for hit, _ in index.search(parse(query, ANALYZER), Filters(), Deadline(60)).hits}
                assert ordinal in found[name, query], (name, query)
        assert all(found["tantivy", query] == hits for (_, query), hits in found.items())


@settings(max_examples=200)
@given(TEXTS)
def test_offsets_of_units_point_at_their_characters(text: str) -> None:
    from yusuan.search.analysis import SEPARATOR, units

    last = 0
    for unit in units(text):
        assert last <= unit.start < unit.end <= len(text)
        if unit.wide:
            assert text[unit.start : unit.end] == unit.text
        elif unit.text != SEPARATOR:
            assert any(character.isalnum() for character in text[unit.start : unit.end])
        last = unit.end
