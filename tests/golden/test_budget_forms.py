"""Every form of budget table in ``forms``: the lines that are read from it, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from budget_forms import FORMS, case, document, read, written

CASES = sorted(FORMS.glob("*/*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_form_gives_these_lines_and_no_others(path: Path) -> None:
    of = case(path)
    lines, issues = read(of)
    assert sorted(each for line in lines for each in written(line)) == sorted(of.lines)
    assert tuple(issue.code for issue in issues) == of.issues


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_number_is_stated_by_its_own_cell(path: Path) -> None:
    of = case(path)
    made = document(of)
    cells = {cell.span for cell in made.cells()}
    lines, _ = read(of)
    for line in lines:
        for number in (line.amount, line.change, line.quantity):
            assert number is None or all(span in cells for span in number.evidence)


def test_there_are_cases_of_many_forms() -> None:
    assert len(CASES) >= 25
