"""Do the documents speak of what is there? Paths, modules and links that they name, and the floors that they draw.

A path may leave out the folders it lies in (`ask.py`, `grammar/kinds.toml`), as long as some file's path ends so. CHANGELOG.md
tells what was, and is not looked at.
"""

from __future__ import annotations

import pkgutil
import re
import tomllib
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
DOCUMENTS = [CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")]
DOCUMENTS += sorted((CHECKOUT / "docs").rglob("*.md"))
ROOTS = ("benchmarks", "docs", "examples", "ontology", "scripts", "src", "tests", "training", "web")
PACKAGES = sorted(each.name for each in (CHECKOUT / "src/yusuan").iterdir() if each.is_dir())

_CODE = re.compile(r"```[\w-]*\n(.*?)```|`([^`\n]+)`", re.S)
_WORD = re.compile(r"[\w./*-]+")
_PATH = re.compile(
    r"(?:[\w*-]+/)*[\w*-]+\.(?:py|toml|ttl|rq|md|tsv|jsonl|ttf|txt)"
    r"|(?:[\w-]+/)+"
    rf"|(?:{'|'.join([*ROOTS, *PACKAGES])})/[\w/-]+",
    re.A,
)
_MODULE = re.compile(r"(?<![\w/.-])(?:yusuan|benchmarks)(?:\.[A-Za-z_]\w*)+")
_LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
_MADE_UP = {"new.toml", "queries/NAME.rq", "FILE.jsonl"}
"""What a how-to tells its reader to write."""
_WRITTEN = "indexes/"
"""What a run writes."""

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())


@cache
def stored() -> frozenset[str]:
    """Every file and folder of the checkout with the tails of its path, folders with a slash at their end."""
    found = [each for root in ROOTS for each in (CHECKOUT / root).rglob("*") if "__pycache__" not in each.parts]
    found += [CHECKOUT / root for root in ROOTS] + [each for each in CHECKOUT.iterdir() if each.is_file()]
    paths = [each.relative_to(CHECKOUT).as_posix() + "/" * each.is_dir() for each in found]
    return frozenset("/".join(path.split("/")[at:]) for path in paths for at in range(path.rstrip("/").count("/") + 1))


def exists(path: str) -> bool:
    """Whether something of the checkout is called by ``path``, or by a path that ends in it."""
    if "*" in path:
        return any(fnmatchcase(each, path) for each in stored())
    return not {path, f"{path}/", f"{path}.py"}.isdisjoint(stored())


def spoken_of(text: str) -> list[str]:
    """The words in the code of a document, fenced or between back-ticks; those that are to be filled in (`<name>.py`) are none."""
    code = [match[1] or match[2] for match in _CODE.finditer(text)]
    return [word for each in code for word in _WORD.findall(re.sub(r"[\w./-]*(?:<[^>\n]*>|…)[\w./<>-]*", " ", each))]


def paths_in(text: str) -> list[str]:
    """The paths that a document names."""
    named = (word for word in spoken_of(text) if _PATH.fullmatch(word))
    return sorted({path for path in named if path not in _MADE_UP and not path.startswith(_WRITTEN)})


@each_document
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    assert [path for path in paths_in(document.read_text("utf-8")) if not exists(path)] == []


@each_document
def test_every_module_that_a_document_names_exists(document: Path) -> None:
    for name in sorted({each for word in spoken_of(document.read_text("utf-8")) for each in _MODULE.findall(word)}):
        assert pkgutil.resolve_name(name) is not None


@each_document
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = [each for each in _LINK.findall(document.read_text("utf-8")) if "://" not in each]
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_a_path_that_is_not_there_is_seen() -> None:
    text = "`questions/ask.py`, `extraction/asked.py`, `questions/grammer/`, `grammar/kinds` and `fulltext/<name>.py`"
    assert [path for path in paths_in(text) if not exists(path)] == ["extraction/asked.py", "questions/grammer/"]
    assert exists("queries/filters/*.rq")
    assert not exists("queries/filters/*.py")


def test_the_floors_that_the_architecture_draws_are_those_that_are_held() -> None:
    text = (CHECKOUT / "ARCHITECTURE.md").read_text("utf-8").partition("## Floors")[2]
    drawn = [re.sub(r"\s*\(.*", "", line) for line in text.split("```")[1].strip().splitlines()]
    contracts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert drawn == contracts[0]["layers"]
    rooms = {name for each in contracts for name in each.get("containers", ()) if name.count(".") == 1}
    told = re.search(r"rooms inside (.*?) \(", text.replace("\n", " "))
    assert told and {f"yusuan.{name}" for name in re.findall(r"`(\w+)`", told[1])} == rooms


def test_tables_can_be_reviewed_line_by_line() -> None:
    long = {
        f"{path.relative_to(CHECKOUT)}:{at}"
        for path in (CHECKOUT / "src").rglob("*.toml")
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 220
    }
    assert long == set()
