"""Questions about indicators: by project, level, name, words and target."""

from __future__ import annotations

import re

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.scope import scope
from yusuan.questions.filters.stages import of_projects
from yusuan.questions.filters.targets import level_filter, limit_filters, satisfaction
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.indicator_names import meant
from yusuan.questions.language.words.translations import translation
from yusuan.questions.queries.sparql import Filter, Iri, filter_of
from yusuan.vocabulary.wording import folded

_PLANNED = re.compile(r"^(?:计划|打算|预计|安排|拟)(?=.{2})")


def indicators(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Indicators by project, level, name, words and target; empty where the words make no question for them."""
    named = _named_by_words(reading, context)
    limits = limit_filters(reading.all("share", "quantity"))
    said = _said(reading)
    free = bool(said) and not reading.has(
        "howmanyitems", "indicator-noun", "target", "buy", "about", "indicator-part", "level"
    )
    if limits is None or _says_too_little(reading, named):
        return []
    if free and not named and not reading.has("satisfaction", "indicator-name"):
        return []
    found = [*scope(reading, context, "item"), *_of_projects(reading), *_of_names(reading), *limits]
    by_name = [[filter_of("indicator-named", name=named)]] if named else []
    by_words = [[filter_of(where, word=each) for each in said] for where in ("indicator-labelled", "indicator-words")]
    ways = [[]] if not said else by_name if free else [*by_words, *by_name]
    words = tuple(word for each in said for word in each)
    return [Attempt((*found, *way, *at), words) for at in of_projects(reading, context) for way in ways]


def _named_by_words(reading: Reading, context: QuestionContext) -> list[str]:
    """The indicators whose names say what is asked how many of."""
    texts = [folded(each.token.text).strip() for each in reading.all("text")]
    return meant(texts, context.names.indicator_words)


def _says_too_little(reading: Reading, named: list[str]) -> bool:
    """Whether what is counted is said in one or two characters, with nothing of indicators: 几个人."""
    texts = reading.all("text")
    counted = reading.has("howmanyitems", "count") and not reading.has(
        "buy", "project", "indicator-noun", "indicator-part", "indicator-name"
    )
    return counted and bool(texts) and not named and max(len(each.token.text) for each in texts) < 3


def _said(reading: Reading) -> list[tuple[str, ...]]:
    """What the words are that indicators must hold; for each, the words any of which will do."""
    words = [_PLANNED.sub("", folded(each.token.text).strip()) for each in reading.all("text", "indicator-part")]
    return [each for word in words for each in (translation(word) or [(word,)])]


def _of_projects(reading: Reading) -> list[Filter]:
    iris = sorted({iri for each in reading.all("project") for iri in each.sense.value})
    return [filter_of("item", item=[Iri(each) for each in iris])] if iris else []


def _of_names(reading: Reading) -> list[Filter]:
    """The conditions on level and name. Satisfaction is a level where indicators are listed, else what a name says too."""
    found = [level_filter("indicator-level", each.sense.value) for each in reading.all("level")]
    if reading.has("satisfaction"):
        listed = reading.has("indicator-noun", "how-many-indicators") and not reading.has("share", "target", "howmuch")
        found.append(level_filter("indicator-level", "level/satisfaction") if listed else satisfaction())
    if reading.has("howmanyitems"):
        found.append(filter_of("target-counted"))
    return [*found, *(filter_of("indicator-named", name=each.sense.value) for each in reading.all("indicator-name"))]
