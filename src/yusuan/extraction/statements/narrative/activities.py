"""分项绩效目标 and 职责活动 told in prose → Activities, each linked to the project that means the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from yusuan.extraction.outline import Section
from yusuan.extraction.stated import clean_at, span_of, text_at
from yusuan.model.disclosure import Activity, Project, Text
from yusuan.model.document import Document, Heading, Paragraph, Span
from yusuan.model.field import filled
from yusuan.values.ordinals import leading_ordinal

_LABELS = (
    ("duty", r"(?:职责|活动|工作活动)描述|职责"),
    ("goal", r"(?:年度)?(?:工作活动)?(?:绩效)?目标|总体目标"),
    ("indicators", r"(?:工作活动|年度)?绩效指标|指标"),
)
_LABEL = re.compile("|".join(f"(?P<{key}>(?:{words})[:：])" for key, words in _LABELS))
_MONEY_WORDS = re.compile(r"(?:专项|项目)?(?:经费|费用|资金|费|项目|工程)$")


@dataclass(slots=True)
class _Told:
    name: Text
    said: dict[str, list[Span]] = field(default_factory=dict)
    last: str | None = None


def activities(
    document: Document, sections: Iterable[Section], projects: Sequence[Project]
) -> tuple[Activity, ...]:
    """The activities of the sections in order; ``Activity.project`` points into ``projects``."""
    told: list[_Told] = []
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Heading) and not _LABEL.fullmatch(f"{block.title}："):
                told.append(_Told(_title(document, block)))
            elif told and isinstance(block, Heading | Paragraph):
                _tell(document, told[-1], block.span)
    linked = _links([each.name.value for each in told], [project.name.value for project in projects])
    return tuple(_activity(document, each, linked.get(at)) for at, each in enumerate(told))


def _title(document: Document, heading: Heading) -> Text:
    words = document.words(heading.span)
    ordinal = leading_ordinal(words)
    span = Span(heading.span.start + (ordinal.length if ordinal else 0), heading.span.end)
    while span.end > span.start + 1 and document.text[span.end - 1] in "：:":
        span = Span(span.start, span.end - 1)
    return text_at(document, span)


def _tell(document: Document, told: _Told, span: Span) -> None:
    text = clean_at(document, span)
    ordinal = leading_ordinal(text.text)
    match = _LABEL.match(text.text, ordinal.length if ordinal else 0)
    if match and match.lastgroup:
        told.last = match.lastgroup
        rest = text.piece(match.end(), len(text.text)).strip()
        if rest.text:
            told.said.setdefault(told.last, []).append(span_of(rest, 0, len(rest.text)))
        else:
            told.said.setdefault(told.last, [])
    else:
        told.said.setdefault(told.last or "goal", []).append(span)


def _activity(document: Document, told: _Told, project: int | None) -> Activity:
    said = {key: text_at(document, *spans) for key, spans in told.said.items() if spans}
    return filled(Activity(name=told.name, project=project), said)


def _links(names: Sequence[str], project_names: Sequence[str]) -> dict[int, int]:
    """Activity → project by name: equal; equal without 费, 经费 …; or one holds the other. Each project once."""
    links: dict[int, int] = {}
    for same in (_equal, _equal_core, _one_holds_other):
        for at, name in enumerate(names):
            if at in links:
                continue
            found = [
                p for p, other in enumerate(project_names) if p not in links.values() and same(name, other)
            ]
            if len(found) == 1:
                links[at] = found[0]
    return links


def _equal(one: str, other: str) -> bool:
    return one == other


def _core(name: str) -> str:
    return _MONEY_WORDS.sub("", name) or name


def _equal_core(one: str, other: str) -> bool:
    return _core(one) == _core(other)


def _one_holds_other(one: str, other: str) -> bool:
    short, long = sorted((_core(one), _core(other)), key=len)
    return len(short) >= 2 and long.endswith(short)
