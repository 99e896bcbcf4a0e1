"""What does one query find? Its rows, cut to the winners of a ranking, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yusuan.questions.answer import AnswerRow
from yusuan.questions.answers.sentences import smallest
from yusuan.questions.filters.attempts import Attempt
from yusuan.questions.grammar.pattern import Pattern
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.rows import Selecting, rows_of, select, tells_twice
from yusuan.questions.queries.sparql import compose, filter_of

MOST_DETAILS = 200

Found = list[tuple[AnswerRow, tuple[str, ...]]]
"""Rows, each with the IRIs of the things whose words are its evidence."""


@dataclass(frozen=True, slots=True)
class FoundRows:
    """``found`` are the rows that ``query`` gives, ``details`` what they are made of, ``elsewhere`` other amounts that the
    documents print of the same."""

    query: str
    found: Found
    details: Found
    elsewhere: Found

    @property
    def rows(self) -> list[AnswerRow]:
        """The rows alone."""
        return [row for row, _ in self.found]

    @property
    def parts(self) -> list[AnswerRow]:
        """Other amounts of the same, then what the rows are made of."""
        return [row for row, _ in (*self.elsewhere, *self.details)]


def result_of(reading: Reading, attempt: Attempt, store: Selecting) -> FoundRows | None:
    """What the query of one attempt finds, or ``None`` where that is nothing. A count of nothing is no answer either: what was
    asked about is not there."""
    pattern = reading.pattern
    template = pattern.smallest if pattern.smallest and smallest(reading) else pattern.query
    query = compose(template, attempt.filters)
    ranked = found = _rows(store, query, pattern)
    if pattern.limit and found:
        found, query = _winners(found, reading, template, attempt)
    if not found or (pattern.aggregate and pattern.counts and not any(row.value for row, _ in found)):
        return None
    found, query, elsewhere = _told_closest(store, pattern, template, attempt, found, query)
    behind = ranked if pattern.limit and pattern.parts in (pattern.query, pattern.smallest) else None
    details = _details(store, pattern, attempt, found, behind)
    empty = pattern.aggregate and pattern.parts and not details and not elsewhere
    if empty and not any(row.value for row, _ in found):
        return None
    return FoundRows(query, found, details, elsewhere)


def things_behind(result: FoundRows, pattern: Pattern, attempt: Attempt, store: Selecting) -> list[str]:
    """What the evidence hangs on: the rows' own resources, or those that another query finds for the same filters."""
    shown = [*result.elsewhere, *result.details] if pattern.aggregate else result.found
    if pattern.evidence_from is None:
        return [thing for _, each in shown for thing in each]
    behind = rows_of(select(store, compose(pattern.evidence_from, attempt.filters)))
    named = set() if pattern.aggregate else {row.label for row, _ in shown}
    kept = [things for row, things in behind if not named or {row.division, row.get("department")} & named]
    return [thing for each in (kept or [things for _, things in behind]) for thing in each]


def _rows(store: Selecting, query: str, pattern: Pattern) -> Found:
    return [(_with_unit(row, pattern), things) for row, things in rows_of(select(store, query))]


def _with_unit(row: AnswerRow, pattern: Pattern) -> AnswerRow:
    if row.value is None or row.unit is not None or pattern.unit is None:
        return row
    return replace(row, unit=pattern.unit)


def _winners(found: Found, reading: Reading, template: str, attempt: Attempt) -> tuple[Found, str]:
    """The first of a ranking and all that tie with it, or as many as were asked for; the query is cut to them."""
    valued = [pair for pair in found if pair[0].value is not None]
    top = reading.first("top")
    skipped = 0
    if top is not None:
        skipped = min(top.sense.value.skipped, len(valued))
        valued = valued[skipped:]
        count = min(top.sense.value.count, len(valued))
    else:
        count = sum(1 for row, _ in valued if row.value == valued[0][0].value) if valued else 0
    return valued[:count], compose(template, attempt.filters, limit=max(count, 1), offset=skipped)


def _told_closest(
    store: Selecting, pattern: Pattern, template: str, attempt: Attempt, found: Found, query: str
) -> tuple[Found, str, Found]:
    """Of two amounts printed for one thing, the one that the pattern's ``closer`` tells; the query for it, and the others."""
    if pattern.closer is None or not tells_twice([row for row, _ in found]):
        return found, query, []
    closer = compose(template, (*attempt.filters, filter_of(pattern.closer)))
    kept = _rows(store, closer, pattern)
    if not kept or len(kept) == len(found):
        return found, query, []
    shown = {row.iri for row, _ in kept}
    return kept, closer, [pair for pair in found if pair[0].iri not in shown]


def _counted(found: Found, pattern: Pattern) -> int:
    """How many things a count or a sum is made of, as far as the row says it."""
    row = found[0][0]
    if pattern.counts and row.value is not None:
        return int(row.value)
    return int(row.get("count") or 0)


def _details(
    store: Selecting, pattern: Pattern, attempt: Attempt, found: Found, behind: Found | None
) -> Found:
    """What a count, a sum or a ranking is made of, as much of it as a reader can look at; ``behind`` where that is known."""
    if pattern.parts is None:
        return []
    shown = {row.iri for row, _ in found if row.iri}
    many = _counted(found, pattern) > MOST_DETAILS
    template = pattern.some_parts if many and pattern.some_parts else pattern.parts
    if behind is None:
        behind = _rows(store, compose(template, attempt.filters), pattern)
    parts = [pair for pair in behind if pair[0].iri not in shown][:MOST_DETAILS]
    if pattern.counts and not pattern.limit:
        return [(replace(row, unit=None if row.value is None else "元"), things) for row, things in parts]
    return parts
