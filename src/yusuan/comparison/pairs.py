"""Which aim and which indicator of one project stands beside which of the other? What the index found, joined with the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.browse.facts import StatedText
from yusuan.browse.places import ExcerptPlace
from yusuan.browse.project import IndicatorRow, Level, ProjectPage
from yusuan.comparison.targets import Standing, standing
from yusuan.model.record import Correspondence, Excerpt
from yusuan.vocabulary.concepts import lineage, path_of
from yusuan.vocabulary.terms import DCTERMS

_ORDER = (
    "level/quantity",
    "level/quality",
    "level/timeliness",
    "level/cost",
    "level/output",
    "level/economic",
    "level/social",
    "level/ecological",
    "level/sustainability",
    "level/outcome",
    "level/satisfaction",
)
"""The levels as the Ministry of Finance's form lists them, each before what it is part of."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A purpose or a goal: ``kind`` says which."""

    kind: str
    words: StatedText


@dataclass(frozen=True, slots=True)
class AimPair:
    """Aims side by side; one side is ``None`` where nothing corresponds. ``nearness`` is the cosine of the words."""

    ours: Aim | None
    theirs: Aim | None
    nearness: float | None = None


@dataclass(frozen=True, slots=True)
class PlacedIndicator:
    """An indicator with the levels it stands under."""

    row: IndicatorRow
    level1: Level | None
    level2: Level | None

    @property
    def levels(self) -> frozenset[str]:
        """The paths of its levels and of those above them, as far as known."""
        iris = (each.concept for each in (self.level1, self.level2) if each is not None and each.concept)
        return frozenset(above for iri in iris if (path := path_of(iri)) for above in lineage(path))


@dataclass(frozen=True, slots=True)
class IndicatorPair:
    """Indicators side by side; one side is ``None`` where nothing corresponds. ``nearness`` is 1 for the same name, else the
    cosine of the names; ``standing`` is how our target stands to theirs."""

    ours: PlacedIndicator | None
    theirs: PlacedIndicator | None
    nearness: float | None = None
    standing: Standing | None = None

    @property
    def levels(self) -> frozenset[str]:
        """The levels of both."""
        return frozenset().union(*(each.levels for each in (self.ours, self.theirs) if each is not None))


def aim_pairs(
    ours: ProjectPage, theirs: ProjectPage, found: Iterable[Correspondence], *, alone: bool
) -> tuple[AimPair, ...]:
    """Aims that correspond, in the order of ``ours``; with ``alone`` also those that stand alone, theirs at the end."""
    own, other = _aims(ours), _aims(theirs)
    beside: dict[int, tuple[int, float]] = {}
    for each in found:
        i, j = _at(own, each.ours.excerpt), _at(other, each.theirs.excerpt)
        if each.kind == "goal" and i is not None and j is not None:
            beside.setdefault(i, (j, each.nearness))
    pairs = [
        AimPair(aim, other[beside[i][0]], beside[i][1]) if i in beside else AimPair(aim, None)
        for i, aim in enumerate(own)
        if alone or i in beside
    ]
    taken = {j for j, _ in beside.values()}
    return (*pairs, *(AimPair(None, aim) for j, aim in enumerate(other) if alone and j not in taken))


def _aims(page: ProjectPage) -> list[Aim]:
    goals = (words for goal in page.goals if (words := goal.words(DCTERMS.description)))
    purpose = [Aim("purpose", page.purpose)] if page.purpose else []
    return [*purpose, *(Aim("goal", words) for words in goals)]


def _at(aims: Sequence[Aim], excerpt: Excerpt) -> int | None:
    """Which of ``aims`` the words of ``excerpt`` are part of."""
    return next((at for at, aim in enumerate(aims) if any(_within(excerpt, p) for p in aim.words.places)), None)


def _within(excerpt: Excerpt, place: ExcerptPlace) -> bool:
    return excerpt.document == place.document and place.start <= excerpt.start < place.end


def indicator_pairs(
    ours: ProjectPage, theirs: ProjectPage, found: Iterable[Correspondence], *, alone: bool
) -> tuple[IndicatorPair, ...]:
    """Indicators that correspond, by level and in the order of ``ours``; with ``alone`` also those that stand alone."""
    own = {each.row.iri: each for each in measures(ours)}
    other = {each.row.iri: each for each in measures(theirs)}
    beside = {each.ours.iri: each for each in found if each.kind == "indicator"}
    pairs: list[IndicatorPair] = []
    for iri, measure in own.items():
        found_one = beside.get(iri)
        match = other.pop(found_one.theirs.iri or "", None) if found_one else None
        if found_one and match:
            levels = measure.levels | match.levels
            judged = standing(measure.row, match.row, levels)
            pairs.append(IndicatorPair(measure, match, found_one.nearness, judged))
        elif alone:
            pairs.append(IndicatorPair(measure, None))
    if alone:
        pairs += [IndicatorPair(None, measure) for measure in other.values()]
    return tuple(sorted(pairs, key=_rank))


def measures(page: ProjectPage) -> Iterator[PlacedIndicator]:
    """The indicators of a project, each with its levels, which the table shows once for several rows."""
    level1: Level | None = None
    level2: Level | None = None
    for row in page.indicators:
        level1, level2 = row.level1 or level1, row.level2 or level2
        yield PlacedIndicator(row, level1, level2)


def _rank(pair: IndicatorPair) -> tuple[int, bool, bool]:
    """By level; what corresponds first, then ours alone, then theirs alone."""
    shown = (pair.ours or pair.theirs)
    levels = shown.levels if shown else frozenset()
    level = next((at for at, path in enumerate(_ORDER) if path in levels), len(_ORDER))
    return level, pair.ours is None, pair.theirs is None
