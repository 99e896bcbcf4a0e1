"""Which concept does a path, an IRI or a printed word mean?

Words are compared as ``wording.plain`` sees them. A word that means a concept only in its own context (购置费,
合计) is found when the caller says where it stands: ``within`` names the concept above.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from yusuan.vocabulary.concept import Concept
from yusuan.vocabulary.concept_table import CONCEPTS
from yusuan.vocabulary.terms import BGC
from yusuan.vocabulary.wording import forms, plain

__all__ = [
    "CONCEPTS",
    "Concept",
    "by_iri",
    "category_by_word",
    "classification_by_name",
    "code_concept",
    "concept",
    "concept_iri",
    "find",
    "in_scheme",
    "level_by_word",
    "lineage",
    "narrower",
    "path_of",
    "source_by_word",
    "with_narrower",
]

_BY_PATH: dict[str, Concept] = {each.path: each for each in CONCEPTS}


def concept_iri(path: str) -> str:
    """The IRI of the concept at ``path``, whether the table knows it or not."""
    return BGC.NS + path


def path_of(iri: str) -> str | None:
    """The path of a concept IRI; ``None`` for an IRI outside the concept namespace."""
    return iri.removeprefix(BGC.NS) if iri.startswith(BGC.NS) else None


def concept(path: str) -> Concept:
    """The concept at ``path``; KeyError where there is none, for callers that know it exists."""
    return _BY_PATH[path]


def find(path: str) -> Concept | None:
    """The concept at ``path``, or ``None``."""
    return _BY_PATH.get(path)


def by_iri(iri: str) -> Concept | None:
    """The concept with this IRI, or ``None``."""
    path = path_of(iri)
    return None if path is None else _BY_PATH.get(path)


@cache
def in_scheme(scheme: str) -> tuple[Concept, ...]:
    """The concepts of a scheme ("category", "level", "source", "topic", "functional" …), by path."""
    return tuple(each for each in CONCEPTS if each.scheme == scheme)


@cache
def narrower(path: str) -> tuple[Concept, ...]:
    """The concepts directly below ``path``."""
    return tuple(each for each in CONCEPTS if each.broader == path)


def with_narrower(path: str) -> tuple[str, ...]:
    """``path`` and the paths of everything below it, from the top down."""
    return (path, *(deep for each in narrower(path) for deep in with_narrower(each.path)))


def lineage(path: str) -> Iterator[str]:
    """``path`` and the paths above it, upwards."""
    step: str | None = path
    while step is not None:
        yield step
        step = _BY_PATH[step].broader


def category_by_word(word: str, *, within: str | None = None) -> Concept | None:
    """The category that a printed word names ("公务用车购置及运维费"), or ``None``.

    ``within`` is the path of the category under whose heading or row the word stands; words that are
    ambiguous elsewhere are then read as it or as something below it.
    """
    return _by_word(word, "category", within)


def level_by_word(word: str) -> Concept | None:
    """The indicator level that a printed word names ("数量指标", "效果指标"), or ``None``."""
    return _by_word(word, "level", None)


def source_by_word(word: str) -> Concept | None:
    """The source of funds that a printed word names: a source proper, else an income category, or ``None``."""
    found = _by_word(word, "source", None)
    if found is None:
        found = _by_word(word, "category", "income")
    return found if found and (found.scheme == "source" or "income" in lineage(found.path)) else None


def code_concept(code: str) -> Concept | None:
    """The functional or economic classification concept of a code ("2010301", "30201"), or ``None``."""
    return find(f"functional/{code}") or find(f"economic/{code}")


def classification_by_name(name: str, scheme: str = "functional") -> Concept | None:
    """The concept of ``scheme`` ("functional" or "economic") that alone bears ``name``, or ``None``.

    Names such as 行政运行 stand under many codes and decide nothing.
    """
    found = [each for each in in_scheme(scheme) if plain(each.zh) == plain(name)]
    return found[0] if len(found) == 1 else None


def _by_word(word: str, scheme: str, within: str | None) -> Concept | None:
    for form in forms(word):
        near = None if within is None else _in_context(form, scheme, within)
        path = near or _words(scheme).get(form)
        if path is not None:
            return _BY_PATH[path]
    return None


def _in_context(form: str, scheme: str, within: str) -> str | None:
    """The concept nearest to ``within``, itself or below, for which ``form`` is a word in context."""
    candidates = [path for path in _context_words(scheme).get(form, ()) if within in lineage(path)]
    return min(candidates, key=lambda path: (path.count("/"), path), default=None)


@cache
def _words(scheme: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for each in in_scheme(scheme):
        for word in (*each.words_zh, *each.words_en):
            table.setdefault(plain(word), each.path)
    return table


@cache
def _context_words(scheme: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for each in in_scheme(scheme):
        for word in each.hidden_zh:
            table[plain(word)] = (*table.get(plain(word), ()), each.path)
    return table
