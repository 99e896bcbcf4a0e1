"""What may stand in braces in the sentences of a pattern? ``answers/sentences.py`` fills each in."""

from __future__ import annotations

from string import Formatter

PLACEHOLDERS = {
    "count": "how many rows there are",
    "scope": "what narrowed the question, in brackets",
    "parts": "how many things a count, a sum or a mean is made of",
    "asked": "the name of what was asked of: the project that others are like",
    "superlative": "highest, lowest, most, fewest, second highest",
    "value": "the first row's value with its unit",
    "label": "the first row's name",
    "text": "the first row's printed words",
    "code": "the first row's code",
    "division": "the first row's county",
    "department": "the first row's department",
    "project": "the first row's project",
    "list": "the names of the rows",
    "pairs": "the rows' names with their values",
    "year_pairs": "the rows' years with their values",
    "parts_pairs": "the parts' names with their values",
    "parts_counts": "the parts' names with how many they have",
    "bodies": "how many departments the parts are of, and the first of them",
    "lines": "the rows as amounts: department, year, category, value",
    "parts_lines": "the parts as amounts",
    "targets": "the rows as indicators with their targets",
    "changes": "the rows as changes against the year before, in yuan",
    "named_changes": "the same of one department, without its name",
    "rates": "the rows as changes against the year before, in percent",
    "from_budget": "the rows as changes against the budget, in yuan",
    "rates_from_budget": "the rows as changes against the budget, in percent",
    "between": "the rows as changes between two years",
    "shares": "the rows as shares with numerator and denominator",
    "quantities": "the rows as things counted",
    "parts_quantities": "the parts as things counted",
    "titles": "the rows as documents with their files",
    "units": "the rows as units with department, nature, rank and funding",
    "plan": "the rows as steps of a payment plan",
    "sources": "the rows as sources of money with their amounts",
    "years": "the rows' years",
}


def placeholders_in(sentence: str) -> list[str]:
    """The names in the braces of a sentence. Raises ValueError where a brace is not closed."""
    return [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
