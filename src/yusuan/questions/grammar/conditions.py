"""Does a question say what a condition of ``conditions.toml`` describes? Patterns refuse or ask for conditions by name.

Keys of a condition, all of which must hold together:

``why``          the reason, for whoever reads the table; every condition has one
``says``         a regular expression that the question, in lower case, holds
``has``          slots that are filled, "a|b" where either will do
``lacks``        slots none of which is filled
``several``      slots one of which is filled more than once
``single``       slots none of which is filled more than once
``in_full``      slots one of which is filled by a whole name
``not_in_full``  slots none of which is filled by a whole name
``in_part``      slots one of which is filled by part of a name
``longer``       the question has more characters than this
``word``         slots, "a|b", for the keys below: some word in one of them
``like``         … holds this regular expression
``means``        … can also mean this slot
``never_idle``   … cannot also say nothing
``behind``       … stands behind this regular expression, which ends in ``$``
``unlike``       no word in one of them holds this regular expression
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.questions.grammar.filled import Filled
from yusuan.questions.language.slots import known_slots
from yusuan.questions.language.tokens import QuestionToken
from yusuan.questions.tables import check_among, check_keys, check_pattern, check_words
from yusuan.questions.weights import WHOLE_NAME
from yusuan.toml_files import read_toml

FILE = Path(__file__).with_name("conditions.toml")
_SLOTS = ("has", "lacks", "several", "single", "in_full", "not_in_full", "in_part")
_OF_WORD = ("like", "means", "never_idle", "behind", "unlike")
_KEYS: dict[str, type] = {
    "why": str, "says": str, **dict.fromkeys(_SLOTS, list), "longer": int, "word": str, "like": str, "means": str,
    "never_idle": bool, "behind": str, "unlike": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of ``conditions.toml``; the module's docstring tells what each key means."""

    name: str
    says: re.Pattern[str] | None = None
    has: tuple[frozenset[str], ...] = ()
    lacks: frozenset[str] = frozenset()
    several: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    in_full: frozenset[str] = frozenset()
    not_in_full: frozenset[str] = frozenset()
    in_part: frozenset[str] = frozenset()
    longer: int = 0
    word: frozenset[str] = frozenset()
    like: re.Pattern[str] | None = None
    means: str | None = None
    never_idle: bool = False
    behind: re.Pattern[str] | None = None
    unlike: re.Pattern[str] | None = None

    def holds(self, filled: tuple[Filled, ...], question: str) -> bool:
        """Whether ``question``, with its words read as ``filled``, is what the condition describes."""
        return (
            len(question) > self.longer
            and (self.says is None or self.says.search(question.lower()) is not None)
            and self._slots_fit([each.slot for each in filled])
            and self._names_fit(filled)
            and self._words_fit([each.token for each in filled if each.slot in self.word], question)
        )

    def _slots_fit(self, slots: list[str]) -> bool:
        return (
            all(need & set(slots) for need in self.has)
            and not self.lacks & set(slots)
            and (not self.several or any(slots.count(each) > 1 for each in self.several))
            and not any(slots.count(each) > 1 for each in self.single)
        )

    def _names_fit(self, filled: tuple[Filled, ...]) -> bool:
        whole = {each.slot for each in filled if each.sense.score >= WHOLE_NAME}
        part = {each.slot for each in filled if each.sense.score < WHOLE_NAME}
        return (
            (not self.in_full or bool(self.in_full & whole))
            and not self.not_in_full & whole
            and (not self.in_part or bool(self.in_part & part))
        )

    def _words_fit(self, words: list[QuestionToken], question: str) -> bool:
        if self.unlike is not None and any(self.unlike.search(each.text) for each in words):
            return False
        asked = self.like or self.means or self.never_idle or self.behind
        return not asked or any(self._word_fits(each, question) for each in words)

    def _word_fits(self, token: QuestionToken, question: str) -> bool:
        return (
            (self.like is None or self.like.search(token.text) is not None)
            and (self.means is None or token.sense(self.means) is not None)
            and not (self.never_idle and token.sense("") is not None)
            and (self.behind is None or self.behind.search(question[: token.start].lower()) is not None)
        )


@cache
def conditions() -> Mapping[str, Condition]:
    """Every condition by name. ValueError (with file, name and key) where one is not well formed."""
    return {name: condition_of(f"{FILE.name}: {name}", name, raw) for name, raw in read_toml(FILE).items()}


def named(place: str, names: list[str]) -> Iterator[Condition]:
    """The conditions with these names. Raises ValueError for a name that none has."""
    check_words(place, names)
    for name in names:
        check_among(place, name, conditions(), "condition")
        yield conditions()[name]


def condition_of(place: str, name: str, raw: dict[str, Any]) -> Condition:
    """The condition that one entry says, which stands at ``place``. ValueError where it is not well formed."""
    check_keys(place, raw, _KEYS, ("why",))
    if "word" not in raw and set(_OF_WORD) & raw.keys():
        raise ValueError(f"{place}: word: is missing; {', '.join(set(_OF_WORD) & raw.keys())} speak of it")
    for key in (*_SLOTS, "word", "means"):
        for slot in _slots(raw, key):
            check_among(f"{place}: {key}", slot, known_slots(), "slot")
    made: dict[str, Any] = {key: raw[key] for key in ("longer", "means", "never_idle") if key in raw}
    for key in ("says", "like", "behind", "unlike"):
        if key in raw:
            made[key] = check_pattern(f"{place}: {key}", raw[key])
    for key in ("lacks", "in_full", "not_in_full", "in_part", "word"):
        made[key] = frozenset(_slots(raw, key))
    return Condition(
        name, has=tuple(frozenset(each.split("|")) for each in raw.get("has", [])),
        several=tuple(raw.get("several", [])), single=tuple(raw.get("single", [])), **made,
    )  # fmt: skip


def _slots(raw: Mapping[str, Any], key: str) -> list[str]:
    """The slots that a key names, "a|b" as two."""
    said = raw.get(key, [])
    return [slot for each in ([said] if isinstance(said, str) else said) for slot in each.split("|")]
