"""May this query run? Decided by a tokenizer before any parser sees the text.

Deep nesting overflows the parser's native stack and kills the process, also when brackets stay open, so length,
nesting and runs of operators are bounded here. Updates and SERVICE are refused. Where a "<" could be an operator as
well as the start of an IRI, its characters are counted and quotes or "#" in it are refused: nothing may hide there.
The engine also takes a keyword that is glued to the name behind it ("SERVICEx:a" is SERVICE x:a): see ``_glued``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urljoin

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
_READ = r"""(?P<iri><[A-Za-z][A-Za-z0-9+.-]{0,30}://INNER>)
    |(?P<relative><INNER>)
    |(?P<variable>[?$][CHAR]+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:LETTER(?:[CHAR.-]{0,62}[CHAR-])?)?:(?:(?:[CHAR:%]|\\.)(?:(?:[CHAR.:%-]|\\.)*(?:[CHAR:%-]|\\.))?)?)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<word>LETTER[CHAR]*)
    |(?P<open>[({\[])
    |(?P<close>[)}\]])
    |(?P<unary>[!+\-^*/|&=])
    |(?P<other>.)""".replace("LETTER", r"[A-Za-z_\u0080-\U0010ffff]").replace("CHAR", r"A-Za-z0-9_\u0080-\U0010ffff")
# Names hold what the grammar lets them hold and more: a name that ended too early would leave its keyword unseen.
# IRIs hold \u escapes: in one that was not seen as an IRI, a ' would seem to begin a string, in which SERVICE hides.
_READ = _READ.replace("INNER", r"""(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*""")
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
class SparqlToken:
    """A token of a query: its kind (a group of the pattern), its text, its offset."""

    kind: str
    text: str
    at: int

    @property
    def keyword(self) -> str:
        """The word in capitals; empty for anything that is no bare word."""
        return self.text.upper() if self.kind == "word" else ""


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
    return CheckedQuery(text, form if form in FORMS else "", _graphs(tokens, start, base))


def tokens_of(text: str) -> list[SparqlToken]:
    """The tokens of ``text`` without white space and comments; never fails."""
    found: list[SparqlToken] = []
    at, pattern = 0, _TOKEN
    while at < len(text):
        match = pattern.match(text, at)
        assert match is not None and match.lastgroup is not None
        kind = match.lastgroup
        if kind == "relative" and not (found and _declares(found)):
            found.append(SparqlToken("relative", match.group(), at))
            at += 1  # "<" may be an operator: read what follows it as well
            continue
        if match.group() in (
            "'",
            '"',
        ):  # never closed: no parser gets past it, and nothing may hide behind it
            pattern = _TOKEN_AFTER_OPEN_QUOTE
        if kind != "space":
            found.append(SparqlToken("iri" if kind == "relative" else kind, match.group(), at))
        at = match.end()
    return found


def _declares(tokens: list[SparqlToken]) -> bool:
    """Whether an IRI that follows ``tokens`` is the one of BASE or of PREFIX x:."""
    if tokens[-1].keyword == "BASE":
        return True
    return len(tokens) > 1 and tokens[-1].kind == "name" and tokens[-2].keyword == "PREFIX"


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]

    return _ESCAPE.sub(character, text) if "\\" in text else text


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


def form_of(tokens: list[SparqlToken]) -> str:
    """The keyword after the prologue, in capitals; empty for none."""
    return _form(tokens)[0]


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


def _graphs(tokens: list[SparqlToken], start: int, base: str) -> tuple[str, ...]:
    """The IRIs after FROM and FROM NAMED, prefixes and relative IRIs resolved (RFC 3986, section 5.2)."""
    declared = {**PREFIXES, **_declared(tokens, start)}
    for before, token in pairwise(tokens[:start]):
        if before.keyword == "BASE" and token.kind == "iri":
            base = _joined(base, token.text[1:-1])
    return tuple(_resolved(clause.graph, declared, base) for clause in dataset_clauses(tokens))


def _resolved(graph: str, declared: dict[str, str], base: str) -> str:
    if graph.startswith("<"):
        return _joined(base, _unescaped(graph[1:-1]))
    prefix, _, local = graph.partition(":")
    return declared.get(prefix, f"{prefix}:") + _LOCAL_ESCAPE.sub(r"\1", local)


def _joined(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # no address at all, such as <http://[>: it names no graph of ours either
        return iri


_LOCAL_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
