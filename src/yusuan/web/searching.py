"""The search page and the answer to a question: one box takes words or a question."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from yusuan.errors import UsageError
from yusuan.model.record import KINDS, Filters, SearchResult
from yusuan.questions.answers import Answer
from yusuan.web.context import generation, lang, nodes, services, t
from yusuan.web.pages import examples
from yusuan.web.wording import said

blueprint = Blueprint("searching", __name__)
MODES = ("hybrid", "keyword", "semantic")
PAGE_SIZE = 20
LONGEST = 200
"""Hits on one page at most."""
QUERY_CHARACTERS = 500
_FACETS = ("division", "year", "kind")
_FACET_VALUES = 30
_OWNER = "SELECT ?indicator ?name WHERE { ?project bgt:indicator ?indicator ; skos:prefLabel ?name }"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a search address asks for."""

    query: str
    mode: str = "hybrid"
    kind: str | None = None
    division: str | None = None
    year: int | None = None
    limit: int = PAGE_SIZE

    @property
    def filters(self) -> Filters:
        """The facets as the index wants them."""
        return Filters(kind=self.kind, division=self.division, year=self.year)

    @property
    def narrowed(self) -> bool:
        """Whether any facet is set."""
        return (self.kind, self.division, self.year) != (None, None, None)

    def address(self, **changes: object) -> str:
        """The address of this search with some parts changed; ``None`` takes a part out."""
        parts = {
            "q": self.query,
            "mode": self.mode,
            "kind": self.kind,
            "division": self.division,
            "year": self.year,
        }
        kept = {name: value for name, value in {**parts, **changes}.items() if value is not None}
        if kept.get("mode") == "hybrid":
            del kept["mode"]
        return f"/search?{urlencode(kept)}"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many have it, and the address that sets it (or takes it back where it is set)."""

    value: str
    count: int
    chosen: bool
    address: str


def wish_of_request() -> Wish:
    """The search that this request asks for; BadRequest for values that cannot be."""
    mode, kind = request.args.get("mode") or "hybrid", request.args.get("kind") or None
    if mode not in MODES or (kind is not None and kind not in KINDS):
        raise BadRequest(f"mode: {', '.join(MODES)}; kind: {', '.join(KINDS)}")
    year = request.args.get("year") or None
    if year is not None and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise BadRequest("year: YYYY")
    return Wish(
        query=" ".join(request.args.get("q", "").split()),
        mode=mode,
        kind=kind,
        division=request.args.get("division") or None,
        year=None if year is None else int(year),
        limit=max(1, min(LONGEST, request.args.get("limit", PAGE_SIZE, type=int))),
    )


def check_length(query: str) -> None:
    """UsageError for a query that is too long to be one."""
    if len(query) > QUERY_CHARACTERS:
        values = {"length": len(query), "limit": QUERY_CHARACTERS}
        raise UsageError(said("search.long", "zh", **values), said("search.long", "en", **values))


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """Hits for words; the answer above them where the words are a question."""
    wish = wish_of_request()
    if not wish.query:
        return render_template(
            "search.html", wish=wish, result=None, answer=None, problem=None, examples=_examples()
        )
    try:
        check_length(wish.query)
        result = services().search(wish.query, wish.mode, wish.filters, wish.limit)
    except UsageError as error:
        page = render_template(
            "search.html",
            wish=wish,
            result=None,
            answer=None,
            problem=error.said(lang()),
            examples=_examples(),
        )
        return page, 400
    answer = None if wish.narrowed else _answer(wish.query)
    return render_template(
        "search.html",
        wish=wish,
        result=result,
        answer=answer,
        problem=None,
        facets=facets(wish, result),
        owners=_owners(result),
        modes=MODES,
    )


@blueprint.get("/ask")
def ask() -> ResponseReturnValue:
    """The answer to a question, or what can be asked."""
    question = " ".join(request.args.get("q", "").split())
    check_length(question)
    answer = services().ask(question, lang()) if question else None
    return render_template("ask.html", question=question, answer=answer, examples=_examples())


def _owners(result: SearchResult) -> dict[str, str]:
    """The name of the project of each indicator found, by the indicator's IRI."""
    wanted = [hit.record.iri for hit in result.hits if hit.record.kind == "indicator"]
    rows = (nodes().rows(_OWNER, ("indicator", "name"), indicator=iri) for iri in wanted)
    return {indicator: name for found in rows for indicator, name in found}


def _answer(query: str) -> Answer | None:
    """The answer where ``query`` is a question that was understood."""
    answer = services().ask(query, lang())
    return None if answer.status == "not_understood" else answer


def _examples() -> tuple[str, ...]:
    return examples(generation(), lang())


def facets(wish: Wish, result: SearchResult) -> dict[str, list[FacetValue]]:
    """The facets of a result with their addresses; a chosen value is listed even where nothing has it."""
    found: dict[str, list[FacetValue]] = {}
    for name in _FACETS:
        chosen = getattr(wish, name)
        counts = dict(list(result.facets.get(name, {}).items())[:_FACET_VALUES])
        if chosen is not None:
            counts.setdefault(str(chosen), 0)
        values = sorted(counts.items(), reverse=True) if name == "year" else counts.items()
        found[name] = [
            FacetValue(
                value,
                count,
                str(chosen) == value,
                wish.address(**{name: None if str(chosen) == value else value}),
            )
            for value, count in values
        ]
    return found


def facet_label(name: str, value: str) -> str:
    """What a facet value is called on the page."""
    if name == "kind":
        return t(f"kind.{value}")
    return t("common.year", year=value) if name == "year" else value
