"""Which part of a web page is the article? Site furniture is taken out for stated reasons (web_pages.toml), the rest is kept.

Nothing is chosen by the site it comes from. Where an element with a usual name holds most of the page's words, the
article is that element, and from the rest of the page only its title and the catalogue's lines about it (索引号, 发布机构)
are kept; where none does, all that is no furniture is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.reading.html.tree import Element, WebPage, measure, take_out
from yusuan.toml_files import read_toml

_MOST_OF_THE_PAGE = {2: 0.5, 1: 0.8}
"""By weight of the name: how much of the page's words an element must hold to be the article."""
_FURNITURE_SHARE = 0.3
"""An element named like furniture that holds more of the page's words is the frame of something else."""
_LINKS = 4
_LINK_SHARE = 0.6
_SITE = re.compile(r"^首页$|(?:网|网站|人民政府|政务公开|信息公开|信息公开专栏|平台)$")
"""How the name of a site or of a part of it ends, which stands beside the page's title."""
_LONGEST_TITLE = 100
_LEAST = 40
"""An article of fewer characters is none: what was hidden is then looked at."""
_NAME_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Rules:
    """web_pages.toml: names of elements and patterns of lines."""

    content: dict[str, int]
    furniture: frozenset[str]
    line: re.Pattern[str]
    within: re.Pattern[str]
    metadata: re.Pattern[str]


@cache
def rules() -> Rules:
    """The rules, read once."""
    said: dict[str, Any] = read_toml(Path(__file__).with_name("web_pages.toml"))

    def pattern(key: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{each['pattern']})" for each in said[key]), re.I)

    return Rules(
        {name: each["weight"] for each in said["content"] for name in each["names"]},
        frozenset(name for each in said["furniture"] for name in each["names"]),
        pattern("line"),
        pattern("within"),
        pattern("metadata"),
    )


@dataclass(frozen=True, slots=True)
class Article:
    """``content`` is the element that holds the article; ``hidden_kept`` where it was found in hidden elements;
    ``hidden_rows`` counts hidden table rows with words in them, which are left out."""

    content: Element
    hidden_kept: bool
    hidden_rows: int


def article_of(page: WebPage) -> Article:
    """The article of ``page``; takes furniture out of its tree."""
    measure(page.body)
    shown = page.body.text - sum(each.text for each in _outermost(page.hidden))
    keep_hidden = shown < _LEAST < page.body.text
    rows = 0
    if not keep_hidden:
        rows = sum(each.tag == "tr" and each.text > 0 for each in page.hidden)
        take_out(page.body, {id(element) for element in page.hidden})
        measure(page.body)
    _take_out_furniture(page.body)
    measure(page.body)
    return Article(_content(page.body), keep_hidden, rows)


def _outermost(elements: list[Element]) -> Iterator[Element]:
    inside = {id(element) for element in elements}
    for element in elements:
        above = element.parent
        while above is not None and id(above) not in inside:
            above = above.parent
        if above is None:
            yield element


def _take_out_furniture(body: Element) -> None:
    total = max(1, body.text - body.links)
    furniture: set[int] = set()
    stack = [body]
    while stack:
        for child in stack.pop().children:
            if not isinstance(child, Element):
                continue
            if _is_furniture(child, total):
                furniture.add(id(child))
            else:
                stack.append(child)
    take_out(body, furniture)


def _is_furniture(element: Element, total: int) -> bool:
    words = element.text - element.links
    if element.cells >= _FEW:
        return False
    if element.tag == "header":
        return words < total * _FURNITURE_SHARE and not any(each.tag == "h1" for each in element.elements())
    if element.tag not in _BLOCKS:
        return False
    found = names_of(element)
    if found & rules().furniture and not found & rules().content.keys() and words < total * _FURNITURE_SHARE:
        return not rules().metadata.search(element.words()) and not any(
            e.tag == "h1" for e in element.elements()
        )
    if element.tag in ("ul", "ol") and element.links == element.text > 0:
        return True
    dense = element.link_count >= _LINKS and element.links > element.text * _LINK_SHARE
    return dense and words < max(_LEAST, total * 0.1)


_BLOCKS = frozenset(
    [
        "div",
        "ul",
        "ol",
        "dl",
        "table",
        "section",
        "form",
        "p",
        "center",
        "td",
        "aside",
        "span",
        "li",
        "h2",
        "h3",
        "h4",
        "h5",
    ]
)
_FEW = 6
"""Cells with words of their own: so many make a table of data."""


def names_of(element: Element) -> set[str]:
    """The words of an element's class and id, lower case: whole, and their parts."""
    found: set[str] = set()
    for key in ("id", "class"):
        for word in element.attributes.get(key, "").split():
            found.add(word.lower())
            found.update(part.lower() for part in _NAME_PARTS.findall(word))
    return found


def _content(body: Element) -> Element:
    """The smallest element that is named like an article and holds most of the words; else the body."""
    total = body.text - body.links
    best, best_key = body, (0, 0)
    for element in body.elements():
        weight = max((rules().content.get(name, 0) for name in names_of(element)), default=0)
        words = element.text - element.links
        if weight and words >= total * _MOST_OF_THE_PAGE[weight] and words >= _LEAST:
            key = (weight, -words)
            if key >= best_key or best is body:
                best, best_key = element, key
    return best


def title_of(page: WebPage) -> str:
    """The title of the article: what the page's description says, its first heading, else its window title without the
    site's name."""
    for key in ("articletitle", "title", "og:title"):
        if page.meta.get(key):
            return page.meta[key]
    first = [each for each in page.body.elements() if each.tag == "h1" and each.text > each.links]
    if len(first) == 1 and first[0].text <= _LONGEST_TITLE:  # several are headings of parts
        return " ".join(first[0].words().split())
    pieces = [piece.strip() for piece in re.split(r"\s*[_|–—]+\s*|\s+-+\s+|-(?=[\u4e00-\u9fff])", page.title)]
    own = [piece for piece in pieces if not _SITE.search(piece)]
    told = [piece for piece in own if re.search(r"预算|决算|经费|绩效|公开", piece)]
    return next(iter(told or own), "")
