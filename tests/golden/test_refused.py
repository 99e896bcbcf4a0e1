"""Files that are no disclosure, or cannot be read: each is refused with one sentence that names it, at once."""

from __future__ import annotations

import contextlib

import pytest
from layouts import OPENING, Project, rows_layout
from tests.steps import effort

from yusuan.errors import SourceRefused
from yusuan.extraction import extract
from yusuan.reading import read

pytestmark = pytest.mark.slow

RECIPE = "红烧排骨\n\n一、材料\n\n排骨500克，酱油2勺，冰糖30克。\n\n二、做法\n\n1、排骨焯水。\n2、小火炖40分钟，收汁。\n\n三、费用预算\n\n约60元。\n"
NOVEL = (
    "第三章 雨夜\n\n他推开门，雨水顺着檐角落下来。\n\n“这笔预算是谁批的？”她问。\n\n没有人回答。屋里只剩下钟声，一下，又一下。\n"
    * 20
)
CONTRACT = "房屋租赁合同\n\n甲方：张某某\n\n一、租赁标的\n\n甲方将房屋一间出租给乙方。\n\n二、租金\n\n每月3000元，押金6000元，按预算支付。\n"
CODE = (
    "import os\n\n\ndef budget(total: int) -> int:\n\t# 预算\n\tif total > 100:\n\t\treturn total\n\treturn 0\n\n\nBUDGET = {'预算': 12}\n"
    * 10
)
NEWS = (
    "云溪县召开2023年财政工作会议\n\n本报讯 3月5日，云溪县召开财政工作会议。会议指出，今年一般公共预算收入完成5亿元，增长6%，"
    "各部门要压减“三公”经费，把钱花在刀刃上。县教育局负责人表示，将严格执行部门预算。\n\n会议强调，要加强绩效管理。\n"
)
LAW = "某某管理条例\n\n第一章 总则\n\n第一条 为了加强预算管理，制定本条例。\n\n第二条 本条例适用于本县。\n\n第二章 预算编制\n\n第三条 编制预算。\n"


def refusal(data: bytes | str, name: str = "文件.txt") -> str:
    raw = data.encode("utf-8") if isinstance(data, str) else data
    with pytest.raises(SourceRefused) as caught:
        extract(read(raw, name))
    assert name in caught.value.zh
    assert name in caught.value.en
    assert "\n" not in caught.value.zh
    return caught.value.zh


@pytest.mark.parametrize(
    "text",
    [RECIPE, NOVEL, CONTRACT, CODE, NEWS, LAW],
    ids=["recipe", "novel", "contract", "code", "news", "law"],
)
def test_what_is_no_disclosure_is_refused(text: str) -> None:
    assert "未收录" in refusal(text)


def test_a_disclosure_that_names_nobody_is_kept_with_an_issue() -> None:
    text = rows_layout(Project(), opening="2023年部门预算公开说明\n\n一、预算项目绩效目标\n")
    found = extract(read(text.encode("utf-8"), "文件.txt"))
    assert "department.missing" in {issue.code for issue in found.issues}


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 100], ids=repr)
def test_an_empty_file(data: bytes) -> None:
    assert "空" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01" + bytes(500), b"\x81" * 999, b"\xff\xfe\x00"],
    ids=["every byte", "program", "half characters", "odd UTF-16"],
)
def test_a_binary_file(data: bytes) -> None:
    assert refusal(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04...", "文件.txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "文件.xls"),
        (b"<html><body>", "文件.txt"),
        (b"7z\xbc\xaf\x27\x1c", "文件.7z"),
        ("云溪县".encode(), "预算.docx"),
    ],
    ids=["zip", "workbook", "page", "7z", "text"],
)
def test_a_broken_or_foreign_file_is_refused_by_its_content(data: bytes, name: str) -> None:
    assert refusal(data, name)


def test_utf16_cut_in_the_middle_of_a_character() -> None:
    data = rows_layout(Project()).encode("utf-16")
    assert "不完整" in refusal(data[:-1])


def test_utf8_with_a_mark_cut_in_the_middle_of_a_character() -> None:
    data = rows_layout(Project()).rstrip().encode("utf-8-sig")
    cut = data[: data.rfind("问".encode()) + 2]
    assert refusal(cut)


ORDINARY = "\n".join(rows_layout(Project()) for _ in range(20))
MOST_TIMES = 8
"""Times the processor's time of ordinary forms, a character for a character, that the worst text may take."""


def _effort(text: str) -> float:
    """The seconds of this process's own work, whatever else the machine does, to read and extract ``text``; nothing but a
    refusal may be raised."""

    def task() -> None:
        with contextlib.suppress(SourceRefused):
            extract(read(text.encode("utf-8"), "big.txt"))

    return effort(task)


def does_not_explode(text: str, ordinary: float) -> None:
    """``text`` may take several times the effort of as much of ordinary forms, but not the square of its length."""
    most = MOST_TIMES * ordinary * max(1.0, len(text) / len(ORDINARY))
    assert any(_effort(text) < most for _ in range(3))  # a collection of garbage may fall into one try, not into three


MANY = 4_000
HARD = {
    "tabs": "\t" * (MANY * 10),
    "lines of one tab": "\t\n" * MANY,
    "spaces": " " * (MANY * 10),
    "newlines": "\n" * (MANY * 10),
    "open brackets": "（" * MANY + "公务接待费5万元",
    "nested brackets": "（" * MANY + "公务接待费5万元" + "）" * MANY,
    "quotes": "《" * MANY + "》" * MANY,
    "one line": "公务接待费5万元，比上年减少1万元。" * MANY,
    "one line of digits": "1" * (MANY * 10),
    "digits with commas": "1," * (MANY * 5),
    "spaced digits": "1 " * (MANY * 5),
    "neutral words": "公务接待费" + "预算支出安排" * MANY + "5万元",
    "a list": "公务接待费、会议费、" * MANY + "均为5万元",
    "years": "2023年" * MANY,
    "dollars": "$" * MANY + "\\geq" * MANY,
    "tags": "<p " * MANY,
    "ordinals": "1、" * MANY,
    "colons": "单位：" * MANY,
    "blank cells": "\t项目编码\n\n" * (MANY // 10),
    "rows": "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\n" * (MANY // 4),
    "since": "比上年" * MANY,
    "departments": "云溪县教育局" * MANY,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_nothing_hangs_or_crashes(text: str) -> None:
    ordinary = _effort(ORDINARY)
    does_not_explode(text, ordinary)
    does_not_explode(OPENING + "\n四、“三公”经费预算情况\n\n" + text + "\n\n五、名词解释\n\n" + text, ordinary)
    does_not_explode(rows_layout(Project(purpose=text.replace("\t", " ").replace("\n", " "))), ordinary)
