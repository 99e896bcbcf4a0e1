"""What search finds: a record of the graph with the passages of its text, and the hits that point to them."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from decimal import Decimal

KINDS = ("project", "indicator", "activity", "responsibility", "department", "budget-line", "passage")

PASSAGE_FIELDS = ("name", "code", "purpose", "duty", "goal", "indicator", "text", "amount", "level")
"""What passages may say of a record, in the order in which it holds them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that says something of a record.

    ``field`` is one of PASSAGE_FIELDS. ``text`` is exactly the
    document's characters ``start`` to ``end`` of document ``document`` (SHA-256).
    """

    field: str
    text: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the graph (one of ``fields``), read back from the store for search to return. Names and codes are ``None`` where they do
    not apply; ``divisions`` holds codes and names of the division and of all broader ones; ``amount`` is a
    project's budget in yuan."""

    iri: str
    kind: str
    label: str
    document: str
    _: KW_ONLY
    code: str | None = None
    department: str | None = None
    department_iri: str | None = None
    division: str | None = None
    division_code: str | None = None
    divisions: tuple[str, ...] = ()
    year: int | None = None
    topics: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Facets that narrow a search; ``None`` leaves one open. ``division`` is a code or a name of the
    division or of a broader one; ``department`` an IRI."""

    kind: str | None = None
    division: str | None = None
    year: int | None = None
    department: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a document: ``text`` is its characters ``start`` to ``end``."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What in one project corresponds to something in another: the words that name it, and its IRI where it is an indicator."""

    excerpt: Excerpt
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Two parts of two projects that say nearly the same. ``kind`` is goal (purposes too) or indicator; ``nearness`` the
    cosine of the words, 1 for indicators of the same name."""

    kind: str
    ours: Counterpart
    theirs: Counterpart
    nearness: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a record was found, or a thing that two projects share. ``kind`` is a key of
    ``yusuan.search.reasons.KINDS``; ``details`` are words of documents or queries, or paths of topics, as the kind says."""

    kind: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One found record: ``snippet`` is the passage shown and ``marks`` the (start, end) pairs in it to
    highlight; ``why`` says what matched; ``shared`` what a similar project has in common, and ``pairs`` which
    of its goals and indicators correspond to which of ours."""

    record: Record
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    why: tuple[Reason, ...] = ()
    evidence: tuple[Excerpt, ...] = ()
    shared: tuple[Reason, ...] = ()
    pairs: tuple[Correspondence, ...] = ()


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a query was taken to say beyond its words: ``spelling`` holds (as typed, as read) pairs, ``named`` the paths of the
    topics that its words name, ``near`` the (path, nearness from 0 to 1) of those it means without naming them."""

    spelling: tuple[tuple[str, str], ...] = ()
    named: tuple[str, ...] = ()
    near: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits of one query, best first; ``total`` counts all matches; ``facets`` counts them by kind,
    division and year: {"kind": {"project": 3}, …}."""

    query: str
    mode: str
    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]
    expansion: Expansion = Expansion()
