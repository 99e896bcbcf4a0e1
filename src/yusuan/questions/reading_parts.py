"""How was a question read? Each slot that narrows or steers it, by name: "county", "苇湾区"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from yusuan.questions.answers import Part
from yusuan.questions.interpret import Reading
from yusuan.questions.names import Names
from yusuan.vocabulary.concepts import concept


@cache
def _slot_names() -> Mapping[str, tuple[str, str]]:
    """What a slot is called in zh and en."""
    read = tomllib.loads(Path(__file__).with_name("slots.toml").read_text("utf-8"))
    return {slot: (zh, en) for slot, (zh, en) in read.items()}


_NARROWING = frozenset({"division", "listed-unit", "named-place", "department", "year", "amount", "share", "portion", "quantity",
                        "month", "text", "level", "indicator-name", "indicator-part", "satisfaction", "final", "without",
                        "late", "project", "other-funds", "fiscal-funds"})  # fmt: skip


def narrowed(reading: Reading, names: Names, lang: str) -> str:
    """What narrows the question, for a sentence: "苇湾区，超过100万元"."""
    found = [
        _meant(each.slot, each.sense.value, each.token.text, names, lang)
        for each in reading.filled
        if each.slot in _NARROWING
    ]
    return ("，" if lang == "zh" else ", ").join(found)


def parts(reading: Reading, names: Names, lang: str) -> tuple[Part, ...]:
    """How the question was read: every slot that narrows or steers it."""
    found = []
    for each in reading.filled:
        if each.slot not in _slot_names():
            continue
        zh, en = _slot_names()[each.slot]
        found.append(Part(en if lang == "en" else zh, _meant(each.slot, each.sense.value, each.token.text, names, lang),
                          each.token.start, each.token.end))  # fmt: skip
    return tuple(found)


def _meant(slot: str, value: object, text: str, names: Names, lang: str) -> str:
    if slot == "division" and isinstance(value, frozenset):
        return "、".join(sorted(names.division_labels[iri] for iri in value))
    if slot == "department" and isinstance(value, frozenset):
        return "、".join(sorted(names.departments[iri].label for iri in value))
    if slot == "project" and isinstance(value, frozenset):
        return "、".join(sorted({names.projects[iri].label for iri in value}))
    if slot in ("category", "level") and isinstance(value, str):
        return concept(value).label(lang)
    if slot == "year":
        year = str(getattr(value, "year", text))
        if not getattr(value, "relative", False):
            return year
        how = f"{text.strip()}，按数据里最新的 {names.newest_year} 年推算" if lang == "zh" else (
            f"{text.strip()}, counted from {names.newest_year}, the newest year in the data")  # fmt: skip
        return f"{year}（{how}）" if lang == "zh" else f"{year} ({how})"
    return text.strip()
