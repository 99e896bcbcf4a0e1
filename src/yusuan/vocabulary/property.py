"""What does the ontology say of one of its properties? The row of ``yusuan.vocabulary.property_table``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Property:
    """``link`` tells a property that points to a resource from one that holds a value; ``range`` is the IRI of the class
    or datatype of what it points to, ``None`` where the ontology leaves that open (words in any language)."""

    link: bool
    range: str | None
