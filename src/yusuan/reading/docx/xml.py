"""The XML of a Word file: parsed without anything that reaches out or grows, and its elements by their local names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
"""The namespaces of "Strict Open XML" say the same as those of the usual form."""
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


class Declared(Exception):
    """XML with a document type declaration, which no Word file has."""


def parsed(data: bytes) -> Element:
    """The root of the XML ``data``. Raises Declared, or lxml's XMLSyntaxError for what is not well-formed or too deep."""
    from lxml import etree

    if any(mark in data for mark in _DOCTYPES):
        raise Declared
    for strict, usual in _STRICT.items():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


@lru_cache(1024)
def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return _name(str(element.tag))


def attribute(element: Element | None, key: str, default: str | None = None) -> str | None:
    """The value of the attribute with this local name, whatever its namespace."""
    if element is not None:
        for name, value in element.attrib.items():
            if _name(str(name)) == key:
                return str(value)
    return default


def child(element: Element | None, *path: str) -> Element | None:
    """The first child with a local name, and on down the path."""
    for key in path:
        if element is None:
            return None
        for each in element:
            if _name(str(each.tag)) == key:
                element = each
                break
        else:
            return None
    return element
