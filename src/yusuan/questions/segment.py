"""Which tokens is a question made of? The cover of known words that explains the most of it; the rest is text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from yusuan.questions import lexicon
from yusuan.questions.items_said import with_class
from yusuan.questions.mentions import candidates, organisation_in
from yusuan.questions.names import Names, tight
from yusuan.questions.tokens import Candidate, Sense, Token
from yusuan.questions.translations import translation
from yusuan.search.words import Cutter
from yusuan.values import divisions
from yusuan.vocabulary.concepts import category_by_word
from yusuan.vocabulary.dictionary import user_words
from yusuan.vocabulary.mentions import topic_paths
from yusuan.vocabulary.wording import folded

_TOKEN_COST = 0.55
_NO_WORD = re.compile(r"[\s，。？！、；：,.?!;:\"“”'‘’()（）\[\]【】《》<>…—~·/|+&=-]+")
_TOPIC = "topic"


@cache
def _cutter() -> Cutter:
    return Cutter(user_words())


def words_in(text: str) -> list[str]:
    """The words that a run of text is made of."""
    return [word for word, _, _ in _cutter().cut_spans(text) if word.strip()]


def parts_of(text: str) -> list[str]:
    """The words of two characters and more that a run of text is made of."""
    return [word for word in words_in(text) if len(word) > 1]


def tokens_of(question: str, names: Names) -> list[Token]:
    """The tokens of a question in order; idle words and punctuation are left out, text runs are joined."""
    text = folded(question)
    chosen = _best_cover(text, list(candidates(text, names)))
    found: list[Token] = []
    at = 0
    for start, end, senses in [*chosen, (len(text), len(text), ())]:
        if at < start:
            found += _loose(text, at, start)
        if senses and not all(sense.slot == "" for sense in senses):
            found.append(Token(start, end, text[start:end], tuple(senses)))
        at = end
    found = _joined(_as_costs(_inside(found, text, names), text), text)
    found = _without_fillers(_without_glosses(_without_roots(found, text), text), text)
    return _with_text_senses(found, names)


def _best_cover(text: str, found: Iterable[Candidate]) -> list[tuple[int, int, tuple[Sense, ...]]]:
    """Non-overlapping spans of the greatest weight; each with the senses of all candidates that fill it."""
    weights: dict[tuple[int, int], float] = {}
    senses: dict[tuple[int, int], list[Sense]] = defaultdict(list)
    for each in found:
        span = (each.start, each.end)
        weights[span] = max(weights.get(span, 0.0), each.weight * _length(text, *span) - _TOKEN_COST)
        if each.sense not in senses[span]:
            senses[span].append(each.sense)
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (len(text) + 1)
    ending: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in weights:
        ending[span[1]].append(span)
    for end in range(1, len(text) + 1):
        best[end] = best[end - 1]
        for span in ending[end]:
            score, path = best[span[0]]
            if score + weights[span] > best[end][0]:
                best[end] = (score + weights[span], (*path, span))
    return [(start, end, tuple(senses[start, end])) for start, end in best[-1][1]]


def _length(text: str, start: int, end: int) -> float:
    """Characters; Latin ones count a third, so that an English word weighs about what a Chinese one does."""
    return sum(1 / 3 if text[at].isascii() else 1.0 for at in range(start, end)) if end - start > 1 else 1.0


def _loose(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch that no candidate covered: single-character cues, and text."""
    found: list[Token] = []
    for word, left, right in _cutter().cut_spans(text[start:end]):
        left, right = start + left, start + right
        cues = () if _ends_a_noun(word, left, found) else lexicon.cues_of(word)
        if lexicon.is_opaque(word):
            found.append(Token(left, right, word, (Sense("unknown", None, 0.0),)))
        elif cues:
            senses = [Sense(slot, None, 0.9) for slot in cues]
            senses += [Sense("", None, 0.0)] if lexicon.is_idle(word) else []
            found.append(Token(left, right, word, tuple(senses)))
        elif not lexicon.is_idle(word) and not _NO_WORD.fullmatch(word):
            found.append(Token(left, right, text[left:right], (Sense("text", text[left:right], 0.3),)))
    return found


