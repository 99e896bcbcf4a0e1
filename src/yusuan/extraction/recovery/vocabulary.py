"""What is a word to the forms of a layout: a label, a group, the header of a column, a level, the end? And which layout's
forms do these words tell of?

Every word comes from the layouts (``layouts/projects``), with the meaning that its layout gives it. What only cutting needs
stands in words.toml.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from yusuan.extraction.layouts import Layout, Sense, generic, layouts
from yusuan.extraction.layouts.keys import keys_of, variants
from yusuan.extraction.tables.alignment import level_depth
from yusuan.toml_files import read_toml

_SHORTEST = 4
"""Characters below which a word that a layout has from another (总额, 金额) may as well be a value."""
_LEAST_WORDS = 4
"""How many different words of a layout make one of its forms."""
_LEAST_UNKNOWN = 6
"""The same of a form that no layout knows, which has the header of levels besides."""
_THINNEST = 5
"""How many cells a label has, with itself, in what is like a form."""
_LEVELLED = ("一级指标", "三级指标")
BRACKET = r"(?:\s*[(（][^()（）\n]{1,8}[)）])?"
"""What may stand in brackets behind a label in running text."""
_PRINTED = {"(": "[(（]", ")": "[)）]", ":": "[:：]", ",": "[,，、]", "%": "[%％]"}
_MONEY = ("amount", "total_investment", "adjusted", "executed")
_ORDINALS = ("序号", "行次", "编号", "顺序号")


@cache
def cutting_words() -> dict[str, Any]:
    """words.toml."""
    return read_toml(resources.files("yusuan.extraction").joinpath("recovery", "words.toml"))


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of one layout's forms. Labels are asked for as ``normal`` writes them."""

    layout: Layout

    def sense(self, label: str) -> Sense | None:
        """What a label announces."""
        senses = self.layout.senses
        return next((senses[form] for form in variants(label) if form in senses and self._tells(form)), None)

    def column(self, label: str) -> str | None:
        """The property that a header of indicator rows is of, "ordinal" where it counts the rows."""
        return self._header(self.layout.columns, label)

    def project_column(self, label: str) -> str | None:
        """The same for a list of projects: the property of the project, or "project" for its name."""
        key = self._header(self.layout.project_columns, label)
        return "project" if key == "name" else key

    def money(self, label: str) -> str | None:
        """The property that a header over money of one project is of."""
        return self._header(self.layout.money_columns, label)

    def names(self, label: str) -> bool:
        """Whether a label announces something or heads a column, and is no value."""
        if not label:
            return False
        if self.layout.kind == "list":
            return any(form in self.layout.project_columns and self._tells(form) for form in variants(label))
        return self.sense(label) is not None or self._column_alone(label)

    def group(self, label: str) -> bool:
        """Whether a label may stand over other labels."""
        sense = self.sense(label)
        return sense is not None and sense.kind in ("group", "block")

    def announces_money(self, label: str) -> bool:
        """Whether the value of a label is an amount."""
        sense = self.sense(label)
        return sense is not None and (sense.kind in ("funding", "line") or sense.key in _MONEY)

    def total(self, label: str) -> bool:
        """Whether a word begins a row that sums up others."""
        return any(form in self.layout.totals for form in variants(label))

    def ends(self, label: str) -> bool:
        """Whether a label, or what stands before a colon in it, ends the rows of a form: remarks, signatures."""
        senses = (self.layout.senses.get(form) for form in keys_of(label))
        return closes(label) or any(sense is not None and sense.kind in ("remark", "ignore") for sense in senses)

    def _header(self, columns: Mapping[str, str], label: str) -> str | None:
        form = next((form for form in variants(label) if form in columns), None) if label else None
        return "ordinal" if form in _ORDINALS else columns[form] if form else None

    def _column_alone(self, label: str) -> bool:
        columns = self.layout.columns
        form = next((form for form in variants(label) if form in columns), None)
        return form is not None and (self._tells(form) or columns[form] in ("target", "level1", "level2"))

    def _tells(self, form: str) -> bool:
        return len(form) >= _SHORTEST or form in self.layout.own


@lru_cache(maxsize=64)
def vocabulary_of(layout: Layout) -> Vocabulary:
    """The vocabulary of ``layout``."""
    return Vocabulary(layout)


