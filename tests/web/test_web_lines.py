"""A department's budget lines: repeated figures keep their day and their sources, and differing ones say so."""

from __future__ import annotations

from yusuan.browse.lines import line_table, line_tables
from yusuan.browse.nodes import Node
from yusuan.browse.places import ExcerptPlace
from yusuan.vocabulary.concepts import concept_iri
from yusuan.vocabulary.terms import BGT


def line(name: str, category: str, amount: str, at: int, as_of: str | None = None) -> Node:
    """A budget line of 2031 whose amount stands at ``at``."""
    place = ExcerptPlace("0" * 64, at, at + 3, amount, 1)
    values = {
        BGT.category: (concept_iri(category),),
        BGT.fiscalYear: ("2031",),
        BGT.amount: (amount,),
        BGT.categoryText: (name,),
    }
    if as_of:
        values[BGT.asOf] = (as_of,)
    return Node(f"https://example.org/{at}", values, {BGT.amount: (place,)}, (place,))


RUNNING = "three-public/vehicle/operation"


def test_both_figures_of_a_conflict_are_kept_and_marked() -> None:
    lines = [line("公车运行费", RUNNING, "30000", 5), line("运行维护费", RUNNING, "31000", 50)]
    table = line_table(lines, [ExcerptPlace("0" * 64, 50, 53, "31000", 1)])
    cells = [cell for row in table.rows for cell in row.cells if cell]
    assert [row.printed for row in table.rows] == ["公车运行费", "运行维护费"]
    assert [cell.conflict for cell in cells] == [True, True]
    assert all(cell.amount and cell.amount.places for cell in cells)


def test_figures_of_different_days_are_no_conflict_and_show_the_day_latest_first() -> None:
    lines = [
        line("资产", "asset", "10", 5, "2030-12-31"),
        line("资产", "asset", "20", 50, "2031-06-30"),
    ]
    table = line_table(lines, [ExcerptPlace("0" * 64, 50, 53, "20", 1)])
    assert [row.as_of for row in table.rows] == ["2031-06-30", "2030-12-31"]
    assert not any(cell.conflict for row in table.rows for cell in row.cells if cell)


def test_a_single_figure_needs_neither_name_nor_day_beside_its_category() -> None:
    (row,) = line_table([line("培训", "training", "7", 5, "2031-01-01")]).rows
    assert row.printed is None and row.as_of is None
    assert row.cells[0] is not None and row.cells[0].as_of == "2031-01-01"


def of(node: Node, stage: str, component: str | None = None) -> Node:
    """The same line of a document, at a stage, of a component."""
    more = {BGT.disclosure: (DOCUMENT,), BGT.stage: (concept_iri(stage),)}
    if component:
        more[BGT.component] = (concept_iri(component),)
    return Node(node.iri, {**node.values, **more}, {}, ())


DOCUMENT = "https://example.org/d"


def test_items_and_parts_stand_in_tables_of_their_own() -> None:
    lines = [
        of(line("支出", "expenditure", "9", 5), "stage/final-accounts"),
        of(line("公共安全支出", "functional/204", "9", 15), "stage/final-accounts"),
        of(line("公共安全支出", "functional/204", "7", 25), "stage/final-accounts", "expenditure/basic"),
        of(line("支出", "expenditure", "8", 35), "stage/budget"),
    ]
    wholes, items, parts = line_tables(lines, stages={DOCUMENT: concept_iri("stage/final-accounts")})
    assert [row.category for row in wholes.rows] == [concept_iri("expenditure")]
    assert [row.category for row in items.rows] == [concept_iri("functional/204")]
    assert {row.parts for row in parts.rows} == {
        (concept_iri("expenditure/basic"),),
        (concept_iri("stage/budget"),),
    }
