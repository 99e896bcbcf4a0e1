"""The names that this data holds: departments, divisions, projects, indicators, years, read once a generation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yusuan.graph.store import GraphStore
from yusuan.library.generation import Generation
from yusuan.questions.language.department_names import variants
from yusuan.questions.language.words.classification_items import item_words
from yusuan.questions.queries.rows import select
from yusuan.questions.queries.sparql import PREFIXES, QUERIES
from yusuan.values.divisions import short_form
from yusuan.values.romanised import letters_of
from yusuan.vocabulary.wording import folded


@dataclass(frozen=True, slots=True)
class NamedDepartment:
    """A department: its name, the division it lies in and the years and stages it has disclosed."""

    iri: str
    label: str
    division: str | None
    years: frozenset[int]
    stages: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamedProject:
    """A project as people may name it."""

    iri: str
    label: str
    code: str | None
    department: str
    year: int | None
    told: frozenset[str] = frozenset()
    """What its document tells of it: any of amount, payments, indicators, goals."""


_TOLD = ("amount", "payments", "indicators", "goals")


@dataclass(frozen=True, slots=True)
class Names:
    """Names to IRIs, all keys folded. ``division_paths`` gives the names from the province down."""

    departments: Mapping[str, NamedDepartment]
    department_words: Mapping[str, frozenset[str]]
    division_labels: Mapping[str, str]
    division_above: Mapping[str, str]
    division_words: Mapping[str, frozenset[str]]
    projects: Mapping[str, NamedProject]
    project_words: Mapping[str, frozenset[str]]
    project_codes: Mapping[str, frozenset[str]]
    indicator_words: frozenset[str]
    term_words: frozenset[str]
    categories: Mapping[str, frozenset[str]]
    item_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of classification items that the data holds amounts of → concept paths."""
    listed_units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What units and places may be called that an allotment lists its projects under → their names as printed."""
    years: tuple[int, ...] = ()
    stages: frozenset[str] = field(default=frozenset())
    unit_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Names of sections and affiliated units, whole and without their department's places → IRIs."""
    project_grams: Mapping[str, frozenset[str]] = field(default_factory=dict)
    project_heads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """How names of projects begin, with and without 全县 → the names."""
    indicator_grams: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Every run of GRAM characters of a name → the names that hold it."""

    @property
    def newest_year(self) -> int | None:
        """The newest fiscal year in the data."""
        return self.years[-1] if self.years else None

    def division_path(self, iri: str) -> list[str]:
        """The names from the province down to the division."""
        path: list[str] = []
        step: str | None = iri
        while step is not None and len(path) < 8:
            path.insert(0, self.division_labels.get(step, ""))
            step = self.division_above.get(step)
        return path

    def with_inner(self, divisions: Iterable[str]) -> list[str]:
        """The divisions and all that lie in them."""
        asked = set(divisions)
        return sorted(iri for iri in self.division_labels if any(self._below(iri, each) for each in asked))

    def within(self, division: str) -> list[NamedDepartment]:
        """The departments in the division or below it."""
        return [each for each in self.departments.values() if self._below(each.division, division)]

    def inside(self, divisions: Iterable[str]) -> set[str]:
        """The IRIs of the departments in any of the divisions or below it."""
        return {each.iri for division in divisions for each in self.within(division)}

    def is_above(self, upper: str, lower: str) -> bool:
        """Whether one division lies in another, and is not the same."""
        return upper != lower and self._below(lower, upper)

    def _below(self, division: str | None, upper: str) -> bool:
        step, seen = division, 0
        while step is not None and seen < 8:
            if step == upper:
                return True
            step, seen = self.division_above.get(step), seen + 1
        return False


def names_of(generation: Generation) -> Names:
    """The names of a generation; read by few queries the first time, kept after."""
    return generation.kept.once("names", lambda: read_names(generation.store))


def read_names(store: GraphStore) -> Names:
    """The names that a graph store holds."""
    divisions = {row["iri"]: row["label"] for row in _ask(store, "divisions")}
    above = {row["iri"]: row["above"] for row in _ask(store, "divisions") if row.get("above")}
    years: dict[str, set[int]] = {}
    stages: dict[str, set[str]] = {}
    for row in _ask(store, "years"):
        if row.get("year") is not None:
            years.setdefault(row["department"], set()).add(int(row["year"]))
        if row.get("stage"):
            stages.setdefault(row["department"], set()).add(row["stage"].rsplit("/", 1)[-1])
    names = Names(
        departments={}, department_words={}, division_labels=divisions, division_above=above,
        division_words=_division_words(divisions), projects={}, project_words={}, project_codes={},
        indicator_words=_words(_ask(store, "indicators")), term_words=_words(_ask(store, "terms")),
        categories=_grouped((row["department"], row["category"]) for row in _ask(store, "categories")),
        years=tuple(sorted({year for each in years.values() for year in each})),
        stages=frozenset(stage for each in stages.values() for stage in each),
    )  # fmt: skip
    departments, department_words = _departments(store, names, years, stages)
    projects = [
        NamedProject(
            row["iri"],
            row["label"],
            row.get("code"),
            row["department"],
            _int(row.get("year")),
            frozenset(fact for fact in _TOLD if row.get(fact) == "true"),
        )
        for row in _ask(store, "projects")
    ]
    return Names(
        departments=departments, department_words=department_words, division_labels=divisions,
        division_above=above, division_words=names.division_words,
        projects={each.iri: each for each in projects},
        project_words=_grouped((word, each.iri) for each in projects for word in _said_names(each.label)),
        project_codes=_codes(projects),
        indicator_words=names.indicator_words, term_words=names.term_words, categories=names.categories,
        item_words=item_words(names.categories.values()), years=names.years, stages=names.stages,
        unit_words=_units(store, names, departments), listed_units=_listed_units(store),
        project_grams=_grams(word for each in projects for word in _said_names(each.label)),
        project_heads=_heads(tight(each.label) for each in projects),
        indicator_grams=_grams(names.indicator_words),
    )  # fmt: skip


GRAM = 4
_SHORTEST_UNIT = 3
_SHORTEST_TAIL = 4


def _codes(projects: Iterable[NamedProject]) -> dict[str, frozenset[str]]:
    """Project codes, and their last parts where those tell letters and digits (N646) and one project only."""
    codes = {each.code.lower(): each.iri for each in projects if each.code}
    tails = _grouped((code.rsplit("-", 1)[-1], iri) for code, iri in codes.items() if "-" in code)
    alone = {
        tail: iris
        for tail, iris in tails.items()
        if len(iris) == 1 and len(tail) >= _SHORTEST_TAIL and not tail.isdigit() and not tail.isalpha()
    }
    return {**alone, **_grouped((each.code.lower(), each.iri) for each in projects if each.code)}


def _units(store: GraphStore, names: Names, departments: Mapping[str, NamedDepartment]) -> dict[str, frozenset[str]]:
    """What units may be called. A name that is its department's own says nothing of a unit."""
    pairs: list[tuple[str, str]] = []
    for row in _ask(store, "units"):
        body = departments.get(row["department"])
        path = names.division_path(body.division or "") if body else []
        own = variants([body.label], path) if body else set()
        pairs += [
            (word, row["iri"])
            for word in variants([row["label"]], path)
            if len(word) >= _SHORTEST_UNIT and word not in own and word not in _GENERIC_UNITS
        ]
    return _grouped(pairs)


