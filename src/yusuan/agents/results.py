"""What does a tool answer? The JSON of the commands, cut to what an agent can take in, and saying what was cut."""

from __future__ import annotations

import json
from typing import Any

from yusuan.app import Services, search_json, similar_json
from yusuan.errors import UsageError
from yusuan.model.record import Filters

MOST_ROWS = 100
MOST_EXCERPTS = 20
MOST_CHARACTERS = 20_000

Result = dict[str, Any]


def search(services: Services, query: str, mode: str, filters: Filters, limit: int) -> Result:
    """Hits, as ``yusuan search --json`` gives them."""
    return search_json(services.search(query, mode, filters, limit))


def similar(services: Services, project: str, other_divisions: bool, limit: int) -> Result:
    """Projects like one, as ``yusuan similar --json`` gives them."""
    return similar_json(*services.similar(project, other_divisions, limit))


def ask(services: Services, question: str) -> Result:
    """An answer, as ``yusuan ask --json`` gives it, with at most ``MOST_ROWS`` rows and ``MOST_EXCERPTS`` excerpts."""
    told = services.translated(services.ask(question)).to_json()
    for name, most in (("rows", MOST_ROWS), ("details", MOST_ROWS), ("evidence", MOST_EXCERPTS)):
        told[f"{name}_total"] = len(told[name])
        told[name] = told[name][:most]
    return told


def sparql(services: Services, query: str) -> Result:
    """The rows of a SELECT, the truth of an ASK, the Turtle of a CONSTRUCT or DESCRIBE."""
    answer = services.sparql(query, "json")
    if not answer.media_type.startswith("application/sparql-results+json"):
        turtle = services.sparql(query, "turtle").body.decode("utf-8")
        return {"turtle": turtle[:MOST_CHARACTERS], "truncated": len(turtle) > MOST_CHARACTERS}
    found = json.loads(answer.body)
    if "boolean" in found:
        return {"boolean": found["boolean"]}
    rows = found["results"]["bindings"]
    return {
        "variables": found["head"]["vars"],
        "rows": [{name: term["value"] for name, term in row.items()} for row in rows[:MOST_ROWS]],
        "total": len(rows),
        "truncated": len(rows) > MOST_ROWS,
    }


def documents(services: Services, offset: int, limit: int) -> Result:
    """What is held, ``limit`` documents from ``offset`` on."""
    held = services.documents()
    return {"total": len(held), "documents": held[offset : offset + limit]}


def document(services: Services, reference: str, start: int, end: int | None) -> Result:
    """The characters ``start`` to ``end`` of a document's canonical text. Raises NotFound and UsageError."""
    generation = services.generation
    sha256 = generation.document(reference)
    text = generation.document_text(sha256)
    last = min(len(text), start + MOST_CHARACTERS if end is None else end)
    if start >= last:
        raise UsageError(
            f"没有第 {start} 到 {last} 个字符；文档有 {len(text)} 个字符。",
            f"there are no characters {start} to {last}; the document has {len(text)}.",
        )
    last = min(last, start + MOST_CHARACTERS)
    entry = generation.manifest["documents"][sha256]
    return {"id": sha256, "name": entry["name"], "characters": len(text), "start": start, "end": last, "text": text[start:last]}
