"""The words of forms that tell cells apart where nothing else does (words.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from yusuan.extraction.layouts import layouts
from yusuan.extraction.layouts.keys import variants
from yusuan.extraction.stated import normal
from yusuan.vocabulary.concepts import in_scheme


@dataclass(frozen=True, slots=True)
class FormWords:
    """``least`` different labels make a form; ``labels`` and ``columns`` as ``normal`` writes them. ``cut`` finds any of
    them, or a level of indicators, in text with the longest first."""

    least: int
    labels: frozenset[str]
    columns: frozenset[str]
    levels: frozenset[str]
    groups: frozenset[str]
    money: frozenset[str]
    totals: frozenset[str]
    ends: tuple[str, ...]
    cut: re.Pattern[str]
    row: re.Pattern[str]
    """One indicator in running text: name, description, target."""
    evaluated: re.Pattern[str]
    """One of a self-evaluation: name, target, value reached, points."""


_SHORTEST_LABEL = 4
_BRACKET = re.compile(r"[(][^()]{1,8}[)]\Z")


@cache
def form_words() -> FormWords:
    """The words that ship."""
    entry = tomllib.loads(
        resources.files("yusuan.extraction").joinpath("recovery", "words.toml").read_text("utf-8")
    )
    levels = [word for each in in_scheme("level") for word in each.words_zh if word.endswith("指标")]
    words = [*entry["labels"], *entry["columns"], *levels]
    pattern = "|".join(_either_bracket(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))
    places = "|".join(f"{word}(?=[一-鿿]{{1,4}}[县市区旗])" for word in entry["places"])
    describes, units = "|".join(entry["describes"]), "|".join(map(re.escape, entry["units"]))
    plain, dates = "|".join(entry["qualitative"]), entry["dates"]
    return FormWords(
        entry["least"],
        frozenset(normal(word) for word in [*entry["labels"], *entry["whole"]]),
        frozenset(normal(word) for word in entry["columns"]),
        frozenset(map(normal, levels)),
        frozenset(normal(word) for word in entry["groups"]),
        frozenset(normal(word) for word in entry["money"]),
        frozenset(normal(word) for word in entry["totals"]),
        tuple(entry["ends"]),
        re.compile(f"{pattern}|{places}"),
        re.compile(
            rf"(?P<name>[^\d<>=≥≤＞＜]{{2,40}}?)(?P<description>(?:{describes})[^\d<>=≥≤＞＜]{{0,80}}?)?"
            rf"(?P<target>{dates}|[<>=≥≤＞＜]{{1,2}}\s*\d[\d.]*(?:{units})?|\d[\d.]*(?:{units})?|(?:{plain})(?=\Z|[一-鿿]{{2,30}}?(?:{describes}))|[<>=≥≤＞＜]{{1,2}}\Z|\Z)"
        ),
        re.compile(
            rf"(?P<name>[^\d<>=≥≤＞＜＝]{{2,40}}?)(?:(?P<target>[<>=≥≤＞＜＝]{{0,2}}\d[\d.]*(?:{units}))(?P<actual>[<>=≥≤＞＜＝]{{0,2}}\d[\d.]*(?:{units}))"
            rf"|(?P<word>[一-鿿]{{2,8}})(?P<again>(?P=word)))(?P<points>\d[\d.]*)"
        ),
    )


@lru_cache(maxsize=16384)
def is_column(label: str) -> bool:
    """Whether a label (see ``normal``) heads a column of the indicators: 指标值(年度)."""
    return label in form_words().columns or _BRACKET.sub("", label) in form_words().columns


@lru_cache(maxsize=16384)
def is_label(label: str) -> bool:
    """Whether a label (see ``normal``) announces a value."""
    words = form_words().labels
    return (
        label in words
        or label.rstrip(":") in words
        or any(form in _layout_labels() for form in variants(label))
    )


def is_group(label: str) -> bool:
    """Whether a label (see ``normal``) stands over other labels."""
    if label.rstrip(":") in form_words().groups:
        return True
    return (
        _layout_labels().get(next((form for form in variants(label) if form in _layout_labels()), ""))
        == "group"
    )


@cache
def _layout_labels() -> dict[str, str]:
    """The labels of all layouts that are long enough to be no value, and of what kind each is."""
    return {
        label: sense.kind
        for layout in layouts()
        for label, sense in layout.senses.items()
        if len(label) >= _SHORTEST_LABEL
    }


def is_level(label: str) -> bool:
    """Whether a label (see ``normal``) is a level of indicators."""
    return label in form_words().levels


def _either_bracket(word: str) -> str:
    pattern = re.escape(word)
    for half, full in (("\\(", "[(（]"), ("\\)", "[)）]"), (":", "[:：]")):
        pattern = pattern.replace(half, full)
    return pattern
