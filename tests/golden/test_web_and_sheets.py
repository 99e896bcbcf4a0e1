"""One disclosure as text, as a web page and as a workbook says the same, field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from as_html import as_html
from as_sheets import as_xls, as_xlsx
from facts import differences, facts
from test_examples import EXAMPLES, in_order
from test_seeds import NAMES, SEEDS

from yusuan.extraction import extract
from yusuan.model.document import Document
from yusuan.reading import read
from yusuan.reading.html import read_html
from yusuan.reading.sheets import read_sheets

pytestmark = pytest.mark.slow

PATHS = [*EXAMPLES, *(path for name in NAMES if (path := SEEDS / f"{name}.txt").is_file())]
each_path = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
each_form = pytest.mark.parametrize("merged", [False, True], ids=["blank cells", "merged cells"])


def told(document: Document) -> dict[str, Any]:
    found = facts(extract(document))
    found["budget_lines"] = in_order(found["budget_lines"])
    return found


def text_of(path: Path) -> Document:
    return read(path.read_bytes(), path.name)


@each_path
@each_form
def test_a_web_page_says_what_the_text_says(path: Path, merged: bool) -> None:
    page = as_html(text_of(path), merged).encode("utf-8")
    document = read_html(page, f"{path.stem}.html")
    assert differences(told(text_of(path)), told(document)) == []


@each_path
@each_form
def test_a_workbook_says_what_the_text_says(path: Path, merged: bool) -> None:
    document = read_sheets(as_xlsx(text_of(path), merged), f"{path.stem}.xlsx")
    assert differences(told(text_of(path)), told(document)) == []


@each_path
def test_an_old_workbook_says_what_the_text_says(path: Path) -> None:
    document = read_sheets(as_xls(text_of(path), merged=True), f"{path.stem}.xls")
    assert differences(told(text_of(path)), told(document)) == []


@each_path
def test_no_word_of_the_site_around_the_article_is_read(path: Path) -> None:
    text = read_html(as_html(text_of(path)).encode("gb18030").replace(b"utf-8", b"gb2312", 1), "a.html").text
    for words in ("首页", "9999", "77万元", "888", "12万元", "ICP", "扫一扫", "字体", "浏览", "分享"):
        assert words not in text or words in text_of(path).text


@each_path
def test_every_character_stands_in_one_block_of_the_document(path: Path) -> None:
    text = text_of(path)
    for document in (
        read_html(as_html(text, True).encode(), "a.html"),
        read_sheets(as_xlsx(text, True), "a.xlsx"),
    ):
        at = 0
        for block in document.blocks:
            assert block.span.start >= at and not document.text[at : block.span.start].strip()
            at = block.span.end
        assert not document.text[at:].strip()
