"""Text as headings, paragraphs and tables: what a line is, where a table ends, which lines are one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.model.document import Block, Heading, Paragraph, Table
from yusuan.reading.text.blocks import blocks
from yusuan.reading.text.sentences import cut_between


def shape(text: str) -> list[object]:
    """Headings as (level, title), paragraphs as their words, tables as rows of words."""
    return [_shape(block, text) for block in blocks(text)]


def _shape(block: Block, text: str) -> object:
    if isinstance(block, Heading):
        return (block.level, block.title)
    if isinstance(block, Paragraph):
        return text[block.span.start : block.span.end]
    return [[text[cell.span.start : cell.span.end] for cell in row] for row in block.rows]


def test_headings_and_paragraphs() -> None:
    text = "一、部门职责\n\n负责全县教育工作。\n\n（一）收入说明\n\n2023年收入100万元。\n"
    assert shape(text) == [(1, "部门职责"), "负责全县教育工作。", (2, "收入说明"), "2023年收入100万元。"]


def test_a_part_is_above_its_sections() -> None:
    assert shape("第四部分 名词解释\n\n一、基本支出\n") == [(0, "名词解释"), (1, "基本支出")]


def test_a_numbered_sentence_is_no_heading() -> None:
    assert shape("1、负责全县教育工作。\n") == ["1、负责全县教育工作。"]


def test_rows_of_tabs() -> None:
    assert shape("项目\t数量\n房屋\t2\n车辆\t\n") == [[["项目", "数量"], ["房屋", "2"], ["车辆", ""]]]


def test_one_cell_a_line() -> None:
    assert shape("\t项目\n\t数量\n\n\t房屋\n\t\n\n\n后文。\n") == [[["项目", "数量"], ["房屋", ""]], "后文。"]


def test_a_row_cut_inside_a_cell_is_one_row() -> None:
    text = "项目\t说明\t数量\n房屋\t办公\n用房\t2\n车辆\t轿车\t3\n"
    (rows,) = shape(text)
    assert isinstance(rows, list)
    assert [len(row) for row in rows] == [3, 3, 3]
    assert rows[1][1] == "办公\n用房"


def test_a_blank_cell_has_an_empty_span() -> None:
    (table,) = blocks("项目\t\t数量\n")
    assert isinstance(table, Table)
    assert [cell.blank for cell in table.rows[0]] == [False, True, False]


CUT = [
    ("我单位按照", "有关规定执行。"),
    ("项目支", "出332万元"),
    ("包括会议费、", "培训费"),
    ("（含公务", "接待）费"),
    ("共计12", "万元。"),
    ("负责", "，承担"),
]
WHOLE = [
    ("负责文秘工作", "负责信访工作"),
    ("完成任务。", "做好值班"),
    ("部门职责：", "负责"),
    ("第一句", "（二）第二句"),
    ("收入", "- 1、支出"),
]


@pytest.mark.parametrize(("before", "after"), CUT)
def test_a_sentence_that_a_page_cut(before: str, after: str) -> None:
    assert cut_between(before, after)


@pytest.mark.parametrize(("before", "after"), WHOLE)
def test_two_sentences_stay_two(before: str, after: str) -> None:
    assert not cut_between(before, after)


def test_a_cut_sentence_is_one_paragraph_over_the_cut() -> None:
    text = "我单位2023年项目支\n\n出332.34万元。\n"
    assert shape(text) == ["我单位2023年项目支\n\n出332.34万元。"]


def test_the_tokeniser_is_not_loaded_for_lines_that_end(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = "import sys; from yusuan.reading.text.blocks import blocks; blocks('负责教育。\\n负责信访。\\n'); sys.exit('rjieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0
