"""What the named styles of a .docx say about a paragraph: its style's name, and the list it belongs to by its style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yusuan.reading.docx.xml import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEEPEST = 32
"""Styles based on styles: beyond this they go round in a circle."""


class Styles:
    """The paragraph styles of ``root``, the styles part (``None`` where a file has none)."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {
            attribute(each, "styleId") or "": each
            for each in (root if root is not None else ())
            if local(each) == "style" and attribute(each, "type", "paragraph") == "paragraph"
        }
        self._default = next(
            (key for key, each in self._styles.items() if attribute(each, "default") in ("1", "true", "on")),
            "",
        )

    def of(self, properties: Element | None) -> str:
        """The identifier of the style of a paragraph with these properties (w:pPr)."""
        return attribute(child(properties, "pStyle"), "val") or self._default

    def is_contents(self, style: str) -> bool:
        """Whether a style is that of the lines of a table of contents."""
        name = (attribute(child(self._styles.get(style), "name"), "val") or style).lower()
        return name.startswith(("toc ", "目录")) or name.rstrip("123456789") == "toc"

    def numbering(self, style: str) -> tuple[str | None, str | None, str]:
        """(list, level, style that says so) of a style or of the nearest one it is based on; ``None`` where none says."""
        for _ in range(_DEEPEST):
            element = self._styles.get(style)
            if element is None:
                break
            said = child(element, "pPr", "numPr")
            if said is not None:
                return attribute(child(said, "numId"), "val"), attribute(child(said, "ilvl"), "val"), style
            style = attribute(child(element, "basedOn"), "val") or ""
        return None, None, ""
