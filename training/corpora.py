"""What sentences are in a training corpus?

A corpus is an xz-compressed text file of records; a record starts with U+001E and its title, and may hold
front matter, HTML comments and Markdown marks, which are taken away. A sentence met before is left out:
provinces copy each other's regulations, and a copied sentence says nothing new about its words.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

_RECORD = "\x1e"
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARK = re.compile(r"(?m)^[#>*\-\s|]+|[*_`|]{1,3}|</?[a-z]+[^>]*>")
_SENTENCE = re.compile(r"[^。！？；\n]+")


def records(path: Path) -> Iterator[tuple[str, str]]:
    """Title and cleaned body of every record of one corpus file."""
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        whole = stream.read()
    for record in whole.split(_RECORD)[1:]:
        title, _, body = record.partition("\n")
        yield title, _MARK.sub("", _COMMENT.sub("", _FRONT_MATTER.sub("", body)))


def sentences(paths: Iterable[Path], shortest: int = 4) -> Iterator[str]:
    """Every sentence of at least `shortest` characters, in the order of the files, each once."""
    seen: set[bytes] = set()
    for path in paths:
        for _, body in records(path):
            for sentence in sentences_of(body, shortest):
                digest = blake2b(sentence.encode(), digest_size=8).digest()
                if digest not in seen:
                    seen.add(digest)
                    yield sentence


def sentences_of(body: str, shortest: int = 4) -> Iterator[str]:
    """The sentences of one text of at least `shortest` characters, in order."""
    for match in _SENTENCE.finditer(body):
        if len(sentence := match.group().strip()) >= shortest:
            yield sentence
