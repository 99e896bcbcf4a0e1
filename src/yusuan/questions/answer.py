"""What is an answer? The rows asked for, the query that gave them, the words of the documents they rest on.

``Answer.to_json`` is the shape that outside programs rely on; numbers are plain JSON numbers, amounts in yuan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from yusuan.model.record import Excerpt

Status = Literal["answered", "no_data", "not_understood"]


MACHINE = (
    "机器翻译：查询由语言模型写成，只检查了它能否安全运行、用词是否存在；请核对查询和原文。",
    "Machine-translated: a language model wrote the query; its safety and its terms were checked, no more. "
    "Check the query and the words.",
)
"""What is said, in zh and en, with every answer whose query a language model wrote."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One line of an answer: what it is about, and its value where it has one.

    ``value`` is in yuan where ``unit`` is 元; ``text`` is what the document prints; ``category`` is a concept
    path. ``more`` holds what only this kind of question has ("month", "department", "change" …).
    """

    iri: str | None = None
    code: str | None = None
    label: str | None = None
    value: Decimal | None = None
    text: str | None = None
    unit: str | None = None
    category: str | None = None
    division: str | None = None
    year: int | None = None
    more: tuple[tuple[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The fields that this row has, as JSON values."""
        plain = {name: getattr(self, name) for name in _FIELDS}
        plain |= dict(self.more)
        return {name: _json(value) for name, value in plain.items() if value is not None}

    def get(self, name: str) -> Any:
        """A field of the row or one of ``more``; ``None`` where it has none."""
        return getattr(self, name) if name in _FIELDS else dict(self.more).get(name)


_FIELDS = ("code", "label", "value", "text", "unit", "category", "division", "year", "iri")


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """One piece of how the question was read: the slot and what fills it ("county", "鹿泉区").

    ``start`` and ``end`` are the characters of the question it was read from, for taking it out again. ``text`` is
    the piece as a condition: "county = 鹿泉区", "amount > 500,000 yuan".
    """

    slot: str
    label: str
    start: int
    end: int
    text: str = ""

    def to_json(self) -> dict[str, Any]:
        """The part as JSON values."""
        return {name: getattr(self, name) for name in ("slot", "label", "text", "start", "end")}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    ``kind`` is the id of the pattern that read it, ``None`` where none did; ``subject`` is what was asked for
    ("projects") and ``reading`` what narrows it; ``without`` are the spans of the question that were left out on
    request; ``unknown`` are the words that found no use; ``suggestions`` are questions that do have answers in this
    data. ``machine`` marks an answer whose query a language model wrote.
    """

    question: str
    status: Status
    answer: str
    kind: str | None = None
    rows: tuple[AnswerRow, ...] = ()
    details: tuple[AnswerRow, ...] = ()
    sparql: str | None = None
    evidence: tuple[Excerpt, ...] = ()
    reading: tuple[ReadingPart, ...] = ()
    unknown: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    subject: str = ""
    without: tuple[tuple[int, int], ...] = ()
    machine: bool = False

    def to_json(self) -> dict[str, Any]:
        """The answer as ``yusuan ask --json`` prints it."""
        return {
            "question": self.question,
            "status": self.status,
            "kind": self.kind,
            "answer": self.answer,
            "rows": [row.to_json() for row in self.rows],
            "details": [row.to_json() for row in self.details],
            "sparql": self.sparql,
            "evidence": [
                {"document": each.document, "start": each.start, "end": each.end, "text": each.text}
                for each in self.evidence
            ],
            "subject": self.subject,
            "read_as": [part.to_json() for part in self.reading],
            "without": [
                {"start": start, "end": end, "text": self.question[start:end]} for start, end in self.without
            ],
            "unknown": list(self.unknown),
            "suggestions": list(self.suggestions),
            "machine": self.machine,
            "note": dict(zip(("zh", "en"), MACHINE, strict=True)) if self.machine else None,
        }


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {key: _json(each) for key, each in value.items()}
    return [_json(each) for each in value] if isinstance(value, (list, tuple)) else value
