"""Is a TOML file of this folder well formed? Every key is known, every value of the right type, every name one that exists.

What is not raises ValueError with one sentence: the file, the entry, the key, what is wrong, and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from yusuan.toml_files import read_toml

_CALLED = {str: "a text", bool: "true or false", int: "a whole number", float: "a number", list: "a list of texts",
           dict: "a table"}  # fmt: skip


def check_keys(place: str, entry: object, kinds: Mapping[str, type], needed: Collection[str] = ()) -> None:
    """That ``entry`` is a table whose keys are those of ``kinds``, each of its type, with all of ``needed``."""
    if not isinstance(entry, dict):
        raise ValueError(f"{place}: must be a table, is {entry!r}")
    for key, value in entry.items():
        check_among(f"{place}: {key}", key, kinds, "key")
        check_type(f"{place}: {key}", value, kinds[key])
    for key in needed:
        if key not in entry:
            raise ValueError(f"{place}: {key}: is missing; it must be {_CALLED[kinds[key]]}")


def check_type(place: str, value: object, kind: type) -> None:
    """That ``value`` is of ``kind``: a whole number may stand for a number, a list holds texts or lists of texts."""
    fits = isinstance(value, (int, float) if kind is float else kind)
    if not fits or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{place}: must be {_CALLED[kind]}, is {value!r}")
    if isinstance(value, list) and not all(isinstance(each, (str, list)) for each in value):
        raise ValueError(f"{place}: must be a list of texts, is {value!r}")


def check_words(place: str, words: object) -> None:
    """That ``words`` is a list of texts, none empty, none twice."""
    check_type(place, words, list)
    assert isinstance(words, list)
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise ValueError(f"{place}: must be a list of texts, holds {word!r}")
        if words.count(word) > 1:
            raise ValueError(f"{place}: {word!r} stands twice; once is enough")


def check_word_lists(path: Path, table: str) -> dict[str, tuple[str, ...]]:
    """The lists of words by key in the one ``table`` of a file. Raises ValueError where it is not well formed."""
    read = read_toml(path)
    check_keys(path.name, read, {table: dict}, (table,))
    for key, words in read[table].items():
        check_words(f"{path.name}: {table}: {key}", words)
    return {key: tuple(words) for key, words in read[table].items()}


def check_among(place: str, name: str, allowed: Collection[str], what: str = "name") -> None:
    """That ``name`` is one of ``allowed``."""
    if name not in allowed:
        raise ValueError(f"{place}: {name!r} is no known {what}; allowed: {', '.join(sorted(allowed))}")


def check_pattern(place: str, text: str) -> re.Pattern[str]:
    """``text`` as a regular expression. Raises ValueError where it is none."""
    try:
        return re.compile(text)
    except re.error as error:
        raise ValueError(f"{place}: {text!r} is no regular expression: {error}") from error
