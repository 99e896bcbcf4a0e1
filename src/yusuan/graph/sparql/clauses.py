"""Which form has a query, and which graphs do its FROM clauses name? Read from its tokens, as the engine would read them: a
keyword may be glued to the name behind it (``FROMx:a`` is FROM x:a).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urljoin

from yusuan.graph.sparql.tokens import SparqlToken, unescaped
from yusuan.vocabulary.terms import PREFIXES

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def form_of(tokens: list[SparqlToken]) -> str:
    """The keyword after the prologue, in capitals; empty for none."""
    return _form(tokens)[0]


def _form(tokens: list[SparqlToken]) -> tuple[str, int]:
    """(keyword after the prologue, its place among the tokens)."""
    at = 0
    while at < len(tokens):
        if tokens[at].keyword == "PREFIX":
            at += 3
        elif tokens[at].keyword == "BASE" or _begins_with("PREFIX", tokens[at]):
            at += 2
        elif _begins_with("DESCRIBE", tokens[at]):
            return "DESCRIBE", at
        else:
            return tokens[at].keyword, at
    return "", at


def _begins_with(keyword: str, token: SparqlToken) -> bool:
    """Whether a name begins with a keyword that nothing parts from it: PREFIXx:, FROMx:a."""
    return token.kind == "name" and token.text.partition(":")[0].upper().startswith(keyword)


@dataclass(frozen=True, slots=True)
class DatasetClause:
    """A FROM or FROM NAMED clause: its offsets in the query, and the graph's IRI as written (<…> or a prefixed name)."""

    start: int
    end: int
    graph: str


def dataset_clauses(tokens: list[SparqlToken]) -> list[DatasetClause]:
    """The FROM clauses of a query, those included whose keywords are glued to the graph's name."""
    form, start = _form(tokens)
    declared = {*PREFIXES, *_declared(tokens, start)}
    found: list[DatasetClause] = []
    depth, at = 0, start
    while at < len(tokens):
        token = tokens[at]
        depth += (token.kind == "open") - (token.kind == "close")
        clause = _clause(tokens, at, declared, form) if depth == 0 else None
        if clause is None:
            at += 1
            continue
        found.append(clause)
        at = next((i for i in range(at, len(tokens)) if tokens[i].at >= clause.end), len(tokens))
    return found


def _clause(tokens: list[SparqlToken], at: int, declared: set[str], form: str) -> DatasetClause | None:
    first = tokens[at]
    if first.keyword == "FROM":
        at += 1
        if at < len(tokens) and tokens[at].keyword == "NAMED":
            at += 1
        if at >= len(tokens):
            return None
        last = tokens[at]
        return DatasetClause(first.at, last.at + len(last.text), _without_keyword("NAMED", last, declared))
    if _begins_with("FROM", first) and (form != "DESCRIBE" or first.text.partition(":")[0] not in declared):
        rest = SparqlToken("name", first.text[len("FROM") :], first.at)
        return DatasetClause(first.at, first.at + len(first.text), _without_keyword("NAMED", rest, declared))
    return None


def _without_keyword(keyword: str, token: SparqlToken, declared: set[str]) -> str:
    glued = _begins_with(keyword, token) and token.text.partition(":")[0] not in declared
    return token.text[len(keyword) :] if glued else token.text


def _declared(tokens: list[SparqlToken], start: int) -> dict[str, str]:
    """The prefixes of the prologue."""
    found: dict[str, str] = {}
    for before, token, iri in zip([None, *tokens], tokens[:start], tokens[1:], strict=False):
        if token.kind != "name" or iri.kind != "iri":
            continue
        prefix = token.text.partition(":")[0]
        apart = before is not None and before.keyword == "PREFIX"
        if apart or _begins_with("PREFIX", token):
            found[prefix if apart else prefix[len("PREFIX") :]] = iri.text[1:-1]
    return found


def graphs_of(tokens: list[SparqlToken], base: str) -> tuple[str, ...]:
    """The IRIs after FROM and FROM NAMED, prefixes and relative IRIs resolved (RFC 3986, section 5.2) against BASE, or else
    ``base``."""
    _, start = _form(tokens)
    declared = {**PREFIXES, **_declared(tokens, start)}
    for before, token in pairwise(tokens[:start]):
        if before.keyword == "BASE" and token.kind == "iri":
            base = _joined(base, token.text[1:-1])
    return tuple(_resolved(clause.graph, declared, base) for clause in dataset_clauses(tokens))


def _resolved(graph: str, declared: dict[str, str], base: str) -> str:
    if graph.startswith("<"):
        return _joined(base, unescaped(graph[1:-1]))
    prefix, _, local = graph.partition(":")
    return declared.get(prefix, f"{prefix}:") + _LOCAL_ESCAPE.sub(r"\1", local)


def _joined(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # no address at all, such as <http://[>: it names no graph of ours either
        return iri


_LOCAL_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
