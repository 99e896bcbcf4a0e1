"""Under which names do people speak of a department? 中共石家庄市鹿泉区委办公室 is also 鹿泉区委办, 区委办公室, 鹿泉区委办公室.

The variants are made by rule from the printed names: the Party's title, higher divisions and the division itself may
go, 办公室 is said as 办, 委员会 as 委. Whether a variant means one department only is for the caller to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from yusuan.questions.tables import check_word_lists
from yusuan.values.divisions import short_form
from yusuan.vocabulary.wording import folded

FILE = Path(__file__).with_name("abbreviations.toml")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
_GENERIC = frozenset({
    "办公室", "办", "委", "委员会", "局", "政府", "人民政府", "县委", "区委", "市委", "镇", "乡", "中心", "机关", "委办", "委办公室",
    "中共委办", "中共委办公室", "本级", "县本级", "区本级", "市本级", "县级", "区级", "市级",
})  # fmt: skip
_LEVEL = re.compile(r"^[县区市旗镇乡](?=[委政人])")


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Endings of departments' names, with what people say for short."""
    return check_word_lists(FILE, "endings")


def variants(names: Iterable[str], path: Sequence[str]) -> set[str]:
    """Every way of saying a department that is printed as ``names`` and lies in the division ``path`` (province
    first); folded, so that widths and case do not matter."""
    found: set[str] = set()
    for name in names:
        found |= _of_one("".join(folded(name).split()), [folded(each) for each in path])
    return {each for each in found if len(each) > 1 and each not in _GENERIC}


def _of_one(name: str, path: list[str]) -> set[str]:
    name = _BRACKETS.sub("", name)
    bare = _PARTY.sub("", name)
    own = path[-1] if path else ""
    rest = _without_places(bare, path)
    found = {name, bare}
    for tail in _tails(rest):
        found.add(tail)
        for upper in _heads(path):
            found.add(upper + tail)
            if own and _LEVEL.match(tail) and upper.endswith(own[-1]):
                found.add(upper + tail[1:])
    return found | {"中共" + each for each in found if "委" in each}


def _without_places(name: str, path: list[str]) -> str:
    """``name`` without the divisions before it; 鹿泉区委办公室 keeps its 区: 区委办公室."""
    for upper in path[:-1]:
        for word in (upper, short_form(upper)):
            if word and name.startswith(word):
                name = name[len(word) :]
                break
    own = path[-1] if path else ""
    if not own or not name.startswith(own):
        short = short_form(own) if own else None
        if short and name.startswith(short) and len(name) > len(short) + 1:
            return name[len(short) :]
        return name
    rest = name[len(own) :]
    return own[-1] + rest if rest.startswith(("委", "政府")) else rest


def _heads(path: list[str]) -> list[str]:
    if not path:
        return []
    own, short = path[-1], short_form(path[-1])
    heads = [own, *([short] if short else [])]
    for upper in path[:-1]:
        for word in (upper, short_form(upper)):
            if word:
                heads += [word + own, *([word + short] if short else [])]
    return heads


def _tails(rest: str) -> set[str]:
    tails = {rest}
    inside = rest.partition("人民政府")[2]
    if inside.endswith(("街道办事处", "镇人民政府", "乡人民政府")):
        tails |= {inside, inside.removesuffix("办事处"), inside.removesuffix("人民政府")}
        tails |= {inside.removesuffix("事处")} if inside.endswith("街道办事处") else set()
    for tail in list(tails):
        if tail.endswith("办公室"):
            tails |= {tail[:-2], tail.removesuffix("办公室") + "办"}
        if tail.endswith("委办"):
            tails.add(tail + "公室")
        if tail.endswith("委员会"):
            tails.add(tail[:-2])
        if tail.endswith("人民政府"):
            tails |= {tail.replace("人民政府", "政府"), tail.removesuffix("人民政府")}
        if tail.endswith("人民政府办公室"):
            tails |= {tail.replace("人民政府", "政府"), tail.replace("人民政府办公室", "政府办")}
    for full, short in abbreviations().items():
        tails |= {rest.removesuffix(full) + each for each in short if rest.endswith(full)}
    for tail in list(tails):
        if re.fullmatch(r"[县区市旗]委办(?:公室)?", tail):
            tails.add(tail[1:])
    return {each for each in tails if each}
