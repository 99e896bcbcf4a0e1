"""What one disclosure says: records whose every field is ``Stated``, that is, has the spans it was read from.

Extraction makes a Disclosure, the graph maps it to triples. Values are in their canonical form (amounts
in yuan, months 1 to 12, percentages as printed); the printed words are the text of the spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from yusuan.model.document import Source, Span
from yusuan.model.issue import Issue

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Stated(Generic[T_co]):
    """A value and the spans of the document that state it; never without a span."""

    value: T_co
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a stated value needs at least one span")


Text = Stated[str]
Number = Stated[Decimal]


@dataclass(frozen=True, slots=True)
class DivisionRef:
    """An administrative division: GB/T 2260 ``code`` (``None`` where the table has none) and the names
    from the province down to it."""

    code: str | None
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The division's own name."""
        return self.path[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """The disclosing unit: full name, other names it is called by, unit code (723002), division and why that one
    (``division_reason``: "name", "text", "code", "file" or "folder"). ``key`` tells departments apart whose name does not: where
    nobody is named, or nothing says where."""

    name: Text
    aliases: tuple[Text, ...] = ()
    code: Text | None = None
    division: Stated[DivisionRef] | None = None
    division_reason: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A section or affiliated unit (内设机构, 下属单位) of the department."""

    name: Text
    nature: Text | None = None
    rank: Text | None = None
    funding: Text | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered piece of prose: a duty, a goal, a safeguard. ``ordinal`` counts from 1; ``term`` is "annual" or
    "long-term" where goals of both stand side by side."""

    ordinal: int
    text: Text
    term: str | None = None


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term the document explains (名词解释)."""

    name: Text
    definition: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One amount of the department: ``category`` is a concept path ("three-public/vehicle"), ``amount``
    and ``change`` (against the year before, signed) in yuan, ``amount_text`` as printed, ``quantity``
    counted in ``unit``, ``as_of`` the day of a stock, ``year`` the
    fiscal year where the line's own is printed (``None``: the disclosure's).

    ``stage`` is "budget", "adjusted-budget", "execution" or "final-accounts" where it is not the disclosure's.
    ``component`` narrows the amount to a part of the category (a path: the "expenditure/basic" of a functional item),
    ``fund`` to what it is paid from ("income/government-fund"); a line with neither is the whole of its category.
    ``change_rate`` is the change against the year before in percent as printed, signed; ``plan_change`` (yuan) and
    ``plan_change_rate`` are those of accounts against the budget at the beginning of their year."""

    category: str
    label: Text
    amount: Number | None = None
    amount_text: Text | None = None
    change: Number | None = None
    quantity: Number | None = None
    unit: Text | None = None
    as_of: Stated[date] | None = None
    year: Stated[int] | None = None
    stage: Stated[str] | None = None
    component: Stated[str] | None = None
    fund: Stated[str] | None = None
    change_rate: Number | None = None
    plan_change: Number | None = None
    plan_change_rate: Number | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator's target: ``text`` as printed; ``operator`` (>=, <=, >, <, =), ``value`` and ``unit``
    where it is a number."""

    text: Text
    operator: str | None = None
    value: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of an indicator table; levels as printed and carried over merged cells. ``term`` is "annual" or
    "long-term" where both stand side by side; ``actual``, ``weight``, ``score`` and ``shortfall`` (why it was missed)
    are a self-evaluation's."""

    ordinal: int
    level1: Text | None
    level2: Text | None
    name: Text
    description: Text | None = None
    target: Target | None = None
    basis: Text | None = None
    basis_also: tuple[Text, ...] = ()
    term: str | None = None
    actual: Text | None = None
    weight: Number | None = None
    score: Number | None = None
    shortfall: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Money from a source to the project: ``source`` is a concept path ("source/fiscal"), ``stage`` like a budget
    line's."""

    source: str
    label: Text
    amount: Number
    amount_text: Text
    stage: Stated[str] | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """One step of a payment plan: by the end of ``month`` (1 to 12), ``share`` percent."""

    month: Stated[int]
    share: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One budgeted project with what its table says. ``schedule`` is how the plan's percentages add up:
    cumulative, incremental or unknown. ``topics`` are concept paths with the words that name them. ``adjusted``,
    ``executed`` (yuan), ``execution_rate`` (percent), ``outcome`` and ``score`` are a self-evaluation's; ``unit`` is the
    unit among a department's that it is listed under."""

    name: Text
    code: Text | None = None
    amount: Number | None = None
    amount_text: Text | None = None
    total_investment: Number | None = None
    purpose: Text | None = None
    goals: tuple[Clause, ...] = ()
    funding: tuple[Funding, ...] = ()
    payments: tuple[Payment, ...] = ()
    schedule: str = "unknown"
    indicators: tuple[Indicator, ...] = ()
    topics: tuple[Stated[str], ...] = ()
    supervisor: Text | None = None
    implementer: Text | None = None
    unit: Text | None = None
    period: Text | None = None
    nature: Text | None = None
    grounds: Text | None = None
    outcome: Text | None = None
    adjusted: Number | None = None
    executed: Number | None = None
    execution_rate: Number | None = None
    score: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A 职责活动 or 分项绩效目标 told in prose; ``project`` is the index, in the disclosure's projects, of
    the project that means the same."""

    name: Text
    duty: Text | None = None
    goal: Text | None = None
    indicators: Text | None = None
    project: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A cited document: title inside 《》, and 文号 where printed."""

    title: Text
    number: Text | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A paragraph that no record claims; kept so that it can be found."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Everything one document says. ``stage`` is "budget" or "final-accounts"; ``indicators`` are the department's own
    (整体支出绩效目标), not a project's."""

    source: Source
    title: Text
    year: Stated[int] | None
    stage: str
    department: Department
    units: tuple[Unit, ...] = ()
    responsibilities: tuple[Clause, ...] = ()
    goals: tuple[Clause, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    safeguards: tuple[Clause, ...] = ()
    activities: tuple[Activity, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    projects: tuple[Project, ...] = ()
    terms: tuple[GlossaryTerm, ...] = ()
    policies: tuple[Policy, ...] = ()
    remarks: tuple[Remark, ...] = ()
    issues: tuple[Issue, ...] = ()


def evidence_of(record: object) -> tuple[Span, ...]:
    """Every span that states a field of ``record`` itself (not of records nested in it), in order, once."""
    return tuple(sorted({span for _, stated in stated_fields(record) for span in stated.evidence}))


def stated_fields(record: object) -> Iterator[tuple[str, Stated[object]]]:
    """(field name, stated value) pairs of a record's own fields; tuples of Stated give one pair each."""
    for each in fields(record):  # type: ignore[arg-type]
        value = getattr(record, each.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Stated):
                yield each.name, one
            elif isinstance(one, Target):
                yield each.name, one.text
