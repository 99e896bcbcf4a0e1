"""Where and when: the conditions on department, division, year and stage that a reading names."""

from __future__ import annotations

from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri, YearTerm, filter_of
from yusuan.vocabulary.concepts import concept_iri
from yusuan.vocabulary.wording import folded

_SUBJECTS: dict[str, tuple[str, str, str, str | None]] = {
    "item": ("project-department", "project-division", "project-year", None),
    "line": ("line-body", "line-division", "line-year", None),
    "body": ("body", "body-division", "body-year", "body-stage"),
    "change": ("body", "body-division", "year-is", "body-stage"),
    "disclosure": ("body", "body-division", "disclosure-year", "disclosure-stage"),
}


def scope(reading: Reading, context: QuestionContext, subject: str) -> list[Filter]:
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
        found.append(filter_of(year, asked=[YearTerm(each) for each in years]))
    if reading.has("final") and stage is not None:
        found.append(filter_of(stage, stage=Iri(concept_iri("stage/final-accounts"))))
    return found


def group_filter(seats: list[str], context: QuestionContext) -> Filter:
    """Which of ``seats`` each place in them counts for."""
    pairs = ((Iri(inner), Iri(each)) for each in seats for inner in context.names.with_inner([each]))
    return Filter("group-asked", pairs=tuple(pairs))


def lines_in_scope(reading: Reading, context: QuestionContext) -> list[Filter]:
    """The conditions on budget lines; without a year, that they are of their department's newest."""
    found = scope(reading, context, "line")
    return found if reading.has("year") else [*found, newest_year(reading, context)]


def listed_names(reading: Reading, context: QuestionContext) -> list[str]:
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


_FEW = 200
_MANY = 2000
"""More departments than this are not written out one by one in a query."""


def owners(reading: Reading, context: QuestionContext) -> list[str]:
    """The departments named, inside the divisions named beside them; of divisions alone those inside, where they are few."""
    named, seats = departments(reading, context), places(reading, context)
    if not seats:
        return named
    inside = context.names.inside(seats)
    if named:
        return sorted(inside & set(named)) or (named if not inside else ["urn:none"])
    return sorted(inside) if len(inside) <= _FEW else []


def newest_year(reading: Reading, context: QuestionContext) -> Filter:
    """That lines are of their department's newest year."""
    known = context.names.departments
    asked = owners(reading, context) or list(known)
    newest_of = {each: max(known[each].years) for each in asked if each in known and known[each].years}
    if len(set(newest_of.values())) == 1:
        return filter_of("line-year", asked=YearTerm(next(iter(newest_of.values()))))
    if not newest_of or len(newest_of) > _MANY:
        return filter_of("line-newest")
    return Filter("line-newest-of", pairs=tuple((Iri(each), YearTerm(year)) for each, year in newest_of.items()))


def places(reading: Reading, context: QuestionContext) -> list[str]:
    """The divisions named; of a city and a district in it the lower only."""
    named = {iri for each in reading.all("division") for iri in each.sense.value}
    return sorted(iri for iri in named if not any(context.names.is_above(iri, other) for other in named))


def both_are_all(reading: Reading, context: QuestionContext) -> bool:
    """Whether "the two counties" or "both departments", where said, are all that the data holds."""
    held = {body.division for body in context.names.departments.values()}
    return (not reading.has("both-divisions") or len(held) == 2) and (
        not reading.has("both-departments") or len(context.names.departments) == 2
    )


def departments(reading: Reading, context: QuestionContext) -> list[str]:
    """The departments named; a short form that several share is settled by a county named beside it."""
    return sorted({iri for iris in _meant(reading, context) for iri in iris})


def _meant(reading: Reading, context: QuestionContext) -> list[set[str]]:
    """What each name of a department may mean: of the departments of that name those inside the places named, where any is."""
    inside = context.names.inside(places(reading, context))
    named = [set(each.sense.value) for each in reading.all("department")]
    return [iris & inside or iris for iris in named]


def projects_named(reading: Reading, context: QuestionContext) -> list[Filter]:
    """The conditions on the projects named, where and when; without a year, of a project that comes back every year the
    newest."""
    iris = {iri for each in reading.all("project") for iri in each.sense.value}
    if not reading.has("year"):
        iris = _newest(iris, context)
    return [filter_of("item", item=[Iri(each) for each in sorted(iris)]), *scope(reading, context, "item")]


def _newest(iris: set[str], context: QuestionContext) -> set[str]:
    best: dict[tuple[str, str], int] = {}
    known = [context.names.projects[iri] for iri in iris]
    for each in known:
        key = (each.department, each.label)
        best[key] = max(best.get(key, 0), each.year or 0)
    return {each.iri for each in known if (each.year or 0) == best[each.department, each.label]}


def misplaced(reading: Reading, context: QuestionContext) -> str | None:
    """A department's short name beside a county that has no such department."""
    seats = places(reading, context)
    if not seats:
        return None
    inside = context.names.inside(seats)
    for each in reading.all("department"):
        after = [place for place in reading.all("division") if place.token.end == each.token.start]
        if after and not set(each.sense.value) & inside:
            return after[-1].token.text + each.token.text
    return None


def ambiguous_departments(reading: Reading, context: QuestionContext) -> list[str]:
    """The departments that one short form could mean, where nothing settles which."""
    return next((sorted(iris) for iris in _meant(reading, context) if len(iris) > 1), [])
