"""What does a view need? The services of this application, the graph of the current generation, the language."""

from __future__ import annotations

from typing import cast

from flask import current_app, g, request

from yusuan.app import Services
from yusuan.browse.nodes import Nodes
from yusuan.library import Generation
from yusuan.web.addresses import Addresses
from yusuan.web.language import language_of
from yusuan.web.wording import said

SERVICES = "yusuan"


def services() -> Services:
    """The services that the application was made with."""
    return cast(Services, current_app.extensions[SERVICES])


def generation() -> Generation:
    """The generation that this request sees from beginning to end. Raises IndexMissing or IndexDamaged."""
    if "generation" not in g:
        g.generation = services().library.current()
    return cast(Generation, g.generation)


def nodes() -> Nodes:
    """The graph of the generation, as resources with places."""
    if "nodes" not in g:
        g.nodes = Nodes.of(generation())
    return cast(Nodes, g.nodes)


def addresses() -> Addresses:
    """The addresses of pages."""
    return Addresses(services().settings.base)


def lang() -> str:
    """The language of this request, "zh" or "en"."""
    if "lang" not in g:
        g.lang = language_of(request)
    return cast(str, g.lang)


def t(key: str, **values: object) -> str:
    """A sentence of the interface in the language of this request."""
    return said(key, lang(), **values)
