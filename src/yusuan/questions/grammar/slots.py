"""What does an answer say of the slots that a question was read in? ``slots.toml``: their names, which narrow, which lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.questions.language.slots import known_slots
from yusuan.questions.tables import check_among, check_keys, check_words
from yusuan.toml_files import read_toml

FILE = Path(__file__).with_name("slots.toml")
_LISTS = ("narrows", "leads", "led")
_TABLES = ("names", "nouns")
_BY_SENSE = frozenset({"topic"})
"""A slot that is read as a text where it is said."""


@dataclass(frozen=True, slots=True)
class SlotWords:
    """The comments of ``slots.toml`` tell what each holds; texts are zh and en."""

    names: Mapping[str, tuple[str, str]]
    nouns: Mapping[str, tuple[str, str]]
    narrows: frozenset[str]
    leads: frozenset[str]
    led: frozenset[str]


@cache
def slot_words() -> SlotWords:
    """What ``slots.toml`` says. ValueError (with table and key) where it is not well formed."""
    return slot_words_of(FILE)


def slot_words_of(path: Path) -> SlotWords:
    """What a file of this form says; raises ValueError as ``slot_words`` does."""
    keys = {**dict.fromkeys(_LISTS, list), **dict.fromkeys(_TABLES, dict)}
    read = read_toml(path)
    check_keys(path.name, read, keys, keys)
    for key in (*_LISTS, *_TABLES):
        for slot in read[key]:
            check_among(f"{path.name}: {key}", slot, known_slots() | _BY_SENSE, "slot")
    for key in _LISTS:
        check_words(f"{path.name}: {key}", read[key])
    return SlotWords(
        names=_pairs(f"{path.name}: names", read["names"]),
        nouns=_pairs(f"{path.name}: nouns", read["nouns"]),
        narrows=frozenset(read["narrows"]),
        leads=frozenset(read["leads"]),
        led=frozenset(read["led"]),
    )


def _pairs(place: str, table: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    for slot, said in table.items():
        check_words(f"{place}: {slot}", said)
        if len(said) != 2:
            raise ValueError(f"{place}: {slot}: must be two texts, zh and en, is {said!r}")
    return {slot: (zh, en) for slot, (zh, en) in table.items()}
