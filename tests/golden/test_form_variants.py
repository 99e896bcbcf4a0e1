"""The same forms printed otherwise: other columns, units, digits, cuts, merged cells or blanks. They say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from form_tables import Cell, Grid, Merged, as_blanks, as_lost, as_page

from yusuan.extraction import extract
from yusuan.model.disclosure import Disclosure, Indicator, Project
from yusuan.reading import read
from yusuan.values.numbers import format_decimal

TITLE = "青石县民政局2024年部门预算项目支出绩效目标表"
INDICATORS = (
    ("产出指标", "数量指标", "服务老人数", "≥4200人"),
    ("产出指标", "质量指标", "服务合格率", "≥98%"),
    ("效益指标", "社会效益指标", "生活质量", "明显改善"),
    ("满意度指标", "服务对象满意度指标", "老人满意度", "≥95%"),
)


def said(data: bytes, name: str) -> Disclosure:
    return extract(read(data, name))


def page(*tables: Grid, title: str = TITLE, between: str = "") -> Disclosure:
    return said(as_page(title, *tables, between=between), "form.html")


def blanks(*tables: Grid, title: str = TITLE) -> Disclosure:
    return said(as_blanks(title, *tables), "form.txt")


WRITTEN = pytest.mark.parametrize("written", [page, blanks], ids=["merged", "blanks"])
Written = Callable[..., Disclosure]


def plain(indicator: Indicator) -> tuple[Any, ...]:
    of = indicator.target
    level1, level2 = (level and level.value for level in (indicator.level1, indicator.level2))
    return (level1, level2, indicator.name.value, of and of.operator, of and of.value and str(of.value), of and of.unit)


def facts(project: Project) -> dict[str, Any]:
    texts = ("name", "code", "supervisor", "implementer", "period")
    numbers = ("amount", "adjusted", "executed", "execution_rate", "score")
    found = {key: value.value for key in texts if (value := getattr(project, key))}
    found |= {key: format_decimal(value.value) for key in numbers if (value := getattr(project, key))}
    found["funding"] = [
        (each.source, each.stage and each.stage.value, format_decimal(each.amount.value)) for each in project.funding
    ]
    found["goals"] = [goal.text.value for goal in project.goals]
    found["indicators"] = [plain(each) for each in project.indicators]
    return found


PLAIN = {
    "name": "居家养老服务补贴",
    "supervisor": "青石县民政局",
    "implementer": "青石县养老服务中心",
    "period": "2023年-2025年",
    "amount": "12864000",
    "funding": [("source/fiscal", None, "12000000"), ("source/other", None, "864000")],
    "goals": ["为4200名高龄老人上门服务。"],
    "indicators": [
        ("产出指标", "数量指标", "服务老人数", ">=", "4200", "人"),
        ("产出指标", "质量指标", "服务合格率", ">=", "98", "%"),
        ("效益指标", "社会效益指标", "生活质量", None, None, None),
        ("满意度指标", "服务对象满意度指标", "老人满意度", ">=", "95", "%"),
    ],
}


def goal_form(
    *,
    amounts: Sequence[str] = ("1286.40", "1200.00", "86.40"),
    unit: str = "(万元)",
    group: str = "项目资金",
    header: Sequence[str] = ("一级指标", "二级指标", "三级指标", "指标值"),
    rows: Sequence[Sequence[str]] = INDICATORS,
    own_cell: bool = False,
    upright: bool = False,
) -> list[list[str | Merged]]:
    """The Ministry's form; ``own_cell`` writes values behind the label, ``upright`` labels in one narrow column."""
    width = len(header)
    labels = (f"年度资金总额{unit}", "其中：财政拨款", "其他资金")

    def vertical(word: str) -> str:
        return "<br>".join(word) if upright else word

    money: list[list[str | Merged]] = [
        [Merged(f"{label}：{amount}", 1, width)] if own_cell else [Merged(label, 1, 2), Merged(amount, 1, width - 2)]
        for label, amount in zip(labels, amounts, strict=True)
    ]
    levels: list[list[str | Merged]] = []
    level = header.index("一级指标")
    for at, row in enumerate(rows):
        again = at > 0 and rows[at - 1][level] == row[level]
        down = 1 + sum(1 for other in rows[at + 1 :] if other[level] == row[level])
        cells: list[str | Merged] = [*row]
        cells[level : level + 1] = [] if again else [Merged(row[level], down)]
        levels.append(cells)
    return [
        ["项目名称", Merged("居家养老服务补贴", 1, width)],
        ["主管部门及代码", Merged("[317]青石县民政局", 1, width - 2), "实施单位", "青石县养老服务中心"],
        ["项目期", Merged("2023年-2025年", 1, width)],
        [Merged(vertical(group), 3), *money[0]],
        *money[1:],
        [Merged(vertical("年度目标")), Merged("为4200名高龄老人上门服务。", 1, width)],
        [Merged(vertical("绩效指标"), len(rows) + 1), *header],
        *levels,
    ]


