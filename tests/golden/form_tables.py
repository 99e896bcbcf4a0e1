"""Fictional forms as rows of cells, written as a page with merged cells, or as text with blanks or with cells lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Merged:
    """A cell over several rows and columns."""

    text: str
    rows: int = 1
    columns: int = 1


Cell = str | Merged
Grid = Sequence[Sequence[Cell]]


def as_page(title: str, *tables: Grid, between: str = "") -> bytes:
    """A web page with a heading and tables that mark their merged cells."""
    body = between.join(f"<table>{''.join(map(_html_row, table))}</table>" for table in tables)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{body}</body></html>"
    ).encode()


def _html_row(row: Sequence[Cell]) -> str:
    return "<tr>" + "".join(map(_html_cell, row)) + "</tr>"


def _html_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"<td>{cell}</td>"
    return f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{cell.text}</td>'


def as_blanks(title: str, *tables: Grid) -> bytes:
    """Text with a tab between columns and a blank for every position that a merged cell covers."""
    parts = ["\n".join("\t".join(row) for row in _positions(table, "")) + "\n" for table in tables]
    return "\n".join([title, "", *parts]).encode()


def as_lost(title: str, *tables: Grid) -> bytes:
    """Text with bars between cells in which covered positions are missing, so that the rest moves to the left."""
    lines = [title, ""]
    for table in tables:
        width = max(map(len, _positions(table, "")))
        for row in table:
            cells = [cell if isinstance(cell, str) else cell.text for cell in row]
            lines.append("| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |")
        lines.append("")
    return "\n".join(lines).encode()


def _positions(table: Grid, blank: str) -> list[list[str]]:
    covered: dict[tuple[int, int], str] = {}
    rows: list[list[str]] = []
    for at, row in enumerate(table):
        line: list[str] = []
        for cell in row:
            while (at, len(line)) in covered:
                line.append(blank)
            merged = cell if isinstance(cell, Merged) else Merged(cell)
            for down in range(merged.rows):
                for right in range(merged.columns):
                    if down or right:
                        covered[at + down, len(line) + right] = merged.text
            line += [merged.text, *[blank] * (merged.columns - 1)]
        while (at, len(line)) in covered:
            line.append(blank)
        rows.append(line)
    return rows
