"""Which header stands over a column, however the header was written: merged, with blanks, over two rows or three."""

from __future__ import annotations

import pytest

from yusuan.extraction.tables.grid import Grid, grid_of, header_paths
from yusuan.extraction.tables.rows import rows_of
from yusuan.model.document import Source
from yusuan.reading.canvas import Canvas, GridCell


def grid(*rows: list[GridCell]) -> Grid:
    canvas = Canvas()
    table = canvas.grid(rows)
    assert table is not None
    return grid_of(rows_of(canvas.document(Source("0" * 64, "a", "x", "")), table))


def plain(*rows: str) -> Grid:
    return grid(*([GridCell(text, at) for at, text in enumerate(row.split("|"))] for row in rows))


MERGED = (
    [GridCell("项目", 0, rowspan=2), GridCell("收入", 1, colspan=2), GridCell("支出", 3, colspan=2)],
    [GridCell("甲", 1), GridCell("乙", 2), GridCell("丙", 3), GridCell("丁", 4)],
)


@pytest.mark.parametrize("header", [grid(*MERGED), plain("项目|收入||支出|", "|甲|乙|丙|丁")])
def test_a_header_reads_the_same_merged_or_with_blanks(header: Grid) -> None:
    paths = [[entry.label for entry in path] for path in header_paths(header, 0, 2)]
    assert paths == [["项目"], ["收入", "甲"], ["收入", "乙"], ["支出", "丙"], ["支出", "丁"]]


def test_a_header_does_not_stretch_over_a_column_of_its_own() -> None:
    paths = header_paths(plain("项目|合计|支出||备注", "||丙|丁|"), 0, 2)
    assert [[entry.label for entry in path] for path in paths] == [
        ["项目"],
        ["合计"],
        ["支出", "丙"],
        ["支出", "丁"],
        ["备注"],
    ]


def test_a_middle_row_stretches_only_under_its_own_header() -> None:
    paths = header_paths(plain("收入|||支出|", "|财政|||本级", "总|甲|乙|丙|丁"), 0, 3)
    assert [[entry.label for entry in path] for path in paths] == [
        ["收入", "总"],
        ["收入", "财政", "甲"],
        ["收入", "财政", "乙"],
        ["支出", "丙"],
        ["支出", "本级", "丁"],
    ]


def test_a_position_under_a_merged_cell_is_covered_by_it() -> None:
    header = grid(*MERGED)
    covering = header.at(1, 0)
    assert covering is not None
    assert covering.label == "项目"
    assert [entry.label for entry in header.column(2, 0, 2)] == ["收入", "乙"]
    assert header.at(5, 5) is None
