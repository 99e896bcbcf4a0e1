"""Projects like one that is named: the vectors rank them, the query reads their facts."""

from __future__ import annotations

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri

CLOSE = 0.75
"""A hit is shown while its score is at least this part of the best one's; the nearest ``FEWEST`` always."""
FEWEST, MOST = 3, 5


def similar_attempts(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The neighbours of the named project, in other counties where the question says so."""
    named = reading.all("project")
    project = context.names.projects[sorted(named[0].sense.value)[0]]
    search = context.generation.search
    record = search.record(project.iri)
    if record is None:
        return []
    elsewhere = reading.has("elsewhere", "division-noun", "department-noun")
    hits = search.similar(record, other_divisions=elsewhere, limit=30, deadline=context.deadline)
    places = {iri for each in reading.all("division") for iri in each.sense.value}
    if places and not elsewhere:
        inside = context.names.inside(places)
        hits = [hit for hit in hits if hit.record.department_iri in inside]
    if not hits:
        return []
    close = [hit for at, hit in enumerate(hits) if at < FEWEST or hit.score >= CLOSE * hits[0].score][:MOST]
    ranked = Filter(
        "ranked", pairs=tuple((Iri(hit.record.iri), rank) for rank, hit in enumerate(close, start=1))
    )
    return [Attempt((ranked,), asked=project.label)]
