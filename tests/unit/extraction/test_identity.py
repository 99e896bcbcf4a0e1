"""Who discloses: the department, year and stage that the many forms of a title tell."""

from __future__ import annotations

import pytest

from yusuan.extraction.identity import Identity, identity
from yusuan.model.issue import Issue
from yusuan.reading import read

BODY = "\n\n一、部门职责\n\n负责全县教育工作。\n\n二、部门预算安排情况\n\n2023年收入预算100万元。\n"


def who(title: str, body: str = BODY) -> Identity:
    return identity(read(f"{title}{body}".encode(), "title.txt"))


def name_of(title: str, body: str = BODY) -> str:
    return who(title, body).department.name.value


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
    assert (found.department.name.value, found.department.code and found.department.code.value) == (
        "云溪县教育局",
        "360001",
    )


def test_accounts_are_told_from_a_budget() -> None:
    assert who("云溪县教育局2022年度部门决算公开").stage == "final-accounts"
    assert who("云溪县教育局2022年度部门决算").year.value == 2022  # type: ignore[union-attr]


def issues_of(text: str, name: str = "a.txt", folders: tuple[str, ...] = ()) -> tuple[Identity, list[Issue]]:
    found = identity(read(text.encode(), name, folders))
    return found, list(found.issues)


def codes(issues: list[Issue]) -> set[str]:
    return {issue.code for issue in issues}


def test_a_disclosure_that_names_nobody_is_called_by_its_title_and_kept_apart() -> None:
    found, issues = issues_of(f"2023年部门预算公开说明{BODY}", "预算一.txt")
    other, _ = issues_of(f"2023年部门预算公开说明{BODY}", "预算二.docx")
    assert found.department.name.value == "2023年部门预算公开说明"
    assert {"department.missing", "division.missing"} <= codes(issues)
    assert (found.department.key, other.department.key) == ("预算一", "预算二")


def test_the_file_or_a_folder_names_the_department_where_the_text_does_not() -> None:
    for name, folders in [
        ("平山县教育局2023年部门预算.txt", ()),
        ("平山县教育局.txt", ()),
        ("预算.txt", ("石家庄市", "平山县", "教育局")),
    ]:
        found, issues = issues_of(f"2023年部门预算公开说明{BODY}", name, folders)
        assert found.department.name.value.endswith("教育局")
        assert found.department.division is not None
        assert found.department.division.value.code == "130131"
        assert found.department.division_reason == ("folder" if folders else "file")
        assert found.department.name.evidence == found.title.evidence
        assert "department.from-file" in codes(issues)
        assert {"division.from-file", "division.from-folder"} & codes(issues)


WHOLE = "\n\n2023年全县“三公”经费预算5万元，其中：公务接待费2万元，公务用车3万元。\n"


@pytest.mark.parametrize(
    ("title", "folders", "name", "path"),
    [
        ("2023年全县“三公”经费预算情况", ("石家庄市", "平山县"), "平山县", ("河北省", "石家庄市", "平山县")),
        ("2023年县本级“三公”经费预算情况", ("平山县",), "平山县本级", ("河北省", "石家庄市", "平山县")),
        ("2023年镇本级“三公”经费预算情况", ("平山县", "柳溪镇"), "柳溪镇人民政府", ("河北省", "石家庄市", "平山县", "柳溪镇")),
        ("平山县2022年预算执行情况和2023年预算草案", (), "平山县", ("河北省", "石家庄市", "平山县")),
    ],
)  # fmt: skip
def test_a_whole_division_speaks_for_itself(
    title: str, folders: tuple[str, ...], name: str, path: tuple[str, ...]
) -> None:
    found, issues = issues_of(title + WHOLE, "预算.txt", folders)
    assert found.department.name.value == name
    assert found.department.division is not None
    assert found.department.division.value.path == path
    assert found.department.key is None
    assert "department.missing" in codes(issues)
    assert found.year is not None
    assert found.year.value == 2023


