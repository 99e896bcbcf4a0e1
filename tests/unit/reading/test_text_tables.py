"""Tables of plain text ruled with bars, in every way that text made from pages prints them, and page marks."""

from __future__ import annotations

import pytest

from yusuan.model.document import Heading, Paragraph, Table
from yusuan.reading import read
from yusuan.reading.text.blocks import blocks
from yusuan.reading.text.page_marks import page_marks
from yusuan.reading.text.widths import width_of


def tables(text: str) -> list[list[list[str]]]:
    """Every table's rows of words."""
    found = [block for block in blocks(text) if isinstance(block, Table)]
    return [[[text[c.span.start : c.span.end] for c in row] for row in table.rows] for table in found]


ROWS = [["项目", "预算数", "决算数"], ["公务接待费", "3", "2.5"], ["会议费", "", "1"]]


@pytest.mark.parametrize(
    "text",
    [
        "| 项目 | 预算数 | 决算数 |\n|---|---|---|\n| 公务接待费 | 3 | 2.5 |\n| 会议费 | | 1 |\n",
        "项目 | 预算数 | 决算数\n公务接待费 | 3 | 2.5\n会议费 | | 1\n",
        "项目 | 预算数 | 决算数 |\n\n公务接待费 | 3 | 2.5 |\n\n会议费 | | 1 |\n",
        "项目 |\n预算数 |\n决算数 |\n公务接待费 |\n3 |\n2.5 |\n会议费 |\n|\n1 |\n",
        "项目\n|\n预算数\n|\n决算数\n|\n公务接待费\n|\n3\n|\n2.5\n|\n会议费\n|\n|\n1\n|\n",
        "项目 |\n预算数 |\n决算数 |\n公务接待费 |\n3 |\n2.5 |\n会议费 |\n|\n1",
    ],
    ids=["markdown", "no outer bars", "blank lines", "a cell a line", "bars alone", "no bar at the end"],
)
def test_one_table_in_every_form(text: str) -> None:
    assert tables(text) == [ROWS]


def test_a_row_of_column_numbers_tells_the_width() -> None:
    cells = [
        "序号",
        "收入",
        "支出",
        "",
        "",
        "栏次",
        "1",
        "2",
        "3",
        "4",
        "1",
        "拨款",
        "6.5",
        "教育",
        "6",
        "2",
        "其他",
        "",
        "医疗",
        "",
    ]
    text = "".join(f"{cell} |\n" if cell else "|\n" for cell in cells)
    assert [len(row) for row in tables(text)[0]] == [5, 5, 5, 5]


def test_two_halves_of_a_table_are_one_row() -> None:
    cells = [
        "收入",
        "执行数",
        "支出",
        "执行数",
        "总计",
        "50",
        "总计",
        "50",
        "税收",
        "40",
        "教育支出",
        "30",
        "非税",
        "10",
        "",
        "",
    ]
    assert width_of(cells) == 4


def test_codes_before_names_are_a_column() -> None:
    cells = [
        "科目编码",
        "科目名称",
        "合计",
        "201",
        "一般公共服务支出",
        "12",
        "20101",
        "人大事务",
        "7",
        "20102",
        "政协事务",
        "5",
    ]
    assert width_of(cells) == 3


def test_bars_in_running_text_are_no_table() -> None:
    text = (
        "首页 | 信息公开\n字号： |\n发布时间：2023-01-05 | 发布单位：教育局\n\n本单位2023年预算公开如下。\n"
    )
    assert tables(text) == []


def test_the_title_between_two_tables_is_in_neither() -> None:
    text = "项目 |\n金额 |\n会议费 |\n2 |\n使用情况\n项目 |\n次数 |\n会议 |\n5 |\n"
    assert tables(text) == [[["项目", "金额"], ["会议费", "2"]], [["项目", "次数"], ["会议", "5"]]]
    assert any(isinstance(block, Paragraph) for block in blocks(text))


def test_words_alone_have_no_known_width() -> None:
    assert width_of(["项目", "类别", "道路", "新建", "桥梁", "维修"]) is None


@pytest.mark.parametrize("mark", ["- 2 -", "— 2 —", "—2—", "第2页 共9页", "第 2 页", "2"])
def test_a_page_mark_does_not_cut_a_sentence(mark: str) -> None:
    text = f"2023年安排公务接待费5万元，主要用于接待外县来\n{mark}\n访人员，比上年减少1万元。\n"
    document = read(text.encode(), "a.txt")
    (block,) = document.blocks
    assert [document.words(margin) for margin in document.margins] == [mark]
    assert document.words(block.span).startswith("2023年") and document.words(block.span).endswith("1万元。")


def test_a_page_mark_between_words() -> None:
    text = "一、部门职责 — 1 — 二、机构设置 一- 2 - 三、预算安排"
    assert [text[mark.start : mark.end] for mark in page_marks(text)] == ["— 1 —", "一- 2 -"]


def test_numbers_of_a_table_are_no_page_marks() -> None:
    text = "项目\n预算数\n会议费\n12\n培训费\n8\n合计\n20\n说明\n"
    assert page_marks(text) == ()


def test_lines_wrapped_at_one_width_are_one_paragraph() -> None:
    full = "本单位严格执行中央八项规定精神及其实施细则和我省有关办法"
    lines = [full[:27], full[:27], full[:27], full[:27], full[:27], full[:27], "压减一般性支出。"]
    found = blocks("\n".join(lines))
    assert [type(block) for block in found] == [Paragraph]


def test_short_lines_are_not_wrapped() -> None:
    found = blocks("一、收入\n二、支出\n三、说明\n")
    assert [type(block) for block in found] == [Heading] * 3


@pytest.mark.parametrize(
    "text", ["|" * 50_000, "1 |\n" * 20_000, "项 目\n|\n" * 10_000, "a | b\n" * 10_000 + "- 1 - " * 10_000]
)
def test_hostile_bars_are_read_without_a_crash(text: str) -> None:
    assert sum(1 for _ in blocks(text)) >= 1


def test_the_title_of_the_next_table_ends_a_run_of_rows() -> None:
    text = "项目\t预算数\n公务接待费\t5\n机构运行信息表\n项目\t统计数\n车辆数\t3\n"
    document = read(text.encode(), "a.txt")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [2, 2]
