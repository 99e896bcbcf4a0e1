"""Builds the table of administrative divisions from the lists published by the Ministry of Civil Affairs.

Usage: python scripts/build_divisions.py LIST_2020 LIST_2023 [OUT]

Each list holds one line a division: code, tab, name (padded with spaces that show its level, maybe with *).
The table holds one line a division: code, name, code of the parent, whether it stood in 2020, in 2023.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "src" / "yusuan" / "values" / "divisions.tsv"
LINE = re.compile(r"^(\d{6})\t\s*([^\t*]+?)\s*\*?\t*\s*$")
HEADER = "code\tname\tparent\tin_2020\tin_2023"


def published(path: Path) -> set[tuple[str, str]]:
    """The (code, name) pairs of one published list."""
    pairs = set()
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        found = LINE.match(line)
        if found:
            pairs.add((found[1], found[2]))
    if not pairs:
        raise SystemExit(
            f"{path.name}: 没有代码行，请给公布的名单 / no line with a code; give the published list"
        )
    return pairs


def parent(code: str, codes: set[str]) -> str:
    """The code one level up; empty for a province. A county without a prefecture is under its province."""
    if code.endswith("0000"):
        return ""
    prefecture = code[:4] + "00"
    return prefecture if prefecture != code and prefecture in codes else code[:2] + "0000"


def main(arguments: list[str]) -> None:
    if len(arguments) not in (2, 3):
        raise SystemExit(__doc__)
    older, newer = published(Path(arguments[0])), published(Path(arguments[1]))
    out = Path(arguments[2]) if len(arguments) == 3 else TABLE
    codes = {code for code, _ in older | newer}
    rows = [
        f"{code}\t{name}\t{parent(code, codes)}\t{int((code, name) in older)}\t{int((code, name) in newer)}"
        for code, name in sorted(older | newer)
    ]
    out.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    print(f"{len(rows)} rows", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
