"""Cells one after the other and the rows they are: under which columns, and where nothing tells."""

from __future__ import annotations

import pytest

from yusuan.extraction.recovery.cells import Fragment
from yusuan.extraction.recovery.rows_of_cells import rows_of
from yusuan.extraction.stated import normal
from yusuan.model.document import Span

LEVELS = ["level1", "level2", "name", "target"]


def cut(text: str, kinds: list[str], merged: list[int]) -> tuple[list[list[str]], int]:
    """The rows of the cells of ``text``, which "/" parts, and how many cells they hold."""
    fragments, at = [], 0
    for cell in text.split("/"):
        fragments.append(Fragment(Span(at, at + len(cell)), normal(cell)))
        at += len(cell) + 1
    rows, end = rows_of(fragments, kinds, merged)
    return [[text[span.start : span.end] for span in row] for row in rows], end


def test_levels_that_are_merged_stand_under_their_columns() -> None:
    rows, end = cut("产出指标/数量指标/村数/11个/质量指标/合格率/95%/按时率/100%", LEVELS, [1, 2])
    assert end == 9
    assert rows == [
        ["产出指标", "数量指标", "村数", "11个"],
        ["", "质量指标", "合格率", "95%"],
        ["", "", "按时率", "100%"],
    ]


def test_groups_of_a_countys_own_are_told_by_the_numbers_beside_them() -> None:
    rows, _ = cut("做了多少/清淤长度/12公里/40/清淤次数/2次/20/群众看法/村民满意度/90%/40", ["level1", "name", "target", "weight"], [1])
    assert [row[0] for row in rows] == ["做了多少", "", "群众看法"]


def test_a_last_column_that_is_blank_is_missing() -> None:
    kinds = ["level1", "name", "target", "weight", "score", "shortfall"]
    rows, _ = cut("产出指标/村数/12个/10/9/一村未完成/户数/300户/10/10", kinds, [1])
    assert rows == [
        ["产出指标", "村数", "12个", "10", "9", "一村未完成"],
        ["", "户数", "300户", "10", "10", ""],
    ]


def test_a_sum_at_the_end_of_the_text_may_lack_the_blank_cells_behind_it() -> None:
    kinds = ["ignore", "unit", "project", "amount", "purpose"]
    rows, end = cut("1/石桥镇/晒谷场/12.5/硬化场地/2/河口镇/机耕路/30/修缮路面///合计/42.5", kinds, [1, 2])
    assert end == 14
    assert rows[-1] == ["", "", "合计", "42.5", ""]


def test_what_is_behind_the_rows_is_none_of_them() -> None:
    assert cut("清淤长度/12公里/清淤次数/2次/2024", ["name", "target"], [])[1] == 4


@pytest.mark.parametrize(
    "text",
    ["数量/持续改善/长效机制/逐步完善/群众评价/较好/村民看法/很好", "甲/乙/丙/丁/戊/己/庚/辛"],
    ids=["words alone", "letters"],
)
def test_cells_that_nothing_tells_apart_are_no_rows(text: str) -> None:
    assert cut(text, ["level1", "name", "target"], [1]) == ([], 0)


def test_a_row_is_not_called_by_a_number_or_a_sign() -> None:
    assert cut("12/清淤长度", ["name", "target"], []) == ([], 0)
    assert cut("≥12公里/清淤长度", ["name", "target"], []) == ([], 0)
