"""The patterns of ``patterns/*.toml``, checked: every key known, of its type, every name one that exists.

``pattern.py`` tells what each key means. What is not so is refused when the patterns are loaded, with the file, the pattern's id
and the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.questions.grammar.conditions import Condition, named
from yusuan.questions.grammar.kinds import Kind, kinds
from yusuan.questions.grammar.pattern import ANY, Need, Pattern
from yusuan.questions.grammar.placeholders import PLACEHOLDERS, placeholders_in
from yusuan.questions.language.slots import known_slots
from yusuan.questions.language.words import lexicon
from yusuan.questions.queries.facts import known_facts
from yusuan.questions.queries.sparql import filter_names, query_names
from yusuan.questions.tables import check_among, check_keys, check_words
from yusuan.toml_files import read_toml

FOLDER = Path(__file__).with_name("patterns")
GROUPS = "groups.toml"
REMAINDERS = ("departments", "projects")
LANGUAGES = ("zh", "en")
_QUERIES = ("query", "parts", "smallest", "some_parts", "evidence_from")
_KEYS: dict[str, type] = {
    "id": str, "reads": str, "needs": list, "takes": list, "refuses": list, "allows": list, "when": list, "bare": list,
    "free": bool, "rank": float, **dict.fromkeys(_QUERIES, str), "limit": bool, "grouped": bool, "closer": str, "valued": bool,
    "aggregate": bool, "remainder": str, "unit": str, "evidence": list, "answer": dict, "examples": list,
    "counter_examples": list,
}  # fmt: skip
_NEEDED = ("id", "reads", "needs", "query", "answer", "examples")
_PLAIN = ("rank", *_QUERIES, "limit", "grouped", "closer", "valued", "aggregate", "remainder", "unit", "free")
"""Keys whose values are taken as they stand."""


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern, by file and place. ValueError (with file, id and key) where one is not well formed."""
    groups = _groups()
    files = {path.name: read_toml(path) for path in sorted(FOLDER.glob("*.toml")) if path.name != GROUPS}
    found = [made for name, read in files.items() for made in patterns_in(name, read, groups)]
    said = {slot for read in files.values() for raw in read["pattern"] for slot in raw.get("takes", [])}
    check_together(found, groups, frozenset(slot.removeprefix("@") for slot in said if slot.startswith("@")))
    return tuple(found)


def patterns_in(name: str, read: Mapping[str, Any], groups: Mapping[str, tuple[str, ...]]) -> Iterator[Pattern]:
    """The patterns of the file ``name``, which says ``read``, in order."""
    for key in read:
        check_among(f"{name}: {key}", key, ["pattern"], "table")
    for place, raw in enumerate(read.get("pattern", []), start=1):
        yield pattern_of(f"{name}: {raw.get('id', f'pattern {place}')}", raw, groups)


def pattern_of(place: str, raw: dict[str, Any], groups: Mapping[str, tuple[str, ...]]) -> Pattern:
    """The pattern that one ``[[pattern]]`` says, which stands at ``place``. ValueError where it is not well formed."""
    check_keys(place, raw, _KEYS, _NEEDED)
    check_among(f"{place}: reads", raw["reads"], kinds(), "kind")
    for way in raw["needs"]:
        if not isinstance(way, list):
            raise ValueError(f"{place}: needs: must be a list of lists of texts, holds {way!r}")
    _check_names(place, raw)
    _check_sentences(place, raw["answer"])
    kind = kinds()[raw["reads"]]
    return Pattern(
        id=raw["id"],
        reads=raw["reads"],
        kind=kind,
        needs=tuple(tuple(_need(f"{place}: needs", each) for each in way) for way in raw["needs"]),
        takes=_taken(f"{place}: takes", raw.get("takes", []), groups),
        refuses=_refused(place, raw, kind),
        when=tuple(named(f"{place}: when", raw.get("when", []))),
        bare=tuple(named(f"{place}: bare", raw["bare"])) if "bare" in raw else None,
        evidence=tuple(raw.get("evidence", [])),
        answer=raw["answer"],
        examples=tuple(raw["examples"]),
        counter_examples=tuple(raw.get("counter_examples", [])),
        **{key: raw[key] for key in _PLAIN if key in raw},
    )


