"""Which fields has each record, and what is each of them? One row a field: triples, JSON, passages, layouts and pages read it.

What a field is called in zh and en, and what it means, is what the ontology says of its property. How to add one:
``docs/howto/add-a-property.md``; what the columns of a row mean: ``field.Field``.
"""

from __future__ import annotations

from yusuan.model.disclosure import (
    Activity,
    BudgetLine,
    Clause,
    Department,
    Disclosure,
    Funding,
    GlossaryTerm,
    Indicator,
    Payment,
    Policy,
    Project,
    Remark,
    Target,
    Unit,
)
from yusuan.model.field import Datatype, Field, Fields, FormReading
from yusuan.model.field_checks import fields_of
from yusuan.model.issue import Issue
from yusuan.vocabulary.terms import BGT, DCTERMS, ORG, SKOS

CHINESE, PRINTED, DECIMAL, CONCEPT = Datatype.CHINESE, Datatype.PRINTED, Datatype.DECIMAL, Datatype.CONCEPT
RECORDS, INLINE, LINK = Datatype.RECORDS, Datatype.INLINE, Datatype.LINK
CELL, TOLD, MONEY, NUMBER = FormReading.CELL, FormReading.TOLD, FormReading.MONEY, FormReading.NUMBER

UNIT = fields_of(
    Unit, BGT.Unit,
    Field("name", SKOS.prefLabel, CHINESE, within="text"),
    Field("nature", BGT.unitNature, CHINESE),
    Field("rank", BGT.unitRank, CHINESE),
    Field("funding", BGT.fundingForm, CHINESE),
)  # fmt: skip


def _prose(kind: str, passage: str, within: str | None = None) -> Fields:
    """Numbered prose of one class."""
    return fields_of(
        Clause, kind,
        Field("text", DCTERMS.description, CHINESE, passage=passage, within=within),
        Field("term", BGT.term, CONCEPT, scheme="term"),
    )  # fmt: skip


RESPONSIBILITY = _prose(BGT.Responsibility, "duty")
GOAL = _prose(BGT.Goal, "goal", within="goal")
SAFEGUARD = _prose(BGT.Safeguard, "text")

ACTIVITY = fields_of(
    Activity, BGT.Activity,
    Field("name", SKOS.prefLabel, CHINESE, passage="name", read=FormReading.NAME),
    Field("duty", BGT.duty, CHINESE, passage="duty", read=CELL),
    Field("goal", BGT.annualGoal, CHINESE, passage="goal", read=CELL),
    Field("indicators", BGT.indicatorText, CHINESE, passage="indicator", read=CELL),
    Field("project", BGT.aboutProject, LINK),
)  # fmt: skip

BUDGET_LINE = fields_of(
    BudgetLine, BGT.BudgetLine,
    Field("category", BGT.category, CONCEPT),
    Field("label", BGT.categoryText, CHINESE, passage="name"),
    Field("amount", BGT.amount, DECIMAL),
    Field("amount_text", BGT.amountText, PRINTED, key="text", passage="amount"),
    Field("change", BGT.change, DECIMAL),
    Field("change_rate", BGT.changeRate, DECIMAL),
    Field("plan_change", BGT.changeFromBudget, DECIMAL, key="change_from_budget"),
    Field("plan_change_rate", BGT.changeRateFromBudget, DECIMAL, key="change_rate_from_budget"),
    Field("quantity", BGT.quantity, DECIMAL),
    Field("unit", BGT.unitText, PRINTED),
    Field("as_of", BGT.asOf, Datatype.DATE),
    Field("year", BGT.fiscalYear, Datatype.YEAR),
    Field("category", BGT.category, Datatype.CODE, key="code"),
    Field("stage", BGT.stage, CONCEPT, scheme="stage", tied=False),
    Field("component", BGT.component, CONCEPT, tied=False),
    Field("fund", BGT.fund, CONCEPT, tied=False),
)  # fmt: skip

FUNDING = fields_of(
    Funding, BGT.FundingFlow,
    Field("source", BGT.from_, CONCEPT),
    Field("label", BGT.fromText, CHINESE),
    Field("amount", BGT.amount, DECIMAL),
    Field("amount_text", BGT.amountText, PRINTED, key="text"),
    Field("stage", BGT.stage, CONCEPT, scheme="stage"),
)  # fmt: skip

PAYMENT = fields_of(
    Payment, BGT.Payment,
    Field("month", BGT.dueMonth, Datatype.INTEGER),
    Field("share", BGT.share, DECIMAL),
)  # fmt: skip

TARGET = fields_of(
    Target, BGT.Indicator,
    Field("text", BGT.targetText, PRINTED, passage="text", read=CELL, layout=("target",)),
    Field("operator", BGT.targetOperator, PRINTED, read=CELL, named=None),
    Field("value", BGT.targetValue, DECIMAL, stated_by="text"),
    Field("unit", BGT.targetUnit, PRINTED, read=CELL, layout=("target_unit",)),
)  # fmt: skip

