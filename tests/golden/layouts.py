"""Fictional disclosures of both known layouts, put together from parts, so that a test can vary one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str]
HEADER: Row = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
ROWS: tuple[Row, ...] = (
    ("产出指标", "数量指标", "培训人次", "全年培训教师的人次", "≥240人次", "年度计划"),
    ("", "质量指标", "合格率", "考核合格的比例", "≥97%", "考核成绩"),
    ("", "时效指标", "完成时间", "培训完成的月份", "10月底前", "年度计划"),
    ("效益指标", "社会效益指标", "覆盖学校", "参加培训的学校", "86所", "学校名册"),
    ("满意度指标", "服务对象满意度指标", "教师满意度", "参训教师的满意程度", "≥92%", "调查问卷"),
)
OPENING = """云溪县教育局
2023年部门预算公开情况说明

一、部门职责、机构设置等基本情况

部门职责：

（一）负责全县教育事业规划。

（二）负责教师队伍建设。

二、部门预算安排总体情况

1、收入说明

2023年预算收入总计100万元。

三、绩效预算信息
"""


@dataclass(frozen=True)
class Project:
    """One project as its table prints it; ``months`` are (month, share) with an empty share for a blank."""

    name: str = "教师培训经费"
    code: str = "360-0205-JYN-5KQ2"
    amount: str = "126.00"
    fiscal: str = "126.00"
    other: str = ""
    purpose: str = "用于全县中小学教师全员培训。"
    months: tuple[tuple[str, str], ...] = (("3月底", ""), ("6月底", "30.00"), ("10月底", "100.00"))
    goals: tuple[str, ...] = ("1、上半年完成轮训。", "2、10月底前完成全部培训。")
    rows: tuple[Row, ...] = ROWS
    name_label: str = "专项资金名称"
    unit: str = "单位：万元"


def rows_layout(*projects: Project, opening: str = OPENING, closing: str = "") -> str:
    """Tab-separated rows, as the first seed has them."""
    parts = [opening]
    for at, project in enumerate(projects, 1):
        parts.append(f"{at}、{project.name}绩效目标表\n\n{project.unit}\n\n" + project_rows(project))
    return "\n".join([*parts, closing])


def project_rows(project: Project) -> str:
    wide = len(project.months) > 3
    months = [word for month, _ in project.months for word in ((month,) if wide else (month, ""))]
    shares = [word for _, share in project.months for word in ((share,) if wide else (share, ""))]
    rows: list[Row] = [
        ("项目编码", project.code, "", project.name_label, project.name, "", ""),
        (
            "预算规模及资金用途",
            "预算数",
            project.amount,
            "其中：财政资金",
            project.fiscal,
            "其他资金",
            project.other,
        ),
        ("", project.purpose, "", "", "", "", ""),
        ("资金支出计划（%）", *months),
        ("", *shares),
        *[("绩效目标" if at == 0 else "", goal, "", "", "", "", "") for at, goal in enumerate(project.goals)],
        (*HEADER, ""),
        *[(*row, "") for row in project.rows],
    ]
    return "".join("\t".join(row) + "\n" for row in rows)


def cells_layout(*projects: Project, opening: str = OPENING, closing: str = "") -> str:
    """One cell a line, each begun by a tab, as the second seed has them."""
    parts = [opening]
    for at, project in enumerate(projects, 1):
        parts.append(
            f"{at}、{project.name}绩效目标表\n\t360001云溪县教育局\n\t{project.unit}\n\n"
            + project_cells(project)
        )
    return "\n".join([*parts, closing])


def project_cells(project: Project) -> str:
    rows: list[Row] = [
        ("项目编码", project.code, project.name_label, project.name),
        (
            "预算规模及资金用途",
            "预算数",
            project.amount,
            "其中：财政资金",
            project.fiscal,
            "其他资金",
            project.other,
        ),
        ("", project.purpose),
        ("资金支出计划（%）", *[month for month, _ in project.months]),
        ("", *[share for _, share in project.months]),
        ("绩效目标", "\n\n".join(project.goals)),
    ]
    return cell_rows(rows) + "\n" + cell_rows([HEADER, *project.rows]) + "\n"


def cell_rows(rows: Sequence[Row]) -> str:
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)
