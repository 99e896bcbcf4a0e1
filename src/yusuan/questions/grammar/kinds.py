"""What do all patterns of one builder share? ``kinds.toml``: what they ask for, what they refuse, which words ask for the least.

Keys of a kind:

``subject``      what is asked for, in zh and en: ["项目", "projects"]; a noun of the question goes before it
``refuses``      conditions (``conditions.toml``) any of which says that no pattern of the kind reads the question
``least``        the slots that ask for the least of a ranking; by default "min" and "less"
``each_named``   whether rows are amounts of departments and categories, so that an answer accounts for each one named
``tells_years``  whether a count or a sum says of which years its parts are, where they are of several
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.questions.grammar.conditions import Condition, named
from yusuan.questions.language.slots import known_slots
from yusuan.questions.tables import check_among, check_keys
from yusuan.toml_files import read_toml

FILE = Path(__file__).with_name("kinds.toml")
_KEYS: dict[str, type] = {
    "subject": list, "refuses": list, "least": list, "each_named": bool, "tells_years": bool,
}  # fmt: skip
_LEAST = ("min", "less")


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of ``kinds.toml``; the module's docstring tells what each key means."""

    name: str
    subject: tuple[str, str]
    refuses: tuple[Condition, ...] = ()
    least: tuple[str, ...] = _LEAST
    each_named: bool = False
    tells_years: bool = False


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by name. ValueError (with file, name and key) where one is not well formed."""
    return {name: kind_of(f"{FILE.name}: {name}", name, raw) for name, raw in read_toml(FILE).items()}


def kind_of(place: str, name: str, raw: dict[str, Any]) -> Kind:
    """The kind that one entry says, which stands at ``place``. ValueError where it is not well formed."""
    check_keys(place, raw, _KEYS, ("subject",))
    if len(raw["subject"]) != 2:
        raise ValueError(f"{place}: subject: must be two texts, zh and en, is {raw['subject']!r}")
    for slot in raw.get("least", []):
        check_among(f"{place}: least", slot, known_slots(), "slot")
    zh, en = raw["subject"]
    return Kind(
        name,
        (zh, en),
        tuple(named(f"{place}: refuses", raw.get("refuses", []))),
        tuple(raw.get("least", _LEAST)),
        raw.get("each_named", False),
        raw.get("tells_years", False),
    )
