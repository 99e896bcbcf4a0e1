"""Who discloses: the department, year and stage that the many forms of a title tell."""

from __future__ import annotations

import pytest

from yusuan.extraction.identity import Identity, identity
from yusuan.reading import read

BODY = "\n\n一、部门职责\n\n负责全县教育工作。\n\n二、部门预算安排情况\n\n2023年收入预算100万元。\n"


def who(title: str, body: str = BODY) -> Identity:
    return identity(read(f"{title}{body}".encode(), "title.txt"), [])


def name_of(title: str, body: str = BODY) -> str | None:
    department = who(title, body).department
    return department.name.value if department else None


TITLES = [
    "2023年云溪县教育局部门预算公开说明",
    "云溪县教育局2023年度部门预算",
    "云溪县教育局 2023 年部门预算",
    "２０２３年云溪县教育局部门预算",
    "二〇二三年云溪县教育局部门预算公开",
    "2023年度部门预算公开（云溪县教育局）",
    "关于云溪县教育局2023年部门预算的说明",
    "云溪县教育局关于2023年部门预算公开的说明",
    "云溪县教育局\n\n2023年部门预算公开有关事项的\n\n说明",
    "云溪县\n教育局\n2023年部门预算公开说明",
    "附件1：\n\n云溪县教育局2023年部门预算公开情况说明",
    "2023年部门预算公开说明\n云溪县教育局",
    "2023年部门预算公开说明\n\n单位名称：云溪县教育局",
    "第一部分 云溪县教育局2023年部门预算说明",
    "云溪县教育局2023年“三公”经费预算公开说明",
    "云溪县教育局（本级）2023年单位预算公开",
    "云溪县教育局2023年部门预算和“三公”经费预算公开",
]


@pytest.mark.parametrize("title", TITLES)
def test_the_department_and_year_of_a_title(title: str) -> None:
    found = who(title)
    assert found.department is not None
    assert found.department.name.value.removesuffix("（本级）") == "云溪县教育局"
    assert found.year is not None
    assert found.year.value == 2023
    assert found.stage == "budget"


OTHER_NAMES = [
    ("关于青禾镇2022年部门预算的说明", "青禾镇"),
    ("云溪县青禾镇人民政府2022年部门预算", "云溪县青禾镇人民政府"),
    ("中共云溪县委宣传部\n2020年度部门预算信息公开", "中共云溪县委宣传部"),
    ("云溪经济技术开发区管理委员会2023年部门预算", "云溪经济技术开发区管理委员会"),
    ("云溪县第一中学2023年单位预算", "云溪县第一中学"),
    ("2021年澜江市苇湾区妇女联合会部门预算公开情况", "澜江市苇湾区妇女联合会"),
    ("云溪县人民代表大会常务委员会办公室2024年部门预算公开", "云溪县人民代表大会常务委员会办公室"),
]


@pytest.mark.parametrize(("title", "name"), OTHER_NAMES)
def test_names_of_other_bodies(title: str, name: str) -> None:
    assert name_of(title) == name


def test_a_unit_code_with_a_name_stands_in_for_a_title_without_one() -> None:
    body = BODY + "\n1、培训费绩效目标表\n\t360001云溪县教育局\n\t单位：万元\n"
    found = who("2023年部门预算公开情况说明", body)
    assert found.department is not None
    assert (found.department.name.value, found.department.code and found.department.code.value) == (
        "云溪县教育局",
        "360001",
    )


def test_accounts_are_told_from_a_budget() -> None:
    assert who("云溪县教育局2022年度部门决算公开").stage == "final-accounts"
    assert who("云溪县教育局2022年度部门决算").year.value == 2022  # type: ignore[union-attr]


def test_a_text_that_names_nobody_has_no_department() -> None:
    assert name_of("2023年部门预算公开说明") is None
    assert name_of("预算") is None


def test_a_short_form_that_the_text_uses_is_an_alias() -> None:
    body = BODY + "\n云溪县教育局2023年机关运行经费20万元。\n"
    department = who("澜江市云溪县教育局2023年部门预算", body).department
    assert department is not None
    assert [alias.value for alias in department.aliases] == ["云溪县教育局"]


def test_a_division_that_no_table_lists_is_kept_as_printed() -> None:
    department = who("澜江市云溪县教育局2023年部门预算").department
    assert department is not None
    assert department.division is not None
    assert department.division.value.path == ("澜江市", "云溪县")
    assert department.division.value.code is None


def test_a_listed_division_has_its_code() -> None:
    department = who("魏县教育局2023年部门预算").department
    assert department is not None
    assert department.division is not None
    assert department.division.value.code == "130434"
