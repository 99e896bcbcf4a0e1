"""What a language model's query gives, as rows of an answer, and the things in the graph that they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from yusuan.errors import ModelFailed, YusuanError
from yusuan.graph.sparql.tokens import SparqlToken, tokens_of
from yusuan.library.generation import Generation
from yusuan.questions.answer import AnswerRow
from yusuan.vocabulary.concepts import path_of
from yusuan.vocabulary.terms import BGT, XSD

MOST_ROWS = 500
_NUMBERS = frozenset([XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.NS + "double", XSD.NS + "float"])
_WORDS = ("code", "label", "text", "unit", "division")
_YUAN = frozenset(["bgt:amount", "bgt:totalInvestment", "bgt:adjustedAmount", f"<{BGT.amount}>"])
_AGGREGATES = frozenset(["SUM", "AVG", "MIN", "MAX"])

Solution = Mapping[str, Mapping[str, str]]


def solutions(query: str, generation: Generation) -> list[Solution]:
    """The solutions of a checked query, run as strangers' queries are. Raises what ``QueryRunner.run`` raises, and
    ModelFailed for too many."""
    found: list[Solution] = json.loads(generation.queries.run(query, "json").body)["results"]["bindings"]
    if len(found) > MOST_ROWS:
        raise ModelFailed(
            f"语言模型写的查询给出 {len(found)} 行，超过 {MOST_ROWS} 行。",
            f"The query of the language model gives {len(found)} rows, more than {MOST_ROWS}.",
        )
    return found


def rows_of(query: str, found: Iterable[Solution]) -> tuple[AnswerRow, ...]:
    """An AnswerRow for each solution that says anything; what has no place of its own goes to ``more`` under its name."""
    yuan = "元" if _in_yuan(tokens_of(query)) else None
    rows = (_row(solution, yuan) for solution in found)
    return tuple(dict.fromkeys(row for row in rows if _says_something(row)))


def things_in(found: Iterable[Solution], base: str) -> list[str]:
    """The IRIs of the data in the solutions, in order."""
    terms = (term for solution in found for term in solution.values())
    return list(dict.fromkeys(t["value"] for t in terms if t["type"] == "uri" and t["value"].startswith(base)))


def things_behind(query: str, generation: Generation, base: str) -> list[str]:
    """What a count or a sum rests on: the IRIs of the data that its pattern meets; none where that cannot be told."""
    tokens = tokens_of(query)
    begin = next((token.at for token in tokens if token.text == "{"), len(query))
    depth, end = 0, len(query)
    for token in tokens:
        depth += (token.text == "{") - (token.text == "}")
        if token.text == "}" and depth == 0:
            end = token.at + 1
            break
    select = next((token.at for token in tokens if token.keyword == "SELECT"), 0)
    try:
        return things_in(solutions(f"{query[:select]}SELECT * WHERE {query[begin:end]} LIMIT {MOST_ROWS}", generation), base)
    except YusuanError:
        return []


def _row(solution: Solution, yuan: str | None) -> AnswerRow:
    named = {name: term for name, term in solution.items() if name != "item"}
    value = _number(named.pop("value")) if "value" in named and _is_number(named["value"]) else None
    year = _year(named.pop("year")) if "year" in named and _year(named["year"]) else None
    words = {name: named.pop(name)["value"] for name in _WORDS if name in named and named[name]["type"] == "literal"}
    if "label" not in words:
        spare = next((name for name, term in named.items() if _is_word(term)), None)
        words |= {"label": named.pop(spare)["value"]} if spare else {}
    category = path_of(named["category"]["value"]) if "category" in named else None
    named.pop("category" if category else "", None)
    return AnswerRow(
        iri=solution["item"]["value"] if solution.get("item", {}).get("type") == "uri" else None,
        value=value,
        year=year,
        category=category,
        more=tuple((name, _plain(term)) for name, term in named.items()),
        **({"unit": yuan if value is not None else None} | words),
    )


def _says_something(row: AnswerRow) -> bool:
    told = [row.label, row.code, row.text, row.category, row.iri, row.year, *(value for _, value in row.more)]
    return bool(row.value) or any(each not in (None, "", 0) for each in told)


def _is_number(term: Mapping[str, str]) -> bool:
    return term.get("datatype") in _NUMBERS and _number(term) is not None


def _number(term: Mapping[str, str]) -> Decimal | None:
    try:
        value = Decimal(term["value"])
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 10**20 else None


def _year(term: Mapping[str, str]) -> int | None:
    return int(term["value"]) if term["value"].isascii() and term["value"].isdigit() and len(term["value"]) == 4 else None


def _is_word(term: Mapping[str, str]) -> bool:
    return term["type"] == "literal" and "datatype" not in term


def _plain(term: Mapping[str, str]) -> Any:
    if _is_number(term):
        return _number(term)
    return (path_of(term["value"]) or term["value"]) if term["type"] == "uri" else term["value"]


def _in_yuan(tokens: Sequence[SparqlToken]) -> bool:
    """Whether ``?value`` is an amount, or an aggregate of one."""
    amounts = {b.text for a, b in pairwise(tokens) if a.text in _YUAN and b.kind == "variable"}
    if "?value" in amounts:
        return True
    for at, token in enumerate(tokens[:-1]):
        if token.keyword == "AS" and tokens[at + 1].text == "?value":
            before = tokens[max(0, at - 6) : at]
            return any(each.keyword in _AGGREGATES for each in before) and any(each.text in amounts for each in before)
    return False
