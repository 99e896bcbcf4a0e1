"""What extraction met and did not understand, or corrected: a stable code, a span, a sentence in zh and en."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.model.span import Span


@dataclass(frozen=True, slots=True)
class Issue:
    """``code`` is stable and dotted ("table.unknown", "unit.corrected"); ``span`` is where it was met."""

    code: str
    span: Span
    zh: str
    en: str
