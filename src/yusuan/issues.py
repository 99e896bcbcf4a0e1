"""What was not understood, by frequency: so that the next layout to write, or the next word to add, is obvious.

Tables that no layout knows are counted by their header row, everything else by its code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yusuan.library import Generation

_ISSUES = """SELECT ?i ?code ?zh ?en ?document ?name ?start ?text ?line ?page ?sheet WHERE {
  ?i a bgt:Issue ; bgt:disclosure ?d ; bgt:code ?code ; bgt:message ?zh , ?en ; prov:wasDerivedFrom ?x .
  ?d dcterms:identifier ?document ; dcterms:source ?name .
  ?x oa:hasSelector/oa:start ?start ; oa:hasSelector/oa:exact ?text ; bgt:line ?line .
  OPTIONAL { ?x bgt:page ?page }
  OPTIONAL { ?x bgt:sheet ?sheet }
  FILTER(LANG(?zh) = "zh" && LANG(?en) = "en") }"""
_HEADER = "表头："
_BY_HEADER = "table."
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Example:
    """One place where an issue was met: the document (SHA-256 and file name), the line of its text, the page and sheet
    of the source where known, and the words."""

    document: str
    name: str
    start: int
    line: int
    page: int | None
    sheet: str | None
    text: str


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """Issues of one kind: ``count`` of them in ``documents`` documents; ``header`` is the header row of a table that no
    layout knows; ``zh`` and ``en`` are what the first one says."""

    code: str
    header: str | None
    count: int
    documents: int
    zh: str
    en: str
    example: Example

    def to_json(self) -> dict[str, Any]:
        """The form that interfaces rely on."""
        example = self.example
        return {
            "code": self.code,
            "header": self.header,
            "count": self.count,
            "documents": self.documents,
            "zh": self.zh,
            "en": self.en,
            "example": {
                "document": example.document,
                "name": example.name,
                "line": example.line,
                "page": example.page,
                "sheet": example.sheet,
                "start": example.start,
                "end": example.start + len(example.text),
                "text": example.text,
            },
        }


def issues(generation: Generation) -> list[IssueGroup]:
    """Every kind of issue that the index holds, the most frequent first."""
    groups: dict[tuple[str, str | None], dict[str, dict[str, str]]] = defaultdict(dict)
    for row in _rows(generation):
        groups[row["code"], _header(row)].setdefault(row["i"], row)
    found = [_group(code, header, rows.values()) for (code, header), rows in groups.items()]
    return sorted(found, key=lambda each: (-each.count, -each.documents, each.code, each.header or ""))


def _rows(generation: Generation) -> list[dict[str, str]]:
    rows = [
        {name: str(getattr(term, "value", "")) for name, term in row.items()}
        for row in generation.store.select(_ISSUES)
    ]
    return sorted(rows, key=lambda row: (row["name"], row["document"], int(row["start"]), row["i"]))


def _header(row: dict[str, str]) -> str | None:
    """The header row that the sentence quotes, without differences of white space."""
    before, mark, header = row["zh"].partition(_HEADER)
    return " ".join(header.split()) if row["code"].startswith(_BY_HEADER) and before and mark else None


def _group(code: str, header: str | None, rows: Iterable[dict[str, str]]) -> IssueGroup:
    held = list(rows)
    first = held[0]
    page = first.get("page")
    example = Example(
        first["document"],
        first["name"],
        int(first["start"]),
        int(first["line"]),
        int(page) if page else None,
        first.get("sheet"),
        first["text"][:_LONGEST],
    )
    return IssueGroup(
        code, header, len(held), len({row["document"] for row in held}), first["zh"], first["en"], example
    )
