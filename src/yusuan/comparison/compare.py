"""Two projects as one comparison, and what makes projects similar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yusuan.browse.facts import StatedAmount, StatedText
from yusuan.browse.nodes import Nodes
from yusuan.browse.project import FundingRow, ProjectPage, project_page
from yusuan.comparison.pairs import AimPair, IndicatorPair, aim_pairs, indicator_pairs
from yusuan.comparison.payments import PaymentCurve, plan
from yusuan.comparison.quotients import Quotient, quotient, ratio
from yusuan.deadline import Deadline
from yusuan.errors import NotFound
from yusuan.graph.iris import counted
from yusuan.model.record import Correspondence, Hit


@dataclass(frozen=True, slots=True)
class FundingPair:
    """Money from one ``source`` (a concept IRI) in the two projects."""

    source: str
    ours: FundingRow | None
    theirs: FundingRow | None


@dataclass(frozen=True, slots=True)
class QuotientPair:
    """Yuan per thing that an indicator counts; ``ratio`` is ours over theirs where both count the same kind of thing."""

    ours: Quotient | None
    theirs: Quotient | None
    ratio: Decimal | None


@dataclass(frozen=True, slots=True)
class TopicPair:
    """A topic (a concept IRI) with the words of each project that name it."""

    topic: str
    ours: StatedText | None
    theirs: StatedText | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two projects side by side; the ratios are ours over theirs, ``None`` where either is missing or theirs is 0."""

    ours: ProjectPage
    theirs: ProjectPage
    amount_ratio: Decimal | None
    total_ratio: Decimal | None
    funding: tuple[FundingPair, ...]
    plans: tuple[PaymentCurve, PaymentCurve]
    quotients: tuple[QuotientPair, ...]
    topics: tuple[TopicPair, ...]
    aims: tuple[AimPair, ...]
    indicators: tuple[IndicatorPair, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A similar project: the hit, and what of it corresponds to what of ours."""

    hit: Hit
    topics: tuple[TopicPair, ...]
    aims: tuple[AimPair, ...]
    indicators: tuple[IndicatorPair, ...]


def compare(nodes: Nodes, ours: str, theirs: str, found: Iterable[Correspondence]) -> Comparison:
    """The projects with these IRIs side by side; ``found`` is what the search index says of their parts."""
    a, b = _page(nodes, ours), _page(nodes, theirs)
    pairs = tuple(found)
    indicators = indicator_pairs(a, b, pairs, alone=True)
    return Comparison(
        ours=a,
        theirs=b,
        amount_ratio=_ratio(a.amount, b.amount),
        total_ratio=_ratio(a.total_investment, b.total_investment),
        funding=_funding(a, b),
        plans=(plan(a), plan(b)),
        quotients=tuple(_quotients(a, b, indicators)),
        topics=_topics(a, b),
        aims=aim_pairs(a, b, pairs, alone=True),
        indicators=indicators,
    )


def explained(nodes: Nodes, project: str, hits: Iterable[Hit], deadline: Deadline) -> list[Likeness]:
    """For each of ``hits``, projects like the one with IRI ``project``: its topics, aims and indicators beside ours. Raises
    QueryStopped after ``deadline``."""
    ours = _page(nodes, project)
    found: list[Likeness] = []
    for hit in deadline.each(hits):
        theirs = _page(nodes, hit.record.iri)
        topics = tuple(pair for pair in _topics(ours, theirs) if pair.ours and pair.theirs)
        aims = aim_pairs(ours, theirs, hit.pairs, alone=False)
        found.append(Likeness(hit, topics, aims, indicator_pairs(ours, theirs, hit.pairs, alone=False)))
    return found


def _page(nodes: Nodes, iri: str) -> ProjectPage:
    page = project_page(nodes, iri)
    if page is None:
        raise NotFound(f"图谱里没有项目 {iri}。", f"The graph holds no project {iri}.")
    return page


def _ratio(ours: StatedAmount | None, theirs: StatedAmount | None) -> Decimal | None:
    return ours.yuan / theirs.yuan if ours and theirs and theirs.yuan else None


def _funding(ours: ProjectPage, theirs: ProjectPage) -> tuple[FundingPair, ...]:
    """By source, in the order of the documents; the first flow of a source beside the first, the second beside the second."""
    own, other = (
        {(each.source, nth): each for each, nth in counted(page.funding, lambda row: row.source or row.label or "")}
        for page in (ours, theirs)
    )
    return tuple(FundingPair(key[0], own.get(key), other.get(key)) for key in dict.fromkeys([*own, *other]))


def _topics(ours: ProjectPage, theirs: ProjectPage) -> tuple[TopicPair, ...]:
    """Common topics first, then those of one project."""
    own, other = ({each.text: each for each in page.topics} for page in (ours, theirs))
    pairs = (TopicPair(topic, own.get(topic), other.get(topic)) for topic in dict.fromkeys([*own, *other]))
    return tuple(sorted(pairs, key=lambda pair: (pair.ours is None or pair.theirs is None, pair.ours is None)))


def _quotients(
    ours: ProjectPage, theirs: ProjectPage, indicators: Iterable[IndicatorPair]
) -> Iterable[QuotientPair]:
    for pair in indicators:
        one, other = (
            quotient(page.amount.yuan, each.row, each.levels) if page.amount and each else None
            for page, each in ((ours, pair.ours), (theirs, pair.theirs))
        )
        if one or other:
            yield QuotientPair(one, other, ratio(one, other))
