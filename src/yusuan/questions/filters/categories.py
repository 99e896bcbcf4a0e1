"""Which categories does a question ask for, and of which fund? 一般公共预算的上级补助收入 is one category of one fund."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.questions.grammar.filled import Filled
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept_iri, lineage

ROOTS = ("income", "expenditure")
FUNDS = ("general-budget", "government-fund", "state-capital", "social-insurance")
OF_FUNDS = frozenset(f"{root}/{fund}" for root in ROOTS for fund in FUNDS)

_SPENT = re.compile(r"花|支出|开支|开销|spen[dt]")
_OF_WHICH = re.compile(r"[中里内的]|其中|包括|当中")
_TOTAL = re.compile(r"总|合计|total", re.IGNORECASE)
_TOGETHER = re.compile(r"[和与及跟、比加]|以及|还是|\b(?:and|or|plus|than|versus|vs)\b|&")


@dataclass(frozen=True, slots=True)
class Asked:
    """``ways`` are the categories to try, in order, each several paths that are asked for together; ``fund`` is the path
    of the fund that they are confined to ("income/government-fund"), where one is said."""

    ways: list[tuple[str, ...]]
    fund: str | None = None


def asked(reading: Reading, question: str) -> Asked:
    """The categories of a reading; where only "the budget" is said, income first, then expenditure, then projects."""
    found = _without_wholes(reading.all("category"), question)
    fund, found = _fund(found, question)
    paths = tuple(dict.fromkeys(each.sense.value for each in _without_roots(found, question)))
    if fund and paths and all(path in ROOTS for path in paths):
        if reading.has("total") or any(_TOTAL.search(each.token.text) for each in found):
            return Asked([paths], f"income/{fund}")
        return Asked([tuple(f"{path}/{fund}" for path in paths)])
    if paths:
        return Asked([paths], f"income/{fund}" if fund else None)
    spent = any(_SPENT.search(each.token.text) for each in reading.all("budget"))
    return Asked([*((path,) for path in (ROOTS[::-1] if spent else ROOTS)), ("expenditure/project",)])


def _without_wholes(found: Sequence[Filled], question: str) -> list[Filled]:
    """Categories that only say what another is part of left out: 三公经费中的公务接待费."""
    wholes = {
        whole.sense.value
        for whole, part in pairwise(found)
        if whole.sense.value in list(lineage(part.sense.value))[1:]
        and (
            _OF_WHICH.search(between := question[whole.token.end : part.token.start])
            or (whole.sense.value.startswith("functional/") and not _TOGETHER.search(between))
        )
    }
    return [each for each in found if each.sense.value not in wholes]


def _fund(found: list[Filled], question: str) -> tuple[str | None, list[Filled]]:
    """The one fund that another category is said to be of, and the categories without it."""
    of_fund = [each for each in found if each.sense.value in OF_FUNDS]
    others = [each for each in found if each not in of_fund]
    funds = {each.sense.value.partition("/")[2] for each in of_fund}
    if len(funds) != 1 or not others:
        return None, found
    fund = next(iter(funds))
    if any(set(lineage(each.sense.value)) & OF_FUNDS for each in others):
        return None, found
    if any(_apart(first, second, question) for first in of_fund for second in others):
        return None, found
    return fund, others


def _without_roots(found: list[Filled], question: str) -> list[Filled]:
    """Without 支出 and 收入 that only say again what another category is: 教育方面安排了多少支出."""
    others = [each for each in found if each.sense.value not in ROOTS]
    return [
        each
        for each in found
        if each.sense.value not in ROOTS
        or not others
        or any(_apart(each, other, question) for other in others)
    ]


def _apart(first: Filled, second: Filled, question: str) -> bool:
    """Whether the question sets two words beside each other: 收入和支出."""
    start, end = sorted([(first.token.start, first.token.end), (second.token.start, second.token.end)])
    return bool(_TOGETHER.search(question[start[1] : end[0]].lower()))


def category_filter(paths: tuple[str, ...]) -> Filter:
    """The condition on the category of a budget line."""
    return filter_of("category", category=[Iri(concept_iri(path)) for path in paths])
