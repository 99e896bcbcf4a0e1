"""How many columns of a terminal a text takes: two for each wide (Chinese) character."""

from __future__ import annotations

import unicodedata


def character_columns(character: str) -> int:
    """0 for a character that joins the one before it, 2 for an East Asian wide or full-width one, else 1."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def columns(text: str) -> int:
    """The columns that ``text`` takes."""
    return sum(map(character_columns, text))
