"""What is budgeted as a project, and how is it judged? Projects, goals, funding, payments and indicators as triples."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.graph.iris import counted
from yusuan.graph.terms import decimal, integer, node, printed, year, zh
from yusuan.graph.triples.provenance import FactSheet
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
        _indicators(sheet, iri, iri, project.indicators)
        written.append(iri)
    return written


def write_department_indicators(sheet: FactSheet, disclosure: Disclosure, department: str) -> None:
    """The indicators of the department as a whole (整体支出绩效目标): below what it says for the year, linked from it."""
    _indicators(sheet, department, sheet.iris.year_of(department, disclosure), disclosure.indicators)


def _indicators(sheet: FactSheet, subject: str, owner: str, indicators: Sequence[Indicator]) -> None:
    for nth, indicator in enumerate(indicators, 1):
        iri = sheet.resource(sheet.iris.part(owner, "indicators", nth), BGT.Indicator, indicator.ordinal)
        sheet.link(subject, BGT.indicator, iri)
        _indicator(sheet, iri, indicator)


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
    for predicate, words in (
        (BGT.purpose, project.purpose),
        (BGT.supervisor, project.supervisor),
        (BGT.implementer, project.implementer),
        (BGT.listedUnit, project.unit),
        (BGT.period, project.period),
        (BGT.projectNature, project.nature),
        (BGT.grounds, project.grounds),
        (BGT.outcome, project.outcome),
    ):
        if words:
            sheet.fact(iri, predicate, zh(words.value), words.evidence)
    for predicate, number in (
        (BGT.adjustedAmount, project.adjusted),
        (BGT.executedAmount, project.executed),
        (BGT.executionRate, project.execution_rate),
        (BGT.score, project.score),
    ):
        if number:
            sheet.fact(iri, predicate, decimal(number.value), number.evidence)
    for topic in project.topics:
        about = node(concept_iri(topic.value))
        sheet.fact(iri, BGT.topic, about, topic.evidence, one_of_many=True)


def _goals(sheet: FactSheet, project_iri: str, project: Project) -> None:
    for place, (clause, nth) in enumerate(counted(project.goals, lambda each: str(each.ordinal)), 1):
        key = str(clause.ordinal) if nth == 1 else f"{clause.ordinal}-{nth}"
        ordinal = place if clause.term else clause.ordinal  # those of two terms count on, so that order holds
        iri = sheet.resource(sheet.iris.part(project_iri, "goals", key), BGT.Goal, ordinal)
        sheet.link(project_iri, BGT.goal, iri)
        write_term(sheet, iri, clause.term)
        sheet.fact(iri, DCTERMS.description, zh(clause.text.value), clause.text.evidence)


def _funding(
    sheet: FactSheet, project_iri: str, funding: tuple[Funding, ...], disclosure: Disclosure
) -> None:
    def of(flow: Funding) -> str:
        stage = f"-{flow.stage.value}" if flow.stage else ""
        return flow.source.removeprefix("source/").replace("/", "-") + stage

    for ordinal, (flow, nth) in enumerate(counted(funding, of), 1):
        key = of(flow) + ("" if nth == 1 else f"-{nth}")
        iri = sheet.resource(sheet.iris.part(project_iri, "funding", key), BGT.FundingFlow, ordinal)
        sheet.link(project_iri, BGT.funding, iri)
        sheet.link(iri, BGT.from_, concept_iri(flow.source))
        sheet.link(iri, BGT.to, project_iri)
        if disclosure.year:
            sheet.say(iri, BGT.fiscalYear, year(disclosure.year.value))
        if flow.stage:
            stage = node(concept_iri(f"stage/{flow.stage.value}"))
            sheet.fact(iri, BGT.stage, stage, flow.stage.evidence)
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


def write_term(sheet: FactSheet, iri: str, of: str | None) -> None:
    """Say of which term a goal or an indicator is, where a form sets two side by side."""
    if of:
        sheet.link(iri, BGT.term, concept_iri(f"term/{of}"))


def _indicator(sheet: FactSheet, iri: str, indicator: Indicator) -> None:
    _levels(sheet, iri, indicator)
    write_term(sheet, iri, indicator.term)
    sheet.fact(iri, SKOS.prefLabel, zh(indicator.name.value), indicator.name.evidence)
    if indicator.description:
        sheet.fact(iri, DCTERMS.description, zh(indicator.description.value), indicator.description.evidence)
    if indicator.target:
        _target(sheet, iri, indicator.target)
    if indicator.basis:
        sheet.fact(iri, BGT.basis, zh(indicator.basis.value), indicator.basis.evidence)
    if indicator.actual:
        sheet.fact(iri, BGT.actualText, printed(indicator.actual.value), indicator.actual.evidence)
    if indicator.shortfall:
        sheet.fact(iri, BGT.shortfall, zh(indicator.shortfall.value), indicator.shortfall.evidence)
    for predicate, number in ((BGT.weight, indicator.weight), (BGT.score, indicator.score)):
        if number:
            sheet.fact(iri, predicate, decimal(number.value), number.evidence)
    for also in indicator.basis_also:
        sheet.fact(iri, BGT.basisAlso, zh(also.value), also.evidence, one_of_many=True)


def _levels(sheet: FactSheet, iri: str, indicator: Indicator) -> None:
    """The levels; a first level that the form leaves out is that of the second."""
    _level(sheet, iri, BGT.level1, BGT.level1Text, indicator.level1)
    _level(sheet, iri, BGT.level2, BGT.level2Text, indicator.level2)
    second = level_by_word(indicator.level2.value) if indicator.level2 and indicator.level1 is None else None
    if second and second.broader:
        sheet.link(iri, BGT.level1, concept_iri(second.broader))


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
