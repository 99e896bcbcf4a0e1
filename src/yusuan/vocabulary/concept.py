"""What is one concept of the thesauri? The type that the generated table is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """A category, level, source, topic, stage or classification code.

    ``path`` is the IRI after the concept namespace ("three-public/vehicle"); ``scheme``, ``broader``,
    ``related`` and ``comprises`` hold paths too. ``alt_zh`` and ``alt_en`` mean the concept anywhere,
    ``hidden_zh`` only in its own context. ``comprises`` names the parts of a printed subtotal.
    """

    iri: str
    path: str
    scheme: str
    zh: str
    en: str
    alt_zh: tuple[str, ...] = ()
    hidden_zh: tuple[str, ...] = ()
    alt_en: tuple[str, ...] = ()
    broader: str | None = None
    notation: str | None = None
    related: tuple[str, ...] = ()
    comprises: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """The preferred label in ``lang`` ("zh" or "en")."""
        return self.en if lang == "en" else self.zh

    @property
    def words_zh(self) -> tuple[str, ...]:
        """The Chinese words that mean the concept anywhere, the preferred one first."""
        return (self.zh, *self.alt_zh)

    @property
    def words_en(self) -> tuple[str, ...]:
        """The English words that mean the concept anywhere, the preferred one first."""
        return (self.en, *self.alt_en)
