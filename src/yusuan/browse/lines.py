"""How do a department's budget lines read as one table? Categories down, years across, parts indented below wholes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from yusuan.browse.facts import Money, Words
from yusuan.browse.nodes import Node
from yusuan.vocabulary.concepts import by_iri, lineage
from yusuan.vocabulary.terms import BGT

_FIRST = ("income", "expenditure", "operating", "three-public", "meeting", "training", "procurement", "asset")


@dataclass(frozen=True, slots=True)
class LineCell:
    """One line of one year: its amount, its change against the year before, its count and the day it was counted."""

    iri: str
    amount: Money | None
    change: Money | None
    quantity: Words | None
    unit: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """One category: ``category`` is its IRI, ``depth`` how many wholes it is part of, ``printed`` the words of the
    document where they tell repeated lines apart, ``cells`` one for each year of the table."""

    category: str
    depth: int
    printed: str | None
    cells: tuple[LineCell | None, ...]


@dataclass(frozen=True, slots=True)
class LineTable:
    """``years`` are the columns, latest first; rows follow the scheme of categories."""

    years: tuple[int, ...]
    rows: tuple[LineRow, ...]


def line_table(lines: Iterable[Node]) -> LineTable:
    """The table of these ``bgt:BudgetLine`` nodes."""
    held: dict[str, dict[int, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        held[line.one(BGT.category) or ""][line.whole(BGT.fiscalYear) or 0].append(line)
    years = tuple(sorted({year for by_year in held.values() for year in by_year}, reverse=True))
    shown = set(held)
    rows = [row for iri in sorted(held, key=_order) for row in _rows(iri, held[iri], years, shown)]
    return LineTable(years, tuple(rows))


def _rows(
    iri: str, by_year: dict[int, list[Node]], years: tuple[int, ...], shown: set[str]
) -> Iterable[LineRow]:
    repeats = max(map(len, by_year.values()))
    for nth in range(repeats):
        nodes = [by_year[year][nth] if nth < len(by_year.get(year, ())) else None for year in years]
        printed = next((node.one(BGT.categoryText) for node in nodes if node), None) if repeats > 1 else None
        yield LineRow(
            iri, _depth(iri, shown), printed, tuple(None if node is None else _cell(node) for node in nodes)
        )


def _cell(node: Node) -> LineCell:
    return LineCell(
        iri=node.iri,
        amount=node.money(BGT.amount, BGT.amountText),
        change=node.money(BGT.change, BGT.changeText),
        quantity=node.words(BGT.quantity),
        unit=node.one(BGT.unitText),
        as_of=node.one(BGT.asOf),
    )


def _order(iri: str) -> tuple[int, list[str]]:
    known = by_iri(iri)
    if known is None:
        return (len(_FIRST) + 1, [iri])
    steps = list(reversed(list(lineage(known.path))))
    return (_FIRST.index(steps[0]) if steps[0] in _FIRST else len(_FIRST), steps)


def _depth(iri: str, shown: set[str]) -> int:
    """How many of the categories above this one the table shows."""
    known = by_iri(iri)
    if known is None:
        return 0
    return sum(1 for path in list(lineage(known.path))[1:] if any(_path(other) == path for other in shown))


def _path(iri: str) -> str | None:
    known = by_iri(iri)
    return None if known is None else known.path
