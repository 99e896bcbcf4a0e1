"""Reading the TOML files of layouts: every key is known, every value of the right type, ``like`` resolved.

A file that is not well formed raises ValueError with one sentence that names the file and the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import Any

from yusuan.extraction.layouts.keys import key_of
from yusuan.extraction.layouts.shapes import (
    Shape,
    lists_of,
    mapping,
    number,
    one_of,
    path,
    pattern,
    patterns,
    refuse,
    table,
    text,
    words,
)
from yusuan.model.field import FormReading
from yusuan.model.fields import ACTIVITY, INDICATOR, PROJECT
from yusuan.toml_files import read_toml

KINDS = ("form", "list", "words")
SUBJECTS = ("project", "department")
TEXTS = PROJECT.layout_keys(FormReading.NAME, FormReading.ORGANISATION, FormReading.CELL)
TOLD = PROJECT.layout_keys(FormReading.TOLD)
VALUES = (*TEXTS, *TOLD, *PROJECT.layout_keys(FormReading.MONEY, FormReading.NUMBER))
BLOCKS = (*TOLD, *PROJECT.layout_keys(FormReading.ROWS), "tasks", "costs")
INDICATOR_COLUMNS = (*INDICATOR.layout_keys(), "content", "ignore")
STAGES = (*(row.attribute for row in PROJECT if row.stage), "execution_rate", "ignore")
TASKS = (*ACTIVITY.layout_keys(), "ignore")
TRIMMED = (*TEXTS, "level")
OWN = "own"
"""Where a resolved entry holds the words that its file says itself; no key of a file."""

_MAPS: dict[str, tuple[str, ...]] = {
    "value": VALUES,
    "block": BLOCKS,
    "columns": INDICATOR_COLUMNS,
    "project_columns": (*VALUES, "ignore"),
    "money_columns": STAGES,
    "task_columns": TASKS,
    "terms": ("annual", "long-term"),
}
"""Tables of lists of labels, and the properties they may name; a path of a concept is a source or a category."""
_PATHS = ("funding", "line")
_WITH_PATHS = ("project_columns",)
_LISTS = ("start", "group", "remark")
_FILE: dict[str, Shape] = {
    "id": text,
    "kind": one_of(*KINDS),
    "subject": one_of(*SUBJECTS),
    "like": text,
    "about": text,
    **dict.fromkeys(_LISTS, words),
    "recognise": table(
        {"labels": words, "least": number, "every": lists_of(words), "never": words, "titles": patterns}
    ),
    **{key: mapping(words, known, paths=key in _WITH_PATHS) for key, known in _MAPS.items()},
    **{key: mapping(words, (), paths=True) for key in _PATHS},
    "total": table({"labels": words, "category": path}),
    "trim": mapping(pattern, TRIMMED),
    "ignore": table({"labels": words, "patterns": patterns, "why": text}),
}


def read_layout_files(folder: Traversable) -> dict[str, dict[str, Any]]:
    """What every ``.toml`` of ``folder`` says, by file name, with the words of the file it is ``like`` added, and
    under ``OWN`` the words of its own."""
    found = dict(toml_files(folder))
    by_id: dict[str, dict[str, Any]] = {}
    for name, entry in found.items():
        check(name, entry)
        if by_id.setdefault(entry["id"], entry) is not entry:
            raise refuse(name, "id", f"another file has the id {entry['id']!r} already")
    return {
        name: _resolved(name, entry, by_id, ()) | {OWN: sorted(_said(entry))} for name, entry in found.items()
    }


def toml_files(folder: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, what it says) of every ``.toml`` of ``folder``, by name. ValueError where one is no TOML."""
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.name, read_toml(file)


def _said(entry: dict[str, Any]) -> set[str]:
    """Every label and column word that a file says itself."""
    columns = (labels for key in _COLUMNS for labels in entry.get(key, {}).values())
    recognise = entry.get("recognise", {})
    told = (recognise.get("labels", ()), *recognise.get("every", ()), entry.get("start", ()))
    return {label for labels in (*_senses(entry), *columns, *told) for label in labels}


def check(name: str, entry: dict[str, Any]) -> None:
    """ValueError where a key of the file ``name`` is unknown, its value of the wrong shape, or a label said twice."""
    if not isinstance(entry.get("id"), str):
        raise refuse(name, "id", "a layout needs an id, a short name in letters and dashes")
    if "kind" not in entry:
        _FILE["kind"](name, "kind", None)
    table(_FILE)(name, "", entry)
    recognise = entry.get("recognise", {})
    if entry["kind"] != "words" and not recognise.get("labels"):
        raise refuse(name, "recognise.labels", "say by which labels the form is recognised")
    if "ignore" in entry and not entry["ignore"].get("why"):
        raise refuse(name, "ignore.why", "say why these words are not read")
    for group in recognise.get("every", ()):
        if not group:
            raise refuse(name, "recognise.every", "a list without labels would never be met")
    _said_once(name, entry)


def _said_once(name: str, entry: dict[str, Any]) -> None:
    """ValueError where one label has two meanings in one table, of which the second would never count."""
    for key in (*_MAPS, *_PATHS):
        if key == "terms":
            continue
        meant: dict[str, str] = {}
        for inner, labels in entry.get(key, {}).items():
            for label in labels:
                first = meant.setdefault(key_of(label), inner)
                if first != inner:
                    raise refuse(name, f"{key}.{inner}", f"{label} stands under {key}.{first} already")


def _resolved(
    name: str, entry: dict[str, Any], by_id: dict[str, dict[str, Any]], seen: tuple[str, ...]
) -> dict[str, Any]:
    """``entry`` with the words of what it is like; its own come first, and what recognises a form is never shared."""
    like = entry.get("like")
    if like is None:
        return entry
    if like not in by_id or like in seen:
        raise ValueError(f"{name}: like: there is no other layout {like!r}")
    base = _resolved(name, by_id[like], by_id, (*seen, str(entry["id"])))
    said = {key_of(label) for labels in _senses(entry) for label in labels}
    merged = dict(entry)
    for key, value in base.items():
        if key == "start":
            merged[key] = entry.get(key, value)
        elif key in _LISTS:
            merged[key] = [*entry.get(key, ()), *_others(value, said)]
        elif key in _MAPS or key in _PATHS:
            own = entry.get(key, {})
            taken = said if key in _SENSES else {key_of(label) for labels in own.values() for label in labels}
            merged[key] = own | {k: [*own.get(k, ()), *_others(v, taken)] for k, v in value.items()}
        elif key == "trim":
            merged[key] = value | entry.get(key, {})
        elif key == "ignore":
            own = entry.get(key, {})
            labels = [*own.get("labels", ()), *_others(value.get("labels", ()), said)]
            merged[key] = {
                "labels": labels,
                "patterns": [*own.get("patterns", ()), *value.get("patterns", ())],
            }
        elif key == "total":
            own = entry.get(key, {})
            merged[key] = own | {"labels": [*own.get("labels", ()), *value.get("labels", ())]}
    return merged


_COLUMNS = ("columns", "project_columns", "money_columns", "task_columns")
_SENSES = ("value", "funding", "line", "block")
"""Tables that say what a label in a form announces: a label of the file's own means what the file says, and only that."""


def _senses(entry: dict[str, Any]) -> Iterator[Sequence[str]]:
    for key in _SENSES:
        yield from entry.get(key, {}).values()
    for key in ("group", "remark"):
        yield entry.get(key, ())
    yield entry.get("ignore", {}).get("labels", ())


def _others(labels: Sequence[str], taken: set[str]) -> list[str]:
    return [label for label in labels if key_of(label) not in taken]
