"""How many columns does a table have whose rows' ends are not marked? Found from what its cells look like.

Cells come as one sequence, blank ones included. A row that numbers the columns (栏次 1 2 3 4) decides; else the width at
which every column holds either numbers or words, and the first number stands behind the header and the first row's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.values.numbers import is_blank

_NUMBER = re.compile(r"[-−–—+]?[\d.,，%％ \u3000-]*\d[\d.,，%％ \u3000-]*\Z")
_NUMBERING = re.compile(r"(?:栏\s*次|行\s*次)\Z")
_WIDEST = 30
_SAMPLE = 2_000
"""Cells looked at: a table longer than this repeats itself."""
_PURE = 0.85
_FEWEST = 0.08
"""Numbers among the cells below which what the columns hold says nothing."""


def is_number(text: str) -> bool:
    """Whether a cell holds a number or a percentage and nothing else."""
    return bool(_NUMBER.match(text.strip()))


def width_of(cells: Sequence[str]) -> int | None:
    """The number of columns of the table with these cells, row by row; ``None`` where it cannot be told."""
    cells = cells[:_SAMPLE]
    kinds = [None if is_blank(cell) else is_number(cell) for cell in cells]
    if kinds.count(True) < max(1, _FEWEST * (len(kinds) - kinds.count(None))):
        return None
    numbered = _numbered(cells)
    if numbered is not None:
        return numbered
    first = kinds.index(True)
    best: tuple[float, int] | None = None
    for width in range(2, min(_WIDEST, len(cells) // 2) + 1):
        purity = _purity(cells, kinds, width)
        if purity < _PURE:
            continue
        score = purity - 0.1 * (len(cells) % width > 0) - 0.05 * (first not in (width, width + 1))
        if best is None or score > best[0] + 1e-9:
            best = (score, width)
    return best[1] if best else None


def _numbered(cells: Sequence[str]) -> int | None:
    """The width that a row "栏次 1 2 3 4" tells, where it begins a row."""
    for at, cell in enumerate(cells):
        if not _NUMBERING.match(cell):
            continue
        count = 0
        while at + 1 + count < len(cells) and cells[at + 1 + count].strip() == str(count + 1):
            count += 1
        if count >= 2 and at % (count + 1) == 0:
            return count + 1
    return None


def _purity(cells: Sequence[str], kinds: Sequence[bool | None], width: int) -> float:
    """How much the columns below the header hold one kind each, 0 to 1; a header word that comes again in its own
    column counts against the width."""
    rows = [kinds[at : at + width] for at in range(0, len(kinds), width)]
    header = next((at for at, row in enumerate(rows) if True in row), len(rows))
    body = rows[max(1, header) :]
    like, of = 0, 0
    for column in range(width):
        held = [row[column] for row in body if column < len(row) and row[column] is not None]
        like += max(held.count(True), held.count(False))
        of += len(held)
    again = 0
    for column in range(width):
        words = [
            cells[row * width + column].strip() for row in range(header) if row * width + column < len(cells)
        ]
        again += len([w for w in words if w]) - len({w for w in words if w})
    return like / of - 0.2 * again if of else 0.0
