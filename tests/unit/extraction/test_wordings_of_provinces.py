"""Wordings of one province or another: whose amount is it, where the category and its amount are not side by side?"""

from __future__ import annotations

import pytest
from prose import said
from test_prose_stages import told_in
from test_told_in_passing import disclosed

COUNTY = "青石县2022年预算执行情况和2023年预算草案的报告\n\n一、2023年预算草案\n\n"


def test_a_bare_word_means_the_fund_spoken_of() -> None:
    text = "全县政府性基金预算收入安排3万元，支出安排4万元。"
    assert told_in(COUNTY + text, 2023) == {"income/government-fund 3", "expenditure/government-fund 4"}


def test_totals_and_debts_of_a_county() -> None:
    text = "上级补助收入5万元，地方政府债务转贷收入2万元，收入总量为9万元。上解支出1万元，支出总量为9万元。"
    assert told_in(COUNTY + text, 2023) == {
        "income/superior 5",
        "income/debt 2",
        "income 9",
        "expenditure/transferred-up 1",
        "expenditure 9",
    }


CODED = [
    ("行政运行（2010301）41万元，较上年增加2万元。", {"2010301 41 +2"}),
    ("一般公共服务支出（2010301）41万元。", {"2010301 41"}),
    ("201一般公共服务支出（类）38市场监督管理事务（款）01行政运行（项）2023年预算数为4万元。", {"2013801 4"}),
]


@pytest.mark.parametrize(("text", "wanted"), CODED)
def test_codes_stand_behind_names_or_between_them(text: str, wanted: set[str]) -> None:
    assert said(text, "arrangement") == wanted


def test_guests_from_abroad_are_received_too() -> None:
    assert said("国内接待费1万元，共3批次。外宾接待支出0万元，接待0人次。") == {
        "domestic 1 n3批次",
        "foreign-affairs 0 n0人次",
    }


def test_kinds_of_procurement_in_its_section() -> None:
    text = "政府采购支出总额12万元，其中：货物支出9万元，工程支出0元，服务支出3万元。"
    assert said(text, "procurement") == {"procurement 12", "goods 9", "works 0", "services 3"}


def test_vehicles_that_were_bought_are_none_that_there_are() -> None:
    assert said("2023年购置车辆2辆。", "assets") == {"purchase n2辆"}


def test_the_budget_that_a_title_names_is_no_part_of_the_name() -> None:
    found = disclosed("2019年青石县一般公共预算“三公”经费决算情况说明\n\n“三公”经费支出2万元。")
    assert found.department.name.value == "青石县"


