"""Goals numbered in one way or another, in one cell or several."""

from __future__ import annotations

import pytest

from yusuan.extraction.statements.narrative.numbered_goals import split_numbered
from yusuan.values.clean import clean


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1、完成轮训。2、建成3所学校。", ["完成轮训。", "建成3所学校。"]),
        ("1.完成轮训2.建成学校", ["完成轮训", "建成学校"]),
        ("1）完成轮训", ["完成轮训"]),
        ("（1）完成轮训；（2）培训200人次；", ["完成轮训；", "培训200人次；"]),
        ("①完成轮训② 建成学校", ["完成轮训", "建成学校"]),
        ("1、完成（1）轮训和（2）考核；2、建成学校", ["完成（1）轮训和（2）考核；", "建成学校"]),
        ("完成轮训，建成学校。", ["完成轮训，建成学校。"]),
        ("1、1-6月底完成；10月底验收", ["1-6月底完成；10月底验收"]),
    ],
)
def test_goals_of_a_cell(text: str, wanted: list[str]) -> None:
    assert [piece.text for piece in split_numbered(clean(text))] == wanted
