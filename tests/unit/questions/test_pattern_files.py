"""A pattern, a kind or a condition that is not well formed is refused when it is loaded: file, id, key, what is allowed."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

import yusuan.questions
from yusuan.questions.answers.sentences import FILLED
from yusuan.questions.grammar.conditions import condition_of
from yusuan.questions.grammar.kinds import kind_of, kinds
from yusuan.questions.grammar.patterns import check_together, pattern_of, patterns, patterns_in
from yusuan.questions.grammar.placeholders import PLACEHOLDERS
from yusuan.questions.kinds import BUILDERS
from yusuan.toml_files import read_toml

PATTERN: dict[str, Any] = {
    "id": "projects-here",
    "reads": "projects",
    "needs": [["project-noun", "average|total"], ["project:2"]],
    "takes": ["@scope", "howmuch"],
    "query": "projects-average",
    "answer": {"zh": "{value}{scope}。", "en": "{value}{scope}."},
    "examples": ["项目的平均预算是多少"],
}
GROUPS = {"scope": ("division", "year")}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"reads": "project-set"}, "reads: 'project-set' is no known kind; allowed: .*projects"),
    ({"query": "projects-avg"}, "query: 'projects-avg' is no known query; allowed: .*projects-average"),
    ({"parts": "project-parts"}, "parts: 'project-parts' is no known query"),
    ({"smallest": "least"}, "smallest: 'least' is no known query"),
    ({"some_parts": "few"}, "some_parts: 'few' is no known query"),
    ({"evidence_from": "words"}, "evidence_from: 'words' is no known query"),
    ({"closer": "line-closer"}, "closer: 'line-closer' is no known filter; allowed: .*line-in-its-whole"),
    ({"needs": [["projet-noun"]]}, "needs: 'projet-noun' is no known slot; allowed: .*project-noun"),
    ({"needs": [["project:one"]]}, "needs: 'project:one': after the colon"),
    ({"needs": ["project"]}, "needs: must be a list of lists"),
    ({"takes": ["yeer"]}, "takes: 'yeer' is no known slot"),
    ({"takes": ["@scop"]}, "takes: 'scop' is no known group; allowed: scope"),
    ({"takes": "year"}, "takes: must be a list of texts"),
    ({"refuses": ["in-pecent"]}, "refuses: 'in-pecent' is no known condition; allowed: .*in-percent"),
    ({"when": ["never"]}, "when: 'never' is no known condition"),
    ({"bare": ["never"]}, "bare: 'never' is no known condition"),
    ({"allows": ["in-percent"]}, "allows: 'in-percent' is no known condition that projects refuses"),
    ({"evidence": ["ammount"]}, "evidence: 'ammount' is no known property; allowed: .*amount"),
    ({"remainder": "counties"}, "remainder: 'counties' is no known name; allowed: departments, projects"),
    ({"rank": "high"}, "rank: must be a number, is 'high'"),
    ({"rank": True}, "rank: must be a number, is True"),
    ({"limit": 1}, "limit: must be true or false, is 1"),
    ({"refuse": []}, "refuse: 'refuse' is no known key; allowed: .*refuses"),
    ({"answer": {"zh": "{valu}", "en": ""}}, "answer.zh: 'valu' is no known placeholder; allowed: .*value"),
    ({"answer": {"zh": "{value", "en": ""}}, "answer.zh: "),
    ({"answer": {"zh": "。"}}, "answer: en: is missing"),
    ({"answer": {"zh": "", "en": "", "fr": ""}}, "answer: fr: 'fr' is no known key; allowed: en, zh"),
    ({"examples": []}, "examples: give at least one question"),
    ({"examples": ["a", "a"]}, "examples: 'a' stands twice"),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_a_wrong_pattern_is_refused_by_file_id_and_key(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=f"^projects.toml: projects-here: {said}"):
        pattern_of("projects.toml: projects-here", {**PATTERN, **change}, GROUPS)


@pytest.mark.parametrize("key", ["id", "reads", "needs", "query", "answer", "examples"])
def test_what_a_pattern_must_have_is_missed_by_name(key: str) -> None:
    raw = {name: value for name, value in PATTERN.items() if name != key}
    with pytest.raises(ValueError, match=f"^p: {key}: is missing"):
        pattern_of("p", raw, GROUPS)


def test_a_file_of_patterns_says_where_it_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "more.toml"
    path.write_text('[[pattern]]\nreads = "projects"', "utf-8")
    with pytest.raises(ValueError, match=r"^more.toml: pattern 1: id: is missing"):
        list(patterns_in(path.name, read_toml(path), GROUPS))
    path.write_text("[[patern]]", "utf-8")
    with pytest.raises(ValueError, match=r"^more.toml: patern: 'patern' is no known table; allowed: pattern"):
        list(patterns_in(path.name, read_toml(path), GROUPS))


def test_two_patterns_of_one_id_and_a_cue_without_a_pattern_are_refused() -> None:
    made = pattern_of("p", PATTERN, GROUPS)
    with pytest.raises(ValueError, match="id: 'projects-here' stands twice"):
        check_together([made, made], {})
    with pytest.raises(ValueError, match=r"^lexicon.toml: cues: '\S+': no pattern needs or takes this slot"):
        check_together([made], {})
    with pytest.raises(ValueError, match=r"^groups.toml: spare: no pattern takes this group"):
        check_together(list(patterns()), {"spare": ()}, taken=frozenset())


@pytest.mark.parametrize(("raw", "said"), [
    ({}, "why: is missing"),
    ({"why": "", "say": "a"}, "say: 'say' is no known key; allowed: .*says"),
    ({"why": "", "says": "("}, "says: .* is no regular expression"),
    ({"why": "", "has": ["a-slot"]}, "has: 'a-slot' is no known slot"),
    ({"why": "", "means": "a-slot", "word": "budget"}, "means: 'a-slot' is no known slot"),
    ({"why": "", "like": "a"}, "word: is missing; like"),
    ({"why": "", "longer": "5"}, "longer: must be a whole number"),
])  # fmt: skip
def test_a_wrong_condition_is_refused_by_key(raw: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=f"^c: {said}"):
        condition_of("c", "c", raw)


@pytest.mark.parametrize(("raw", "said"), [
    ({}, "subject: is missing"),
    ({"subject": ["项目"]}, "subject: must be two texts"),
    ({"subject": ["项目", "projects"], "refuses": ["no"]}, "refuses: 'no' is no known condition"),
    ({"subject": ["项目", "projects"], "least": ["leest"]}, "least: 'leest' is no known slot"),
    ({"subject": ["项目", "projects"], "tells_year": True}, "tells_year: .* is no known key"),
])  # fmt: skip
def test_a_wrong_kind_is_refused_by_key(raw: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=f"^k: {said}"):
        kind_of("k", "k", raw)


def test_every_kind_has_a_builder_and_a_pattern() -> None:
    assert BUILDERS.keys() == kinds().keys() == {each.reads for each in patterns()}


def test_every_placeholder_is_filled_and_stands_in_a_sentence() -> None:
    assert FILLED.keys() == PLACEHOLDERS.keys()
    said = "".join(sentence for each in patterns() for sentence in each.answer.values())
    assert [name for name in PLACEHOLDERS if f"{{{name}}}" not in said] == []


def test_no_code_compares_a_pattern_by_its_name() -> None:
    """What differs between patterns is a key of theirs (docs/adr/0026)."""
    asked = []
    for path in sorted(Path(yusuan.questions.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            compared = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            called = [node.func.value] if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else []
            names = [each for each in (*compared, *called) if ast.unparse(each).endswith(
                ("pattern.id", "pattern.query", "pattern.reads", "kind.name"))]  # fmt: skip
            of_itself = compared and all("pattern." in ast.unparse(each) for each in compared[1:])
            asked += [f"{path.name}: {ast.unparse(node)}" for _ in names if not of_itself]
    assert asked == []
