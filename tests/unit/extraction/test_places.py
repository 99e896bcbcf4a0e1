"""Where a department is: the sources in their order, towns, codes that are none, and names of other places."""

from __future__ import annotations

import pytest

from yusuan.extraction.identity import identity
from yusuan.model.disclosure import Department
from yusuan.reading import read
from yusuan.values.organisations import abbreviates, tail
from yusuan.values.romanised import romanised
from yusuan.values.towns import town_at

BODY = "\n\n一、部门职责\n\n负责教育工作。\n\n二、收入预算情况说明\n\n2023年收入预算100万元。\n"


def placed(
    text: str, name: str = "a.txt", folders: tuple[str, ...] = ()
) -> tuple[Department, list[tuple[str, str]]]:
    document = read(text.encode(), name, folders)
    found = identity(document)
    return found.department, [(issue.code, document.words(issue.span)) for issue in found.issues]


SOURCES = [
    ("平山县教育局2023年部门预算", "", "a.txt", ("灵寿县",), "130131", "name"),
    ("教育局2023年部门预算", "平山县人民政府批准。", "灵寿县.txt", (), "130131", "text"),
    ("教育局2023年部门预算", "项目编码13013123P000010001234", "灵寿县.txt", (), "130131", "code"),
    ("教育局2023年部门预算", "", "平山县.txt", ("灵寿县",), "130131", "file"),
    ("教育局2023年部门预算", "", "hebei_pingshan_2023.txt", (), "130131", "file"),
    ("教育局2023年部门预算", "", "a.txt", ("河北省", "石家庄市", "平山县"), "130131", "folder"),
]


@pytest.mark.parametrize(("title", "more", "file", "folders", "code", "reason"), SOURCES)
def test_the_sources_of_a_division_in_their_order(
    title: str, more: str, file: str, folders: tuple[str, ...], code: str, reason: str
) -> None:
    found, _ = placed(f"{title}{BODY}{more}\n", file, folders)
    assert found.division is not None
    assert (found.division.value.code, found.division_reason) == (code, reason)


def test_a_division_that_only_the_file_names_is_said_so_at_the_title() -> None:
    found, issues = placed(f"教育局2023年部门预算{BODY}", "平山县.txt")
    assert found.division is not None
    assert ("division.from-file", "教育局2023年部门预算") in issues


@pytest.mark.parametrize("code", ["230001", "110101", "23000101", "2301012023.50"])
def test_the_number_of_a_department_is_no_division(code: str) -> None:
    found, issues = placed(f"2023年部门预算公开\n\n{code}教育局{BODY}")
    assert found.division is None
    assert "division.missing" in [each for each, _ in issues]


def test_a_long_unit_code_counts_where_something_agrees() -> None:
    text = f"教育局2023年部门预算{BODY}单位代码130131001，"
    assert placed(f"{text}按石家庄市的规定。")[0].division_reason == "code"
    assert placed(text)[0].division is None


def test_a_shared_name_is_settled_by_another_source_or_left_open() -> None:
    text = f"桥西区教育局2023年部门预算{BODY}"
    assert placed(text, folders=("张家口市",))[0].division.value.code == "130703"  # type: ignore[union-attr]
    assert placed(f"{text}石家庄市财政局下达。")[0].division.value.code == "130104"  # type: ignore[union-attr]
    found, issues = placed(text)
    assert found.division.value.code is None  # type: ignore[union-attr]
    assert "division.ambiguous" in [code for code, _ in issues]


def test_a_place_that_is_visited_is_not_the_documents_own() -> None:
    found, _ = placed(f"教育局2023年部门预算{BODY}赴平山县考察学习。\n")
    assert found.division is None


TOWNS = [
    ("平山县柳溪镇人民政府", ("河北省", "石家庄市", "平山县", "柳溪镇")),
    ("平山县柳溪镇财政所", ("河北省", "石家庄市", "平山县", "柳溪镇")),
    ("石家庄市平山县柳溪乡", ("河北省", "石家庄市", "平山县", "柳溪乡")),
    ("上海市普陀区人民政府柳溪街道办事处", ("上海市", "普陀区", "柳溪街道")),
    ("平山县经济开发区管理委员会", ("河北省", "石家庄市", "平山县", "经济开发区")),
    ("平山县住房和城乡建设局", ("河北省", "石家庄市", "平山县")),
    ("平山县乡镇企业局", ("河北省", "石家庄市", "平山县")),
    ("平山县城乡规划局", ("河北省", "石家庄市", "平山县")),
    ("东莞市柳溪镇人民政府", ("广东省", "东莞市", "柳溪镇")),
]


