"""The builders: which queries to try for each subject that a pattern may read."""

from __future__ import annotations

import re
from itertools import pairwise

from yusuan.questions.builders import Attempt, Builder, Context, both_are_all, departments, newest, newest_year, owners, places, scope
from yusuan.questions.documents_said import documents_said
from yusuan.questions.indicator_names import meant
from yusuan.questions.interpret import Reading
from yusuan.questions.project_filters import WHICH, amount_filter, project_attempts
from yusuan.questions.segment import parts_of
from yusuan.questions.shares import category_share, project_share
from yusuan.questions.similar_projects import similar_attempts
from yusuan.questions.sparql import OPERATORS, Filter, Iri, Year, filter_of
from yusuan.questions.stages import of_lines, of_projects
from yusuan.questions.targets import level_filter, satisfaction, unit_filter
from yusuan.questions.translations import translation
from yusuan.questions.units import unit
from yusuan.questions.years_compared import lines_between, projects_between
from yusuan.vocabulary.concepts import concept, concept_iri, lineage, with_narrower
from yusuan.vocabulary.wording import folded, plain

_GENERIC = frozenset({
    "工作", "管理", "事务", "事项", "方面", "事情", "事", "任务", "业务", "相关工作", "日常工作", "管理工作", "的工作", "问题",
    "work", "matters", "affairs",
})  # fmt: skip
_EVERYWHERE = re.compile(r"(?:全|本|我)[县区市镇乡]的?$")
_PLANNED = re.compile(r"^(?:计划|打算|预计|安排|拟)(?=.{2})")
_LOCAL = ("scope/county", "scope/township")
MAIN = ("income", "expenditure", "expenditure/basic", "expenditure/project", "three-public", "operating")
_SPENT = re.compile(r"花|支出|开支|开销|spen[dt]")
_AREA = re.compile(r"面积|平方米|\barea\b")
_OF_WHICH = re.compile(r"[中里内的]|其中|包括|当中")
_BOUNDARY = "($|[的、，。；：（）()和及与等方工管事业宣重机行相部室系网信日体]|任务)"


def project(reading: Reading, context: Context) -> list[Attempt]:
    """One project, or the few that are named; of a project that comes back every year, the newest."""
    iris = {iri for each in reading.all("project") for iri in each.sense.value}
    if any(each.token.text[0] in WHICH for each in reading.all("project-noun")) and not reading.pattern.limit:
        return []
    if _is_partial(reading, named=True) and _asks_for_a_set(reading, context.question):
        return []
    if reading.pattern.id == "project-department" and reading.has("responsible") and _is_partial(reading):
        return []
    if not reading.has("year"):
        iris = newest(iris, context)
    found = [filter_of("item", item=[Iri(each) for each in sorted(iris)]), *scope(reading, context, "item")]
    month = reading.first("month")
    if month is not None and reading.pattern.id == "project-payments":
        found.append(filter_of("payment-month", month=int(month.sense.value)))
    return [Attempt((*found, *at)) for at in of_projects(reading, context)]


def _is_partial(reading: Reading, *, named: bool = False) -> bool:
    """Whether a project is named by some of its letters only, and not called a project: 谁负责学前教育."""
    partial = any(each.sense.score < 2 for each in reading.all("project"))
    return partial and (named or not reading.has("project-noun"))


_SET = re.compile(r"(?:哪些|哪几个|什么|几个|多少个?|啥|which|what|how many)\s*$")


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


def indicators(reading: Reading, context: Context) -> list[Attempt]:
    """Indicators by project, level, name, words and target."""
    if any(each.token.text[0] in WHICH for each in reading.all("project-noun")) and not reading.has(
        "project"
    ):
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
    free = said and not reading.has("howmanyitems", "indicator-noun", "target", "buy", "about", "indicator-part", "level")
    by_name = [[filter_of("indicator-named", name=said_so)]] if said_so else []
    if free and not reading.has("satisfaction", "indicator-name") and not by_name:
        return []
    ways = [[filter_of(where, word=each) for each in said] for where in ("indicator-labelled", "indicator-words")]
    return [
        Attempt((*found, *way, *at), tuple(word for each in said for word in each))
        for at in of_projects(reading, context)
        for way in ((by_name if free else [*ways, *by_name]) if said else [[]])
    ]


