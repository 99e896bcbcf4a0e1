"""Which part of a disclosure each block belongs to: duties, arrangement of the budget, “三公”, goals, projects, ….

Sections are told by the words of their headings (layouts/sections.toml), not by their numbers, which documents restart
at will.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from yusuan.model.document import Block, Document, Heading

_YEAR = re.compile(r"^\s*\d{4}\s*年度?")
_DUTY_VERB = re.compile(r"^(?:负责|承担|组织|拟订|指导|贯彻|协调|完成|做好|加强|推进|管理|监督)")
_LONGEST_TITLE = 32


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks under one heading; ``kind`` is one of sections.toml, "preface" or "unknown"."""

    kind: str
    heading: Heading | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    closed: bool
    pattern: re.Pattern[str]


def sections(document: Document) -> tuple[Section, ...]:
    """The sections of ``document`` in order; every block but the section headings is in exactly one."""
    found: list[Section] = []
    kind, heading, held = _Kind("preface", False, re.compile("")), None, list[Block]()
    for block in document.blocks:
        begins = _begins(block, kind, heading) if isinstance(block, Heading) else None
        if begins is None or not isinstance(block, Heading):
            held.append(block)
            continue
        found.append(Section(kind.name, heading, tuple(held)))
        kind, heading, held = begins, block, []
    found.append(Section(kind.name, heading, tuple(held)))
    return tuple(section for section in found if section.heading or section.blocks)


def of_kind(all_sections: Iterable[Section], *kinds: str) -> list[Section]:
    """The sections of the given kinds, in order."""
    return [section for section in all_sections if section.kind in kinds]


def _begins(heading: Heading, current: _Kind, above: Heading | None) -> _Kind | None:
    """The kind that ``heading`` begins, or None where it belongs to the section it stands in."""
    if current.closed and above is not None and heading.level > above.level:
        return None
    kind = _kind_of(heading.title)
    if kind is None and heading.level == 1 and current.closed:
        return _Kind("unknown", False, re.compile(""))
    return kind


def _kind_of(title: str) -> _Kind | None:
    title = _YEAR.sub("", title).strip(" ：:").replace("“", "").replace("”", "")
    if len(title) > _LONGEST_TITLE or _DUTY_VERB.search(title):
        return None
    return next((kind for kind in _kinds() if kind.pattern.search(title)), None)


@cache
def _kinds() -> Sequence[_Kind]:
    source = resources.files("yusuan.extraction").joinpath("layouts/sections.toml").read_text("utf-8")
    return [
        _Kind(entry["kind"], entry.get("closed", False), re.compile("|".join(entry["patterns"])))
        for entry in tomllib.loads(source)["section"]
    ]
