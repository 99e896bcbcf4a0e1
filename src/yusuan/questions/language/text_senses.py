"""What can words of a question mean that are no name? A topic, an indicator, a category, an English name of something Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from yusuan.questions import weights
from yusuan.questions.language.abridged import part_score
from yusuan.questions.language.candidates import organisation_in
from yusuan.questions.language.names import Names, tight
from yusuan.questions.language.tokens import QuestionToken, WordSense
from yusuan.questions.language.words.classification_items import with_class
from yusuan.questions.language.words.translations import translation
from yusuan.values import divisions
from yusuan.vocabulary.concepts import category_by_word
from yusuan.vocabulary.mentions import topic_paths
from yusuan.vocabulary.wording import folded


def with_text_senses(found: list[QuestionToken], names: Names) -> list[QuestionToken]:
    """The tokens with what the data and the vocabulary know of their words, where they are text."""
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


def _spent_on(token: QuestionToken) -> QuestionToken:
    """What money goes to may be a category without its 经费: 花在人员上的钱."""
    paths = [category_by_word(token.text + ending) for ending in ("经费", "费", "支出")]
    found = next((path for path in paths if path), None)
    known = token.sense("category")
    if found is None or (known and not known.value.startswith("staff")):
        return token
    token = replace(token, senses=tuple(each for each in token.senses if each.slot != "category"))
    return QuestionToken(
        token.start, token.end, token.text, (WordSense("category", found.path, weights.CATEGORY_MEANT, token.text), *token.senses)
    )


_SUBJECT_CUES = frozenset({"about", "buy", "said", "goes-to"})
_NO_OFFICE = re.compile(
    r"医院|卫生院|学校|中学|小学|中小学|大学|学院|公司|街道|乡镇|城镇|政府|办公室|委员会|.*(?:城乡|下乡|家乡|返乡|水乡|乡镇|城镇|中小学)"
)
"""Words that end like an organisation's name and name none."""


_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,6}[县区市省州旗]")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[县区市旗镇乡村]|街道|社区)")


def _in_a_project(word: str, names: Names) -> bool:
    """Whether some project's name speaks of a place."""
    return any(word in tight(each.label) for each in names.projects.values())


def _linked(token: QuestionToken, names: Names, *, named: bool) -> QuestionToken:
    """A text with the senses that follow from what it is part of; ``named`` says that it does not follow 涉及 or its like,
    so that what reads like a department or a place names one."""
    word = tight(token.text)
    named = named and token.slots() <= {"text", "topic"} and not _NO_OFFICE.fullmatch(word)
    if named and _PLACE.fullmatch(word) and _in_a_project(word, names):
        return replace(token, senses=(WordSense("named-place", word, weights.NAMED_PLACE, token.text), *token.senses))
    named = named and not any(word in name for name in names.project_words)
    absent = _absent(word) if named else None
    if absent is not None:
        return replace(token, senses=(WordSense(absent, token.text, weights.ABSENT_NAME, token.text),))
    senses = [*token.senses, *_item(token, word, names)]
    if named and _is_place(word):
        senses.append(WordSense("missing-division", token.text, weights.ABSENT_SHORT_NAME, token.text))
    if token.sense("topic") is None:
        senses += [WordSense("topic", path, weights.TOPIC, token.text) for path in topic_paths(token.text)]
    return replace(token, senses=(*senses, *_project(token, word, names), *_indicator(token, word, names)))


def _absent(word: str) -> str | None:
    """The slot of what reads like a department or a county, and is none of the data."""
    organisation = organisation_in(word)
    if organisation and organisation.end() == len(word):
        return "missing-department"
    return "missing-division" if _COUNTY.fullmatch(word) else None


def _item(token: QuestionToken, word: str, names: Names) -> list[WordSense]:
    """The one classification item that a longer text is part of the name of."""
    if len(word) < 4 or token.sense("category") is not None:
        return []
    items = {path for name, paths in names.item_words.items() if word in name for path in paths}
    return [WordSense("category", path, weights.CATEGORY_MEANT, token.text) for path in items if len(items) == 1]


def _project(token: QuestionToken, word: str, names: Names) -> list[WordSense]:
    """The project that a text is part of the name of, or names in English."""
    if token.sense("project") is not None:
        return []
    partial = _partial(word, names.project_words) or _in_english(folded(token.text).strip(), names)
    if not partial:
        return []
    iris = frozenset(iri for name in partial for iri in names.project_words[name])
    covered = min(1.0, max(len(word) / len(name) for name in partial))
    return [WordSense("project", iris, part_score(covered), "、".join(sorted(partial)))]


def _indicator(token: QuestionToken, word: str, names: Names) -> list[WordSense]:
    """Part of an indicator's name, or what one is in English."""
    if token.slots() & {"indicator-name", "indicator-part"}:
        return []
    held = len(word) > 2 and any(word in name for name in names.indicator_words)
    if not held and not _names_an_indicator(folded(token.text).strip(), names):
        return []
    return [WordSense("indicator-part", word, weights.PART_OF_INDICATOR, token.text)]


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
