"""Conditions on indicators: their level, their name, what they must reach, or that there are none."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.questions.grammar.filled import Filled
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.forms.limits import Limit
from yusuan.questions.language.words.translations import translation
from yusuan.questions.queries.sparql import OPERATORS, Filter, Iri, filter_of
from yusuan.vocabulary.concepts import concept_iri, with_narrower
from yusuan.vocabulary.wording import folded

_ANY_SATISFACTION = frozenset({"满意度", "满意率", "满意程度"})
"""Names that say satisfaction as such, also where an indicator bears one of them and nothing more."""


def target_filters(reading: Reading, shares: list[Filled]) -> list[Filter]:
    """Indicators that must reach ``shares`` (percentages or counted limits); empty where the words make none."""
    subject = _target_subject(reading)
    if not subject and not reading.has("indicator-noun", "target"):
        return []
    limits = limit_filters(shares)
    return [*subject, *limits] if limits else []


def limit_filters(shares: Sequence[Filled]) -> list[Filter] | None:
    """What targets must reach, as ``shares`` say it; ``None`` for a comparison that no query makes."""
    limits: list[Limit] = [each.sense.value for each in shares]
    if any(limit.operator not in OPERATORS for limit in limits):
        return None
    return [
        each
        for limit in limits
        for each in (filter_of(f"target-{OPERATORS[limit.operator]}", limit=limit.low), unit_filter(limit))
    ]


def unit_filter(limit: Limit) -> Filter:
    """That a target is printed in the unit of ``limit``; a rate also where its % is left out."""
    if limit.unit == "%":
        return filter_of("target-rate", unit=("%", "％", ""))
    return filter_of("target-unit", unit=(limit.unit, limit.unit + "数"))


def words_filters(word: str) -> list[Filter]:
    """That an indicator holds ``word``, or what it is in Chinese."""
    said = translation(word.strip()) or [(word,)]
    return [filter_of("indicator-words", word=each) for each in said]


def _target_subject(reading: Reading) -> list[Filter]:
    found = [filter_of("indicator-of-project")]
    if reading.has("satisfaction"):
        found.append(satisfaction())
    for each in reading.all("level"):
        satisfied = each.sense.value == "level/satisfaction"
        found.append(satisfaction() if satisfied else level_filter("indicator-level", each.sense.value))
    for each in reading.all("indicator-name"):
        if each.sense.value in _ANY_SATISFACTION:
            found.append(satisfaction())
        else:
            found.append(filter_of("indicator-named", name=each.sense.value))
    if not reading.has("about"):
        for each in reading.all("text", "indicator-part"):
            found += words_filters(folded(each.token.text))
    return found if len(found) > 1 else []


def satisfaction() -> Filter:
    """Indicators of satisfaction: by level, or by name."""
    paths = with_narrower("level/satisfaction")
    return filter_of("indicator-satisfaction", level=[Iri(concept_iri(path)) for path in paths], word="满意")


def level_filter(fragment: str, path: str) -> Filter:
    """A condition on an indicator level and all below it."""
    return filter_of(fragment, level=[Iri(concept_iri(each)) for each in with_narrower(path)])


def missing_filters(reading: Reading) -> list[Filter]:
    """That a project lacks levels of indicators, all indicators or a payment plan; empty for anything else."""
    levels = [each.sense.value for each in reading.all("level")]
    if reading.has("satisfaction") or any(
        each.sense.value in _ANY_SATISFACTION for each in reading.all("indicator-name")
    ):
        levels.append("level/satisfaction")
    if levels:
        return [level_filter("level-without", each) for each in dict.fromkeys(levels)]
    if reading.has("payments"):
        return [filter_of("payment-none")]
    return [filter_of("no-indicators")] if reading.has("indicator-noun") else []


def indicator_filters(reading: Reading) -> list[Filter]:
    """That a project has indicators of a level or of a name."""
    found = [level_filter("level-with", each.sense.value) for each in reading.all("level")]
    if reading.has("satisfaction"):
        found.append(level_filter("level-with", "level/satisfaction"))
    named = [
        *(filter_of("indicator-named", name=each.sense.value) for each in reading.all("indicator-name")),
        *(part for each in reading.all("indicator-part") for part in words_filters(each.sense.value)),
    ]
    return [*found, *([filter_of("indicator-of-project"), *named] if named else [])]
