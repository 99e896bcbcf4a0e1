"""Which of the departments and categories that a question names has no row in its answer? A sum, a comparison or a list of
amounts that leaves out what was asked about says so, or is none."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.questions.answer import AnswerRow
from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.filters.scope import departments
from yusuan.questions.grammar.readings import Reading
from yusuan.vocabulary.concepts import concept, lineage

_ROOTS = frozenset({"income", "expenditure"})


def unstated(reading: Reading, context: QuestionContext, rows: Sequence[AnswerRow]) -> list[str]:
    """The names of departments and categories of ``reading``, where it names several, that none of ``rows`` is of."""
    if not reading.pattern.kind.each_named or not rows:
        return []
    return [*_departments(reading, context, rows), *_categories(reading, rows)]


def _departments(reading: Reading, context: QuestionContext, rows: Sequence[AnswerRow]) -> list[str]:
    asked = [context.names.departments[iri].label for iri in departments(reading, context)]
    told = {row.label for row in rows}
    return [] if len(asked) < 2 or not told & set(asked) else [each for each in asked if each not in told]


def _categories(reading: Reading, rows: Sequence[AnswerRow]) -> list[str]:
    asked = list(dict.fromkeys(each.sense.value for each in reading.all("category")))
    told = {path for row in rows if row.category for path in lineage(row.category)}
    if len(asked) < 2 or not told & set(asked):
        return []
    return [concept(path).zh for path in asked if path not in told and not _is_vague(path)]


def _is_vague(path: str) -> bool:
    """Whether a category is one of the wholes that stand for each other: income, fiscal income."""
    return path.partition("/")[0] in _ROOTS and path.count("/") < 2