@pytest.mark.parametrize(("name", "path"), TOWNS)
def test_towns_lie_under_their_county(name: str, path: tuple[str, ...]) -> None:
    found, _ = placed(f"{name}2023年部门预算{BODY}")
    assert found.name.value == name
    assert found.division is not None
    assert found.division.value.path == path


def test_a_towns_county_may_come_from_the_folder() -> None:
    found, _ = placed(f"柳溪镇人民政府2023年部门预算{BODY}", folders=("石家庄市", "平山县"))
    assert found.division is not None
    assert found.division.value.path == ("河北省", "石家庄市", "平山县", "柳溪镇")
    assert found.division_reason == "folder"


@pytest.mark.parametrize(
    ("title", "words", "foreign"),
    [
        ("平山县柳溪镇2023年部门预算", "苇塘镇2023年机关运行经费5万元。", "苇塘镇"),
        ("平山县柳溪镇2023年部门预算", "按照苇塘镇人民政府的安排，支出5万元。", "苇塘镇"),
        ("平山县财政局2023年部门预算", "灵寿县财政局2023年部门预算支出5万元。", "灵寿县财政局"),
    ],
)
def test_a_neighbours_name_is_an_issue_and_no_name(title: str, words: str, foreign: str) -> None:
    found, issues = placed(f"{title}{BODY}{words}\n")
    assert ("name.other-place", foreign) in issues
    assert foreign not in [found.name.value, *(alias.value for alias in found.aliases)]


@pytest.mark.parametrize(
    "words",
    [
        "对口支援灵寿县财政局。",
        "赴苇塘镇学习。",
        "推进小城镇建设和各乡镇工作。",
        "按《灵寿县财政局管理办法》。",
    ],
)
def test_places_that_a_text_may_well_name_are_no_issue(words: str) -> None:
    for title in ("平山县柳溪镇2023年部门预算", "平山县财政局2023年部门预算"):
        assert "name.other-place" not in [code for code, _ in placed(f"{title}{BODY}{words}\n")[1]]


PATH = ("河北省", "石家庄市", "鹿泉区")


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("河北省石家庄市鹿泉区财政局", "财政局"),
        ("鹿泉区　财政局", "财政局"),
        ("区财政局", "财政局"),
        ("鹿泉区财政局（本级）", "财政局"),
        ("中共石家庄市鹿泉区委办公室", "委办公室"),
        ("中国共产党鹿泉区委办公室", "委办公室"),
        ("鹿泉区人民政府办公室", "政府办公室"),
        ("鹿泉区市场监督管理局", "市场监督管理局"),
        ("鹿泉区本级", ""),
        ("鹿泉区人民政府", ""),
    ],
)
def test_what_is_left_of_a_name_without_its_place(name: str, rest: str) -> None:
    assert tail(name, PATH) == rest


def test_what_abbreviates_what() -> None:
    assert abbreviates("县文联", "青石县文学艺术界联合会")
    assert abbreviates("区直工委", "苇湾区直属机关工作委员会")
    assert not abbreviates("教体局", "教育局")
    assert not abbreviates("教育局", "教育局")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("hebei_shijiazhuang_luquan_2023", ["130110"]),
        ("liaoning_tieling", ["211200", "211221"]),
        ("shanxi-changzhi-zhangzi", ["140428"]),
        ("jiangbei_2021", []),
        ("budget_2023_final", []),
    ],
)
def test_names_in_latin_letters_count_inside_one_another(words: str, codes: list[str]) -> None:
    assert [division.code for division in romanised(words)] == codes


@pytest.mark.parametrize(
    "words", ["乡村振兴局", "街道办事处", "城镇化办公室", "自然资源和城乡规划局", "镇政府"]
)
def test_words_that_are_no_town(words: str) -> None:
    assert town_at(words) is None
