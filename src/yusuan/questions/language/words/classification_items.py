"""Which items of the functional and economic classifications does a question name? 组织事务, 卫生健康, social security.

Only items that the data holds amounts of are looked for. Official names come from the ontology, what people call the
classes 201 to 234 from ``functions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from yusuan.questions.language.tokens import Candidate, QuestionToken, WordSense
from yusuan.questions.language.words.lexicon import stands
from yusuan.questions.tables import check_among, check_word_lists
from yusuan.questions.weights import CATEGORY_COVER, CLASS_MEANT, ITEM_NAME, PAIR_COVER
from yusuan.vocabulary.concepts import Concept, find, in_scheme, lineage, path_of
from yusuan.vocabulary.wording import folded

FILE = Path(__file__).with_name("functions.toml")
_SHORTEST = 3
_SHORTEST_CODE = 4
_MONEY_BEHIND = re.compile(
    r"\s*(?:方面|领域|这?一?类|科目|这?一[块项]|上)?的?(?:支出|经费|开支|花费|费用)"
    r"|\s+(?:related )?(?:expenditures?|spending|expenses?|outlays?|costs?)\b"
)
_NAMES_TWO = re.compile(r"[和与及]|, | and ")
_LEVEL = r"[”\"』」]?\s*(?:[(（][类款项][)）]|[类款项])?[\s的、，,\"“'『「-]{0,3}"
"""What stands between the name of a 款 and that of its 项."""


def item_words(held: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The names of the items among the concept IRIs ``held`` and of those above them, folded → paths. A functional item
    goes before an economic one of its name; names of budget categories are left out."""
    found: dict[str, set[str]] = {}
    for path in _with_upper(held):
        item = find(path)
        for word in _names(item) if item else ():
            found.setdefault(folded(word), set()).add(path)
    taken = {folded(word) for each in in_scheme("category") for word in each.words_zh}
    words = {}
    for word, paths in found.items():
        functional = sorted(path for path in paths if path.startswith("functional/"))
        if len(word) >= _SHORTEST and word not in taken:
            words[word] = tuple(functional or sorted(paths))
    return words


def _names(item: Concept) -> list[str]:
    """An item's names and its code; the English names of classes are in ``functions.toml``."""
    code = [item.notation] if item.notation and len(item.notation) > _SHORTEST_CODE else []
    return [*item.words_zh, *(item.words_en if item.broader else ()), *code]


def _with_upper(held: Iterable[Iterable[str]]) -> set[str]:
    """The paths of the items among concept IRIs, and of those above them."""
    paths = {path_of(iri) or "" for iris in held for iri in iris}
    return {
        above
        for own in paths
        if (item := find(own)) and item.scheme in ("functional", "economic")
        for above in lineage(own)
    }


def said_items(
    text: str, words: Mapping[str, tuple[str, ...]], of_departments: Collection[str]
) -> Iterator[Candidate]:
    """Candidates for items in ``text`` (folded). A name that several bear (行政运行) means the one that the departments
    named hold (``of_departments``: concept IRIs), or what the name of its 款 before it says."""
    own = {path_of(iri) or "" for iri in of_departments}
    held = {path for paths in words.values() for path in paths}
    for word, paths in words.items():
        if word not in text:
            continue
        chosen = paths if len(paths) == 1 else [path for path in paths if path in own]
        if len(chosen) == 1:
            yield from _places(text, word, chosen[0])
        for path in paths:
            yield from _behind_upper(text, word, path)
    for word, path in _function_words().items():
        if path in held:
            yield from _classes(text, word, path)


def with_class(token: QuestionToken, words: Mapping[str, tuple[str, ...]]) -> QuestionToken:
    """A word of subject matter that is the whole name of a class which the data holds, with that sense beside its own."""
    path = _function_words().get(folded(token.text).strip())
    if path is None or token.sense("category") or not any(path in paths for paths in words.values()):
        return token
    return QuestionToken(token.start, token.end, token.text, (*token.senses, _sense(path, CLASS_MEANT)))


def _places(text: str, word: str, path: str) -> Iterator[Candidate]:
    for match in re.finditer(re.escape(word), text):
        yield Candidate(match.start(), match.end(), _sense(path, ITEM_NAME), CATEGORY_COVER)


def _behind_upper(text: str, word: str, path: str) -> Iterator[Candidate]:
    item = find(path)
    upper = find(item.broader) if item and item.broader else None
    top = find(upper.broader) if upper and upper.broader else None
    heading = f"(?:{re.escape(folded(top.zh))}{_LEVEL})?" if top else ""
    for above in upper.words_zh if upper else ():
        said = heading + re.escape(folded(above)) + _LEVEL + re.escape(word) + r"(?:[(（][类款项][)）])?"
        for match in re.finditer(said, text):
            yield Candidate(match.start(), match.end(), _sense(path, ITEM_NAME), PAIR_COVER)


def _classes(text: str, word: str, path: str) -> Iterator[Candidate]:
    """A class's everyday name with 支出 or expenditure behind it, or one that can be nothing else."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        money = _MONEY_BEHIND.match(text, end)
        if stands(text, at, end) and (money or _NAMES_TWO.search(word)):
            yield Candidate(at, money.end() if money else end, _sense(path, ITEM_NAME), CATEGORY_COVER)
        at = text.find(word, at + 1)


def _sense(path: str, score: float) -> WordSense:
    known = find(path)
    return WordSense("category", path, score, known.zh if known else path)


@cache
def _function_words() -> Mapping[str, str]:
    return {folded(word): path for path, words in class_words(FILE).items() for word in words}


def class_words(path: Path) -> dict[str, tuple[str, ...]]:
    """The words of a file for classes of the functional classification, by concept path. ValueError where it is not well
    formed."""
    words = check_word_lists(path, "words")
    known = {each.path for each in in_scheme("functional")}
    for code in words:
        check_among(f"{path.name}: words: {code}", f"functional/{code}", known, "class")
    return {f"functional/{code}": said for code, said in words.items()}
