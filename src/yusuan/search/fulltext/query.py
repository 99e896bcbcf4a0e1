"""What did the user ask for? Text as typed becomes a TextQuery.

Bare words; "exact phrases" in straight or curved quotes; ``field:words`` in English or Chinese (name: 名称：,
purpose: 用途：, goal: 目标：, indicator: 指标：, code: 编码：, text: 正文：); ``-word`` leaves records out.
Everything else is words: there is no syntax error, only a length bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.errors import UsageError
from yusuan.search.analysis import FIELDS, SEPARATOR, Analyzer, TextUnit, phrase, units
from yusuan.search.fulltext.engine import Term, TextQuery

MAX_CHARACTERS = 500
FIELD_NAMES = {
    "name": "name",
    "名称": "name",
    "purpose": "purpose",
    "用途": "purpose",
    "goal": "goal",
    "目标": "goal",
    "indicator": "indicator",
    "指标": "indicator",
    "code": "code",
    "编码": "code",
    "text": "text",
    "正文": "text",
}
# fmt: off
_QUESTION_WORDS = frozenset((
    "哪些", "哪个", "哪里", "什么", "多少", "怎么", "怎样", "如何", "是否", "有没有", "以及", "关于", "相关",
    "有关", "我们", "他们", "可以", "需要", "一个", "所有", "全部", "几个",
    "the", "a", "an", "of", "for", "in", "on", "to", "and", "or", "is", "are",
    "what", "which", "how", "many", "much",
))
# fmt: on
# What surrounds the thing asked for: it would pull a query's vector towards prose about asking.
_ASKING = re.compile(
    "(?:(?:我们|我|咱们)?(?:想要?|希望|需要|打算)(?:了解|知道|找到?|看看?|查找?|问)(?:一下)?)|请问|请?帮(?:我|忙)(?:找|查)(?:一下|找)?"
    "|(?:查询|查找|查一下|搜索|看看|找一?找|列出)|有没有|有哪些|都有哪|(?:是)?(?:哪些|哪个|哪几个|哪里|什么|多少)(?:县区?|项目|部门|地方|单位|钱)?"
    "|(?:县区?|地方|部门|单位)?(?:由谁|谁来?|哪里)(?:出钱|花钱|负责)|怎么|怎样|如何|是不是|是否|吗[？?]?$|[？?]"
    r"|\b(?:which|what|who|where|how)\b(?:\s+(?:projects?|counties|departments?|much|many)\b)?|\b(?:are|is|was|were) there\b"
    r"|\b(?:show|find|list|search)\b(?:\s+me\b)?|\bprojects? (?:about|for|on|that|to)\b",
    re.I,
)
_PART = re.compile(
    r"(?P<minus>(?<!\S)[-－])?"
    rf"(?:(?P<field>{'|'.join(FIELD_NAMES)})[:：]\s*)?"
    r"(?:\"(?P<straight>[^\"]*)\"|“(?P<curved>[^”]*)”|(?P<word>[^\s\"“]+))",
    re.I,
)
_UNIT = "万元|亿元|千元|元|年度|年|月|日|个|台|辆|份|次|人|场|名|项|家|期|套|件"
_FIGURE = re.compile(
    rf"[A-Za-zＡ-Ｚａ-ｚ\d.,，．/／\-－]*\d[A-Za-zＡ-Ｚａ-ｚ\d.,，．/／\-－%％]*(?:\s*(?:{_UNIT}))?"
)
_AFTER_NUMBER = re.compile(rf"(?:{_UNIT})$")


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One piece of the query as typed."""

    text: str
    field: str | None
    quoted: bool
    excluded: bool


def parts(text: str) -> list[QueryPart]:
    """The pieces of ``text`` in order. Raises UsageError where it is blank or too long."""
    if len(text) > MAX_CHARACTERS:
        raise UsageError(
            f"检索词有 {len(text)} 个字符,上限是 {MAX_CHARACTERS} 个,请缩短后再试。",
            f"The query has {len(text)} characters; the limit is {MAX_CHARACTERS}, please shorten it.",
        )
    if not text.strip():
        raise UsageError(
            "检索词是空的,请输入要查找的词。", "The query is empty; please type the words to find."
        )
    return [_part(match) for match in _PART.finditer(text)]


def _part(match: re.Match[str]) -> QueryPart:
    quoted = match["straight"] if match["straight"] is not None else match["curved"]
    field = FIELD_NAMES[match["field"].lower()] if match["field"] else None
    words = match["word"] if quoted is None else quoted
    return QueryPart(words, field, quoted is not None, match["minus"] is not None)


