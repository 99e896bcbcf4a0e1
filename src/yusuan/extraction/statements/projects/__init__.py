"""Which projects, and which goals of the whole department, do a document's tables tell of? Every form a layout knows,
and, by the names of the ontology, tables that none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yusuan.extraction.layouts import Layout, budget_scores, generic, labels_in
from yusuan.extraction.statements.indicators.header import header_at
from yusuan.extraction.statements.projects.draft import ProjectDraft
from yusuan.extraction.statements.projects.form import FormReader
from yusuan.extraction.statements.projects.list_header import list_header
from yusuan.extraction.statements.projects.lists import ListReader
from yusuan.extraction.statements.projects.segments import Segment, layout_of, segments
from yusuan.extraction.tables.money import AmountReader
from yusuan.extraction.tables.units import Units
from yusuan.model.disclosure import Activity, BudgetLine, Clause, Indicator, Project, Remark
from yusuan.model.document import Block, Document, Span
from yusuan.model.issue import Issue

__all__ = ["ProjectTables", "project_tables"]

_BUDGET_WORDS = frozenset(
    (
        *(
            "科目编码",
            "科目名称",
            "功能分类科目",
            "功能分类科目编码",
            "经济分类科目",
            "功能科目",
            "科目",
            "栏次",
            "行次",
        ),
        *("采购项目", "采购品目", "采购物品名称", "采购目录", "政府采购金额"),
    )
)
"""Words of tables of budgets and of procurement, which list other things than projects."""
_LOOKED_AT = 12
"""Rows from the top of a table among which the header of a list stands."""


@dataclass(slots=True)
class ProjectTables:
    """What the project tables of a document say: its projects; the department's own goals, indicators, tasks and
    amounts (整体支出绩效目标); words that no property takes; ``spans``, cells of the tables that say nothing else; and
    ``issues``, what was not understood."""

    projects: list[Project] = field(default_factory=list)
    goals: list[Clause] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    lines: list[BudgetLine] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def project_tables(document: Document, blocks: Sequence[Block], units: Units) -> ProjectTables:
    """What every table in ``blocks`` that a layout knows, or that the ontology's names explain, says; other tables are
    left alone. ``units`` are the declared units of money."""
    said = ProjectTables()
    for segment in segments(document, blocks):
        layout = _layout_of(segment, said.issues)
        if layout is None:
            continue
        if not labels_in(segment.rows) & _BUDGET_WORDS:
            said.spans += [entry.cell.span for row in segment.rows for entry in row[:1] if not entry.blank]
        if layout.kind == "list":
            _list(document, segment, layout, units, said)
        else:
            _form(document, segment, layout, units, said)
    return said


def _layout_of(segment: Segment, issues: list[Issue]) -> Layout | None:
    best = layout_of(segment)
    if best is not None:
        return best[0]
    layout = _generic(segment)
    if layout is not None:
        header = " | ".join(entry.text.text for entry in segment.rows[0] if not entry.blank)
        issues.append(
            Issue(
                "layout.generic",
                segment.span,
                f"这张表没有专门的版式，按各属性的名称读取，首行：{header[:80]}",
                f"no layout knows this table; read by the names of properties. Its first row: {header[:80]}",
            )
        )
    return layout


def _generic(segment: Segment) -> Layout | None:
    """The generic layout, as a list or as a form, where it explains a name and something of what is named."""
    layout = generic()
    labels = labels_in(segment.rows)
    if segment.foreign or labels & _BUDGET_WORDS or budget_scores(segment.rows):
        return None
    begin = range(min(len(segment.rows), _LOOKED_AT))
    if any(list_header(segment.rows, at, layout) for at in begin):
        return replace(layout, kind="list")
    headers = (header_at(segment.rows, at, layout) for at in range(len(segment.rows)))
    indicators = any(each is not None and "target" in each.properties for each in headers)
    named = {label for label in labels if (sense := layout.senses.get(label)) and sense.key == "name"}
    others = {
        label
        for label in labels
        if (sense := layout.senses.get(label)) and sense.kind in ("value", "funding", "block")
    }
    return layout if named and (indicators or len(others - named) >= 2) else None


def _list(
    document: Document,
    segment: Segment,
    layout: Layout,
    units: Units,
    said: ProjectTables,
) -> None:
    reader = ListReader(document, layout, AmountReader(document, units, said.issues), said.issues, segment.trusted)
    reader.read(segment.rows)
    said.projects += [project for draft in reader.drafts if (project := draft.project())]
    said.lines += reader.lines


def _form(
    document: Document,
    segment: Segment,
    layout: Layout,
    units: Units,
    said: ProjectTables,
) -> None:
    draft = ProjectDraft(document, layout, AmountReader(document, units, said.issues), said.issues, segment.trusted)
    reader = FormReader(document, layout, draft, said.issues)
    reader.read(segment.rows)
    said.remarks += reader.said.remarks
    said.activities += reader.tasks.found
    if layout.subject == "department":
        said.goals += draft.clauses()
        said.indicators += draft.indicators.indicators()
        said.lines += reader.said.lines
        return
    project = draft.project()
    if project is not None:
        said.projects.append(project)
    else:
        said.issues.append(_unnamed(segment, draft))


def _unnamed(segment: Segment, draft: ProjectDraft) -> Issue:
    rows, indicators = len(segment.rows), len(draft.indicators.found)
    first = " | ".join(entry.text.text for entry in segment.rows[0] if not entry.blank)
    return Issue(
        "project.unnamed",
        segment.span,
        f"这张项目表没有项目名称，{rows}行、{indicators}个指标未收录，首行：{first[:60]}",
        f"this project table names no project; {rows} rows with {indicators} indicators were left out. Its first row: "
        f"{first[:60]}",
    )
