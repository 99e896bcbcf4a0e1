"""A disclosure as PDF says what its text says: the same facts, whatever pages, margins and ruled tables do to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from as_pdf import printed, set_in_type
from facts import differences, disclosure_of, facts

from yusuan.extraction import extract
from yusuan.model.document import Table
from yusuan.reading import read

pytest.importorskip("reportlab", reason="reportlab makes the PDF files of these tests")

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*.txt"))
SEEDS = sorted((HERE.parents[2] / "shared" / "seeds").glob("*.txt"))
TEXTS = [*EXAMPLES, *SEEDS]
each_text = pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)


def sorted_facts(disclosure: Any) -> dict[str, Any]:
    found = facts(disclosure)
    found["document"].pop("id", None)
    found["budget_lines"].sort(
        key=lambda line: tuple(str(line.get(key)) for key in ("category", "amount", "change", "quantity"))
    )
    return found


def compared(path: Path, data: bytes) -> list[str]:
    return differences(
        sorted_facts(disclosure_of(path)), sorted_facts(extract(read(data, path.with_suffix(".pdf").name)))
    )


def in_rows(path: Path) -> bool:
    """Whether a text's tables are tab-separated rows, not one cell a line."""
    lines = read(path.read_bytes(), path.name).text.splitlines()
    return sum("\t" in line.strip() for line in lines) > sum(line.startswith("\t") for line in lines) / 2


@each_text
def test_set_with_ruled_tables_on_numbered_pages(path: Path) -> None:
    assert compared(path, set_in_type(path)) == []


@each_text
def test_on_small_pages_that_cut_most_tables(path: Path) -> None:
    assert compared(path, set_in_type(path, height=520.0)) == []


@pytest.mark.parametrize("path", [path for path in TEXTS if in_rows(path)], ids=lambda path: path.stem)
def test_printed_line_by_line_with_tabs(path: Path) -> None:
    assert compared(path, printed(path)) == []


def test_every_table_cell_knows_its_page() -> None:
    document = read(set_in_type(EXAMPLES[0]), "document.pdf")
    parts = [document.part(cell.span) for cell in document.cells()]
    pages = [part.page for part in parts if part is not None and part.page is not None]
    assert len(pages) == sum(1 for _ in document.cells())
    assert pages == sorted(pages) and pages[0] != pages[-1]
    assert any(isinstance(block, Table) for block in document.blocks)
