"""Which page shows an IRI? The addresses of resources, places in documents, concepts and terms.

Data IRIs read like the pages: what stands after the base is the path of the page, and parts of a project or a
department are anchors on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from werkzeug.exceptions import NotFound

from yusuan.browse.places import ExcerptPlace
from yusuan.graph.iris import excerpt_parts
from yusuan.graph.terms import node
from yusuan.model.record import Excerpt, Hit
from yusuan.vocabulary.terms import BGC, BGT

_PAGES = ("projects", "departments", "divisions", "documents")


def document_address(place: ExcerptPlace | Excerpt) -> str:
    """The document page with this span highlighted."""
    return f"/documents/{place.document}?start={place.start}&end={place.end}#span"


def anchor(iri: str) -> str:
    """The id, on its page, of a part of a project or department, or of a budget line."""
    for page in _PAGES:
        _, found, rest = iri.partition(f"/{page}/")
        if found:
            return "-".join(rest.split("/")[1:])
    return f"line-{iri.rsplit('/', 1)[-1]}"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of pages for IRIs under ``base``."""

    base: str

    def iri(self, page: str, name: str) -> str:
        """The IRI of what the page ``/page/name`` shows. NotFound where no IRI can be written so."""
        return self.resource(f"{page}/{name}")

    def resource(self, name: str) -> str:
        """The IRI ``name`` below the base. NotFound where no IRI can be written so."""
        try:
            return node(self.base + name).value
        except ValueError as error:
            raise NotFound from error

    def page(self, iri: str) -> str | None:
        """The address of the page that shows ``iri``; ``None`` for IRIs that are not ours."""
        excerpt = excerpt_parts(iri)
        if excerpt is not None and iri.startswith(self.base):
            return document_address(ExcerptPlace(*excerpt[1:]))
        if iri.startswith(self.base):
            return self._own(iri.removeprefix(self.base))
        if iri.startswith(BGC.NS):
            return f"/concept/{quote(iri.removeprefix(BGC.NS))}"
        if iri.startswith(BGT.NS):
            return f"/ontology#{iri.removeprefix(BGT.NS)}"
        return None

    def _own(self, rest: str) -> str:
        kind, *parts = rest.split("/")
        if kind not in _PAGES or not parts or "source" in parts:
            return f"/id/{quote(rest)}"
        address = f"/{kind}/{quote(parts[0])}"
        if len(parts) == 1:
            return address
        year = f"?{urlencode({'year': parts[1]})}" if kind == "departments" and parts[1].isdigit() else ""
        return f"{address}{year}#{quote('-'.join(parts[1:]))}"

    def hit(self, hit: Hit) -> str:
        """The page on which a found record is seen best."""
        record = hit.record
        if record.kind == "budget-line" and record.department_iri:
            return f"{self.page(record.department_iri)}#{anchor(record.iri)}"
        if record.kind == "passage" and hit.evidence:
            return document_address(hit.evidence[0])
        return self.page(record.iri) or f"/documents/{record.document}"