def vocabularies() -> tuple[Vocabulary, ...]:
    """Those of all layouts."""
    return tuple(map(vocabulary_of, layouts()))


def closes(words: str) -> bool:
    """Whether a line is what ends forms in every layout: 附件："""
    return any(form in cutting_words()["ends"] for form in keys_of(words))


def is_level(label: str) -> bool:
    """Whether a label is a level of indicators (产出指标, 数量指标)."""
    return level_depth(label) > 0


def is_name(label: str) -> bool:
    """Whether a label announces something, or heads a column, in the forms of some layout."""
    return _is_name(label, layouts())


@lru_cache(maxsize=16384)
def _is_name(label: str, known: Collection[Layout]) -> bool:
    return any(vocabulary_of(layout).names(label) for layout in known)


def told_by(labels: Sequence[str]) -> Vocabulary | None:
    """The vocabulary of the layout whose form the ``labels`` tell of, in the order in which they stand; ``None`` where
    they tell of none."""
    forms = frozenset(form for label in labels for form in keys_of(label))
    return surest((_score(each, labels, forms), each) for each in vocabularies()) or _told_by_none(labels)


def surest(scored: Iterable[tuple[float, Vocabulary]]) -> Vocabulary | None:
    """The vocabulary with the highest score, the first of several; ``None`` where none has any."""
    score, vocabulary = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return vocabulary if score else None


def _score(vocabulary: Vocabulary, labels: Sequence[str], forms: frozenset[str]) -> float:
    score = vocabulary.layout.score(forms)
    if not score:
        return 0
    if vocabulary.layout.kind == "list":
        return score + len(listed) if (listed := list_header(labels, vocabulary)) else 0
    return score if sum(map(vocabulary.names, dict.fromkeys(labels))) >= _LEAST_WORDS else 0


def _told_by_none(labels: Sequence[str]) -> Vocabulary | None:
    """The vocabulary of no layout's own, where labels enough and the header of levels show a form that none knows."""
    vocabulary = vocabulary_of(generic())
    names = {label for label in labels if vocabulary.names(label)}
    levels = any(vocabulary.column(label) in ("level1", "name") and label.startswith(_LEVELLED) for label in names)
    return vocabulary if len(names) >= _LEAST_UNKNOWN and levels else None


def tells_of_unknown_form(labels: Sequence[str]) -> bool:
    """Whether ``labels`` are like those of a form, whoever prints it: what a project is called, and more of its properties,
    among few other words."""
    senses = {label: vocabulary_of(generic()).sense(label) for label in labels if label}
    known = {label: sense for label, sense in senses.items() if sense is not None}
    named = any(sense.kind == "value" and sense.key == "name" for sense in known.values())
    return named and len(known) >= _LEAST_WORDS and len(known) * _THINNEST >= len(labels)


_LEAST_LISTED = 3


def list_header(labels: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The properties of the columns with which ``labels`` begin, where they are the header of a list of projects."""
    kinds: list[str] = []
    for label in labels:
        kind = vocabulary.project_column(label) or vocabulary.column(label)
        if kind is None:
            break
        kinds.append(kind)
    return kinds if len(kinds) >= _LEAST_LISTED and "project" in kinds else []


def indicator_header(labels: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The properties of the columns with which ``labels`` begin, where they are the header of rows of indicators: three,
    or two that are words of the layout's own."""
    kinds: list[str] = []
    for label in labels:
        kind = vocabulary.column(label)
        if kind is None or (not kinds and vocabulary.group(label)):
            break
        kinds.append(kind)
    own = all(any(form in vocabulary.layout.own for form in variants(label)) for label in labels[: len(kinds)])
    named = bool({"name", "content", "level1", "level2"} & set(kinds))
    return kinds if named and len(kinds) >= (2 if own else 3) else []


def printed(labels: Iterable[str]) -> str:
    """A regular expression for any of the ``labels`` (see ``key_of``) in either width of signs, the longest first."""
    return "|".join(
        "".join(_PRINTED.get(sign, re.escape(sign)) for sign in label)
        for label in sorted(set(labels), key=lambda label: (-len(label), label))
    )
