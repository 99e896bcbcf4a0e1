"""Which stage, year and part an amount in prose is of: planned and executed, this year and last, basic and project."""

from __future__ import annotations

import pytest
from prose import lines_of, passages

from yusuan.extraction.settling.lines import settle
from yusuan.model.disclosure import BudgetLine
from yusuan.values.numbers import format_decimal


def told(text: str, section: str = "three-public", year: int = 2023, stage: str = "budget") -> set[str]:
    """Each line as "category[component] year stage: amount change", in 万元; what is the document's own is left out."""
    return {_words(line, year) for line in lines_of(text, section, year, stage)[0]}


def told_in(text: str, year: int, stage: str = "budget") -> set[str]:
    """The same of a whole document."""
    return {_words(line, year) for line in settle(passages(text, year, stage), year, stage).lines}


def _words(line: BudgetLine, year: int) -> str:
    words = line.category + (f"[{line.component.value}]" if line.component else "")
    if line.year and line.year.value != year:
        words += f" {line.year.value}"
    words += f" {line.stage.value}" if line.stage else ""
    if line.amount:
        words += f" {format_decimal(line.amount.value / 10_000)}"
    if not line.change:
        return words
    change = format_decimal(line.change.value / 10_000)
    return f"{words} {change}" if change.startswith("-") else f"{words} +{change}"


RECEPTION = "three-public/reception"


@pytest.mark.parametrize(
    ("text", "stage", "wanted"),
    [
        (
            "公务接待费年初预算为5万元，支出决算为4万元。",
            "final-accounts",
            {f"{RECEPTION} budget 5", f"{RECEPTION} 4"},
        ),
        (
            "公务接待费调整后预算为6万元，支出决算为4万元。",
            "final-accounts",
            {f"{RECEPTION} adjusted-budget 6", f"{RECEPTION} 4"},
        ),
        (
            "公务接待费预算为5万元。上年公务接待费决算为4万元。",
            "budget",
            {f"{RECEPTION} 5", f"{RECEPTION} 2022 final-accounts 4"},
        ),
        ("公务接待费实际支出4万元，完成预算的98%。", "final-accounts", {f"{RECEPTION} 4"}),
        (
            "公务接待费决算4万元，较上年减少0.03万元；较年初预算数减少6.3万元，下降58.3%。",
            "final-accounts",
            {f"{RECEPTION} 4 -0.03"},
        ),
    ],
)
def test_the_stage_of_an_amount(text: str, stage: str, wanted: set[str]) -> None:
    assert told(text, stage=stage) == wanted


REPORT = """青石县2022年预算执行情况和2023年预算草案

一、2022年预算执行情况

（一）全县预算执行情况

2022年，全县一般公共预算收入预计完成8000万元，同比下降6.8%。其中：税收收入5000万元，非税收入3000万元。

（二）县级预算执行情况

县级一般公共预算收入预计完成6000万元，其中：税收收入4000万元。加上转移性收入9000万元，收入总计1.5亿元。

二、2023年预算草案

1．全县政府性基金预算

2023年全县政府性基金预算收入安排700万元，其中：土地出让收入600万元。加上上级补助收入100万元，收入总计800万元。
"""


def test_a_county_report_tells_years_stages_levels_and_funds_apart() -> None:
    found = told_in(REPORT, 2023)
    assert found >= {
        "income/general-budget 2022 execution 8000",
        "income/general-budget/tax 2022 execution 5000",
        "income/general-budget[scope/county] 2022 execution 6000",
        "income/general-budget/tax[scope/county] 2022 execution 4000",
        "income/transfer[scope/county] 2022 execution 9000",
        "income[scope/county] 2022 execution 15000",
        "income/government-fund 700",
        "income/government-fund/land 600",
        "income/superior 100",
        "income 800",
    }


def test_who_collects_is_a_part_of_the_income() -> None:
    text = (
        "青石县2023年预算安排\n\n（一）全县收入\n\n1．一般公共预算收入安排情况\n\n"
        "全县一般公共预算收入安排900万元，比上年实际完成增加20万元。税务部门安排600万元，比上年实际完成减少30万元；财政部门安排300万元。\n\n"
        "县本级安排500万元，增长5%；乡镇级安排400万元，比上年实际完成减少10万元。\n"
    )
    assert told_in(text, 2023) == {
        "income/general-budget 900 +20",
        "income/general-budget[scope/tax-authority] 600 -30",
        "income/general-budget[scope/finance-authority] 300",
        "income/general-budget[scope/county] 500",
        "income/general-budget[scope/township] 400 -10",
    }


ITEMS = [
    (
        "1、一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算为15万元，支出决算为14万元。",
        "final-accounts",
        {"functional/2010601 budget 15", "functional/2010601 14"},
    ),
    (
        "“住房保障支出（类）住房改革支出（款）住房公积金（项）”科目8万元，主要用于缴纳公积金。",
        "budget",
        {"functional/2210201 8"},
    ),
    (
        "机关事业单位基本养老保险缴费支出15万元，其中：基本支出15万元，项目支出0元。",
        "budget",
        {
            "functional/2080505 15",
            "functional/2080505[expenditure/basic] 15",
            "functional/2080505[expenditure/project] 0",
        },
    ),
    ("下达补助资金7万元，款列“2012399-其他民族事务支出”。", "budget", {"functional/2012399 7"}),
]


@pytest.mark.parametrize(
    ("text", "stage", "wanted"), ITEMS, ids=["three names", "quoted", "parts", "code behind"]
)
def test_functional_items(text: str, stage: str, wanted: set[str]) -> None:
    assert told(text, "arrangement", stage=stage) == wanted


def test_an_item_that_is_not_known_gives_its_amount_to_nobody() -> None:
    text = "一般公共服务支出（类）财政事务（款）云端巡检（项）12万元。"
    lines, issues = lines_of(text, "arrangement")
    assert not lines
    assert [issue.code for issue in issues] == ["amount.unattributed"]


def test_basic_expenditure_after_the_list_is_the_whole() -> None:
    text = "事业单位医疗（项）7万元。基本支出80万元，项目支出20万元。"
    assert {"expenditure/basic 80", "expenditure/project 20"} <= told(text, "arrangement")


def test_a_share_names_no_new_subject() -> None:
    text = "基本支出80万元，占一般公共预算支出的96.4%，同比减少1.2万元。"
    assert told(text, "arrangement") == {"expenditure/basic 80 -1.2"}
