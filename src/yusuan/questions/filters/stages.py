"""Budget, accounts or execution: which stage does a question mean, and which is tried where it does not say?

What a document states in its own stage goes before figures of another stage inside it; budgets go before accounts.
"""

from __future__ import annotations

from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept_iri

_OWN = filter_of("line-own")
_PREFERRED = filter_of("line-preferred", stage=Iri(concept_iri("stage/budget")))


def of_lines(reading: Reading, context: QuestionContext, *, of_each: bool = True) -> list[list[Filter]]:
    """The conditions on the stage of budget lines to try, in order; ``of_each`` where departments of different stages may
    stand beside each other."""
    held = context.names.stages
    if reading.has("final") and says_budget(reading):
        both = [Iri(concept_iri(f"stage/{stage}")) for stage in ("budget", "final-accounts")]
        return [[filter_of("line-stage", stage=both)]]
    if reading.has("final"):
        return [[_stage("line-stage", "final-accounts")]]
    if reading.has("execution"):
        return [[_stage("line-stage", "execution")], [_stage("line-stage", "final-accounts")]]
    budget = _stage("line-stage", "budget")
    if says_budget(reading) or not of_each:
        return [*([[_OWN, budget]] if len(held) > 1 else []), [budget], [_OWN], []]
    return [*([[_PREFERRED]] if len(held) > 1 else []), [_OWN], []]


def of_projects(reading: Reading, context: QuestionContext) -> list[list[Filter]]:
    """The same for projects."""
    if reading.has("final"):
        return [[_stage("stage", "final-accounts")]]
    return [[_stage("stage", "budget")], []] if len(context.names.stages) > 1 else [[]]


def says_budget(reading: Reading) -> bool:
    """Whether the question says 预算 and not only 经费 or how much."""
    return any("预算" in each.token.text or "budget" in each.token.text for each in reading.all("budget"))


def _stage(fragment: str, stage: str) -> Filter:
    return filter_of(fragment, stage=Iri(concept_iri(f"stage/{stage}")))