def _listed_units(store: GraphStore) -> dict[str, frozenset[str]]:
    """The names under which allotments list their projects, whole and, of places, short: 上杭县, 上杭."""
    labels = [row["label"] for row in _ask(store, "listed-units")]
    pairs = [(tight(label), label) for label in labels]
    pairs += [(folded(short), label) for label in labels if (short := short_form(label))]
    return _grouped((word, label) for word, label in pairs if len(word) > 1)


_GENERIC_UNITS = frozenset(
    {"办公室", "综合科", "财务科", "人事科", "综合办", "党政办", "机关", "本级", "局机关", "办公厅"}
)


def _said_names(label: str) -> set[str]:
    """A project's name as it is said: as printed, and without the marks that set off a title in it."""
    return {tight(label), re.sub(r"[《》“”\"'‘’]", "", tight(label))}


def without_everywhere(name: str) -> str:
    """A project's name without 全县 or its like at the start."""
    return _EVERYWHERE.sub("", name)


_EVERYWHERE = re.compile(r"^(?:全[县区市镇乡]|[县区市])(?=..)")


def _heads(words: Iterable[str]) -> dict[str, frozenset[str]]:
    return _grouped((form[:2], word) for word in words for form in {word, without_everywhere(word)})


def _grams(words: Iterable[str]) -> dict[str, frozenset[str]]:
    return _grouped((word[at : at + GRAM], word) for word in words for at in range(len(word) - GRAM + 1))