def categories(reading: Reading, context: Context) -> list[tuple[str, ...]]:
    """The category paths asked for; where only "the budget" is, income first, then expenditure."""
    found = reading.all("category")
    wholes = {
        whole.sense.value
        for whole, part in pairwise(found)
        if whole.sense.value in lineage(part.sense.value)
        and _OF_WHICH.search(context.question[whole.token.end : part.token.start])
    }
    named = tuple(dict.fromkeys(each.sense.value for each in found if each.sense.value not in wholes))
    if named:
        return [named]
    spent = any(_SPENT.search(each.token.text) for each in reading.all("budget"))
    return [("expenditure",), ("income",)] if spent else [("income",), ("expenditure",)]


def lines(reading: Reading, context: Context, *, newest_only: bool = True) -> list[Attempt]:
    """Budget lines of departments; without a year, those of each department's newest year."""
    if not both_are_all(reading, context) or _AREA.search(context.question):
        return []
    fixed = scope(reading, context, "line")
    fixed += [amount_filter(each.sense.value) for each in reading.all("amount")]
    if reading.has("local-level"):
        fixed.append(filter_of("line-component", component=[Iri(concept_iri(each)) for each in _LOCAL]))
    if reading.pattern.query.startswith(("lines-sum-by-division", "lines-difference-by-division")):
        seats = places(reading, context)
        fixed.append(
            Filter("group-asked", pairs=tuple(
                (Iri(inner), Iri(each)) for each in seats for inner in context.names.with_inner([each])
            ))
            if seats
            else filter_of("group-own")
        )
    paths = categories(reading, context)
    flat = [Iri(concept_iri(path)) for each in paths for named in each for path in lineage(named)]
    fixed.append(filter_of("line-finest", path=flat))
    return [
        Attempt((*each, *at, *fixed, *when))
        for when in (_newest_lines(reading, context, flat) if newest_only else [[]])
        for at in of_lines(reading, context)
        for each in (*_of_fund(reading, paths), *([category_filter(each)] for each in paths))
    ]


def _newest_lines(reading: Reading, context: Context, paths: list[Iri]) -> list[list[Filter]]:
    """Without a year, the lines of each department's newest year; of departments named, else the newest that there are."""
    if reading.has("year"):
        return [[]]
    named = owners(reading, context)
    if not named:
        return [[newest_year(reading, context)]]
    return [[newest_year(reading, context)], [filter_of("line-latest", asked=[Iri(each) for each in named], path=paths)]]


def _of_fund(reading: Reading, paths: list[tuple[str, ...]]) -> list[list[Filter]]:
    """The total of one fund in a government's report: 一般公共预算收入总计 is all income of that fund."""
    if not reading.has("total") or len(paths) != 1 or len(paths[0]) != 1:
        return []
    whole, _, fund = paths[0][0].partition("/")
    if whole not in ("income", "expenditure") or fund not in ("general-budget", "government-fund", "state-capital"):
        return []
    of_fund = filter_of("line-fund", fund=Iri(concept_iri(f"income/{fund}")))
    return [[category_filter((whole,)), of_fund]]


def categories_sum(reading: Reading, context: Context) -> list[Attempt]:
    """Several categories together: 会议费和培训费一共多少, but not 收入合计和支出合计."""
    named = reading.all("category")
    totals = [each.token for each in reading.all("total")]
    if len(totals) != 1 or len(categories(reading, context)[0]) < 2:
        return []
    first, last = named[0].token, named[-1].token
    apart = totals[0].start >= last.end or totals[0].end <= first.start or totals[0].text in _PLUS
    return lines(reading, context) if apart else []


_PLUS = frozenset({"加", "加上", "plus"})


def lines_parts(reading: Reading, context: Context) -> list[Attempt]:
    """The parts of a category, one by one."""
    whole = reading.all("category")[-1].sense.value
    parts = tuple(path for path in with_narrower(whole) if path != whole and path.count("/") == whole.count("/") + 1)
    if not parts:
        return []
    fixed = scope(reading, context, "line")
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    return [Attempt((category_filter(parts), *at, *fixed)) for at in of_lines(reading, context)]


