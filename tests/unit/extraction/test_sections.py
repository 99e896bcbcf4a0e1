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
