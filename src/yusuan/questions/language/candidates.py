"""Everything a question may name, each with its place: cues, numbers, years, and the names of this data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from yusuan.questions.language import lexicon
from yusuan.questions.language.category_words import said_categories
from yusuan.questions.language.classification_items import said_items
from yusuan.questions.language.names import GRAM, Names, without_everywhere
from yusuan.questions.language.numbers import amounts, portions, quantities, shares, tops
from yusuan.questions.language.times import months, years
from yusuan.questions.language.tokens import Candidate, Sense
from yusuan.questions.language.translations import translations
from yusuan.values import divisions
from yusuan.vocabulary.concepts import concept
from yusuan.vocabulary.mentions import Mention, concepts_in
from yusuan.vocabulary.wording import folded, plain

_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:管理局|监督局|保障局|监督管理局|局|委员会|委办公室|委办|政府办公室|政府办|办公室|人民政府|政府|检察院|法院|"
    r"医院|卫生院|学校|中学|小学|大学|学院|街道办事处|街道办|街道|联合会|协会|公司|管委会|组织部|宣传部|统战部|武装部|党校|"
    r"工会|妇联|共青团|团委|人大常委会|人大|政协|纪委|政法委|镇|乡)"
)
_WHAT_FOR = re.compile(r"\b(?:for|do)(?=\s*[?？.]?\s*$)")
_AGAINST_YEAR = re.compile(
    r"(?:(?:比|较|相比|对比|相较于|compared (?:with|to)|relative to|versus|vs\.?|than in|against|over|since)\s*"
    r"(?P<year>(?:19|20)\d\d)(?!\s*(?:yuan|rmb|元|万))(?:\s*(?:年度|年))?"
    r"|(?:与|和|跟)(?P<beside>(?:19|20)\d\d)(?:年度|年)?(?:相比|比较|对比|比))(?!\d)"
)
_AGAINST_LAST = re.compile(
    r"(?:(?:与|和|跟|同)(?:去年|上年|上一年|前一年)(?:度|同期)?(?:相比较|相比|比较|对比|比起来|比)"
    r"|(?:与|和|跟|同)(?:去年|上年|上一年|前一年)(?:度|同期)?(?=持平|一致|相同|一样)"
    r"|(?:比起|相比于|相较于|较之|对比|相比|比|较)(?:去年|上年|上一年|前一年)(?:度|同期)?)"
)
_SO_MANY_PROJECTS = re.compile(r"(?<!前)(?:这|那|其中)?(?:\d{1,3}|[二两三四五六七八九十]{1,3})个项目")
_SAYS = re.compile(
    r"(?<!公开)(?<!哪[份个些])(?:说明|描述|用途|目标|内容|文本|材料|简介)(?:里面|当中|里|中)(?:提到|提及|写到|写着|写了|出现|说到|包含|含有|有)(?:过|了)?"
)
_PLACE_OF_WORDS = re.compile(
    r"(?<!公开)(?<!哪[份个些])(?:(?:项目|资金|绩效|文字|指标)?(?:说明|描述|用途|目标|简介|介绍|内容|文字|正文|文本)|指标|名称|表格|表)(?:里面?|中|上|当中)?的?"
    r"(?=(?:曾经?|明确|都|还|也|有)?(?:提到|提及|写|说到|讲到|谈到|谈及|出现|包含|含有))"
    r"|in (?:its|their|the) (?:text|description|descriptions|wording|purpose)\b"
)
"""Where in a project something is mentioned: 说明里 in 说明里提到巡河的项目."""
_VALUED = re.compile(
    r"(?:\d{1,3}[辆台])?(?:公务用车|公车|车辆|汽车|轿车|车子|车)的?(?=(?:账面|资产|总)?(?:价值|原值|净值|值多少|值几|值$)|\s*(?:worth|valued)\b)"
)
"""Vehicles whose value is asked, not their number."""
_WHOSE = re.compile(r"(?:^|[,;:.]\s*)(whose)\b")
"""Whose asks for a department at the head of a question only: not in projects whose budget is …"""
_QUOTED = re.compile(
    r"(?:提到|提及|写[到了着有]|说[到了]|讲到|谈到|谈及|出现|包含|含有|mention(?:s|ing|ed)?|contain(?:s|ing)?|says?|refers? to|talks? about)"
    r'(?:过|了)?\s*"([^"]{2,30})"'
)
"""What is quoted behind 提到 and its like is looked for as it stands."""
_SO_FAR = re.compile(r"(?:累计|总共|一共|合计|共)(?:要|应|需|须|得|能)?(?:支付|付款|拨付|支出|付)")
"""What is paid until then, no sum: 累计支付 in 累计支付70%."""
_SO_MANY = re.compile(r"(?:几|多少)(?:公里|平方米|亩|吨|公斤|[块座艘只支把棵顶箱批天处所户张枚面头根扇盏组])")
_SAYS_NOTHING = re.compile(r"(?:[\d年度月 -]|补助|补贴|专项|资金|经费|项目|工程|建设|管理|服务|费用|费|的)+")
"""Parts of projects' names that name no project."""
_NAME = {"project": 3.0, "indicator": 2.2, "department": 3.0, "division": 2.0, "unit": 1.8}
_CODE = re.compile(r"(?<![a-z0-9-])[a-z0-9]{2,6}(?:-[a-z0-9]{2,6}){2,4}(?![a-z0-9-])")
_CODE_BEFORE = re.compile(r"(?<![\w.-])(?!(?:19|20)\d\d-?$)\d{3,9}-?$")
"""A department's code before its name: 820001-桐岭县人民政府."""
_ENTITY_WEIGHT = 1.25


