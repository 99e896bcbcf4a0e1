"""What does Yusuan see in one file? How it was read, block by block, what each layout makes of each table, and what
extraction made of it all. The file is read in a guarded child, as in an ingest, and nothing is kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yusuan.errors import SourceRefused, YusuanError
from yusuan.guard import Guard, Loss
from yusuan.model.disclosure import Disclosure
from yusuan.model.document import Document, Heading, Span, Table
from yusuan.model.issue import Issue
from yusuan.settings import ReadingLimits
from yusuan.system_errors import unread

_FIRST_ROWS = 4
_LONGEST = 120
_COUNTED = (
    "units", "responsibilities", "goals", "indicators", "safeguards", "activities", "budget_lines", "projects", "terms",
    "policies", "remarks", "issues",
)  # fmt: skip


def inspect(path: Path, limits: ReadingLimits) -> dict[str, Any]:
    """What is seen in the file ``path``, as plain data (``yusuan inspect --json``). Raises SourceRefused where it cannot
    be read; a file that is read and no disclosure says so under "refused"."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceRefused(f"{path}：不是文件，请给出一个文件。", f"{path}: not a file; name one file.")
    except FileNotFoundError as error:
        raise SourceRefused(f"{path}：没有这个文件。", f"{path}: there is no such file.") from error
    except OSError as error:
        raise unread(str(path), error) from error
    if size > limits.file_bytes:
        most = limits.file_bytes // 1024**2
        raise SourceRefused(
            f"{path}：文件大于 {most} MB，未读取。", f"{path}: larger than {most} MB; it was not read."
        )
    with Guard(limits, 1, preload=[__name__]) as guard:
        (found,) = guard.map(_look, [(path,)])
    if isinstance(found, Loss):
        raise found.refusal(path.name, limits)
    if isinstance(found, YusuanError):
        raise found
    seen: dict[str, Any] = found
    return seen


def _look(path: Path) -> dict[str, Any] | YusuanError:
    from yusuan.extraction import extract_recovered, recovered
    from yusuan.reading import read
    from yusuan.reading.names import printable

    try:
        folders = (printable(path.absolute().parent.name),)
        document = recovered(read(path.read_bytes(), printable(path.name), folders))
    except OSError as error:
        return unread(printable(path.name), error)
    except YusuanError as error:
        return error
    places = _Places(document)
    try:
        disclosure, refused = extract_recovered(document), None
    except YusuanError as error:
        disclosure, refused = None, {"zh": error.zh, "en": error.en}
    issues = disclosure.issues if disclosure else document.notes
    return {
        "source": _source(document),
        "blocks": [places.block(block) for block in document.blocks],
        "margins": [places.said(span) for span in document.margins],
        "disclosure": _disclosure(disclosure) if disclosure else None,
        "refused": refused,
        "issues": [places.issue(issue) for issue in issues],
    }


def _source(document: Document) -> dict[str, Any]:
    source = document.source
    pages = {part.page for part in document.parts if part.page is not None}
    sure = [part.confidence for part in document.parts if part.confidence is not None]
    return {
        "name": source.name,
        "sha256": source.sha256,
        "format": source.media_type,
        "encoding": source.encoding,
        "folders": list(source.folders),
        "characters": len(document.text),
        "lines": document.text.count("\n") + 1,
        "pages": len(pages) or None,
        "sheets": list(dict.fromkeys(part.sheet for part in document.parts if part.sheet)),
        "confidence": str(min(sure)) if sure else None,
    }


def _disclosure(found: Disclosure) -> dict[str, Any]:
    department = found.department
    return {
        "title": found.title.value,
        "year": found.year.value if found.year else None,
        "stage": found.stage,
        "department": department.name.value,
        "code": department.code.value if department.code else None,
        "division": list(department.division.value.path) if department.division else None,
        "division_reason": department.division_reason,
        "counts": {name: len(getattr(found, name)) for name in _COUNTED},
    }


class _Places:
    """Says where in the text and in the file things of one document stand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._breaks = [at for at, character in enumerate(document.text) if character == "\n"]

    def said(self, span: Span) -> dict[str, Any]:
        part = self._document.part(span)
        return {
            "line": bisect_right(self._breaks, span.start - 1) + 1,
            "page": part.page if part else None,
            "sheet": part.sheet if part else None,
            "text": " ".join(self._document.words(span).split())[:_LONGEST],
        }

    def block(self, block: Any) -> dict[str, Any]:
        if isinstance(block, Heading):
            return {"kind": "heading", "level": block.level, **self.said(block.span)}
        if not isinstance(block, Table):
            return {"kind": "paragraph", **self.said(block.span)}
        return {
            "kind": "table",
            **self.said(block.span),
            "rows": len(block.rows),
            "columns": max((cell.column + cell.colspan for cell in block.cells()), default=0),
            "first": list(self._first(block)),
            "layouts": [{"id": each, "score": score} for each, score in self._scores(block)],
        }

    def issue(self, issue: Issue) -> dict[str, Any]:
        return {"code": issue.code, "zh": issue.zh, "en": issue.en, **self.said(issue.span)}

    def _first(self, table: Table) -> Iterator[list[str]]:
        for row in table.rows[:_FIRST_ROWS]:
            yield [" ".join(self._document.words(cell.span).split())[:_LONGEST] for cell in row]

    def _scores(self, table: Table) -> list[tuple[str, float]]:
        from yusuan.extraction.layouts import scores

        return scores(self._document, table)
