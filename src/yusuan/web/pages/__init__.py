"""The pages of what is held: home, projects, departments, divisions and documents."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from yusuan.browse.department import department_page
from yusuan.browse.division import division_page
from yusuan.browse.document import document_page
from yusuan.browse.home import HomePage, home_page, question_candidates
from yusuan.browse.project import project_page
from yusuan.comparison import Likeness
from yusuan.errors import YusuanError
from yusuan.library import Generation
from yusuan.model.record import Record
from yusuan.web.context import addresses, generation, lang, nodes, services
from yusuan.web.parameters import number

blueprint = Blueprint("pages", __name__)
_LOG = logging.getLogger("yusuan.web")
_SIMILAR = 6
_EXAMPLES = 4


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The first page."""
    held = generation()
    return render_template("home.html", page=overview(held), examples=examples(held, lang()))


def overview(held: Generation) -> HomePage:
    """The first page's data: the same as long as the generation is."""
    return held.kept.once("home", lambda: home_page(nodes()))


def examples(held: Generation, language: str) -> tuple[str, ...]:
    """Questions in ``language`` that this data answers."""
    return held.kept.once(("examples", language), lambda: _examples(held, language))


def _examples(held: Generation, language: str) -> tuple[str, ...]:
    found: list[str] = []
    for question in question_candidates(nodes(), overview(held), language):
        if len(found) == _EXAMPLES:
            break
        if question and _answered(question, language):
            found.append(question)
    return tuple(found)


def _answered(question: str, language: str) -> bool:
    """Whether ``question`` has an answer; one that fails is no example, and no reason to fail the page."""
    try:
        return services().ask(question, language).status == "answered"
    except YusuanError as error:
        _LOG.warning("%s: %s", question, error)
        return False


@blueprint.get("/projects/<name>")
def project(name: str) -> ResponseReturnValue:
    """One project."""
    page = project_page(nodes(), addresses().iri("projects", name))
    if page is None:
        raise NotFound
    with_years = request.args.get("other_years") == "1"
    alike, problem = _similar(page.iri, with_years)
    return render_template("project.html", page=page, alike=alike, problem=problem, with_years=with_years)


@dataclass(frozen=True, slots=True)
class Alike:
    """Projects like one: of the same division, of others; and its own copies of other years."""

    here: Sequence[Likeness] = ()
    elsewhere: Sequence[Likeness] = ()
    years: Sequence[Record] = ()


def _similar(iri: str, with_years: bool) -> tuple[Alike, str | None]:
    """Similar projects, and why there are none where the index cannot tell."""
    try:
        return generation().kept.once(("similar", iri, with_years), lambda: _found_similar(iri, with_years)), None
    except YusuanError as error:
        return Alike(), error.said(lang())


def _found_similar(iri: str, with_years: bool) -> Alike:
    project, found = services().similar(iri, False, 3 * _SIMILAR, other_years=with_years)
    _, others = services().similar(iri, True, _SIMILAR, other_years=with_years)
    here = [each for each in found if each.hit.record.divisions == project.divisions][:_SIMILAR]
    return Alike(here, others, services().other_years(iri))


@blueprint.get("/departments/<name>")
def department(name: str) -> ResponseReturnValue:
    """One department."""
    year = number("year", 0, 1, 9999) or None
    page = department_page(nodes(), addresses().iri("departments", name), year)
    if page is None:
        raise NotFound
    names_of = {each.iri: each.label for each in page.projects}
    return render_template("department.html", page=page, names_of=names_of)


@blueprint.get("/divisions/<name>")
def division(name: str) -> ResponseReturnValue:
    """One division."""
    page = division_page(nodes(), addresses().iri("divisions", name))
    if page is None:
        raise NotFound
    return render_template("division.html", page=page)


@blueprint.get("/documents/<sha256>")
def document(sha256: str) -> ResponseReturnValue:
    """One document, with the characters ``?start=`` to ``?end=`` highlighted."""
    start, end = request.args.get("start", type=int), request.args.get("end", type=int)
    page = document_page(
        nodes(), addresses().iri("documents", sha256), None if start is None or end is None else (start, end)
    )
    if page is None:
        raise NotFound
    found = generation().kept.once(("coverage", sha256), lambda: services().coverage(sha256))
    return render_template("document.html", page=page, coverage=next(iter(found), None))


@blueprint.get("/documents/<sha256>.txt")
def document_text(sha256: str) -> ResponseReturnValue:
    """The canonical text of a document."""
    held = generation()
    text = held.document_text(sha256) if sha256 in held.manifest["documents"] else None
    if text is None:
        raise NotFound
    name = held.manifest["documents"][sha256]["name"].rsplit(".", 1)[0] + ".txt"
    response = Response(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
