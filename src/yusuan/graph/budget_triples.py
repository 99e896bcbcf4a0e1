"""What money does a department have, and where does it come from? Budget lines and the flows they tell of."""

from __future__ import annotations

from yusuan.graph.iris import counted
from yusuan.graph.provenance import FactSheet
from yusuan.graph.terms import day, decimal, printed, year, zh
from yusuan.model.disclosure import BudgetLine, Disclosure, evidence_of
from yusuan.vocabulary.concepts import concept_iri, find
from yusuan.vocabulary.terms import BGT, SKOS


def write_budget_lines(sheet: FactSheet, disclosure: Disclosure, department: str) -> None:
    """Every budget line, and a funding flow to the department for each income line that is not a sum of others."""
    own_year = disclosure.year.value if disclosure.year else None
    flowing = _flowing(disclosure, own_year)

    def key(line: BudgetLine) -> str:
        return f"{_year(line, own_year)} {line.category}"

    for ordinal, (line, nth) in enumerate(counted(disclosure.budget_lines, key), 1):
        when = _year(line, own_year)
        iri = sheet.iris.budget_line(department, when, disclosure.stage, line.category, nth)
        sheet.resource(iri, BGT.BudgetLine, ordinal)
        sheet.link(iri, BGT.department, department)
        sheet.link(iri, BGT.category, concept_iri(line.category))
        if line.year:
            sheet.fact(iri, BGT.fiscalYear, year(line.year.value), line.year.evidence)
        elif when is not None:
            sheet.say(iri, BGT.fiscalYear, year(when))
        _line_facts(sheet, iri, line)
        if nth == 1 and when == own_year and line.category in flowing and line.amount:
            _flow(sheet, iri, line, department, when)


def _year(line: BudgetLine, own_year: int | None) -> int | None:
    return line.year.value if line.year else own_year


def _line_facts(sheet: FactSheet, iri: str, line: BudgetLine) -> None:
    sheet.say(iri, SKOS.prefLabel, zh(line.label.value))
    sheet.fact(iri, BGT.categoryText, zh(line.label.value), line.label.evidence)
    for predicate, number in (
        (BGT.amount, line.amount),
        (BGT.change, line.change),
        (BGT.quantity, line.quantity),
    ):
        if number:
            sheet.fact(iri, predicate, decimal(number.value), number.evidence)
    for predicate, words in ((BGT.amountText, line.amount_text), (BGT.unitText, line.unit)):
        if words:
            sheet.fact(iri, predicate, printed(words.value), words.evidence)
    if line.as_of:
        sheet.fact(iri, BGT.asOf, day(line.as_of.value), line.as_of.evidence)


def _flow(sheet: FactSheet, line_iri: str, line: BudgetLine, department: str, when: int | None) -> None:
    if line.amount is None:
        return
    iri = sheet.resource(sheet.iris.part(line_iri, "flow", 1), BGT.FundingFlow)
    sheet.link(iri, BGT.from_, concept_iri(line.category))
    sheet.link(iri, BGT.to, department)
    sheet.link(department, BGT.funding, iri)
    sheet.say(iri, BGT.amount, decimal(line.amount.value))
    sheet.say(iri, BGT.fromText, zh(line.label.value))
    if when is not None:
        sheet.say(iri, BGT.fiscalYear, year(when))
    sheet.derive(iri, evidence_of(line))


def _flowing(disclosure: Disclosure, own_year: int | None) -> set[str]:
    """The income categories that are no sum of other income lines of the same year printed beside them."""
    there = {
        line.category
        for line in disclosure.budget_lines
        if line.amount and _year(line, own_year) == own_year and line.category.split("/")[0] == "income"
    }
    return {category for category in there if not _has_parts(category, there)}


def _has_parts(category: str, there: set[str]) -> bool:
    known = find(category)
    comprised = set(known.comprises) if known else set()
    return any(other in comprised or other.startswith(f"{category}/") for other in there)
