"""The search page: hits for words, facets to narrow them, and the answer where the words are a question."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from yusuan.errors import ModelError, QueryStopped, UsageError
from yusuan.model.record import KINDS, Filters, SearchResult
from yusuan.web.answering import answer_above, check_length, content_words
from yusuan.web.context import generation, lang, nodes, services, t
from yusuan.web.failures import status_of
from yusuan.web.pages import examples
from yusuan.web.parameters import number, offset
from yusuan.web.wording import wrong

blueprint = Blueprint("searching", __name__)
MODES = ("hybrid", "keyword", "semantic")
PAGE_SIZE = 20
LONGEST = 200
"""Hits on one page at most."""
DEEPEST = 10_000
"""Hits that may stand before a page."""
_FACETS = ("division", "year", "kind")
_FACET_VALUES = 30
_AMOUNT = "SELECT ?item ?amount WHERE { ?item bgt:amount ?amount }"
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
    offset: int = 0
    expand: bool = True

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
            "expand": None if self.expand else 0,
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
    """The search that this request asks for; UsageError for values that cannot be."""
    mode, kind = request.args.get("mode") or "hybrid", request.args.get("kind") or None
    if mode not in MODES:
        raise wrong("error.parameter", name="mode", values=", ".join(MODES))
    if kind is not None and kind not in KINDS:
        raise wrong("error.parameter", name="kind", values=", ".join(KINDS))
    year = request.args.get("year") or None
    if year is not None and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise wrong("error.parameter", name="year", values="2000–2099")
    limit = number("limit", PAGE_SIZE, 1, LONGEST)
    return Wish(
        query=" ".join(request.args.get("q", "").split()),
        mode=mode,
        kind=kind,
        division=request.args.get("division") or None,
        year=None if year is None else int(year),
        limit=limit,
        offset=offset(limit, DEEPEST),
        expand=request.args.get("expand") != "0",
    )


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """Hits for words; the answer above them where the words are a question."""
    wish = wish_of_request()
    if not wish.query:
        return _without_hits(wish, None)
    try:
        check_length(wish.query)
        answer = answer_above(wish.query)
        words = wish.query if answer is None else content_words(answer)
        result = services().search(words, wish.mode, wish.filters, wish.limit, wish.expand, offset=wish.offset)
    except UsageError as error:
        return _without_hits(wish, error.said(lang())), 400
    except (ModelError, QueryStopped) as error:
        by_word = None if wish.mode == "keyword" else wish.address(mode="keyword")
        return _without_hits(wish, error.said(lang()), by_word), status_of(error)
    return render_template(
        "search.html",
        wish=wish,
        result=result,
        answer=None if wish.narrowed else answer,
        words=words,
        problem=None,
        facets=facets(wish, result),
        owners=owners(result),
        amounts=amounts(result),
        modes=MODES,
    )


def _without_hits(wish: Wish, problem: str | None, by_word: str | None = None) -> str:
    """The page before anything is searched for, or what is wrong with the search; ``by_word`` is the address of one that works."""
    return render_template(
        "search.html",
        wish=wish,
        result=None,
        answer=None,
        problem=problem,
        by_word=by_word,
        examples=None if by_word else _examples(),
    )


def owners(result: SearchResult) -> dict[str, str]:
    """The name of the project of each indicator found, by the indicator's IRI."""
    wanted = [hit.record.iri for hit in result.hits if hit.record.kind == "indicator"]
    rows = (nodes().rows(_OWNER, ("indicator", "name"), indicator=iri) for iri in wanted)
    return {indicator: name for found in rows for indicator, name in found}


def amounts(result: SearchResult) -> dict[str, Decimal]:
    """The amount in yuan of each project and budget line found, by its IRI."""
    wanted = [hit.record.iri for hit in result.hits if hit.record.kind in ("project", "budget-line")]
    rows = (nodes().rows(_AMOUNT, ("item", "amount"), item=iri) for iri in wanted)
    return {item: Decimal(amount) for found in rows for item, amount in found[:1]}


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
