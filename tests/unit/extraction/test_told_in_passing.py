"""What is only told in passing: stages of parts, months of a year, plans that results are measured by, names in running text."""

from __future__ import annotations

from decimal import Decimal

from yusuan.extraction import extract
from yusuan.model.disclosure import BudgetLine, Disclosure
from yusuan.reading import read


def disclosed(text: str) -> Disclosure:
    return extract(read(text.encode(), "a.txt"))


def line(found: Disclosure, category: str, stage: str | None = None) -> BudgetLine:
    return next(
        each
        for each in found.budget_lines
        if each.category == category and (each.stage.value if each.stage else None) == stage
    )


def test_parts_are_of_the_stage_of_their_whole() -> None:
    found = disclosed(
        "2022年度“三公”经费支出预算为9万元，2022年实际支出“三公”经费决算为6万元。其中公务接待费为4万元；公务用车运行维护费为2万元。"
    )
    assert line(found, "three-public").amount is not None
    assert line(found, "three-public/reception", "final-accounts").amount is not None
    assert line(found, "three-public/vehicle/operation", "final-accounts").amount is not None


def test_after_a_sentence_of_parts_the_whole_is_spoken_of_again() -> None:
    found = disclosed(
        "2022年“三公”经费预算为30万元。其中，因公出国（境）费5万元，公务接待费10万元，公务用车运行费15万元。比2021年减少8万元，下降21%。"
    )
    change = line(found, "three-public").change
    assert change is not None
    assert change.value == Decimal(-80000)


def test_months_of_a_year_are_executed_and_the_plan_is_budget() -> None:
    found = disclosed(
        "一、2023年一般公共预算收支情况\n\n1-5月，全县完成一般公共预算收入400万元，占年初预算1000万元的40%。其中：税收收入300万元，占年初预算800万元的37.5%。"
    )
    amounts = {
        (each.category, each.stage.value if each.stage else None): each.amount.value
        for each in found.budget_lines
        if each.amount
    }
    assert amounts["income/general-budget", "execution"] == Decimal(4000000)
    assert amounts["income/general-budget", None] == Decimal(10000000)
    assert amounts["income/general-budget/tax", "execution"] == Decimal(3000000)


HEADERS = "合计 |\n因公出国费 |\n公务用车购置及运行费 |\n公务接待费 |\n||\n小计 |\n公务用车购置费 |\n公务用车运行费 |\n|||\n"


def test_header_rows_padded_at_the_right_stand_over_their_columns() -> None:
    found = disclosed(
        f"平山县司法局2022年“三公”经费预算情况\n\n“三公”经费支出预算表\n单位:万元\n“三公”经费{HEADERS}60 |\n0 |\n55 |\n20 |\n35 |\n5 |\n说明如下。"
    )
    amounts = {each.category: each.amount.value for each in found.budget_lines if each.amount}
    assert amounts == {
        "three-public": Decimal(600000),
        "three-public/abroad": Decimal(0),
        "three-public/vehicle": Decimal(550000),
        "three-public/vehicle/purchase": Decimal(200000),
        "three-public/vehicle/operation": Decimal(350000),
        "three-public/reception": Decimal(50000),
    }


def test_a_piece_of_a_sentence_is_nobodys_name() -> None:
    body = "2022年本部门财政拨款安排“三公”经费9万元。其中：公务接待费4万元，公务用车运行维护费5万元。"
    assert disclosed(body).department.name.value == "未写明单位"
    named = disclosed(f"{body}\n\n按照要求，平山县下口镇人民政府没有政府性基金预算。")
    assert named.department.name.value == "平山县下口镇人民政府"
