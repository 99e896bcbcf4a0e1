"""What does a query say? Its words for the text engine, its meaning, the places it names, and what was misspelt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yusuan.deadline import Deadline
from yusuan.search.analysis import Analyzer
from yusuan.search.fulltext.engine import TextQuery
from yusuan.search.fulltext.query import meaning, parse
from yusuan.search.spelling import Correction, Spelling


@dataclass(frozen=True, slots=True)
class Query:
    """A query as the text engine takes it, as plain words for topics and meaning, the divisions that it names, and the words
    that were read as others."""

    text: TextQuery
    said: str
    places: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


def read(
    typed: str, analyzer: Analyzer, spelling: Spelling | None, places: Mapping[str, str], deadline: Deadline
) -> Query:
    """The query that ``typed`` is. ``spelling`` corrects it; ``places`` are the divisions by what they are called.

    Raises UsageError where it is blank or too long, QueryStopped after ``deadline``."""
    text = parse(typed, analyzer)
    corrections = spelling.corrections(text, deadline) if spelling is not None else []
    meant = typed
    for each in corrections:
        meant = meant.replace(each.word, each.read_as)
    if corrections:
        text = parse(meant, analyzer)
    said, named = _placeless(meaning(meant), places)
    return Query(text, said, named, tuple(corrections))


def _placeless(said: str, places: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """``said`` without the names of divisions, which stand beside a record and not in what it means, and the divisions;
    all of it where nothing else is said."""
    rest, named = said, []
    for called, division in places.items():
        if called in rest:
            rest = rest.replace(called, " ")
            named.append(division)
    rest = " ".join(rest.split()).strip("的 ")
    return rest or said, tuple(named)
