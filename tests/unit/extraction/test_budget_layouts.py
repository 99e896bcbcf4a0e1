"""Files of budget tables: what is refused, and that the example of the how-to page reads its table as the page says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from yusuan.extraction import extract
from yusuan.extraction.layouts import budget_tables as budget_layouts
from yusuan.extraction.layouts.budget_tables import check
from yusuan.model.disclosure import BudgetLine
from yusuan.reading import read

PAGE = Path(__file__).parents[3] / "docs" / "howto" / "add-a-layout.md"
GOOD: dict[str, Any] = {"id": "a", "kind": "budget-table", "title": ["收支表"]}
TABLE = """柳塘县财政局2024年部门预算公开

专项债券资金收支表
单位：万元
科目编码	科目名称	本期数	上期数	经办人
212	城乡社区支出	1,200.00	900.00	王
2120801	征地和拆迁补偿支出	1,200.00	900.00	王
合计		1,200.00	900.00
"""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": None}, "id: a layout needs an id"),
        ({"title": []}, "title or headers by which it is recognised"),
        ({"titel": ["收支表"]}, "titel: no such key; there are id, kind, title"),
        ({"side": "left"}, "side: must be one of income, expenditure, both, mixed, is 'left'"),
        ({"columns": {"本期数": {"sum": True}}}, "columns.本期数.sum: no such key; there are ignored, total"),
        ({"total": "expenditures"}, "expenditures: no such category"),
        ({"words": {"利息": "income/intrest"}}, "income/intrest: no such category"),
        ({"columns": {"本期数": {"category": "x"}}}, "x: no such category"),
        ({"columns": {"本期数": {"year": "-1"}}}, "columns.本期数.year: must be a whole number"),
        ({"columns": {"本期数": {"stage": "plan"}}}, "columns.本期数.stage: must be one of budget"),
        ({"columns": {"本期数": {"total": 1}}}, "columns.本期数.total: must be true or false"),
        ({"title": ["("]}, "title: not a regular expression"),
        ({"headers": ["科目", ""]}, "headers: holds a blank word"),
        ({"kind": "form"}, "kind: must be one of budget-table, is 'form'"),
    ],
)
def test_a_layout_that_is_not_well_formed_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"^new\.toml: ") as refused:
        check("new.toml", GOOD | changes)
    assert said in str(refused.value)


def said(line: BudgetLine) -> tuple[str, str, int | None, str | None]:
    amount, year = line.amount, line.year
    fund = line.fund.value if line.fund else None
    return line.category, str(amount.value) if amount else "", year.value if year else None, fund


def test_the_example_of_the_page_reads_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    example = next(
        each
        for each in re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.S)
        if "budget-table" in each
    )
    files = {**budget_layouts._files(), "bond.toml": tomllib.loads(example)}
    check("bond.toml", files["bond.toml"])
    monkeypatch.setattr(budget_layouts, "_files", lambda: files)
    budget_layouts.budget_layouts.cache_clear()
    try:
        found = extract(read(TABLE.encode(), "a.txt"))
    finally:
        budget_layouts.budget_layouts.cache_clear()
    fund = "income/government-fund"
    assert [issue.code for issue in found.issues] == ["division.unlisted"]
    assert {said(line) for line in found.budget_lines} == {
        (path, amount, year, fund)
        for path in ("functional/212", "functional/2120801", "expenditure")
        for amount, year in (("12000000.00", None), ("9000000.00", 2023))
    }
