"""Which part of a disclosure each block belongs to: duties, arrangement of the budget, “三公”, goals, projects, ….

Sections are told by the words of their headings (layouts/sections.toml), not by their numbers, which documents restart
at will.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from yusuan.extraction.layouts.sections import section_kinds
from yusuan.extraction.outline.contents import contents
from yusuan.extraction.stated import clean_at, span_of
from yusuan.model.document import Block, Document, Heading, Paragraph
from yusuan.values.ordinals import leading_ordinal

_YEAR = re.compile(r"^\s*(?:关于)?\s*\d{4}\s*年度?")
_BRACKETED = re.compile(r"[(（](?:详?见[^)）]*|部门|单位|本级)[)）]")
_QUOTES = {ord(sign): None for sign in '“”"《》'}
_DUTY_VERB = re.compile(r"^(?:负责|承担|组织|拟订|指导|贯彻|协调|完成|做好|加强|推进|管理|监督)")
_DUTIES = re.compile(r"职责|职能")
_LONGEST_TITLE = 32
_UNNUMBERED = 5
"""The level of a heading without a number, as the reader gives it."""
_BARE_TITLE = re.compile(r"[^，。；;：:！？\d《》、]{4,14}(?<!表)")
_LABEL = re.compile(r"\s*(?P<title>[^，。；;：:\d]{2,12})[：:]\s*")
_LABELLED = ("duties", "organisation")
"""Kinds of sections whose title and text may stand on one line."""


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks under one heading; ``kind`` is one of sections.toml, "preface", "unknown" or "contents" (the table of
    contents)."""

    kind: str
    heading: Heading | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    closed: bool
    closed_part: bool
    pattern: re.Pattern[str]


def sections(document: Document) -> tuple[Section, ...]:
    """The sections of ``document`` in order; every block but the section headings is in exactly one."""
    found: list[Section] = []
    kind, heading, held = _named("preface"), None, list[Block]()
    listed = contents(document)
    for at, block in enumerate(document.blocks):
        if at in listed:
            if at - 1 not in listed:
                found.append(Section(kind.name, heading, tuple(held)))
                found.append(
                    Section("contents", None, tuple(document.blocks[each] for each in sorted(listed)))
                )
                kind, heading, held = _named("preface"), None, []
            continue
        title, rest = _title(document, block)
        begins = _begins(title, kind, heading) if title is not None else None
        if begins is None or title is None or (title is not block and begins.name == kind.name):
            held.append(block)
            continue
        found.append(Section(kind.name, heading, tuple(held)))
        kind, heading, held = begins, title, [rest] if rest else []
    found.append(Section(kind.name, heading, tuple(held)))
    return tuple(section for section in found if section.heading or section.blocks)


def of_kind(all_sections: Iterable[Section], *kinds: str) -> list[Section]:
    """The sections of the given kinds, in order."""
    return [section for section in all_sections if section.kind in kinds]


def duties_in_profile(all_sections: Iterable[Section]) -> list[Section]:
    """The sections "主要职责及机构设置", which tell the duties where no section of their own does."""
    return [
        part
        for part in of_kind(all_sections, "profile")
        if part.heading and _DUTIES.search(part.heading.title)
    ]


def _title(document: Document, block: Block) -> tuple[Heading | None, Paragraph | None]:
    """The heading that ``block`` is, and what follows on its line: a paragraph may be nothing but the title of a
    section (机构设置), or begin with one (主要职责：…)."""
    if isinstance(block, Heading):
        return block, None
    if not isinstance(block, Paragraph):
        return None, None
    text = clean_at(document, block.span)
    if _BARE_TITLE.fullmatch(text.text):
        return Heading(block.span, _UNNUMBERED, text.text, ""), None
    label = _LABEL.match(text.text)
    if label is None or label.end() == len(text.text):
        return None, None
    after = text.piece(label.end(), len(text.text))
    title = Heading(span_of(text, *label.span("title")), _UNNUMBERED, label["title"], "")
    kind = _kind_of(title.title)
    if kind is None or kind.name not in _LABELLED:
        return None, None
    return title, Paragraph(span_of(after, 0, len(after.text)))


def _begins(heading: Heading, current: _Kind, above: Heading | None) -> _Kind | None:
    """The kind that ``heading`` begins, or None where it belongs to the section it stands in.

    A numbered part of the document (第二部分) holds sections, whatever it is called, unless its kind is closed as one.
    """
    kind = _kind_of(heading.title)
    if current.closed and above is not None and heading.level > above.level:
        ends = not heading.number and current.name == "duties" and kind is not None and kind.name in _LABELLED
        if not ends and (above.level > 0 or current.closed_part):
            return None
    if kind is None and heading.level == 0 and heading.number and current.name != "preface":
        return _named("unknown")
    if kind is None and current.closed and (heading.level <= 1 or _follows(heading, above)):
        return _named("unknown")
    return kind


def _follows(heading: Heading, above: Heading | None) -> bool:
    """Whether ``heading`` is the next in the list that the section's own heading stands in: （三）人员构成 after （二）主要职能."""
    if above is None or not above.number or heading.level != above.level or _DUTY_VERB.search(heading.title):
        return False
    own, last = leading_ordinal(heading.number), leading_ordinal(above.number)
    return own is not None and last is not None and own.number == last.number + 1


def _named(name: str) -> _Kind:
    return _Kind(name, False, False, re.compile(""))


def _kind_of(title: str) -> _Kind | None:
    title = _BRACKETED.sub("", _YEAR.sub("", title)).strip(" ：:").translate(_QUOTES)
    if len(title) > _LONGEST_TITLE or _DUTY_VERB.search(title):
        return None
    return next((kind for kind in _kinds() if kind.pattern.search(title)), None)


@cache
def _kinds() -> Sequence[_Kind]:
    return [
        _Kind(
            entry["kind"],
            entry.get("closed", False),
            entry.get("closed_part", False),
            re.compile("|".join(entry["patterns"])),
        )
        for entry in section_kinds()
    ]
