"""What are the tokens of a query? Words, names, IRIs and signs, found in any text, also in one that no parser would take.

Where a "<" could be an operator as well as the start of an IRI, both are read: a "relative" token, and what is inside of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SKIPPED = r"""(?P<space>\s+|\#[^\r\n]*)
    |(?P<string>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
        |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    |"""

# Names hold what the grammar lets them hold and more: a name that ended too early would leave its keyword unseen.
_LETTER, _CHARACTER = r"[A-Za-z_\u0080-\U0010ffff]", r"A-Za-z0-9_\u0080-\U0010ffff"
# IRIs hold \u escapes: in one that was not seen as an IRI, a ' would seem to begin a string, in which SERVICE hides.
_INNER = r"""(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*"""
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
    |(?P<other>.)"""
for _name, _held in (("LETTER", _LETTER), ("CHAR", _CHARACTER), ("INNER", _INNER)):
    _READ = _READ.replace(_name, _held)
_TOKEN = re.compile(_SKIPPED + _READ, re.VERBOSE | re.DOTALL)
_TOKEN_AFTER_OPEN_QUOTE = re.compile(_READ, re.VERBOSE | re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


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


def unescaped(text: str) -> str:
    """``text`` with the characters that its ``\\u`` escapes mean."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]

    return _ESCAPE.sub(character, text) if "\\" in text else text