def _ends_a_noun(word: str, start: int, found: list[Token]) -> bool:
    """Whether a word of one character is the end of what stands before it: 照明车 is no vehicle of the department."""
    return word in ("车", "空") and bool(found) and found[-1].end == start and found[-1].slots() == {"text"}


def _joined(found: list[Token], text: str) -> list[Token]:
    """Text runs made one again; topics and the text that touches them too."""
    made: list[Token] = []
    for token in found:
        last = made[-1] if made else None
        if last and _runs(last) and _runs(token) and _touch(last, token, text):
            both = text[last.start : token.end]
            topics = tuple(
                dict.fromkeys(each for each in (*last.senses, *token.senses) if each.slot == _TOPIC)
            )
            made[-1] = Token(last.start, token.end, both, (Sense("text", both, 0.3), *topics))
        else:
            made.append(token)
    return [_as_text(token) for token in made]


def _without_roots(found: list[Token], text: str) -> list[Token]:
    """A category and the 支出 or revenue right behind it as one token: 专项普查活动支出."""
    made: list[Token] = []
    for token in found:
        last, sense = (made[-1] if made else None), token.sense("category")
        if (
            last and sense and sense.value in _ROOTS and not _WHOLE.search(token.text) and _touch(last, token, text)
            and (known := last.sense("category")) and known.value not in _ROOTS
        ):  # fmt: skip
            made[-1] = replace(last, end=token.end, text=text[last.start : token.end])
        else:
            made.append(token)
    return made


_WHOLE = re.compile(r"总|合计|total")
_ROOTS = frozenset({"income", "expenditure"})


def _as_costs(found: list[Token], text: str) -> list[Token]:
    """公务用车 as what it costs, where the question speaks of money or shares and counts no cars."""
    if _COUNTED.search(text) or not _SPOKEN_OF_MONEY.search(text):
        return found
    return [
        replace(each, senses=(Sense("category", "three-public/vehicle", 1.5, each.text), *_no_category(each)))
        if each.text.strip() in _OFFICIAL
        else each
        for each in found
    ]


def _no_category(token: Token) -> tuple[Sense, ...]:
    return tuple(sense for sense in token.senses if sense.slot != "category")


_COUNTED = re.compile(r"[辆台]|how many|number of|保有|数量")
_SPOKEN_OF_MONEY = re.compile(
    r"占|比例|比重|花|费|钱|支出|经费|元|share|proportion|percent|spen[dt]|cost|yuan|money"
)
_OFFICIAL = frozenset(
    {"公务用车", "公车", "公务车", "official vehicles", "official cars", "vehicles", "cars"}
)


def _inside(found: list[Token], text: str, names: Names) -> list[Token]:
    """A place and what lies in it, written together, as one token of the inner: 石家庄市鹿泉区, 井研县马踏镇."""
    made: list[Token] = []
    for token in found:
        last = made[-1] if made else None
        outer = last.sense("division") if last and last.end == token.start else None
        senses = tuple(_within(sense, outer.value, names) for sense in token.senses) if outer else ()
        kept = tuple(sense for sense in senses if sense)
        if last and kept:
            made[-1] = Token(last.start, token.end, text[last.start : token.end], kept)
        else:
            made.append(token)
    return made


def _within(sense: Sense, outer: frozenset[str], names: Names) -> Sense | None:
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


def _without_fillers(found: list[Token], text: str) -> list[Token]:
    """Without words that say nothing where they stand: 申报 before 多少个项目, 下面 behind a county."""
    return [
        token
        for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False)
        if not (token.sense("text") and token.slots() <= {"text", _TOPIC})
        or not (_fills(token, after, text, "before-projects") or _fills(before, token, text, "behind-places"))
    ]


