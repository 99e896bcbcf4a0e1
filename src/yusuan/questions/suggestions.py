"""Questions that do have answers in this data, near to what was asked."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.questions.names import Department, Names
from yusuan.questions.tokens import Token
from yusuan.vocabulary.concepts import concept, concept_iri


def suggestions(tokens: Sequence[Token], names: Names, lang: str) -> tuple[str, ...]:
    """Up to four questions about what the question named, else about the data as a whole."""
    found: list[str] = []
    for token in tokens:
        for sense in token.senses:
            if sense.slot == "department":
                found += [
                    line
                    for iri in sorted(sense.value)
                    for line in _department(names.departments[iri], names, lang)
                ]
            elif sense.slot == "division":
                found += [
                    line
                    for iri in sorted(sense.value)
                    for line in _division(names.division_labels[iri], iri, names, lang)
                ]
            elif sense.slot == "project":
                found += [_project(names.projects[iri].label, lang) for iri in sorted(sense.value)[:2]]
            elif sense.slot == "category":
                found += _category(sense.value, names, lang)
    if names.projects:
        found += ["预算最高的项目是哪个？", "一共有多少个项目？"] if lang == "zh" else [
            "Which project has the largest budget?", "How many projects are there?"]  # fmt: skip
    found += ["有哪些部门？"] if lang == "zh" else ["Which departments are there?"]
    return tuple(dict.fromkeys(found))[:4]


def _department(body: Department, names: Names, lang: str) -> list[str]:
    held = names.categories.get(body.iri, frozenset())
    found = []
    if concept_iri("three-public") in held:
        found.append(
            f"{body.label}的三公经费是多少？"
            if lang == "zh"
            else f"What are the three public expenses of {body.label}?"
        )
    if concept_iri("income") in held:
        found.append(
            f"{body.label}的预算是多少？" if lang == "zh" else f"What is the budget of {body.label}?"
        )
    return found


def _division(label: str, iri: str, names: Names, lang: str) -> list[str]:
    inside = {body.iri for body in names.within(iri)}
    if not any(each.department in inside for each in names.projects.values()):
        return []
    if lang == "zh":
        return [f"{label}有哪些项目？", f"{label}预算最高的项目"]
    return [f"Which projects are in {label}?", f"largest project in {label}"]


def _category(path: str, names: Names, lang: str) -> list[str]:
    """Questions about a category, where some department has an amount of it."""
    if not any(concept_iri(path) in held for held in names.categories.values()):
        return []
    label = concept(path).label(lang)
    if lang == "zh":
        return [f"各部门的{label}分别是多少？", f"哪个部门的{label}最高？"]
    return [f"What is the {label} of each department?", f"Which department has the highest {label}?"]


def _project(label: str, lang: str) -> str:
    return f"{label}的预算是多少？" if lang == "zh" else f"What is the budget of {label}?"
