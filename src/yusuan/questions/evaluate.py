"""How many questions of a file are answered right? ``python -m yusuan.questions.evaluate FILE.jsonl --indexes DIR``.

Each line of the file is {"q", "expect": {"status": […], and any of "value", "values", "top", "codes": {"must", "may"},
"labels": {"must", "may"}, "kind"}}. Prints the questions that went wrong and the accuracy of each kind.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.graph.store import GraphStore
from yusuan.library.generation import Generation, Library
from yusuan.questions.answer import Answer
from yusuan.questions.ask import answer
from yusuan.questions.queries.rows import rows_of, select
from yusuan.settings import from_environment


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """One question, its answer and what is wrong with it (empty when nothing is)."""

    question: str
    answer: Answer
    faults: tuple[str, ...]
    seconds: float


def faults(got: Answer, expected: Mapping[str, Any]) -> list[str]:
    """What of ``expected`` an answer does not meet, in words."""
    wrong = []
    if got.status not in expected["status"]:
        wrong.append(f"status {got.status}, not {'/'.join(expected['status'])}")
    values = [row.value for row in got.rows]
    if "value" in expected and (
        len(values) != 1 or values[0] is None or float(values[0]) != expected["value"]
    ):
        wrong.append(f"value {[str(value) for value in values]}, not {expected['value']}")
    if "values" in expected and sorted(float(value) for value in values if value is not None) != sorted(
        expected["values"]
    ):
        wrong.append(f"values {[str(value) for value in values]}, not {expected['values']}")
    if "top" in expected and (not got.rows or got.rows[0].code != expected["top"]):
        wrong.append(f"top {got.rows[0].code if got.rows else None}, not {expected['top']}")
    for field in ("codes", "labels"):
        if field in expected:
            wrong += _set_faults(field, [row.get(field[:-1]) for row in got.rows], expected[field])
    if "kind" in expected and got.kind != expected["kind"]:
        wrong.append(f"kind {got.kind}, not {expected['kind']}")
    return wrong


def _set_faults(field: str, got: Iterable[Any], expected: Mapping[str, list[str]]) -> list[str]:
    found, must = {each for each in got if each}, set(expected["must"])
    allowed = must | set(expected.get("may", []))
    wrong = [f"{field} lack {sorted(must - found)}"] if must - found else []
    return [*wrong, f"{field} have {sorted(found - allowed)} too many"] if found - allowed else wrong


def repeats(got: Answer, store: GraphStore) -> bool:
    """Whether the answer's SPARQL, run again, gives its rows."""
    if got.sparql is None:
        return not got.rows
    again = [row for row, _ in rows_of(select(store, got.sparql))]
    plain = [(row.iri, row.code, row.label, row.value, row.year) for row in got.rows]
    return [(row.iri, row.code, row.label, row.value, row.year) for row in again][: len(plain)] == plain


def evaluate(lines: Iterable[str], generation: Generation) -> list[tuple[str, JudgedAnswer]]:
    """(kind, JudgedAnswer) of every question in JSON lines; the kind is the file's or the one the answer names."""
    found = []
    for line in lines:
        if not line.strip():
            continue
        case = json.loads(line)
        start = time.perf_counter()
        got = answer(case["q"], generation)
        seconds = time.perf_counter() - start
        wrong = faults(got, case["expect"])
        if not repeats(got, generation.store):
            wrong.append("the query does not give the rows again")
        unanswerable = "answered" not in case["expect"]["status"]
        kind = case.get("kind") or ("unanswerable" if unanswerable else got.kind or "not understood")
        found.append((kind, JudgedAnswer(case["q"], got, tuple(wrong), seconds)))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Evaluate a file; exit status 1 when a question is answered wrongly."""
    parser = argparse.ArgumentParser(prog="python -m yusuan.questions.evaluate", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--indexes", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print every answer")
    chosen = parser.parse_args(arguments)
    settings = from_environment().with_changes(indexes=chosen.indexes)
    outcomes = evaluate(chosen.file.read_text("utf-8").splitlines(), Library(settings).current())
    kinds: dict[str, list[bool]] = defaultdict(list)
    for kind, outcome in outcomes:
        kinds[kind].append(not outcome.faults)
        if outcome.faults or chosen.verbose:
            print(f"{'WRONG' if outcome.faults else 'right'}  {outcome.question}")
            print(f"       [{outcome.answer.status}, {outcome.answer.kind}] {outcome.answer.answer}")
            for fault in outcome.faults:
                print(f"       - {fault}")
    for kind, results in sorted(kinds.items()):
        print(f"{kind:32} {sum(results):3}/{len(results)}")
    right = sum(not outcome.faults for _, outcome in outcomes)
    median = statistics.median(outcome.seconds for _, outcome in outcomes) if outcomes else 0.0
    print(f"{'all':32} {right:3}/{len(outcomes)}   median {median * 1000:.0f} ms")
    return 0 if right == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
