"""May this query run? Decided by a tokenizer before any parser sees the text.

Deep nesting overflows the parser's native stack and kills the process, also when brackets stay open, so length,
nesting and runs of operators are bounded here. Updates and SERVICE are refused. Where a "<" could be an operator as
well as the start of an IRI, its characters are counted and quotes or "#" in it are refused: nothing may hide there.
The engine also takes a keyword that is glued to the name behind it ("SERVICEx:a" is SERVICE x:a): see ``_glued``.
"""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.errors import QueryRefused
from yusuan.graph.sparql.clauses import FORMS, form_of, graphs_of
from yusuan.graph.sparql.tokens import SparqlToken, tokens_of, unescaped
from yusuan.settings import QueryLimits

UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"])
OPERATORS_IN_A_ROW = 500
"""Longest chain of operators at one level; some thousands overflow the stack of the engine."""

_CLOSES = {")": "(", "}": "{", "]": "["}


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may run: ``form`` is SELECT, ASK, CONSTRUCT, DESCRIBE or "" where the parser has to say what
    is wrong; ``graphs`` are the IRIs its FROM clauses name."""

    text: str
    form: str
    graphs: tuple[str, ...] = ()


def check_query(text: str, limits: QueryLimits, base: str = "") -> CheckedQuery:
    """The query with its form, or QueryRefused naming the limit or the forbidden part, zh and en; relative IRIs in its FROM
    clauses are taken from its BASE, or else from ``base``."""
    if len(text) > limits.characters:
        raise QueryRefused(
            f"查询有 {len(text)} 个字符，超过上限 {limits.characters}，请缩短。",
            f"The query has {len(text)} characters, more than the limit of {limits.characters}; shorten it.",
        )
    if "\x00" in text:
        raise QueryRefused("查询中有 NUL 字符，请删去。", "The query holds a NUL character; take it out.")
    tokens = tokens_of(text)
    for reading in {text, unescaped(text)}:
        seen = tokens if reading == text else tokens_of(reading)
        _check_relative(reading, seen)
        _check_nesting(seen, limits.nesting)
        _check_service(seen)
    form = form_of(tokens)
    if form in UPDATES:
        raise QueryRefused(
            f"这里只能查询，不能更新（{form}）；请改用 SELECT、ASK、CONSTRUCT 或 DESCRIBE。",
            f"Only queries run here, no updates ({form}); use SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    return CheckedQuery(text, form if form in FORMS else "", graphs_of(tokens, base))


def _check_relative(text: str, tokens: list[SparqlToken]) -> None:
    for token in tokens:
        if token.kind == "relative" and ("'" in token.text or "#" in token.text):
            line = text.count("\n", 0, token.at) + 1
            raise QueryRefused(
                f"第 {line} 行的 {token.text[:60]} 含有 ' 或 #，无法确定是否为 IRI；请写出完整的 IRI（http://…）。",
                f"{token.text[:60]} in line {line} holds ' or # and may or may not be an IRI; "
                "write the IRI in full (http://…).",
            )


def _check_nesting(tokens: list[SparqlToken], limit: int) -> None:
    stack: list[tuple[str, int, int]] = []
    run = chain = held = 0  # unary operators in a row; operators at this level; runs outside this bracket
    for token in tokens:
        if token.kind == "open":
            stack.append((token.text, run, chain))
            held, run, chain = held + run, 0, 0
        elif token.kind == "close":
            if stack and stack[-1][0] == _CLOSES[token.text]:
                _, outer, chain = stack.pop()
                held -= outer
            run = 0
        elif token.kind == "unary":
            run, chain = run + 1, chain + 1
        else:
            run = 0
            chain = 0 if token.text in _ENDS or token.keyword in _BREAKS else chain
        if len(stack) + held + run > limit:
            raise QueryRefused(
                f"查询嵌套超过 {limit} 层，请拆成较简单的查询。",
                f"The query is nested more than {limit} levels deep; split it into simpler ones.",
            )
        if chain > OPERATORS_IN_A_ROW:
            raise QueryRefused(
                f"查询中连用的运算符超过 {OPERATORS_IN_A_ROW} 个，请缩短。",
                f"The query strings together more than {OPERATORS_IN_A_ROW} operators; shorten it.",
            )


_ENDS = frozenset(".;,")
_BREAKS = frozenset(["FILTER", "BIND", "OPTIONAL", "UNION", "MINUS", "VALUES", "GRAPH", "WHERE"])


def _check_service(tokens: list[SparqlToken]) -> None:
    """Refuse SERVICE as a keyword, also where it is glued to what stands before or behind it."""
    for at, token in enumerate(tokens):
        if "SERVICE" in token.keyword or (token.kind == "name" and _glued(tokens, at)):
            raise QueryRefused(
                "不允许 SERVICE：查询只在本库中运行，不访问网络。请删去这一部分；若只是前缀的名字，请换一个前缀。",
                "SERVICE is not allowed: queries run on this index alone and reach no network. Take that part out; "
                "if it is the name of a prefix, choose another.",
            )


_ENDPOINTS = ("iri", "relative", "name", "variable")


def _glued(tokens: list[SparqlToken], at: int) -> bool:
    """Whether SERVICE may be part of this name: the engine reads ``trueSERVICEx:a {``, ``SERVICESILENTx: {`` and
    ``x:a.b.SERVICE ?v {`` as the keyword and its endpoint, for it may end a name at a dot; but only where a group follows,
    and behind GRAPH and FROM one follows every name."""
    prefix, _, local = tokens[at].text.upper().partition(":")
    if "SERVICE" not in prefix and "SERVICE" not in local.partition(".")[2]:
        return False
    if at and tokens[at - 1].keyword in _BEFORE_GRAPHS:
        return False
    after = _behind(tokens, at)
    if local.endswith(("SERVICE", "SERVICESILENT")):
        after = _behind(tokens, after) if after < len(tokens) and tokens[after].keyword == "SILENT" else after
        after = _behind(tokens, after) if after < len(tokens) and tokens[after].kind in _ENDPOINTS else after
    return after < len(tokens) and tokens[after].text == "{"


_BEFORE_GRAPHS = ("GRAPH", "FROM", "NAMED")


def _behind(tokens: list[SparqlToken], at: int) -> int:
    """The place of the first token behind the one at ``at``; what is read inside of a "<…>" is passed over."""
    end = tokens[at].at + len(tokens[at].text)
    return next((place for place in range(at + 1, len(tokens)) if tokens[place].at >= end), len(tokens))
