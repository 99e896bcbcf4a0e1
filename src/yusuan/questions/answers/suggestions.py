"""Questions that do have answers in this data, near to what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.questions.answer import Answer
from yusuan.questions.filters.attempts import QuestionContext
from yusuan.questions.language.names import NamedDepartment, NamedProject, Names
from yusuan.questions.language.tokens import QuestionToken
from yusuan.vocabulary.concepts import concept, concept_iri
from yusuan.vocabulary.wording import folded


def led_on(made: Answer, tokens: Sequence[QuestionToken], context: QuestionContext) -> Answer:
    """An answer with questions that may come next; a refusal has its own."""
    if made.status != "answered" or made.suggestions:
        return made
    asked = _letters(made.question)
    near = suggestions(tokens, context.names, context.lang, made.question)
    return replace(made, suggestions=tuple(each for each in near if _letters(each) != asked))


def _letters(question: str) -> str:
    return "".join(each for each in folded(question) if each.isalnum())


def suggestions(tokens: Sequence[QuestionToken], names: Names, lang: str, asked: str = "") -> tuple[str, ...]:
    """Up to four questions about what the question named, else about the data as a whole; ``asked`` is not among them."""
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
                found += [
                    line for iri in sorted(sense.value)[:2] for line in _project(names.projects[iri], lang)
                ]
            elif sense.slot == "category":
                found += _category(sense.value, names, lang)
    if names.projects:
        found += ["预算最高的项目是哪个？", "一共有多少个项目？"] if lang == "zh" else [
            "Which project has the largest budget?", "How many projects are there?"]  # fmt: skip
    found += ["有哪些部门？"] if lang == "zh" else ["Which departments are there?"]
    return tuple(line for line in dict.fromkeys(found) if _same(line) != _same(asked))[:_MOST]


_MOST = 4


def _same(question: str) -> str:
    return question.strip(" ？?。.").lower()


def _department(body: NamedDepartment, names: Names, lang: str) -> list[str]:
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
    inside = names.inside([iri])
    told = [each.told for each in names.projects.values() if each.department in inside]
    if not told:
        return []
    priced = any("amount" in each for each in told)
    if lang == "zh":
        return [f"{label}有哪些项目？", *([f"{label}预算最高的项目"] if priced else [])]
    return [f"Which projects are in {label}?", *([f"largest project in {label}"] if priced else [])]


def _category(path: str, names: Names, lang: str) -> list[str]:
    """Questions about a category, where some department has an amount of it."""
    if not any(concept_iri(path) in held for held in names.categories.values()):
        return []
    item = path.startswith(("functional/", "economic/"))
    if item and names.item_words.get(folded(concept(path).zh)) != (path,):
        return []
    label = concept(path).label("zh" if item else lang)
    if lang == "zh":
        return [f"各部门的{label}分别是多少？", f"哪个部门的{label}最高？"]
    return [f"What is the {label} of each department?", f"Which department has the highest {label}?"]


def _project(project: NamedProject, lang: str) -> list[str]:
    """Questions about what the document tells of a project."""
    return [line[lang].format(project.label) for fact, line in _OF_PROJECT.items() if fact in project.told]


_OF_PROJECT = {
    "amount": {"zh": "{}的预算是多少？", "en": "What is the budget of {}?"},
    "indicators": {"zh": "{}有哪些绩效指标？", "en": "What are the indicators of {}?"},
    "payments": {"zh": "{}的资金支出计划是什么？", "en": "What is the payment plan of {}?"},
    "goals": {"zh": "{}的绩效目标是什么？", "en": "What are the goals of {}?"},
}
