"""A cell to be, of a form whose table is lost."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.extraction.recovery.vocabulary import is_column, is_label
from yusuan.model.document import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell to be: ``label`` as ``normal`` writes it; a blank cell has an empty span."""

    span: Span
    label: str

    @property
    def names(self) -> bool:
        """Whether it is a label or the header of a column."""
        return is_label(self.label) or is_column(self.label)
