"""What part of a whole is something? A category of another, a project of its department's projects or expenditure."""

from __future__ import annotations

import re

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.budget_lines import local_level_filter
from yusuan.questions.filters.categories import OF_FUNDS, ROOTS
from yusuan.questions.filters.scope import lines_in_scope, newest_year, projects_named, scope
from yusuan.questions.filters.stages import of_lines
from yusuan.questions.grammar.filled import Filled
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept_iri, lineage

_TAKES = re.compile(r"占|makes? up|accounts? for")


def category_share(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """One category in percent of another of the same department, document and stage; of all expenditure or income
    where only the budget is said."""
    if reading.has("local-level") and not _is_fund(reading, context):
        return []
    return [
        Attempt((_pair(part, whole), *at, *lines_in_scope(reading, context)))
        for part, whole in _pairs(reading, context)
        for at in of_lines(reading, context, of_each=False)
    ]


def category_share_in_fund(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The same within one fund and level: 县本级上级补助收入占转移性收入."""
    fixed = scope(reading, context, "line")
    if reading.has("local-level"):
        fixed.append(local_level_filter(reading))
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    return [
        Attempt((_pair(part, whole), *at, *fixed))
        for part, whole in _pairs(reading, context)
        for at in of_lines(reading, context, of_each=False)
    ]


def _is_fund(reading: Reading, context: QuestionContext) -> bool:
    """Whether the whole is a fund, whose lines are all of one level."""
    pair = _part_and_whole(reading, reading.all("category"), context.question)
    return pair is not None and pair[1] in OF_FUNDS


def _pairs(reading: Reading, context: QuestionContext) -> list[tuple[str, str]]:
    """The parts and wholes to try; where only the budget is said, also what stands for the whole."""
    pair = _part_and_whole(reading, reading.all("category"), context.question)
    if pair is None:
        return []
    part, whole = pair
    wholes = [whole]
    if len({each.sense.value for each in reading.all("category")}) == 1 and whole in ROOTS:
        wholes += [f"{whole}/general-budget", f"{whole}/fiscal"]
    return [(part, each) for each in wholes if each != part]


def project_share(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """A project's amount in percent of its department's projects, or of a category of the department."""
    fixed = projects_named(reading, context)
    named = [each.sense.value for each in reading.all("category")]
    if named or not reading.has("project-noun"):
        return [
            Attempt(
                (*fixed, filter_of("share-of-line", category=Iri(concept_iri((named or ["expenditure"])[0]))))
            )
        ]
    return [Attempt((*fixed, filter_of("share-of-projects")))]


def _part_and_whole(reading: Reading, named: list[Filled], question: str) -> tuple[str, str] | None:
    paths = list(dict.fromkeys(each.sense.value for each in named))
    if len(paths) == 1:
        whole = "income" if paths[0].startswith("income") else "expenditure"
        return (paths[0], whole) if paths[0] != whole else None
    if len(paths) != 2:
        return None
    first, second = paths
    if first in lineage(second) or second in lineage(first):
        return (second, first) if first in lineage(second) else (first, second)
    roots = [path for path in paths if path in ROOTS]
    if len(roots) == 1:
        return (second, first) if first in roots else (first, second)
    verbs = [each.token.start for each in reading.all("share-of") if _TAKES.search(each.token.text)]
    if not verbs:
        return None
    before = [each.sense.value for each in named if each.token.start < verbs[0]]
    if before == [first]:
        return first, second
    held = [
        each.sense.value
        for each in named
        if _HOLDS.match(question[each.token.end :]) and each.token.end <= verbs[0]
    ]
    return (second, first) if held[:1] == [first] else (first, second) if held[:1] == [second] else None


_HOLDS = re.compile(r"(?:预算|总额|总数|合计|总计)?(?:之中|当中|里面|[里中内])")
"""What stands behind the whole that something is part of: 基本支出中."""


def _pair(part: str, whole: str) -> Filter:
    return filter_of(
        "share-pair", part_category=Iri(concept_iri(part)), whole_category=Iri(concept_iri(whole))
    )
