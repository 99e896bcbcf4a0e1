"""What is budgeted as a project, and how is it judged? Projects, goals, funding, payments and indicators as triples."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.graph.iris import counted
from yusuan.graph.terms import year
from yusuan.graph.triples.fields import write_fields
from yusuan.graph.triples.provenance import FactSheet
from yusuan.model.disclosure import Disclosure, Funding, Indicator, Payment, Project
from yusuan.model.fields import FUNDING, GOAL, INDICATOR, PAYMENT, PROJECT
from yusuan.vocabulary.concepts import concept_iri, level_by_word
from yusuan.vocabulary.terms import BGC, BGT


def write_projects(sheet: FactSheet, disclosure: Disclosure, department: str) -> list[str]:
    """Every project with all that hangs below it; returns the IRIs in the order of ``disclosure.projects``."""
    written = []
    for ordinal, (project, nth) in enumerate(counted(disclosure.projects, _key), 1):
        iri = sheet.iris.project(department, disclosure, _key(project), nth)
        sheet.resource(iri, BGT.Project, ordinal)
        sheet.link(iri, BGT.department, department)
        if disclosure.year:
            sheet.say(iri, BGT.fiscalYear, year(disclosure.year.value))
        write_fields(sheet, iri, project, PROJECT)
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
        write_fields(sheet, iri, indicator, INDICATOR)
        _levels(sheet, iri, indicator)


def _key(project: Project) -> str:
    return project.code.value if project.code else project.name.value


def _goals(sheet: FactSheet, project_iri: str, project: Project) -> None:
    for place, (clause, nth) in enumerate(counted(project.goals, lambda each: str(each.ordinal)), 1):
        key = str(clause.ordinal) if nth == 1 else f"{clause.ordinal}-{nth}"
        ordinal = place if clause.term else clause.ordinal  # those of two terms count on, so that order holds
        iri = sheet.resource(sheet.iris.part(project_iri, "goals", key), BGT.Goal, ordinal)
        sheet.link(project_iri, BGT.goal, iri)
        write_fields(sheet, iri, clause, GOAL)


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
        sheet.link(iri, BGT.to, project_iri)
        if disclosure.year:
            sheet.say(iri, BGT.fiscalYear, year(disclosure.year.value))
        write_fields(sheet, iri, flow, FUNDING)


def _payments(sheet: FactSheet, project_iri: str, payments: tuple[Payment, ...], schedule: str) -> None:
    for ordinal, (payment, nth) in enumerate(counted(payments, lambda each: str(each.month.value)), 1):
        key = str(payment.month.value) if nth == 1 else f"{payment.month.value}-{nth}"
        iri = sheet.resource(sheet.iris.part(project_iri, "payments", key), BGT.Payment, ordinal)
        sheet.link(project_iri, BGT.payment, iri)
        sheet.link(iri, BGT.scheduleReading, f"{BGC.NS}schedule/{schedule}")
        write_fields(sheet, iri, payment, PAYMENT)


def _levels(sheet: FactSheet, iri: str, indicator: Indicator) -> None:
    """The concepts that the words of the levels name; a first level that the form leaves out is that of the second."""
    first, second = (level and level_by_word(level.value) for level in (indicator.level1, indicator.level2))
    if first:
        sheet.link(iri, BGT.level1, first.iri)
    if second:
        sheet.link(iri, BGT.level2, second.iri)
    if second and second.broader and indicator.level1 is None:
        sheet.link(iri, BGT.level1, concept_iri(second.broader))
