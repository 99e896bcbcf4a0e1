"""A whole published final account as PDF: every number that its tables print is one line's, with its page.

The document is not part of the project: it lies in ../shared/disclosures where the project is developed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from yusuan.extraction import extract
from yusuan.model.disclosure import Disclosure
from yusuan.model.document import Document
from yusuan.reading import read
from yusuan.vocabulary.concepts import find

ACCOUNT = (
    Path(__file__).parents[3] / "shared" / "disclosures" / "shanghai_putuo_finance_bureau_2024_final.pdf"
)
AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d")
"""Every amount of this account is printed with two decimals; codes, row numbers and years are not."""
TABLES = range(6, 21)
"""The pages that hold the account's tables."""

pytestmark = pytest.mark.skipif(
    not ACCOUNT.is_file(), reason="the published account is not beside the project"
)


@cache
def account() -> tuple[Document, Disclosure]:
    pytest.importorskip("yusuan.reading.pdf", reason="this version reads no PDF")
    document = read(ACCOUNT.read_bytes(), ACCOUNT.name)
    return document, extract(document)


def test_every_amount_of_the_tables_is_a_lines_own() -> None:
    document, disclosure = account()
    stated = {
        span
        for line in disclosure.budget_lines
        for number in (line.amount, line.change, line.quantity)
        if number
        for span in number.evidence
    }
    printed = [cell for cell in document.cells() if AMOUNT.fullmatch(document.words(cell.span).strip())]
    assert len(printed) > 150
    assert [document.words(cell.span) for cell in printed if cell.span not in stated] == []


def test_the_tables_hold_every_amount_that_the_pages_print() -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    document, _ = account()
    found: Counter[tuple[int | None, str]] = Counter()
    for cell in document.cells():
        part = document.part(cell.span)
        words = document.words(cell.span).strip()
        if AMOUNT.fullmatch(words):
            found[part.page if part else None, words] += 1
    with pdfplumber.open(ACCOUNT) as pdf:
        printed = Counter(
            (page.page_number, word["text"])
            for page in pdf.pages
            if page.page_number in TABLES
            for word in page.extract_words()
            if AMOUNT.fullmatch(word["text"])
        )
    assert found == printed


def test_every_line_of_a_table_has_its_code_and_page() -> None:
    document, disclosure = account()
    cells = {cell.span for cell in document.cells()}
    for line in disclosure.budget_lines:
        if line.amount and line.amount.evidence[0] in cells:
            part = document.part(line.amount.evidence[0])
            assert part is not None and part.page in TABLES
            known = find(line.category)
            assert known is not None
            if line.category.startswith(("functional/", "economic/")):
                assert known.notation == line.category.split("/")[1]
