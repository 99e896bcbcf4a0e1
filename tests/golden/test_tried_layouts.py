"""Layouts that do not ship, tried from a folder: a county's own form as a table, and the same form flattened.

``tried/<id>.toml`` is a layout as docs/howto/add-a-layout.md has one written, with words that no other has; ``tried/<id>.txt`` a
document that prints its form with a tab between cells. Flattened, it must say the same projects where the cells can be told
apart, and have an Issue where they cannot.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from yusuan.extraction import extract
from yusuan.extraction.layouts import layouts, tried
from yusuan.graph.export.as_json import disclosure_object
from yusuan.graph.iris import Iris
from yusuan.graph.resources import Resources
from yusuan.graph.triples import disclosure_triples
from yusuan.reading import read

HERE = Path(__file__).parent / "tried"
LAYOUTS = sorted(path.stem for path in HERE.glob("*.toml"))
IRIS = Iris("https://w3id.org/yusuan/id/")
PLACES = ("iri", "id", "evidence", "exact", "span", "start", "end")


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A layout of ours beside those that ship."""
    for file in resources.files("yusuan.extraction").joinpath("layouts", "projects").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    shutil.copy(HERE / f"{request.param}.toml", tmp_path)
    with tried(tmp_path):
        yield request.param


def said(text: str) -> tuple[list[Any], list[str]]:
    """(projects as an export has them but for their places, codes of Issues) of a document."""
    document = read(text.encode(), "a.txt")
    found = extract(document)
    triples = disclosure_triples(found, document.text, IRIS)
    exported: dict[str, Any] = disclosure_object(Resources(IRIS.disclosure(document.source.sha256), triples))
    codes = [issue.code for issue in found.issues if not issue.code.startswith("division")]
    return [placeless(each) for each in exported.get("projects", [])], codes


def placeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: placeless(each) for key, each in value.items() if key not in PLACES}
    return [placeless(each) for each in value] if isinstance(value, list) else value


def table(layout: str) -> str:
    return (HERE / f"{layout}.txt").read_text("utf-8")


def parts(layout: str) -> tuple[str, list[list[str]]]:
    """What stands above the table, and its cells."""
    lines = table(layout).rstrip("\n").split("\n")
    first = next(at for at, line in enumerate(lines) if "\t" in line)
    return "\n".join(lines[:first]), [line.split("\t") for line in lines[first:]]


def flat(between: str, blank: str | None = None) -> Callable[[str], str]:
    """The document with its cells one after the other; a blank cell as ``blank``, or lost."""

    def written(layout: str) -> str:
        above, rows = parts(layout)
        cells = [cell or blank for row in rows for cell in row]
        return f"{above}\n{between.join(cell for cell in cells if cell)}\n"

    return written


def rows_as_lines(layout: str) -> str:
    """The document with the cells of a row in a line of their own, spaces between; a blank cell is lost."""
    above, rows = parts(layout)
    return "\n".join([above, *(" ".join(filter(None, row)) for row in rows), ""])


DECIDED: Sequence[Any] = (
    pytest.param(flat("\n"), id="one cell a line"),
    pytest.param(flat("\n\n"), id="one cell a line, blank lines between"),
    pytest.param(flat("\n", blank=" "), id="one cell a line, blanks kept"),
    pytest.param(flat(" "), id="spaces between cells"),
    pytest.param(rows_as_lines, id="a row a line, spaces between cells"),
)
WHOLLY = {"fund-application", "ledger-card", "result-record", "subsidy-claim"}
PARTLY = {"task-book": ("amount", "amount_text", "executed", "execution_rate", "funding", "indicators"), "task-card": ("payments",)}
"""What nothing tells apart where the cells are glued: numbers side by side, levels that are no words of levels."""


def test_there_are_layouts_with_words_of_their_own() -> None:
    shipped = {layout.id for layout in layouts()}
    assert len(LAYOUTS) >= 3
    assert not shipped & set(LAYOUTS)


def test_the_example_of_the_guide_is_the_one_tried_here() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "howto" / "add-a-layout.md").read_text("utf-8")
    example = guide.split("## A whole example")[1].split("```toml\n")[1].split("```")[0]
    assert tomllib.loads(example) == tomllib.loads((HERE / "fund-application.toml").read_text("utf-8"))


def test_the_table_is_read(layout: str) -> None:
    projects, codes = said(table(layout))
    assert projects
    assert all(each["name"] for each in projects)
    assert codes == []


@pytest.mark.parametrize("flattened", DECIDED)
def test_cells_one_after_the_other_say_the_same(layout: str, flattened: Callable[[str], str]) -> None:
    projects, codes = said(flattened(layout))
    assert projects == said(table(layout))[0]
    assert codes == []


def test_words_without_anything_between_say_the_same_or_have_an_issue(layout: str) -> None:
    projects, codes = said(flat("")(layout))
    wanted = said(table(layout))[0]
    if layout in WHOLLY:
        assert (projects, codes) == (wanted, [])
        return
    assert "form.uncut" in codes
    known = PARTLY.get(layout)
    if known is None:
        assert projects == []
        return
    assert [without(each, known) for each in projects] == [without(each, known) for each in wanted]
    assert all(not project.get(key) for project in projects for key in known)


def without(project: dict[str, Any], keys: Sequence[str]) -> str:
    left = {key: value for key, value in project.items() if key not in (*keys, "schedule", "topic_evidence")}
    return json.dumps(left, ensure_ascii=False, sort_keys=True)


def test_nothing_is_read_by_a_layout_that_is_not_tried() -> None:
    projects, _ = said(flat("\n")("fund-application"))
    assert projects == []
