"""Questions about one project, or a few that are named."""

from __future__ import annotations

import re

from yusuan.questions.filters.projects import WHICH
from yusuan.questions.filters.scope import Attempt, Context, both_are_all, newest, places, scope
from yusuan.questions.filters.stages import of_projects
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept_iri


def project(reading: Reading, context: Context) -> list[Attempt]:
    """One project, or the few that are named; of a project that comes back every year, the newest."""
    iris = {iri for each in reading.all("project") for iri in each.sense.value}
    if any(each.token.text[0] in WHICH for each in reading.all("project-noun")) and not reading.pattern.limit:
        return []
    if _is_partial(reading, named=True) and _asks_for_a_set(reading, context.question):
        return []
    if reading.pattern.id == "project-department" and reading.has("responsible") and _is_partial(reading):
        return []
    if reading.pattern.id == "project-amount" and any(
        each.token.sense("other-funds") for each in reading.all("funding")
    ):
        return []
    if not reading.has("year"):
        iris = newest(iris, context)
    found = [filter_of("item", item=[Iri(each) for each in sorted(iris)]), *scope(reading, context, "item")]
    if reading.pattern.id == "project-funding":
        found += _of_one_source(reading)
    months = [int(each.sense.value) for each in reading.all("month")]
    if months and reading.pattern.id == "project-payments":
        found.append(filter_of("payment-month", month=months))
    return [Attempt((*found, *at)) for at in of_projects(reading, context)]


_SOURCES = {"other-funds": "source/other", "fiscal-funds": "source/fiscal"}


def _of_one_source(reading: Reading) -> list[Filter]:
    """The condition on the source where the question names one: 其他资金是多少."""
    tokens = [each.token for each in reading.all("funding", *_SOURCES)]
    named = [path for slot, path in _SOURCES.items() if any(token.sense(slot) for token in tokens)]
    if len(named) != 1 or any(not token.slots() & set(_SOURCES) for token in tokens):
        return []
    return [filter_of("part-source", source=[Iri(concept_iri(named[0]))])]


def _is_partial(reading: Reading, *, named: bool = False) -> bool:
    """Whether a project is named by some of its letters only, and not called a project: 谁负责学前教育."""
    partial = any(each.sense.score < 2 for each in reading.all("project"))
    return partial and (named or not reading.has("project-noun"))


_SET = re.compile(
    r"(?:哪些|哪几个|什么|几个|多少个?|啥|which|what|how many)\s*$|projects\s+(?:that |which )?[a-z]+\s*$"
)


def _asks_for_a_set(reading: Reading, question: str) -> bool:
    """Whether what may be part of a project's name says which projects are meant: 有哪些培训项目."""
    return reading.has("project-noun") and any(
        _SET.search(question[: each.token.start].lower()) for each in reading.all("project")
    )


def project_plan(reading: Reading, context: Context) -> list[Attempt]:
    """The payment plan of a project; a month narrows it. The budget of a month or a quarter is not told."""
    if any(
        "预算" in each.token.text or "budget" in each.token.text for each in reading.all("budget")
    ) and not reading.has("payments"):
        return []
    if reading.has("share", "portion") and reading.has("month") and not reading.has("when"):
        return []
    return project(reading, context)


def project_counts(reading: Reading, context: Context) -> list[Attempt]:
    """Projects by what is counted of each."""
    fixed = scope(reading, context, "item")
    return [Attempt((*fixed, *at)) for at in of_projects(reading, context)]


def projects_by_county(reading: Reading, context: Context) -> list[Attempt]:
    """Projects of two counties, each project with the one it counts for."""
    seats = places(reading, context)
    if not both_are_all(reading, context):
        return []
    grouped = (
        Filter(
            "group-asked",
            pairs=tuple(
                (Iri(inner), Iri(each)) for each in seats for inner in context.names.with_inner([each])
            ),
        )
        if seats
        else filter_of("group-own")
    )
    return [Attempt((*scope(reading, context, "item"), grouped, *at)) for at in of_projects(reading, context)]
