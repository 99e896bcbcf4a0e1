"""A disclosure says the same as a Word file: line by line, with real tables, with merged cells, and as an old .doc."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from as_docx import line_by_line, values, with_tables
from facts import differences

from yusuan.extraction import extract
from yusuan.model.document import Document
from yusuan.reading import read, read_text
from yusuan.reading.docx.office import converted, libreoffice

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
each = pytest.mark.parametrize(
    "path", [*EXAMPLES, *SEEDS], ids=lambda path: path.stem
)  # seeds where they are
Way = Callable[[Document], bytes]
WAYS: dict[str, Way] = {
    "line by line": line_by_line,
    "tables": lambda document: with_tables(document, merged=False),
    "merged cells": with_tables,
}


def plain(path: Path) -> Document:
    return read_text(path.read_bytes(), path.name)


def same(document: Document, data: bytes, name: str) -> list[str]:
    """What the Word file says otherwise than the text."""
    return differences(values(extract(document)), values(extract(read(data, name))))


@each
def test_line_by_line_gives_the_blocks_of_the_text(path: Path) -> None:
    document = plain(path)
    made = read(line_by_line(document), f"{path.stem}.docx")
    assert made.text.rstrip("\n") == document.text.rstrip("\n")
    assert made.blocks == document.blocks


@each
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_word_file_says_the_same(path: Path, way: Way) -> None:
    document = plain(path)
    assert same(document, way(document), f"{path.stem}.docx") == []


@pytest.mark.slow
@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice (soffice) is not installed")
@each
@pytest.mark.parametrize("way", [line_by_line, with_tables], ids=["line by line", "merged cells"])
def test_an_old_word_file_says_the_same(path: Path, way: Way) -> None:
    document = plain(path)
    old = converted(way(document), path.name, ".docx", to="doc")
    assert same(document, old, f"{path.stem}.doc") == []