def test_a_town_of_which_only_the_county_is_known_is_not_the_county() -> None:
    found, _ = issues_of("2023年“三公”经费预算5万元，我镇将压缩开支。", "预算.txt", ("平山县",))
    assert found.department.key == "预算"
    assert found.department.name.value != "平山县"


@pytest.mark.parametrize(
    ("cover", "name"),
    [
        ("2022年度\n\n云溪县司法局\n\n部门决算", "云溪县司法局"),
        ("云溪县司法局\n\n2022年度\n\n部门决算", "云溪县司法局"),
        ("云溪县司法局2022年度部门决算.pdf\n\n部门概况", "云溪县司法局"),
        (
            "首页 > 政务公开 > 云溪县 > 司法局\n发布机构：云溪县司法局 发布时间：2023-09-10\n2022年度部门决算",
            "云溪县司法局",
        ),
        (
            "目 录\n\n第一部分 部门概况\n\n一、部门职责\n\n二、收入决算\n\n第一部分 部门概况\n\n2022年度云溪县司法局部门决算",
            "云溪县司法局",
        ),
        ("2022年度部门决算\n\n[017001]云溪县司法局", "云溪县司法局"),
        ("2022年度部门决算公开\n\n填报单位：云溪县司法局", "云溪县司法局"),
        ("附件1 云溪县司法局2022年度部门决算 目 录 第一部分 部门概况 一、主要职责", "云溪县司法局"),
    ],
)
def test_titles_stand_in_many_places(cover: str, name: str) -> None:
    found = who(cover, BODY.replace("预算", "决算").replace("2023", "2022"))
    assert found.department.name.value == name
    assert found.year is not None
    assert (found.year.value, found.stage) == (2022, "final-accounts")


def test_a_title_that_names_both_years_is_of_the_year_budgeted() -> None:
    found = who("关于云溪县2021年预算执行情况和2022年预算草案的报告")
    assert found.year is not None
    assert (found.year.value, found.stage) == (2022, "budget")


def test_an_abbreviation_stands_for_the_full_name_that_the_text_gives() -> None:
    body = "\n\n县直工委2023年“三公”经费预算5万元。\n\n中共石家庄市平山县直属机关工作委员会共有车辆0辆。\n"
    found = who("一、2023年“三公”经费支出预算表", body).department
    assert found.name.value == "中共石家庄市平山县直属机关工作委员会"
    assert "县直工委" in [alias.value for alias in found.aliases]


def test_the_code_of_a_classification_names_nobody() -> None:
    body = BODY + "\n1、支出表\n\t20405法院\n\t360001云溪县教育局\n"
    found = who("2023年部门预算公开情况说明", body).department
    assert found.name.value == "云溪县教育局"


def test_budget_years_are_not_taken_from_dates() -> None:
    found = who("云溪县教育局部门预算\n\n2024年3月1日", "\n\n一、收入\n\n2023年收入预算1万元。")
    assert found.year is not None
    assert found.year.value == 2023


def test_a_short_form_that_the_text_uses_is_an_alias() -> None:
    body = BODY + "\n云溪县教育局2023年机关运行经费20万元。\n"
    department = who("澜江市云溪县教育局2023年部门预算", body).department
    assert [alias.value for alias in department.aliases] == ["云溪县教育局"]


def test_a_division_that_no_table_lists_is_kept_as_printed() -> None:
    department = who("澜江市云溪县教育局2023年部门预算").department
    assert department.division is not None
    assert department.division.value.path == ("澜江市", "云溪县")
    assert department.division.value.code is None


def test_a_listed_division_has_its_code() -> None:
    department = who("魏县教育局2023年部门预算").department
    assert department.division is not None
    assert department.division.value.code == "130434"


def test_a_label_left_blank_does_not_take_the_next_label_for_a_name() -> None:
    form = "\n主管部门\t审核意见单位公章：鹿泉区2022年绩效目标表\n实施单位\t鹿泉区教育局\n"
    assert name_of("鹿泉区2022年项目支出绩效目标表", form) == "鹿泉区教育局"
