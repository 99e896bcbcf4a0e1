"""How does a protocol dataset (``default-graph-uri``, ``named-graph-uri``) enter a query? As FROM clauses.

The dataset of the protocol takes the place of the query's own. Whether the graphs are ours is checked where the
query runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from yusuan.errors import QueryRefused
from yusuan.graph.sparql.clauses import FORMS, DatasetClause, dataset_clauses, form_of
from yusuan.graph.sparql.tokens import SparqlToken, tokens_of

_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]+')


def with_dataset(query: str, default: Sequence[str], named: Sequence[str]) -> str:
    """``query`` over the graphs ``default`` and ``named``; unchanged where both are empty, and where it is no query, so that
    the parser says so of what was sent.

    Raises QueryRefused for what is no absolute IRI.
    """
    if not (default or named):
        return query
    for iri in (*default, *named):
        if not _IRI.fullmatch(iri):
            raise QueryRefused(f"“{iri[:80]}”不是完整的 IRI。", f"'{iri[:80]}' is not an absolute IRI.")
    tokens = tokens_of(query)
    if form_of(tokens) not in FORMS:
        return query
    clauses = [f"FROM <{iri}>" for iri in default] + [f"FROM NAMED <{iri}>" for iri in named]
    bare = _without(query, dataset_clauses(tokens))
    at = _place(bare)
    return f"{bare[:at]} {' '.join(clauses)} {bare[at:]}"


def _without(query: str, own: Iterable[DatasetClause]) -> str:
    """``query`` with its ``own`` clauses blanked, every other character in its place."""
    for clause in own:
        query = query[: clause.start] + " " * (clause.end - clause.start) + query[clause.end :]
    return query


def _place(query: str) -> int:
    """Where a dataset clause belongs: before WHERE or the pattern's bracket, after a CONSTRUCT template."""
    template = False
    depth = 0
    for token, after in _pairs(tokens_of(query)):
        if token.keyword == "CONSTRUCT":
            template = after is not None and after.text == "{"
        elif token.keyword == "WHERE" and depth == 0:
            return token.at
        elif token.text == "{":
            if depth == 0 and not template:
                return token.at
            depth += 1
        elif token.text in ("(", "["):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
            template = template and not (token.text == "}" and depth == 0)
    return len(query)


def _pairs(tokens: list[SparqlToken]) -> list[tuple[SparqlToken, SparqlToken | None]]:
    return list(zip(tokens, [*tokens[1:], None], strict=True))
