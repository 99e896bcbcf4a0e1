"""What does one reading of a question answer? Its query run, the rows, what they are made of, the sentence and the evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from yusuan.questions import refusals
from yusuan.questions.answers import Answer, Row
from yusuan.questions.builders import Attempt, Context
from yusuan.questions.evidence import evidence_of
from yusuan.questions.interpret import Reading
from yusuan.questions.named_missing import unstated
from yusuan.questions.patterns import Pattern
from yusuan.questions.reading_parts import narrowed, parts, subject
from yusuan.questions.remainders import remainder
from yusuan.questions.rows import rows_of, select, tells_twice
from yusuan.questions.sentences import also_printed, not_stated, sentence, smallest
from yusuan.questions.sparql import compose, filter_of

MOST_DETAILS = 200

Found = list[tuple[Row, tuple[str, ...]]]


def answered(question: str, reading: Reading, attempt: Attempt, context: Context, lang: str) -> Answer | None:
    """The answer that one query gives, or ``None`` where it finds nothing."""
    pattern, store = reading.pattern, context.store
    template = pattern.smallest if pattern.smallest and smallest(reading) else pattern.query
    query = compose(template, attempt.filters)
    found = _found(store, query, pattern)
    losers: Found | None = None
    if pattern.limit and found:
        ranked = found
        found, query = _winners(found, reading, template, attempt)
        losers = ranked if pattern.parts in (pattern.query, pattern.smallest) else None
    if not found or _empty(pattern, found):
        return None
    if _without_amount(pattern, found):
        return refusals.nothing_found(question, reading, (), context.names, lang)
    found, query, printed_twice = _told_closest(store, pattern, template, attempt, found, query)
    details = [*printed_twice, *_details(store, pattern, attempt, found, losers)]
    rows = [row for row, _ in found]
    if pattern.aggregate and pattern.parts and not details and not any(row.value for row in rows):
        return None
    lacking = unstated(reading, context, [*rows, *(row for row, _ in details)])
    if lacking and (pattern.aggregate or pattern.limit or reading.has("total")):
        return None
    things = _things(store, pattern, attempt, details if pattern.aggregate else found)
    read = parts(reading, context.names, lang)
    scope = narrowed(reading, context.names, lang)
    rest = [row for row, _ in details]
    said = sentence(reading, rows, rest, scope, attempt.asked, lang)
    left, behind = remainder(reading, context, rest or rows, lang)
    if lacking:
        left += not_stated(lacking, lang)
    if printed_twice:
        left += also_printed([row for row, _ in printed_twice], lang)
    return Answer(
        question=question,
        status="answered",
        answer=said + left,
        kind=pattern.id,
        rows=tuple(rows),
        details=tuple(rest),
        sparql=query,
        evidence=(
            *evidence_of(store, things, pattern.evidence, attempt.words, attempt.near),
            *evidence_of(store, [row.iri for row in behind if row.iri], ("amount",)),
        ),
        reading=read,
        subject=subject(reading, lang),
    )


def _things(store: Any, pattern: Pattern, attempt: Attempt, found: Found) -> list[str]:
    """What the evidence hangs on: the rows' own resources, or those that another query finds for the same filters."""
    if pattern.evidence_from is None:
        return [thing for _, each in found for thing in each]
    behind = rows_of(select(store, compose(pattern.evidence_from, attempt.filters)))
    named = {row.label for row, _ in found} if not pattern.aggregate else set()
    kept = [things for row, things in behind if not named or {row.division, row.get("department")} & named]
    return [thing for each in (kept or [things for _, things in behind]) for thing in each]


def _found(store: Any, query: str, pattern: Pattern) -> Found:
    return [(_with_unit(row, pattern), things) for row, things in rows_of(select(store, query))]


def _with_unit(row: Row, pattern: Pattern) -> Row:
    if row.value is None or row.unit is not None:
        return row
    unit = pattern.unit or (
        "元" if row.iri and pattern.query.startswith(("project", "similar", "lines")) else None
    )
    return row if unit is None else replace(row, unit=unit)


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
    store: Any, pattern: Pattern, template: str, attempt: Attempt, found: Found, query: str
) -> tuple[Found, str, Found]:
    """Of two amounts printed for one line, the one that is told within its whole; the query for it, and the others."""
    if pattern.query != "lines" or not tells_twice([row for row, _ in found]):
        return found, query, []
    closer = compose(template, (*attempt.filters, filter_of("line-in-its-whole")))
    kept = _found(store, closer, pattern)
    if not kept or len(kept) == len(found):
        return found, query, []
    shown = {row.iri for row, _ in kept}
    return kept, closer, [pair for pair in found if pair[0].iri not in shown]


def _empty(pattern: Pattern, found: Found) -> bool:
    """A count of nothing is no answer: what was asked about is not there."""
    return (
        pattern.aggregate
        and all(row.value is None or row.value == 0 for row, _ in found)
        and pattern.unit == "个"
    )


def _without_amount(pattern: Pattern, found: Found) -> bool:
    """Whether an amount is asked of projects that state none."""
    return pattern.id in ("project-amount", "projects-compared") and all(
        row.value is None for row, _ in found
    )


def _counted(found: Found, pattern: Pattern) -> int | None:
    """How many things a count or a sum is made of, where the row says it."""
    row = found[0][0]
    if pattern.unit == "个" and row.value is not None:
        return int(row.value)
    return int(row.get("count")) if row.get("count") is not None else None


def _details(store: Any, pattern: Pattern, attempt: Attempt, found: Found, losers: Found | None) -> Found:
    """What a count, a sum or a ranking is made of, as much of it as a reader can look at."""
    if pattern.parts is None:
        return []
    shown = {row.iri for row, _ in found if row.iri}
    many = (_counted(found, pattern) or 0) > MOST_DETAILS
    template = "projects-some" if many and pattern.parts == "projects-top" else pattern.parts
    behind = losers if losers is not None else _found(store, compose(template, attempt.filters), pattern)
    parts_of = [pair for pair in behind if pair[0].iri not in shown][:MOST_DETAILS]
    if pattern.unit == "个" and not pattern.limit:
        return [(replace(row, unit=None if row.value is None else "元"), things) for row, things in parts_of]
    return parts_of