def lines_overview(reading: Reading, context: Context) -> list[Attempt]:
    """The main budget lines of a department."""
    fixed = scope(reading, context, "line")
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    return [Attempt((category_filter(MAIN), *at, *fixed)) for at in of_lines(reading, context)]


def lines_of_all_years(reading: Reading, context: Context) -> list[Attempt]:
    """Budget lines of a department over the years."""
    return lines(reading, context, newest_only=False)


def category_filter(paths: tuple[str, ...]) -> Filter:
    """The condition on the category of a budget line."""
    return filter_of("category", category=[Iri(concept_iri(path)) for path in paths])


def changes(reading: Reading, context: Context) -> list[Attempt]:
    """Changes against the year before."""
    asked = {each.sense.value.year for each in reading.all("year")}
    base = {each.sense.value for each in reading.all("change") if each.sense.value is not None}
    if any(each.token.text[0] in WHICH for each in reading.all("project-noun")):
        return []
    if len(asked) > 1 or len(base) > 1 or any(year + 1 not in asked for year in base if asked):
        return []
    fixed = scope(reading, context, "change")
    if base and not asked:
        fixed.append(filter_of("year-is", asked=[Year(year + 1) for year in base]))
    elif not asked:
        fixed.append(filter_of("body-newest"))
    if reading.has("department-noun", "who", "division-noun", "max") and not reading.has("or"):
        if reading.has("increase", "more") and not reading.has("decrease"):
            fixed.append(filter_of("change-up"))
        elif reading.has("decrease", "less"):
            fixed.append(filter_of("change-down"))
    asked = categories(reading, context)
    return [
        *(Attempt((category_filter(paths), *fixed)) for paths in asked),
        *(Attempt((category_filter(paths), *fixed, *twin)) for one in asked for paths, twin in _twins(one)),
    ]


def _twins(asked: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[Filter]]]:
    """Categories whose change is the asked one's too where their amounts are the same: all income is fiscal funds."""
    if len(asked) != 1 or asked[0] not in _SAME_WHERE_EQUAL:
        return []
    same = filter_of("same-amount", other=Iri(concept_iri(asked[0])))
    return [((path,), [same]) for path in _SAME_WHERE_EQUAL[asked[0]]]


_SAME_WHERE_EQUAL = {
    "income": ("income/fiscal", "income/general-budget", "expenditure"),
    "income/fiscal": ("income", "expenditure/fiscal", "income/general-budget"),
    "income/general-budget": ("income", "income/fiscal"),
    "expenditure": ("expenditure/fiscal", "expenditure/general-budget", "income"),
    "expenditure/fiscal": ("expenditure", "expenditure/general-budget", "income/fiscal"),
    "expenditure/general-budget": ("expenditure", "expenditure/fiscal"),
}
"""A whole and what may be all of it.""" 

def changes_listed(reading: Reading, context: Context) -> list[Attempt]:
    """Every category that grew, shrank or stayed, as the question says; of a named category its parts."""
    asked = {each.sense.value.year for each in reading.all("year")}
    base = {each.sense.value for each in reading.all("change") if each.sense.value is not None}
    if len(asked) > 1 or any(year + 1 not in asked for year in base if asked):
        return []
    fixed = scope(reading, context, "change")
    if base and not asked:
        fixed.append(filter_of("year-is", asked=[Year(year + 1) for year in base]))
    elif not asked:
        fixed.append(filter_of("body-newest"))
    within = sorted({path for each in reading.all("category") for path in with_narrower(each.sense.value)})
    if within:
        fixed.append(category_filter(tuple(within)))
    up, down = reading.has("increase", "more"), reading.has("decrease", "less")
    which = "change-none" if reading.has("unchanged") else "change-any" if up == down else "change-up" if up else "change-down"
    return [Attempt((filter_of(which), *fixed))]


