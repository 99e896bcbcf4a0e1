"""Pieces of reading project tables: cells moved to the left, targets in parts, amounts, names with codes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.extraction.layouts import layouts
from yusuan.extraction.layouts.labels import pieces, unit_in
from yusuan.extraction.statements.indicators.targets import joined_target
from yusuan.extraction.statements.projects.draft import ProjectDraft
from yusuan.extraction.tables.alignment import aligned, level_depth
from yusuan.extraction.tables.money import AmountReader, percent
from yusuan.extraction.tables.rows import Row, rows_of
from yusuan.extraction.tables.units import Units
from yusuan.model.disclosure import Stated
from yusuan.model.document import Document, Span, Table
from yusuan.model.issue import Issue
from yusuan.reading import read

MINISTRY = next(layout for layout in layouts() if layout.id == "ministry-project-goals")
EVALUATION = next(layout for layout in layouts() if layout.id == "project-self-evaluation")
COLUMNS = {
    0: "project",
    1: "amount",
    2: "goals",
    3: "level1",
    4: "level2",
    5: "name",
    6: "operator",
    7: "target",
}


def table(text: str) -> tuple[Document, list[Row]]:
    document = read(text.encode(), "a.txt")
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    return document, rows_of(document, found)


def row(*cells: str) -> tuple[Document, Row]:
    document, rows = table("\t".join(cells) + "\n")
    return document, rows[0]


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (("甲项目", "5", "做好甲", "产出指标", "数量指标", "次数", "≥", "3"), 0),
        (("产出指标", "数量指标", "次数", "≥", "3", "", "", ""), 3),
        (("数量指标", "次数", "≥", "3", "", "", "", ""), 4),
        (("次数", "≥", "3", "", "", "", "", ""), 5),
        (("", "", "", "产出指标", "数量指标", "次数", "≥", "3"), 0),
    ],
)
def test_a_row_is_moved_under_the_columns_it_fits(cells: tuple[str, ...], first: int) -> None:
    _, found = row(*cells)
    moved = aligned(found, COLUMNS, trusted=False)
    assert moved[0].cell.column == first
    assert aligned(found, COLUMNS, trusted=True) == found


@pytest.mark.parametrize(
    ("word", "depth"), [("产出指标", 1), ("产出指标（50分）", 1), ("数量指标", 2), ("培训人次", 0)]
)
def test_levels(word: str, depth: int) -> None:
    assert level_depth(word) == depth


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("≥", "95", "%"), ("≥95%", ">=", "95", "%")),
        (("＝", "13", "个"), ("＝13个", "=", "13", "个")),
        (("", "13", "人/年"), ("13人/年", "=", "13", "人/年")),
        (("≤", "1,200.5", "万元"), ("≤1,200.5万元", "<=", "1200.5", "万元")),
        (("定性", "好", ""), ("好", None, None, None)),
        (("定性", "优良中低差", "级"), ("优良中低差级", None, None, None)),
        (("定量", "98", "%"), ("98%", "=", "98", "%")),
        (("", "≥3", "次"), ("≥3次", ">=", "3", "次")),
    ],
)
def test_a_target_in_three_cells(cells: tuple[str, str, str], wanted: tuple[str | None, ...]) -> None:
    document, found = row(*cells, "。")
    keys = ("operator", "target", "target_unit")
    named = {key: entry for key, entry in zip(keys, found, strict=False) if not entry.blank}
    target, _ = joined_target(document, named, [])
    assert target is not None
    value = None if target.value is None else str(target.value)
    if cells[0] == "定量":
        assert (target.operator, value, target.unit) == wanted[1:]
    else:
        assert (target.text.value, target.operator, value, target.unit) == wanted
    assert len(target.text.evidence) == sum(bool(cell) for cell in cells)


def test_several_labels_in_one_cell() -> None:
    document, rows = table("项目资金\t\n\n")
    assert pieces(document, MINISTRY, rows[0])[0].sense is not None
    page = (
        "<html><meta charset='utf-8'><table><tr><td>项目资金</td>"
        "<td>年度资金总额：30万元<br>其中：财政拨款：20万元<br>其他资金：10万元</td></tr></table></html>"
    )
    document = read(page.encode(), "a.html")
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    said = pieces(document, MINISTRY, rows_of(document, found)[0])
    assert [(each.sense and each.sense.key, each.rest and each.rest.text.text) for each in said] == [
        ("", None),
        ("amount", "30万元"),
        ("source/fiscal", "20万元"),
        ("source/other", "10万元"),
    ]


@pytest.mark.parametrize(
    ("label", "unit"), [("资金情况(万元)", "万元"), ("项目总预算（元）：", "元"), ("年度资金总额", None)]
)
def test_the_unit_of_a_label(label: str, unit: str | None) -> None:
    assert unit_in(label) == unit


def test_a_rate_printed_as_a_fraction_is_a_percentage() -> None:
    def stated(number: str) -> Stated[Decimal]:
        return Stated(Decimal(number), (Span(0, 1),))

    assert percent(stated("0.98"), stated("100"), stated("98")).value == 98
    assert percent(stated("98"), stated("100"), stated("98")).value == 98
    assert percent(stated("0.98"), stated("100"), stated("0.98")).value == Decimal("0.98")


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("51092324T000010263357-2023年安可替代项目", "51092324T000010263357", "2023年安可替代项目"),
        ("2024年-2025年河道整治", None, "2024年-2025年河道整治"),
        ("河道整治", None, "河道整治"),
    ],
)
def test_a_code_before_a_name(printed: str, code: str | None, name: str) -> None:
    document, found = row(printed, "。")
    issues: list[Issue] = []
    draft = ProjectDraft(document, MINISTRY, AmountReader(document, Units((), ()), issues), issues)
    draft.take("name", found[0])
    assert draft.texts["name"].value == name
    assert (draft.texts["code"].value if "code" in draft.texts else None) == code
    assert document.words(draft.texts["name"].evidence[0]) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("[015001]苇湾区教育局", "苇湾区教育局"),
        ("820001-石桥镇人民政府", "石桥镇人民政府"),
        ("苇湾区教育局（015001）", "苇湾区教育局"),
        ("苇湾区司法局部门", "苇湾区司法局"),
        ("苇湾区教育局", "苇湾区教育局"),
        ("620001石桥镇人民政府", "石桥镇人民政府"),
        ("12345热线中心", "12345热线中心"),
    ],
)
def test_a_unit_without_its_code(printed: str, name: str) -> None:
    document, found = row(printed, "。")
    issues: list[Issue] = []
    draft = ProjectDraft(document, EVALUATION, AmountReader(document, Units((), ()), issues), issues)
    draft.take("supervisor", found[0])
    assert draft.texts["supervisor"].value == name