INDICATOR = fields_of(
    Indicator, BGT.Indicator,
    Field("level1", BGT.level1Text, CHINESE, passage="level", read=FormReading.LEVEL, named=BGT.level1),
    Field("level2", BGT.level2Text, CHINESE, passage="level", read=FormReading.LEVEL, named=BGT.level2),
    Field("name", SKOS.prefLabel, CHINESE, passage="name", within="indicator", read=FormReading.NAME),
    Field("description", DCTERMS.description, CHINESE, passage="text", within="indicator", read=CELL),
    Field("target", BGT.targetText, INLINE, of=TARGET),
    Field("basis", BGT.basis, CHINESE, passage="text", read=CELL),
    Field("basis_also", BGT.basisAlso, CHINESE, passage="text", many=True),
    Field("term", BGT.term, CONCEPT, scheme="term"),
    Field("actual", BGT.actualText, PRINTED, read=CELL),
    Field("weight", BGT.weight, DECIMAL, read=NUMBER),
    Field("score", BGT.score, DECIMAL, read=NUMBER),
    Field("shortfall", BGT.shortfall, CHINESE, read=CELL),
)  # fmt: skip

PROJECT = fields_of(
    Project, BGT.Project,
    Field("code", DCTERMS.identifier, PRINTED, passage="code", read=FormReading.NAME),
    Field("name", SKOS.prefLabel, CHINESE, passage="name", read=FormReading.NAME),
    Field("amount", BGT.amount, DECIMAL, read=MONEY, named=None, stage="budget"),
    Field("amount_text", BGT.amountText, PRINTED, passage="amount"),
    Field("total_investment", BGT.totalInvestment, DECIMAL, read=MONEY),
    Field("funding", BGT.funding, RECORDS, of=FUNDING),
    Field("purpose", BGT.purpose, CHINESE, passage="purpose", read=TOLD),
    Field("goals", BGT.goal, RECORDS, of=GOAL, read=TOLD, layout=("goals", "goals_long_term"), named=None),
    Field("payments", BGT.payment, RECORDS, of=PAYMENT, read=FormReading.ROWS, named=None),
    Field("indicators", BGT.indicator, RECORDS, of=INDICATOR, read=FormReading.ROWS, named=None),
    Field("topics", BGT.topic, CONCEPT, many=True),
    Field("supervisor", BGT.supervisor, CHINESE, read=FormReading.ORGANISATION),
    Field("implementer", BGT.implementer, CHINESE, read=FormReading.ORGANISATION),
    Field("unit", BGT.listedUnit, CHINESE, read=FormReading.ORGANISATION),
    Field("period", BGT.period, CHINESE, read=CELL),
    Field("nature", BGT.projectNature, CHINESE, read=CELL),
    Field("grounds", BGT.grounds, CHINESE, read=TOLD),
    Field("outcome", BGT.outcome, CHINESE, read=TOLD),
    Field("adjusted", BGT.adjustedAmount, DECIMAL, read=MONEY, stage="adjusted-budget"),
    Field("executed", BGT.executedAmount, DECIMAL, read=MONEY, stage="execution"),
    Field("execution_rate", BGT.executionRate, DECIMAL, read=NUMBER),
    Field("score", BGT.score, DECIMAL, read=NUMBER, named=None),
)  # fmt: skip

GLOSSARY_TERM = fields_of(
    GlossaryTerm, BGT.Term,
    Field("name", SKOS.prefLabel, CHINESE, passage="name"),
    Field("definition", SKOS.definition, CHINESE, passage="text"),
)  # fmt: skip

POLICY = fields_of(
    Policy, BGT.Policy,
    Field("title", DCTERMS.title, CHINESE),
    Field("number", DCTERMS.identifier, PRINTED, shared=True),
)  # fmt: skip

REMARK = fields_of(
    Remark, BGT.Passage,
    Field("text", DCTERMS.description, CHINESE, passage="text"),
)  # fmt: skip

ISSUE = fields_of(
    Issue, BGT.Issue,
    Field("code", BGT.code, PRINTED),
    Field("zh", BGT.message, CHINESE),
    Field("en", BGT.message, Datatype.ENGLISH),
)  # fmt: skip

DEPARTMENT = fields_of(
    Department, BGT.Department,
    Field("name", SKOS.prefLabel, CHINESE, passage="name"),
    Field("code", ORG.identifier, PRINTED, passage="code"),
    Field("aliases", SKOS.altLabel, CHINESE, passage="name", many=True),
    Field("division", BGT.division, LINK),
    Field("division_reason", BGT.divisionReason, PRINTED, key=None, stated_by="division", shared=True),
)  # fmt: skip

DISCLOSURE = fields_of(
    Disclosure, BGT.Disclosure,
    Field("source.sha256", DCTERMS.identifier, PRINTED, key="id"),
    Field("title", DCTERMS.title, PRINTED),
    Field("source.name", DCTERMS.source, PRINTED, key="source"),
    Field("source.media_type", DCTERMS.format, PRINTED, key="format"),
    Field("source.encoding", BGT.encoding, PRINTED, key=None),
    Field("year", BGT.fiscalYear, Datatype.YEAR),
    Field("stage", BGT.stage, CONCEPT, scheme="stage"),
    Field("department", DCTERMS.publisher, LINK),
)  # fmt: skip

ALL = (
    UNIT, RESPONSIBILITY, GOAL, SAFEGUARD, ACTIVITY, BUDGET_LINE, FUNDING, PAYMENT, TARGET, INDICATOR, PROJECT, GLOSSARY_TERM,
    POLICY, REMARK, ISSUE, DEPARTMENT, DISCLOSURE,
)  # fmt: skip
"""The fields of every record, parts before wholes."""
