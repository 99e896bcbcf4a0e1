"""Everything a question may name, each with its place: cues, numbers, years, and the names of this data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from yusuan.questions import weights
from yusuan.questions.language.abridged import parts_of_names
from yusuan.questions.language.concepts_said import concepts_said
from yusuan.questions.language.forms.phrases import formed
from yusuan.questions.language.names import Names
from yusuan.questions.language.tokens import Candidate, WordSense
from yusuan.questions.language.words import lexicon
from yusuan.questions.language.words.classification_items import said_items
from yusuan.questions.language.words.translations import translations
from yusuan.values import divisions
from yusuan.vocabulary.wording import folded, plain

_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:管理局|监督局|保障局|监督管理局|局|委员会|委办公室|委办|政府办公室|政府办|办公室|人民政府|政府|检察院|法院|"
    r"医院|卫生院|学校|中学|小学|大学|学院|街道办事处|街道办|街道|联合会|协会|公司|管委会|组织部|宣传部|统战部|武装部|党校|"
    r"工会|妇联|共青团|团委|人大常委会|人大|政协|纪委|政法委|镇|乡)"
)
_CODE = re.compile(r"(?<![a-z0-9-])[a-z0-9]{2,6}(?:-[a-z0-9]{2,6}){2,4}(?![a-z0-9-])")
_CODE_BEFORE = re.compile(r"(?<![\w.-])(?!(?:19|20)\d\d-?$)\d{3,9}-?$")
"""A department's code before its name: 820001-桐岭县人民政府."""


def candidates(text: str, names: Names) -> Iterator[Candidate]:
    """Every candidate in ``text``, which is the question folded."""
    return chain(
        lexicon.candidates(text),
        formed(text, names.newest_year),
        _named(text, names),
        _coded(text, names),
        _indicators(text, names),
        parts_of_names(text, names),
        said_items(text, names.item_words, _held_where_named(text, names)),
        _listed_and_explained(text, names),
        concepts_said(text),
        _foreign_divisions(text, names),
        _translated(text),
    )


def _named(text: str, names: Names) -> Iterator[Candidate]:
    """Departments, divisions, projects and units by whole names and codes."""
    tables: tuple[tuple[str, Mapping[str, frozenset[str]], float, float], ...] = (
        ("department", names.department_words, weights.DEPARTMENT_NAME, weights.NAME_COVER),
        ("division", names.division_words, weights.DIVISION_NAME, weights.NAME_COVER),
        ("project", names.project_words, weights.PROJECT_NAME, weights.NAME_COVER),
        ("project", names.project_codes, weights.PROJECT_CODE, weights.NAME_COVER),
        ("unit", names.unit_words, weights.UNIT_NAME, weights.UNIT_COVER),
    )
    for slot, table, score, cover in tables:
        for word, iris in table.items():
            for start, end in _places(text, word):
                sense = WordSense(slot, iris, score, text[start:end])
                yield Candidate(start, end, sense, cover)
                if slot == "department" and (code := _CODE_BEFORE.search(text[:start])):
                    yield Candidate(code.start(), end, sense, cover)


def _coded(text: str, names: Names) -> Iterator[Candidate]:
    """Codes that no project has."""
    for match in _CODE.finditer(text):
        if match.group() not in names.project_codes and re.search(r"\d", match.group()):
            sense = WordSense("missing-project", match.group(), weights.ABSENT_NAME)
            yield Candidate(match.start(), match.end(), sense, weights.CODE_COVER)


def _indicators(text: str, names: Names) -> Iterator[Candidate]:
    for word in names.indicator_words:
        for start, end in _places(text, word):
            sense = WordSense("indicator-name", word, weights.INDICATOR_NAME, word)
            yield Candidate(start, end, sense, weights.INDICATOR_COVER)


def _held_where_named(text: str, names: Names) -> set[str]:
    """The categories that the departments named hold."""
    return {
        category
        for word, iris in names.department_words.items()
        if word in text
        for iri in iris
        for category in names.categories.get(iri, ())
    }


def _listed_and_explained(text: str, names: Names) -> Iterator[Candidate]:
    """Whom allotments list projects under, and the terms that documents explain."""
    for word, labels in names.listed_units.items():
        for start, end in _places(text, word):
            yield Candidate(start, end, WordSense("listed-unit", labels, weights.LISTED_UNIT, word), weights.NAME_COVER)
    for word in names.term_words:
        for start, end in _places(text, plain(word)):
            yield Candidate(start, end, WordSense("term", word, weights.TERM, word), weights.PLAIN_COVER)


def _translated(text: str) -> Iterator[Candidate]:
    """English phrases that have a translation."""
    for phrase in translations():
        if " " in phrase:
            for start, end in _places(text, phrase):
                yield Candidate(start, end, WordSense("text", phrase, weights.TEXT), weights.PHRASE_COVER)


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where ``word`` stands in ``text``; spaces that the question puts between do not matter."""
    at = text.find(word)
    while at >= 0:
        if lexicon.stands(text, at, at + len(word)):
            yield at, at + len(word)
        at = text.find(word, at + 1)
    if " " in text and len(word) > 3 and word in text.replace(" ", ""):
        pattern = r"\s*".join(re.escape(character) for character in word)
        for match in re.finditer(pattern, text):
            if " " in match.group():
                yield match.start(), match.end()


def _foreign_divisions(text: str, names: Names) -> Iterator[Candidate]:
    """Counties that the question names and this data lacks."""
    held = {folded(label) for label in names.division_labels.values()}
    for mention in divisions.mentions(text):
        last = {each.name for each in mention.division_candidates}
        if any(mention.text in name for name in names.project_words):
            sense = WordSense("text", mention.text, weights.TEXT)
            yield Candidate(mention.start, mention.end, sense, weights.PLAIN_COVER)
        elif not last & held and any(each.path for each in mention.division_candidates):
            sense = WordSense("missing-division", mention.text, weights.ABSENT_NAME, mention.text)
            yield Candidate(mention.start, mention.end, sense, weights.NAME_COVER)


def organisation_in(text: str) -> re.Match[str] | None:
    """A name of an organisation at the start of ``text``, where it looks like one."""
    return _ORGANISATION.match(text)