def candidates(text: str, names: Names) -> Iterator[Candidate]:
    """Every candidate in ``text``, which is the question folded."""
    yield from lexicon.candidates(text)
    yield from _numbers(text, names)
    yield from _known(text, names)
    yield from _concepts(text)
    yield from _foreign_divisions(text, names)
    for phrase in translations():
        if " " in phrase:
            for start, end in _places(text, phrase):
                yield Candidate(start, end, Sense("text", phrase, 0.3), 1.15)


def _numbers(text: str, names: Names) -> Iterator[Candidate]:
    for each in amounts(text):
        yield Candidate(each.start, each.end, Sense("amount", each, 2.0, each.said()), 1.1)
    for each in shares(text):
        yield Candidate(each.start, each.end, Sense("share", each, 1.5, each.said()), 1.1)
    for each in portions(text):
        yield Candidate(each.start, each.end, Sense("portion", each, 1.5, each.said()))
    for each in quantities(text):
        yield Candidate(each.start, each.end, Sense("quantity", each, 1.2, each.said()), 0.95)
    for top in tops(text):
        yield Candidate(top.start, top.end, Sense("top", top, 2.0, str(top.count)), 1.1)
    for year in years(text, names.newest_year):
        yield Candidate(year.start, year.end, Sense("year", year, 2.0, str(year.year)), 1.1)
    for match in _WHAT_FOR.finditer(text):
        yield Candidate(match.start(), match.end(), Sense("purpose", None, 1.0), 1.5)
        if match.group() == "do":
            yield Candidate(match.start(), match.end(), Sense("duties", None, 1.0), 1.5)
    for match in _AGAINST_YEAR.finditer(text):
        weight = 1.3
        yield Candidate(
            match.start(),
            match.end(),
            Sense("change", int(match["year"] or match["beside"]), 1.5, match.group()),
            weight,
        )
    for match in _SO_MANY.finditer(text):
        yield Candidate(match.start(), match.end(), Sense("howmanyitems", None, 1.0), 1.0)
    for match in _SAYS.finditer(text):
        yield Candidate(match.start(), match.end(), Sense("about", None, 1.0), 1.05)
        yield Candidate(match.start(), match.end(), Sense("said", None, 1.0), 1.05)
    for match in _AGAINST_LAST.finditer(text):
        yield Candidate(match.start(), match.end(), Sense("change", None, 1.5, match.group()), 1.3)
    for match in _SO_MANY_PROJECTS.finditer(text):
        yield Candidate(match.start(), match.end(), Sense("project-noun", None, 1.0), 1.0)
    for match in _WHOSE.finditer(text):
        yield Candidate(match.start(1), match.end(1), Sense("who", None, 1.0), 1.0)
    for match in _QUOTED.finditer(text):
        yield Candidate(match.start(1), match.end(1), Sense("text", match[1], 0.3), 1.6)
    for match in _SO_FAR.finditer(text):
        if any(months(text)):
            yield Candidate(match.start(), match.end(), Sense("pay", None, 1.0), 1.1)
    for match in _PLACE_OF_WORDS.finditer(text):
        yield Candidate(match.start(), match.end(), Sense("", None, 0.0), 1.2)
    for month in months(text):
        yield Candidate(month.start, month.end, Sense("month", month.month, 1.5, f"{month.month}月底"), 1.05)


