"""The article of a web page as lines and tables, in reading order, whatever elements its author used.

A table that only frames text (one column, or tables inside cells) becomes its contents; a table of data becomes a grid
with merged cells once. Walks are loops, never recursion: pages may nest as deep as the parser allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.reading.captions import TableRows, TextBlock
from yusuan.reading.html.tables import grid_of, is_frame
from yusuan.reading.html.tree import Element
from yusuan.values.ordinals import leading_ordinal

_TAGS = (
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header"
    " hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCK = frozenset(_TAGS.split())
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_SPACE = re.compile(r"[ \t\n\f\u00a0\u2002-\u200a]+")
_INVISIBLE = {ord(character): None for character in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

HtmlBlock = TextBlock | TableRows


class Lines:
    """Collects inline text and gives it out line by line; ``numbers`` are those of list items met so far, by identity."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._preformatted = False
        self.done: list[str] = []
        self.numbers: dict[int, str] = {}

    def text(self, text: str, preformatted: bool) -> None:
        """Add inline text; ``preformatted`` text keeps its tabs and line ends."""
        text = text.translate(_INVISIBLE)
        if preformatted:
            self._preformatted = True
            self._pieces.append(text.replace("\u00a0", " "))
        else:
            self._pieces.append(_WRAPPED.sub("", text))

    def end(self) -> None:
        """End the line, if anything stands on it."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if self._preformatted:
            self._preformatted = False
            self.done += [line.rstrip() for line in text.split("\n") if line.strip()]
        elif text := _SPACE.sub(" ", text).strip(" "):
            self.done.append(text)

    def prefix(self, text: str) -> None:
        """Begin the line with ``text``."""
        self._pieces.append(text)

    def take(self) -> list[str]:
        """The lines so far, handed over."""
        done, self.done = self.done, []
        return done


def items(root: Element, until: Element | None = None) -> Iterator[HtmlBlock]:
    """The lines and tables below ``root``; only those before the element ``until``, where one is given."""
    lines = Lines()
    stack: list[Element | str | tuple[Element]] = [root]
    while stack:
        node = stack.pop()
        if node is until and until is not None:
            break
        if isinstance(node, Element) and node.tag == "table" and not is_frame(node):
            lines.end()
            yield from map(TextBlock, lines.take())
            data = grid_of(node, cell_lines)
            yield from map(TextBlock, data.caption)
            if data.rows:
                yield TableRows(data.rows, data.cut)
            stack += reversed(data.inner)
            continue
        _step(node, stack, lines)
        if lines.done:
            yield from map(TextBlock, lines.take())
    lines.end()
    yield from map(TextBlock, lines.take())


def cell_lines(cell: Element) -> tuple[str, list[Element]]:
    """The text of a table cell, a line a paragraph, and the tables that stand in it."""
    lines = Lines()
    inner: list[Element] = []
    stack: list[Element | str | tuple[Element]] = [cell]
    while stack:
        node = stack.pop()
        if isinstance(node, Element) and node.tag == "table":
            lines.end()
            inner.append(node)
        else:
            _step(node, stack, lines)
    lines.end()
    return "\n".join(lines.done), inner


def _step(
    node: Element | str | tuple[Element], stack: list[Element | str | tuple[Element]], lines: Lines
) -> None:
    """One step of the walk: text is added, an element is opened and its children put on the stack, a tuple closes one."""
    if isinstance(node, tuple):
        lines.end()
    elif isinstance(node, str):
        lines.text(node, False)
    elif node.tag == "br":
        lines.end()
    elif node.tag in ("pre", "textarea", "xmp", "listing"):
        lines.end()
        lines.text(node.words().strip("\n"), True)
        lines.end()
    elif node.tag == "dl":
        lines.end()
        stack.append((node,))
        stack += reversed(_definitions(node))
    else:
        block = node.tag in _BLOCK
        if block:
            lines.end()
            stack.append((node,))
        if node.tag == "ol":
            lines.numbers.update(_numbers(node))
        elif node.tag == "li" and id(node) in lines.numbers:
            lines.prefix(lines.numbers[id(node)])
        stack += reversed(node.children)


def _definitions(node: Element) -> list[Element | str]:
    """The children of a definition list; a short term and its one-line definition are one line, term：definition."""
    found: list[Element | str] = []
    for child in node.children:
        last = found[-1] if found else None
        if (
            isinstance(child, Element)
            and child.tag == "dd"
            and isinstance(last, Element)
            and last.tag == "dt"
            and not child.tables
        ):
            term = " ".join(last.words().split())
            mark = "" if term.endswith(("：", ":")) else "："
            found[-1] = Element("p", {}, node, [term + mark, *child.children])
        elif isinstance(child, Element) or child.strip():
            found.append(child)
    return found


def _numbers(listing: Element) -> Iterator[tuple[int, str]]:
    """(id, number) of the items of a numbered list, as a browser prints them; not of items that print their own."""
    if "list-style" in listing.attributes.get("style", ""):
        return
    kind = listing.attributes.get("type", "1")
    at = listing.number("start", 1)
    for child in listing.children:
        if not isinstance(child, Element) or child.tag != "li":
            continue
        at = child.number("value", at)
        if leading_ordinal(child.words().strip()[:20]) is None:
            letter = _LETTERS[(at - 1) % 26]
            yield id(child), {"a": f"{letter}. ", "A": f"{letter.upper()}. "}.get(kind, f"{at}. ")
        at += 1
