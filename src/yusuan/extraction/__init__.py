"""Document → Disclosure: everything the document says, each field with its spans, and Issues for what was not understood.

Five steps, in the order in which the document flows: structure that was lost is recovered, sections are told apart, who
discloses is identified, what is stated is read, and what was stated is settled. No step reads what a later one makes, and
none undoes what an earlier one did (docs/adr/0024).
"""

from __future__ import annotations

from yusuan.extraction.admission import is_disclosure, refusal, speaks_of_budgets
from yusuan.extraction.identity import identity
from yusuan.extraction.outline import sections
from yusuan.extraction.recovery import recovered
from yusuan.extraction.settling import settled
from yusuan.extraction.statements import statements_of
from yusuan.model.disclosure import Disclosure
from yusuan.model.document import Document

__all__ = ["extract", "extract_recovered", "recovered"]


def extract(document: Document) -> Disclosure:
    """Everything that ``document`` says, as its reader left it. Raises SourceRefused where it is no budget disclosure."""
    return extract_recovered(recovered(document))


def extract_recovered(document: Document) -> Disclosure:
    """``extract`` for a document whose flattened tables are ``recovered`` already: its cells are what excerpts stand in."""
    if not speaks_of_budgets(document):
        raise refusal(document)
    outline = sections(document)
    who = identity(document)
    said = statements_of(document, outline, who)
    disclosure = settled(document, who, said)
    if not is_disclosure(document, outline, who, disclosure):
        raise refusal(document)
    return disclosure
