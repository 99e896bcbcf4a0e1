"""How do a department's budget lines read as one table? Categories down, years across, parts indented below wholes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from yusuan.browse.facts import Money, Words
from yusuan.browse.nodes import Node
from yusuan.browse.places import Place
from yusuan.vocabulary.concepts import by_iri, lineage
from yusuan.vocabulary.terms import BGT

_FIRST = ("income", "expenditure", "operating", "three-public", "meeting", "training", "procurement", "asset")


@dataclass(frozen=True, slots=True)
class LineCell:
    """One line of one year: its amount, its change against the year before, its count and the day it was counted;
    ``conflict`` where the document states another figure for the same thing."""

    iri: str
    amount: Money | None
    change: Money | None
    quantity: Words | None
    unit: str | None
    as_of: str | None
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class LineRow:
    """One category: ``category`` is its IRI, ``depth`` how many wholes it is part of, ``printed`` the words of the
    document and ``as_of`` the day where they tell repeated lines apart, ``cells`` one for each year of the table."""

    category: str
    depth: int
    printed: str | None
    as_of: str | None
    cells: tuple[LineCell | None, ...]


@dataclass(frozen=True, slots=True)
class LineTable:
    """``years`` are the columns, latest first; rows follow the scheme of categories."""

    years: tuple[int, ...]
    rows: tuple[LineRow, ...]


def line_table(lines: Iterable[Node], conflicts: Iterable[Place] = ()) -> LineTable:
    """The table of these ``bgt:BudgetLine`` nodes; ``conflicts`` are the places of figures that differ from another."""
    held: dict[str, dict[int, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        held[line.one(BGT.category) or ""][_year(line)].append(line)
    years = tuple(sorted({year for by_year in held.values() for year in by_year}, reverse=True))
    shown, differing = set(held), frozenset(conflicts)
    rows = [row for iri in sorted(held, key=_order) for row in _rows(iri, held[iri], years, shown, differing)]
    return LineTable(years, tuple(rows))


def _rows(
    iri: str,
    by_year: dict[int, list[Node]],
    years: tuple[int, ...],
    shown: set[str],
    differing: frozenset[Place],
) -> Iterable[LineRow]:
    repeats = max(map(len, by_year.values()))
    held = {year: _latest_first(nodes) for year, nodes in by_year.items()}
    for nth in range(repeats):
        nodes = [held[year][nth] if nth < len(held.get(year, ())) else None for year in years]
        first = next((node for node in nodes if node), None) if repeats > 1 else None
        yield LineRow(
            iri,
            _depth(iri, shown),
            None if first is None else first.one(BGT.categoryText),
            None if first is None else first.one(BGT.asOf),
            tuple(None if node is None else _cell(node, held[_year(node)], differing) for node in nodes),
        )


def _year(node: Node) -> int:
    return node.whole(BGT.fiscalYear) or 0


def _latest_first(nodes: list[Node]) -> list[Node]:
    """By the day they were counted, the latest first; those of no day in the order of the text, before them."""
    return sorted(nodes, key=lambda node: node.one(BGT.asOf) or "9999", reverse=True)


def _conflicts(node: Node, others: list[Node], differing: frozenset[Place]) -> bool:
    """Whether ``node`` is one of several figures for the same day of which one is known to differ."""
    same = [other for other in others if other.one(BGT.asOf) == node.one(BGT.asOf)]
    if len({other.number(BGT.amount) for other in same}) < 2:
        return False
    return any(differing & {*other.places, *other.where(BGT.amount)} for other in same)


def _cell(node: Node, others: list[Node], differing: frozenset[Place]) -> LineCell:
    return LineCell(
        iri=node.iri,
        amount=node.money(BGT.amount, BGT.amountText),
        change=node.money(BGT.change, BGT.changeText),
        quantity=node.words(BGT.quantity),
        unit=node.one(BGT.unitText),
        as_of=node.one(BGT.asOf),
        conflict=_conflicts(node, others, differing),
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
