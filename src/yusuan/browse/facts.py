"""What is one fact on a page? Words or money, and the places of the documents that state them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.browse.places import Place


@dataclass(frozen=True, slots=True)
class Words:
    """A text and where it is stated."""

    text: str
    places: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in yuan, the words as printed (``None`` where the graph keeps none) and where they are stated."""

    yuan: Decimal
    printed: str | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of a ``property``, whose label names it."""

    property: str
    value: Words | Money


@dataclass(frozen=True, slots=True)
class Link:
    """Another resource, by IRI and name."""

    iri: str
    label: str
