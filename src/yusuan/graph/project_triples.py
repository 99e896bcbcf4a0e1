"""What is budgeted as a project? The project, its goals, funding, payment plan and indicators as triples."""

from __future__ import annotations

from yusuan.graph.iris import counted
from yusuan.graph.provenance import FactSheet
from yusuan.graph.terms import decimal, integer, printed, year, zh
from yusuan.model.disclosure import Disclosure, Funding, Indicator, Payment, Project, Stated, Target
from yusuan.vocabulary.concepts import concept_iri, level_by_word
from yusuan.vocabulary.terms import BGC, BGT, DCTERMS, SKOS


def write_projects(sheet: FactSheet, disclosure: Disclosure, department: str) -> list[str]:
    """Every project with all that hangs below it; returns the IRIs in the order of ``disclosure.projects``."""
    written = []
    for ordinal, (project, nth) in enumerate(counted(disclosure.projects, _key), 1):
        iri = sheet.iris.project(department, disclosure, _key(project), nth)
        sheet.resource(iri, BGT.Project, ordinal)
        sheet.link(iri, BGT.department, department)
        if disclosure.year:
            sheet.say(iri, BGT.fiscalYear, year(disclosure.year.value))
        _project_facts(sheet, iri, project)
        _goals(sheet, iri, project)
        _funding(sheet, iri, project.funding, disclosure)
        _payments(sheet, iri, project.payments, project.schedule)
        for nth_row, indicator in enumerate(project.indicators, 1):
            _indicator(sheet, iri, indicator, nth_row)
        written.append(iri)
    return written


def _key(project: Project) -> str:
    return project.code.value if project.code else project.name.value


def _project_facts(sheet: FactSheet, iri: str, project: Project) -> None:
    sheet.fact(iri, SKOS.prefLabel, zh(project.name.value), project.name.evidence)
    if project.code:
        sheet.fact(iri, DCTERMS.identifier, printed(project.code.value), project.code.evidence)
    if project.amount:
        sheet.fact(iri, BGT.amount, decimal(project.amount.value), project.amount.evidence)
    if project.amount_text:
        sheet.fact(iri, BGT.amountText, printed(project.amount_text.value), project.amount_text.evidence)
    if project.total_investment:
        total = project.total_investment
        sheet.fact(iri, BGT.totalInvestment, decimal(total.value), total.evidence)
    if project.purpose:
        sheet.fact(iri, BGT.purpose, zh(project.purpose.value), project.purpose.evidence)
    for topic in project.topics:
        sheet.link(iri, BGT.topic, concept_iri(topic))


def _goals(sheet: FactSheet, project_iri: str, project: Project) -> None:
    for clause, nth in counted(project.goals, lambda each: str(each.ordinal)):
        key = str(clause.ordinal) if nth == 1 else f"{clause.ordinal}-{nth}"
        iri = sheet.resource(sheet.iris.part(project_iri, "goals", key), BGT.Goal, clause.ordinal)
        sheet.link(project_iri, BGT.goal, iri)
        sheet.fact(iri, DCTERMS.description, zh(clause.text.value), clause.text.evidence)


def _funding(
    sheet: FactSheet, project_iri: str, funding: tuple[Funding, ...], disclosure: Disclosure
) -> None:
    for ordinal, (flow, nth) in enumerate(counted(funding, lambda each: each.source), 1):
        key = flow.source.removeprefix("source/") + ("" if nth == 1 else f"-{nth}")
        iri = sheet.resource(sheet.iris.part(project_iri, "funding", key), BGT.FundingFlow, ordinal)
        sheet.link(project_iri, BGT.funding, iri)
        sheet.link(iri, BGT.from_, concept_iri(flow.source))
        sheet.link(iri, BGT.to, project_iri)
        if disclosure.year:
            sheet.say(iri, BGT.fiscalYear, year(disclosure.year.value))
        sheet.fact(iri, BGT.fromText, zh(flow.label.value), flow.label.evidence)
        sheet.fact(iri, BGT.amount, decimal(flow.amount.value), flow.amount.evidence)
        sheet.fact(iri, BGT.amountText, printed(flow.amount_text.value), flow.amount_text.evidence)


def _payments(sheet: FactSheet, project_iri: str, payments: tuple[Payment, ...], schedule: str) -> None:
    for ordinal, (payment, nth) in enumerate(counted(payments, lambda each: str(each.month.value)), 1):
        key = str(payment.month.value) if nth == 1 else f"{payment.month.value}-{nth}"
        iri = sheet.resource(sheet.iris.part(project_iri, "payments", key), BGT.Payment, ordinal)
        sheet.link(project_iri, BGT.payment, iri)
        sheet.link(iri, BGT.scheduleReading, f"{BGC.NS}schedule/{schedule}")
        sheet.fact(iri, BGT.dueMonth, integer(payment.month.value), payment.month.evidence)
        sheet.fact(iri, BGT.share, decimal(payment.share.value), payment.share.evidence)


def _indicator(sheet: FactSheet, project_iri: str, indicator: Indicator, nth: int) -> None:
    iri = sheet.resource(sheet.iris.part(project_iri, "indicators", nth), BGT.Indicator, indicator.ordinal)
    sheet.link(project_iri, BGT.indicator, iri)
    _level(sheet, iri, BGT.level1, BGT.level1Text, indicator.level1)
    _level(sheet, iri, BGT.level2, BGT.level2Text, indicator.level2)
    sheet.fact(iri, SKOS.prefLabel, zh(indicator.name.value), indicator.name.evidence)
    if indicator.description:
        sheet.fact(iri, DCTERMS.description, zh(indicator.description.value), indicator.description.evidence)
    if indicator.target:
        _target(sheet, iri, indicator.target)
    if indicator.basis:
        sheet.fact(iri, BGT.basis, zh(indicator.basis.value), indicator.basis.evidence)
    for also in indicator.basis_also:
        sheet.fact(iri, BGT.basisAlso, zh(also.value), also.evidence, one_of_many=True)


def _level(sheet: FactSheet, iri: str, concept: str, words: str, level: Stated[str] | None) -> None:
    if level is None:
        return
    sheet.fact(iri, words, zh(level.value), level.evidence)
    known = level_by_word(level.value)
    if known:
        sheet.link(iri, concept, known.iri)


def _target(sheet: FactSheet, iri: str, target: Target) -> None:
    sheet.fact(iri, BGT.targetText, printed(target.text.value), target.text.evidence)
    if target.operator:
        sheet.say(iri, BGT.targetOperator, printed(target.operator))
    if target.value is not None:
        sheet.fact(iri, BGT.targetValue, decimal(target.value), target.text.evidence)
    if target.unit:
        sheet.say(iri, BGT.targetUnit, printed(target.unit))
