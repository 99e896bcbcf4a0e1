"""The numbers that a word processor prints before the items of its lists: 一、 （一） 1. 1.2, from the numbering part.

They are not in the text of the paragraphs, yet a document's sections are known by them. ``label`` is asked once for each
paragraph, in order: it counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yusuan.reading.docx.numerals import printed
from yusuan.reading.docx.styles import Styles
from yusuan.reading.docx.xml import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
_LONGEST = 40
"""Characters of a number's form: a longer one is no number."""


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list (w:num): which counters it counts on, its levels, and where it begins anew."""

    counters: str
    levels: list[_Level]
    begins: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of ``root``, the numbering part (``None`` where a file has none), and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        parts = list(root) if root is not None else []
        self._abstract = {attribute(e, "abstractNumId") or "": e for e in parts if local(e) == "abstractNum"}
        self._lists = {attribute(e, "numId") or "": self._list(e) for e in parts if local(e) == "num"}
        self._linked(parts)
        self._counts: dict[str, list[int | None]] = {}

    def label(self, properties: Element | None) -> str:
        """What is printed before the paragraph with these properties (w:pPr), with a space after it where one shows."""
        found = self._place(properties)
        if found is None:
            return ""
        key, at = found
        chosen = self._lists[key]
        level = chosen.levels[at]
        counts = self._count(chosen, at)
        if level.form == "bullet":
            return _bullet(level.text) if level.text.strip() else ""

        def number(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            form = "decimal" if level.legal else chosen.levels[place].form
            value = counts[place]
            return "" if form == "none" or value is None else printed(value, form)

        text = _PLACE.sub(number, level.text[:_LONGEST])
        apart = level.suffix != "nothing" and text and (text[-1] in ".)" or text[-1].isalnum())
        return text + " " if apart else text

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """(list, level) of the paragraph, or ``None`` where it has no number."""
        own = child(properties, "numPr")
        style = self._styles.of(properties)
        by_style, style_level, said_by = self._styles.numbering(style)
        key = attribute(child(own, "numId"), "val") or by_style
        chosen = self._lists.get(key or "")
        if key is None or chosen is None:
            return None
        level = attribute(child(own, "ilvl"), "val")
        if level is None:
            linked = (str(at) for at, each in enumerate(chosen.levels) if said_by and each.style == said_by)
            level = next(linked, style_level) or "0"
        at = _whole(level, 0)
        return (key, at) if 0 <= at < _LEVELS else None

    def _count(self, chosen: _List, at: int) -> list[int | None]:
        counts = self._counts.setdefault(chosen.counters, [None] * _LEVELS)
        before = counts[at]
        if at in chosen.begins:
            counts[at] = chosen.begins.pop(at)
        else:
            counts[at] = chosen.levels[at].start if before is None else before + 1
        for above in range(at):
            if counts[above] is None:
                counts[above] = chosen.levels[above].start
        for below in range(at + 1, _LEVELS):
            restart = chosen.levels[below].restart
            if restart is None or at < restart:
                counts[below] = None
        return counts

    def _list(self, element: Element) -> _List:
        key = attribute(child(element, "abstractNumId"), "val") or ""
        levels = _levels(self._abstract.get(key))
        begins: dict[int, int] = {}
        for override in (each for each in element if local(each) == "lvlOverride"):
            at = _whole(attribute(override, "ilvl"), -1)
            if not 0 <= at < _LEVELS:
                continue
            own = child(override, "lvl")
            if own is not None:
                levels[at] = _level(own)
            start = attribute(child(override, "startOverride"), "val")
            if start is not None:
                begins[at] = _whole(start, 1)
        return _List(key, levels, begins)

    def _linked(self, parts: list[Element]) -> None:
        """Lists that take their levels from a numbering style take them from the list that defines the style."""
        defines = {
            name: key
            for key, each in self._abstract.items()
            if (name := attribute(child(each, "styleLink"), "val")) is not None
        }
        for each in self._lists.values():
            name = attribute(child(self._abstract.get(each.counters), "numStyleLink"), "val")
            if name in defines:
                each.counters = defines[name]
                each.levels = _levels(self._abstract[defines[name]])


def _levels(abstract: Element | None) -> list[_Level]:
    levels = [_Level() for _ in range(_LEVELS)]
    for each in abstract if abstract is not None else ():
        at = _whole(attribute(each, "ilvl"), -1)
        if local(each) == "lvl" and 0 <= at < _LEVELS:
            levels[at] = _level(each)
    return levels


def _level(element: Element) -> _Level:
    restart = attribute(child(element, "lvlRestart"), "val")
    legal = child(element, "isLgl")
    return _Level(
        _whole(attribute(child(element, "start"), "val"), 1),
        attribute(child(element, "numFmt"), "val")
        or attribute(child(element, "AlternateContent", "Fallback", "numFmt"), "val")
        or "decimal",
        attribute(child(element, "lvlText"), "val") or "",
        attribute(child(element, "suff"), "val") or "tab",
        None if restart is None else _whole(restart, 0),
        legal is not None and attribute(legal, "val", "1") not in ("0", "false", "off"),
        attribute(child(element, "pStyle"), "val") or "",
    )


def _bullet(text: str) -> str:
    """The bullet: as it is, or a plain one for a character that only a symbol font has a shape for."""
    first = text.strip()[0]
    symbolic = "\ue000" <= first <= "\uf8ff" or (first.isascii() and first.isalpha())
    return (_BULLET if symbolic else first) + " "


def _whole(text: str | None, default: int) -> int:
    try:
        return max(0, min(int(text or ""), 1_000_000))
    except ValueError:
        return default