def tight(text: str) -> str:
    """``text`` folded and without white space: the form in which names are compared."""
    return "".join(folded(text).split())


def _departments(
    store: GraphStore, names: Names, years: Mapping[str, set[int]], stages: Mapping[str, set[str]]
) -> tuple[dict[str, NamedDepartment], dict[str, frozenset[str]]]:
    found: dict[str, NamedDepartment] = {}
    said: dict[str, set[str]] = {}
    codes: list[tuple[str, str]] = []
    for row in _ask(store, "departments"):
        iri = row["iri"]
        found[iri] = NamedDepartment(
            iri,
            row["label"],
            row.get("division"),
            frozenset(years.get(iri, ())),
            frozenset(stages.get(iri, ())),
        )
        said.setdefault(iri, {row["label"]}).update({row["alias"]} if row.get("alias") else set())
        if row.get("code"):
            codes.append((row["code"].lower(), iri))
    pairs = [
        (word, iri)
        for iri, labels in said.items()
        for word in variants(labels, names.division_path(found[iri].division or ""))
    ]
    return found, _grouped([*pairs, *codes])


def _division_words(divisions: Mapping[str, str]) -> dict[str, frozenset[str]]:
    pairs = [(folded(label), iri) for iri, label in divisions.items()]
    shorts = [(iri, folded(short), label) for iri, label in divisions.items() if (short := short_form(label))]
    pairs += [(short, iri) for iri, short, _ in shorts]
    pairs += [(short + label[-1], iri) for iri, short, label in shorts if label[-1] in "县区市旗州"]
    pairs += [(word, iri) for iri, label in divisions.items() for word in _latin(label)]
    return _grouped(pairs)


_KINDS = {
    "县": ("xian", "county"),
    "区": ("qu", "district"),
    "市": ("shi", "city"),
    "省": ("sheng", "province"),
    "旗": ("qi", "banner"),
}
_SHORTEST_LATIN = 5


def _latin(label: str) -> list[str]:
    """How a division is written in Latin letters: its letters, with qu or district behind them."""
    letters = letters_of(label)
    if letters is None or label[-1] not in _KINDS:
        return []
    ending, kind = _KINDS[label[-1]]
    stem = letters.removesuffix(ending) if short_form(label) is None else letters
    words = [f"{stem} {kind}", f"{stem}{ending}", f"{stem} {ending}"]
    return [*words, stem] if len(stem) >= _SHORTEST_LATIN else words


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for word, iri in pairs:
        groups.setdefault(word, set()).add(iri)
    return {word: frozenset(iris) for word, iris in groups.items()}


def _words(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(tight(row["label"]) for row in rows)


def _int(value: Any) -> int | None:
    return None if value is None else int(value)


def _ask(store: GraphStore, name: str) -> list[dict[str, Any]]:
    text = (QUERIES / "names" / f"{name}.rq").read_text("utf-8")
    heads = "".join(f"PREFIX {key}: <{value}>\n" for key, value in PREFIXES.items() if f"{key}:" in text)
    return select(store, heads + text)
