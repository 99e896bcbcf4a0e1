"""What does a disclosure hold? What was stated, settled: one line for what is said of one thing, unequal figures told apart
with an Issue, and what nothing claims kept as remarks and Issues."""

from __future__ import annotations

from yusuan.extraction.identity import Identity
from yusuan.extraction.settling.lines import settle
from yusuan.extraction.settling.unclaimed import remarks, unknown_tables
from yusuan.extraction.statements import Statements
from yusuan.model.disclosure import Disclosure
from yusuan.model.document import Document


def settled(document: Document, who: Identity, said: Statements) -> Disclosure:
    """The disclosure that ``document``, which is of ``who``, makes by what it said."""
    figures = settle(said.figures, who.year.value if who.year else None, who.stage)
    tables = said.tables
    disclosure = Disclosure(
        source=document.source,
        title=who.title,
        year=who.year,
        stage=who.stage,
        department=who.department,
        units=said.units,
        responsibilities=said.responsibilities,
        goals=(*said.goals, *tables.goals),
        indicators=tuple(tables.indicators),
        safeguards=said.safeguards,
        activities=(*said.activities, *tables.activities),
        budget_lines=figures.lines,
        projects=tuple(tables.projects),
        terms=said.terms,
        policies=said.policies,
        remarks=tuple(tables.remarks),
        issues=(*document.notes, *who.issues, *said.tables.issues, *figures.issues),
    )
    return remarks(document, unknown_tables(document, disclosure))
