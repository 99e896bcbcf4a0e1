"""Which functional item (科目) does a stretch of prose name? By its code, by 类 款 项 one after the other, or, in a list of
items, by its name alone.

A name such as 机构运行 stands under several codes. In a list it is the one whose branch (款) the document's other items
belong to; where that leaves more than one, it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from yusuan.vocabulary.concept import Concept
from yusuan.vocabulary.concepts import find, in_scheme
from yusuan.vocabulary.wording import folded

_MARK = re.compile(r"[（(](?P<level>[类款项])[)）]")
_LEVELS = {"类": 3, "款": 5, "项": 7}
"""Digits of the code at each level."""
_BETWEEN = re.compile(r"[\s“”\"'、的]*(?:\d{2}|\d{5}|\d{7})?")
_CODED = re.compile(r"(?<!\d)(?P<code>2\d{2}(?:\d{2}){0,2})(?!\d)[ \-—:：、”“\"（(]{0,3}(?=[一-鿿])")
_CODE_BEFORE = re.compile(r"(?<!\d)(?:2\d{2}(?:\d{2}){0,2})?\Z")
_CODE_BEHIND = re.compile(r"[（(](?P<code>2\d{2}(?:\d{2}){0,2})[)）]")
_LISTED = re.compile(r"(?:功能分类|功能科目|支出功能)")
_NOT_LISTED = re.compile(r"(?:经济分类|结构分类|支出结构|经济科目)")
_ITEM_START = re.compile(
    r"(?:^|[。；;]|(?<=[^\d])\d{1,2}[.、．])[\s“\"（(一二三四五六七八九十）)、.．\d]{0,6}"
)
_AMOUNT = re.compile(r"(?:[”\"]?(?:科目)?(?:支出)?(?:预算|决算)?(?:数|为|安排|：|:)*\s*)(?=\d)")
_LONGEST_NAME = 40
_LEAST_ALONE = 8
"""Characters of a name that is one item's alone and needs no list around it."""


@dataclass(frozen=True, slots=True)
class FunctionalItem:
    """A functional item named at ``start`` to ``end`` of a cleaned text; ``path`` is ``None`` for one not known;
    ``inferred`` where the name alone did not decide it."""

    start: int
    end: int
    path: str | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ListedBranches:
    """The branches (款) that the items of a document's lists belong to for certain."""

    branches: frozenset[str] = frozenset()


def is_list(text: str) -> bool | None:
    """Whether a title or sentence begins a list of functional items, ends one, or says neither (``None``)."""
    if _NOT_LISTED.search(text):
        return False
    return True if _LISTED.search(text) else None


def listing(texts: Sequence[str]) -> ListedBranches:
    """What the unambiguous items at the beginnings of ``texts`` (cleaned paragraphs) belong to."""
    found = set()
    for text in texts:
        for _, _, name in _leading_names(text):
            known = _named().get(folded(name), ())
            if len(known) == 1:
                found.add(known[0].broader or "")
    return ListedBranches(frozenset(found))


def items(text: str, listed: bool, of: ListedBranches) -> Iterator[FunctionalItem]:
    """The functional items named in cleaned ``text``, in order; names alone only where ``listed`` or unmistakable."""
    taken = 0
    found = sorted(
        [*_marked(text), *_coded(text), *_code_behind(text), *_alone(text, listed, of)],
        key=lambda item: (item.start, -item.end),
    )
    for item in found:
        if item.start >= taken:
            yield item
            taken = item.end


