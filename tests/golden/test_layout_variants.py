"""Documents of the two known layouts that differ from the seeds in one thing each, and say the same."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import replace

import pytest
from facts import differences, disclosure_in, facts
from layouts import HEADER, OPENING, ROWS, Project, cell_rows, cells_layout, project_rows, rows_layout

from yusuan.extraction import extract
from yusuan.model.disclosure import Disclosure
from yusuan.reading import read

Layout = Callable[..., str]
BOTH = pytest.mark.parametrize("layout", [rows_layout, cells_layout], ids=["rows", "cells"])
ONE = Project()
MONTHS_WITH_DECEMBER = (("3月底", ""), ("6月底", "30.00"), ("10月底", ""), ("12月底", "100.00"))


def project_of(text: str) -> dict[str, object]:
    found: list[dict[str, object]] = facts(disclosure_in(text))["projects"]
    assert len(found) == 1
    return found[0]


def codes(disclosure: Disclosure) -> list[str]:
    return [issue.code for issue in disclosure.issues if not issue.code.startswith("division")]


PLAIN = {
    "code": "360-0205-JYN-5KQ2",
    "name": "教师培训经费",
    "amount": "1260000",
    "funding": [{"source": "source/fiscal", "amount": "1260000"}],
    "purpose": "用于全县中小学教师全员培训。",
    "goals": ["上半年完成轮训。", "10月底前完成全部培训。"],
    "payments": [{"month": 6, "share": "30"}, {"month": 10, "share": "100"}],
    "indicators": [
        {
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "培训人次",
            "description": "全年培训教师的人次",
            "target": {"text": "≥240人次", "operator": ">=", "value": "240", "unit": "人次"},
            "basis": "年度计划",
        },
        {
            "level1": "产出指标",
            "level2": "质量指标",
            "name": "合格率",
            "target": {"text": "≥97%", "operator": ">=", "value": "97", "unit": "%"},
            "basis": "考核成绩",
        },
        {
            "level1": "产出指标",
            "level2": "时效指标",
            "name": "完成时间",
            "target": {"text": "10月底前", "operator": None, "value": None, "unit": None},
            "basis": "年度计划",
        },
        {
            "level1": "效益指标",
            "level2": "社会效益指标",
            "name": "覆盖学校",
            "target": {"text": "86所", "operator": "=", "value": "86", "unit": "所"},
            "basis": "学校名册",
        },
        {
            "level1": "满意度指标",
            "level2": "服务对象满意度指标",
            "name": "教师满意度",
            "target": {"text": "≥92%", "operator": ">=", "value": "92", "unit": "%"},
            "basis": "调查问卷",
        },
    ],
}


@BOTH
def test_the_plain_form(layout: Layout) -> None:
    assert differences(PLAIN, project_of(layout(ONE))) == []
    assert codes(disclosure_in(layout(ONE))) == []


@BOTH
def test_two_projects_stay_apart(layout: Layout) -> None:
    other = replace(ONE, name="校园安保服务费", code="360-0502-JYN-8WT1", rows=ROWS[:2])
    found = facts(disclosure_in(layout(ONE, other)))["projects"]
    assert [(p["code"], len(p["indicators"])) for p in found] == [(ONE.code, 5), (other.code, 2)]


@BOTH
def test_a_december_column(layout: Layout) -> None:
    got = project_of(layout(replace(ONE, months=MONTHS_WITH_DECEMBER)))
    assert got["payments"] == [{"month": 6, "share": "30"}, {"month": 12, "share": "100"}]


def test_a_december_row_of_its_own() -> None:
    text = (
        rows_layout(ONE)
        .replace("绩效目标\t1、", "12月底\t100.00\t\t\t\t\t\n绩效目标\t1、")
        .replace("100.00\t\n12", "70.00\t\n12")
    )
    assert project_of(text)["payments"] == [
        {"month": 6, "share": "30"},
        {"month": 10, "share": "70"},
        {"month": 12, "share": "100"},
    ]


@BOTH
def test_the_label_of_the_name(layout: Layout) -> None:
    assert differences(PLAIN, project_of(layout(replace(ONE, name_label="项目名称")))) == []


@BOTH
@pytest.mark.parametrize("blank", ["——", "—", "-", "/", "无"])
def test_dashes_are_blanks(layout: Layout, blank: str) -> None:
    rows = (("产出指标", "数量指标", "培训人次", blank, blank, blank), *ROWS[1:])
    got = disclosure_in(layout(replace(ONE, other=blank, rows=rows))).projects[0]
    assert [each.source for each in got.funding] == ["source/fiscal"]
    assert got.indicators[0].target is None
    assert got.indicators[0].basis is None
    assert len(got.indicators) == 5


@BOTH
@pytest.mark.parametrize(
    ("unit", "amount", "yuan"),
    [
        ("单位：元", "1260000.00", "1260000"),
        ("金额单位：元", "1,260,000.00", "1260000"),
        ("单位:千元", "1260", "1260000"),
        ("单位：亿元", "0.0126", "1260000"),
        ("金额单位：万元", "126", "1260000"),
        ("（单位：万元）", "126万元", "1260000"),
        ("单位：万元", "1260000元", "1260000"),
        ("单位：万元", "１２６．００", "1260000"),
        ("单位：万元", "1 286.40", "12864000"),
        ("单位：万元", "1，286.40", "12864000"),
    ],
)
def test_units_and_forms_of_numbers(layout: Layout, unit: str, amount: str, yuan: str) -> None:
    assert project_of(layout(replace(ONE, unit=unit, amount=amount, fiscal=amount)))["amount"] == yuan


@BOTH
def test_an_undeclared_unit_is_assumed_and_said(layout: Layout) -> None:
    found = disclosure_in(layout(replace(ONE, unit="")))
    assert facts(found)["projects"][0]["amount"] == "1260000"
    assert set(codes(found)) == {"unit.assumed"}


@BOTH
def test_full_width_digits_everywhere(layout: Layout) -> None:
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    got = project_of(layout(ONE).translate(wide))
    for key in ("amount", "payments", "funding", "goals"):
        if key == "goals":
            assert got[key] == ["上半年完成轮训。", "１０月底前完成全部培训。"]
        else:
            assert got[key] == PLAIN[key]
    indicators = got["indicators"]
    assert isinstance(indicators, list)
    assert indicators[1]["target"]["value"] == "97"


CUT_AT = 2


def cut_rows(*, header: bool, words: str = "") -> str:
    table = project_rows(ONE)
    first = ROWS[CUT_AT][2]
    before, after = table.split(f"\t时效指标\t{first}")
    again = "\t".join((*HEADER, "")) + "\n" if header else ""
    return rows_layout(ONE).replace(table, f"{before}\n{words}{again}\t时效指标\t{first}{after}")


@pytest.mark.parametrize("header", [True, False], ids=["header again", "no header"])
def test_a_table_of_rows_cut_by_a_page(header: bool) -> None:
    assert differences(PLAIN, project_of(cut_rows(header=header))) == []


def test_a_page_number_in_the_cut() -> None:
    assert differences(PLAIN, project_of(cut_rows(header=True, words="- 12 -\n\n"))) == []


def test_a_row_cut_inside_a_cell() -> None:
    text = rows_layout(ONE).replace("全年培训教师的人次", "全年培训\n教师的人次")
    assert differences(PLAIN, project_of(text)) == []


@pytest.mark.parametrize("header", [True, False], ids=["header again", "no header"])
def test_a_table_of_cells_cut_by_a_page(header: bool) -> None:
    whole = cell_rows([HEADER, *ROWS])
    cut = (
        cell_rows([HEADER, *ROWS[:CUT_AT]])
        + "\n"
        + cell_rows([HEADER] if header else [])
        + cell_rows(ROWS[CUT_AT:])
    )
    assert differences(PLAIN, project_of(cells_layout(ONE).replace(whole, cut))) == []


def test_a_level_repeated_after_the_cut_counts_once() -> None:
    rows = (ROWS[0], ROWS[1], ("产出指标", *ROWS[2][1:]), *ROWS[3:])
    assert differences(PLAIN, project_of(rows_layout(replace(ONE, rows=rows)))) == []


ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with mark": "utf-8-sig",
    "gb18030": "gb18030",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}


@BOTH
@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encodings(layout: Layout, encoding: str) -> None:
    data = layout(ONE).encode(encoding)
    assert differences(PLAIN, facts(extract(read(data, "a.txt")))["projects"][0]) == []


def test_a_big_endian_mark() -> None:
    data = codecs.BOM_UTF16_BE + rows_layout(ONE).encode("utf-16-be")
    assert differences(PLAIN, facts(extract(read(data, "a.txt")))["projects"][0]) == []


@BOTH
@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_line_ends(layout: Layout, end: str) -> None:
    assert differences(PLAIN, project_of(layout(ONE).replace("\n", end))) == []


def test_white_space_at_the_ends_of_lines() -> None:
    spaced = "\n".join(
        line + " \t " if "\t" in line else line + "  " for line in rows_layout(ONE).split("\n")
    )
    assert differences(PLAIN, project_of(spaced)) == []
    spaced = "\n".join(line + "  " if line.strip() else line for line in cells_layout(ONE).split("\n"))
    assert differences(PLAIN, project_of(spaced)) == []


def test_cells_indented_by_spaces_before_the_tab() -> None:
    spaced = "\n".join(
        "  " + line if line.startswith("\t") else line for line in cells_layout(ONE).split("\n")
    )
    assert differences(PLAIN, project_of(spaced)) == []


@BOTH
def test_sections_may_be_missing(layout: Layout) -> None:
    opening = "云溪县教育局2023年部门预算公开\n\n一、预算项目绩效目标\n"
    found = disclosure_in(layout(ONE, opening=opening))
    assert differences(PLAIN, facts(found)["projects"][0]) == []


@BOTH
def test_the_sections_after_the_tables_are_read(layout: Layout) -> None:
    closing = "六、政府采购预算情况\n我局2023年政府采购预算为12万元。\n\n七、名词解释\n1、基本支出：指为保障机构正常运转的支出。\n"
    found = disclosure_in(layout(ONE, closing=closing))
    assert [(line.category, str(line.amount and line.amount.value)) for line in found.budget_lines][-1] == (
        "procurement",
        "120000",
    )
    assert [term.name.value for term in found.terms] == ["基本支出"]
    assert differences(PLAIN, facts(found)["projects"][0]) == []


def test_code_and_name_on_rows_of_their_own() -> None:
    one = rows_layout(ONE, replace(ONE, code="360-0502-JYN-8WT1"))
    apart = one.replace("\t\t专项资金名称\t", "\t\t\t\t\t\n专项资金名称\t").replace(
        "教师培训经费\t\t\n", "教师培训经费\t\t\t\t\t\n"
    )
    assert [p["code"] for p in facts(disclosure_in(apart))["projects"]] == [ONE.code, "360-0502-JYN-8WT1"]


def test_paragraphs_set_in_by_a_tab() -> None:
    prose = (
        OPENING.replace("\n（", "\n\t（")
        .replace("\n一、", "\n\t一、")
        .replace("\n二、", "\n\t二、")
        .replace("\n2023年预算", "\n\t2023年预算")
    )
    found, plain = disclosure_in(rows_layout(ONE, opening=prose)), disclosure_in(rows_layout(ONE))
    assert differences(facts(plain), facts(found)) == []
    assert len(plain.responsibilities) == 2


@BOTH
def test_blanks_in_the_plan_are_read_by_position(layout: Layout) -> None:
    months = (("3月底", "50.00"), ("6月底", ""), ("10月底", "50.00"))
    got = project_of(layout(replace(ONE, months=months)))
    assert got["payments"] == [{"month": 3, "share": "50"}, {"month": 10, "share": "50"}]


@BOTH
def test_a_plan_without_any_share(layout: Layout) -> None:
    months = (("3月底", ""), ("6月底", ""), ("10月底", ""))
    assert project_of(layout(replace(ONE, months=months)))["payments"] == []


@BOTH
def test_mark_up_left_in_a_cell_is_no_part_of_the_purpose(layout: Layout) -> None:
    got = project_of(layout(replace(ONE, purpose="<p>用于全县中小学教师</p><p>全员培训。</p>")))
    assert got["purpose"] == PLAIN["purpose"]


@BOTH
def test_a_project_named_with_asterisks(layout: Layout) -> None:
    assert project_of(layout(replace(ONE, name="****工程")))["name"] == "****工程"


@BOTH
def test_a_total_investment_told_in_the_purpose(layout: Layout) -> None:
    got = project_of(
        layout(replace(ONE, purpose="建设期为2022年-2024年，总投资估算为1,204.5万元，本年安排126万元。"))
    )
    assert got["total_investment"] == "12045000"
