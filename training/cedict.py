"""What does CC-CEDICT say that a Chinese word means in English?

The dictionary is a gzip-compressed text of entries `traditional simplified [pin1 yin1] /gloss/gloss/`. It is
licensed under CC BY-SA 4.0 and is not part of this repository; a model trained on it names it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from yusuan.search.cutter import fold

_ENTRY = re.compile(r"\S+ (\S+) \[([^]]*)\] /(.+)/")
_ASIDE = re.compile(r"\([^()]*\)|\[[^]]*\]|[^\s|]*\|")
_LATIN = re.compile(r"[a-z\u00df-\u024f]+")
# Glosses that speak of another entry or of a name's bearer, and not of a meaning.
_REFERENCE = re.compile(
    r"variant of|^see |^CL:|^abbr\.|surname |^also written|^also pr\.|^used in |^Taiwan pr\."
)
DICTIONARY = "cc-cedict.txt.gz"


def entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Simplified headword and its glosses, plain and in lower case; entries of mere references are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if found := _ENTRY.match(line):
                senses = [sense for part in found[3].split("/") for sense in part.split(";")]
                glosses = [
                    plain
                    for sense in senses
                    if not _REFERENCE.search(sense) and (plain := " ".join(english_words(sense)))
                ]
                if glosses:
                    yield fold(found[1]), glosses


def english_words(sense: str) -> list[str]:
    """The words of an English gloss without its asides, in lower case, in order."""
    return _LATIN.findall(_ASIDE.sub(" ", sense.lower()))
