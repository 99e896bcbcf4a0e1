"""Hand-made budget tables of many forms: how a case file is written, and what is read from it.

A case is a TOML file: ``about`` (what is special), the document's ``year`` and ``stage``, the ``above`` lines, the ``table``
(a row a line, cells between |, ``<`` and ``^`` for a position that the cell to the left or above covers), and ``lines``, a
budget line each: category, amount in yuan (``~`` before a change, ``#`` before a count with its unit), then c= component,
f= fund, y= year, s= stage where it has one. ``issues`` are the codes of the Issues, in order.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from yusuan.extraction.settling.lines import settle
from yusuan.extraction.statements.budget import budget_table_statements
from yusuan.extraction.tables.units import declared_units
from yusuan.model.disclosure import BudgetLine, Stated
from yusuan.model.document import Document, Source
from yusuan.model.issue import Issue
from yusuan.reading.canvas import Canvas, GridCell
from yusuan.values.numbers import format_decimal

FORMS = Path(__file__).parent / "forms"


@dataclass(frozen=True, slots=True)
class Case:
    """One case file."""

    about: str
    year: int
    stage: str
    above: tuple[str, ...]
    tables: tuple[str, ...]
    lines: tuple[str, ...]
    issues: tuple[str, ...]
    names: tuple[str, ...]


def case(path: Path) -> Case:
    """The case in ``path``."""
    said = tomllib.loads(path.read_text("utf-8"))
    tables = said["table"] if isinstance(said["table"], list) else [said["table"]]
    return Case(
        said["about"],
        said["year"],
        said["stage"],
        tuple(said.get("above", ())),
        tuple(tables),
        tuple(line.strip() for line in said["lines"].split("\n") if line.strip()),
        tuple(said.get("issues", ())),
        tuple(said.get("names", ())),
    )


def document(of: Case) -> Document:
    """The case as a Document."""
    canvas = Canvas()
    for line in of.above:
        canvas.line(line)
    for table in of.tables:
        canvas.grid(grid(table))
    return canvas.document(Source("0" * 64, "case", "text/plain", "utf-8"))


def grid(table: str) -> list[list[GridCell]]:
    """The cells of a written table, merged ones once."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().split("\n")]
    found: list[list[GridCell]] = []
    for at, row in enumerate(rows):
        found.append([])
        for column, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right = column + 1
            while right < len(row) and row[right] == "<":
                right += 1
            down = at + 1
            while down < len(rows) and column < len(rows[down]) and rows[down][column] == "^":
                down += 1
            found[-1].append(GridCell(text, column, down - at, right - column))
    return found


def read(of: Case) -> tuple[list[BudgetLine], list[Issue]]:
    """The budget lines and the Issues that are read from the case."""
    made = document(of)
    units = declared_units(made)
    settled = settle([list(budget_table_statements(made, (), units, of.names, of.year))], of.year, of.stage)
    return list(settled.lines), list(settled.issues)


def written(line: BudgetLine) -> list[str]:
    """A budget line as case files write it: its amount, its change, its count, a line each."""
    tail = "".join(
        f" {letter}={stated.value}"
        for letter, stated in (("c", line.component), ("f", line.fund), ("y", line.year), ("s", line.stage))
        if isinstance(stated, Stated)
    )
    found = []
    if line.amount:
        found.append(f"{line.category} {format_decimal(line.amount.value)}{tail}")
    if line.change:
        found.append(f"{line.category} ~{format_decimal(line.change.value)}{tail}")
    if line.quantity and line.unit:
        found.append(f"{line.category} #{format_decimal(line.quantity.value)}{line.unit.value}{tail}")
    return found