def quantities(reading: Reading, context: Context) -> list[Attempt]:
    """How many vehicles, or how much of another asset."""
    named = [each.sense.value for each in reading.all("category")]
    counted = any(
        "辆" in each.token.text or "车" in each.token.text or "保有" in each.token.text
        for each in reading.all("howmanycars")
    )
    if not named and not reading.has("vehicles") and not counted:
        return []
    if not reading.has("howmanycars", "count", "max", "min", "more", "less", "vehicles") and not any(
        "保有" in each.token.text for each in reading.all("category")
    ):
        return []
    own = [path for path in named if path.startswith("asset")] or ["asset/vehicle"]
    vehicle = own == ["asset/vehicle"] or reading.has("vehicles") or counted
    official = any(
        "公" in each.token.text or "official" in each.token.text
        for each in reading.all("vehicles", "category")
    )
    fixed = scope(reading, context, "line")
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    ways = [("asset/vehicle",), ("three-public/vehicle", "three-public/vehicle/operation")]
    kept = any("保有" in each.token.text for each in reading.all("howmanycars", "category"))
    ways = (ways[::-1] if official and not kept else ways) if vehicle else []
    precise = [path for path in named if path.endswith("/purchase")]
    precise = precise or [path for path in own if path not in ("asset/vehicle", "asset")]
    tried = [tuple(precise)] if precise else ways if vehicle else [tuple(own)]
    return [
        Attempt((category_filter(paths), *at, *fixed)) for paths in tried for at in of_lines(reading, context)
    ]


def staff(reading: Reading, context: Context) -> list[Attempt]:
    """How many people or posts a department has."""
    named = [each.sense.value for each in reading.all("category")]
    paths = named or ["staff/actual"]
    if any(not path.startswith("staff") for path in paths) or not (named or reading.has("headcount")):
        return []
    fixed = [category_filter(tuple(paths)), *scope(reading, context, "line")]
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    return [Attempt((*fixed, *at)) for at in of_lines(reading, context)]


def times(reading: Reading, context: Context) -> list[Attempt]:
    """How many visits, groups or persons a category counts: 公务接待多少人次."""
    units = [_UNIT.sub("", folded(each.token.text)) for each in reading.all("unit-word")]
    fixed = [*scope(reading, context, "line"), filter_of("quantity-unit", word=units)]
    if not reading.has("year"):
        fixed.append(newest_year(reading, context))
    named = reading.all("category")
    ways = [path for each in named for path in sorted(lineage(each.sense.value), key=len, reverse=True)]
    return [
        Attempt((category_filter(with_narrower(path)), *at, *fixed))
        for path in dict.fromkeys(ways)
        for at in of_lines(reading, context)
    ]


_UNIT = re.compile(r"多少|几个?|how many ?|number of ?")


def bodies(reading: Reading, context: Context) -> list[Attempt]:
    """What belongs to a department."""
    return [Attempt(tuple(scope(reading, context, "body")))]


def held(reading: Reading, context: Context) -> list[Attempt]:
    """What the data holds."""
    return [Attempt(tuple(scope(reading, context, "disclosure")))]


def terms(reading: Reading, context: Context) -> list[Attempt]:
    """Terms that the documents explain. What something "is" for a department is its amount, not its meaning."""
    if reading.has("department", "division") and not reading.has("define"):
        return []
    words = [plain(each.sense.value) for each in reading.all("term")]
    words += [plain(concept(each.sense.value).zh) for each in reading.all("category")]
    fixed = [filter_of("term-department", asked=[Iri(each) for each in departments(reading, context)])]
    return [
        Attempt((filter_of("term-words", word=folded(word)), *(fixed if reading.has("department") else ())))
        for word in words[:1]
    ]


def responsible(reading: Reading, context: Context) -> list[Attempt]:
    """Departments by the words of their duties: the phrase as it stands, then its words without the generic ones."""
    fixed = scope(reading, context, "body")
    named = [
        each
        for each in reading.all("text", "category")
        if len(each.token.text) > 1 and folded(each.token.text) not in _GENERIC
    ]
    if not named:
        return []
    found = [
        Attempt((*fixed, filter_of("duty-words", word=word)), (word,)) for word in _phrases(reading, context)
    ]
    words = [_core(folded(each.token.text)) for each in named]
    if all(not word.isascii() for word in words):
        found.append(Attempt((*fixed, *(_duty(word) for word in words)), tuple(words)))
    single = tuple(dict.fromkeys(part for word in words for part in parts_of(word) if part not in _GENERIC))
    if len(single) > 1 and all(not word.isascii() for word in words):
        found.append(Attempt((*fixed, *(filter_of("duty-words", word=word) for word in single)), single))
    english = [translation(word) for word in words if word.isascii()]
    if english and all(english) and len(english) == len(words):
        meant = [each for said in english for each in said if not set(each) & _GENERIC]
        found += [Attempt((*fixed, *(_duty_any(each) for each in meant)), tuple(word for each in meant for word in each))]
    topics = [sense.value for each in named for sense in each.token.senses if sense.slot == "topic"]
    if topics and all(word.isascii() for word in words):
        found += [
            Attempt((*fixed, _duty(folded(concept(path).zh))), (folded(concept(path).zh),)) for path in topics
        ]
        said = [folded(word) for path in topics for word in concept(path).words_zh if len(word) > 3]
        found += [Attempt((*fixed, filter_of("duty-words", word=said)), tuple(said))] if said else []
    return found