def _known(text: str, names: Names) -> Iterator[Candidate]:
    tables: tuple[tuple[str, Mapping[str, frozenset[str]]], ...] = (
        ("department", names.department_words),
        ("division", names.division_words),
        ("project", names.project_words),
        ("project", names.project_codes),
        ("unit", names.unit_words),
    )
    for slot, table in tables:
        for word, iris in table.items():
            score = 4.0 if table is names.project_codes else _NAME[slot]
            weight = 1.0 if slot == "unit" else _ENTITY_WEIGHT
            for start, end in _places(text, word):
                yield Candidate(start, end, Sense(slot, iris, score, text[start:end]), weight)
                if slot == "department" and (code := _CODE_BEFORE.search(text[:start])):
                    yield Candidate(code.start(), end, Sense(slot, iris, score, text[start:end]), weight)
    for match in _CODE.finditer(text):
        if match.group() not in names.project_codes and re.search(r"\d", match.group()):
            yield Candidate(match.start(), match.end(), Sense("missing-project", match.group(), 2.0), 3.0)
    for word in names.indicator_words:
        for start, end in _places(text, word):
            yield Candidate(start, end, Sense("indicator-name", word, _NAME["indicator"], word), 1.15)
    yield from _parts_of(text, names)
    of_departments = {
        category
        for word, iris in names.department_words.items()
        if word in text
        for iri in iris
        for category in names.categories.get(iri, ())
    }
    yield from said_items(text, names.item_words, of_departments)
    for word, labels in names.listed_units.items():
        for start, end in _places(text, word):
            yield Candidate(start, end, Sense("listed-unit", labels, 1.9, word), _ENTITY_WEIGHT)
    for word in names.term_words:
        for start, end in _places(text, plain(word)):
            yield Candidate(start, end, Sense("term", word, 1.5, word), 1.0)


def _parts_of(text: str, names: Names) -> Iterator[Candidate]:
    """Stretches of four characters or more that are part of the names of projects or indicators."""
    for start, end, found in _common(text, names.project_grams):
        meant = {names.project_words[name] for name in found}
        if len(meant) == 1 and not _SAYS_NOTHING.fullmatch(text[start:end]):
            iris = next(iter(meant))
            score = 1.2 + (end - start) / len(found[0]) / 2
            yield Candidate(start, end, Sense("project", iris, score, found[0]), 1.0)
    for start, end, name in _abridged(text, names.project_heads):
        iris = names.project_words[name]
        yield Candidate(start, end, Sense("project", iris, 1.2 + (end - start) / len(name) / 2, name), 1.0)
    for start, end, _ in _common(text, names.indicator_grams):
        yield Candidate(start, end, Sense("indicator-part", text[start:end], 1.0, text[start:end]), 0.85)


_LEAST_ABRIDGED, _LEAST_PART = 4, 0.45


def _abridged(text: str, heads: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int, str]]:
    """Stretches that begin like one project's name and go on with letters left out: 大值班系统."""
    for start in range(len(text) - _LEAST_ABRIDGED + 1):
        found: dict[int, set[str]] = {}
        for name in heads.get(text[start : start + 2], ()):
            for form in {name, without_everywhere(name)}:
                if form[:2] == text[start : start + 2]:
                    length = _follows(text[start:], form)
                    if length >= _LEAST_ABRIDGED and length >= _LEAST_PART * len(form):
                        found.setdefault(length, set()).add(name)
        longest = max(found, default=0)
        if longest and len(found[longest]) == 1 and lexicon.stands(text, start, start + longest):
            yield start, start + longest, next(iter(found[longest]))


