"""Where a department is: its division, and the shorter names that leave out divisions above it."""

from __future__ import annotations

import re

from yusuan.model.disclosure import DivisionRef, Stated, Text
from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue
from yusuan.values.divisions import DivisionMention, mentions, unlisted


def aliases(document: Document, name: Text, coded: Text | None) -> tuple[Text, ...]:
    """Other forms of the name that the document itself uses."""
    found: dict[str, Text] = {}
    if coded is not None and coded.value != name.value:
        found[coded.value] = coded
    for form in _shorter(name.value):
        at = document.text.find(form)
        while at >= 0 and _inside_longer(document.text, at, name.value, form):
            at = document.text.find(form, at + 1)
        if at >= 0:
            found.setdefault(form, Stated(form, (Span(at, at + len(form)),)))
    return tuple(found.values())


def _shorter(name: str) -> list[str]:
    """The name without 中国共产党/中共, and without the divisions above its own."""
    bare = re.sub(r"^(?:中国共产党|中共)", "", name)
    forms = [bare]
    mention = next(iter(mentions(bare)), None)
    printed = unlisted(bare)
    if mention is not None and mention.start == 0 and mention.division is not None:
        forms.append(mention.division.name + bare[mention.end :])
    elif printed is not None:
        forms.append(printed.path[-1] + bare[printed.end :])
    return [form for form in dict.fromkeys(forms) if form != name and len(form) >= 4]


def _inside_longer(text: str, at: int, name: str, form: str) -> bool:
    start = at - (len(name) - len(form))
    return start >= 0 and text.startswith(name, start) and name.endswith(form)


def division(document: Document, name: Text, issues: list[Issue]) -> Stated[DivisionRef] | None:
    """The division named in the department's name; one the table lacks is kept as printed, with an Issue."""
    where = name.evidence[0]
    for mention in mentions(name.value):
        one = mention.division
        meant = DivisionRef(one.code, one.path) if one else _settled(document, mention)
        if meant is not None:
            return Stated(meant, (where,))
        issues.append(_ambiguous(where, mention))
        return Stated(DivisionRef(None, (mention.text,)), (where,))
    printed = unlisted(name.value)
    if printed is not None:
        path = "".join(printed.path)
        issues.append(
            Issue(
                "division.unlisted",
                where,
                f"“{path}”不在行政区划代码表（GB/T 2260）中，按原文名称收录。",
                f"'{path}' is not in the table of division codes (GB/T 2260); kept under its printed name.",
            )
        )
        return Stated(DivisionRef(None, printed.path), (where,))
    issues.append(
        Issue(
            "division.missing",
            where,
            "部门名称里没有行政区划。",
            "the department's name holds no administrative division.",
        )
    )
    return None


def _settled(document: Document, mention: DivisionMention) -> DivisionRef | None:
    """One of several divisions of the same name, where the document names the city or province of just one."""
    fitting = [
        each
        for each in mention.division_candidates
        if any(upper in document.text for upper in each.path[:-1])
    ]
    return DivisionRef(fitting[0].code, fitting[0].path) if len(fitting) == 1 else None


def _ambiguous(where: Span, mention: DivisionMention) -> Issue:
    paths = "、".join("".join(each.path) for each in mention.division_candidates)
    return Issue(
        "division.ambiguous",
        where,
        f"“{mention.text}”可能是：{paths}；文中没有说明是哪一个。",
        f"'{mention.text}' may be {paths}; the document does not say which.",
    )
