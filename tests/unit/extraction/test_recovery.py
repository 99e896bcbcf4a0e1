"""Forms that were lost on the way to text: one cell a line, everything in one line, cells shifted left, cut by pages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from yusuan.extraction import extract
from yusuan.extraction.recovery import recovered
from yusuan.model.document import Document, Heading, Paragraph, Table
from yusuan.reading import read


def document_of(text: str) -> Document:
    return recovered(read(text.encode(), "a.txt"))


def rows_of(document: Document) -> list[list[str]]:
    """The rows of every table, each cell at its own column."""
    found = []
    for table in (block for block in document.blocks if isinstance(block, Table)):
        for row in table.rows:
            words = [""] * (max(cell.column for cell in row) + 1)
            for cell in row:
                words[cell.column] = document.words(cell.span)
            found.append(words)
    return found


CELLS = (
    "项目名称/学校门窗改造/主管部门/柳塘县教育局/实施单位/柳塘县教育局/项目资金/资金总额/50万元/其中:财政拨款/50万元/其他资金/ "
    "/总体目标/长期目标/年度目标/改善办学条件/完成三所学校门窗更换/一级指标/二级指标/三级指标/指标值"
    "/产出指标/数量指标/更换门窗数量/≥300扇/产出指标/质量指标/验收合格率/100%/满意度指标/服务对象满意度指标/师生满意度/≥90%"
)
WANTED = [
    ["项目名称", "学校门窗改造"],
    ["主管部门", "柳塘县教育局"],
    ["实施单位", "柳塘县教育局"],
    ["项目资金", "资金总额", "50万元"],
    ["其中:财政拨款", "50万元"],
    ["其他资金", ""],
    ["总体目标", "长期目标", "年度目标"],
    ["", "改善办学条件", "完成三所学校门窗更换"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "更换门窗数量", "≥300扇"],
    ["产出指标", "质量指标", "验收合格率", "100%"],
    ["满意度指标", "服务对象满意度指标", "师生满意度", "≥90%"],
]


@pytest.mark.parametrize("between", ["\n\n", " |\n"], ids=["blank lines", "bars"])
def test_one_cell_a_line(between: str) -> None:
    cells = [cell if cell.strip() or between == "\n\n" else "" for cell in CELLS.split("/")]
    text = "项目支出绩效目标表\n\n" + between.join(cells) + between + "\n附件：\n"
    assert rows_of(document_of(text)) == WANTED


def test_a_label_broken_by_a_narrow_column_is_one_cell() -> None:
    of = CELLS.split("/")
    cells = [*of[:2], "主管部门", "及编码", *of[3:]]
    document = document_of("\n\n".join(cells) + "\n")
    assert ["主管部门\n\n及编码", "柳塘县教育局"] in rows_of(document)


def test_a_form_in_one_line() -> None:
    text = (
        "附件2项目支出绩效目标表(2023年度)项目名称河道清淤工程主管部门苇湾区水利局资金情况(万元)资金总额:30其中:财政拨款30"
        "其他资金总体目标恢复河道行洪能力绩效指标一级指标二级指标三级指标指标解释目标值产出指标数量指标清淤长度"
        "反映全年清淤河道长度≥12公里清淤次数反映清淤作业次数2次质量指标验收合格率反映工程质量100%"
        "效益指标社会效益指标行洪能力反映汛期安全情况持续改善\n"
    )
    assert rows_of(document_of(text)) == [
        ["项目名称", "河道清淤工程"],
        ["主管部门", "苇湾区水利局"],
        ["资金情况(万元)", "资金总额", "30"],
        ["其中:财政拨款", "30"],
        ["其他资金"],
        ["总体目标", "恢复河道行洪能力"],
        ["绩效指标"],
        ["一级指标", "二级指标", "三级指标", "指标解释", "目标值"],
        ["产出指标", "数量指标", "清淤长度", "反映全年清淤河道长度", "≥12公里"],
        ["产出指标", "数量指标", "清淤次数", "反映清淤作业次数", "2次"],
        ["", "质量指标", "验收合格率", "反映工程质量", "100%"],
        ["效益指标", "社会效益指标", "行洪能力", "反映汛期安全情况", "持续改善"],
    ]


def test_a_list_of_projects_is_cut_where_its_sums_prove_it() -> None:
    text = (
        "现下达资金，请遵照执行。附件1分配表单位:万元序号单位项目金额1青石县东河村道路硬化项目10西河村水渠项目5小计15"
        "2柳塘县文化长廊项目6小计6合计21附件2绩效目标表"
    )
    assert rows_of(document_of(text)) == [
        ["序号", "单位", "项目", "金额"],
        ["1", "青石县", "东河村道路硬化项目", "10"],
        ["", "", "西河村水渠项目", "5"],
        ["小计", "", "", "15"],
        ["2", "柳塘县", "文化长廊项目", "6"],
        ["小计", "", "", "6"],
        ["合计", "", "", "21"],
    ]
    assert rows_of(document_of(text.replace("合计21", "合计22"))) == []


def test_a_row_of_money_that_lost_its_merged_cell_stands_under_its_columns() -> None:
    text = (
        "| 部门整体资金(万元) | 资金来源 | 年初预算数 | 全年执行数 | 分值 |\n| 年度资金总额 | 120 | 118 | 10 | |\n"
        "| 项目支出 | 20 | 18 | 10 | |\n| 年度目标 | 完成 | | | |\n| 一级指标 | 二级指标 | 三级指标 | 指标值 | |\n"
        "| 产出指标 | 11 | | | |\n"
    )
    assert rows_of(document_of(text))[1:3] == [
        ["", "年度资金总额", "120", "118", "10"],
        ["", "项目支出", "20", "18", "10"],
    ]
    assert rows_of(document_of(text))[5][:2] == ["产出指标", "11"]


def test_rows_of_indicators_that_lost_their_merged_cells_are_read_under_their_columns() -> None:
    text = (
        "青石县民政局2023年部门预算项目绩效目标表\n| 项目名称 | 预算数(万元) | 一级指标 | 二级指标 | 三级指标 | 指标值 | |\n"
        "| 村级经费 | 5 | 产出指标 | 数量指标 | 村数 | 11 | |\n"
        "| 产出指标 | 质量指标 | 合格率 | 95 | | | |\n| 时效指标 | 按时率 | 100 | | | | |\n"
    )
    (project,) = extract(read(text.encode(), "a.txt")).projects
    assert [(i.level1 and i.level1.value, i.level2 and i.level2.value, i.name.value) for i in project.indicators] == [
        ("产出指标", "数量指标", "村数"),
        ("产出指标", "质量指标", "合格率"),
        ("产出指标", "时效指标", "按时率"),
    ]


GLUED = (
    "绩效目标表\n(2024年度)\n项目名称山洪沟治理资金\n项目主管部门苇湾县水利局项目执行单位苇湾县河道所\n资金情况\n(万元)\n年度资金总额:48\n"
    "    其中 :上级资金30\n总体目标年度目标\n治理山洪沟两条。\n绩效指标一级指标二级指标指标内容指标值\n产出指标数量指标治理山洪沟2条\n"
    "质量指标单元工程合格率100%\n满意度指标沿线村民满意度≥90%\n\n附件:\n\n扫一扫在手机打开当前页\n"
)


def test_lines_of_several_cells_with_nothing_between_are_a_form() -> None:
    document = document_of(GLUED)
    assert rows_of(document)[-4:] == [
        ["一级指标", "二级指标", "指标内容", "指标值"],
        ["产出指标", "数量指标", "治理山洪沟", "2条"],
        ["", "质量指标", "单元工程合格率", "100%"],
        ["满意度指标", "", "沿线村民满意度", "≥90%"],
    ]
    assert document.notes == ()
    (project,) = extract(read(f"苇湾县水利局2024年部门预算公开\n{GLUED}".encode(), "a.txt")).projects
    assert project.name.value == "山洪沟治理资金"
    assert project.amount
    assert project.name.value == "山洪沟治理资金" and project.amount.value == 480_000


@pytest.mark.parametrize(
    "text",
    [
        "项目支出绩效自评表(2024年度)项目名称送水入户推广主管部门苇湾县水利局实施单位苇湾县水利服务中心项目资金(万元)年初预算数全年执行数"
        "年度资金总额:52.40万元其中:财政拨款水利发展资金49万元年度总体目标",
        "项目名称\n临时救助\n主管部门\n青石县民政局\n实施单位\n青石县救助站\n资金总额\n50万元\n做到什么\n救助300人次\n",
        "附件1专项资金分配表序号单位项目名称分配金额(万元)1青石县道路硬化项目102柳塘县水渠项目5",
    ],
    ids=["labels without a header of rows", "a form of no layout", "a list without sums"],
)
def test_what_is_like_a_form_and_cannot_be_cut_is_an_issue(text: str) -> None:
    document = document_of(text)
    (issue,) = document.notes
    assert issue.code == "form.uncut"
    assert document.words(issue.span).startswith(text[:4])
    assert issue.zh
    assert issue.en
    assert rows_of(document) == []


@pytest.mark.parametrize(
    "text",
    [
        "苇湾县水利局负责项目管理。项目名称和主管部门在绩效目标表中公开，实施单位按项目资金情况填报绩效指标，年度目标由财政部门审核。",
        "2024年我局按照预算绩效管理要求，对项目支出设定绩效目标，一级指标、二级指标、三级指标和指标值均已公开，资金总额为32万元。",
    ],
)
def test_prose_about_forms_is_none(text: str) -> None:
    document = document_of(text)
    assert document.notes == ()
    assert rows_of(document) == []


ONE_LINE = (
    "附件 1 云川市文联 2023 年部门预算公开说明 - 1 - 目 录 一、部门概况 (一)主要职能 (二)机构设置 二、预算安排 (一)收支情况(详见表 1) "
    "三、名词解释 一、部门概况 (一)主要职能: 1.贯彻落实文艺工作方针政策,联络各团体会员。 "
    "2.组织开展各类文学艺术活动,办好刊物《云 — 2 — 川》。 3.完成交办的其他事项。 (二)机构设置: 内设办公室、创联部。 "
    "二、预算安排 (一)收支情况 2023 年收入预算 52.5 万元。\n"
)


def test_words_behind_a_target_are_no_indicator_where_a_column_of_words_stands_there() -> None:
    form = "项目名称桥梁加固主管部门柳塘县交通局实施单位柳塘县公路所年度目标加固桥梁三座。"
    rows = "一级指标二级指标三级指标指标值指标值确定依据产出指标数量指标加固桥梁≥3座施工合同增设护栏≥2处质量指标验收合格率≥95%验收办法"
    document = document_of(f"项目支出绩效目标表\n{form}{rows}\n")
    assert [row[2:4] for row in rows_of(document)[-2:]] == [["加固桥梁", "≥3座"], ["验收合格率", "≥95%"]]
    assert [document.words(note.span) for note in document.notes if note.span] == ["施工合同增设护栏≥2处", "验收办法"]


def test_running_text_is_cut_at_its_numbers() -> None:
    document = document_of(ONE_LINE)
    headings = [(block.level, block.title) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        *[
            (1, "部门概况"),
            (2, "主要职能"),
            (2, "机构设置"),
            (1, "预算安排"),
            (2, "收支情况(详见表1)"),
            (1, "名词解释"),
        ],
        *[(1, "部门概况"), (2, "主要职能"), (2, "机构设置"), (1, "预算安排")],
    ]
    duties = [document.words(b.span) for b in document.blocks if isinstance(b, Paragraph)]
    assert [words[:2] for words in duties if words[:1].isdigit()] == ["1.", "2.", "3."]
    assert duties[0] == "附件 1 云川市文联 2023 年部门预算公开说明"


@pytest.mark.parametrize(
    "text", [ONE_LINE, CELLS.replace("/", "\n\n"), "序号单位项目金额1青石县道路10小计10合计10"]
)
def test_spans_stay_in_order_and_inside(text: str) -> None:
    document = document_of(text)
    spans = [
        span
        for block in document.blocks
        for span in (
            [c.span for c in block.cells() if not c.blank] if isinstance(block, Table) else [block.span]
        )
    ]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


HOSTILE = [
    "一级指标二级指标三级指标项目名称主管部门实施单位" + "产出指标" * 20_000,
    "一级指标二级指标三级指标项目名称主管部门实施单位数量指标" + "反映" * 20_000,
    "一级指标二级指标三级指标项目名称主管部门实施单位数量指标" + "1" * 50_000,
    "序号单位项目金额" + "1青石县道路1" * 10_000,
    " 1. " * 30_000,
    " — 1 — " * 20_000,
    "产出指标\n数量指标\n" * 5_000 + "一级指标\n二级指标\n三级指标\n指标值\n项目名称\n主管部门\n实施单位\n甲\n" + "乙\n" * 8_000,
    "项目名称主管部门实施单位年度目标" * 10_000,
    "序号 单位 项目 金额 " + "1 甲 乙 2 " * 2_000,
    "一般公共服务支出（类）" * 10_000,
    "（款）" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert document_of(text).text == text


def test_a_title_that_only_a_space_parts_from_its_text_is_a_title() -> None:
    blob = (
        "云溪县水务局2022年部门预算公开说明 目录 一、部门职责 二、机构设置 三、预算收支情况 一、部门职责 （一）负责水资源管理。 "
        "二、机构设置 内设三个股室。 三、2022年部门预算收支情况说明 2022年部门收入预算总额为321.5万元。 "
        "四、政府采购 2022年政府采购预算52万元。 五、国有资产 本部门共有车辆3辆。"
    )
    found = extract(read(blob.encode(), "公开.txt"))
    told = {line.category: str(line.amount.value) for line in found.budget_lines if line.amount}
    assert told == {"income": "3215000.0", "procurement": "520000"}
    assert len(found.responsibilities) == 1
