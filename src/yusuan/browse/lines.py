"""How do a department's budget lines read as tables? Categories down, years across, parts indented below wholes.

What stands for its category comes first; items of the classifications, and what only some component, fund or other stage
is of, are tables of their own, so that a page of 300 lines stays readable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yusuan.browse.facts import StatedAmount, StatedText
from yusuan.browse.nodes import Node
from yusuan.browse.places import ExcerptPlace
from yusuan.vocabulary.concepts import by_iri, lineage, path_of
from yusuan.vocabulary.terms import BGT

_FIRST = ("income", "expenditure", "operating", "three-public", "meeting", "training", "procurement", "asset")


@dataclass(frozen=True, slots=True)
class LineCell:
    """One line of one year: its amount, its change against the year before, its count and the day it was counted;
    ``conflict`` where the document states another figure for the same thing."""

    iri: str
    amount: StatedAmount | None
    change: StatedAmount | None
    quantity: StatedText | None
    unit: str | None
    as_of: str | None
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class LineRow:
    """One category: ``category`` is its IRI, ``depth`` how many wholes it is part of, ``printed`` the words of the
    document and ``as_of`` the day where they tell repeated lines apart, ``cells`` one for each year of the table.
    ``parts`` are the IRIs of the component, the fund and the other stage that the row is of."""

    category: str
    depth: int
    printed: str | None
    as_of: str | None
    cells: tuple[LineCell | None, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineTable:
    """``years`` are the columns, latest first; rows follow the scheme of categories."""

    years: tuple[int, ...]
    rows: tuple[LineRow, ...]


def line_tables(
    lines: Iterable[Node], conflicts: Iterable[ExcerptPlace] = (), stages: Mapping[str, str | None] | None = None
) -> tuple[LineTable, LineTable, LineTable]:
    """Three tables of these ``bgt:BudgetLine`` nodes: what stands for its category, the items of the classifications,
    and all parts. ``stages`` says of which stage each document is."""
    kinds: tuple[list[Node], list[Node], list[Node]] = ([], [], [])
    for line in lines:
        if not _whole(line) or not _own(line, stages or {}):
            kinds[2].append(line)
        else:
            kinds[_path_of(line).split("/")[0] in _CLASSIFICATIONS].append(line)
    places = tuple(conflicts)
    return (
        line_table(kinds[0], places),
        line_table(kinds[1], places),
        line_table(kinds[2], places, stages or {}),
    )


_CLASSIFICATIONS = ("functional", "economic", "revenue")


def _whole(line: Node) -> bool:
    """Whether a line stands for its category."""
    return line.one(BGT.headline) is not None or not (line.one(BGT.component) or line.one(BGT.fund))


def _own(line: Node, stages: Mapping[str, str | None]) -> bool:
    """Whether a line is of the stage of a document that states it."""
    stage, said = line.one(BGT.stage), [stages[each] for each in line.all(BGT.disclosure) if each in stages]
    return stage is None or not said or stage in said


def _path_of(line: Node) -> str:
    return path_of(line.one(BGT.category) or "") or ""


def line_table(
    lines: Iterable[Node], conflicts: Iterable[ExcerptPlace] = (), stages: Mapping[str, str | None] | None = None
) -> LineTable:
    """The table of these ``bgt:BudgetLine`` nodes; ``conflicts`` are the places of figures that differ from another."""
    held: dict[tuple[str, tuple[str, ...]], dict[int, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        parts = tuple(each for each in (line.one(BGT.component), line.one(BGT.fund)) if each)
        other = line.one(BGT.stage) if stages and not _own(line, stages) else None
        held[line.one(BGT.category) or "", (*parts, other) if other else parts][_year(line)].append(line)
    years = tuple(sorted({year for by_year in held.values() for year in by_year}, reverse=True))
    shown, differing = {category for category, _ in held}, frozenset(conflicts)
    rows = [
        row
        for iri, parts in sorted(held, key=lambda key: (_order(key[0]), key[1]))
        for row in _rows(iri, parts, held[iri, parts], years, shown, differing)
    ]
    return LineTable(years, tuple(rows))


def _rows(
    iri: str,
    parts: tuple[str, ...],
    by_year: dict[int, list[Node]],
    years: tuple[int, ...],
    shown: set[str],
    differing: frozenset[ExcerptPlace],
) -> Iterable[LineRow]:
    repeats = max(map(len, by_year.values()))
    held = {year: _latest_first(nodes) for year, nodes in by_year.items()}
    for nth in range(repeats):
        nodes = [held[year][nth] if nth < len(held.get(year, ())) else None for year in years]
        named = repeats > 1 or by_iri(iri) is None
        first = next((node for node in nodes if node), None) if named else None
        yield LineRow(
            iri,
            _depth(iri, shown),
            None if first is None else first.one(BGT.categoryText),
            None if first is None else first.one(BGT.asOf),
            tuple(None if node is None else _cell(node, held[_year(node)], differing) for node in nodes),
            parts,
        )


def _year(node: Node) -> int:
    return node.whole(BGT.fiscalYear) or 0


def _latest_first(nodes: list[Node]) -> list[Node]:
    """By the day they were counted, the latest first; those of no day in the order of the text, before them."""
    return sorted(nodes, key=lambda node: node.one(BGT.asOf) or "9999", reverse=True)


def _conflicts(node: Node, others: list[Node], differing: frozenset[ExcerptPlace]) -> bool:
    """Whether ``node`` is one of several figures for the same day of which one is known to differ."""
    same = [other for other in others if other.one(BGT.asOf) == node.one(BGT.asOf)]
    if len({other.number(BGT.amount) for other in same}) < 2:
        return False
    return any(differing & {*other.places, *other.where(BGT.amount)} for other in same)


def _cell(node: Node, others: list[Node], differing: frozenset[ExcerptPlace]) -> LineCell:
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
