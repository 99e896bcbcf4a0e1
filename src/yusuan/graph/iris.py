"""What is each thing called? The one home of the IRIs that Yusuan mints.

What exists in the world (division, department, project, budget line …) is named by what identifies it, never by
the bytes of a document, so that the same disclosure as text or as Word gives the same nodes. Only excerpts and
issues hang on the document. Everything a department or project owns hangs below its owner.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from yusuan.model.disclosure import Department, Disclosure, DivisionRef
from yusuan.model.document import Span
from yusuan.settings import DEFAULT_BASE
from yusuan.values import divisions
from yusuan.values.organisations import tail

_UNFIT = re.compile(r'[\x00-\x20<>"{}|\\^`#?%/]')
_EXCERPT = re.compile(r"(.*/documents/([^/#]+))#char=(\d+),(\d+)\Z", re.S)
_DIGITS = 16

T = TypeVar("T")


def digest(*parts: object) -> str:
    """Sixteen hex digits that stand for ``parts``; equal parts give equal digits on every machine."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:_DIGITS]


def regular(name: str) -> str:
    """A printed name as a key: widths made equal, white space gone."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def counted(items: Iterable[T], key: Callable[[T], str]) -> Iterator[tuple[T, int]]:
    """Each item with how often its key, made regular, has come up so far, from 1."""
    seen: Counter[str] = Counter()
    for item in items:
        name = regular(key(item))
        seen[name] += 1
        yield item, seen[name]


def regular_part(name: str) -> str:
    """A printed name as one part of an IRI's path."""
    return _UNFIT.sub("-", regular(name))


def excerpt_parts(iri: str) -> tuple[str, str, int, int] | None:
    """(disclosure IRI, SHA-256, start, end) of an excerpt's IRI; ``None`` for any other IRI."""
    match = _EXCERPT.match(iri)
    return (match[1], match[2], int(match[3]), int(match[4])) if match else None


@cache
def _codes() -> dict[tuple[str, ...], str]:
    return {each.path: code for code, each in divisions.table().items()}


def quote_of(excerpt: str) -> str | None:
    """The IRI of the quote selector of an excerpt; ``None`` for an IRI that is no excerpt's."""
    parts = excerpt_parts(excerpt)
    return f"{parts[0]}/selectors/{parts[2]}-{parts[3]}/quote" if parts else None


def division_code(path: tuple[str, ...]) -> str | None:
    """The GB/T 2260 code of the division with this chain of names, where the table has it."""
    return _codes().get(path)


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints IRIs under ``base`` (ends in "/"). Every method returns an IRI as text."""

    base: str = DEFAULT_BASE

    def disclosure(self, sha256: str) -> str:
        """The document, and the named graph of what it says."""
        return f"{self.base}documents/{sha256}"

    @property
    def close_matches(self) -> str:
        """The named graph of what is likely, over all documents: which departments are close."""
        return f"{self.base}graphs/close-matches"

    def excerpt(self, disclosure: str, span: Span) -> str:
        """A piece of the document's text, as an RFC 5147 fragment."""
        return f"{disclosure}#char={span.start},{span.end}"

    def selectors(self, disclosure: str, span: Span) -> tuple[str, str]:
        """The position and the quote selector of an excerpt."""
        return (
            f"{disclosure}/selectors/{span.start}-{span.end}/position",
            f"{disclosure}/selectors/{span.start}-{span.end}/quote",
        )

    def issue(self, disclosure: str, ordinal: int) -> str:
        """The ``ordinal``-th thing that extraction met in this document."""
        return f"{disclosure}/issues/{ordinal}"

    def division(self, division: DivisionRef) -> str:
        """By code, or by the chain of names where there is none."""
        name = division.code or _UNFIT.sub("", "".join(division.path))
        return f"{self.base}divisions/{name}"

    def department(self, department: Department) -> str:
        """By division and the name without it (鹿泉区财政局 and 财政局 of 鹿泉区 are one); where that tells too little, by its key
        too."""
        division = department.division.value if department.division else None
        place = (division.code or "".join(division.path)) if division else ""
        words = tail(department.name.value, division.path if division else ())
        return f"{self.base}departments/{digest(place, words, *filter(None, [department.key]))}"

    def year_of(self, department: str, disclosure: Disclosure) -> str:
        """What the department says for one year and stage: the owner of duties, goals and the like."""
        year = disclosure.year.value if disclosure.year else "unknown"
        return f"{department}/{year}/{disclosure.stage}"

    def project(self, department: str, disclosure: Disclosure, key: str, nth: int) -> str:
        """By department, year, stage and code or name; ``nth`` counts repeats of the key from 1."""
        year = disclosure.year.value if disclosure.year else None
        return f"{self.base}projects/{digest(department, year, disclosure.stage, regular(key), nth)}"

    def budget_line(
        self,
        department: str,
        year: int | None,
        stage: str,
        category: str,
        nth: int,
        component: str = "",
        fund: str = "",
    ) -> str:
        """By department, year, stage, category, and component and fund where it has any; ``nth`` counts repeats from 1."""
        part = (component, fund) if component or fund else ()
        return f"{self.base}budget-lines/{digest(department, year, stage, category, nth, *part)}"

    def policy(self, title: str) -> str:
        """A cited document, the same for all who cite it."""
        return f"{self.base}policies/{digest(regular(title))}"

    def part(self, owner: str, kind: str, key: str | int) -> str:
        """A thing below its owner, by a number or a plain word: ``<project>/goals/1``."""
        return f"{owner}/{kind}/{_UNFIT.sub('-', str(key))}"

    def worded(self, owner: str, kind: str, words: str, nth: int) -> str:
        """A thing below its owner, named by its words: ``<department>/units/<digest>``."""
        return f"{owner}/{kind}/{digest(regular(words), nth)}"

    def statement(self, resource: str, predicate: str, value: str | None = None) -> str:
        """The node that says where a fact is stated; ``value`` tells several facts of one property apart."""
        local = re.split(r"[#/]", predicate)[-1]
        return f"{resource}/source/{local}" + (f"/{digest(value)}" if value is not None else "")