def _check_names(place: str, raw: Mapping[str, Any]) -> None:
    """That the queries, the filter, the facts and the remainder which a pattern names exist."""
    for key in _QUERIES:
        if key in raw:
            check_among(f"{place}: {key}", raw[key], query_names(), "query")
    if "closer" in raw:
        check_among(f"{place}: closer", raw["closer"], filter_names(), "filter")
    if "remainder" in raw:
        check_among(f"{place}: remainder", raw["remainder"], REMAINDERS)
    for fact in raw.get("evidence", []):
        check_among(f"{place}: evidence", fact, known_facts(), "property")
    for key in ("examples", "counter_examples"):
        check_words(f"{place}: {key}", raw.get(key, []))
    if not raw["examples"]:
        raise ValueError(f"{place}: examples: give at least one question that the pattern reads")


def _check_sentences(place: str, answer: Mapping[str, Any]) -> None:
    check_keys(f"{place}: answer", answer, dict.fromkeys(LANGUAGES, str), LANGUAGES)
    for lang in LANGUAGES:
        try:
            said = placeholders_in(answer[lang])
        except ValueError as error:
            raise ValueError(f"{place}: answer.{lang}: {error}") from error
        for name in said:
            check_among(f"{place}: answer.{lang}", name, PLACEHOLDERS, "placeholder")


def _refused(place: str, raw: Mapping[str, Any], kind: Kind) -> tuple[Condition, ...]:
    """The conditions that the kind refuses, without those that the pattern allows, and its own."""
    of_kind = {each.name: each for each in kind.refuses}
    for name in raw.get("allows", []):
        check_among(f"{place}: allows", name, of_kind, f"condition that {kind.name} refuses")
    kept = [each for name, each in of_kind.items() if name not in raw.get("allows", [])]
    return (*kept, *named(f"{place}: refuses", raw.get("refuses", [])))


def _need(place: str, said: str) -> Need:
    """A need as it is written: "a", "a|b" or "a:2"."""
    slots, _, times = said.partition(":")
    for slot in slots.split("|"):
        check_among(place, slot, known_slots(), "slot")
    if times and not (times.isdigit() and int(times) > 1):
        raise ValueError(f"{place}: {said!r}: after the colon stands how often at least, 2 or more")
    return Need(frozenset(slots.split("|")), int(times or 1))


def _taken(place: str, said: Iterable[str], groups: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The slots of a ``takes``, its groups opened."""
    takes: set[str] = set()
    for slot in said:
        if slot.startswith("@"):
            check_among(place, slot[1:], groups, "group")
            takes |= set(groups[slot[1:]])
        elif slot == ANY:
            takes.add(ANY)
        else:
            check_among(place, slot, known_slots(), "slot")
            takes.add(slot)
    return frozenset(takes)


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    """Slots that go together, by the name after "@"."""
    read = read_toml(FOLDER / GROUPS)
    for name, slots in read.items():
        check_words(f"{GROUPS}: {name}", slots)
        for slot in slots:
            check_among(f"{GROUPS}: {name}", slot, known_slots(), "slot")
    return {name: tuple(slots) for name, slots in read.items()}


def check_together(
    found: Sequence[Pattern], groups: Mapping[str, tuple[str, ...]], taken: frozenset[str] | None = None
) -> None:
    """That no two patterns have one id, that each cue of the lexicon has a pattern that looks for it, and that each of
    ``groups`` is among those ``taken``. Raises ValueError."""
    ids = [each.id for each in found]
    for each in ids:
        if ids.count(each) > 1:
            raise ValueError(f"patterns: id: {each!r} stands twice; every pattern has an id of its own")
    looked_for = {slot for each in found for way in each.needs for need in way for slot in need.slots}
    looked_for |= {slot for each in found for slot in each.takes}
    for slot in sorted(lexicon.slots() - looked_for):
        raise ValueError(f"lexicon.toml: cues: {slot!r}: no pattern needs or takes this slot; is it a misspelling?")
    for name in sorted(groups.keys() - taken) if taken is not None else ():
        raise ValueError(f"{GROUPS}: {name}: no pattern takes this group")
