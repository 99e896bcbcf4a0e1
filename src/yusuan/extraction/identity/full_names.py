"""What is a department called beside its name? The fullest form that the document prints, and the shorter ones.

区直工委 is 中共宣城市宣州区直属机关工作委员会 where the text names that; 赣县区沙地镇人民政府 is also printed with 赣州市 before it. A form that only
looks alike (教体局 for 教育局) is neither: it is left to the graph, which says that the two are close.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yusuan.model.disclosure import DivisionRef, Stated, Text
from yusuan.model.document import Document, Span
from yusuan.values.divisions import DivisionMention, mentions, unlisted
from yusuan.values.organisations import abbreviates, tail
from yusuan.values.towns import town_at

_PARTY = re.compile(r"(?:中国共产党|中共)$")
_REST = re.compile(
    r"[一-鿿]{0,30}?(?:办公室|委员会|联合会|法院|检察院|中心|政府|办事处|大队|学校|医院|公司|工会|委(?!员|、|直)|办(?!公|事)|局(?!长)|[院校站所馆社园会](?![一-鿿]{0,1}长))"
)
_MOST = 400
"""Mentions of divisions that are looked at: a long document repeats itself."""


def has_place(name: str) -> bool:
    """Whether ``name`` says by itself where it is."""
    bare = re.sub(r"^(?:中国共产党|中共)", "", name)
    return bool(mentions(bare) or unlisted(bare))


def fullest(document: Document, name: Text, division: DivisionRef | None) -> Text:
    """The fullest form of ``name`` that ``document`` prints; ``name`` itself where there is none."""
    if division is None:
        return name
    forms = [name.value]
    places: dict[str, list[Span]] = {name.value: list(name.evidence)}
    for form, span in _forms(document, name, division):
        places.setdefault(form, []).append(span)
        if form not in forms:
            forms.append(form)
    best = max(forms, key=len)
    spans = tuple(dict.fromkeys(places[best]))
    return name if best == name.value else Stated(best, spans[:3])


def _forms(document: Document, name: Text, division: DivisionRef) -> Iterator[tuple[str, Span]]:
    text, alone = document.text, not has_place(name.value)
    own = tail(name.value, division.path)
    known = bool(own) or not name.value.endswith(division.path[-1])
    for mention in mentions(text)[:_MOST]:
        if not any(each.path[-1] in division.path for each in mention.division_candidates):
            continue
        start = _start(text, mention)
        for end in _ends(text, mention.end):
            form = text[start:end]
            if "\n" in form or " " in form:
                continue
            same = known and tail(form, division.path) == own
            if same or (alone and _division_of(mention, division) and abbreviates(name.value, form)):
                yield form, Span(start, end)
                break


def _start(text: str, mention: DivisionMention) -> int:
    party = _PARTY.search(text, max(0, mention.start - 5), mention.start)
    return party.start() if party else mention.start


def _ends(text: str, at: int) -> Iterator[int]:
    """Where a body's name that goes on at ``at`` may end, nearest first."""
    town = town_at(text, at)
    if town is not None:
        at = town.end
    for _ in range(3):
        match = _REST.match(text, at)
        if match is None:
            return
        yield match.end()
        at = match.end()


def _division_of(mention: DivisionMention, division: DivisionRef) -> bool:
    return any(each.path == division.path[: len(each.path)] for each in mention.division_candidates)


def aliases(
    document: Document, name: Text, division: DivisionRef | None, also: Iterable[Text | None]
) -> tuple[Text, ...]:
    """Other forms of the name that the document itself uses: those in ``also`` that mean the same body, and the name
    without the divisions above its own."""
    found: dict[str, Text] = {}
    path = division.path if division else ()
    for other in also:
        if other is None or other.value == name.value or len(other.value) < 3:
            continue
        if tail(other.value, path) == tail(name.value, path) or abbreviates(other.value, name.value):
            found.setdefault(other.value, other)
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
    if mention is not None and mention.start == 0:
        forms.append(mention.division_candidates[0].name + bare[mention.end :])
    elif printed is not None:
        forms.append(printed.path[-1] + bare[printed.end :])
    return [form for form in dict.fromkeys(forms) if form != name and len(form) >= 4]


def _inside_longer(text: str, at: int, name: str, form: str) -> bool:
    start = at - (len(name) - len(form))
    return start >= 0 and text.startswith(name, start) and name.endswith(form)
