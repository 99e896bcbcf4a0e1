"""How does an answer look on a terminal? Columns that line up though Chinese characters are two cells wide."""

from __future__ import annotations

import pyoxigraph as ox

from yusuan.values.columns import character_columns, columns
from yusuan.vocabulary.terms import PREFIXES

WIDEST = 60
"""Cells wider than this are cut and end in …"""

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def text_table(names: list[str], rows: list[list[Term | None]]) -> str:
    """A heading, a rule, one line a row; numbers to the right; the number of rows last."""
    cells = [[shown(term) for term in row] for row in rows]
    widths = [
        max([columns(name), *(min(columns(row[column]), WIDEST) for row in cells)])
        for column, name in enumerate(names)
    ]
    right = [bool(rows) and all(_is_number(row[column]) for row in rows) for column in range(len(names))]
    lines = [_line(names, widths, [False] * len(names)), "  ".join("─" * each for each in widths)]
    lines += [_line(row, widths, right) for row in cells]
    return "\n".join([*(line.rstrip() for line in lines), f"({len(rows)})"]) + "\n"


def shown(term: Term | None) -> str:
    """A term for reading: prefixes for namespaces, only the words of a literal, no line breaks."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return prefixed(term.value)
    return " ".join(term.value.split()) if isinstance(term, ox.Literal) else str(term)


def prefixed(iri: str) -> str:
    """An IRI by its standard prefix, or in angle brackets."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _is_number(term: Term | None) -> bool:
    return term is None or (
        isinstance(term, ox.Literal)
        and term.datatype.value.rsplit("#")[-1] in ("decimal", "integer", "double")
    )


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    fitted = [_cut(cell, room) for cell, room in zip(cells, widths, strict=True)]
    padded = []
    for cell, room, to_the_right in zip(fitted, widths, right, strict=True):
        space = " " * (room - columns(cell))
        padded.append(space + cell if to_the_right else cell + space)
    return "  ".join(padded)


def _cut(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    kept, used = "", 0
    for character in text:
        used += character_columns(character)
        if used > room - 1:
            break
        kept += character
    return kept + "…"
