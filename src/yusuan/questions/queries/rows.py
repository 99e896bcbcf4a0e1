"""Query results as plain values and as rows of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from yusuan.questions.answer import AnswerRow
from yusuan.vocabulary.concepts import path_of

_XSD = "http://www.w3.org/2001/XMLSchema#"
_THINGS = ("item", "item_part", "part", "body", "place", "group", "disclosure", "line")
_OWN = {"code", "label", "value", "text", "unit", "category", "division", "year"}
_IDLE = {*_THINGS, "evidence", "ordinal"}


class Selecting(Protocol):
    """A graph that answers our own queries: a store, or one that is asked until a deadline."""

    def select(self, query: str) -> Sequence[Mapping[str, Any]]:
        """The solutions of a SELECT query, terms by variable."""
        ...


def select(store: Selecting, query: str) -> list[dict[str, Any]]:
    """The solutions of a SELECT query: by variable, an IRI or string as ``str``, a number as Decimal or int."""
    return [
        {name: _plain(term) for name, term in solution.items() if term is not None}
        for solution in store.select(query)
    ]


def _plain(term: Any) -> Any:
    datatype = getattr(getattr(term, "datatype", None), "value", None)
    if datatype in (_XSD + "decimal", _XSD + "double", _XSD + "float"):
        return Decimal(term.value)
    if datatype in (_XSD + "integer", _XSD + "gYear", _XSD + "int"):
        return int(term.value)
    return term.value


def rows_of(solutions: Iterable[Mapping[str, Any]]) -> list[tuple[AnswerRow, tuple[str, ...]]]:
    """Each solution as an AnswerRow, with the IRIs of the things whose words are its evidence.

    Solutions that differ in their evidence only become one row.
    """
    found: dict[AnswerRow, list[str]] = {}
    for solution in solutions:
        iri = next((solution[name] for name in _THINGS if name in solution), None)
        category = solution.get("category")
        value = solution.get("value")
        row = AnswerRow(
            iri=iri,
            code=solution.get("code"),
            label=solution.get("label"),
            value=Decimal(value) if isinstance(value, int) else value,
            text=solution.get("text"),
            unit=solution.get("unit"),
            category=path_of(category) if category else None,
            division=solution.get("division"),
            year=solution.get("year"),
            more=tuple(
                (name, _short(value))
                for name, value in solution.items()
                if name not in _OWN and name not in _IDLE
            ),
        )
        things = [each for each in (solution.get("evidence"), iri) if each]
        found.setdefault(row, []).extend(things[:1])
    return [(row, tuple(dict.fromkeys(things))) for row, things in found.items()]


def _short(value: Any) -> Any:
    """Concept IRIs as paths."""
    return (path_of(value) or value) if isinstance(value, str) and "/concept/" in value else value


def tells_twice(rows: Sequence[AnswerRow]) -> bool:
    """Whether two rows are amounts of one category of one department, year and fund."""
    told = [
        (row.label, row.division, row.category, row.year, row.get("component"), row.get("fund"))
        for row in rows
    ]
    return len(set(told)) < len(told)
