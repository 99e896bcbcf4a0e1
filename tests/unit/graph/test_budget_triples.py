"""Budget lines as triples: every one with its stage, each part by itself, and one headline for what is asked of a whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import sample

from yusuan.graph.iris import Iris
from yusuan.graph.triples import disclosure_triples
from yusuan.graph.triples.budget import headline_lines
from yusuan.model.disclosure import BudgetLine, Disclosure, Stated
from yusuan.model.document import Span
from yusuan.vocabulary.terms import BGC, BGT, SKOS

WHERE = (Span(0, 4),)
IRIS = Iris()


def line(category: str, amount: int, **parts: str) -> BudgetLine:
    label, number = Stated("数字", WHERE), Stated(Decimal(amount), WHERE)
    return replace(
        BudgetLine(category=category, label=label, amount=number, amount_text=Stated(str(amount), WHERE)),
        **{name: Stated(path, WHERE) for name, path in parts.items()},  # type: ignore[arg-type]
    )


def disclosure(*lines: BudgetLine) -> Disclosure:
    return replace(sample.disclosure(), budget_lines=lines)


def store(of: Disclosure) -> ox.Store:
    held = ox.Store()
    held.extend(ox.Quad(*triple) for triple in disclosure_triples(of, sample.TEXT, IRIS))
    return held


def values(of: ox.Store, predicate: str) -> list[str]:
    found = of.quads_for_pattern(None, ox.NamedNode(predicate), None)
    return sorted(sample.iri(quad.object) for quad in found)


def test_every_line_says_its_stage() -> None:
    held = store(disclosure(line("income", 1), line("income", 2, stage="execution")))
    lines = {quad.subject for quad in held.quads_for_pattern(None, None, ox.NamedNode(BGT.BudgetLine))}
    stages = {
        sample.iri(quad.object)
        for each in lines
        for quad in held.quads_for_pattern(each, ox.NamedNode(BGT.stage), None)
    }
    assert len(lines) == 2
    assert stages == {f"{BGC.NS}stage/budget", f"{BGC.NS}stage/execution"}


def test_a_part_is_a_node_of_its_own_and_says_which_part_it_is() -> None:
    held = store(
        disclosure(
            line("functional/20106", 9),
            line("functional/20106", 5, component="expenditure/basic"),
            line("functional/20106", 4, component="expenditure/project", fund="income/general-budget"),
        )
    )
    assert len(list(held.quads_for_pattern(None, None, ox.NamedNode(BGT.BudgetLine)))) == 3
    assert values(held, BGT.component) == [f"{BGC.NS}expenditure/basic", f"{BGC.NS}expenditure/project"]
    assert values(held, BGT.fund) == [f"{BGC.NS}income/general-budget"]


def test_a_plain_line_keeps_the_name_it_always_had() -> None:
    assert IRIS.budget_line("d", 2024, "budget", "income", 1) == IRIS.budget_line(
        "d", 2024, "budget", "income", 1, "", ""
    )
    assert IRIS.budget_line("d", 2024, "budget", "income", 1) != IRIS.budget_line(
        "d", 2024, "budget", "income", 1, "", "income/fiscal"
    )


def test_the_whole_stands_for_its_category() -> None:
    lines = disclosure(
        line("functional/201", 5, component="expenditure/basic"),
        line("functional/201", 9),
        line("functional/201", 9, fund="income/fiscal"),
    )
    assert headline_lines(lines) == {1}


def test_the_documents_own_year_said_or_not_is_one_year() -> None:
    own = sample.disclosure().year
    lines = disclosure(
        replace(line("expenditure", 9), year=own), line("expenditure", 7, fund="income/fiscal")
    )
    assert own is not None and headline_lines(lines) == {0}


def test_without_a_whole_the_widest_part_stands_for_it() -> None:
    lines = disclosure(
        line("economic/30201", 5, component="expenditure/basic/public", fund="income/general-budget"),
        line("economic/30201", 5, component="expenditure/basic", fund="income/general-budget"),
        line("functional/205", 3, fund="income/government-fund"),
        line("functional/205", 7, fund="income/fiscal"),
    )
    assert headline_lines(lines) == {1, 3}


def test_another_stage_has_a_headline_of_its_own() -> None:
    lines = disclosure(line("three-public", 5), line("three-public", 6, stage="execution"))
    assert headline_lines(lines) == {0, 1}


def test_a_code_that_the_vocabulary_does_not_know_becomes_a_concept_below_its_class() -> None:
    held = store(disclosure(line("functional/2010677", 9), line("functional/201/财政监管专项", 2)))
    unknown = ox.NamedNode(f"{BGC.NS}functional/2010677")
    (broader,) = held.quads_for_pattern(unknown, ox.NamedNode(SKOS.broader), None)
    (code,) = held.quads_for_pattern(unknown, ox.NamedNode(SKOS.notation), None)
    assert sample.iri(broader.object) == f"{BGC.NS}functional/20106"
    assert sample.value(code.object) == "2010677"
    named = ox.NamedNode(f"{BGC.NS}functional/201/财政监管专项")
    (above,) = held.quads_for_pattern(named, ox.NamedNode(SKOS.broader), None)
    assert sample.iri(above.object) == f"{BGC.NS}functional/201"


def test_only_what_comes_in_as_a_whole_flows() -> None:
    held = store(
        disclosure(
            line("income/general-budget", 9), line("income/carry-over", 2, fund="income/general-budget")
        )
    )
    flows = held.quads_for_pattern(None, ox.NamedNode(BGT.from_), None)
    budget = [
        quad
        for quad in flows
        if "/flow/" in sample.iri(quad.subject) and "budget-lines" in sample.iri(quad.subject)
    ]
    assert [sample.iri(quad.object) for quad in budget] == [f"{BGC.NS}income/general-budget"]
