"""Where is the department? Its division down to the town, and what says so.

In this order: its name, the text (title, what the site prints over the document, bodies named in it), a project or unit code,
the file's name, the names of the folders and archives it lay in. A source that fits several divisions (铁岭市 and 铁岭县 for
"tieling", two counties of one name) is settled by the others; what stays open is an Issue, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.identity.division_hints import Hints, Named, hints_of
from yusuan.model.disclosure import DivisionRef, Stated, Text
from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue
from yusuan.values.divisions import Division, DivisionMention, mentions, unlisted
from yusuan.values.towns import town_at

_OPENING = re.compile(r"(?:中国共产党|中共)?")


@dataclass(frozen=True, slots=True)
class FoundDivision:
    """A division, the words that say so, and the reason: "name", "text", "code", "file" or "folder"."""

    division: Stated[DivisionRef]
    reason: str


def place_of(document: Document, name: Text | None, title: Text, issues: list[Issue]) -> FoundDivision | None:
    """The place of the department called ``name`` (``None`` where nothing names it)."""
    hints = hints_of(document, title)
    if name is not None:
        named = _in_name(name, document, hints, issues)
        if named is not None:
            return named
    place = _around(hints, title, issues)
    town = town_at(_OPENING.sub("", name.value, count=1)) if name else None
    if name is not None and town is not None:
        above = place.division.value.path if place else ()
        if not (above and above[-1].endswith(town.name)):
            evidence = (*name.evidence, *(place.division.evidence if place else ()))
            place = FoundDivision(
                Stated(DivisionRef(None, (*above, town.name)), tuple(dict.fromkeys(evidence))),
                place.reason if place else "name",
            )
            if not above:
                issues.append(_missing(name.evidence[0]))
    if place is None:
        issues.append(_missing((name or title).evidence[0]))
    return place


# ------------------------------------------------------------ in the name


def _in_name(name: Text, document: Document, hints: Hints, issues: list[Issue]) -> FoundDivision | None:
    where = name.evidence[0]
    printed = unlisted(name.value)
    for mention in mentions(name.value):
        if printed is not None and printed.start < mention.start:
            break
        one = mention.division or _settled(mention, document, hints)
        if one is None:
            issues.append(_ambiguous(where, mention.text, mention.division_candidates))
            return _named(DivisionRef(None, (mention.text,)), name, mention.end)
        return _named(DivisionRef(one.code, one.path), name, mention.end)
    if printed is None:
        return None
    issues.append(
        Issue(
            "division.unlisted",
            where,
            f"“{''.join(printed.path)}”不在行政区划代码表（GB/T 2260）中，按原文名称收录。",
            f"'{''.join(printed.path)}' is not in the table of division codes (GB/T 2260); kept under its printed name.",
        )
    )
    return _named(DivisionRef(None, printed.path), name, printed.end)


def _named(division: DivisionRef, name: Text, end: int) -> FoundDivision:
    """The division, or the town that the name goes on with behind it."""
    town = town_at(name.value, end)
    if town is not None:
        division = DivisionRef(None, (*division.path, town.name))
    return FoundDivision(Stated(division, (name.evidence[0],)), "name")


def _settled(mention: DivisionMention, document: Document, hints: Hints) -> Division | None:
    """One of several divisions of the same name: where the document names the city or province of just one, or another
    source says which."""
    candidates = mention.division_candidates
    fitting = [each for each in candidates if any(upper in document.text for upper in each.path[:-1])]
    if len(fitting) == 1:
        return fitting[0]
    agreeing = [each for each in candidates if hints.agrees(each, but="text")]
    return agreeing[0] if len(agreeing) == 1 else None


# ------------------------------------------------------------ around the name


def _around(hints: Hints, title: Text, issues: list[Issue]) -> FoundDivision | None:
    """The first of text, code, file and folder that says one division of the level that the text speaks of."""
    for reason, found in hints.sources:
        fitting = [each for each in found if hints.is_own_level(each.division) and not _finer(hints, each)]
        if len(fitting) > 1:
            agreeing = [each for each in fitting if hints.agrees(each.division, but=reason)]
            fitting = agreeing if len(agreeing) == 1 else []
        if len(fitting) == 1:
            one = fitting[0]
            division = DivisionRef(one.division.code, one.division.path)
            if one.town is not None:
                division = DivisionRef(None, (*one.division.path, one.town))
            if reason in ("file", "folder"):
                issues.append(from_outside(reason, title.evidence[0], division))
            return FoundDivision(Stated(division, one.evidence or title.evidence[:1]), reason)
    several = next((found for _, found in hints.sources if len(found) > 1), ())
    if several:
        issues.append(
            _ambiguous(title.evidence[0], several[0].division.name, [each.division for each in several])
        )
    return None


def _finer(hints: Hints, one: Named) -> bool:
    """Whether ``one`` is a whole city of which another source names a county: the city is then only what lies above."""
    if hints.level == "city" or one.division.code[2:4] == "00" or not one.division.code.endswith("00"):
        return False
    inside = {
        each.division.code
        for _, found in hints.sources
        for each in found
        if each.division.path[: len(one.division.path)] == one.division.path
    }
    return len(inside - {one.division.code}) == 1


# ------------------------------------------------------------ issues


def _ambiguous(where: Span, name: str, candidates: Sequence[Division]) -> Issue:
    paths = "、".join("".join(each.path) for each in candidates[:6])
    return Issue(
        "division.ambiguous",
        where,
        f"“{name}”可能是：{paths}；文中没有说明是哪一个。",
        f"'{name}' may be {paths}; the document does not say which.",
    )


def _missing(where: Span) -> Issue:
    return Issue(
        "division.missing",
        where,
        "部门名称、正文、代码、文件名和文件夹名里都没有行政区划。",
        "neither the department's name nor the text, a code, the file's or a folder's name holds an administrative division.",
    )


def from_outside(reason: str, where: Span, division: DivisionRef) -> Issue:
    """The Issue for a division that only the "file" or a "folder" names."""
    path = "".join(division.path)
    zh, en = {"file": ("文件名", "the file's name"), "folder": ("文件夹名", "a folder's name")}[reason]
    return Issue(
        "division.from-file" if reason == "file" else "division.from-folder",
        where,
        f"正文没有写明行政区划，按{zh}认作{path}。",
        f"the text does not say where this is; taken from {en}: {path}.",
    )