@WRITTEN
def test_the_plain_form(written: Written) -> None:
    found = written(goal_form())
    assert [facts(each) for each in found.projects] == [PLAIN]
    assert [each.code for each in found.issues if each.code.startswith(("table", "unit", "amount"))] == []


@WRITTEN
def test_values_behind_their_labels(written: Written) -> None:
    assert facts(written(goal_form(own_cell=True)).projects[0]) == PLAIN


def test_labels_written_upright() -> None:
    assert facts(page(goal_form(upright=True)).projects[0]) == PLAIN


@WRITTEN
@pytest.mark.parametrize(
    ("unit", "group", "amounts"),
    [
        ("(元)", "项目资金", ("12,864,000.00", "12,000,000.00", "864,000.00")),
        ("（万元）", "项目资金", ("1,286.40", "1,200.00", "86.40")),
        ("", "项目资金（万元）", ("1286.4", "1200", "86.4")),
        ("", "资金情况(元)", ("12864000", "12000000", "864000")),
        ("", "项目资金", ("1286.4万元", "1200万元", "86.4万元")),
        ("", "项目资金", ("12864000元", "1200万元", "0.00864亿元")),
        ("（亿元）", "项目资金", ("0.12864", "0.12", "0.00864")),
        ("(万元)", "项目资金", ("１２８６．４０", "１２００．００", "８６．４０")),
        ("(万元)", "项目资金", ("1 286.40", "1，200.00", "86.40")),
    ],
)
def test_units_and_digits(written: Written, unit: str, group: str, amounts: Sequence[str]) -> None:
    assert facts(written(goal_form(unit=unit, group=group, amounts=amounts)).projects[0]) == PLAIN


@WRITTEN
def test_a_unit_declared_above_the_table(written: Written) -> None:
    form = [[Merged("金额单位：元", 1, 5)], *goal_form(unit="", amounts=("12864000", "12000000", "864000"))]
    assert facts(written(form).projects[0]) == PLAIN


@WRITTEN
@pytest.mark.parametrize("order", [(0, 1, 3, 2), (0, 2, 1, 3), (3, 0, 1, 2)])
def test_columns_in_another_order(written: Written, order: Sequence[int]) -> None:
    header = ("一级指标", "二级指标", "三级指标", "指标值")
    form = goal_form(
        header=[header[at] for at in order], rows=[[row[at] for at in order] for row in INDICATORS]
    )
    assert facts(written(form).projects[0]) == PLAIN


@WRITTEN
@pytest.mark.parametrize("more", ["备注", "历史参考", "指标方向性"])
def test_more_columns(written: Written, more: str) -> None:
    header = ("一级指标", "二级指标", "三级指标", more, "指标值")
    rows = [(*row[:3], "无", row[3]) for row in INDICATORS]
    assert facts(written(goal_form(header=header, rows=rows)).projects[0]) == PLAIN


