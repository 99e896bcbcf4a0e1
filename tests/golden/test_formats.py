"""One disclosure in every format, and printed in other ways, is one graph but for where it is said."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
import sketch_changes as changes
from same_graph import Fact, facts_in
from sketch import FOLDER, Sketch, sketched, written
from sketch_writers import FORMATS, as_docx, as_txt_rows
from test_examples import EXAMPLES

from yusuan.reading import read
from yusuan.reading.docx.office import converted, libreoffice
from yusuan.vocabulary.terms import BGT, RDF

pytestmark = pytest.mark.slow

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
CLASSES = {
    "final-accounts": {BGT.BudgetLine: 84, BGT.Responsibility: 2},
    "many-projects": {BGT.Project: 3, BGT.Indicator: 9},
    "ministry-form": {BGT.Project: 1, BGT.Indicator: 10, BGT.Goal: 2},
    "self-evaluation": {BGT.Project: 1, BGT.Indicator: 5},
}
"""How many things of a class each sketch tells of."""
STRUCTURED = ("docx", "html", "pdf", "xlsx", "xls")
FLAT = ("rows", "cells")

each_sketch = pytest.mark.parametrize("name", NAMES)


@cache
def sketch_of(name: str) -> Sketch:
    if name in NAMES:
        return written(name)
    path = next(path for path in EXAMPLES if path.stem == name)
    return sketched(read(path.read_bytes(), path.name))


@cache
def facts_of(name: str, printed: bool = True) -> frozenset[Fact]:
    """What the sketch says as tab-separated text."""
    return frozenset(facts_in(as_txt_rows(sketch_of(name)), f"{name}.txt", printed=printed))


def said(sketch: Sketch, way: str, name: str, printed: bool = True) -> frozenset[Fact]:
    suffix, writer = FORMATS[way]
    return frozenset(facts_in(writer(sketch), f"{name}.{suffix}", printed=printed))


def check(wanted: frozenset[Fact], got: frozenset[Fact]) -> None:
    assert sorted(wanted - got)[:9] == []
    assert sorted(got - wanted)[:9] == []


@each_sketch
def test_what_each_sketch_tells_of(name: str) -> None:
    found = Counter(value for _, predicate, value in facts_of(name) if predicate == RDF.type)
    assert {kind: found[kind] for kind in CLASSES[name]} == CLASSES[name]


@each_sketch
@pytest.mark.parametrize("way", [way for way in FORMATS if way != "rows"])
def test_every_format_of_a_sketch(name: str, way: str) -> None:
    check(facts_of(name), said(sketch_of(name), way, name))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("way", ["cells", "docx", "html", "pdf", "xlsx"])
def test_every_format_of_an_example(path: Path, way: str) -> None:
    check(facts_of(path.stem), said(sketch_of(path.stem), way, path.stem))


PRINTED = {
    "in 元": changes.in_unit("元"),
    "in 千元": changes.in_unit("千元"),
    "in 亿元": changes.in_unit("亿元"),
    "no thousands separators": changes.without_separators,
    "short decimals": changes.short_decimals,
    "long decimals": changes.long_decimals,
}


@each_sketch
@pytest.mark.parametrize("change", PRINTED.values(), ids=PRINTED.keys())
@pytest.mark.parametrize("way", ["rows", "docx", "pdf", "xlsx"])
def test_amounts_printed_otherwise(name: str, change: changes.Change, way: str) -> None:
    changed = change(sketch_of(name))
    got = said(changed, way, name, printed=False)
    check(without_notes(facts_of(name, printed=False)), without_notes(got))


def without_notes(found: frozenset[Fact]) -> frozenset[Fact]:
    """Without remarks, which repeat the words of a unit line."""
    return frozenset(fact for fact in found if "/passages/" not in fact[0])


@each_sketch
@pytest.mark.parametrize("way", ["rows", "cells", "docx", "html", "xlsx"])
def test_full_width_digits(name: str, way: str) -> None:
    got = said(changes.wide(sketch_of(name)), way, name, printed=False)
    check(narrow(facts_of(name, printed=False)), narrow(got))


def narrow(found: frozenset[Fact]) -> frozenset[Fact]:
    return frozenset((one, two, unicodedata.normalize("NFKC", value)) for one, two, value in found)


@pytest.mark.parametrize("name", ["final-accounts", "many-projects"])
@pytest.mark.parametrize(
    ("way", "header"),
    [
        *((way, True) for way in ("rows", "cells", "docx", "html", "xlsx")),
        *((way, False) for way in ("rows", "cells", "docx")),  # pages and sheets made anew repeat the header
    ],
)
@pytest.mark.parametrize("every", [2, 5])
def test_page_cuts_inside_tables(name: str, header: bool, every: int, way: str) -> None:
    changed = changes.cut_by_pages(every, header=header)(sketch_of(name))
    check(facts_of(name), said(changed, way, name))


@pytest.mark.parametrize("way", [*FLAT, *STRUCTURED])
def test_indicators_in_another_order(way: str) -> None:
    changed = changes.reversed_indicators(sketch_of("many-projects"))
    got = said(changed, way, "many-projects")
    assert got != facts_of("many-projects")
    assert unordered(got) == unordered(facts_of("many-projects"))


def unordered(found: frozenset[Fact]) -> set[object]:
    """The facts, indicators by what is said of them instead of by number."""
    told = defaultdict(set)
    for subject, predicate, value in found:
        if "/indicators/" in subject and predicate != BGT.ordinal:
            told[subject].add((predicate, value))
    return {
        (subject, predicate, frozenset(told[value]) if value in told else value)
        for subject, predicate, value in found
        if subject not in told
    }


@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice (soffice) is not installed")
@each_sketch
@pytest.mark.parametrize("to", ["doc", "pdf", "rtf"])
def test_what_libreoffice_makes_of_a_word_file(name: str, to: str) -> None:
    made = converted(as_docx(sketch_of(name)), f"{name}.docx", ".docx", to=to)
    check(facts_of(name), frozenset(facts_in(made, f"{name}.{to}")))
