"""Layouts of project tables as data: which label or column is which property. One TOML file a layout."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from yusuan.extraction.stated import normal


@dataclass(frozen=True, slots=True)
class Layout:
    """One known layout. The maps go from a label (see ``normal``) to the property, source or block it announces."""

    id: str
    labels: frozenset[str]
    least: int
    start: frozenset[str]
    value: dict[str, str]
    funding: dict[str, str]
    block: dict[str, str]
    columns: dict[str, str]

    def score(self, labels: frozenset[str]) -> int:
        """How many of the layout's own labels are among ``labels``; 0 where too few are."""
        count = len(self.labels & labels)
        return count if count >= self.least else 0


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout that ships, by id."""
    folder = resources.files("yusuan.extraction").joinpath("layouts")
    files = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".toml") and path.name != "sections.toml"),
        key=lambda path: path.name,
    )
    return tuple(_layout(tomllib.loads(path.read_text("utf-8"))) for path in files)


def _layout(entry: dict[str, object]) -> Layout:
    def words(table: object) -> dict[str, str]:
        assert isinstance(table, dict)
        return {normal(label): key for key, labels in table.items() for label in labels}

    recognise = entry["recognise"]
    assert isinstance(recognise, dict)
    return Layout(
        id=str(entry["id"]),
        labels=frozenset(normal(label) for label in recognise["labels"]),
        least=int(recognise["least"]),
        start=frozenset(normal(label) for label in recognise["start"]),
        value=words(entry["value"]),
        funding=words(entry["funding"]),
        block=words(entry["block"]),
        columns=words(entry["columns"]),
    )
