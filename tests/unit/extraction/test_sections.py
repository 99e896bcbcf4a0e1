"""Which part of a disclosure words belong to, however its titles are printed."""

from __future__ import annotations

import pytest

from yusuan.extraction import extract
from yusuan.model.disclosure import Disclosure
from yusuan.reading import read

TITLE = "云溪县教育局2023年部门预算公开\n\n"
BUDGET = "\n\n二、部门预算安排情况\n\n2023年收入预算100万元。\n"
DUTIES = "（一）负责全县教育事业规划。\n（二）负责教师队伍建设。\n"
UNITS = "局内设办公室、人事股2个股室，下属县教研室、县电教馆2个事业单位。"


def disclosure(text: str) -> Disclosure:
    return extract(read((TITLE + text).encode("utf-8"), "sections.txt"))


@pytest.mark.parametrize(
    "opening",
    [
        f"一、部门职责\n\n{DUTIES}\n二、机构设置\n\n{UNITS}",
        f"一、部门基本情况\n\n职能职责\n\n{DUTIES}\n机构设置\n\n{UNITS}",
        f"一、部门职责\n\n{DUTIES}\n机构设置：\n\n{UNITS}",
        f"一、部门职责及机构设置情况\n\n部门职责：根据规定，云溪县教育局的主要职责是：\n\n{DUTIES}\n机构设置：\n{UNITS}",
        f"一、主要职责及机构设置情况\n\n{DUTIES}\n机构设置情况：{UNITS}",
    ],
    ids=["sections", "bare titles", "after the duties", "label before the text", "one section"],
)
def test_duties_and_units(opening: str) -> None:
    found = disclosure(opening + BUDGET)
    assert [each.text.value for each in found.responsibilities] == [
        "负责全县教育事业规划。",
        "负责教师队伍建设。",
    ]
    assert [each.name.value for each in found.units] == ["办公室", "人事股", "县教研室", "县电教馆"]


def test_a_part_of_the_document_holds_sections() -> None:
    text = (
        f"一、部门职责\n\n{DUTIES}{BUDGET}\n第一部分 部门整体绩效目标\n\n一、总体绩效目标\n\n办好教育。\n\n二、分项绩效目标\n\n"
        "（一）教师培训\n\n绩效目标：完成轮训。\n\n第二部分 预算项目绩效目标\n\n六、政府采购预算情况\n\n政府采购预算5万元。\n"
    )
    found = disclosure(text)
    assert [each.name.value for each in found.activities] == ["教师培训"]
    assert "procurement" in {line.category for line in found.budget_lines}


def test_a_part_of_glossary_terms_holds_no_sections() -> None:
    text = f"一、部门职责\n\n{DUTIES}{BUDGET}\n第三部分 名词解释\n\n一、机关运行经费\n\n是指保障机关运行的资金。\n"
    assert [term.name.value for term in disclosure(text).terms] == ["机关运行经费"]


@pytest.mark.parametrize(
    ("units", "names"),
    [
        ("内设8个科室，分别为办公室、人事科、基教科。", ["办公室", "人事科", "基教科"]),
        ("纳入编制范围的单位包括：\n1．云溪县教研室\n2．云溪县电教馆", ["云溪县教研室", "云溪县电教馆"]),
        ("内设下列机构：\n（一）办公室。负责机关运转。\n（二）人事科。负责人事。", ["办公室", "人事科"]),
        ("序号\t单位名称\n1\t云溪县教研室\n2\t云溪县电教馆", ["云溪县教研室", "云溪县电教馆"]),
        ("单位名称\t经费供给方式\n云溪县教研室\t财政补助", ["云溪县教研室"]),
    ],
    ids=["shares of a number", "numbered", "with their duties", "table by number", "table by funding"],
)
def test_units_of_other_provinces_forms(units: str, names: list[str]) -> None:
    found = disclosure(f"一、主要职能\n\n{DUTIES}\n二、部门预算单位构成\n\n{units}{BUDGET}")
    assert [each.name.value for each in found.units] == names


@pytest.mark.parametrize(
    "duties",
    [
        "第一条 负责全县教育事业规划。\n第二条 负责教师队伍建设。\n",
        "第一条 根据规定，制定本规定。\n第二条 云溪县教育局的主要职责是：\n" + DUTIES,
        "（一）负责全县教育事业规划。（二）负责教师队伍建设。\n",
    ],
    ids=["articles", "articles before the duties", "on one line"],
)
def test_duties_of_other_forms(duties: str) -> None:
    found = disclosure(f"一、云溪县教育局主要职能\n\n{duties}{BUDGET}")
    assert [each.text.value for each in found.responsibilities] == [
        "负责全县教育事业规划。",
        "负责教师队伍建设。",
    ]


CONTENTS = "目 录\n\n第一部分 部门概况\n一、主要职责\n二、机构设置情况\n第二部分 部门预算情况\n一、收入预算情况说明\n二、名词解释\n"


@pytest.mark.parametrize("leader", ["", "……3", " 3"], ids=["plain", "dots", "page numbers"])
def test_a_table_of_contents_opens_no_section_and_is_no_remark(leader: str) -> None:
    lines = [CONTENTS.splitlines()[0], *(line and line + leader for line in CONTENTS.splitlines()[1:])]
    found = disclosure(
        "\n".join(lines) + f"\n第一部分 部门概况\n\n一、主要职责\n\n{DUTIES}\n二、机构设置情况\n\n{UNITS}\n\n"
        "第二部分 部门预算情况\n\n一、收入预算情况说明\n\n2023年收入预算100万元。\n\n二、名词解释\n\n财政拨款：指财政安排的资金。\n"
    )
    assert len(found.responsibilities) == 2
    assert [each.name.value for each in found.units] == ["办公室", "人事股", "县教研室", "县电教馆"]
    assert not any(
        "机构设置" in remark.text.value or remark.text.value[:1] == "目" for remark in found.remarks
    )


def test_plans_for_the_year_are_no_duties() -> None:
    found = disclosure(
        "一、基本职能及主要工作\n\n（一）主要职能\n\n负责教育工作。\n\n（二）2023年重点工作\n\n新建两所学校。\n"
        + BUDGET
    )
    assert [each.text.value for each in found.responsibilities] == ["负责教育工作。"]