LISTS = [
    (
        "预算收入9万元，其中一般公共预算拨款收入5万元、政府性基金拨款收入4万元，较上年增加1万元。",
        {"income 9 +1", "general-budget 5", "government-fund 4"},
    ),
    (
        "基本支出9万元，包括人员经费5万元、公用经费3万元，较上年增加1万元。",
        {"basic 9", "personnel 5", "public 3 +1"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), LISTS)
def test_a_change_behind_parts_that_add_up_is_the_wholes(text: str, wanted: set[str]) -> None:
    assert said(text, "arrangement") == wanted


def test_guests_planned_for_are_counted() -> None:
    text = "公务接待费5万元。公务接待费计划用于考察调研等接待，计划接待52批次、430人次。"
    assert said(text) == {"reception 5 n52批次", "reception n430人次"}


def test_what_a_festival_costs_is_no_training() -> None:
    assert said("培训费预算8万元；拟举办0场节庆、晚会、论坛、赛事活动，开支0万元。", "arrangement") == {
        "training 8"
    }


def test_planned_and_executed_expenditure_of_one_fund() -> None:
    text = "一般公共预算财政拨款支出年初预算为5万元，支出决算为4万元。"
    assert told_in(f"一、支出决算情况\n\n{text}", 2023, "final-accounts") == {
        "expenditure/general-budget budget 5",
        "expenditure/general-budget 4",
    }


def test_a_title_cut_before_its_stage() -> None:
    found = disclosed("2018年青石县“三公”经费预算\n执行情况说明\n\n根据决算汇总，“三公”经费支出2万元。")
    assert found.stage == "final-accounts"


def test_the_year_compared_with_is_not_that_of_the_parts() -> None:
    text = "“三公”经费预算9万元，比2022年预算数8万元增加1万元。其中：公务接待费4万元，与上年持平；公务用车运行维护费5万元。"
    assert said(text) == {"three-public 9 +1", "three-public 2022 8", "reception 4 +0", "operation 5"}


def test_a_percentage_tells_whose_change_it_is() -> None:
    text = "收入总计110万元，其中年初结转和结余12万元，较2022年增加10万元，增长10%。"
    assert said(text, "arrangement") == {"income 110 +10", "carry-over 12"}
    text = "收入总计110万元，其中事业收入33万元，较2022年增加3万元，增长10%。"
    assert said(text, "arrangement") == {"income 110", "business 33 +3"}


def test_a_paragraph_that_names_nothing_goes_on_with_the_whole() -> None:
    text = "部门总收入28万元，其中：一般公共预算8万元，其他收入20万元。\n\n与上年对比增加3万元。"
    assert said(text, "arrangement") == {"income 28 +3", "general-budget 8", "other 20"}


def test_a_sentence_takes_no_amount_for_the_one_before() -> None:
    text = "2023年预算安排收入9万元，其中非税收入安排3万元。2023年预算安排支出8万元。"
    assert said(text, "arrangement") == {"income 9", "non-tax 3", "expenditure 8"}


def test_a_document_on_nothing_but_three_public_speaks_of_it() -> None:
    text = "公务用车购置及运行维护费8万元（公务用车购置费3万元、运行维护费5万元）。"
    assert told_in(f"青石县2020年“三公”经费决算公开说明\n\n{text}", 2020, "final-accounts") == {
        "three-public/vehicle 8",
        "three-public/vehicle/purchase 3",
        "three-public/vehicle/operation 5",
    }


def test_classes_of_expenditure_by_their_other_names() -> None:
    assert said("（三）对个人和家庭补助支出130万元，较2022年增加5万元。", "arrangement") == {"303 130 +5"}


def test_the_income_of_the_year_beside_the_total() -> None:
    text = "2022年度收入总计9万元。2022年度收入合计8万元，比上年增加1万元。"
    assert told_in(f"一、收入决算情况\n\n{text}", 2022, "final-accounts") == {
        "income 9",
        "income/current-year 8 +1",
    }


def test_an_average_is_no_amount() -> None:
    assert said("公务接待费5万元。2023年人均接待费74.57元，车均购置费0万元。") == {"reception 5"}


def test_what_is_compared_is_the_expenditure_told() -> None:
    text = "一般公共预算财政拨款支出9万元。与2022年相比，一般公共预算财政拨款增加1万元。"
    assert told_in(f"一、支出情况\n\n{text}", 2023) == {"expenditure/general-budget 9 +1"}


def test_kinds_of_vehicles_bought_are_not_those_there_are() -> None:
    text = "公务用车购置支出5万元，更新购置公务用车2辆，其中：轿车2辆、金额5万元，越野车0辆、金额0万元。"
    text += "单位共有公务用车4辆，其中：轿车3辆、载客汽车1辆。"
    assert said(text) == {"purchase 5 n2辆", "vehicle n4辆", "sedan n3辆", "other n1辆"}


def test_a_departments_fund_has_its_own_income() -> None:
    found = disclosed(
        "青石县水利局2022年度部门决算情况说明\n\n（一）收入决算情况\n\n本年收入8万元。\n\n"
        "（二）政府性基金预算收支决算情况说明\n\n本年收入6万元，本年支出6万元。\n"
    )
    funds = [(line.category, line.fund.value if line.fund else None) for line in found.budget_lines]
    assert funds == [
        ("income/current-year", None),
        ("income/current-year", "income/government-fund"),
        ("expenditure/current-year", "income/government-fund"),
    ]
