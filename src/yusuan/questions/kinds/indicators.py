"""Questions about indicators: by project, level, name, words and target."""

from __future__ import annotations

import re

from yusuan.questions.filters.projects import WHICH
from yusuan.questions.filters.scope import Attempt, Context, scope
from yusuan.questions.filters.stages import of_projects
from yusuan.questions.filters.targets import level_filter, satisfaction, unit_filter
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.indicator_names import meant
from yusuan.questions.language.translations import translation
from yusuan.questions.queries.sparql import OPERATORS, Iri, filter_of
from yusuan.vocabulary.wording import folded

_ASKS_PROJECTS = re.compile(
    r"^(?:only|which|what|list|show|all|the|me|any|find|\s)*projects?\s+(?:with|having|that|which)\b|的(?:项目|专项)(?:有哪些|都有哪些|是哪个|是哪些|有几个|是什么|有多少个?)?[？?。]?$|的是哪个项目"
)
_MONEY = re.compile(r"钱|元|万|亿|how much")
_WHOLE_NAME = 2
"""What a project scores that is named in full."""
_PLANNED = re.compile(r"^(?:计划|打算|预计|安排|拟)(?=.{2})")


def indicators(reading: Reading, context: Context) -> list[Attempt]:
    """Indicators by project, level, name, words and target."""
    if _ASKS_PROJECTS.search(context.question.lower()) and not reading.has("project"):
        return []
    if (
        reading.pattern.aggregate
        and reading.has("target")
        and not reading.has("count", "how-many-indicators")
    ):
        return []
    money = any(_MONEY.search(each.token.text) for each in reading.all("howmuch"))
    if money and not reading.has("indicator-noun", "target", "indicator-name", "level"):
        return []
    whole = any(each.sense.score >= _WHOLE_NAME for each in reading.all("project"))
    if any(each.token.text[0] in WHICH for each in reading.all("project-noun")) and not whole:
        return []
    texts = reading.all("text")
    counted = reading.has("howmanyitems", "count") and not reading.has(
        "buy", "project", "indicator-noun", "indicator-part", "indicator-name"
    )
    said_so = meant([folded(each.token.text).strip() for each in texts], context.names.indicator_words)
    if counted and texts and not said_so and max(len(each.token.text) for each in texts) < 3:
        return []
    plainly = reading.has("indicator-noun", "level", "project", "how-many-indicators", "satisfaction")
    if reading.has("without") or (reading.has("project-noun") and not plainly):
        return []
    found = scope(reading, context, "item")
    iris = {iri for each in reading.all("project") for iri in each.sense.value}
    if iris:
        found.append(filter_of("item", item=[Iri(each) for each in sorted(iris)]))
    for each in reading.all("level"):
        found.append(level_filter("indicator-level", each.sense.value))
    if reading.has("satisfaction"):
        printed = reading.has("indicator-noun", "how-many-indicators") and not reading.has(
            "share", "target", "howmuch"
        )
        found.append(level_filter("indicator-level", "level/satisfaction") if printed else satisfaction())
    if reading.has("howmanyitems"):
        found.append(filter_of("target-counted"))
    for each in reading.all("indicator-name"):
        found.append(filter_of("indicator-named", name=each.sense.value))
    for each in reading.all("share", "quantity"):
        limit = each.sense.value
        if limit.operator not in OPERATORS:
            return []
        found.append(filter_of(f"target-{OPERATORS[limit.operator]}", limit=limit.low))
        found.append(unit_filter(limit))
    words = [
        _PLANNED.sub("", folded(each.token.text).strip()) for each in reading.all("text", "indicator-part")
    ]
    said = [each for word in words for each in (translation(word) or [(word,)])]
    free = said and not reading.has(
        "howmanyitems", "indicator-noun", "target", "buy", "about", "indicator-part", "level"
    )
    by_name = [[filter_of("indicator-named", name=said_so)]] if said_so else []
    if free and not reading.has("satisfaction", "indicator-name") and not by_name:
        return []
    ways = [
        [filter_of(where, word=each) for each in said] for where in ("indicator-labelled", "indicator-words")
    ]
    return [
        Attempt((*found, *way, *at), tuple(word for each in said for word in each))
        for at in of_projects(reading, context)
        for way in ((by_name if free else [*ways, *by_name]) if said else [[]])
    ]
