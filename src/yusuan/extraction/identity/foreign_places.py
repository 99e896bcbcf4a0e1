"""Which names in a document belong to another place? A neighbour's document used as a template leaves its name behind.

A town's document that says 包家镇 where it should say its own name has an Issue with the span; the name is no department and no alias.
Places that a text may well name (transfers to towns, policies in 《》, 赴…学习) are not looked at: only names that stand where
the document's own would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.model.disclosure import Department
from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue
from yusuan.values.divisions import mentions
from yusuan.values.organisations import tail
from yusuan.values.towns import is_town

_TOWN = re.compile(
    r"(?:(?<=[^一-鿿])|(?<=[将为是由在照据了把对经使县区市度])|(?<=按)(?!照)|(?<=^)|(?<=反映)|(?<=根据)|(?<=关于)|(?<=公开))"
    r"(?P<name>[一-鿿]{2,3}(?:镇|乡|街道))(?=人民政府|政府|党委|财政|机关|本级|部门|主要|预算|决算|20\d\d|全|位于|地处|辖|办事处|的|是|为|[，。；\s])"
)
_NO_TOWN = re.compile(
    r"乡镇|城乡|城镇|集镇|村镇|小镇|[各全我本该县区市省和与及等个的有年度月日元]|^(?:所属|下属|其他|建制|特色|古|重点|中心)"
)
_OWN_WORDS = re.compile(
    r"(?=20\d\d年度?[^。；，]{0,24}(?:预算|决算|收支|“三公”|绩效))|(?=(?:部门|单位)?(?:主要)?(?:职责|职能|概况|基本情况|预算|决算))"
)
_BODY = re.compile(r"[一-鿿]{2,20}?(?:局|办公室|委员会|联合会|中心|人民政府|法院|检察院)")
_ABROAD = re.compile(r"(?:《[^》]*|(?:赴|到|往|驻|对口|结对|帮扶|支援|借鉴|学习)[^，。；]{0,6})$")
_MOST = 5


def other_places(document: Document, department: Department) -> list[Issue]:
    """One Issue for each other name that stands where the document's own should."""
    if department.division is None:
        return []
    path = department.division.value.path
    found: dict[str, Span] = {}
    for name, span in (*_towns(document, path), *_bodies(document, path, tail(department.name.value, path))):
        found.setdefault(name, span)
    own = department.name.value
    return [
        Issue(
            "name.other-place",
            span,
            f"“{name}”是别处的名称，不是“{own}”；可能是套用了别家的文稿。",
            f"'{name}' is the name of another place, not '{own}'; the text may have been copied from a neighbour's.",
        )
        for name, span in list(found.items())[:_MOST]
        if name not in own
    ]


def _towns(document: Document, path: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    """Other towns' names in a town's document."""
    if not is_town(path[-1]) or path[-1][-1] == "区":
        return
    for match in _TOWN.finditer(document.text):
        name = match["name"]
        if name.endswith(path[-1]) or path[-1].endswith(name) or _NO_TOWN.search(name):
            continue
        if not _ABROAD.search(document.text, max(0, match.start() - 30), match.start()):
            yield name, Span(*match.span("name"))


def _bodies(document: Document, path: tuple[str, ...], own: str) -> Iterator[tuple[str, Span]]:
    """Bodies of another division where a year's budget of the document's own is spoken of: 邻县教育局2023年部门预算."""
    for mention in mentions(document.text):
        if any(each.path[-1] in path or path[-1] in each.path for each in mention.division_candidates):
            continue
        body = _BODY.match(document.text, mention.end)
        if body is None or not _OWN_WORDS.match(document.text, body.end()):
            continue
        name = document.text[mention.start : body.end()]
        if tail(name, mention.division_candidates[0].path) == own or len(own) < 2:
            yield name, Span(mention.start, body.end())
