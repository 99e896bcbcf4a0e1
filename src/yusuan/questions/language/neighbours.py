"""What does a token mean beside its neighbours? Costs, places inside places, fillers, glosses of what was said before."""

from __future__ import annotations

import re
from dataclasses import replace

from yusuan.questions.language.names import Names
from yusuan.questions.language.tokens import QuestionToken, WordSense
from yusuan.questions.language.words import lexicon
from yusuan.questions.weights import CATEGORY_MEANT


def without_roots(found: list[QuestionToken], text: str) -> list[QuestionToken]:
    """A category and the 支出 or revenue right behind it as one token: 专项普查活动支出."""
    made: list[QuestionToken] = []
    for token in found:
        last, sense = (made[-1] if made else None), token.sense("category")
        if (
            last and sense and sense.value in _ROOTS and not _WHOLE.search(token.text) and touch(last, token, text)
            and (known := last.sense("category")) and known.value not in _ROOTS
        ):  # fmt: skip
            made[-1] = replace(last, end=token.end, text=text[last.start : token.end])
        else:
            made.append(token)
    return made


_WHOLE = re.compile(r"总|合计|total")
_ROOTS = frozenset({"income", "expenditure"})


def as_costs(found: list[QuestionToken], text: str) -> list[QuestionToken]:
    """公务用车 as what it costs, where the question speaks of money or shares and counts no cars."""
    if _COUNTED.search(text) or not _SPOKEN_OF_MONEY.search(text):
        return found
    return [
        replace(each, senses=(WordSense("category", "three-public/vehicle", CATEGORY_MEANT, each.text), *_no_category(each)))
        if each.text.strip() in _OFFICIAL
        else each
        for each in found
    ]


def _no_category(token: QuestionToken) -> tuple[WordSense, ...]:
    return tuple(sense for sense in token.senses if sense.slot != "category")


_COUNTED = re.compile(r"[辆台]|how many|number of|保有|数量")
_SPOKEN_OF_MONEY = re.compile(
    r"占|比例|比重|花|费|钱|支出|经费|元|share|proportion|percent|spen[dt]|cost|yuan|money"
)
_OFFICIAL = frozenset(
    {"公务用车", "公车", "公务车", "official vehicles", "official cars", "vehicles", "cars"}
)


def inside(found: list[QuestionToken], text: str, names: Names) -> list[QuestionToken]:
    """A place and what lies in it, written together, as one token of the inner: 石家庄市鹿泉区, 井研县马踏镇."""
    made: list[QuestionToken] = []
    for token in found:
        last = made[-1] if made else None
        outer = last.sense("division") if last and last.end == token.start else None
        senses = tuple(_within(sense, outer.value, names) for sense in token.senses) if outer else ()
        kept = tuple(sense for sense in senses if sense)
        if last and kept:
            made[-1] = QuestionToken(last.start, token.end, text[last.start : token.end], kept)
        else:
            made.append(token)
    return made


def _within(sense: WordSense, outer: frozenset[str], names: Names) -> WordSense | None:
    """A department or division with only what lies in ``outer``, None where nothing does."""
    if sense.slot == "division":
        inner = {iri for iri in sense.value if any(names.is_above(upper, iri) for upper in outer)}
    elif sense.slot == "department":
        inner = {
            iri
            for iri in sense.value
            if any(iri == each.iri for upper in outer for each in names.within(upper))
        }
    else:
        return None
    return replace(sense, value=frozenset(inner)) if inner else None


def without_fillers(found: list[QuestionToken], text: str) -> list[QuestionToken]:
    """Without words that say nothing where they stand: 申报 before 多少个项目, 下面 behind a county."""
    return [
        token
        for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False)
        if not (token.sense("text") and token.slots() <= {"text", "topic"})
        or not (_fills(token, after, text, "before-projects") or _fills(before, token, text, "behind-places"))
    ]


def _fills(first: QuestionToken | None, second: QuestionToken | None, text: str, where: str) -> bool:
    """Whether of two neighbours the one that is no number of projects and no place says nothing ``where`` it stands."""
    if first is None or second is None or not _BETWEEN.fullmatch(text[first.end : second.start]):
        return False
    filler, other = (first, second) if where == "before-projects" else (second, first)
    beside = _SETS if where == "before-projects" else _PLACES
    return bool(other.slots() & beside) and filler.text.strip() in lexicon.alone(where)


_BETWEEN = re.compile(r"\s*[了过的]?\s*(?:哪些|哪几个|哪几项|些?什么|些?啥)?\s*")
_SETS = frozenset({"project-noun", "how-many-projects", "count", "total", "howmuch"})
_PLACES = frozenset({"division", "department", "both-divisions", "both-departments"})


def without_glosses(found: list[QuestionToken], text: str) -> list[QuestionToken]:
    """Without English words that a bracket right behind them says in Chinese, and the other way about:
    vehicle operation (公务用车运行维护费), 公务接待费 (receptions)."""
    dropped: set[int] = set()
    for bracket in _BRACKET.finditer(text):
        inside = [at for at, each in enumerate(found) if bracket.start() < each.start < bracket.end()]
        before = [at for at, each in enumerate(found) if each.end <= bracket.start()]
        if _CHINESE.search(bracket.group()):
            last = bracket.start()
            for at in reversed(before):
                if not _is_gloss(found[at]) or _means(text[found[at].end : last]):
                    break
                dropped.add(at)
                last = found[at].start
        elif (
            before and _CHINESE.search(found[before[-1]].text) and all(_is_gloss(found[at]) for at in inside)
        ):
            dropped.update(inside)
    return [each for at, each in enumerate(found) if at not in dropped]


_BRACKET = re.compile(r"[(（][^()（）]{2,40}[)）]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_GLOSSING = frozenset(
    {"text", "topic", "indicator-part", "vehicles", "category", "term", "budget", "purpose"}
)


def _is_gloss(token: QuestionToken) -> bool:
    return (
        token.text.isascii()
        and bool(token.slots() & {"text", "topic", "category", "vehicles"})
        and (token.slots() <= _GLOSSING)
    )


def _means(between: str) -> bool:
    """Whether more than idle words stands between two tokens."""
    return any(not lexicon.is_idle(word) for word in between.split())


def touch(last: QuestionToken, token: QuestionToken, text: str) -> bool:
    """Whether nothing stands between two tokens, or only the space between Latin words."""
    between = text[last.end : token.start]
    latin = text[token.start].isascii() and text[last.end - 1].isascii()
    return between == "" or (between == " " and latin)