def _fills(first: Token | None, second: Token | None, text: str, where: str) -> bool:
    """Whether of two neighbours the one that is no number of projects and no place says nothing ``where`` it stands."""
    if first is None or second is None or not _BETWEEN.fullmatch(text[first.end : second.start]):
        return False
    filler, other = (first, second) if where == "before-projects" else (second, first)
    beside = _SETS if where == "before-projects" else _PLACES
    return bool(other.slots() & beside) and filler.text.strip() in lexicon.alone(where)


_BETWEEN = re.compile(r"\s*[了过的]?\s*(?:哪些|哪几个|哪几项|些?什么|些?啥)?\s*")
_SETS = frozenset({"project-noun", "how-many-projects", "count", "total", "howmuch"})
_PLACES = frozenset({"division", "department", "both-divisions", "both-departments"})


def _without_glosses(found: list[Token], text: str) -> list[Token]:
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
_GLOSSING = frozenset({"text", _TOPIC, "indicator-part", "vehicles", "category", "term", "budget", "purpose"})


def _is_gloss(token: Token) -> bool:
    return (
        token.text.isascii()
        and bool(token.slots() & {"text", _TOPIC, "category", "vehicles"})
        and (token.slots() <= _GLOSSING)
    )


def _means(between: str) -> bool:
    """Whether more than idle words stands between two tokens."""
    return any(not lexicon.is_idle(word) for word in between.split())


def _runs(token: Token) -> bool:
    parts = {"text", _TOPIC, "indicator-part", "project"}
    return token.slots() <= parts and all(each.score < 2 for each in token.senses)


def _touch(last: Token, token: Token, text: str) -> bool:
    between = text[last.end : token.start]
    latin = text[token.start].isascii() and text[last.end - 1].isascii()
    return between == "" or (between == " " and latin)


def _as_text(token: Token) -> Token:
    """Names and topics can also be meant as plain words."""
    named = token.slots() & {
        _TOPIC,
        "indicator-part",
        "category",
        "project",
        "indicator-name",
        "level",
        "term",
        "satisfaction",
        "unit",
    }
    if "text" in token.slots() or not named:
        return token
    return Token(token.start, token.end, token.text, (*token.senses, Sense("text", token.text, 0.3)))


def _with_text_senses(found: list[Token], names: Names) -> list[Token]:
    return [
        with_class(
            _linked(
                _spent_on(token) if before and before.sense("goes-to") else token,
                names,
                named=not (before and before.slots() & _SUBJECT_CUES),
            ),
            names.item_words,
        )
        if token.sense("text")
        else token
        for before, token in zip([None, *found], found, strict=False)
    ]


def _spent_on(token: Token) -> Token:
    """What money goes to may be a category without its 经费: 花在人员上的钱."""
    paths = [category_by_word(token.text + ending) for ending in ("经费", "费", "支出")]
    found = next((path for path in paths if path), None)
    known = token.sense("category")
    if found is None or (known and not known.value.startswith("staff")):
        return token
    token = replace(token, senses=tuple(each for each in token.senses if each.slot != "category"))
    return Token(
        token.start, token.end, token.text, (Sense("category", found.path, 1.5, token.text), *token.senses)
    )


_SUBJECT_CUES = frozenset({"about", "buy", "said", "goes-to"})
_NO_OFFICE = re.compile(
    r"医院|卫生院|学校|中学|小学|中小学|大学|学院|公司|街道|乡镇|城镇|政府|办公室|委员会|.*(?:城乡|下乡|家乡|返乡|水乡|乡镇|城镇|中小学)"
)
"""Words that end like an organisation's name and name none."""


_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[县区市旗镇乡村]|街道|社区)")


def _in_a_project(word: str, names: Names) -> bool:
    """Whether some project's name speaks of a place."""
    return any(word in tight(each.label) for each in names.projects.values())


