"""From a reading to the conditions of its query. One builder a subject; a pattern names the one it wants.

A builder gives attempts in order: the first that finds rows is the answer. No attempt at all says that these slots
do not make a question after all, and the next reading is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from yusuan.deadline import Deadline
from yusuan.graph.queries import BoundedStore
from yusuan.library import Generation
from yusuan.questions.interpret import Filled, Reading
from yusuan.questions.names import Names
from yusuan.questions.sparql import Filter, Iri, Year, filter_of
from yusuan.vocabulary.concepts import concept_iri
from yusuan.vocabulary.wording import folded


@dataclass(frozen=True, slots=True)
class Attempt:
    """The filters of one query; ``words`` are what its evidence should show, ``near`` what it shows where those
    stand nowhere; ``asked`` names what was asked of."""

    filters: tuple[Filter, ...]
    words: tuple[str, ...] = ()
    asked: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What builders may look at: the names of the data and, for vectors, the generation, until ``deadline``; ``lang`` is the
    answer's."""

    names: Names
    generation: Generation
    question: str
    deadline: Deadline
    lang: str = "zh"

    @property
    def store(self) -> BoundedStore:
        """The graph, until the deadline."""
        return self.generation.asking.within(self.deadline)


Builder = Callable[[Reading, Context], list[Attempt]]
_SUBJECTS: dict[str, tuple[str, str, str, str | None]] = {
    "item": ("project-department", "project-division", "project-year", None),
    "line": ("line-body", "line-division", "line-year", None),
    "body": ("body", "body-division", "body-year", "body-stage"),
    "change": ("body", "body-division", "year-is", "body-stage"),
    "disclosure": ("body", "body-division", "disclosure-year", "disclosure-stage"),
}


def scope(reading: Reading, context: Context, subject: str) -> list[Filter]:
    """The conditions on department, division, year and, but for projects and lines (``stages``), stage. Several of one
    kind mean any of them."""
    department, division, year, stage = _SUBJECTS[subject]
    found: list[Filter] = []
    bodies, seats = owners(reading, context), places(reading, context)
    listed = listed_names(reading, context) if subject == "item" else []
    if listed:
        asked = [Iri(each) for each in context.names.with_inner(seats)]
        found.append(filter_of("project-of-place", asked=asked, listed=listed))
    elif bodies:
        parameter = "body" if department in ("body", "line-body") else "asked"
        found.append(filter_of(department, **{parameter: [Iri(each) for each in bodies]}))
    elif seats:
        found.append(filter_of(division, asked=[Iri(each) for each in context.names.with_inner(seats)]))
    if subject == "item":
        found += _listed_under(reading)
    years = sorted({each.sense.value.year for each in reading.all("year")})
    if years:
        found.append(filter_of(year, asked=[Year(each) for each in years]))
    if reading.has("final") and stage is not None:
        found.append(filter_of(stage, stage=Iri(concept_iri("stage/final-accounts"))))
    return found


def listed_names(reading: Reading, context: Context) -> list[str]:
    """The names under which allotments list projects of the places named, where no department is."""
    if reading.has("department"):
        return []
    labels = {context.names.division_labels[iri] for iri in places(reading, context)}
    units = context.names.listed_units
    return sorted({name for label in labels for name in units.get(folded(label), ())})


def _listed_under(reading: Reading) -> list[Filter]:
    """The conditions on whom an allotment lists a project under, and on places in its name."""
    units = sorted({label for each in reading.all("listed-unit") for label in each.sense.value})
    named = [filter_of("label-words", word=each.sense.value) for each in reading.all("named-place")]
    return [*([filter_of("listed-unit", listed=units)] if units else []), *named]


def without_years(reading: Reading) -> Reading:
    """The reading without the years said."""
    return replace(reading, filled=tuple(each for each in reading.filled if each.slot != "year"))


def without_stage(reading: Reading) -> Reading:
    """The reading without budget or accounts said."""
    return replace(reading, filled=tuple(each for each in reading.filled if each.slot != "final"))


_FEW = 200
_MANY = 2000
"""More departments than this are not written out one by one in a query."""


def owners(reading: Reading, context: Context) -> list[str]:
    """The departments named, inside the divisions named beside them; of divisions alone those inside, where they are few."""
    named, seats = departments(reading, context), places(reading, context)
    if not seats:
        return named
    inside = {body.iri for seat in seats for body in context.names.within(seat)}
    if named:
        return sorted(inside & set(named)) or (named if not inside else ["urn:none"])
    return sorted(inside) if len(inside) <= _FEW else []


def newest_year(reading: Reading, context: Context) -> Filter:
    """That lines are of their department's newest year."""
    known = context.names.departments
    asked = owners(reading, context) or list(known)
    newest_of = {each: max(known[each].years) for each in asked if each in known and known[each].years}
    if len(set(newest_of.values())) == 1:
        return filter_of("line-year", asked=Year(next(iter(newest_of.values()))))
    if not newest_of or len(newest_of) > _MANY:
        return filter_of("line-newest")
    return Filter("line-newest-of", pairs=tuple((Iri(each), Year(year)) for each, year in newest_of.items()))


def places(reading: Reading, context: Context) -> list[str]:
    """The divisions named; of a city and a district in it the lower only."""
    named = {iri for each in reading.all("division") for iri in each.sense.value}
    return sorted(iri for iri in named if not any(context.names.is_above(iri, other) for other in named))


def both_are_all(reading: Reading, context: Context) -> bool:
    """Whether "the two counties" or "both departments", where said, are all that the data holds."""
    held = {body.division for body in context.names.departments.values()}
    return (not reading.has("both-divisions") or len(held) == 2) and (
        not reading.has("both-departments") or len(context.names.departments) == 2
    )


def departments(reading: Reading, context: Context) -> list[str]:
    """The departments named; a short form that several share is settled by a county named beside it."""
    found: set[str] = set()
    seats = places(reading, context)
    for each in reading.all("department"):
        iris = set(each.sense.value)
        if len(iris) > 1 and seats:
            inside = {body.iri for place in seats for body in context.names.within(place)}
            iris = iris & inside or iris
        found |= iris
    return sorted(found)


def newest(iris: set[str], context: Context) -> set[str]:
    """Of each project that comes back every year, the newest."""
    best: dict[tuple[str, str], int] = {}
    known = [context.names.projects[iri] for iri in iris]
    for each in known:
        key = (each.department, each.label)
        best[key] = max(best.get(key, 0), each.year or 0)
    return {each.iri for each in known if (each.year or 0) == best[each.department, each.label]}


def misplaced(reading: Reading, context: Context) -> str | None:
    """A department's short name beside a county that has no such department."""
    seats = places(reading, context)
    if not seats:
        return None
    inside = {body.iri for seat in seats for body in context.names.within(seat)}
    for each in reading.all("department"):
        after = [place for place in reading.all("division") if place.token.end == each.token.start]
        if after and not set(each.sense.value) & inside:
            return after[-1].token.text + each.token.text
    return None


def ambiguous_departments(reading: Reading, context: Context) -> list[str]:
    """The departments that one short form could mean, where nothing settles which."""
    seats = places(reading, context)
    inside = {body.iri for place in seats for body in context.names.within(place)}
    for each in reading.all("department"):
        iris = set(each.sense.value)
        iris = (iris & inside or iris) if seats else iris
        if len(iris) > 1:
            return sorted(iris)
    return []


def labels(found: Iterable[Filled]) -> tuple[str, ...]:
    """The words of what fills some slots."""
    return tuple(each.token.text for each in found)
