"""Questions about one project, or a few that are named."""

from __future__ import annotations

from yusuan.questions.filters.amounts import part_filter
from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.scope import both_are_all, group_filter, places, projects_named, scope
from yusuan.questions.filters.stages import of_projects
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, filter_of


def project(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """One project, or the few that are named; of a project that comes back every year, the newest."""
    return _named(reading, context, [])


def project_funding(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The sources of a project's money, or the one that the question names."""
    part = part_filter(reading)
    return _named(reading, context, [part] if part else [])


def project_plan(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The payment plan of a project; a month narrows it."""
    months = [int(each.sense.value) for each in reading.all("month")]
    return _named(reading, context, [filter_of("payment-month", month=months)] if months else [])


def _named(reading: Reading, context: QuestionContext, also: list[Filter]) -> list[Attempt]:
    """The projects named, under further conditions."""
    fixed = [*projects_named(reading, context), *also]
    return [Attempt((*fixed, *at)) for at in of_projects(reading, context)]


def project_counts(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Projects by what is counted of each."""
    fixed = scope(reading, context, "item")
    return [Attempt((*fixed, *at)) for at in of_projects(reading, context)]


def projects_by_county(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Projects of two counties, each project with the one it counts for."""
    seats = places(reading, context)
    if not both_are_all(reading, context):
        return []
    grouped = group_filter(seats, context) if seats else filter_of("group-own")
    return [Attempt((*scope(reading, context, "item"), grouped, *at)) for at in of_projects(reading, context)]
