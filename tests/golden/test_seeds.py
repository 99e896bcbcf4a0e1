"""The two real disclosures the project started from, against a reference of facts read from them by hand.

The documents are not part of the project: they lie in ../shared/seeds where the project is developed. The references hold
codes, numbers and short words; longer words stand as their length and the beginning of their SHA-256.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from facts import differences, digest, disclosure_of, facts, number, words

from yusuan.coverage import account
from yusuan.extraction.settling.unclaimed import spans_of
from yusuan.model.disclosure import Disclosure, Stated
from yusuan.reading import read

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
NAMES = ("000_151f06cdbfa3e50b", "002_96144c92f2a18e2c")
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seed documents (../shared/seeds) are not beside the project"
)
each_seed = pytest.mark.parametrize("name", NAMES)


def told(disclosure: Disclosure) -> dict[str, Any]:
    """Everything that a seed's reference fixes."""
    found = facts(disclosure)
    for line, said in zip(found["budget_lines"], disclosure.budget_lines, strict=True):
        line["unit"] = words(said.unit)
        line["as_of"] = said.as_of.value.isoformat() if said.as_of else None
        line["year"] = said.year.value if said.year else None
    for activity, each in zip(found["activities"], disclosure.activities, strict=True):
        about = None if each.project is None else disclosure.projects[each.project].code
        activity["project"] = words(about)
    for project, of in zip(found["projects"], disclosure.projects, strict=True):
        project["text"] = words(of.amount_text)
        project["schedule"] = of.schedule
    found["goals"] = [words(clause.text) for clause in disclosure.goals]
    found["safeguards"] = [words(clause.text) for clause in disclosure.safeguards]
    found["terms"] = [{"name": words(t.name), "definition": words(t.definition)} for t in disclosure.terms]
    found["policies"] = [{"title": words(p.title), "number": words(p.number)} for p in disclosure.policies]
    found["issues"] = sorted(issue.code for issue in disclosure.issues)
    shortened: dict[str, Any] = shorten(found)
    return shortened


def shorten(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shorten(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shorten(each) for each in value]
    return digest(value) if isinstance(value, str) else value


@needs_seeds
@each_seed
def test_every_fact_of_a_seed(name: str) -> None:
    wanted = json.loads((Path(__file__).parent / "seeds" / f"{name}.json").read_text("utf-8"))
    assert differences(wanted, told(disclosure_of(SEEDS / f"{name}.txt"))) == []


@needs_seeds
def test_the_seeds_hold_sixteen_projects_and_a_hundred_and_one_indicators() -> None:
    both = [disclosure_of(SEEDS / f"{name}.txt") for name in NAMES]
    assert [len(each.projects) for each in both] == [11, 5]
    assert [sum(len(project.indicators) for project in each.projects) for each in both] == [59, 42]


@needs_seeds
@each_seed
def test_every_value_lies_on_its_words(name: str) -> None:
    path = SEEDS / f"{name}.txt"
    document = read(path.read_bytes(), path.name)
    disclosure = disclosure_of(path)
    for span in spans_of(disclosure):
        assert 0 <= span.start < span.end <= len(document.text)
        assert document.words(span) == document.words(span).strip() != ""
    for line in disclosure.budget_lines:
        for stated in (line.amount_text, line.label, line.unit):
            if stated is not None:
                printed = "".join(document.words(span) for span in stated.evidence[:1])
                assert words(stated) == words(printed)
        if line.amount is not None and line.amount.value:
            digits = number(line.amount)
            assert digits is not None
            printed = "".join(document.words(span) for span in line.amount.evidence)
            assert digits.strip("0").replace(".", "") in printed.replace(".", "")


@needs_seeds
@each_seed
def test_every_number_of_a_seed_has_a_home(name: str) -> None:
    path = SEEDS / f"{name}.txt"
    document, disclosure = read(path.read_bytes(), path.name), disclosure_of(path)
    found = account(document.source.sha256, document.text, spans_of(disclosure))
    assert [each.text for each in found.unaccounted] == []
    not_ordinal = [reason for _, reason in found.set_aside if reason != "ordinal"]
    assert len(not_ordinal) < 25
    assert found.share >= 0.99


def test_a_stated_value_knows_its_words() -> None:
    with pytest.raises(ValueError, match="span"):
        Stated("words", ())
