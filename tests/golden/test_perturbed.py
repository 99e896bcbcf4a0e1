"""However a sample disclosure is printed (pages, units, widths, encodings, order of rows), it says the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import perturb
import pytest
from facts import differences, facts
from test_examples import EXAMPLES, in_order

from yusuan.extraction import extract
from yusuan.reading import read

pytestmark = pytest.mark.slow

each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def said(data: bytes) -> dict[str, Any]:
    """The facts of a document, budget lines by category."""
    found = facts(extract(read(data, "perturbed.txt")))
    for key in ("id", "source"):
        found["document"].pop(key, None)
    found["budget_lines"] = in_order(found["budget_lines"])
    return found


def text_of(path: Path) -> str:
    return read(path.read_bytes(), path.name).text


def narrow(value: Any) -> Any:
    """``value`` with half-width digits: what is printed wide is kept as printed."""
    if isinstance(value, dict):
        return {key: narrow(each) for key, each in value.items()}
    if isinstance(value, list):
        return [narrow(each) for each in value]
    return value.translate(perturb.NARROW) if isinstance(value, str) else value


def check(path: Path, change: Callable[[str], str]) -> None:
    before = text_of(path)
    after = change(before)
    assert after != before
    assert differences(said(before.encode()), said(after.encode())) == []


@each_example
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_encodings_and_line_ends(path: Path, encoding: str) -> None:
    text = text_of(path)
    printed = text.replace("\n", "\r\n").encode(encoding)
    assert differences(said(text.encode()), said(printed)) == []


@each_example
@pytest.mark.parametrize("header", [True, False], ids=["header again", "no header"])
@pytest.mark.parametrize("every", [1, 2, 3, 5])
def test_page_cuts_in_the_tables(path: Path, every: int, header: bool) -> None:
    check(path, lambda text: perturb.with_page_cuts(text, every, header=header))


@each_example
@pytest.mark.parametrize("form", ["{:f}", "{:,.2f}", "{:.0f}元"])
def test_amounts_in_yuan(path: Path, form: str) -> None:
    check(path, lambda text: perturb.with_amounts_in_yuan(text, form))


@each_example
def test_thousands_separators(path: Path) -> None:
    before = text_of(path)
    assert differences(said(before.encode()), said(perturb.with_separators(before).encode())) == []


@each_example
def test_full_width_digits(path: Path) -> None:
    before = text_of(path)
    wide = said(before.translate(perturb.WIDE).encode())
    assert differences(narrow(said(before.encode())), narrow(wide)) == []


@each_example
def test_levels_repeated_in_every_row(path: Path) -> None:
    check(path, perturb.with_levels_repeated)


@each_example
def test_indicators_in_another_order(path: Path) -> None:
    before = text_of(path)
    wanted, got = said(before.encode()), said(perturb.with_indicators_reversed(before).encode())
    for project in (*wanted["projects"], *got["projects"]):
        project["indicators"].sort(key=repr)
    assert differences(wanted, got) == []
