"""The Flask application: services in, routes, filters and headers put together, nothing decided here."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, request
from markupsafe import Markup

from yusuan import __version__
from yusuan.app import Services
from yusuan.search.reasons import in_words
from yusuan.vocabulary.concepts import by_iri, concept_iri
from yusuan.vocabulary.labels import label
from yusuan.web import answering, api, failures, formats, headers, linked_data, pages
from yusuan.web.addresses import anchor, document_address
from yusuan.web.api import openapi
from yusuan.web.context import SERVICES, addresses, generation, lang, t
from yusuan.web.files import web_folder
from yusuan.web.linked_data import sparql
from yusuan.web.pages import ask as asking
from yusuan.web.pages import compare as comparing
from yusuan.web.pages import query, quoting
from yusuan.web.pages import search as searching

_MOST_BYTES = 256 * 1024
"""Of a request's body: the longest query and room for its encoding."""


def create_app(services: Services) -> Flask:
    """The application that serves ``services``; the index is opened with the first request that needs it."""
    folder = web_folder()
    app = Flask(__name__, template_folder=str(folder / "templates"), static_folder=str(folder / "static"))
    app.extensions[SERVICES] = services
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = _MOST_BYTES
    app.url_map.strict_slashes = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for module in (pages, searching, asking, comparing, query, sparql, linked_data, api, openapi):
        app.register_blueprint(module.blueprint)
    app.add_url_rule("/healthz", "healthz", healthz)
    _template_names(app)
    failures.register(app)
    headers.register(app)
    return app


def healthz() -> Response:
    """Whether an index is being served with all its parts; 503 with the reason where not."""
    held = generation()
    parts = (held.manifest, held.store, held.search)  # opened on first use; what is damaged raises
    assert all(part is not None for part in parts)
    return Response(f"ok {held.name}\n", content_type="text/plain; charset=utf-8")


def _template_names(app: Flask) -> None:
    """Filters and functions that templates use."""
    app.jinja_env.filters.update(
        money=lambda yuan: formats.money(yuan, lang()),
        wan=formats.wan,
        number=formats.number,
        signed=formats.signed,
        chinese=formats.chinese,
        readable=formats.readable,
        quotes=quoting.quotes,
        parts=answering.parts,
        taken_out=answering.taken_out,
        with_unknown=answering.with_unknown,
        columns=answering.columns,
        column_title=answering.column_title,
        snippet=formats.readable_snippet,
        shortened=formats.shortened,
        anchor=anchor,
        page=lambda iri: addresses().page(iri),
        hit_address=lambda hit: addresses().hit(hit),
        place_address=document_address,
        label=_label,
        compact=query.compact,
        concept_iri=concept_iri,
        why=lambda reason: in_words(reason, lang()),
        facet_label=lambda value, name: searching.facet_label(name, value),
    )
    app.jinja_env.globals.update(t=t, version=__version__, other_language=_other_language)
    app.context_processor(_every_page)


def _every_page() -> dict[str, Any]:
    """``zh`` marks words of a document, which are Chinese on a page in any language; ``ui`` words of ours in them."""
    chinese = lang() == "zh"
    return {
        "lang": lang(),
        "html_lang": "zh-Hans" if chinese else "en",
        "zh": "" if chinese else Markup(' lang="zh-Hans"'),
        "ui": "" if chinese else Markup(' lang="en"'),
    }


def _label(iri: str) -> str:
    """A concept's or term's label in the language of the page."""
    concept = by_iri(iri)
    return concept.label(lang()) if concept else label(iri, lang())


def _other_language() -> str:
    """The address of this page in the other language."""
    args = request.args.to_dict(flat=False) | {"lang": ["zh" if lang() == "en" else "en"]}
    return f"{quote(request.path)}?{urlencode(args, doseq=True)}"