@pytest.mark.parametrize("word", ["目标值", "年度指标值", "当年预期实现值", "预期值", "指标值（目标值）"])
def test_other_words_for_the_value(word: str) -> None:
    assert facts(page(goal_form(header=("一级指标", "二级指标", "三级指标", word))).projects[0]) == PLAIN


def test_a_table_cut_by_a_page_with_its_header_again() -> None:
    form = goal_form()
    header = ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值"]
    rest = [["", "效益指标", *INDICATORS[2][1:]], ["", "满意度指标", *INDICATORS[3][1:]]]
    first = [*form[:-2]]
    assert facts(page(first, [header, *rest]).projects[0]) == PLAIN
    assert facts(page(first, rest).projects[0]) == PLAIN


def test_a_form_in_several_tables() -> None:
    form = goal_form()
    assert facts(page(form[:6], form[6:7], form[7:]).projects[0]) == PLAIN


@WRITTEN
def test_two_forms_one_below_the_other(written: Written) -> None:
    other = [[Merged(cell.text.replace("居家养老服务补贴", "婚姻登记处改造"), cell.rows, cell.columns)
              if isinstance(cell, Merged) else cell for cell in row] for row in goal_form()]  # fmt: skip
    found = written([*goal_form(), *other]).projects
    assert [each.name.value for each in found] == ["居家养老服务补贴", "婚姻登记处改造"]
    assert [len(each.indicators) for each in found] == [4, 4]


THREE = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
THREE_ROWS = (
    ("产出指标", "数量指标", "服务老人数", "≥", "4200", "人"),
    ("产出指标", "质量指标", "服务合格率", "≥", "98", "%"),
    ("效益指标", "社会效益指标", "生活质量", "定性", "明显改善", ""),
    ("满意度指标", "服务对象满意度指标", "老人满意度", "大于等于", "95", "%"),
)


@WRITTEN
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (0, 1, 2, 4, 3, 5), (0, 1, 2, 5, 4, 3)])
def test_sign_value_and_unit_in_columns_of_their_own(written: Written, order: Sequence[int]) -> None:
    form = goal_form(
        header=[THREE[at] for at in order], rows=[[row[at] for at in order] for row in THREE_ROWS]
    )
    (project,) = written(form).projects
    assert facts(project) == PLAIN
    targets = [each.target for each in project.indicators]
    assert [of and of.text.value for of in targets] == ["≥4200人", "≥98%", "明显改善", "大于等于95%"]
    assert [of and len(of.text.evidence) for of in targets] == [3, 3, 2, 3]


LIST_TITLE = "柳塘县石桥镇人民政府2023年部门预算项目绩效目标"
LIST_HEADER = ("单位名称", "项目名称", "预算数(元)", "年度目标", *THREE)
LIST: list[list[Cell]] = [
    [*LIST_HEADER],
    [
        Merged("617001-柳塘县石桥镇人民政府", 3),
        Merged("村级运转经费", 2),
        Merged("530,000.00", 2),
        Merged("保障13个村运转。", 2),
        *("产出指标", "数量指标", "保障村数", "=", "13", "个"),
    ],
    ["满意度指标", "服务对象满意度指标", "村民满意度", "≥", "92", "%"],
    ["应急值守经费", "200,000.00", "保证汛期值守。", "产出指标", "时效指标", "值守天数", "≥", "120", "天"],
]
LISTED = [
    (
        "柳塘县石桥镇人民政府",
        "村级运转经费",
        530_000,
        ["保障13个村运转。"],
        [
            ("产出指标", "数量指标", "保障村数", "=", "13", "个"),
            ("满意度指标", "服务对象满意度指标", "村民满意度", ">=", "92", "%"),
        ],
    ),
    (
        "柳塘县石桥镇人民政府",
        "应急值守经费",
        200_000,
        ["保证汛期值守。"],
        [("产出指标", "时效指标", "值守天数", ">=", "120", "天")],
    ),
]


def listed(found: Disclosure) -> list[tuple[Any, ...]]:
    return [
        (
            each.unit and each.unit.value,
            each.name.value,
            each.amount and each.amount.value,
            [goal.text.value for goal in each.goals],
            [plain(indicator) for indicator in each.indicators],
        )
        for each in found.projects
    ]


