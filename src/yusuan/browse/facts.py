"""What is one fact on a page? Words or money, and the places of the documents that state them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.browse.places import ExcerptPlace


@dataclass(frozen=True, slots=True)
class StatedText:
    """A text and where it is stated."""

    text: str
    places: tuple[ExcerptPlace, ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount in yuan, the words as printed (``None`` where the graph keeps none) and where they are stated."""

    yuan: Decimal
    printed: str | None = None
    places: tuple[ExcerptPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of a ``property``, whose label names it."""

    property: str
    value: StatedText | StatedAmount


@dataclass(frozen=True, slots=True)
class Link:
    """Another resource, by IRI and name."""

    iri: str
    label: str
