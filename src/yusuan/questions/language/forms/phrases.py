"""Phrases that say something as a whole: 比2023年, 说明里提到, 三个项目, what … for?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.questions import weights
from yusuan.questions.language.forms.limits import amounts, portions, quantities, shares
from yusuan.questions.language.forms.times import months, years
from yusuan.questions.language.forms.tops import tops
from yusuan.questions.language.tokens import Candidate, WordSense

_WHAT_FOR = re.compile(r"\b(?:for|do)(?=\s*[?？.]?\s*$)")
_WHAT_DO = re.compile(r"\bdo(?=\s*[?？.]?\s*$)")
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

@dataclass(frozen=True, slots=True)
class Phrase:
    """What ``pattern`` finds, or its ``group``, gives each of ``slots`` as surely as ``score`` says; ``told`` says that the words
    themselves fill the slot."""

    pattern: re.Pattern[str]
    slots: tuple[str, ...]
    score: float = weights.CUE
    cover: float = weights.PLAIN_COVER
    group: int = 0
    told: bool = False


_LIMITS = (
    (amounts, "amount", weights.AMOUNT, weights.NUMBER_COVER),
    (shares, "share", weights.PERCENT, weights.NUMBER_COVER),
    (portions, "portion", weights.PERCENT, weights.PLAIN_COVER),
    (quantities, "quantity", weights.QUANTITY, weights.QUANTITY_COVER),
)
_ASKING = (
    Phrase(_WHAT_FOR, ("purpose",), cover=weights.WHAT_FOR_COVER),
    Phrase(_WHAT_DO, ("duties",), cover=weights.WHAT_FOR_COVER),
)
_SAYING = (
    Phrase(_SO_MANY, ("howmanyitems",)),
    Phrase(_SAYS, ("about", "said"), cover=weights.SAYS_COVER),
)
_NAMING = (
    Phrase(_SO_MANY_PROJECTS, ("project-noun",)),
    Phrase(_WHOSE, ("who",), group=1),
    Phrase(_QUOTED, ("text",), weights.TEXT, weights.QUOTED_COVER, group=1, told=True),
)
_PLACES = (Phrase(_PLACE_OF_WORDS, ("",), weights.IDLE, weights.TEXT_PLACE_COVER),)


def formed(text: str, newest_year: int | None) -> Iterator[Candidate]:
    """Every candidate in ``text`` (folded) that is found by its form; relative years count from ``newest_year``."""
    yield from _numbers(text)
    for year in years(text, newest_year):
        sense = WordSense("year", year, weights.YEAR, str(year.year))
        yield Candidate(year.start, year.end, sense, weights.NUMBER_COVER)
    yield from _phrases(text, _ASKING)
    yield from _compared_years(text)
    yield from _phrases(text, _SAYING)
    yield from _compared_with_last(text)
    yield from _phrases(text, _NAMING)
    yield from _paid_until(text)
    yield from _phrases(text, _PLACES)
    for month in months(text):
        sense = WordSense("month", month.month, weights.MONTH, f"{month.month}月底")
        yield Candidate(month.start, month.end, sense, weights.MONTH_COVER)


def _numbers(text: str) -> Iterator[Candidate]:
    for found, slot, score, cover in _LIMITS:
        for each in found(text):
            yield Candidate(each.start, each.end, WordSense(slot, each, score, each.said()), cover)
    for top in tops(text):
        yield Candidate(top.start, top.end, WordSense("top", top, weights.TOP, str(top.count)), weights.NUMBER_COVER)


def _phrases(text: str, phrases: Sequence[Phrase]) -> Iterator[Candidate]:
    for each in phrases:
        for match in each.pattern.finditer(text):
            value = match[each.group] if each.told else None
            for slot in each.slots:
                yield Candidate(*match.span(each.group), WordSense(slot, value, each.score), each.cover)


def _compared_years(text: str) -> Iterator[Candidate]:
    for match in _AGAINST_YEAR.finditer(text):
        year = int(match["year"] or match["beside"])
        sense = WordSense("change", year, weights.COMPARED_YEAR, match.group())
        yield Candidate(match.start(), match.end(), sense, weights.COMPARED_YEAR_COVER)


def _compared_with_last(text: str) -> Iterator[Candidate]:
    for match in _AGAINST_LAST.finditer(text):
        sense = WordSense("change", None, weights.COMPARED_YEAR, match.group())
        yield Candidate(match.start(), match.end(), sense, weights.COMPARED_YEAR_COVER)


def _paid_until(text: str) -> Iterator[Candidate]:
    """累计支付 where a month is said: no sum."""
    if any(months(text)):
        for match in _SO_FAR.finditer(text):
            yield Candidate(match.start(), match.end(), WordSense("pay", None, weights.CUE), weights.SO_FAR_COVER)
