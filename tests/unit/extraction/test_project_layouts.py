"""Layout files: what is refused, how labels are compared, how well a table fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yusuan.extraction.layouts import generic, known_labels, layouts, scores, tried
from yusuan.extraction.layouts.files import check, read_layout_files
from yusuan.extraction.layouts.keys import keys_of, variants
from yusuan.extraction.layouts.sections import check as check_sections
from yusuan.model.document import Table
from yusuan.reading import read

GOOD: dict[str, Any] = {"id": "a", "kind": "form", "recognise": {"labels": ["项目名称"], "least": 1}}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": None}, "id: a layout needs an id"),
        ({"kind": "sheet"}, "kind: must be one of form, list, words, is 'sheet'"),
        ({"subject": "unit"}, "subject: must be one of project, department"),
        ({"colums": {}}, "colums: no such key; there are id, kind"),
        ({"recognise": {"least": 1}}, "recognise.labels: say by which labels"),
        ({"recognise": {"label": ["项目名称"]}}, "recognise.label: no such key; there are labels, least"),
        ({"recognise": ["项目名称"]}, "recognise: must be a table"),
        ({"recognise": {"labels": ["a"], "every": ["项目名称"]}}, "recognise.every: must be a list of words"),
        ({"recognise": {"labels": ["a"], "every": [[]]}}, "recognise.every: a list without labels"),
        ({"recognise": {"labels": ["项目名称", " "]}}, "recognise.labels: holds a blank word"),
        ({"id": " "}, "id: is blank"),
        ({"own": ["项目名称"]}, "own: no such key"),
        ({"value": ["项目名称"]}, "value: must be a table"),
        (
            {"value": {"name": ["工程"], "code": ["工 程"]}},
            "value.code: 工 程 stands under value.name already",
        ),
        ({"funding": {"source/fiscl": ["财政拨款"]}}, "funding.source/fiscl: no such property"),
        ({"line": {"expenditure/basics": ["基本支出"]}}, "line.expenditure/basics: no such property"),
        ({"block": {"goal": ["目标"]}}, "block.goal: no such property; there are purpose, goals"),
        ({"money_columns": {"spent": ["执行数"]}}, "money_columns.spent: no such property; there are amount"),
        ({"task_columns": {"amount": ["金额"]}}, "task_columns.amount: no such property"),
        ({"project_columns": {"source/none": ["金额"]}}, "project_columns.source/none: no such property"),
        ({"terms": {"monthly": ["月"]}}, "terms.monthly: no such property; there are annual, long-term"),
        ({"total": {"category": "expenditur"}}, "total.category: expenditur: no such category"),
        ({"ignore": {"patterns": ["["], "why": "x"}}, "ignore.patterns: not a regular expression"),
        ({"about": 3}, "about: must be text, is 3"),
        ({"recognise": {"labels": ["a"], "lest": 1}}, "recognise.lest: no such key"),
        ({"recognise": {"labels": ["a"], "least": "1"}}, "recognise.least: must be a whole number"),
        ({"recognise": {"labels": ["a"], "titles": ["("]}}, "recognise.titles: not a regular expression"),
        ({"value": {"nam": ["项目名称"]}}, "value.nam: no such property; there are code, name"),
        ({"value": {"name": "项目名称"}}, "value.name: must be a list of words"),
        (
            {"funding": {"fiscal": ["财政拨款"]}},
            "funding.fiscal: no such property; there are paths of concepts",
        ),
        ({"columns": {"level3": ["三级指标"]}}, "columns.level3: no such property"),
        ({"group": "项目资金"}, "group: must be a list of words"),
        ({"ignore": {"labels": ["电话"]}}, "ignore.why: say why"),
        ({"trim": {"amount": "x"}}, "trim.amount: no such property"),
        ({"trim": {"unit": "["}}, "trim.unit: not a regular expression"),
    ],
)
def test_a_layout_that_is_not_well_formed_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"^new\.toml: ") as refused:
        check("new.toml", GOOD | changes)
    assert said in str(refused.value)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = ", "utf-8")
    with pytest.raises(ValueError, match=r"broken\.toml: not TOML"):
        read_layout_files(tmp_path)


def test_a_layout_may_be_like_another_and_say_some_words_otherwise(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text(
        'id = "words"\nkind = "words"\n[value]\nname = ["项目名称"]\namount = ["金额", "预算数"]\n', "utf-8"
    )
    (tmp_path / "own.toml").write_text(
        'id = "own"\nkind = "form"\nlike = "words"\n[recognise]\nlabels = ["项目名称"]\n'
        '[value]\ntotal_investment = ["金额"]\n',
        "utf-8",
    )
    own = read_layout_files(tmp_path)["own.toml"]
    assert own["value"] == {"total_investment": ["金额"], "name": ["项目名称"], "amount": ["预算数"]}


def test_two_files_of_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text('id = "own"\nkind = "form"\n[recognise]\nlabels = ["项目名称"]\n', "utf-8")
    with pytest.raises(ValueError, match=r"b\.toml: id: another file has the id 'own' already"):
        read_layout_files(tmp_path)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"kind": "duty", "patterns": ["职责"]}, "section.kind: must be one of duties, organisation"),
        ({"kind": "duties"}, "section.patterns: is missing"),
        ({"kind": "duties", "patterns": ["("]}, "section.patterns: not a regular expression"),
        ({"kind": "duties", "patterns": ["职责"], "open": True}, "section.open: no such key"),
        ({"kind": "duties", "patterns": ["职责"], "closed": "yes"}, "section.closed: must be true or false"),
    ],
)
def test_a_kind_of_section_that_is_not_well_formed_is_refused(section: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"^sections\.toml: ") as refused:
        check_sections({"section": [section]})
    assert said in str(refused.value)


def test_a_folder_of_layouts_is_tried_without_touching_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'id = "own"\nkind = "form"\n[recognise]\nlabels = ["工程"]\n[value]\nname = ["工程"]\n', "utf-8"
    )
    shipped = layouts()
    with tried(tmp_path):
        assert [layout.id for layout in layouts()] == ["own"]
        assert "工程" in known_labels()
        assert generic().senses["工程"].key == "name"
    assert layouts() is shipped
    assert "工程" not in known_labels()


def test_a_layout_like_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'id = "own"\nkind = "form"\nlike = "none"\n[recognise]\nlabels = ["项目名称"]\n', "utf-8"
    )
    with pytest.raises(ValueError, match=r"own\.toml: like: there is no other layout 'none'"):
        read_layout_files(tmp_path)


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("项 目 资 金", "项目资金"),
        ("项\n目\n名\n称", "项目名称"),
        ("年度资金总额（万元）：", "年度资金总额"),
        ("其中：财政拨款", "财政拨款"),
        ("1.项目年度目标完成情况", "项目年度目标完成情况"),
        ("（一）立项依据", "立项依据"),
        ("★三级指标", "三级指标"),
        ("全年执行数（B）", "全年执行数"),
        ("得分（20分*执行率）", "得分"),
    ],
)
def test_labels_are_the_same_however_they_are_printed(printed: str, key: str) -> None:
    assert key in variants(printed)


def test_a_label_stands_before_a_colon_too() -> None:
    assert "年度资金总额" in keys_of("年度资金总额：10000万元")
    assert "财政拨款" in keys_of("其中：财政拨款：300元")
    assert keys_of("长" * 500) == ()


def test_every_table_is_scored_by_every_layout() -> None:
    text = "项目名称\t甲\n主管部门\t乙\t实施单位\t丙\n年度目标\t丁\n一级指标\t二级指标\t三级指标\t指标值\n"
    document = read(text.encode(), "a.txt")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    found = scores(document, table)
    assert found[0][0] == "ministry-project-goals"
    assert all(score > 0 for _, score in found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_the_generic_layout_knows_the_names_of_the_ontology() -> None:
    layout = generic()
    assert layout.senses["主管部门"].key == "supervisor"
    assert layout.project_columns["实施单位"] == "implementer"
    assert layout.columns["权重"] == "weight"
    assert "项目" not in layout.project_columns


def test_ids_are_unique_and_every_form_says_what_tells_it_apart() -> None:
    assert len({layout.id for layout in layouts()}) == len(layouts())
    assert all(layout.labels for layout in layouts())