def parse(text: str, analyzer: Analyzer) -> TextQuery:
    """The query that ``text`` means; UsageError as of ``parts``."""
    words: list[Term] = []
    required: list[Term] = []
    excluded: list[Term] = []
    runs: list[Term] = []
    for part in parts(text):
        if part.excluded or part.quoted or part.field:
            into = excluded if part.excluded else required
            into.extend(_exact(part, analyzer))
            continue
        words.extend(_words(part.text, analyzer))
        runs.extend(_runs(part.text))
    alone = {term.tokens for term in words}
    return TextQuery(
        _once(words), _once(required), _once(excluded), _once(run for run in runs if run.tokens not in alone)
    )


def meaning(text: str) -> str:
    """The words of ``text`` for an encoder or a thesaurus: without what is excluded, field names and
    quotes, numbers and codes, which have a spelling and no meaning, and words that ask; empty where nothing is left."""
    said = " ".join(part.text for part in parts(text) if not part.excluded)
    plain = " ".join(_FIGURE.sub(" ", said).split())
    rest = " ".join(_ASKING.sub(" ", plain).split()) or plain
    return rest if any(character.isalpha() for character in rest) else ""


def _exact(part: QueryPart, analyzer: Analyzer) -> Iterator[Term]:
    fields = (part.field,) if part.field else FIELDS
    if part.quoted or part.excluded:
        tokens = phrase(units(part.text))
        if tokens:
            yield Term(part.text, tokens, fields, _only_word(part.text, analyzer))
        return
    for term in _words(part.text, analyzer):
        yield Term(term.text, term.tokens, fields, term.word)


def _only_word(text: str, analyzer: Analyzer) -> str | None:
    words = analyzer.plain_words(text)
    return words[0] if len(words) == 1 else None


def _words(text: str, analyzer: Analyzer) -> Iterator[Term]:
    """The terms of a bare piece: its Chinese words, its numbers and Latin runs; a code is one term."""
    figure = False
    for run in _pieces(units(text)):
        if not run[0].wide:
            figure = any(character.isdigit() for character in run[-1].text)
            tokens = phrase(run)
            joined = "-".join(unit.text for unit in run)
            yield Term(text[run[0].start : run[-1].end], tokens, word=joined, weak=joined in _QUESTION_WORDS)
            continue
        at = 0
        for word in _glued(analyzer.cutter.cut("".join(unit.text for unit in run))):
            piece = run[at : at + len(word)]
            at += len(word)
            unit = figure and bool(_AFTER_NUMBER.match(word))
            figure = False
            weak = len(word) == 1 or word in _QUESTION_WORDS or unit
            yield Term(word, phrase(piece), word=word, weak=weak, parts=_parts(word, piece, analyzer))


def _parts(word: str, piece: Sequence[TextUnit], analyzer: Analyzer) -> tuple[Term, ...]:
    """The two words that a long word is made of, where it is; at least one of them in the dictionary."""
    halves = [(word[:at], word[at:], at) for at in range(2, len(word) - 1)]
    known = [(sum(map(analyzer.is_word, pair)), at) for *pair, at in halves]
    best, at = max(known, key=lambda each: (each[0], each[1]), default=(0, 0))
    if not best:
        return ()
    return tuple(
        Term(text, phrase(sequence), word=text)
        for text, sequence in ((word[:at], piece[:at]), (word[at:], piece[at:]))
    )


def _glued(words: list[str]) -> list[str]:
    """Neighbouring single characters as one word: a name that no dictionary knows (张/三/丰)."""
    glued: list[str] = []
    single = False
    for word in words:
        if len(word) == 1 and single:
            glued[-1] += word
        else:
            glued.append(word)
        single = len(word) == 1
    return glued


def _pieces(sequence: Sequence[TextUnit]) -> Iterator[list[TextUnit]]:
    """Stretches of Chinese characters, and stretches of other units that a hyphen or slash holds together."""
    run: list[TextUnit] = []
    for unit in sequence:
        joined = run and unit.wide == run[-1].wide and unit.text != SEPARATOR
        if run and not joined:
            yield run
            run = []
        if unit.text != SEPARATOR:
            run.append(unit)
    if run:
        yield run


def _runs(text: str) -> Iterator[Term]:
    sequence = units(text)
    if len(sequence) > 2:
        yield Term(text, phrase(sequence))


def _once(terms: Iterator[Term] | list[Term]) -> tuple[Term, ...]:
    return tuple({(term.tokens, term.fields): term for term in terms}.values())
