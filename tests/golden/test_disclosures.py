"""Real disclosures of many provinces against references written by reading them: which of the facts are found, what is said too much.

The documents are not part of the project: they lie in ../shared/disclosures where the project is developed. The references
(reference/disclosures) hold numbers, names, codes and short labels. ``python tests/golden/test_disclosures.py`` prints every miss.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from facts import number, words

from yusuan.errors import SourceRefused
from yusuan.extraction import extract
from yusuan.model.disclosure import BudgetLine, Disclosure, Indicator, Project, Stated
from yusuan.reading import read

DISCLOSURES = Path(__file__).parents[3] / "shared" / "disclosures"
REFERENCES = sorted((Path(__file__).parent / "reference" / "disclosures").glob("*.json"))
LEAST = 0.95
needs_disclosures = pytest.mark.skipif(
    not DISCLOSURES.is_dir(), reason="the real disclosures (../shared/disclosures) are not beside the project"
)

Fact = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The facts of one document: those wanted, those not found, and those said too much."""

    name: str
    wanted: int
    missing: tuple[Fact, ...]
    extra: tuple[Fact, ...]

    @property
    def share(self) -> float:
        return 1 - len(self.missing) / self.wanted if self.wanted else 1.0


@cache
def score(path: Path) -> Score:
    """The score of the document whose reference is ``path``."""
    reference = json.loads(path.read_text("utf-8"))
    wanted = Counter(wanted_facts(reference))
    try:
        found = Counter(found_facts(extracted(path.stem), reference))
    except SourceRefused as refused:
        found = Counter({("refused", str(refused)): 1})
    missing = tuple((wanted - found).elements())
    extra = tuple((found - wanted).elements()) if reference["complete"] else ()
    return Score(path.stem, wanted.total(), missing, tuple(each for each in extra if each[0] != "idle"))


def extracted(stem: str) -> Disclosure:
    """The disclosure in the file with this stem."""
    path = next(each for each in DISCLOSURES.iterdir() if each.stem == stem)
    return extract(read(path.read_bytes(), path.name))


def wanted_facts(reference: dict[str, Any]) -> Iterator[Fact]:
    """The facts that ``reference`` fixes."""
    about = reference["document"]
    yield from ((key, value) for key, value in about.items() if value is not None and key != "path")
    if about["path"]:
        yield ("path", "/".join(about["path"]))
    for line in reference["lines"]:
        where = (
            line["category"],
            line.get("year", about["year"]),
            line.get("stage", about["stage"]),
            line.get("component"),
        )
        if "amount" in line:
            yield ("amount", *where, line["amount"])
        if "change" in line:
            yield ("change", *where, line["change"])
    for each in reference["counts"]:
        yield ("count", each["category"], each["quantity"])
    for project in reference["projects"]:
        name = project["name"]
        for key, value in project.items():
            if key == "indicators":
                for level1, level2, of, target in value:
                    yield ("indicator", name, level1, level2, of)
                    if target is not None:
                        yield ("target", name, of, target)
            elif key == "funding":
                yield from (("funding", name, source, amount) for source, amount in value)
            elif value is not None:
                yield (key, name, value)
    if reference["responsibilities"]:
        yield ("responsibilities", reference["responsibilities"])
    yield from (("policy", number) for number in reference["policies"])


def found_facts(disclosure: Disclosure, reference: dict[str, Any]) -> Iterator[Fact]:
    """The facts of ``disclosure`` of the kinds that ``reference`` fixes."""
    about = reference["document"]
    department = disclosure.department
    division = department.division.value if department.division else None
    said = {
        "department": words(department.name),
        "code": words(department.code),
        "division": division and division.code,
        "year": disclosure.year.value if disclosure.year else None,
        "stage": disclosure.stage,
    }
    yield from ((key, value) for key, value in said.items() if about[key] is not None)
    if about["path"]:
        yield ("path", "/".join(division.path) if division else None)
    for line in disclosure.budget_lines:
        yield from _line(line, disclosure)
    wanted = {project["name"]: project for project in reference["projects"]}
    for at, project in enumerate(disclosure.projects):
        name = words(project.name)
        of = wanted.get(name) or (wanted.get(None) if at == 0 else None)
        if of is None:
            yield ("name", name, name)
        else:
            yield from _project(project, of)
    if reference["responsibilities"]:
        yield ("responsibilities", len(disclosure.responsibilities))
    numbers = {words(policy.number) for policy in disclosure.policies if policy.number}
    yield from (
        ("policy" if each in reference["policies"] else "idle", each) for each in sorted(numbers, key=str)
    )


def _line(line: BudgetLine, of: Disclosure) -> Iterator[Fact]:
    year = line.year.value if line.year else of.year.value if of.year else None
    stage = line.stage.value if line.stage else of.stage
    where = (line.category, year, stage, line.component.value if line.component else None)
    if line.amount:
        yield ("amount", *where, number(line.amount))
    if line.change:
        yield ("change", *where, number(line.change))
    if line.quantity:
        yield ("count", line.category, number(line.quantity))


def _project(project: Project, wanted: dict[str, Any]) -> Iterator[Fact]:
    name = wanted["name"]
    for key in wanted:
        if key == "indicators":
            for each in project.indicators:
                yield from _indicator(each, name, wanted["indicators"])
        elif key == "funding":
            yield from (("funding", name, each.source, number(each.amount)) for each in project.funding)
        elif key == "goals":
            yield ("goals", name, len(project.goals))
        elif wanted[key] is not None:
            value = getattr(project, key)
            yield (key, name, _plain(value))


def _indicator(each: Indicator, project: str, wanted: list[list[str | None]]) -> Iterator[Fact]:
    own = words(each.name)
    yield ("indicator", project, words(each.level1), words(each.level2), own)
    target = each.target
    printed = next((of[3] for of in wanted if of[2] == own), None)
    if target is None or printed is None:
        return
    parts = " ".join(part for part in (target.operator, number(target.value), target.unit) if part)
    yield ("target", project, own, words(target.text) if printed in (words(target.text), None) else parts)


def _plain(value: Stated[Any] | None) -> str | None:
    if value is None:
        return None
    return words(value) if isinstance(value.value, str) else number(value)


@needs_disclosures
@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_most_facts_of_a_disclosure_are_found(path: Path) -> None:
    found = score(path)
    print("\n".join(report(found)))
    assert found.share >= 0.8


@needs_disclosures
def test_the_facts_of_all_disclosures_are_found_and_no_others() -> None:
    scores = [score(path) for path in REFERENCES]
    wanted = sum(each.wanted for each in scores)
    print("\n".join(line for each in scores for line in report(each)))
    assert sum(len(each.missing) for each in scores) <= (1 - LEAST) * wanted
    assert sum(len(each.extra) for each in scores) <= (1 - LEAST) * wanted


def report(found: Score) -> list[str]:
    """A line for the document and for each miss and each fact too much."""
    return [
        f"{found.share:6.1%} {found.wanted - len(found.missing):3}/{found.wanted:<3} +{len(found.extra):<3} {found.name}",
        *(f"         missing {fact}" for fact in found.missing),
        *(f"         extra   {fact}" for fact in found.extra),
    ]


if __name__ == "__main__":
    for each in map(score, REFERENCES):
        print("\n".join(report(each)))
    total = sum(each.wanted for each in map(score, REFERENCES))
    lost = sum(len(each.missing) for each in map(score, REFERENCES))
    print(f"{1 - lost / total:.1%} of {total}")