def who_does(reading: Reading, context: Context) -> list[Attempt]:
    """Departments whose duties hold every word that is said: 由谁编写大事记."""
    said = [
        folded(each.token.text).strip() for each in reading.filled if each.slot in ("text", "category", "about")
    ]
    said = [word for word in said if len(word) > 1]
    if not said or any(word.isascii() for word in said):
        return []
    fixed = scope(reading, context, "body")
    single = tuple(dict.fromkeys(part for word in said for part in parts_of(word)))
    return [
        Attempt((*fixed, *(filter_of("duty-words", word=word) for word in words)), words)
        for words in dict.fromkeys((tuple(said), single))
    ]


def project_counts(reading: Reading, context: Context) -> list[Attempt]:
    """Projects by what is counted of each."""
    fixed = scope(reading, context, "item")
    return [Attempt((*fixed, *at)) for at in of_projects(reading, context)]


def _phrases(reading: Reading, context: Context) -> list[str]:
    """The stretch of the question that says what somebody is responsible for."""
    kept = [each for each in reading.filled if each.slot in ("text", "category")]
    generic = [
        each
        for each in reading.filled
        if each.slot == "responsible" and each.token.start > kept[0].token.start
    ]
    end = max(each.token.end for each in (*kept, *generic))
    text = folded(context.question)
    before = [each.token.end for each in reading.all("responsible") if each.token.end <= kept[0].token.start]
    first = kept[0].token.start
    everywhere = _EVERYWHERE.search(text[:first])
    starts = sorted({*before[-1:], *([everywhere.start()] if everywhere else []), first})
    last = kept[-1].token.end
    phrases = [text[start:stop].strip(" 的?？了呢。") for start in starts for stop in (end, last)]
    return [phrase for phrase in dict.fromkeys(phrases) if len(_core(phrase)) >= 4 and not phrase.isascii()]


def _core(word: str) -> str:
    shorter = re.sub(r"(?:方面)?的?(?:管理工作|工作|事务|事项|管理|业务|方面|事业)$", "", word)
    return shorter if len(shorter) >= 2 else word


def _duty(word: str) -> Filter:
    if len(word) <= 3 and word.isalnum():
        return filter_of("duty-pattern", pattern=word + _BOUNDARY)
    return filter_of("duty-words", word=word)


def _duty_any(words: tuple[str, ...]) -> Filter:
    return filter_of("duty-pattern", pattern="|".join(word + (_BOUNDARY if len(word) <= 3 else "") for word in words))


BUILDERS: dict[str, Builder] = {
    "projects": project_attempts,
    "groups": project_attempts,
    "group-extreme": project_attempts,
    "project": project,
    "project-plan": project_plan,
    "indicators": indicators,
    "lines": lines,
    "lines-overview": lines_overview,
    "lines-parts": lines_parts,
    "categories-sum": categories_sum,
    "lines-all-years": lines_of_all_years,
    "changes": changes,
    "quantities": quantities,
    "staff": staff,
    "times": times,
    "bodies": bodies,
    "held": held,
    "terms": terms,
    "responsible": responsible,
    "who-does": who_does,
    "changes-listed": changes_listed,
    "lines-between": lines_between,
    "projects-between": projects_between,
    "project-counts": project_counts,
    "unit": unit,
    "documents-said": documents_said,
    "category-share": category_share,
    "project-share": project_share,
    "similar": similar_attempts,
}
