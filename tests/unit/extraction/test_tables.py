"""Tables other than those of projects: assets, procurement, units; and payment plans, goals and glossary terms."""

from __future__ import annotations

from yusuan.extraction import extract
from yusuan.model.disclosure import Disclosure
from yusuan.reading import read
from yusuan.values.numbers import format_decimal

OPENING = "云溪县教育局2023年部门预算公开\n\n一、部门职责\n\n负责全县教育。\n\n一、部门预算安排总体情况\n\n2023年收入预算100万元。\n\n"


def disclosure(text: str) -> Disclosure:
    return extract(read((OPENING + text).encode("utf-8"), "tables.txt"))


def lines(found: Disclosure) -> set[str]:
    """ "category amount(万元) count unit" of each line but income."""
    said = set()
    for line in found.budget_lines:
        if line.category != "income":
            amount = format_decimal(line.amount.value / 10_000) if line.amount else "-"
            count = (
                f"{format_decimal(line.quantity.value)}{line.unit.value}"
                if line.quantity and line.unit
                else "-"
            )
            said.add(f"{line.category} {amount} {count}")
    return said


ASSETS = """二、国有资产情况

固定资产占有情况表

截止时间：2022年12月31日

项目\t数量\t{header}
资产总额\t——\t100.5
1、房屋（平方米）\t1200\t80.5
其中：办公用房（平方米）\t800\t
2、车辆（台、辆）\t2\t20
3、单价在20万元以上的设备\t——\t
4、其他固定资产\t\t
"""


def test_a_table_of_assets() -> None:
    found = disclosure(ASSETS.format(header="价值（金额单位：万元）"))
    assert lines(found) == {
        "asset 100.5 -",
        "asset/building 80.5 1200平方米",
        "asset/building/office - 800平方米",
        "asset/vehicle 20 2台、辆",
    }
    assert {
        line.as_of and line.as_of.value.isoformat()
        for line in found.budget_lines
        if line.category != "income"
    } == {"2022-12-31"}
    labels = {line.category: line.label.value for line in found.budget_lines}
    assert labels["asset/building/office"] == "办公用房"
    assert labels["asset/vehicle"] == "车辆"


def test_the_unit_in_the_header_counts() -> None:
    assert "asset 0.01005 -" in lines(disclosure(ASSETS.format(header="价值（元）")))


PROCUREMENT = """二、政府采购预算情况

{unit}

政府采购项目来源\t\t采购物品 名称\t数量\t单价\t政府采购金额\t\t
项目名称\t预算资金\t\t\t\t总计\t当年部门预算安排资金\t其他渠道 资金
合 计\t{total}\t\t\t\t{total}\t{total}\t
办公设备\t{total}\t电脑\t\t\t{total}\t{total}\t
"""


def test_the_total_of_a_procurement_table() -> None:
    found = disclosure(PROCUREMENT.format(unit="单位：万元", total="30.00"))
    assert lines(found) == {"procurement 30 -"}


def test_an_empty_procurement_table_says_nothing() -> None:
    found = disclosure(
        PROCUREMENT.format(unit="单位：万元", total="") + "\n本部门无政府采购预算，空表列示。\n"
    )
    assert lines(found) == {"procurement 0 -"}
    assert not [issue for issue in found.issues if issue.code == "table.unknown"]


def test_a_procurement_table_without_a_unit_is_reported() -> None:
    found = disclosure(PROCUREMENT.format(unit="", total="30.00"))
    assert "unit.assumed" in {issue.code for issue in found.issues}


def test_a_table_that_no_layout_knows_is_reported() -> None:
    found = disclosure("二、其他需说明的事项\n\n序号\t指标\t数值\n1\t甲\t20\n")
    assert [issue.code for issue in found.issues if issue.code.startswith("table")] == ["table.unknown"]


def test_units_of_a_table_and_of_a_sentence() -> None:
    table = (
        "二、机构设置\n\n单位名称\t单位性质\t单位规格\t经费保障形式\n云溪县教育局（机关）\t行政\t正科级\t财政拨款\n"
        "教师发展 中心\t事业\t股级\t财政补助\n"
    )
    assert [(u.name.value, u.rank and u.rank.value) for u in disclosure(table).units] == [
        ("云溪县教育局（机关）", "正科级"),
        ("教师发展中心", "股级"),
    ]
    sentence = "二、机构设置\n\n我局内设机构：办公室、人事股、基础教育股（督导室），教师发展中心。\n"
    assert [u.name.value for u in disclosure(sentence).units] == [
        "办公室",
        "人事股",
        "基础教育股",
        "教师发展中心",
    ]


def test_duties_one_a_line_and_duties_with_numbers() -> None:
    plain = "二、主要职责\n\n负责教育规划。\n负责教师队伍。\n"
    assert [clause.text.value for clause in disclosure(plain).responsibilities][1:] == [
        "负责教育规划。",
        "负责教师队伍。",
    ]
    numbered = "二、职能职责\n\n我局的主要职责是：\n（一）负责教育规划。\n（二）负责教师\n队伍。\n"
    assert [clause.text.value for clause in disclosure(numbered).responsibilities][1:] == [
        "负责教育规划。",
        "负责教师队伍。",
    ]


def test_terms_told_in_different_ways() -> None:
    text = "二、名词解释\n\n1、基本支出：指保障运转的支出。\n2. 项目支出是指完成任务的支出。\n\n3. 机关运行经费\n\n指购买货物和服务的资金。\n"
    assert [(term.name.value, term.definition.value) for term in disclosure(text).terms] == [
        ("基本支出", "保障运转的支出。"),
        ("项目支出", "完成任务的支出。"),
        ("机关运行经费", "购买货物和服务的资金。"),
    ]


def test_terms_under_a_part() -> None:
    text = "第四部分 名词解释\n\n一、基本支出：指保障运转的支出。\n\n二、项目支出：指完成任务的支出。\n"
    assert [term.name.value for term in disclosure(text).terms] == ["基本支出", "项目支出"]


def test_activities_and_what_they_say() -> None:
    text = (
        "二、分项绩效目标\n\n（一）教师培训\n\n职责描述：组织教师培训。\n\n年度绩效目标：培训240人次。\n\n绩效指标：合格率达到97%以上。\n\n"
        "三、工作保障措施\n\n加强管理。\n"
    )
    found = disclosure(text)
    (activity,) = found.activities
    assert activity.duty is not None
    assert activity.goal is not None
    assert activity.indicators is not None
    assert [activity.name.value, activity.duty.value, activity.goal.value, activity.indicators.value] == [
        "教师培训",
        "组织教师培训。",
        "培训240人次。",
        "合格率达到97%以上。",
    ]
    assert [clause.text.value for clause in found.safeguards] == ["加强管理。"]


def test_cited_documents() -> None:
    text = "二、其他需说明的事项\n\n按照《云溪县公务接待管理办法》（云政办〔2020〕12号）和《预算法》执行，见《工作专报》。\n"
    assert [(p.title.value, p.number and p.number.value) for p in disclosure(text).policies] == [
        ("云溪县公务接待管理办法", "云政办〔2020〕12号"),
        ("预算法", None),
    ]


def test_only_the_total_of_a_procurement_table_is_taken_and_the_rest_is_said() -> None:
    table = "二、政府采购情况\n\n单位：万元\n\n项目\t数量\t总计\t当年资金\n合计\t\t6.80\t6.80\n计算机\t10\t6.80\t6.80\n"
    found = disclosure(table)
    assert lines(found) == {"procurement 6.8 -"}
    assert [issue.code for issue in found.issues if issue.code.startswith("procurement")] == [
        "procurement.item"
    ]