def _follows(text: str, name: str) -> int:
    """How many characters from the start of ``text`` stand in ``name`` in that order."""
    at = 0
    for length, character in enumerate(text):
        at = name.find(character, at) + 1
        if at == 0:
            return length
    return len(text)


_NO_BEGINNING = frozenset("的了和与及、在")


def _common(text: str, grams: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int, list[str]]]:
    """The longest stretch from each place that some name holds, with the names that do; none inside another."""
    last = 0
    for start in range(len(text) - GRAM + 1):
        holding = grams.get(text[start : start + GRAM])
        if not holding:
            continue
        if text[start] in _NO_BEGINNING:
            continue
        end = start + GRAM
        while end < len(text) and any(text[start : end + 1] in name for name in holding):
            end += 1
        if end >= last and lexicon.stands(text, start, end):
            yield (
                start,
                end,
                [name for name in holding if text[start:end] in name and text[start:end] != name],
            )
            last = end


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where ``word`` stands in ``text``; spaces that the question puts between do not matter."""
    at = text.find(word)
    while at >= 0:
        if lexicon.stands(text, at, at + len(word)):
            yield at, at + len(word)
        at = text.find(word, at + 1)
    if at < 0 and " " in text and len(word) > 3 and word in text.replace(" ", ""):
        pattern = r"\s*".join(re.escape(character) for character in word)
        for match in re.finditer(pattern, text):
            if " " in match.group():
                yield match.start(), match.end()


def _concepts(text: str) -> Iterator[Candidate]:
    for mention in concepts_in(text, "category"):
        mention = _without_total(mention)
        known = concept(mention.path)
        preferred = plain(mention.word) in (plain(known.zh), plain(known.en)) or len(plain(known.zh)) == len(
            mention.word
        )
        yield Candidate(
            mention.start,
            mention.end,
            Sense("category", mention.path, 3.2 if preferred else 2.6, known.zh),
            1.1,
        )
    yield from said_categories(text)
    for match in _VALUED.finditer(text):
        yield Candidate(
            match.start(), match.end(), Sense("category", "asset/vehicle", 2.6, match.group()), 1.1
        )
    for mention in concepts_in(text, "level"):
        spelt = (
            "指标" in mention.word
            or "indicator" in mention.word
            or (mention.word.isascii() and "indicator" in text)
        )
        if spelt or mention.path not in _VAGUE_LEVELS:
            weight = 1.05 if spelt else 0.95
            yield Candidate(
                mention.start,
                mention.end,
                Sense("level", mention.path, 1.5, concept(mention.path).zh),
                weight,
            )
    for mention in concepts_in(text, "topic"):
        yield Candidate(mention.start, mention.end, Sense("topic", mention.path, 1.0, mention.word), 1.0)


def _without_total(mention: Mention) -> Mention:
    """A category's word that ends in "total" and says the same without, without: the total of 项目支出合计 is a cue."""
    shorter = _TOTAL.sub("", mention.word)
    same = any(
        each.path == mention.path and each.word == shorter for each in concepts_in(shorter, "category")
    )
    return Mention(mention.path, shorter, mention.start, mention.start + len(shorter)) if same else mention


_TOTAL = re.compile(r"(?:合计|总计|共计)$")
_VAGUE_LEVELS = frozenset(
    {"level/quantity", "level/quality", "level/cost", "level/outcome", "level/output", "level/timeliness"}
)


def _foreign_divisions(text: str, names: Names) -> Iterator[Candidate]:
    """Counties that the question names and this data lacks."""
    held = {folded(label) for label in names.division_labels.values()}
    for mention in divisions.mentions(text):
        chain = [name for each in mention.division_candidates for name in each.path]
        last = {each.name for each in mention.division_candidates}
        if any(mention.text in name for name in names.project_words):
            yield Candidate(mention.start, mention.end, Sense("text", mention.text, 0.3), 1.0)
        elif not last & held and chain:
            yield Candidate(
                mention.start,
                mention.end,
                Sense("missing-division", mention.text, 2.0, mention.text),
                _ENTITY_WEIGHT,
            )


def organisation_in(text: str) -> re.Match[str] | None:
    """A name of an organisation at the start of ``text``, where it looks like one."""
    return _ORGANISATION.match(text)
