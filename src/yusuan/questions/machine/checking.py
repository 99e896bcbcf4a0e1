"""May a query that a language model wrote be run, and is every term in it known? Strangers' rules, and stricter ones.

It must be one SELECT without FROM, all its IRIs must be terms of the ontology or stand in the graph, and what it
shows must come from the graph: no number or name that the model wrote itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import pyoxigraph as ox

from yusuan.errors import ModelFailed
from yusuan.graph.sparql.safety import check_query
from yusuan.graph.sparql.tokens import SparqlToken, tokens_of
from yusuan.library.generation import Generation
from yusuan.vocabulary.terms import PREFIXES, XSD

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_FENCED = re.compile(r"```[^\n`]*\n(.*?)(?:```|\Z)", re.S)
_BEGIN = re.compile(r"^[ \t]*(?:PREFIX|BASE|SELECT)\b", re.I | re.M)
_MODIFIERS = re.compile(r"(?:\s*(?:GROUP|HAVING|ORDER|LIMIT|OFFSET)\b[^\n]*)*", re.I)
_WRITTEN = frozenset(["label", "value", "text", "code"])
_SHOWN = _WRITTEN | {"division", "department"}


def query_in(content: str) -> str:
    """The query in what a model said: in a code fence, between prose, or all of it. Raises ModelFailed for none."""
    said = _THOUGHT.sub("", content).strip()
    fenced = [each.strip() for each in _FENCED.findall(said)]
    query = next((each for each in fenced if re.search(r"\bSELECT\b", each, re.I)), fenced[0] if fenced else said)
    begin = _BEGIN.search(query)
    if not fenced and begin:
        end = query.rfind("}") + 1
        tail = _MODIFIERS.match(query, end)
        query = query[begin.start() : tail.end() if tail and end else len(query)].strip()
    if not query or query.strip(" .`").upper() == "NONE":
        raise ModelFailed(
            "语言模型也不能把这个问题写成查询。", "The language model could not make a query of this question either."
        )
    return query


def check(query: str, generation: Generation) -> None:
    """Nothing where ``query`` may be run on ``generation``. Raises QueryRefused or ModelFailed, naming what is wrong."""
    if check_query(query, generation.settings.limits).form != "SELECT":
        raise _refused("不是 SELECT 查询", "it is no SELECT query")
    if "\\u" in query or "\\U" in query:
        raise _refused("用了 \\u 转义", "it uses \\u escapes")
    tokens = tokens_of(query)
    for token in tokens:
        if token.keyword in ("BASE", "FROM"):
            raise _refused(f"用了 {token.keyword}", f"it uses {token.keyword}")
        if token.kind == "relative":
            raise _refused("有不完整的 IRI", "it has an IRI that is not written in full")
    unknown = sorted({written for written, iri in _iris(tokens) if not _known(iri, generation)})
    if unknown:
        listed = ", ".join(each[:80] for each in unknown[:3])
        raise _refused(f"用了未知的词 {listed}", f"it uses unknown terms: {listed}")
    invented = _invented(tokens)
    if invented:
        raise _refused(f"自己写了 ?{invented} 的值", f"it writes the value of ?{invented} itself")


def facts_in(query: str) -> list[str]:
    """The local names of the properties that a query may rest on, and that of names."""
    tokens = tokens_of(query)
    return list(dict.fromkeys([*(iri.replace("#", "/").rsplit("/", 1)[-1] for _, iri in _iris(tokens) if iri), "prefLabel"]))


def _refused(zh: str, en: str) -> ModelFailed:
    return ModelFailed(f"语言模型写的查询不能用：{zh}。", f"The query of the language model is of no use: {en}.")


def _iris(tokens: Sequence[SparqlToken]) -> Iterator[tuple[str, str | None]]:
    """Each IRI that the query uses, as written and in full (``None`` for an unknown prefix); not its prologue."""
    declared = dict(PREFIXES)
    prologue: set[int] = set()
    for at, (token, name, iri) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if token.keyword == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            declared[name.text[:-1]] = iri.text[1:-1]
            prologue |= {at + 1, at + 2}
    for at, token in enumerate(tokens):
        if at in prologue:
            continue
        if token.kind == "iri":
            yield token.text, token.text[1:-1]
        elif token.kind == "name" and not token.text.startswith("_:"):
            prefix, _, local = token.text.partition(":")
            yield token.text, declared[prefix] + local.replace("\\", "") if prefix in declared else None


def _known(iri: str | None, generation: Generation) -> bool:
    """Whether the ontology defines ``iri`` or anything in the graph speaks of it or by it."""
    if iri is None:
        return False
    if iri.startswith(XSD.NS):
        return hasattr(XSD, iri.removeprefix(XSD.NS))
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    inner = generation.store.inner
    places = ((node, None, None), (None, node, None), (None, None, node))
    return any(next(iter(inner.quads_for_pattern(*place)), None) is not None for place in places)


def _invented(tokens: Sequence[SparqlToken]) -> str | None:
    """A variable that the answer shows and that no variable of the graph makes: ``(100 AS ?value)``, ``VALUES ?label``."""
    for at, token in enumerate(tokens[:-1]):
        if token.keyword == "AS" and tokens[at + 1].text[1:] in _SHOWN and not _from_graph(tokens, at):
            return tokens[at + 1].text[1:]
        if token.keyword == "VALUES":
            names = takewhile(lambda each: each.text != "{", tokens[at + 1 :])
            written = next((each.text[1:] for each in names if each.text[1:] in _WRITTEN), None)
            if written is not None:
                return written
    return None


def _from_graph(tokens: Sequence[SparqlToken], at: int) -> bool:
    """Whether the expression before AS, back to its bracket, holds a variable or counts."""
    depth = 0
    for token in reversed(tokens[:at]):
        depth += (token.kind == "close") - (token.kind == "open")
        if depth < 0:
            return False
        if token.kind == "variable" or token.keyword == "COUNT":
            return True
    return False
