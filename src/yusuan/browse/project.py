"""What does a project page show? One project with its money, goals, payment plan and indicator table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import groupby

from yusuan.browse.facts import Fact, Link, StatedAmount, StatedText
from yusuan.browse.nodes import Node, Nodes, is_a
from yusuan.browse.places import ExcerptPlace
from yusuan.model.field import Field, Fields, FormReading
from yusuan.model.fields import INDICATOR, PROJECT
from yusuan.vocabulary.concepts import by_iri, path_of
from yusuan.vocabulary.terms import BGT, DCTERMS, SKOS

_PARTS = """?project
  (bgt:goal|bgt:indicator|bgt:funding|bgt:payment|bgt:department|^bgt:aboutProject)? ?s ."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level cell of the indicator table that spans ``rows`` rows; ``concept`` is the IRI of the level, where known."""

    words: StatedText
    rows: int
    concept: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One row of the table; ``level1`` and ``level2`` are ``None`` where the cell above reaches over this row."""

    iri: str
    level1: Level | None
    level2: Level | None
    name: StatedText
    description: StatedText | None
    target: StatedText | None
    basis: StatedText | None
    operator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    others: tuple[StatedText | None, ...] = ()
    """What it says in each of the page's other columns."""


@dataclass(frozen=True, slots=True)
class FundingRow:
    """Money from one source; ``source`` is a concept IRI, ``label`` the words as printed."""

    source: str
    label: str | None
    amount: StatedAmount


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """By the end of ``month``, ``share`` percent of the budget."""

    month: int
    share: Decimal
    places: tuple[ExcerptPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage:
    """Everything the graph says of one project: ``others`` are the facts without a place of their own on the page,
    ``indicator_columns`` the properties that indicators have beside those of a row's own attributes."""

    iri: str
    name: StatedText
    code: StatedText | None = None
    year: int | None = None
    department: Link | None = None
    division: Link | None = None
    documents: tuple[str, ...] = ()
    amount: StatedAmount | None = None
    total_investment: StatedAmount | None = None
    purpose: StatedText | None = None
    goals: tuple[Node, ...] = ()
    funding: tuple[FundingRow, ...] = ()
    schedule: str = "unknown"
    payments: tuple[PaymentRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    indicator_columns: tuple[str, ...] = ()
    topics: tuple[StatedText, ...] = ()
    activities: tuple[Node, ...] = ()
    others: tuple[Fact, ...] = ()


def project_page(nodes: Nodes, iri: str) -> ProjectPage | None:
    """The page of project ``iri``, or ``None`` where the graph holds no such project."""
    parts = nodes.matching(_PARTS, project=iri)
    project = next((each for each in parts if each.iri == iri and is_a(each, BGT.Project)), None)
    if project is None:
        return None
    department = next((each for each in parts if is_a(each, BGT.Department)), None)
    payments = [each for each in parts if is_a(each, BGT.Payment)]
    indicators = [each for each in parts if is_a(each, BGT.Indicator)]
    columns = tuple(row for row in _INDICATOR_OTHERS if any(each.one(row.property) for each in indicators))
    return ProjectPage(
        iri=iri,
        name=project.words(SKOS.prefLabel) or StatedText(project.label, project.places),
        code=project.words(DCTERMS.identifier),
        year=project.whole(BGT.fiscalYear),
        department=None if department is None else Link(department.iri, department.label),
        division=_division(nodes, department),
        documents=tuple(sorted({place.document for place in project.places})),
        amount=project.money(BGT.amount, BGT.amountText),
        total_investment=project.money(BGT.totalInvestment, BGT.totalInvestmentText),
        purpose=project.words(BGT.purpose),
        goals=tuple(each for each in parts if each.iri in project.all(BGT.goal)),
        funding=tuple(_funding(each) for each in parts if is_a(each, BGT.FundingFlow)),
        schedule=_schedule(payments),
        payments=tuple(sorted(map(_payment, payments), key=lambda payment: payment.month)),
        indicators=indicator_rows(indicators, columns),
        indicator_columns=tuple(row.property for row in columns),
        topics=project.every(BGT.topic),
        activities=tuple(each for each in parts if is_a(each, BGT.Activity)),
        others=tuple(
            Fact(row.property, value) for row in _PROJECT_OTHERS if (value := _value(project, row)) is not None
        ),
    )


def _others(shown: Fields, page: type) -> tuple[Field, ...]:
    """The fields that forms state and a ``page`` has no attribute for."""
    own = {each.name for each in fields(page)}
    return tuple(row for row in shown if row.read and row.of is None and row.attribute not in own)


_PROJECT_OTHERS = _others(PROJECT, ProjectPage)
_INDICATOR_OTHERS = _others(INDICATOR, IndicatorRow)


def _value(node: Node, row: Field) -> StatedText | StatedAmount | None:
    return node.money(row.property) if row.read is FormReading.MONEY else node.words(row.property)


def _division(nodes: Nodes, department: Node | None) -> Link | None:
    division = None if department is None else department.one(BGT.division)
    found = None if division is None else nodes.get(division)
    return None if found is None else Link(found.iri, found.label)


def _funding(node: Node) -> FundingRow:
    amount = node.money(BGT.amount, BGT.amountText) or StatedAmount(Decimal(0), None, node.places)
    return FundingRow(node.one(BGT.from_) or "", node.one(BGT.fromText), amount)


def _payment(node: Node) -> PaymentRow:
    places = tuple(sorted({*node.where(BGT.dueMonth), *node.where(BGT.share)}))
    return PaymentRow(node.whole(BGT.dueMonth) or 0, node.number(BGT.share) or Decimal(0), places)


def _schedule(payments: list[Node]) -> str:
    """ "cumulative", "incremental" or "unknown"."""
    reading = next((each.one(BGT.scheduleReading) for each in payments), None)
    return (path_of(reading or "") or "schedule/unknown").removeprefix("schedule/")


def indicator_rows(indicators: list[Node], columns: Sequence[Field] = ()) -> tuple[IndicatorRow, ...]:
    """The table of ``indicators`` in their order, neighbouring equal levels merged into one cell; ``columns`` are the other
    fields that it shows."""
    rows: list[IndicatorRow] = []
    for _, same_first in groupby(indicators, key=lambda node: _level(node, 1).text):
        first = list(same_first)
        for _, same_second in groupby(first, key=lambda node: _level(node, 2).text):
            second = list(same_second)
            for node in second:
                level1 = (
                    Level(_level(node, 1), len(first), node.one(BGT.level1)) if node is first[0] else None
                )
                level2 = (
                    Level(_level(node, 2), len(second), node.one(BGT.level2)) if node is second[0] else None
                )
                rows.append(_row(node, level1, level2, columns))
    return tuple(rows)


def _level(node: Node, which: int) -> StatedText:
    text, concept = (BGT.level1Text, BGT.level1) if which == 1 else (BGT.level2Text, BGT.level2)
    known = by_iri(node.one(concept) or "")
    return StatedText(
        node.one(text) or (known.zh if known else ""), node.stated.get(text) or node.stated.get(concept) or ()
    )


def _row(
    node: Node, level1: Level | None, level2: Level | None, columns: Sequence[Field]
) -> IndicatorRow:
    return IndicatorRow(
        iri=node.iri,
        level1=level1,
        level2=level2,
        name=node.words(SKOS.prefLabel) or StatedText(node.label, node.places),
        description=node.words(DCTERMS.description),
        target=node.words(BGT.targetText),
        basis=node.words(BGT.basis),
        operator=node.one(BGT.targetOperator),
        value=node.number(BGT.targetValue),
        unit=node.one(BGT.targetUnit),
        others=tuple(node.words(row.property) for row in columns),
    )
