"""What does a sum leave out? The project expenditure that no project table tells, the departments that state no amount."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.questions.answer import AnswerRow
from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.filters.scope import departments, places, scope
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.money import money
from yusuan.questions.queries.rows import rows_of, select
from yusuan.questions.queries.sparql import Iri, compose, filter_of
from yusuan.vocabulary.concepts import concept_iri

_WHOLE = frozenset(
    {
        "division",
        "department",
        "year",
        "project-noun",
        "budget",
        "total",
        "howmuch",
        "final",
        "each",
        "about",
        "portion",
    }
)
_SHOWN = 3
_MANY = 200
"""Of more parts than this not all are at hand."""


def remainder(
    reading: Reading, context: QuestionContext, parts: Sequence[AnswerRow]
) -> tuple[str, tuple[AnswerRow, ...]]:
    """A sentence on what the sum of ``parts`` leaves out, empty where that cannot be told, and the rows it rests on."""
    if reading.pattern.remainder == "projects":
        return _of_projects(reading, context, parts)
    if reading.pattern.remainder == "departments":
        return _of_departments(reading, context, parts), ()
    return "", ()


def _of_projects(
    reading: Reading, context: QuestionContext, parts: Sequence[AnswerRow]
) -> tuple[str, tuple[AnswerRow, ...]]:
    if len(parts) >= _MANY or any(each.slot not in _WHOLE for each in reading.filled):
        return "", ()
    years = {row.year for row in parts}
    lines = [row for row in _project_lines(reading, context) if row.year in years]
    owners = {row.get("department") for row in parts}
    if (
        not lines
        or {row.label for row in lines} != owners
        or len(lines) != len({(row.label, row.year) for row in lines})
    ):
        return "", ()
    stated = sum((row.value or Decimal(0) for row in lines), Decimal(0))
    told = sum((row.value or Decimal(0) for row in parts), Decimal(0))
    left, lang = stated - told, context.lang
    if lang == "en":
        how = f"{money(abs(left), lang)} of it in no project table" if left > 0 else (
            "the same" if left == 0 else f"{money(-left, lang)} less than the project tables")  # fmt: skip
        return f" The project expenditure stated is {money(stated, lang)}: {how}.", tuple(lines)
    how = f"其中 {money(left, lang)} 没有列入项目表" if left > 0 else (
        "与项目表合计一致" if left == 0 else f"比项目表合计少 {money(-left, lang)}")  # fmt: skip
    return f"公开的项目支出预算是 {money(stated, lang)}，{how}。", tuple(lines)


def _project_lines(reading: Reading, context: QuestionContext) -> list[AnswerRow]:
    filters = [
        filter_of("category", category=Iri(concept_iri("expenditure/project"))),
        filter_of("line-own"),
        *scope(reading, context, "line"),
    ]
    return [row for row, _ in rows_of(select(context.store, compose("lines", filters)))]


def _of_departments(reading: Reading, context: QuestionContext, parts: Sequence[AnswerRow]) -> str:
    asked = departments(reading, context)
    names = context.names
    bodies = [names.departments[iri] for iri in asked] or (
        [body for place in places(reading, context) for body in names.within(place)]
        or list(names.departments.values())
    )
    years = {each.sense.value.year for each in reading.all("year")}
    counted = {row.label for row in parts}
    lacking = list(
        dict.fromkeys(
            body.label for body in bodies if body.label not in counted and (not years or years & body.years)
        )
    )
    if not lacking:
        return ""
    listed = "、".join(lacking[:_SHOWN]) + ("……" if len(lacking) > _SHOWN else "")
    if context.lang == "en":
        return f" Not stated by {len(lacking)}: {listed}."
    return f"没有公开这一项的部门 {len(lacking)} 个：{listed}。"
