"""What does a document state? Figures, projects with their goals and indicators, and what its prose tells of the department.

Every reader takes the document, the sections it stands in and what was recovered and identified before; none knows what
another one made of the same words: that is settled afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.identity import Identity
from yusuan.extraction.outline import Section, duties_in_profile, of_kind
from yusuan.extraction.statement import Passage
from yusuan.extraction.statements.figures import Whose, figures
from yusuan.extraction.statements.narrative.activities import activities
from yusuan.extraction.statements.narrative.clauses import clauses, duties_untitled
from yusuan.extraction.statements.narrative.glossary import terms
from yusuan.extraction.statements.narrative.policies import policies
from yusuan.extraction.statements.narrative.units import units
from yusuan.extraction.statements.projects import ProjectTables, project_tables
from yusuan.extraction.tables.units import declared_units
from yusuan.model.disclosure import Activity, Clause, GlossaryTerm, Policy, Unit
from yusuan.model.document import Document


@dataclass(frozen=True, slots=True)
class Statements:
    """What one document states: ``figures`` by passage, what its ``tables`` of projects and goals say, and its prose as
    records."""

    figures: tuple[Passage, ...]
    tables: ProjectTables
    units: tuple[Unit, ...]
    responsibilities: tuple[Clause, ...]
    goals: tuple[Clause, ...]
    safeguards: tuple[Clause, ...]
    activities: tuple[Activity, ...]
    terms: tuple[GlossaryTerm, ...]
    policies: tuple[Policy, ...]


def statements_of(document: Document, sections: Sequence[Section], who: Identity) -> Statements:
    """Everything that ``document``, which has these ``sections`` and is of ``who``, states."""
    money = declared_units(document)
    tables = project_tables(document, document.blocks, money)
    return Statements(
        figures=tuple(figures(document, sections, _whose(who), money, tables.spans, tables.lines)),
        tables=tables,
        units=units(document, of_kind(sections, "organisation", "profile")),
        responsibilities=_responsibilities(document, sections),
        goals=clauses(document, of_kind(sections, "goals")),
        safeguards=clauses(document, of_kind(sections, "safeguards")),
        activities=activities(document, of_kind(sections, "activities"), tuple(tables.projects)),
        terms=terms(document, of_kind(sections, "glossary")),
        policies=policies(document),
    )


def _whose(who: Identity) -> Whose:
    names = (who.department.name, *who.department.aliases)
    year = who.year.value if who.year else None
    return Whose(year, who.stage, tuple(name.value for name in names))


def _responsibilities(document: Document, sections: Sequence[Section]) -> tuple[Clause, ...]:
    """The duties under their own heading, else those of a profile, else those that no heading announces."""
    titled = of_kind(sections, "duties") or duties_in_profile(sections)
    return clauses(document, titled) or duties_untitled(document, of_kind(sections, "preface", "unknown"))