def _linked(token: Token, names: Names, *, named: bool) -> Token:
    """A text with the senses that follow from what it is part of; ``named`` says that it does not follow 涉及 or its like,
    so that what reads like a department or a place names one."""
    senses = list(token.senses)
    word = tight(token.text)
    organisation = organisation_in(word)
    plain_text = token.slots() <= {"text", _TOPIC}
    named = named and not _NO_OFFICE.fullmatch(word)
    if named and plain_text and _PLACE.fullmatch(word) and _in_a_project(word, names):
        return replace(token, senses=(Sense("named-place", word, 1.5, token.text), *token.senses))
    named = named and not any(word in name for name in names.project_words)
    if named and plain_text and organisation and organisation.end() == len(word):
        return Token(
            token.start, token.end, token.text, (Sense("missing-department", token.text, 2.0, token.text),)
        )
    if named and plain_text and re.fullmatch(r"[\u4e00-\u9fff]{1,6}[县区市省州旗]", word):
        return Token(
            token.start, token.end, token.text, (Sense("missing-division", token.text, 2.0, token.text),)
        )
    items = (
        {path for name, paths in names.item_words.items() if word in name for path in paths}
        if len(word) > 3
        else set()
    )
    if len(items) == 1 and token.sense("category") is None:
        senses.append(Sense("category", items.pop(), 1.5, token.text))
    if named and plain_text and _is_place(word):
        senses.append(Sense("missing-division", token.text, 0.2, token.text))
    if not any(each.slot == _TOPIC for each in senses):
        senses += [Sense(_TOPIC, path, 1.0, token.text) for path in topic_paths(token.text)]
    if token.sense("project") is None:
        partial = _partial(word, names.project_words) or _in_english(folded(token.text).strip(), names)
        if partial:
            iris = frozenset(iri for name in partial for iri in names.project_words[name])
            coverage = min(1.0, max(len(word) / len(name) for name in partial))
            senses.append(Sense("project", iris, 1.2 + coverage / 2, "、".join(sorted(partial))))
    if not token.slots() & {"indicator-name", "indicator-part"}:
        matching = [name for name in names.indicator_words if len(word) > 2 and word in name]
        if matching or _names_an_indicator(folded(token.text).strip(), names):
            senses.append(Sense("indicator-part", word, 1.0, token.text))
    return Token(token.start, token.end, token.text, tuple(senses))


def _is_place(word: str) -> bool:
    """Whether ``word`` is a county, city or province without its suffix: 北京, 保定."""
    found = divisions.mentions(word, short_forms=True)
    return bool(found) and (found[0].start, found[0].end) == (0, len(word))


def _in_english(phrase: str, names: Names) -> list[str]:
    """The one project whose name holds what all words of an English phrase are: collaborative office platform."""
    meant = translation(phrase) if phrase.isascii() else []
    if len(meant) == 1:
        meant = [tuple(word for word in meant[0] if len(word) > 2)]
    if not meant or not meant[0]:
        return []
    found = [
        name for name in names.project_words if all(any(word in name for word in said) for said in meant)
    ]
    return found if len(found) == 1 else []


def _names_an_indicator(phrase: str, names: Names) -> bool:
    """Whether an English phrase is the name of an indicator in other words: information sharing, 信息共享率."""
    meant = translation(phrase) if phrase.isascii() else []
    return bool(meant) and any(
        all(any(word in name for word in said) for said in meant) for name in names.indicator_words
    )


def _partial(word: str, names: Iterable[str]) -> list[str]:
    """The one name that ``word`` is a part of: as it stands, else with letters left out; several where they tie."""
    if len(word) < 2:
        return []
    inside = [name for name in names if word in name and (len(word) > 2 or name.startswith(word))]
    if inside:
        return inside if len(inside) == 1 else []
    if len(word) < 3:
        return []
    skipping = [
        name
        for name in names
        if len(word) * 2 >= len(name)
        and _is_subsequence(word, name)
        and (len(word) > 3 or (word[:2], word[-1]) == (name[:2], name[-1]))
    ]
    return skipping if len(skipping) == 1 else []


def _is_subsequence(word: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in word)