def test_a_list_with_merged_cells() -> None:
    assert listed(page(LIST, title=LIST_TITLE)) == LISTED


def test_a_list_with_blanks() -> None:
    assert listed(blanks(LIST, title=LIST_TITLE)) == LISTED


def test_a_list_whose_merged_cells_were_lost() -> None:
    assert listed(said(as_lost(LIST_TITLE, LIST), "list.txt")) == LISTED


def test_a_list_that_repeats_its_cells() -> None:
    first = ["617001-柳塘县石桥镇人民政府", "村级运转经费", "530,000.00", "保障13个村运转。"]
    rows: list[list[Cell]] = [
        [*LIST_HEADER],
        [*first, *LIST[1][4:]],
        [*first, *LIST[2]],
        ["617001-柳塘县石桥镇人民政府", *LIST[3]],
    ]
    assert listed(page(rows, title=LIST_TITLE)) == LISTED


def test_a_list_cut_by_a_page() -> None:
    assert listed(page(LIST[:3], [[*LIST_HEADER], ["", *LIST[3]]], title=LIST_TITLE)) == LISTED


def test_sums_are_no_projects() -> None:
    rows: list[list[Cell]] = [["合计", "", "730,000.00", *[""] * 7], *LIST[1:], ["", "小计", "730,000.00", *[""] * 7]]
    found = page([LIST[0], *rows], title=LIST_TITLE)
    assert listed(found) == LISTED
    assert [(line.category, line.amount and int(line.amount.value)) for line in found.budget_lines] == [
        ("expenditure/project", 730_000)
    ]


EVALUATION = "桐岭县水利局2023年度项目支出绩效自评表"
EVALUATED = {
    "name": "农村饮水管网维修",
    "supervisor": "桐岭县水利局",
    "implementer": "桐岭县供水总站",
    "amount": "2000000",
    "adjusted": "1800000",
    "executed": "1710000",
    "execution_rate": "95",
    "score": "98.5",
    "funding": [
        ("source/fiscal", "budget", "1500000"),
        ("source/fiscal", "adjusted-budget", "1300000"),
        ("source/fiscal", "execution", "1250000"),
    ],
    "goals": ["维修管网42公里。"],
    "indicators": [("产出指标", "数量指标", "维修长度", "=", "42", "公里")],
}


def evaluation(
    *,
    group: str = "项目资金（万元）",
    columns: Sequence[str] = ("年初预算数", "全年预算数", "全年执行数", "执行率"),
    total: Sequence[str] = ("200", "180", "171", "95%"),
    fiscal: Sequence[str] = ("150", "130", "125", "96.15%"),
) -> list[list[str | Merged]]:
    return [
        ["项目名称", Merged("农村饮水管网维修", 1, 7)],
        ["主管部门", Merged("桐岭县水利局", 1, 3), "实施单位", Merged("桐岭县供水总站", 1, 3)],
        [Merged(group, 3), "", *columns, "分值", "得分"],
        ["年度资金总额", *total, "10", "9.5"],
        ["其中：当年财政拨款", *fiscal, "—", "—"],
        [Merged("年度总体目标", 2), Merged("预期目标", 1, 4), Merged("实际完成情况", 1, 3)],
        [Merged("维修管网42公里。", 1, 4), Merged("维修41公里。", 1, 3)],
        [Merged("绩效指标", 2), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "维修长度", "42公里", "41公里", "90", "89"],
        [Merged("总分", 1, 6), "100", "98.5"],
    ]


@WRITTEN
def test_a_self_evaluation(written: Written) -> None:
    (project,) = written(evaluation(), title=EVALUATION).projects
    assert facts(project) == EVALUATED
    assert project.outcome
    assert project.outcome.value == "维修41公里。"
    (indicator,) = project.indicators
    assert indicator.actual
    assert indicator.actual.value == "41公里"
    assert [each and each.value for each in (indicator.weight, indicator.score)] == [90, 89]


