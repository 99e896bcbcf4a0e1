"""The search page and the answer to a question: one box takes words or a question."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from yusuan.browse.places import Place
from yusuan.errors import ModelError, UsageError
from yusuan.graph.iris import Iris
from yusuan.model.document import Span
from yusuan.model.record import KINDS, Filters, SearchResult
from yusuan.questions.answers import Answer
from yusuan.vocabulary.concepts import CONCEPTS
from yusuan.web.context import generation, lang, nodes, services, t
from yusuan.web.failures import status_of
from yusuan.web.kept import once
from yusuan.web.pages import examples, overview
from yusuan.web.wording import wrong

blueprint = Blueprint("searching", __name__)
MODES = ("hybrid", "keyword", "semantic")
PAGE_SIZE = 20
LONGEST = 200
"""Hits on one page at most."""
QUERY_CHARACTERS = 500
_SHORT, _AROUND = 20, 30
"""A quotation of fewer characters is shown with so many of its line on either side."""
_FACETS = ("division", "year", "kind")
_FACET_VALUES = 30
_CONTENT = frozenset(
    [
        "内容",
        "项目",
        "部门",
        "县区",
        "类别",
        "指标",
        "名词",
        "words",
        "project",
        "department",
        "county",
        "category",
        "indicator",
        "term",
    ]
)
"""Slots of a question's reading that hold words of documents; years, orders and limits do not."""
_CHINESE = {each.en.lower(): each.zh for each in CONCEPTS}
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
    """The search that this request asks for; UsageError for values that cannot be."""
    mode, kind = request.args.get("mode") or "hybrid", request.args.get("kind") or None
    if mode not in MODES:
        raise wrong("error.parameter", name="mode", values=", ".join(MODES))
    if kind is not None and kind not in KINDS:
        raise wrong("error.parameter", name="kind", values=", ".join(KINDS))
    year = request.args.get("year") or None
    if year is not None and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise wrong("error.parameter", name="year", values="2000–2099")
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
        raise wrong("search.long", length=len(query), limit=QUERY_CHARACTERS)


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """Hits for words; the answer above them where the words are a question."""
    wish = wish_of_request()
    if not wish.query:
        return _without_hits(wish, None)
    try:
        check_length(wish.query)
        answer = _answer(wish.query)
        words = wish.query if answer is None else content_words(answer)
        result = services().search(words, wish.mode, wish.filters, wish.limit)
    except UsageError as error:
        return _without_hits(wish, error.said(lang())), 400
    except ModelError as error:
        return _without_hits(wish, error.said(lang()), by_word=wish.address(mode="keyword")), status_of(error)
    return render_template(
        "search.html",
        wish=wish,
        result=result,
        answer=None if wish.narrowed else answer,
        words=words,
        problem=None,
        facets=facets(wish, result),
        owners=_owners(result),
        amounts=_amounts(result),
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


@blueprint.get("/ask")
def ask() -> ResponseReturnValue:
    """The answer to a question, or what can be asked."""
    question = " ".join(request.args.get("q", "").split())
    check_length(question)
    answer = _asked(question) if question else None
    return render_template("ask.html", question=question, answer=answer, examples=_examples())


def _owners(result: SearchResult) -> dict[str, str]:
    """The name of the project of each indicator found, by the indicator's IRI."""
    wanted = [hit.record.iri for hit in result.hits if hit.record.kind == "indicator"]
    rows = (nodes().rows(_OWNER, ("indicator", "name"), indicator=iri) for iri in wanted)
    return {indicator: name for found in rows for indicator, name in found}


def _amounts(result: SearchResult) -> dict[str, Decimal]:
    """The amount in yuan of each project and budget line found, by its IRI."""
    wanted = [hit.record.iri for hit in result.hits if hit.record.kind in ("project", "budget-line")]
    rows = (nodes().rows(_AMOUNT, ("item", "amount"), item=iri) for iri in wanted)
    return {item: Decimal(amount) for found in rows for item, amount in found[:1]}


def _asked(question: str) -> Answer:
    language = lang()
    return once(generation(), ("ask", question, language), lambda: services().ask(question, language))


def _answer(query: str) -> Answer | None:
    """The answer where ``query`` is a question that was understood; names and other bare words are none."""
    answer = _asked(query)
    return None if answer.status == "not_understood" or not _asks(answer) else answer


def _asks(answer: Answer) -> bool:
    """Whether the question says more than the names and values that were read from it."""
    rest = list(answer.question)
    for part in answer.reading:
        rest[part.start : part.end] = " " * (part.end - part.start)
    return any(character.isalnum() for character in rest)


def content_words(answer: Answer) -> str:
    """What the question is about, in the words of documents: no interrogatives, years or orders."""
    labels = [part.label for part in answer.reading if part.slot in _CONTENT]
    return " ".join(_CHINESE.get(label.lower(), label) for label in labels) or answer.question


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document on one line of it: ``where`` says page, sheet and how surely a machine read them; ``before``
    and ``after`` stand around words that are few."""

    place: Place
    title: str
    where: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


def quotes(answer: Answer) -> list[Quote]:
    """The evidence of an answer, each with the title of its document."""
    titles = {entry.sha256: entry.title for entry in overview(generation()).documents}
    return [
        _quote(nodes().places.at(each.document, each.start, each.end), titles.get(each.document, ""))
        for each in answer.evidence
    ]


def where(place: Place) -> tuple[str, ...]:
    """On which page and sheet of the source words stand, and how surely a machine read them, as far as known."""
    iris = Iris(services().settings.base)
    excerpt = iris.excerpt(iris.disclosure(place.document), Span(place.start, place.end))
    page, sheet, confidence = nodes().where(excerpt)
    said = (("document.page", page), ("document.sheet", sheet), ("document.confidence", confidence))
    return tuple(t(key, value=value) for key, value in said if value)


def _quote(place: Place, title: str) -> Quote:
    if len(place.text) >= _SHORT or "\n" in place.text:
        return Quote(place, title, where(place))
    text = nodes().places.text(place.document)
    begin = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    before = text[begin : place.start]
    after = text[place.end : len(text) if end < 0 else end]
    return Quote(
        place,
        title,
        where(place),
        before if len(before) <= _AROUND else "…" + before[-_AROUND:],
        after if len(after) <= _AROUND else after[:_AROUND] + "…",
    )


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
