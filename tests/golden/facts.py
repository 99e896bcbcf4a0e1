"""What a disclosure says as plain data: the form in which references are written and compared."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.extraction import extract
from yusuan.model.disclosure import Activity, BudgetLine, Disclosure, Indicator, Project, Stated
from yusuan.reading import read

LONGEST_WORD = 10
"""Words longer than this stand in a seed's reference as length and digest, not as themselves."""


def disclosure_of(path: Path) -> Disclosure:
    """The disclosure in the file at ``path``."""
    return extract(read(path.read_bytes(), path.name))


def disclosure_in(text: str, name: str = "document.txt") -> Disclosure:
    """The disclosure that ``text`` is."""
    return extract(read(text.encode("utf-8"), name))


def words(stated: Stated[str] | str | None) -> str | None:
    """The words without any white space: page cuts and narrow columns break lines anywhere."""
    value = stated.value if isinstance(stated, Stated) else stated
    return None if value is None else "".join(value.split())


def digest(text: str | None) -> str | None:
    """A long text as its length and the beginning of its SHA-256; a short one as it is."""
    if text is None or (len(text) <= LONGEST_WORD and not text.endswith("。")):
        return text
    return f"{len(text)}:{hashlib.sha256(text.encode('utf-8')).hexdigest()[:12]}"


def number(stated: Stated[Decimal] | Decimal | None) -> str | None:
    """A number without trailing zeros."""
    value = stated.value if isinstance(stated, Stated) else stated
    if value is None:
        return None
    text = format(value.normalize(), "f")
    return "0" if text == "-0" else text


def facts(disclosure: Disclosure) -> dict[str, Any]:
    """The part of the export form that a reference fixes."""
    department = disclosure.department
    division = department.division.value if department.division else None
    return {
        "document": {
            "title": words(disclosure.title),
            "year": disclosure.year.value if disclosure.year else None,
            "stage": disclosure.stage,
            "department": {
                "name": words(department.name),
                "code": words(department.code),
                "aliases": [words(alias) for alias in department.aliases],
                "division": division
                and {"code": division.code, "name": division.name, "path": list(division.path)},
            },
        },
        "units": [
            {
                "name": words(u.name),
                "nature": words(u.nature),
                "rank": words(u.rank),
                "funding": words(u.funding),
            }
            for u in disclosure.units
        ],
        "responsibilities": [words(clause.text) for clause in disclosure.responsibilities],
        "activities": [_activity(each) for each in disclosure.activities],
        "budget_lines": [_line(line) for line in disclosure.budget_lines],
        "projects": [_project(project) for project in disclosure.projects],
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "name": words(activity.name),
        "duty": words(activity.duty),
        "goal": words(activity.goal),
        "indicators": words(activity.indicators),
    }


def _line(line: BudgetLine) -> dict[str, Any]:
    return {
        "category": line.category,
        "amount": number(line.amount),
        "text": words(line.amount_text),
        "change": number(line.change),
        "quantity": number(line.quantity),
    }


def _project(project: Project) -> dict[str, Any]:
    return {
        "code": words(project.code),
        "name": words(project.name),
        "amount": number(project.amount),
        "total_investment": number(project.total_investment),
        "funding": [{"source": each.source, "amount": number(each.amount)} for each in project.funding],
        "purpose": words(project.purpose),
        "goals": [words(goal.text) for goal in project.goals],
        "payments": [{"month": step.month.value, "share": number(step.share)} for step in project.payments],
        "indicators": [_indicator(each) for each in project.indicators],
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    target = indicator.target
    return {
        "level1": words(indicator.level1),
        "level2": words(indicator.level2),
        "name": words(indicator.name),
        "description": words(indicator.description),
        "target": target
        and {
            "text": words(target.text),
            "operator": target.operator,
            "value": number(target.value),
            "unit": target.unit,
        },
        "basis": words(indicator.basis),
        "basis_also": [words(each) for each in indicator.basis_also],
    }


def differences(wanted: Any, got: Any, path: str = "") -> list[str]:
    """Where ``got`` says something else than ``wanted``, a line each; keys that ``wanted`` lacks are not compared."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return [line for key in wanted for line in differences(wanted[key], got.get(key), f"{path}/{key}")]
    if isinstance(wanted, list) and isinstance(got, list):
        if len(wanted) != len(got):
            return [f"{path}: {len(wanted)} wanted, {len(got)} got: {wanted} / {got}"]
        pairs = zip(wanted, got, strict=True)
        return [
            line for at, (one, other) in enumerate(pairs) for line in differences(one, other, f"{path}[{at}]")
        ]
    if isinstance(wanted, str) and isinstance(got, str):
        wanted, got = words(wanted), words(got)
    return [] if wanted == got else [f"{path}: {wanted!r} wanted, {got!r} got"]
