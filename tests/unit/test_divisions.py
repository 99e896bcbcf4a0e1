"""The division table and the reading of division names in running text; names and codes are facts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from yusuan.values.divisions import (
    TABLE,
    by_code,
    find_in,
    mentions,
    short_form,
    table,
    unlisted,
)


def paths(text: str, *, short_forms: bool = False) -> list[list[tuple[str, ...]]]:
    found = mentions(text, short_forms=short_forms)
    return [[division.path for division in mention.division_candidates] for mention in found]


def test_table_is_sorted_and_every_parent_stands_in_it() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    codes = {row[0] for row in rows}
    assert len(rows) == len(codes) > 3200
    assert rows == sorted(rows)
    assert all(row[2] == "" or row[2] in codes for row in rows)
    assert all("1" in row[3:] for row in rows)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("130110", ("河北省", "石家庄市", "鹿泉区")),
        ("310107", ("上海市", "普陀区")),
        ("429004", ("湖北省", "仙桃市")),
        ("441900", ("广东省", "东莞市")),
        ("659012", ("新疆维吾尔自治区", "白杨市")),
        ("330103", ("浙江省", "杭州市", "下城区")),
        ("710000", ("台湾省",)),
    ],
)
def test_a_code_gives_the_path_from_the_province_down(code: str, path: tuple[str, ...]) -> None:
    division = by_code(code)
    assert division is not None
    assert (division.code, division.name, division.path) == (code, path[-1], path)


def test_an_unknown_code_gives_nothing() -> None:
    assert by_code("000000") is None


@pytest.mark.parametrize(
    ("text", "printed", "code"),
    [
        ("中共石家庄市鹿泉区委办公室", "石家庄市鹿泉区", "130110"),
        ("河北省邯郸市魏县的预算", "河北省邯郸市魏县", "130434"),
        ("魏县县委办", "魏县", "130434"),
        ("河北石家庄鹿泉区", "河北石家庄鹿泉区", "130110"),
        ("石家庄市 鹿泉区", "石家庄市 鹿泉区", "130110"),
        ("北京市朝阳区", "北京市朝阳区", "110105"),
        ("长春市朝阳区", "长春市朝阳区", "220104"),
        ("晋城市城区", "晋城市城区", "140502"),
        ("吉林省吉林市", "吉林省吉林市", "220200"),
        ("彭水苗族土家族自治县", "彭水苗族土家族自治县", "500243"),
        ("三明市三元区", "三明市三元区", "350404"),
    ],
)
def test_a_chain_or_an_unshared_name_means_one_division(text: str, printed: str, code: str) -> None:
    (mention,) = mentions(text)
    assert mention.division is not None
    assert mention.division.code == code
    assert (mention.text, text[mention.start : mention.end], mention.short) == (printed, printed, False)


def test_a_shared_name_alone_gives_every_bearer() -> None:
    mention = find_in("鼓楼区教育局")
    assert mention is not None
    assert mention.division is None
    cities = {division.path[-2] for division in mention.division_candidates}
    assert {"南京市", "徐州市", "福州市", "开封市"} == cities


def test_each_mention_of_a_text_has_its_own_place() -> None:
    text = "上海市普陀区与舟山市普陀区，以及魏县"
    places = [(mention.text, mention.start) for mention in mentions(text)]
    assert places == [("上海市普陀区", 0), ("舟山市普陀区", 7), ("魏县", 16)]


@pytest.mark.parametrize(
    "text", ["主城区改造", "河北区域协作", "市委和县委", "成都市场", "全县各部门", "示范县级平台", "", "县"]
)
def test_words_that_only_look_like_a_division_name_none(text: str) -> None:
    assert mentions(text) == []


def test_names_without_suffix_are_read_on_request_and_marked() -> None:
    assert mentions("宣传鹿泉形象") == []
    (mention,) = mentions("宣传鹿泉形象", short_forms=True)
    assert (mention.text, mention.short, mention.start) == ("鹿泉", True, 2)
    assert paths("石家庄鹿泉", short_forms=True) == [[("河北省", "石家庄市", "鹿泉区")]]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("鹿泉区", "鹿泉"), ("内蒙古自治区", "内蒙古"), ("彭水苗族土家族自治县", "彭水"), ("魏县", None)],
)
def test_short_form_keeps_at_least_two_characters(name: str, stem: str | None) -> None:
    assert short_form(name) == stem


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("云川市青石县财政局", ("云川市", "青石县")),
        ("中共云岭市青石县委办公室", ("云岭市", "青石县")),
        ("青石县县委办公室", ("青石县",)),
        ("河北省云川市青石县", ("河北省", "云川市", "青石县")),
        ("石家庄市高新区税务局", ("石家庄市", "高新区")),
        ("××经济开发区管理委员会", ("××经济开发区",)),
        ("云川市市场监督管理局", ("云川市",)),
    ],
)
def test_a_division_that_the_table_lacks_is_read_as_printed(text: str, path: tuple[str, ...]) -> None:
    found = unlisted(text)
    assert found is not None
    assert found.path == path
    assert text[found.start : found.end] == found.text == "".join(path)


@pytest.mark.parametrize(
    "text",
    ["石家庄市鹿泉区教育局", "魏县县委办", "县委办公室", "社区服务中心", "市场监督管理局", "区教育局"],
)
def test_listed_divisions_and_plain_organisations_are_not_unlisted(text: str) -> None:
    assert unlisted(text) is None


def test_every_division_is_found_by_its_own_path() -> None:
    missed = []
    for division in table().values():
        found = mentions("".join(division.path))
        if len(found) != 1 or division.path not in [each.path for each in found[0].division_candidates]:
            missed.append(division.path)
    assert missed == []


def test_importing_the_table_brings_nothing_heavy() -> None:
    code = (
        "import sys, yusuan.values.divisions; "
        "print([m for m in ('rdflib', 'numpy', 'jieba', 'torch', 'pyoxigraph') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
