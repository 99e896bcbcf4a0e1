"""Which words of a heading begin which section of a disclosure? sections.toml, checked."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from yusuan.extraction.layouts.shapes import flag, lists_of, one_of, patterns, table
from yusuan.toml_files import read_toml

_FILE = "sections.toml"
_KINDS = (
    *("duties", "organisation", "profile", "arrangement", "operating", "three-public", "procurement", "assets"),
    *("goals", "activities", "safeguards", "projects", "performance", "tasks", "glossary", "other"),
)
_SECTION = table(
    {"kind": one_of(*_KINDS), "patterns": patterns, "closed": flag, "closed_part": flag},
    needed=("kind", "patterns"),
)


@cache
def section_kinds() -> tuple[dict[str, Any], ...]:
    """The kinds of sections in the order in which they are looked for. ValueError where the file is not well formed."""
    return check(read_toml(resources.files("yusuan.extraction").joinpath("layouts", _FILE)))


def check(entry: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """The sections of a file's ``entry``; ValueError, one sentence, where it is not well formed."""
    table({"section": lists_of(_SECTION)}, needed=("section",))(_FILE, "", entry)
    return tuple(entry["section"])
