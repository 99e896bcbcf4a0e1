"""What header words say: a stage, a year, a count, or nothing at all; 预算 in the name of a fund is no stage."""

from __future__ import annotations

import pytest

from yusuan.extraction.layouts.budget_tables import best_titled, budget_layouts, scores
from yusuan.extraction.stated import normal
from yusuan.extraction.statements.budget.words import count_in, stage_in, year_in
from yusuan.extraction.tables.rows import rows_of
from yusuan.model.document import Source
from yusuan.reading.canvas import Canvas, GridCell
from yusuan.vocabulary.concepts import find


@pytest.mark.parametrize(
    ("label", "stage"),
    [
        ("2024年预算数", "budget"),
        ("年初预算", "budget"),
        ("调整预算数", "adjusted-budget"),
        ("全年预算数", "adjusted-budget"),
        ("决算数", "final-accounts"),
        ("2023年执行数", "execution"),
        ("上年预计完成数", "execution"),
        ("一般公共预算财政拨款", None),
        ("政府性基金预算支出", None),
        ("国有资本经营预算拨款收入", None),
        ("合计", None),
    ],
)
def test_a_stage(label: str, stage: str | None) -> None:
    assert stage_in(normal(label)) == stage


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("2023年执行数", 2023),
        ("上年预算数", 2023),
        ("本年预算数", 2024),
        ("2023年与2024年", None),
        ("合计", None),
    ],
)
def test_a_year(label: str, year: int | None) -> None:
    assert year_in(normal(label), 2024) == year


@pytest.mark.parametrize(
    ("label", "counted"),
    [
        ("1．因公出国（境）团组数（个）", ("three-public/abroad", "团组")),
        ("2．因公出国（境）人次数（人）", ("three-public/abroad", "人次")),
        ("公务用车保有量", ("asset/vehicle", "辆")),
        ("公务用车购置数（辆）", ("three-public/vehicle/purchase", "辆")),
        ("国内公务接待批次", ("three-public/reception", "批次")),
        ("国（境）外公务接待人次", ("three-public/reception/overseas", "人次")),
        ("公务接待费", None),
    ],
)
def test_a_count(label: str, counted: tuple[str, str] | None) -> None:
    assert count_in(normal(label)) == counted


TITLES = [
    ("收支总表", "income-and-expenditure"),
    ("2024年部门收支预算总表（万元）", "income-and-expenditure"),
    ("一、收入支出决算总表", "income-and-expenditure"),
    ("部门收入总体情况表", "income"),
    ("收入决算表", "income"),
    ("表3 部门支出总表", "expenditure"),
    ("财政拨款收支总体情况表", "fiscal-appropriation"),
    ("财政拨款收入支出决算总表", "fiscal-appropriation"),
    ("一般公共预算支出情况表（按功能分类）", "general-budget"),
    ("一般公共预算财政拨款支出决算表", "general-budget"),
    ("公共财政预算支出表", "general-budget"),
    ("一般公共预算基本支出情况表", "basic-expenditure"),
    ("一般公共预算财政拨款基本支出决算明细表", "basic-expenditure"),
    ("一般公共预算“三公”经费支出情况表", "three-public"),
    ("财政拨款“三公”经费支出决算表", "three-public"),
    ("政府性基金预算财政拨款收入支出决算表", "government-fund"),
    ("政府性基金收支预算表", "government-fund"),
    ("国有资本经营预算支出表", "state-capital"),
    ("财政专户管理资金预算支出表", "special-account"),
    ("支出预算分类汇总表（按政府预算经济分类）", "economic-classification"),
    ("项目支出表", "project-expenditure"),
    ("政府采购预算明细表", "procurement"),
    ("机关运行经费预算表", "operating"),
    ("2021年全县一般公共预算收支平衡表", "general-budget-balance"),
    ("2024年云川市一般公共预算收入表", "general-budget-revenue"),
]


@pytest.mark.parametrize(("title", "form"), TITLES)
def test_a_title_names_its_form(title: str, form: str) -> None:
    named = best_titled(title)
    assert named is not None and named[0].id == form


@pytest.mark.parametrize(
    "line", ["部门概况", "二〇二四年十月", "绩效目标表", "注：本表反映部门本年度总收支情况"]
)
def test_other_lines_name_none(line: str) -> None:
    assert best_titled(line) is None


def test_a_layout_names_concepts_that_exist_and_an_id_of_its_own() -> None:
    layouts = budget_layouts()
    assert len({layout.id for layout in layouts}) == len(layouts) > 20
    for layout in layouts:
        paths = (layout.total, layout.fund, layout.component, *layout.words.values())
        assert all(find(path) for path in paths if path), layout.id


def test_the_forms_that_a_table_shows_signs_of_are_scored_the_best_first() -> None:
    canvas = Canvas()
    rows = ["“三公”经费支出预算表", "因公出国（境）费|公务用车购置费|公务接待费", "1|2|3"]
    table = canvas.grid([[GridCell(text, at) for at, text in enumerate(row.split("|"))] for row in rows])
    assert table is not None
    found = scores(rows_of(canvas.document(Source("0" * 64, "a", "x", "")), table))
    assert found[0][0] == "three-public"
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
