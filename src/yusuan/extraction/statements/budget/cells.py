"""What does one number of a budget table say? Its row, its column and its table put together."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.extraction.layouts.budget_tables import BudgetLayout
from yusuan.extraction.statements.budget.rows import CARRIED, FUNDS, RowSubject
from yusuan.extraction.statements.budget.words import HeaderMeaning
from yusuan.model.disclosure import Stated
from yusuan.model.document import Span
from yusuan.vocabulary.concepts import find, in_scheme

_HALVES = ("income/current-year", "expenditure/current-year")


@dataclass(frozen=True, slots=True)
class Classification:
    """The category, component and fund of a number."""

    category: str
    component: Stated[str] | None = None
    fund: Stated[str] | None = None


def classified(
    row: RowSubject | None, column: HeaderMeaning, layout: BudgetLayout, side: str | None, title: Span
) -> Classification | None:
    """Where a number belongs; ``None`` where row and column name nothing. ``title`` is evidence of what the form says."""
    funds, parts = _split(column, layout, side)
    if layout.side == "both":  # 本年收入 over the left half only says which half it is
        parts = [each for each in parts if each.value not in _HALVES]
    fund = row.fund if row and row.fund else funds[-1] if funds else None
    if fund is None and layout.fund:
        fund = Stated(layout.fund, (title,))
    component = parts[-1] if parts else None
    if row is None or row.total or row.category is None:
        outer = parts[-2] if len(parts) > 1 else None
        return _whole(row, component, outer, bool(funds), fund, column, layout, side)
    category = row.category
    if side == "income" and category.split("/")[0] in ("functional", "economic", "revenue"):
        component = component or Stated("income", row.label.evidence)
        return Classification(category, component, None if component.value in FUNDS else fund)
    if component and category.startswith("economic/"):
        component = _of_one_classification(component, category)
    if component is None and layout.component and _divisible(category):
        component = Stated(layout.component, (title,))
    if component and (component.value == category or category.startswith(f"{component.value}/")):
        component = None
    if component and component.value in ("expenditure/current-year", "expenditure", "income"):
        component = None
    return _without_needless(Classification(category, component, fund))


def _split(
    column: HeaderMeaning, layout: BudgetLayout, side: str | None
) -> tuple[list[Stated[str]], list[Stated[str]]]:
    """The concepts over a column as funds (what is paid from) and parts (what is paid for, or kind of income)."""
    funds: list[Stated[str]] = []
    parts: list[Stated[str]] = []
    for each in column.categories:
        top, _, rest = each.value.partition("/")
        if side == "income":
            parts.append(each)
        elif top == "expenditure" and f"income/{rest}" in FUNDS:
            funds.append(Stated(f"income/{rest}", each.evidence))
        elif (
            top == "income"
            and each.value != "income/current-year"
            and not (layout.fund and each.value in CARRIED)
        ):
            funds.append(each)
        else:
            parts.append(each)
    return funds, parts


def _whole(
    row: RowSubject | None,
    component: Stated[str] | None,
    outer: Stated[str] | None,
    by_fund: bool,
    fund: Stated[str] | None,
    column: HeaderMeaning,
    layout: BudgetLayout,
    side: str | None,
) -> Classification | None:
    """A number of the row 合计, or of a table whose columns are the categories."""
    told = row is not None and (row.total or row.year or row.stage)
    if not told and component is None and not (row is None and column.total):
        return None
    if layout.side == "mixed" and row is None and component is None:
        return None  # a sum of different things
    root = layout.total or side
    if component is not None and component.value != root:
        category = component.value
        if _divisible(category):
            within = Stated(layout.component, component.evidence) if layout.component else outer
            return Classification(category, within, fund)
        return _without_needless(Classification(category, None, fund))
    if root is None:
        return None
    if by_fund and fund is not None and root.split("/")[0] == "expenditure" and root.count("/") < 2:
        general = (
            root in ("expenditure", "expenditure/current-year")
            or root.removeprefix("expenditure/") in _FUND_NAMES
        )
        return _without_needless(Classification("expenditure/current-year" if general else root, None, fund))
    if side == "income" and root != "income":
        root = f"income/{root.split('/')[-1]}" if f"income/{root.split('/')[-1]}" in FUNDS else "income"
    return _without_needless(Classification(root, None, fund))


def _without_needless(placed: Classification) -> Classification:
    """A fund's own income and expenditure need no fund said; the expenditure of the year from a fund has its own name."""
    category, fund = placed.category, placed.fund
    if fund is None:
        return placed
    name = fund.value.removeprefix("income/")
    if placed.component is None and category == "expenditure/current-year" and name in _FUND_NAMES:
        return Classification(f"expenditure/{name}")
    if category == "income/current-year" and fund.value in FUNDS:
        return Classification(fund.value, placed.component)
    top, _, rest = category.partition("/")
    if top in ("income", "expenditure") and rest.split("/")[0] in _FUND_NAMES and category not in CARRIED:
        return Classification(category, placed.component)
    return placed


def _divisible(category: str) -> bool:
    """Whether a category has parts that a form's own component narrows: items of a classification do."""
    return category.split("/")[0] in ("functional", "economic")


def _of_one_classification(component: Stated[str], category: str) -> Stated[str]:
    """An economic column of the same classification as its row: the department's (30199) or the government's (50199)."""
    named = find(component.value)
    if (
        named is None
        or named.scheme != "economic"
        or named.path[: len("economic/5")] == category[: len("economic/5")]
    ):
        return component
    same = [
        each.path
        for each in in_scheme("economic")
        if each.zh == named.zh and each.path.startswith(category[:12])
    ]
    return Stated(same[0], component.evidence) if same else component


_FUND_NAMES = frozenset({"fiscal", "general-budget", "government-fund", "state-capital"})
