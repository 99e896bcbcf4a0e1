"""Which division does a name in Latin letters mean? Files are often called after a site's folders: chongqing_jiangbei_2021.

Letters alone are shared by many divisions (jiangbei, putuo), so a name counts only right after one that it lies in
(chongqing, jiangbei). ``romanised.tsv`` is built by ``scripts/build_romanised.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from yusuan.values.divisions import TABLE, Division, short_form, table

_WORD = re.compile(r"[a-z]+")
_SUFFIXES = ("", "sheng", "shi", "xian", "qu", "qi")


@lru_cache(maxsize=1)
def _letters() -> Mapping[str, str]:
    rows = TABLE.with_name("romanised.tsv").read_text("utf-8").splitlines()[1:]
    return dict(row.split("\t") for row in rows)


def letters_of(name: str) -> str | None:
    """A division's name without its suffix in Latin letters, where the table has it."""
    return _letters().get(short_form(name) or name)


@lru_cache(maxsize=1)
def _by_letters() -> Mapping[str, tuple[Division, ...]]:
    letters = _letters()
    found: dict[str, tuple[Division, ...]] = {}
    for division in {each.path: each for each in table().values()}.values():
        written = letters.get(short_form(division.name) or division.name)
        if written:
            found[written] = (*found.get(written, ()), division)
    return found


def romanised(text: str) -> tuple[Division, ...]:
    """The divisions that the longest chain of names in ``text`` can mean: several where letters or names are shared
    (liaoning_tieling is 铁岭市 and 铁岭县); none where nothing but a single name below a province stands there."""
    best: tuple[Division, ...] = ()
    words = _WORD.findall(text.lower())
    for at in range(len(words)):
        chain = _chain(words, at)
        if chain and (not best or len(chain[0].path) > len(best[0].path)):
            best = chain
    return best


def _chain(words: list[str], at: int) -> tuple[Division, ...]:
    upper = tuple(each for each in _meant(words[at]) if len(each.path) <= 2)
    provinces = tuple(each for each in upper if len(each.path) == 1)
    reached = provinces
    for word in words[at + 1 : at + 3]:
        below = tuple(
            each
            for each in _meant(word)
            if any(u.path == each.path[: len(u.path)] and u != each for u in upper)
        )
        if not below:
            break
        reached = upper = below
    return reached


def _meant(word: str) -> tuple[Division, ...]:
    known = _by_letters()
    return tuple(
        dict.fromkeys(
            each
            for suffix in _SUFFIXES
            if word.endswith(suffix)
            for each in known.get(word.removesuffix(suffix), ())
        )
    )
