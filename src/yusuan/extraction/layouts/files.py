"""Reading the TOML files of layouts: every key is known, every value of the right type, ``like`` resolved.

A file that is not well formed raises ValueError with one sentence that names the file and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import Any

from yusuan.extraction.layouts.keys import key_of
from yusuan.model.field import FormReading
from yusuan.model.fields import ACTIVITY, INDICATOR, PROJECT

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
PATH = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z0-9-]+)+|income|expenditure")

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
_TABLES: dict[str, dict[str, type]] = {
    "recognise": {"labels": list, "least": int, "every": list, "never": list, "titles": list},
    "ignore": {"labels": list, "patterns": list, "why": str},
    "total": {"labels": list, "category": str},
}
_OWN = ("id", "kind", "subject", "like", "about")


def read_layout_files(folder: Traversable) -> dict[str, dict[str, Any]]:
    """What every ``.toml`` of ``folder`` says, by file name, with the words of the file it is ``like`` added."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            try:
                entry = tomllib.loads(path.read_text("utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise ValueError(f"{path.name}: not TOML: {error}") from error
            check(path.name, entry)
            found[path.name] = entry
    by_id = {entry["id"]: entry for entry in found.values()}
    if len(by_id) < len(found):
        raise ValueError("two layout files have the same id")
    return {name: _resolved(name, entry, by_id, ()) for name, entry in found.items()}


def check(name: str, entry: dict[str, Any]) -> None:
    """ValueError where a key of the file ``name`` is unknown, or its value of the wrong type."""
    if not isinstance(entry.get("id"), str):
        raise ValueError(f"{name}: id: a layout needs an id, a short name in letters and dashes")
    if entry.get("kind") not in KINDS:
        raise ValueError(f"{name}: kind: must be one of {', '.join(KINDS)}, is {entry.get('kind')!r}")
    if entry.get("subject", "project") not in SUBJECTS:
        raise ValueError(f"{name}: subject: must be one of {', '.join(SUBJECTS)}, is {entry['subject']!r}")
    if entry["kind"] != "words" and not entry.get("recognise", {}).get("labels"):
        raise ValueError(f"{name}: recognise.labels: say by which labels the form is recognised")
    for key, value in entry.items():
        if key in _OWN:
            _is(name, key, value, str)
        elif key in _LISTS:
            _words(name, key, value)
        elif key in _TABLES:
            _table(name, key, value)
        elif key in _MAPS or key in _PATHS:
            _map(name, key, value)
        elif key == "trim":
            _trim(name, value)
        else:
            check_key(name, key, key, (*_OWN, *_LISTS, *_TABLES, *_MAPS, *_PATHS, "trim"))


def check_key(name: str, where: str, key: str, known: Iterable[str]) -> None:
    """ValueError where ``key``, which stands at ``where`` in the file ``name``, is none of those ``known``."""
    known = tuple(known)
    if key not in known:
        raise ValueError(f"{name}: {where}: no such key; there are {', '.join(known)}")


def _is(name: str, key: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise ValueError(f"{name}: {key}: must be a {kind.__name__}, is {value!r}")


def _words(name: str, key: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{name}: {key}: must be a list of words, is {value!r}")


def _table(name: str, key: str, value: object) -> None:
    _is(name, key, value, dict)
    assert isinstance(value, dict)
    for inner, content in value.items():
        where = f"{key}.{inner}"
        check_key(name, where, inner, _TABLES[key])
        _is(name, where, content, _TABLES[key][inner])
        if where == "recognise.every":
            for group in content:
                _words(name, where, group)
        elif _TABLES[key][inner] is list:
            _words(name, where, content)
        if inner in ("titles", "patterns"):
            for pattern in content:
                _pattern(name, where, pattern)
    if key == "ignore" and not value.get("why"):
        raise ValueError(f"{name}: ignore.why: say why these words are not read")


def _map(name: str, key: str, value: object) -> None:
    _is(name, key, value, dict)
    assert isinstance(value, dict)
    for inner, labels in value.items():
        path = (key in _PATHS or key in _WITH_PATHS) and PATH.fullmatch(inner)
        if not path and inner not in _MAPS.get(key, ()):
            known = ", ".join(_MAPS.get(key, ())) or "paths of concepts (source/fiscal, expenditure/basic)"
            raise ValueError(f"{name}: {key}.{inner}: no such property; there are {known}")
        _words(name, f"{key}.{inner}", labels)


def _trim(name: str, value: object) -> None:
    _is(name, "trim", value, dict)
    assert isinstance(value, dict)
    for inner, pattern in value.items():
        if inner not in TRIMMED:
            raise ValueError(f"{name}: trim.{inner}: no such property; there are {', '.join(TRIMMED)}")
        _pattern(name, f"trim.{inner}", pattern)


def _pattern(name: str, key: str, pattern: object) -> None:
    _is(name, key, pattern, str)
    try:
        re.compile(str(pattern))
    except re.error as error:
        raise ValueError(f"{name}: {key}: not a regular expression: {pattern!r}: {error}") from error


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
