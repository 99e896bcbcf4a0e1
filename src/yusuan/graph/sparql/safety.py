"""May this query run? Decided by a tokenizer before any parser sees the text.

Deep nesting overflows the parser's native stack and kills the process, also when brackets stay open, so length,
nesting and runs of operators are bounded here. Updates and SERVICE are refused. Where a "<" could be an operator as
well as the start of an IRI, its characters are counted and quotes or "#" in it are refused: nothing may hide there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from yusuan.errors import QueryRefused
from yusuan.settings import QueryLimits
from yusuan.vocabulary.terms import PREFIXES

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"])
OPERATORS_IN_A_ROW = 500
"""Longest chain of operators at one level; some thousands overflow the stack of the engine."""

_SKIPPED = r"""(?P<space>\s+|\#[^\r\n]*)
    |(?P<string>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
        |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    |"""
_READ = r"""(?P<iri><[A-Za-z][A-Za-z0-9+.-]{0,30}://[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<relative><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d](?:[\w.·-]{0,62}[\w·-])?)?:(?:[\w:%]|\\.)?(?:(?:[\w.:%·-]|\\.)*(?:[\w:%·-]|\\.))?)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<open>[({\[])
    |(?P<close>[)}\]])
    |(?P<unary>[!+\-^*/|&=])
    |(?P<other>.)"""
_TOKEN = re.compile(_SKIPPED + _READ, re.VERBOSE | re.DOTALL)
_TOKEN_AFTER_OPEN_QUOTE = re.compile(_READ, re.VERBOSE | re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CLOSES = {")": "(", "}": "{", "]": "["}


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may run: ``form`` is SELECT, ASK, CONSTRUCT, DESCRIBE or "" where the parser has to say what
    is wrong; ``graphs`` are the IRIs its FROM clauses name."""

    text: str
    form: str
    graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query: its kind (a group of the pattern), its text, its offset."""

    kind: str
    text: str
    at: int

    @property
    def keyword(self) -> str:
        """The word in capitals; empty for anything that is no bare word."""
        return self.text.upper() if self.kind == "word" else ""


def check_query(text: str, limits: QueryLimits) -> CheckedQuery:
    """The query with its form, or QueryRefused naming the limit or the forbidden part, zh and en."""
    if len(text) > limits.characters:
        raise QueryRefused(
            f"查询有 {len(text)} 个字符，超过上限 {limits.characters}，请缩短。",
            f"The query has {len(text)} characters, more than the limit of {limits.characters}; shorten it.",
        )
    if "\x00" in text:
        raise QueryRefused("查询中有 NUL 字符，请删去。", "The query holds a NUL character; take it out.")
    tokens = tokens_of(text)
    for reading in {text, _unescaped(text)}:
        seen = tokens if reading == text else tokens_of(reading)
        _check_relative(reading, seen)
        _check_nesting(seen, limits.nesting)
        _check_service(seen)
    form, start = _form(tokens)
    if form in UPDATES:
        raise QueryRefused(
            f"这里只能查询，不能更新（{form}）；请改用 SELECT、ASK、CONSTRUCT 或 DESCRIBE。",
            f"Only queries run here, no updates ({form}); use SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    return CheckedQuery(text, form if form in FORMS else "", _graphs(tokens, start))


def tokens_of(text: str) -> list[Token]:
    """The tokens of ``text`` without white space and comments; never fails."""
    found: list[Token] = []
    at, pattern = 0, _TOKEN
    while at < len(text):
        match = pattern.match(text, at)
        assert match is not None and match.lastgroup is not None
        kind = match.lastgroup
        if kind == "relative" and not (found and _declares(found)):
            found.append(Token("relative", match.group(), at))
            at += 1  # "<" may be an operator: read what follows it as well
            continue
        if match.group() in (
            "'",
            '"',
        ):  # never closed: no parser gets past it, and nothing may hide behind it
            pattern = _TOKEN_AFTER_OPEN_QUOTE
        if kind != "space":
            found.append(Token("iri" if kind == "relative" else kind, match.group(), at))
        at = match.end()
    return found


def _declares(tokens: list[Token]) -> bool:
    """Whether an IRI that follows ``tokens`` is the one of BASE or of PREFIX x:."""
    if tokens[-1].keyword == "BASE":
        return True
    return len(tokens) > 1 and tokens[-1].kind == "name" and tokens[-2].keyword == "PREFIX"


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(character, text) if "\\" in text else text


def _check_relative(text: str, tokens: list[Token]) -> None:
    for token in tokens:
        if token.kind == "relative" and ("'" in token.text or "#" in token.text):
            line = text.count("\n", 0, token.at) + 1
            raise QueryRefused(
                f"第 {line} 行的 {token.text[:60]} 含有 ' 或 #，无法确定是否为 IRI；请写出完整的 IRI（http://…）。",
                f"{token.text[:60]} in line {line} holds ' or # and may or may not be an IRI; "
                "write the IRI in full (http://…).",
            )


def _check_nesting(tokens: list[Token], limit: int) -> None:
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


def _check_service(tokens: list[Token]) -> None:
    """Refuse SERVICE as a keyword, also where it is glued to what stands before (``trueSERVICE<…>``)."""
    for token, after in zip_longest(tokens, tokens[1:]):
        glued = token.kind == "name" and token.text.upper().endswith(".SERVICE")
        if ("SERVICE" in token.keyword) or (glued and after is not None and after.kind in _ENDPOINTS):
            raise QueryRefused(
                "不允许 SERVICE：查询只在本库中运行，不访问网络。请删去这一部分。",
                "SERVICE is not allowed: queries run on this index alone and reach no network. Take that part out.",
            )


_ENDPOINTS = ("iri", "relative", "name", "variable", "word")


def _form(tokens: list[Token]) -> tuple[str, int]:
    """(keyword after the prologue, its place among the tokens)."""
    at = 0
    while at < len(tokens):
        if tokens[at].keyword == "PREFIX":
            at += 3
        elif tokens[at].keyword == "BASE":
            at += 2
        else:
            return tokens[at].keyword, at
    return "", at


def _graphs(tokens: list[Token], start: int) -> tuple[str, ...]:
    """The IRIs after FROM and FROM NAMED, prefixes resolved."""
    declared = dict(PREFIXES)
    for at in range(min(start, len(tokens)) - 2):
        if tokens[at].keyword == "PREFIX" and tokens[at + 1].kind == "name" and tokens[at + 2].kind == "iri":
            declared[tokens[at + 1].text[:-1]] = tokens[at + 2].text[1:-1]
    found: list[str] = []
    for at in range(start, len(tokens) - 1):
        if tokens[at].keyword == "FROM":
            named = tokens[at + 1].keyword == "NAMED" and at + 2 < len(tokens)
            found.append(_resolved(tokens[at + 2 if named else at + 1], declared))
    return tuple(found)


def _resolved(token: Token, declared: dict[str, str]) -> str:
    if token.kind in ("iri", "relative"):
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return declared.get(prefix, f"{prefix}:") + local
