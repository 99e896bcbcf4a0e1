"""What money does a department have, and where does it come from? Budget lines and the flows they tell of."""

from __future__ import annotations

from yusuan.graph.iris import counted
from yusuan.graph.terms import decimal, printed, truth, year, zh
from yusuan.graph.triples.fields import category_iri, write_fields
from yusuan.graph.triples.provenance import FactSheet
from yusuan.model.disclosure import BudgetLine, Disclosure, evidence_of
from yusuan.model.fields import BUDGET_LINE
from yusuan.vocabulary.concepts import concept_iri, find
from yusuan.vocabulary.terms import BGT, RDF, SKOS


def write_budget_lines(sheet: FactSheet, disclosure: Disclosure, department: str) -> None:
    """Every budget line, and a funding flow to the department for each income line that is not a sum of others."""
    own_year = disclosure.year.value if disclosure.year else None
    flowing = _flowing(disclosure, own_year)
    headlines = headline_lines(disclosure)

    def key(line: BudgetLine) -> str:
        return f"{_year(line, own_year)} {_stage(line, disclosure)} {line.category} {_narrowed_to(line)}"

    for ordinal, (line, nth) in enumerate(counted(disclosure.budget_lines, key), 1):
        when, stage = _year(line, own_year), _stage(line, disclosure)
        iri = sheet.iris.budget_line(department, when, stage, line.category, nth, *_narrowed_to(line))
        sheet.resource(iri, BGT.BudgetLine, ordinal)
        sheet.link(iri, BGT.department, department)
        _unknown_concept(sheet, line)
        sheet.say(iri, SKOS.prefLabel, zh(line.label.value))
        sheet.link(iri, BGT.stage, concept_iri(f"stage/{stage}"))
        if line.year is None and when is not None:
            sheet.say(iri, BGT.fiscalYear, year(when))
        headline = ordinal - 1 in headlines
        if headline:
            sheet.say(iri, BGT.headline, truth(True))
        # Search finds only headlines, so only their words need a statement for each property.
        write_fields(sheet, iri, line, BUDGET_LINE, tie_words=headline)
        own = when == own_year and stage == disclosure.stage and not any(_narrowed_to(line))
        if nth == 1 and own and line.category in flowing and line.amount:
            _flow(sheet, iri, line, department, when)


def headline_lines(disclosure: Disclosure) -> set[int]:
    """Which lines (by place) stand for their category: for each category, year, stage and day the wholes, or where the
    document states none, the widest parts that it states."""
    best: dict[tuple[object, ...], tuple[int, ...]] = {}
    keys = []
    own_year = disclosure.year.value if disclosure.year else None
    for line in disclosure.budget_lines:
        key = (
            line.category,
            _year(line, own_year),
            _stage(line, disclosure),
            line.as_of and line.as_of.value,
            line.amount is None and line.change is None,
        )
        rank = _narrowness(line)
        keys.append((key, rank))
        best[key] = min(best.get(key, rank), rank)
    return {at for at, (key, rank) in enumerate(keys) if rank == best[key]}


def _narrowness(line: BudgetLine) -> tuple[int, ...]:
    """How far from the whole of its category a line is: its component first, then what it is paid from."""
    component, fund = _narrowed_to(line)
    rank = _FUNDS.index(fund) if fund in _FUNDS else len(_FUNDS)
    return (component.count("/") + 1 if component else 0, rank if fund else -1)


_FUNDS = ("income/fiscal", "income/general-budget")
"""Funds from the widest on; where a document states only parts by fund, the widest stands for all."""


def _narrowed_to(line: BudgetLine) -> tuple[str, str]:
    return (line.component.value if line.component else "", line.fund.value if line.fund else "")


def _year(line: BudgetLine, own_year: int | None) -> int | None:
    return line.year.value if line.year else own_year


def _stage(line: BudgetLine, disclosure: Disclosure) -> str:
    return line.stage.value if line.stage else disclosure.stage


def _unknown_concept(sheet: FactSheet, line: BudgetLine) -> None:
    """A category that the vocabulary does not know is written with its code and its printed name."""
    scheme, *rest = line.category.split("/")
    if find(line.category) is not None or scheme not in CLASSIFICATIONS:
        return
    iri, code = category_iri(line.category), rest[-1]
    sheet.link(iri, RDF.type, SKOS.Concept)
    sheet.link(iri, SKOS.inScheme, concept_iri(scheme))
    sheet.say(iri, SKOS.prefLabel, zh(line.label.value))
    if code.isdigit():
        sheet.say(iri, SKOS.notation, printed(code))
    shorter = (f"{scheme}/{code[:size]}" for size in range(len(code) - 2, 2, -2))
    broader = f"{scheme}/{rest[0]}" if len(rest) > 1 else next((path for path in shorter if find(path)), None)
    if broader and find(broader):
        sheet.link(iri, SKOS.broader, concept_iri(broader))


CLASSIFICATIONS = ("functional", "economic", "revenue")
"""Schemes of codes, which documents print more of than the vocabulary knows."""


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
        if line.amount
        and _year(line, own_year) == own_year
        and line.category.split("/")[0] == "income"
        and _stage(line, disclosure) == disclosure.stage
        and not any(_narrowed_to(line))
    }
    return {category for category in there if not _has_parts(category, there)}


def _has_parts(category: str, there: set[str]) -> bool:
    known = find(category)
    comprised = set(known.comprises) if known else set()
    return any(other in comprised or other.startswith(f"{category}/") for other in there)