def _marked(text: str) -> Iterator[FunctionalItem]:
    """一般公共服务支出（类）财政事务（款）行政运行（项）: each name is looked for under the one before it."""
    start: int | None = None
    path: str | None = None
    unknown = False
    end = 0
    deepest = ""
    for match in _MARK.finditer(text):
        digits = _LEVELS[match["level"]]
        before = text[max(end, match.start() - _LONGEST_NAME) : match.start()]
        goes_on = start is not None and digits > _LEVELS[deepest] and len(before) == match.start() - end
        name = _suffix(before, digits, path if goes_on else None)
        if goes_on and not (name and _BETWEEN.fullmatch(before[: len(before) - len(name[0])])):
            unknown = True
        if not goes_on:
            if start is not None and deepest != "类":
                yield FunctionalItem(start, end, None if unknown else path)
            unknown = name is None
            start = match.start() - len(name[0]) if name else match.start() - len(_words_before(before))
            start -= len(_CODE_BEFORE.search(text[:start]).group())  # type: ignore[union-attr]
        path = name[1] if name else None
        end, deepest = match.end(), match["level"]
    if start is not None and deepest != "类":
        yield FunctionalItem(start, end, None if unknown else path)


def _words_before(before: str) -> str:
    match = re.search(r"[一-鿿]*\Z", before)
    return match.group() if match else ""


def _suffix(before: str, digits: int, under: str | None) -> tuple[str, str | None] | None:
    """The longest name of an item with so many digits (below ``under``) that ``before`` ends with, and its path (``None``
    where the name stands under several)."""
    plain = folded(before)
    for length in range(min(len(plain), _LONGEST_NAME), 1, -1):
        name = plain[-length:]
        known = [
            each
            for each in _named().get(name, ())
            if len(each.notation or "") == digits and (under is None or each.path.startswith(under))
        ]
        if known:
            return before[-length:], known[0].path if len(known) == 1 else None
    return None


def _coded(text: str) -> Iterator[FunctionalItem]:
    for match in _CODED.finditer(text):
        known = find(f"functional/{match['code']}")
        if known is None:
            continue
        for name in _names(known):
            if folded(text[match.end() : match.end() + len(name)]) == name:
                yield FunctionalItem(match.start(), match.end() + len(name), known.path)
                break


def _code_behind(text: str) -> Iterator[FunctionalItem]:
    """行政运行（2010301）: the name that the code in brackets behind it has, or the words there where it has another."""
    for match in _CODE_BEHIND.finditer(text):
        known = find(f"functional/{match['code']}")
        if known is None:
            continue
        before = folded(text[max(0, match.start() - _LONGEST_NAME) : match.start()])
        lengths = [len(name) for name in _names(known) if before.endswith(name)]
        if lengths or len(match["code"]) == _LEVELS["项"]:
            length = max(lengths, default=len(_words_before(before)))
            yield FunctionalItem(match.start() - length, match.end(), known.path)


def _alone(text: str, listed: bool, of: ListedBranches) -> Iterator[FunctionalItem]:
    for start, end, name in _leading_names(text):
        known = _named().get(folded(name), ())
        if len(known) == 1:
            if listed or len(name) >= _LEAST_ALONE:
                yield FunctionalItem(start, end, known[0].path)
        elif listed:
            near = [each for each in known if each.broader in of.branches]
            if len(near) == 1:
                yield FunctionalItem(start, end, near[0].path, inferred=True)


def _leading_names(text: str) -> Iterator[tuple[int, int, str]]:
    """The names of items (not of classes) at the beginnings of sentences that an amount follows."""
    for match in _ITEM_START.finditer(text):
        start = match.end()
        rest = folded(text[start : start + _LONGEST_NAME])
        for length in range(len(rest), 1, -1):
            known = _named().get(rest[:length])
            if known and len(known[0].notation or "") > 3 and _AMOUNT.match(text, start + length):
                yield start, start + length, text[start : start + length]
                break


@cache
def _named() -> dict[str, tuple[Concept, ...]]:
    """Functional items by each of their names."""
    table: dict[str, tuple[Concept, ...]] = {}
    for each in in_scheme("functional"):
        for name in _names(each):
            table[name] = (*table.get(name, ()), each)
    return table


def _names(each: Concept) -> list[str]:
    """The names of an item; a class is also called without 支出 (教育（类）)."""
    names = [folded(word) for word in each.words_zh]
    if len(each.notation or "") == 3:
        names += [name.removesuffix("支出") for name in names if name.endswith("支出") and len(name) > 4]
    return list(dict.fromkeys(names))