@WRITTEN
def test_a_self_evaluation_in_another_order_and_unit(written: Written) -> None:
    form = evaluation(
        group="项目资金（元）",
        columns=("全年预算数（A）", "年初预算数", "全年执行数（B）", "执行率（B/A）"),
        total=("1,800,000.00", "2,000,000.00", "1,710,000.00", "0.95"),
        fiscal=("1,300,000.00", "1,500,000.00", "1,250,000.00", "0.9615"),
    )
    (project,) = written(form, title=EVALUATION).projects
    got = facts(project)
    assert sorted(got.pop("funding"), key=str) == sorted(EVALUATED["funding"], key=str)
    assert got == {key: value for key, value in EVALUATED.items() if key != "funding"}


SIDES = ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"]


@pytest.mark.parametrize(
    "header",
    [
        [SIDES],
        [[SIDES[0], *(f"{word}（长期）" for word in SIDES[1:4]), *(f"{word}（年度）" for word in SIDES[1:4])]],
        [[Merged("一级指标", 2), Merged("长期绩效指标", 1, 3), Merged("年度绩效指标", 1, 3)], SIDES[1:]],
    ],
    ids=["by order", "in brackets", "above"],
)
def test_two_terms_side_by_side(header: list[list[str | Merged]]) -> None:
    rows: list[list[Cell]] = [
        ["项目名称", Merged("乡村小学取暖改造", 1, 6)],
        ["主管部门", Merged("苇湾区教育局", 1, 3), "实施单位", Merged("苇湾区校舍站", 1, 2)],
        [Merged("总体目标", 2), Merged("中期目标", 1, 3), Merged("年度目标", 1, 3)],
        [Merged("改造36所。", 1, 3), Merged("改造12所。", 1, 3)],
        *header,
        ["产出指标", "数量指标", "学校总数", "36所", "数量指标", "本年学校数", "12所"],
        ["效益指标", "社会效益指标", "", "", "社会效益指标", "受益学生", "≥2600人"],
    ]
    (project,) = page(rows, title="苇湾区教育局2021年项目支出绩效目标表").projects
    assert [(goal.term, goal.text.value) for goal in project.goals] == [
        ("long-term", "改造36所。"),
        ("annual", "改造12所。"),
    ]
    assert [(each.term, each.name.value) for each in project.indicators] == [
        ("long-term", "学校总数"),
        ("annual", "本年学校数"),
        ("annual", "受益学生"),
    ]


def test_one_name_with_a_value_for_each_term() -> None:
    rows: list[list[Cell]] = [
        ["项目名称", Merged("乡村小学取暖改造", 1, 4)],
        ["主管部门", Merged("苇湾区教育局", 1, 2), "实施单位", "苇湾区校舍站"],
        ["年度目标", Merged("改造12所。", 1, 4)],
        ["一级指标", "二级指标", "三级指标", "实施期指标值", "年度指标值"],
        ["产出指标", "数量指标", "改造学校", "36所", "12所"],
    ]
    (project,) = page(rows, title="苇湾区教育局2021年项目支出绩效目标表").projects
    assert [(each.term, plain(each)[-2:]) for each in project.indicators] == [
        ("long-term", ("36", "所")),
        ("annual", ("12", "所")),
    ]


def test_a_row_that_is_not_understood_is_an_issue() -> None:
    form = goal_form()
    form.insert(3, ["某种奇怪的标签", Merged("一些说明", 1, 4)])
    found = page(form)
    assert facts(found.projects[0]) == PLAIN
    (issue,) = [each for each in found.issues if each.code == "table.row"]
    assert "某种奇怪的标签 | 一些说明" in issue.zh


def test_a_table_that_nothing_explains_stays_an_issue() -> None:
    rows = [["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"]]
    found = page(goal_form(), rows, between="<h2>一、其他</h2><p>另表。</p>")
    assert [each.code for each in found.issues if each.code == "table.unknown"] == ["table.unknown"]
