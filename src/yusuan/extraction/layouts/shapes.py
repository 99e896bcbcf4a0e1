"""What may stand in a TOML file of layouts? Shapes of values, put together into the shape of a file, and one sentence for
whatever is of another shape: which file, which key, what is allowed.

A shape is a function of the file's name, the key's place ("value.name") and the value, and raises ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from yusuan.vocabulary.concepts import find

Shape = Callable[[str, str, object], None]
_NAMES = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}


def refuse(name: str, where: str, why: str) -> ValueError:
    """The error for the file ``name``: what is wrong with the key at ``where``."""
    return ValueError(f"{name}: {where}: {why}")


def text(name: str, where: str, value: object) -> None:
    """Text that is not blank."""
    _is(name, where, value, str)
    if not str(value).strip():
        raise refuse(name, where, "is blank")


def number(name: str, where: str, value: object) -> None:
    """A whole number."""
    _is(name, where, value, int)


def flag(name: str, where: str, value: object) -> None:
    """true or false."""
    _is(name, where, value, bool)


def words(name: str, where: str, value: object) -> None:
    """A list of words, none of them blank."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise refuse(name, where, f"must be a list of words, is {value!r}")
    if any(not each.strip() for each in value):
        raise refuse(name, where, "holds a blank word")


def pattern(name: str, where: str, value: object) -> None:
    """A regular expression."""
    text(name, where, value)
    try:
        re.compile(str(value))
    except re.error as error:
        raise refuse(name, where, f"not a regular expression: {value!r}: {error}") from error


def patterns(name: str, where: str, value: object) -> None:
    """A list of regular expressions."""
    words(name, where, value)
    assert isinstance(value, list)
    for each in value:
        pattern(name, where, each)


def path(name: str, where: str, value: object) -> None:
    """The path of a concept that the ontology knows."""
    text(name, where, value)
    if find(str(value)) is None:
        raise refuse(name, where, f"{value}: no such category; ontology/concepts.ttl has all")


def one_of(*known: str) -> Shape:
    """One of the words ``known``."""

    def check(name: str, where: str, value: object) -> None:
        if value not in known:
            raise refuse(name, where, f"must be one of {', '.join(known)}, is {value!r}")

    return check


def lists_of(shape: Shape) -> Shape:
    """A list of ``shape`` values."""

    def check(name: str, where: str, value: object) -> None:
        _is(name, where, value, list)
        assert isinstance(value, list)
        for each in value:
            shape(name, where, each)

    return check


def table(keys: Mapping[str, Shape], *, needed: Collection[str] = ()) -> Shape:
    """A table with these keys and no others, the ``needed`` ones among them."""

    def check(name: str, where: str, value: object) -> None:
        _is(name, where, value, dict)
        assert isinstance(value, dict)
        for key, inner in value.items():
            place = f"{where}.{key}" if where else key
            check_key(name, place, key, keys)
            keys[key](name, place, inner)
        for key in needed:
            if key not in value:
                raise refuse(name, f"{where}.{key}" if where else key, "is missing")

    return check


def mapping(shape: Shape, known: Collection[str] | None = None, *, paths: bool = False) -> Shape:
    """A table whose keys are properties, of those ``known``, or paths of concepts; any where ``known`` is ``None``."""

    def check(name: str, where: str, value: object) -> None:
        _is(name, where, value, dict)
        assert isinstance(value, dict)
        for key, inner in value.items():
            if known is not None and key not in known and not (paths and find(key)):
                said = ", ".join(known) or "paths of concepts (source/fiscal, expenditure/basic)"
                raise refuse(name, f"{where}.{key}", f"no such property; there are {said}")
            shape(name, f"{where}.{key}", inner)

    return check


def check_key(name: str, where: str, key: str, known: Iterable[str]) -> None:
    """ValueError where ``key``, which stands at ``where`` in the file ``name``, is none of those ``known``."""
    if key not in known:
        raise refuse(name, where, f"no such key; there are {', '.join(known)}")


def _is(name: str, where: str, value: object, kind: type) -> None:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise refuse(name, where, f"must be {_NAMES[kind]}, is {value!r}")
