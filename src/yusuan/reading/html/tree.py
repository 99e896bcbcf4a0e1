"""A web page as a tree of plain elements, safe to walk: parsed by lexbor, hidden and foreign parts left out.

Nothing here recurses, and the nesting of elements is bounded before the parser sees it, so that no page can exhaust the
stack or the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yusuan.errors import SourceRefused

MOST_BYTES = 32 * 1024**2
"""The longest saved pages hold a few MB; a longer one is no disclosure."""
MOST_NODES = 1_500_000
DEEPEST = 3_000
"""Elements in one another; real pages hold below a hundred. The parser's time grows with the square of it."""
_NESTED = re.compile(r"<(/?)(div|section|article|main|center|blockquote|fieldset|ul|ol|dl|dir|menu|header|footer|nav|aside|"
                     r"details|summary|figure|address|hgroup|table)(?=[\s/>])", re.I)  # fmt: skip
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAGS = (
    "script style noscript template iframe embed object applet svg canvas audio video map select textarea button input datalist"
    " xml meta link base title nav footer aside dialog menu noframes"
)
_DROPPED = frozenset(_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)


@dataclass(slots=True, eq=False)
class Element:
    """One element: ``children`` are elements and pieces of text. ``text``, ``links`` and ``tables`` are set by ``measure``:
    characters that are not white space, those of them in links to other pages, tables, and cells of data (whose words lead
    nowhere), all of the whole subtree."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)
    text: int = 0
    links: int = 0
    link_count: int = 0
    tables: int = 0
    cells: int = 0

    def elements(self) -> Iterator[Element]:
        """This element and every one below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    def words(self) -> str:
        """All text below, as it stands."""
        pieces: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                pieces.append(node)
            else:
                stack += reversed(node.children)
        return "".join(pieces)

    def within(self, other: Element) -> bool:
        """Whether this is ``other`` or stands in it."""
        element: Element | None = self
        while element is not None:
            if element is other:
                return True
            element = element.parent
        return False

    def number(self, attribute: str, default: int) -> int:
        """An attribute that is a whole number; ``default`` where it is none."""
        match = re.match(r"\s*(\d{1,9})", self.attributes.get(attribute, ""))
        return int(match.group(1)) if match else default


@dataclass(slots=True)
class WebPage:
    """A parsed page: its body, what its head says, the elements that are hidden, and what was not read."""

    body: Element
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    hidden: list[Element] = field(default_factory=list)
    frames: int = 0
    embedded: list[str] = field(default_factory=list)


def parse_page(text: str, name: str) -> WebPage:
    """The Page that ``text`` is. Raises SourceRefused where it is too large or too deeply nested."""
    from selectolax.lexbor import LexborHTMLParser

    _bound(text, name)
    parser = LexborHTMLParser(text)
    page = WebPage(Element("body", {}))
    root = parser.root
    stack: list[tuple[Any, Element]] = [(root, page.body)] if root is not None else []
    count = 0
    while stack:
        node, parent = stack.pop()
        count += 1
        if count > MOST_NODES:
            raise too_large(name)
        if node.is_text_node:
            parent.children.append(node.text_content or "")
            continue
        if not node.is_element_node:
            continue
        element = _kept(node, parent, page)
        if element is None:
            continue
        child = node.last_child
        while child is not None:
            stack.append((child, element))
            child = child.prev
    return page


def _kept(node: Any, parent: Element, page: WebPage) -> Element | None:
    """The element for ``node``, put below ``parent``; ``None`` where it and all below it are left out."""
    tag = (node.tag or "").lower()
    attributes = {key.lower(): value or "" for key, value in node.attributes.items()}
    if tag in ("html", "head", "body"):
        return parent
    if tag == "title" and not page.title:
        page.title = " ".join((node.text() or "").split())
    elif tag == "meta" and attributes.get("content"):
        key = attributes.get("name") or attributes.get("property") or ""
        page.meta.setdefault(key.lower(), " ".join(attributes["content"].split()))
    elif tag in ("frame", "frameset"):
        page.frames += 1
        return parent
    elif tag in ("iframe", "embed", "object"):
        page.embedded.append(attributes.get("src") or attributes.get("data") or "")
    if tag in _DROPPED or tag.startswith(("w:", "m:", "o:shape")):
        return None
    element = Element(tag, attributes, parent)
    if _is_hidden(attributes):
        page.hidden.append(element)
    parent.children.append(element)
    return element


def _is_hidden(attributes: dict[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    return "style" in attributes and _HIDDEN.search(attributes["style"]) is not None


def measure(root: Element) -> None:
    """Set the counts of every element, from the leaves up."""
    for element in reversed(list(root.elements())):
        text = links = count = tables = cells = 0
        for child in element.children:
            if isinstance(child, str):
                text += len("".join(child.split()))
            else:
                text += child.text
                links += child.links
                count += child.link_count
                tables += child.tables
                cells += child.cells
        if element.tag == "a" and _leads_away(element.attributes.get("href", "")):
            links, count = text, 1
        element.text, element.links, element.link_count = text, links, count
        element.tables = tables + (element.tag == "table")
        element.cells = cells + (element.tag in ("td", "th") and not tables and text > links)


def take_out(root: Element, removed: set[int]) -> None:
    """Take the elements whose ``id()`` is in ``removed`` out of the tree."""
    for element in root.elements():
        if any(id(child) in removed for child in element.children):
            element.children = [child for child in element.children if id(child) not in removed]


_ATTACHED = re.compile(r"\.(?:docx?|xlsx?|pdf|zip|rar|wps|et|ofd|7z|txt|csv)(?:[?#]|$)", re.I)


def _leads_away(href: str) -> bool:
    """Whether a link goes to another page: not to a place of this one, and not to a file that belongs to it."""
    return bool(href) and not href.startswith("#") and not _ATTACHED.search(href)


def _bound(text: str, name: str) -> None:
    if len(text) > MOST_BYTES:
        raise too_large(name)
    depth = 0
    for match in _NESTED.finditer(_COMMENT.sub("", text)):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        if depth > DEEPEST:
            raise SourceRefused(
                f"{name}：网页元素嵌套超过 {DEEPEST} 层，不是正常的网页，未读取；请换成原网页。",
                f"{name}: elements are nested more than {DEEPEST} deep, which no real page does; give the original page.",
            )


def too_large(name: str) -> SourceRefused:
    """The sentence for a page beyond the bounds."""
    return SourceRefused(
        f"{name}：网页过大，不像一份公开文件，未读取；请拆分后再导入。",
        f"{name}: the page is too large for one disclosure; split it and ingest again.",
    )
